"""Pupils with results whose year group nothing tells: by their date of birth, which is exact, else by asking.

A year group of Part D is all who were born from one September to the next August.
"""

import re
from datetime import date, timedelta

from siptui.records.problem import Fact
from siptui.sheets.cells import Cell, blank, number, plain, shown
from siptui.tracking.pupils.year_column import MOST_ASKED, YearCells
from siptui.tracking.questions.asking import LEAVE_OUT
from siptui.tracking.tables.table import Table
from siptui.tracking.vocabulary.headings import Headings
from siptui.tracking.vocabulary.year_names import OLDEST, year_of_cell

MOST_VALUES = 8  # different words for a year group that are asked about
YOUNGEST = 5  # years of age at the end of the summer before Year 1
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?: .*)?")
_MONTH_IN_WORDS = re.compile(r"\d{1,2}(?:st|nd|rd|th)?[ /.-]+([a-z]+)[ /.,-]+(\d{4}|\d{2})")
_SERIALS = range(32_000, 47_000)  # days since 1900, which is how Excel keeps dates: of 1987 to 2028
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?: .*)?")


def _years(table: Table, rows: list[int], headings: Headings) -> dict[int, int]:
    """What year group a date of birth makes of each of the rows that have one; it need be none that a school has."""
    found: dict[int, int] = {}
    for x in table.of("dob")[:1]:
        for y in rows:
            born = _date(table.sheet.cell(y, x), headings.words.months)
            if born:
                found[y] = headings.moments.latest_school_year - headings.moments.school_year_at(*born) - YOUNGEST
    return found


def birth_of_no_pupil(table: Table, rows: list[int], headings: Headings) -> int | None:
    """The first of the rows, if by their dates of birth most of these pupils are in no year group that schools have."""
    years = _years(table, rows, headings)
    none = [y for y, year in years.items() if not 0 <= year <= OLDEST]
    return none[0] if len(none) * 2 > len(rows) else None


def by_birth(table: Table, rows: list[int], headings: Headings) -> dict[int, int]:
    """The year group now of those of the rows that have a date of birth."""
    return {y: year for y, year in _years(table, rows, headings).items() if 0 <= year <= OLDEST}


def said_of_births(table: Table, rows: list[int]) -> str:
    """That the date of birth told of some rows."""
    sheet = table.sheet
    whose = (
        f"row {sheet.line(rows[0])}" if len(rows) == 1 else f"{len(rows)} pupils (first in row {sheet.line(rows[0])})"
    )
    return f"Sheet {sheet.name}: the year group of {whose} is told by the date of birth"


def settle_missing(table: Table, told: dict[int, int | None], headings: Headings, cells: YearCells) -> list[str]:
    """Fill in the year groups of pupils with results that nothing tells so far; what there is to say of it."""
    missing = [y for y, year in told.items() if year is None and _has_results(table, y)]
    births = by_birth(table, missing, headings)
    told |= births
    values: dict[str, list[int]] = {}
    shifted = [y for y in missing if y not in births and _is_moved_right(table, y)]
    for y in shifted:
        line = table.sheet.line(y)
        about_row: dict[str, Fact] = {"sheet": table.sheet.key, "row": line}
        told[y] = cells.asked(f"year:{table.sheet.key}:{line}", "year_of_shifted", line, about_row, [LEAVE_OUT])
    for y in [y for y in missing if y not in births and y not in shifted]:
        places = table.of("year") or table.of("class")
        values.setdefault(shown(cells.at(y, places[0])).strip() if places else "", []).append(y)
    if len(values) > MOST_VALUES:
        values = {"": [y for some in values.values() for y in some]}
    sheet = table.sheet
    for value, rows in values.items():
        if value:
            told |= dict.fromkeys(rows, cells.ask(f"year:{value}", "year_of_value", sheet.line(rows[0]), value=value))
            continue
        for group in [[y] for y in rows] if len(rows) <= MOST_ASKED else [rows]:
            line = sheet.line(group[0])
            about: dict[str, Fact] = {"sheet": sheet.key, "row": line, "count": len(group)}
            key = f"year:{sheet.key}:{line if len(group) == 1 else 'blank'}"
            told |= dict.fromkeys(group, cells.asked(key, "year_of_row", line, about))
    return [said_of_births(table, sorted(births))] if births else []


def _is_moved_right(table: Table, y: int) -> bool:
    """Whether a row's year group stands one column to the right, and a cell right of all headings."""
    row = table.sheet.rows[y]
    for x in table.of("year")[:1]:
        last = max((x for x, cell in enumerate(row) if not blank(cell)), default=0)
        beside = year_of_cell(table.sheet.cell(y, x + 1))
        headed = max(c.index for c in table.columns if c.heading.strip())
        return beside is not None and not blank(table.sheet.cell(y, x)) and last > headed
    return False


def _has_results(table: Table, y: int) -> bool:
    return any(not blank(table.sheet.cell(y, c.index)) for c in table.results)


def _date(cell: Cell, months: list[list[str]]) -> tuple[int, int] | None:
    """The year and month of a date of birth: a date, one in figures or words, or the number by which Excel keeps it."""
    if isinstance(cell, date):
        return cell.year, cell.month
    text, serial = plain(shown(cell)), number(cell)
    if serial is not None:
        born = date(1899, 12, 30) + timedelta(int(serial)) if int(serial) in _SERIALS else None
        return (born.year, born.month) if born else None
    if found := _YEAR_FIRST.fullmatch(text):
        year, month = int(found[1]), int(found[2])
    elif found := _DAY_FIRST.fullmatch(text):
        year, month = int(found[3]), int(found[2])
    elif found := _MONTH_IN_WORDS.fullmatch(text):
        year, month = int(found[2]), next((n for n, words in enumerate(months, 1) if found[1] in words), 0)
    else:
        return None
    year += 2000 if year < 100 else 0
    return (year, month) if 1 <= month <= 12 else None
