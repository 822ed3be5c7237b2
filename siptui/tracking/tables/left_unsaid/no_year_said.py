"""Results of a term of no year: where no heading, title, sheet or file names one, the school year is asked."""

from msgspec import structs

from siptui.records.problem import Place
from siptui.sheets.cells import blank, shown
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.tables.table import Column, Table, text_at
from siptui.tracking.vocabulary.headings import Headings, Meaning
from siptui.tracking.words.columns import AS_SAID


def settle_undated(table: Table, file: str, headings: Headings, asking: Asking) -> bool:
    """Have such results be of the school year that somebody says; whether nobody has said it yet."""
    undated = [c for c in table.results if len(c.meaning.points) == 1 and not c.meaning.dated and not c.meaning.by_year]
    if not undated or _names_a_year(table, file, headings):
        return False
    moments, sheet, first = headings.moments, table.sheet, undated[0]
    years = sorted({moments.school_year(p) for c in undated for p in c.meaning.points}, reverse=True)
    names = {f"{year}-{(year + 1) % 100:02}": year for year in years}
    heading = " ".join(first.heading.split())
    place = Place(sheet.name, first.letters, sheet.line(table.first - 1))
    answer = asking.ask(f"dated:{sheet.key}", "dated", [*names, LEAVE_OUT], place, sheet=sheet.key, heading=heading)
    for column in undated if answer else ():
        column.meaning = _of_year(column, names.get(answer or ""), headings)
    return answer is None


def _of_year(column: Column, year: int | None, headings: Headings) -> Meaning:
    points = tuple(p for p in column.meaning.points if headings.moments.school_year(p) == year)
    if not points:
        return Meaning("left out", AS_SAID, column.meaning.subject)
    return structs.replace(column.meaning, points=points, sure=len(points) == 1, dated=True)


def _names_a_year(table: Table, file: str, headings: Headings) -> bool:
    """Whether a title, anything above the first pupil, the sheet, the file or a column of times names a year."""
    above = [text_at(row, x) for row in table.sheet.rows[: table.first] for x in range(len(row))]
    times = [x for name in headings.words.long_form for x in table.of(name)]
    held = [shown(c)[:40] for x in times for c in table.sheet.held(x) if not blank(c)]
    return any(headings.says(text).years for text in (table.sheet.name, file.replace("_", " "), *above, *held) if text)
