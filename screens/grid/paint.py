"""How the grid is painted: lines from rows and the cursor, and no more of them again than what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Literal

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from screens.grid.layout import (
    UNICODE_MARKS,
    Column,
    Layout,
    Marks,
    Part,
    Row,
    fit,
    header_height,
    header_line,
    join_parts,
    row_parts,
    thumb_lines,
)

MOST = 4
"""Changed cells of a line from which on the whole line costs less: each needs its own place and colours."""
STATES = ("red", "amber", "green", "dim", "strong", "pending", "conflict", "finding")


def _shows_on_blanks(style: Style | None, plain: Style) -> bool:
    """Whether a blank in a style can be told from a plain one."""
    return style is None or bool(style.reverse or style.underline or style.strike) or style.bgcolor != plain.bgcolor


class GridPainter(Widget, can_focus=True):
    """A grid as it is seen; `GridView` moves about in it, and `Grid` adds what keys and the mouse do.

    Scrolling is by whole rows and whole columns, kept here and not in the widget's scroll offset: there is
    then no scroll bar to repaint, and the scroll mark in a line's last cell rides in that line's own colours.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--header",
        "grid--heading",
        "grid--cursor",
        "grid--unfocused",
        "grid--selected",
        *(f"grid--{state}" for state in STATES),
    }
    # Red, amber and green are the theme's own signals, not its paler colours for text.
    DEFAULT_CSS = """
    GridPainter {
        width: 1fr;
        height: 1fr;
        background: $background;
        color: $foreground;
        & > .grid--header { text-style: bold underline; }
        & > .grid--heading { text-style: bold; color: $text-primary; }
        & > .grid--cursor { text-style: reverse; }
        & > .grid--unfocused { text-style: bold underline; }
        & > .grid--selected { text-style: reverse; }
        & > .grid--red { text-style: bold; color: $error; }
        & > .grid--amber { text-style: bold; color: $warning; }
        & > .grid--green { text-style: bold; color: $success; }
        & > .grid--dim { color: $text-muted; }
        & > .grid--strong { text-style: bold; }
        & > .grid--pending { text-style: italic; color: $text-primary; }
        & > .grid--conflict { text-style: bold underline; color: $error; }
        & > .grid--finding { text-style: underline; color: $warning; }
    }
    """

    marks: ClassVar[Marks] = UNICODE_MARKS
    """As they are in Unicode; what is written to another terminal is said in ASCII on its way."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Iterable[Row] = (),
        *,
        frozen_columns: int = 1,
        cursor: Literal["cell", "row"] = "cell",
        empty: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.columns: tuple[Column, ...] = tuple(columns)
        self.frozen_columns = frozen_columns
        self.cursor_kind = cursor
        self.empty = empty
        self._header = header_height(self.columns)
        self._layout_for_width: Layout | None = None
        self._styles_by_name: dict[str, Style] = {}
        self._lines: LRUCache[tuple[Row, int], list[Part]] = LRUCache(1024)
        self._top = 0
        self._left = 0
        self._row = -1
        self._column = 0
        self._take_rows(rows)
        self._row = self._stops[0] if self._stops else -1

    def _take_rows(self, rows: Iterable[Row]) -> None:
        self._rows: tuple[Row, ...] = tuple(rows)
        self._index = {row.key: index for index, row in reversed(tuple(enumerate(self._rows))) if not row.heading}
        self._stops = [index for index, row in enumerate(self._rows) if not row.heading]

    # Where things stand

    @property
    def _layout_now(self) -> Layout:
        """The layout for the present width: a line may be asked for before the resize event has come."""
        if self._layout_for_width is None or self._layout_for_width.width != self.size.width:
            self._forget_lines()
            self._layout_for_width = Layout(self.columns, self.frozen_columns, self.size.width)
        return self._layout_for_width

    @property
    def page(self) -> int:
        """Rows that can be seen at once."""
        return max(1, self.size.height - self._header)

    @property
    def top_row(self) -> int:
        """Index of the first row that can be seen."""
        return max(0, min(self._top, len(self._rows) - self.page))

    @property
    def left_column(self) -> int:
        """Index of the first column that can be seen beside the frozen ones."""
        return self._layout_now.clamp(self._left)

    # Painting

    def _refresh_row(self, index: int, old: Row) -> None:
        """Repaint what of a row differs from what it was, if it can be seen."""
        y = index - self.top_row
        if self._rows[index] != old and 0 <= y < self.size.height - self._header:
            self._refresh_cells(y, old, self._rows[index])

    def _repaint_rows(self, before: Sequence[Row], top: int, at: int) -> None:
        """Repaint what other rows, and another cursor, have changed in the view."""
        view = self.size.height - self._header
        if not before or not self._rows:
            self.refresh()
            return
        now, nothing = self.top_row, Row("", ())
        for y in range(view):
            old = before[top + y] if top + y < len(before) else nothing
            new = self._rows[now + y] if now + y < len(self._rows) else nothing
            cursor_differs = (top + y == at) != (now + y == self._row)
            if old != new or cursor_differs:
                self._refresh_cells(y, old, new, cursor_differs)
        if thumb_lines(view, len(before), top) != thumb_lines(view, len(self._rows), now):
            self.refresh(Region(self.size.width - 1, self._header, 1, view))

    def _refresh_cells(self, y: int, old: Row, new: Row, cursor_differs: bool = False) -> None:
        """Repaint the cells in which two rows differ; the whole line where most do."""
        line = self._header + y
        changed = [
            span
            for span in self._layout_now.spans(self._left)
            if new.cell(span.column) != old.cell(span.column) or (cursor_differs and self._under_cursor(span.column))
        ]
        if new.heading or old.heading or len(changed) > MOST:
            self.refresh(Region(0, line, self.size.width, 1))
        elif changed:
            # A state's mark stands in the gap after its cell.
            marked = [old.cell(span.column).mark != new.cell(span.column).mark for span in changed]
            wide = zip(changed, marked, strict=True)
            self.refresh(*(Region(span.x, line, span.width + with_mark, 1) for span, with_mark in wide))

    def _under_cursor(self, column: int) -> bool:
        """Whether the cursor covers a column of its row. A row cursor covers the frozen columns only:
        a whole line would cost ten times the bytes at every move."""
        if self.cursor_kind == "row":
            return column < max(1, self._layout_now.frozen)
        return column == self._column

    def _refresh_cursor(self) -> None:
        """Repaint the cells under the cursor."""
        y = self._header + self._row - self.top_row
        if self._row < 0 or not self._header <= y < self.size.height:
            return
        regions = [
            Region(span.x, y, span.width, 1)
            for span in self._layout_now.spans(self._left)
            if self._under_cursor(span.column)
        ]
        if regions:
            self.refresh(*regions)

    def on_focus(self, event: events.Focus) -> None:
        """What Widget does (8.2.8), but for repainting all of the grid: only the cursor looks different."""
        event.prevent_default()
        self.has_focus = True
        self._refresh_cursor()
        if self.parent is not None:
            self.parent.post_message(events.DescendantFocus(self))

    def on_blur(self, event: events.Blur) -> None:
        """As `on_focus`."""
        event.prevent_default()
        self.has_focus = False
        self._refresh_cursor()
        if self.parent is not None:
            self.parent.post_message(events.DescendantBlur(self))

    def notify_style_update(self) -> None:
        """Another theme: colours are looked up again."""
        super().notify_style_update()
        self._styles_by_name.clear()

    def _style(self, names: str) -> Style:
        """The colours of a style, or of several one upon the other; names that are not known are plain."""
        style = self._styles_by_name.get(names)
        if style is None:
            style = self.rich_style
            for position, name in enumerate(names.split()):
                if f"grid--{name}" in self.COMPONENT_CLASSES:
                    style += self.get_component_rich_style(f"grid--{name}", partial=position > 0)
            self._styles_by_name[names] = style
        return style

    def _strip(self, parts: Sequence[Part]) -> Strip:
        """Pieces as a strip; blanks go with the colour before them where that cannot be seen: each change costs."""
        segments: list[Segment] = []
        for text, name in parts:
            style = self._style(name)
            if segments and not name and text.isspace() and not _shows_on_blanks(segments[-1].style, style):
                segments[-1] = Segment(segments[-1].text + text, segments[-1].style)
            else:
                segments.append(Segment(text, style))
        return Strip(segments, self.size.width)

    def render_line(self, y: int) -> Strip:
        """One line: a header line, a row, or nothing."""
        layout = self._layout_now
        if layout.width <= 0:
            return Strip([], 0)
        if y < self._header:
            style = "header" if y == self._header - 1 else "strong"
            line = header_line(layout, self._left, y, self._header, self.marks, self._header_mark())
            return self._strip([(line, style)])
        index = self.top_row + y - self._header
        if index < len(self._rows):
            parts = self._row_line(layout, index)
        else:
            text = self._why_empty() if not self._rows and y == self._header else ""
            parts = [(fit(text, layout.width - 1, "left", self.marks.more), "dim" if text else "")]
        return self._strip(join_parts([*parts, (self._line_end(y - self._header), "")]))

    def _row_line(self, layout: Layout, index: int) -> list[Part]:
        """A row's pieces; drawn once, and again only with the cursor on it."""
        row = self._rows[index]
        left = layout.clamp(self._left)
        block = self.block
        if index == self._row or (block and index in block[0]):
            return row_parts(layout, layout.spans(left), row, self.marks, lambda column: self._over(index, column))
        parts = self._lines.get((row, left))
        if parts is None:
            parts = row_parts(layout, layout.spans(left), row, self.marks, lambda _column: "")
            self._lines[(row, left)] = parts
        return parts

    @property
    def block(self) -> tuple[range, range] | None:
        """The rows and columns that are chosen, if they are more than the cursor's cell."""
        return None

    def _over(self, index: int, column: int) -> str:
        """The style that lies over a cell: the block's, and the cursor's, which within a block is not reversed."""
        block, here = self.block, index == self._row and self._under_cursor(column)
        inside = block is not None and index in block[0] and column in block[1]
        if here:
            return "cursor" if self.has_focus and not inside else "unfocused"
        # As the cursor of a row, its block is seen in the frozen columns.
        return "selected" if inside and (self.cursor_kind == "cell" or self._under_cursor(column)) else ""

    def _why_empty(self) -> str:
        """What is said where there are no rows."""
        return self.empty

    def _header_mark(self) -> tuple[int, str]:
        """The column that rows are sorted by, and the mark for it; -1 where they are not."""
        return -1, ""

    def _line_end(self, line: int) -> str:
        """The last cell of a line: the scroll mark."""
        view = self.size.height - self._header
        if len(self._rows) <= view:
            return " "
        return self.marks.thumb if line in thumb_lines(view, len(self._rows), self.top_row) else self.marks.track

    def _forget_lines(self) -> None:
        self._layout_for_width = None
        self._lines.clear()
