"""Averages by year group that a school has reckoned itself: a table without pupils, such as our own form filled in."""

from collections.abc import Iterable

from msgspec import Struct

from siptui.sheets.cells import Cell, Sheet, blank, letters, number, shown
from siptui.tracking.tables.table import text_at
from siptui.tracking.vocabulary.headings import Headings, tokens
from siptui.tracking.vocabulary.schema_tables import level_table
from siptui.tracking.vocabulary.year_names import year_of_cell, year_of_name

SUBJECT = "subject"  # a word beside one


class GivenAverage(Struct, frozen=True):
    """An average as it stands in a file, and where: its column as history names it, and its cell."""

    subject: str
    year: int
    point: str
    aps: float
    column: str
    cell: str


def find_given(sheets: Iterable[Sheet], headings: Headings, years: Iterable[int]) -> list[GivenAverage]:
    """Every such average of a file; none of a block in which a year group or a result stands twice."""
    wanted = set(years)
    found: dict[tuple[str, int, str], list[GivenAverage]] = {}
    for sheet in sheets:
        for each in _on_sheet(sheet, headings, wanted) if not sheet.hidden else ():
            found.setdefault((each.subject, each.year, each.point), []).append(each)
    return [some[0] for some in found.values() if len(some) == 1]


def _on_sheet(sheet: Sheet, headings: Headings, years: set[int]) -> list[GivenAverage]:
    """The averages of a sheet; none where a number in their place is none of its year group, such as a per cent."""
    found: list[GivenAverage] = []
    subject, columns, at = headings.title(sheet.name).subject, dict[int, tuple[str, str]](), -1
    for y, row in enumerate(sheet.rows):
        filled = [x for x, cell in enumerate(row) if not blank(cell)]
        if len(filled) == 1:
            said = _subject(text_at(row, filled[0]), headings)
            of_one = any(of for of, _ in columns.values())
            subject, columns = said or subject, columns if said and not of_one else {}
            continue
        head = _header(row, headings, sheet.rows[y + 1 : y + 3])
        if head:
            at, columns, subject = head.at, head.columns, head.subject or subject
            continue
        year = _year(row[at]) if columns and at < len(row) else None
        for x, (of, point) in columns.items() if year in years else ():
            value = number(sheet.cell(y, x))
            of = of or subject
            if value is None or year is None or of not in headings.subjects:
                continue
            if not _is_average(value, year):
                return []
            column = f"{sheet.name}!{letters(x)}"
            found.append(GivenAverage(of, year, point, value, column, f"{column}{y + 1}"))
    return found


def _is_average(value: float, year: int) -> bool:
    """Whether a number may be the average points of a year group, and no per cent, share or count of pupils."""
    levels = level_table()
    least = levels.likely_least_mean.get(str(year), levels.least_points)
    return least <= value <= levels.likely_most_points.get(str(year), levels.most_points)


class _Header(Struct):
    """A row that heads year groups in column `at`: the subject ("" if others say it) and time of the columns."""

    at: int
    columns: dict[int, tuple[str, str]]
    subject: str


def _header(row: list[Cell], headings: Headings, below: list[list[Cell]]) -> _Header | None:
    """Where a row heads year groups, and the subject and time of each column of averages; None if it does not.

    Over "Year 1" and the like may stand the subject, that these are average points, or nothing; under it a subject.
    """
    said = {x: headings.meaning(text) for x in range(len(row)) if (text := text_at(row, x))}
    at = next((x for x, m in said.items() if m.kind == "column" and m.name == "year"), None)
    subject, first = "", _first_below(below, headings)
    if at is None and first and isinstance(first[1], str):
        at, over = first[0], said.pop(first[0], None)
        if _year(first[1]) is None or (over and not over.subject and over.notation != "points"):
            return None
        subject = over.subject if over else ""
    if at is None or any(m.kind == "column" and m.name in headings.words.identity for m in said.values()):
        return None
    timed = {x: m for x, m in said.items() if len(m.points) == 1 and m.kind != "left out"}
    columns = {x: (m.subject, m.points[0]) for x, m in timed.items() if not m.subject or m.subject in headings.subjects}
    return _Header(at, columns, subject) if columns else None


def _first_below(below: list[list[Cell]], headings: Headings) -> tuple[int, Cell] | None:
    """The first cell below a header, and its column; a row that holds but a subject comes before it."""
    for row in below:
        filled = [(x, cell) for x, cell in enumerate(row) if not blank(cell)]
        if len(filled) != 1 or not _subject(text_at(row, filled[0][0]), headings):
            return filled[0] if filled else None
    return None


def _subject(text: str, headings: Headings) -> str:
    """The subject that a title names: "Subject: Reading"."""
    words = " ".join(t for t in tokens(text) if t != SUBJECT)
    return headings.title(words).subject or headings.meaning(words).subject


def _year(cell: Cell) -> int | None:
    year = year_of_cell(cell)
    return year if year is not None or blank(cell) else year_of_name(shown(cell))
