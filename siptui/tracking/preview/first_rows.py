"""What was read of each sheet, over the first rows of the file itself; in memory only, for pupils are named in it."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from siptui.sheets.cells import Cell, Sheet, index_of, letters, shown
from siptui.tracking.proposal_types import CellNamed, ColumnSeen, SheetSeen
from siptui.tracking.words.columns import NOTHING, Means, means
from siptui.tracking.words.reasons import Why, why

if TYPE_CHECKING:
    from siptui.tracking.proposal_types import TrackingProposal
    from siptui.tracking.tables.table import Table

ROWS = 24  # that are shown of a sheet
FAR = 6  # rows after which a header no longer stands among the first
ABOVE = 3  # of them before the header, at most
AROUND = 2  # rows that are shown before and after one that is named
MOST_COLUMNS = 120
LONGEST = 60  # characters of a cell
SEVERAL = means("several_results")  # of a column of results where each row says of what and when it is
NOTHING_MEANT: Mapping[int, Means] = MappingProxyType({})


def see(sheets: Iterable[Sheet], tables: "Iterable[Table]", found: "TrackingProposal") -> list[SheetSeen]:
    """Every sheet as it was understood; one with several tables comes once for each."""
    by_sheet: dict[str, list[Table]] = {}
    for table in tables:
        by_sheet.setdefault(table.sheet.name, []).append(table)
    because = {n.sheet: n.why for n in found.not_counted if not n.row}
    meant = {(c.sheet, c.column, c.heading): c.meant for c in found.columns}
    seen: list[SheetSeen] = []
    for sheet in sheets:
        for table in by_sheet.get(sheet.name, ()):
            seen.append(see_table(sheet, table, meant))
        if sheet.name not in by_sheet:
            seen.append(see_bare(sheet, because.get(sheet.name, why("not_used"))))
    return seen


def see_bare(
    sheet: Sheet, because: Why, meant: Mapping[int, Means] = NOTHING_MEANT, named: Collection[CellNamed] = ()
) -> SheetSeen:
    """A sheet without a table; `meant` is what columns (from 0) were said to mean nevertheless."""
    numbers, rows = _rows(sheet, range(ROWS), named)
    columns = [ColumnSeen(letters(x), "", meant.get(x, NOTHING)) for x in range(_width(rows))]
    return SheetSeen(sheet.name, False, because, [], 0, columns, numbers, rows, [*named])


def see_table(
    sheet: Sheet,
    table: "Table",
    meant: dict[tuple[str, str, str], Means],
    because: Why | None = None,
    named: Collection[CellNamed] = (),
) -> SheetSeen:
    """A table; `meant` is what its columns mean, by sheet, letters and heading."""
    start = max(0, table.top - ABOVE) if table.first > FAR else 0
    end = len(sheet.rows) if table.sheet.lines else len(table.sheet.rows)  # of a table, further ones may stand below it
    numbers, rows = _rows(sheet, range(start, min(start + ROWS, end)), named)
    headed: dict[str, list[str]] = {}  # of a sheet that was turned, one column holds the results of many
    for column in table.columns:
        headed.setdefault(column.letters, []).append(column.heading)
    last = max((index_of(name) for name in headed), default=-1)
    columns = []
    for x in range(max(_width(rows), min(last + 1, MOST_COLUMNS))):
        name = letters(x)
        headings = headed.get(name, [""])
        told = [meant.get((sheet.name, name, heading), NOTHING) for heading in headings]
        if any(each != told[0] for each in told):
            headings, told = [_cell(sheet, table.first - 1, x)], [SEVERAL]
        columns.append(ColumnSeen(name, headings[0], told[0]))
    header = list(range(table.top + 1, table.first + 1))
    return SheetSeen(sheet.name, not because, because, header, table.first + 1, columns, numbers, rows, [*named])


def _rows(sheet: Sheet, first: range, named: Collection[CellNamed]) -> tuple[list[int], list[list[str]]]:
    """The `first` rows (from 0), and some around each that is named: their numbers, and their texts."""
    wanted = {*first}
    for each in named:
        wanted |= {*range(each.row - 1 - AROUND, each.row + AROUND)}
    shown_rows = sorted(y for y in wanted if 0 <= y < len(sheet.rows))
    return [y + 1 for y in shown_rows], [[_short(cell) for cell in sheet.rows[y][:MOST_COLUMNS]] for y in shown_rows]


def _cell(sheet: Sheet, y: int, x: int) -> str:
    return _short(sheet.cell(y, x))


def _short(cell: Cell) -> str:
    text = shown(cell)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _width(rows: list[list[str]]) -> int:
    """Columns up to the last that holds something."""
    return max((x + 1 for row in rows for x, text in enumerate(row) if text.strip()), default=0)
