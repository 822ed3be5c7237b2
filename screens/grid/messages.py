"""What a grid tells its screen of."""

from __future__ import annotations

from textual.message import Message
from textual.widget import Widget


class CellMessage(Message):
    """Something happened at a cell of a grid."""

    def __init__(self, grid: Widget, row_key: str, column_key: str, text: str = "") -> None:
        """`text` is what was pasted."""
        super().__init__()
        self.grid = grid
        self.row_key = row_key
        self.column_key = column_key
        self.text = text

    @property
    def control(self) -> Widget:
        """The grid, so that `@on(Grid.Moved, "#id")` works."""
        return self.grid


class Moved(CellMessage, namespace="grid"):
    """The cursor stands elsewhere."""


class Arranged(CellMessage, namespace="grid"):
    """Other rows are shown, or in another order, because a person wants it so."""


class Opened(CellMessage, namespace="grid"):
    """Enter, or a second click, on a cell that is not edited in its place."""


class Cleared(CellMessage, namespace="grid"):
    """Delete or Backspace."""


class Pasted(CellMessage, namespace="grid"):
    """A text was pasted on the grid: tab-separated lines, if it came from a spreadsheet."""
