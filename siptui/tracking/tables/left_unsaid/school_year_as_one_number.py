"""Tables of one row a result with a school year written as one number: whether 2010 is 2009-10 or 2010-11, is asked.

"2010" beside "Summer" is July 2010 or July 2011 by that.
"""

from msgspec import structs

from siptui.records.problem import Fact, Place
from siptui.sheets.cells import Cell, blank, cell_at, letters, number, shown
from siptui.tracking.questions.asking import Asking
from siptui.tracking.tables.table import Table
from siptui.tracking.vocabulary.headings import Headings, tokens

YEARS = range(2000, 2100)


def settle_school_years(table: Table, headings: Headings, asking: Asking) -> bool:
    """Write such years out in `table`, as somebody says; whether nobody has said it yet."""
    phrases = {tokens(p) for p in headings.words.school_year_headings}
    times = [c for c in table.columns if c.meaning.kind == "column" and c.meaning.name == "time"]
    found = [c.index for c in times if tokens(c.heading) in phrases]
    if not found or len(times) < 2 or any(c.meaning.points for c in table.results):
        return False
    x = found[0]
    terms = {cell for c in times if c.index != x for cell in table.sheet.column(c.index)[table.first :]}
    if all(headings.says(shown(cell)).years for cell in terms if not blank(cell)):
        return False  # "Autumn 2010" needs no school year beside it
    cells = table.sheet.column(x)[table.first :]
    latest = max((year for c in cells if (year := _year(c))), default=None)
    if latest is None:
        return False
    sheet, choices = table.sheet, [f"{latest - 1}-{latest % 100:02}", f"{latest}-{(latest + 1) % 100:02}"]
    key, place = f"years:{sheet.key}!{letters(x)}", Place(sheet.name, letters(x), table.first)
    about: dict[str, Fact] = {"sheet": sheet.key, "column": letters(x), "year": latest}
    answer = asking.ask(key, "school_year", choices, place, **about)
    if answer is None:
        return True
    back = answer == choices[0]
    rows = list(sheet.rows)
    for y in range(table.first, len(rows)):
        if year := _year(cell_at(rows[y], x)):
            start = year - back
            rows[y] = [*rows[y][:x], f"{start}-{(start + 1) % 100:02}", *rows[y][x + 1 :]]
    table.sheet = structs.replace(sheet, rows=rows)
    return False


def _year(cell: Cell) -> int | None:
    value = number(cell)
    return int(value) if value is not None and value in YEARS else None
