"""Averages by year group that a school has reckoned itself: a table without pupils, such as our own form filled in."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from siptui.sheets.cells import Cell, Sheet, blank, letters, number, shown
from siptui.tracking.tables.table import text_at
from siptui.tracking.vocabulary.headings import Headings, tokens
from siptui.tracking.vocabulary.year_names import year_of_cell, year_of_name

LEAST, MOST = 0.5, 59.0  # points of levels
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


def _on_sheet(sheet: Sheet, headings: Headings, years: set[int]) -> Iterator[GivenAverage]:
    subject, columns, at = headings.title(sheet.name).subject, dict[int, tuple[str, str]](), -1
    for y, row in enumerate(sheet.rows):
        filled = [x for x, cell in enumerate(row) if not blank(cell)]
        if len(filled) == 1:
            subject, columns = _subject(text_at(row, filled[0]), headings) or subject, {}
            continue
        head = _header(row, headings, subject, sheet.rows[y + 1 : y + 2])
        if head:
            at, columns = head
            continue
        year = _year(row[at]) if columns and at < len(row) else None
        for x, (of, point) in columns.items() if year in years else ():
            value = number(sheet.cell(y, x))
            if value is not None and LEAST <= value <= MOST and year is not None:
                column = f"{sheet.name}!{letters(x)}"
                yield GivenAverage(of, year, point, value, column, f"{column}{y + 1}")


def _header(
    row: list[Cell], headings: Headings, subject: str, below: list[list[Cell]]
) -> tuple[int, dict[int, tuple[str, str]]] | None:
    """Where a row heads year groups, and the subject and time of each column of averages; None if it does not.

    Over "Year 1" and the like may stand the subject, or nothing.
    """
    said = {x: headings.meaning(text) for x in range(len(row)) if (text := text_at(row, x))}
    at = next((x for x, m in said.items() if m.kind == "column" and m.name == "year"), None)
    first = next(((x, c) for cells in below for x, c in enumerate(cells) if not blank(c)), None)
    if at is None and first and isinstance(first[1], str):
        at, over = first[0], said.pop(first[0], None)
        if _year(first[1]) is None or (over and not over.subject):
            return None
        subject = over.subject if over else subject
    if at is None or any(m.kind == "column" and m.name in headings.words.identity for m in said.values()):
        return None
    timed = {x: m for x, m in said.items() if len(m.points) == 1 and m.kind != "left out"}
    columns = {x: (m.subject or subject, m.points[0]) for x, m in timed.items()}
    columns = {x: each for x, each in columns.items() if each[0] in headings.subjects}
    return (at, columns) if columns else None


def _subject(text: str, headings: Headings) -> str:
    """The subject that a title names: "Subject: Reading"."""
    words = " ".join(t for t in tokens(text) if t != SUBJECT)
    return headings.title(words).subject or headings.meaning(words).subject


def _year(cell: Cell) -> int | None:
    year = year_of_cell(cell)
    return year if year is not None or blank(cell) else year_of_name(shown(cell))
