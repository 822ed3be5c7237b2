"""A block of the grid's cells: chosen from an anchor to the cursor, copied as spreadsheets do."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.geometry import Region

from screens.frame.lines import Told
from screens.grid.cursor import GridView
from screens.grid.layout import Row
from screens.grid.paint import MOST
from screens.keys.key_names import spelled

Block = tuple[range, range]
"""Indexes of rows, headings among them, and of columns."""

NOWHERE: Block = (range(0), range(0))
EXTENDING = "Arrows choose a block · {grid.copy} copies it · {grid.drop} lets it go"


class BlockGrid(GridView):
    """A grid in which a block of cells can be chosen.

    The anchor is kept by its keys: what a colleague adds above it does not move it.
    """

    _anchor: tuple[str, str] | None = None
    _extending = False

    # What is chosen

    @property
    def block(self) -> Block | None:
        """The block, if it is more than the cursor's own cell."""
        if self._anchor is None or self._row < 0:
            return None
        row = self._index.get(self._anchor[0], self._row)
        column = next((i for i, c in enumerate(self.columns) if c.key == self._anchor[1]), self._column)
        whole = self.cursor_kind == "row"
        if row == self._row and (whole or column == self._column):
            return None
        columns = range(len(self.columns)) if whole else between(column, self._column)
        return between(row, self._row), columns

    def chosen(self) -> tuple[list[Row], list[int]]:
        """The rows and columns of the block, else of the cell under the cursor; of a row cursor all columns."""
        if self._row < 0 or not self.columns:
            return [], []
        whole = self.cursor_kind == "row"
        here = range(len(self.columns)) if whole else range(self._column, self._column + 1)
        rows, columns = self.block or (range(self._row, self._row + 1), here)
        return [row for row in self._rows[rows.start : rows.stop] if not row.heading], list(columns)

    # Choosing

    def action_extend(self, way: str) -> None:
        """Move the cursor and leave the anchor where it is."""
        self._stretch(lambda: getattr(self, f"action_{way}")())

    def action_choose(self) -> None:
        """Have plain moves extend the block from here on, for terminals that keep Shift+arrows to themselves."""
        self._extending = not self._extending
        if self._extending:
            self._anchor = self._anchor or (self.cursor_row_key, self.cursor_column_key)
            self.post_message(Told(spelled(EXTENDING, self)))

    def action_choose_all(self) -> None:
        """Choose every cell, with the cursor on the first."""
        if self._stops and self.columns:
            before = self.block
            self._anchor = (self._rows[self._stops[-1]].key, self.columns[-1].key)
            super()._go(self._stops[0], 0)
            self._repaint_block(before)

    def drop_block(self) -> None:
        """Choose nothing but the cursor's cell."""
        before, self._anchor, self._extending = self.block, None, False
        self._repaint_block(before)

    def _stretch(self, move: Callable[[], None]) -> None:
        """Make a move that leaves the anchor where it is."""
        extending, self._extending = self._extending, True
        self._anchor = self._anchor or (self.cursor_row_key, self.cursor_column_key)
        move()
        self._extending = extending

    def _go(self, row: int, column: int) -> None:
        before = self.block
        if not self._extending:
            self._anchor = None
        super()._go(row, column)
        self._repaint_block(before)

    def set_rows(self, rows: Iterable[Row]) -> None:
        before = self.block
        super().set_rows(rows)
        if self._anchor is not None and self._anchor[0] not in self._index:
            self._anchor = None
        if before != self.block:
            self.refresh()

    # Painting

    def _repaint_block(self, before: Block | None) -> None:
        """Repaint the cells that have come into the block or gone from it, and the cursor, which differs in one."""
        after = self.block
        if before == after:
            return
        self._refresh_cursor()
        (rows, columns), (new_rows, new_columns) = before or NOWHERE, after or NOWHERE
        top, spans = self.top_row, self._layout_now.spans(self._left)
        for index in range(top, min(top + self.page, len(self._rows))):
            was = set(columns) if index in rows else set()
            now = set(new_columns) if index in new_rows else set()
            changed = [span for span in spans if span.column in was ^ now]
            y = self._header + index - top
            if len(changed) > MOST:
                self.refresh(Region(0, y, self.size.width, 1))
            elif changed:
                self.refresh(*(Region(span.x, y, span.width, 1) for span in changed))

    # Copying

    def action_copy(self) -> None:
        """Put the block on the clipboard of the terminal, and of this program for terminals that allow no other."""
        from screens.grid.tab_separated import MOST_COPIED, written

        rows, columns = self.chosen()
        if not rows:
            return
        text = written([row.cell(column).entry for column in columns] for row in rows)
        size = len(text.encode())
        if size > MOST_COPIED:
            kilo = f"{size // 1000:,} kB, and terminals take {MOST_COPIED // 1000} at once"
            self.post_message(Told(f"Too much to copy: {kilo}; choose a smaller block", problem=True))
            return
        self.app.copy_to_clipboard(text)
        self.post_message(Told(f"{counted(len(rows) * len(columns))} copied"))


def between(one: int, other: int) -> range:
    """From the lesser to the greater, both among them."""
    return range(min(one, other), max(one, other) + 1)


def counted(cells: int) -> str:
    """`1 cell`, `12 cells`."""
    return "1 cell" if cells == 1 else f"{cells:,} cells"
