"""Hidden rows and columns count like the others, and that is said."""

from collections.abc import Iterator

from siptui.sheets.cells import Sheet, letters
from siptui.tracking.pupils.pupil_rows import Rows
from siptui.tracking.tables.table import Table

MOST = 6


def hidden(table: Table, rows: Rows) -> Iterator[str]:
    """A line each for the hidden pupils and the hidden results of a table."""
    sheet = table.sheet
    pupils = [str(y + 1) for y in _hidden_rows(sheet, {p.row for p in rows.pupils})] if sheet.hidden_rows else []
    places = {c.index if c.source < 0 else c.source for c in table.results}
    columns = [letters(x) for x in sorted(places & sheet.hidden_columns)]
    if pupils:
        yield f"Sheet {sheet.name}: pupils in hidden rows count like the others: {_some(pupils, 'row')}"
    if columns:
        yield f"Sheet {sheet.name}: results in hidden columns are read like the others: {_some(columns, 'column')}"


def _hidden_rows(sheet: Sheet, pupils: set[int]) -> list[int]:
    """The hidden rows of the file (from 0) that are of these pupils; of a turned sheet a pupil has many."""
    if sheet.origins:
        return sorted({y for (row, _), (y, _) in sheet.origins.items() if row in pupils and y in sheet.hidden_rows})
    return sorted(pupils & sheet.hidden_rows)


def _some(names: list[str], word: str) -> str:
    more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    return f"{word}{'s' if len(names) > 1 else ''} {', '.join(names[:MOST])}{more}"
