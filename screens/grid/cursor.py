"""Moving about in the grid: rows in and out, the cursor, scrolling."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from textual.message import Message

from screens.grid.layout import Column, Row, header_height
from screens.grid.paint import GridPainter


class CellMessage(Message):
    """Something happened at a cell of a grid."""

    def __init__(self, grid: GridView, row_key: str, column_key: str) -> None:
        super().__init__()
        self.grid = grid
        self.row_key = row_key
        self.column_key = column_key

    @property
    def control(self) -> GridView:
        """The grid, so that `@on(Grid.Moved, "#id")` works."""
        return self.grid


class GridView(GridPainter):
    """A grid that is moved about in."""

    class Moved(CellMessage, namespace="grid"):
        """The cursor stands elsewhere."""

    # Rows and columns

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows, headings among them."""
        return self._rows

    def row(self, row_key: str) -> Row | None:
        """The row with a key."""
        index = self._index.get(row_key)
        return None if index is None else self._rows[index]

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows; the cursor stays on its row if that is still there, and only what differs is repainted."""
        before, top, key, at = self._rows, self.top_row, self.cursor_row_key, self._row
        self._take_rows(rows)
        if key in self._index:
            self._row = self._index[key]
            # A row that moved keeps its place on the screen, where it can.
            self._top = max(0, top + self._row - at)
        else:
            self._row = self._stop_near(at)
            self._top = top
        self._top = self.top_row
        self._reveal_row()
        self._repaint_rows(before, top, at)
        if key != self.cursor_row_key:
            self._post_moved()

    def set_row(self, row: Row) -> None:
        """Show another row in place of the one with its key, repainting only the cells that differ."""
        index = self._index.get(row.key)
        if index is None or row.heading:
            return
        old = self._rows[index]
        self._rows = (*self._rows[:index], row, *self._rows[index + 1 :])
        self._refresh_row(index, old)

    def set_columns(self, columns: Sequence[Column], rows: Iterable[Row]) -> None:
        """Show other columns; the cursor keeps its column if that is still there."""
        key = self.cursor_column_key
        self.columns = tuple(columns)
        self._header = header_height(self.columns)
        self._forget_lines()
        keys = [column.key for column in self.columns]
        self._column = keys.index(key) if key in keys else 0
        self.set_rows(rows)
        self._reveal_column()
        self.refresh()

    # The cursor

    @property
    def cursor_row_key(self) -> str:
        """The key of the cursor's row; "" in an empty grid."""
        return self._rows[self._row].key if 0 <= self._row < len(self._rows) else ""

    @property
    def cursor_column_key(self) -> str:
        """The key of the cursor's column; "" where there are none."""
        return self.columns[self._column].key if self._column < len(self.columns) else ""

    def move_to(self, row_key: str, column_key: str | None = None) -> None:
        """Put the cursor on a row, and a column; a key that is not here is passed over."""
        keys = [column.key for column in self.columns]
        column = keys.index(column_key) if column_key in keys else self._column
        self._go(self._index.get(row_key, self._row), column)

    def _stop_near(self, index: int, forward: bool = True) -> int:
        """The row nearest to an index that the cursor may stand on, -1 if none."""
        if not self._stops:
            return -1
        at = bisect_left(self._stops, index) if forward else bisect_right(self._stops, index) - 1
        return self._stops[max(0, min(at, len(self._stops) - 1))]

    def _step(self, rows: int) -> None:
        """Move the cursor by rows, over headings."""
        if rows in (1, -1) and self._stops:
            at = bisect_left(self._stops, self._row) + rows
            self._go(self._stops[max(0, min(at, len(self._stops) - 1))], self._column)
        else:
            self._go(self._stop_near(self._row + rows, rows > 0), self._column)

    def _go(self, row: int, column: int) -> None:
        """Move the cursor, repainting its old and its new cell, or all of it where it leaves the view."""
        if self._row < 0 or row < 0 or not self.columns or (row, column) == (self._row, self._column):
            return
        self._refresh_cursor()
        self._row, self._column = row, column
        scrolled = self._reveal_row()
        if self._reveal_column() or scrolled:
            self.refresh()
        else:
            self._refresh_cursor()
        self._post_moved()

    def _post_moved(self) -> None:
        self.post_message(self.Moved(self, self.cursor_row_key, self.cursor_column_key))

    # Scrolling

    def _reveal_row(self) -> bool:
        """Scroll half a page where the cursor is out of view: one repaint instead of one a row."""
        top = self.top_row
        # Before the first layout there is no view to be out of.
        if self._row < 0 or not self.size.height or top <= self._row < top + self.page:
            return False
        if self._row < top:
            self._top = self._row - (self.page - 1 - self.page // 2)
            if self._row == self._stops[0] or self._top < 0:
                self._top = 0
        else:
            self._top = self._row - self.page // 2
        self._top = self.top_row
        return self._top != top

    def _reveal_column(self) -> bool:
        """Scroll by whole columns, half of those in view, where the cursor's column is not."""
        layout, left = self._layout_now, self.left_column
        shown = layout.reveal(left, self._column)
        if shown != left:
            half = sum(span.column >= layout.frozen for span in layout.spans(shown)) // 2
            shown = layout.reveal(layout.clamp(shown + half if shown > left else shown - half), self._column)
        self._left = shown
        return shown != left

    def scroll_rows(self, rows: int) -> None:
        """Scroll without moving the cursor."""
        top = self.top_row
        self._top = top + rows
        self._top = self.top_row
        if self._top != top:
            self.refresh()

    def scroll_columns(self, columns: int) -> None:
        """Scroll sideways without moving the cursor."""
        left = self.left_column
        self._left = self._layout_now.clamp(left + columns)
        if self._left != left:
            self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        seen = (self._top, self.left_column)
        # A first heading, which the cursor cannot go to, comes back into view as soon as there is room for it.
        self._top = 0 if self._row < self.page else self.top_row
        self._reveal_row()
        self._reveal_column()
        if (self._top, self.left_column) != seen:
            self.refresh()  # Textual may have painted the new size before it told of it
