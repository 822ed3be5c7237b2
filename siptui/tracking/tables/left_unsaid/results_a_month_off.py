"""Results of the months beside a point in time of Part D: in June for July, in November for December, as somebody says.

Where a table has results at the point itself, those of the month beside it are not asked about.
"""

from msgspec import structs

from siptui.records.problem import Place
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.tables.table import Column, Table
from siptui.tracking.vocabulary.headings import OUTSIDE, Headings, Meaning, Pair

COUNT = "count"
KEY = "near:months"


def settle_months_beside(table: Table, headings: Headings, asking: Asking) -> set[Pair]:
    """Take such columns for results, or leave them out; the results that wait for the answer."""
    own = {(c.meaning.subject, p) for c in table.results if not c.meaning.near for p in c.meaning.points}
    waiting: set[Pair] = set()
    asked: list[Column] = []
    for column in [c for c in table.results if c.meaning.near]:
        if (column.meaning.subject, column.meaning.points[0]) in own:
            _leave_out(column)
        else:
            asked.append(column)
    if not asked:
        return waiting
    place = Place(table.sheet.name, asked[0].letters, table.sheet.line(table.first - 1))
    answer = ask_months(asking, [c.meaning for c in asked], headings, place)
    for column in asked:
        if answer is None:
            waiting |= {(column.meaning.subject, p) for p in column.meaning.points}
        elif answer == LEAVE_OUT:
            _leave_out(column)
    return waiting


def ask_months(asking: Asking, meanings: list[Meaning], headings: Headings, place: Place) -> str | None:
    """Whether such results count: one question for a file, with every month that is seen in it."""
    said = [f"{m.wording.capitalize()} for {headings.moments.name(m.near[0])}" for m in meanings]
    return asking.ask(KEY, "near", [COUNT, LEAVE_OUT], place, months=list(dict.fromkeys(said)))


def _leave_out(column: Column) -> None:
    column.meaning = structs.replace(column.meaning, kind="left out", name=OUTSIDE)
