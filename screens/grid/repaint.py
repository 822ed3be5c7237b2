"""What of a table has to be painted again: two pictures of it compared, before something was done and after."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from textual.geometry import Region

from screens.grid.block import Block
from screens.grid.layout import GUTTER, Layout, Row, Shape, Span, layout_of, thumb_lines

MOST = 4
"""Changed cells of a line from which on the whole line costs less: each needs its own place and colours."""
NOTHING = Row("", ())


class Picture(Struct, frozen=True):
    """All that a table's lines are painted from, at one moment."""

    layout: Layout
    height: int
    header: int
    rows: tuple[Row, ...]
    top: int
    left: int
    row: int
    column: int
    whole_rows: bool
    block: Block | None
    order: tuple[int, str]
    """The column that rows are sorted by, and the mark for it; -1 where they are not."""
    line: bool = False
    """Whether all of the cursor's row is lit; else its first cell is marked alone."""
    lefts: dict[Shape, int] = {}
    """The first column in view of each shape that has been scrolled sideways."""

    @property
    def view(self) -> int:
        """Lines under the header."""
        return self.height - self.header

    def at(self, line: int) -> Row:
        """The row on a line under the header; an empty one below the last."""
        index = self.top + line
        return self.rows[index] if index < len(self.rows) else NOTHING

    def shape_of(self, row: Row) -> tuple[Layout, list[Span]]:
        """How a row is laid out, and which of its columns are in view."""
        if row.shape is None:
            return self.layout, self.layout.spans(self.left)
        layout = layout_of(row.shape, self.layout.width)
        return layout, layout.spans(self.lefts.get(row.shape, 0))

    def under_cursor(self, column: int) -> bool:
        """Whether the cursor covers a column of its row. A row cursor covers the last of those that stay in view,
        which names the row."""
        return column == max(0, self.layout.frozen - 1) if self.whole_rows else column == self.column

    def lit(self, line: int) -> tuple[int, Block | None]:
        """What lies over a line: the cursor's column, -1 where it is elsewhere, and the block."""
        index = self.top + line
        cursor = self.column if index == self.row else -1
        return cursor, self.block if self.block and index in self.block[0] else None

    def over(self, index: int, column: int, focused: bool) -> str:
        """The style over a cell of a row: the block's, and the cursor's, which within a block is not reversed."""
        here = index == self.row and self.under_cursor(column)
        inside = self.block is not None and index in self.block[0] and column in self.block[1]
        inside = inside and self.rows[index].shape == self.rows[self.row].shape
        if here:
            return "cursor" if focused and not inside else "unfocused"
        # As the cursor of a row, its block is seen in the frozen columns.
        return "selected" if inside and (not self.whole_rows or self.under_cursor(column)) else ""

    def cursor_regions(self) -> list[Region]:
        """Where the cursor is seen."""
        y = self.header + self.row - self.top
        if self.row < 0 or not self.header <= y < self.height:
            return []
        spans = self.shape_of(self.rows[self.row])[1]
        return [Region(span.x, y, span.width, 1) for span in spans if self.under_cursor(span.column)]


def changed(before: Picture, after: Picture) -> list[Region] | None:
    """The regions in which two pictures differ; None where all of it is painted again."""
    if before.layout is not after.layout or (before.left, before.header) != (after.left, after.header):
        return None
    if before.lefts != after.lefts:
        return None
    scrolled = before.top != after.top and before.rows is after.rows
    if scrolled or before.height != after.height or not before.rows or not after.rows:
        return None if before != after else []
    regions = list(_changed_lines(before, after))
    width, view = after.layout.width, after.view
    if before.order != after.order:
        regions.append(Region(0, 0, width, after.header))
    if thumb_lines(view, len(before.rows), before.top) != thumb_lines(view, len(after.rows), after.top):
        regions.append(Region(width - 1, after.header, 1, view))
    return regions


def _changed_lines(before: Picture, after: Picture) -> Iterator[Region]:
    for line in range(after.view):
        old, new = before.at(line), after.at(line)
        if (old is new or old == new) and before.lit(line) == after.lit(line):
            continue
        y = after.header + line
        if (before.top + line == before.row) != (after.top + line == after.row):
            yield Region(0, y, after.layout.width if after.line else GUTTER, 1)
            if after.line:
                continue
        spans = after.shape_of(new)[1]
        cells = [span for span in spans if _differs(before, after, line, span.column)]
        if new.heading or old.heading or new.shape != old.shape or len(cells) > MOST:
            yield Region(0, y, after.layout.width, 1)
        else:
            yield from (_region(span, y, old, new) for span in cells)


def _differs(before: Picture, after: Picture, line: int, column: int) -> bool:
    if before.at(line).cell(column) != after.at(line).cell(column):
        return True
    return before.over(before.top + line, column, True) != after.over(after.top + line, column, True)


def _region(span: Span, y: int, old: Row, new: Row) -> Region:
    """A cell, and the gap after it where a state's mark may stand: the same one stands elsewhere beside other words."""
    marked = old.cell(span.column).mark or new.cell(span.column).mark
    return Region(span.x, y, span.width + bool(marked), 1)
