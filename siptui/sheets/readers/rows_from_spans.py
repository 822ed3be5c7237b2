"""Cells with spans, as markup gives them, laid out in rows and columns."""

from siptui.sheets.cells import Cell
from siptui.sheets.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from siptui.sheets.problems import Unreadable

Merge = tuple[int, int, int, int]


class Laying:
    """The rows of one sheet, filled cell by cell; a cell's value stands in its first place, as in a workbook."""

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.merges: list[Merge] = []
        self._taken: dict[int, set[int]] = {}  # by row, columns that a cell further up reaches down to
        self._cells = 0

    def free(self, y: int, x: int) -> int:
        """The first column from `x` on that no cell further up reaches down to."""
        taken = self._taken.get(y, ())
        while x in taken:
            x += 1
        return x

    def put(self, y: int, x: int, value: Cell, across: int = 1, down: int = 1) -> None:
        """Put a cell that spans `across` columns and `down` rows. Raises Unreadable where it stands too far off."""
        if y >= MOST_ROWS or x + across > MOST_COLUMNS:
            raise Unreadable("table_too_large")
        while len(self.rows) <= y:
            self.rows.append([])
        row = self.rows[y]
        self._cells += max(0, x + 1 - len(row)) + across * down
        if self._cells > MOST_CELLS:
            raise Unreadable("too_many_cells")
        row.extend([""] * (x + 1 - len(row)))
        row[x] = value
        if across > 1 or down > 1:
            self.merges.append((y, x, y + down - 1, x + across - 1))
            for below in range(y + 1, y + down):
                self._taken.setdefault(below, set()).update(range(x, x + across))
