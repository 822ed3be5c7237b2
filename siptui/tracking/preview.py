"""What was read of each sheet, over the first rows of the file itself; in memory only, for pupils are named in it."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from siptui.sheets.cells import Sheet, letters, shown

if TYPE_CHECKING:
    from siptui.tracking.layout import Table
    from siptui.tracking.proposal import TrackingProposal

ROWS = 12  # that are shown of a sheet
ABOVE = 3  # of them before the header, at most
MOST_COLUMNS = 120
LONGEST = 60  # characters of a cell
NOTHING_MEANT: Mapping[int, str] = MappingProxyType({})


class ColumnSeen(Struct, frozen=True):
    """A column: its letters, its heading, and what it was understood to mean, "" where it has no heading."""

    letters: str
    heading: str = ""
    means: str = ""


class SheetSeen(Struct, frozen=True):
    """A table of the file, or a sheet that has none; `why` says why nothing of it is used.

    `header_rows` and `first`, the first row of pupils, are counted from 1, as `start` is, the row that `rows` begins
    with; all are 0 where no table was found.
    """

    name: str
    used: bool
    why: str
    header_rows: list[int]
    first: int
    columns: list[ColumnSeen]
    start: int
    rows: list[list[str]]


def see(sheets: Iterable[Sheet], tables: "Iterable[Table]", found: "TrackingProposal") -> list[SheetSeen]:
    """Every sheet as it was understood; one with several tables comes once for each."""
    by_sheet: dict[str, list[Table]] = {}
    for table in tables:
        by_sheet.setdefault(table.sheet.name, []).append(table)
    why = {n.sheet: n.reason for n in found.not_counted if not n.row}
    means = {(c.sheet, c.column, c.heading): c.means for c in found.columns}
    seen: list[SheetSeen] = []
    for sheet in sheets:
        for table in by_sheet.get(sheet.name, ()):
            seen.append(see_table(sheet, table, means))
        if sheet.name not in by_sheet:
            seen.append(see_bare(sheet, why.get(sheet.name, "not used")))
    return seen


def see_bare(sheet: Sheet, why: str, means: Mapping[int, str] = NOTHING_MEANT) -> SheetSeen:
    """A sheet without a table; `means` is what columns (from 0) were said to mean nevertheless."""
    rows = _rows(sheet, 0)
    columns = [ColumnSeen(letters(x), "", means.get(x, "")) for x in range(_width(rows))]
    return SheetSeen(sheet.name, False, why, [], 0, columns, 1, rows)


def see_table(sheet: Sheet, table: "Table", means: dict[tuple[str, str, str], str], why: str = "") -> SheetSeen:
    """A table; `means` is what its columns mean, by sheet, letters and heading."""
    start = max(0, table.top - ABOVE) if table.first > ROWS // 2 else 0
    rows = _rows(sheet, start)
    headed = {c.index: c.heading for c in table.columns}
    columns = []
    for x in range(max(_width(rows), min(max(headed, default=-1) + 1, MOST_COLUMNS))):
        heading, name = headed.get(x, ""), letters(x)
        columns.append(ColumnSeen(name, heading, means.get((sheet.name, name, heading), "")))
    header = list(range(table.top + 1, table.first + 1))
    return SheetSeen(sheet.name, not why, why, header, table.first + 1, columns, start + 1, rows)


def _rows(sheet: Sheet, start: int) -> list[list[str]]:
    return [[shown(cell)[:LONGEST] for cell in row[:MOST_COLUMNS]] for row in sheet.rows[start : start + ROWS]]


def _width(rows: list[list[str]]) -> int:
    """Columns up to the last that holds something."""
    return max((x + 1 for row in rows for x, text in enumerate(row) if text.strip()), default=0)
