"""What the mouse does on a grid: a click chooses or opens, a drag chooses a block, a title sorts, the wheel scrolls."""

from __future__ import annotations

from textual import events

from screens.grid.filter_and_sort import OrderedGrid

WHEEL_ROWS = 3


class MouseGrid(OrderedGrid):
    """A grid worked by the mouse."""

    _pressed_at: tuple[int, int] | None = None
    _dragged = False

    def action_open(self) -> None:
        """What a second click on a cell does."""

    def _cell_at(self, event: events.MouseEvent) -> tuple[int, int] | None:
        """The row and column under the mouse, None where the cursor cannot go; the row is -1 on a title."""
        offset = event.get_content_offset(self)
        if offset is None or offset.x >= self._layout_now.available:
            return None
        spans = self._layout_now.spans(self._left)
        column = next((span.column for span in reversed(spans) if span.x <= offset.x), self._column)
        index = self.top_row + offset.y - self._header
        if offset.y < self._header:
            return -1, column
        return (index, column) if index in self._stops else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A block may begin here."""
        self._pressed_at, self._dragged = None, False
        if event.button == 1 and not event.shift and (cell := self._cell_at(event)) and cell[0] >= 0:
            self._pressed_at = cell

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend the block to where the mouse has been dragged."""
        start, cell = self._pressed_at, self._cell_at(event) if self._pressed_at else None
        if start is None or cell is None or cell[0] < 0 or (cell == start and not self._dragged):
            return
        if not event.button:  # let go outside the grid
            self._pressed_at = None
            return
        event.stop()
        if not self._dragged:
            self._dragged = True
            self.drop_block()
            self._go(*start)
        self._stretch(lambda: self._go(*cell))

    def on_mouse_up(self) -> None:
        self._pressed_at = None

    def on_click(self, event: events.Click) -> None:
        """Move the cursor; a click on the cell it already stands on opens that; with Shift it extends the block."""
        cell, dragged, self._dragged = self._cell_at(event), self._dragged, False
        if cell is None or dragged:
            return
        row, column = cell
        if row < 0:
            self.sort_column(self.columns[column])
        elif event.shift:
            self._stretch(lambda: self._go(row, column))
        elif row == self._row and (column == self._column or self.cursor_kind == "row") and self.block is None:
            self.action_open()
        else:
            self._go(row, self._column if self.cursor_kind == "row" else column)
            self.drop_block()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_rows(WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_rows(-WHEEL_ROWS)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        event.stop()
        self.scroll_columns(1)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        event.stop()
        self.scroll_columns(-1)
