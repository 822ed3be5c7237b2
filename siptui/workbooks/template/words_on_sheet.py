"""The words that stand on a sheet, where each stands, and how far a joined cell reaches."""

from bisect import bisect_left
from collections.abc import Iterator

from siptui.sheets.cells import Sheet, blank
from siptui.workbooks.template.wordings import Compared, Words

Cell = tuple[int, int]
"""A row and a column, from 0."""


class SheetWords:
    """A sheet by its words. Cells that are joined to another are that other cell."""

    def __init__(self, sheet: Sheet, compared: Compared) -> None:
        self.sheet, self.compared = sheet, compared
        self.name = compared.words(sheet.name)
        self.at: dict[Cell, Words] = {}
        self.where: dict[Words, list[Cell]] = {}
        self.columns: dict[int, list[int]] = {}
        """Of each row with words, its columns that have some."""
        self._ends = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merges}
        self._anchors = {
            (y, x): (top, left)
            for top, left, bottom, right in sheet.merges
            if (bottom - top + 1) * (right - left + 1) < 10_000
            for y in range(top, bottom + 1)
            for x in range(left, right + 1)
        }
        for y, row in enumerate(sheet.rows):
            for x, cell in enumerate(row):
                if blank(cell) or not (words := compared.words(sheet.text(y, x))):
                    continue
                self.at[y, x] = words
                self.where.setdefault(words, []).append((y, x))
                self.columns.setdefault(y, []).append(x)
        self._lines = sorted(self.columns)

    def anchor(self, y: int, x: int) -> Cell:
        """The cell itself, or the one that it is joined to."""
        return self._anchors.get((y, x), (y, x))

    def end(self, cell: Cell) -> Cell:
        """The last cell that a cell reaches to."""
        return self._ends.get(cell, cell)

    def beside(self, cell: Cell) -> Cell:
        """The cell to the right of one, past all that is joined to it."""
        return self.anchor(cell[0], self.end(cell)[1] + 1)

    def below(self, cell: Cell, rows: int = 1) -> Cell:
        """A cell below one, past all that is joined to it."""
        return self.anchor(self.end(cell)[0] + rows, cell[1])

    def over(self, y: int, x: int) -> Words:
        """What stands in a row over a column: in the cell there, or in the next to its left, which heads on to it."""
        there = self.columns.get(y, [])
        number = bisect_left(there, x + 1)
        return self.at[y, there[number - 1]] if number else ()

    def rows_above(self, y: int) -> Iterator[int]:
        """The rows with words above one, the nearest first."""
        return reversed(self._lines[: bisect_left(self._lines, y)])
