"""A block of a table's cells: chosen from an anchor to the cursor."""

from __future__ import annotations

from screens.grid.cursor_and_scrolling import Place, Viewport
from screens.grid.layout import Row

Block = tuple[range, range]
"""Indexes of rows, headings among them, and of columns."""


class BlockChoice:
    """Which block of a table is chosen.

    The anchor is kept by its keys: what a colleague adds above it does not move it.
    """

    def __init__(self, view: Viewport) -> None:
        self._view = view
        self.anchor: Place | None = None
        self.extending = False
        """Whether plain moves leave the anchor where it is."""

    @property
    def block(self) -> Block | None:
        """The block, if it is more than the cursor's own cell."""
        view = self._view
        if self.anchor is None or view.row < 0:
            return None
        index, column = view.index(self.anchor[0]), view.column_index(self.anchor[1], view.row)
        row, column = view.row if index is None else index, view.column if column is None else column
        if row == view.row and (view.whole_rows or column == view.column):
            return None
        columns = range(len(view.columns_here)) if view.whole_rows else between(column, view.column)
        return between(row, view.row), columns

    def cells(self) -> tuple[list[Row], list[int]]:
        """The rows and columns of the block, else of the cell under the cursor; of a row cursor all columns.

        Rows of another shape than the cursor's are not among them.
        """
        view = self._view
        if view.row < 0 or not view.columns:
            return [], []
        here = range(len(view.columns_here)) if view.whole_rows else range(view.column, view.column + 1)
        rows, columns = self.block or (range(view.row, view.row + 1), here)
        shape = view.rows[view.row].shape
        chosen = [row for row in view.rows[rows.start : rows.stop] if not row.heading and row.shape == shape]
        return chosen, list(columns)

    def begin(self) -> None:
        """The block begins at the cursor, unless it has begun already."""
        self.anchor = self.anchor or self._view.place

    def everything(self) -> None:
        """Choose every cell, with the cursor on the first."""
        if ends := self._view.ends():
            self.anchor = (self._view.rows[ends[1]].key, self._view.columns_of(ends[0])[-1].key)
            self._view.go(ends[0], 0)

    def drop(self) -> None:
        """Choose nothing but the cursor's cell."""
        self.anchor, self.extending = None, False

    def mend(self) -> None:
        """Let the block go whose first row is no more."""
        if self.anchor is not None and self._view.index(self.anchor[0]) is None:
            self.anchor = None


def between(one: int, other: int) -> range:
    """From the lesser to the greater, both among them."""
    return range(min(one, other), max(one, other) + 1)


def counted(cells: int) -> str:
    """`1 cell`, `12 cells`."""
    return "1 cell" if cells == 1 else f"{cells:,} cells"
