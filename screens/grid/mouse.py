"""What the mouse does on a grid: a click chooses or opens, a drag chooses a block, a title sorts, the wheel scrolls."""

from __future__ import annotations

from typing import Protocol

from textual import events
from textual.widget import Widget

from screens.grid.block import BlockChoice
from screens.grid.cursor_and_scrolling import Viewport

WHEEL = {
    events.MouseScrollDown: (3, 0),
    events.MouseScrollUp: (-3, 0),
    events.MouseScrollRight: (0, 1),
    events.MouseScrollLeft: (0, -1),
}
"""Rows and columns that a turn of the wheel scrolls by."""


class Worked(Protocol):
    """What is worked by the mouse: a grid."""

    view: Viewport
    choice: BlockChoice

    def go(self, row: int, column: int, stretching: bool = False) -> None: ...
    def scroll(self, rows: int, columns: int) -> None: ...
    def sort_column(self, column: int) -> None: ...
    def drop_block(self) -> None: ...
    def action_open(self) -> None: ...


class Mouse:
    """Where the button went down, and whether it has been dragged since."""

    def __init__(self, grid: Worked, widget: Widget) -> None:
        """`widget` is what the mouse's places are told from."""
        self._grid = grid
        self._widget = widget
        self._pressed_at: tuple[int, int] | None = None
        self._dragged = False

    def take(self, event: events.MouseEvent) -> None:
        """Do what the mouse asks for."""
        if type(event) in WHEEL:
            event.stop()
            self._grid.scroll(*WHEEL[type(event)])
        elif isinstance(event, events.MouseDown):
            self._down(event)
        elif isinstance(event, events.MouseMove):
            self._move(event)
        elif isinstance(event, events.MouseUp):
            self._pressed_at = None
        elif isinstance(event, events.Click):
            self._click(event)

    def _cell_at(self, event: events.MouseEvent) -> tuple[int, int] | None:
        offset = event.get_content_offset(self._widget)
        return None if offset is None else self._grid.view.at(offset.x, offset.y)

    def _down(self, event: events.MouseDown) -> None:
        """A block may begin here."""
        self._pressed_at, self._dragged = None, False
        if event.button == 1 and not event.shift and (cell := self._cell_at(event)) and cell[0] >= 0:
            self._pressed_at = cell

    def _move(self, event: events.MouseMove) -> None:
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
            self._grid.drop_block()
            self._grid.go(*start)
        self._grid.go(*cell, stretching=True)

    def _click(self, event: events.Click) -> None:
        """Move the cursor; a click on the cell it already stands on opens that; with Shift it extends the block."""
        cell, dragged, self._dragged = self._cell_at(event), self._dragged, False
        if cell is None or dragged:
            return
        (row, column), grid = cell, self._grid
        if row < 0:
            grid.sort_column(column)
        elif event.shift:
            grid.go(row, column, stretching=True)
        elif row == grid.view.row and (column == grid.view.column or grid.view.whole_rows) and not grid.choice.block:
            grid.action_open()
        else:
            grid.go(row, grid.view.column if grid.view.whole_rows else column)
            grid.drop_block()
