"""Results of the months beside a point in time of Part D: in June for July, in November for December, as somebody says.

Where a table has results at the point itself, those of the month beside it are not asked about.
"""

from collections.abc import Mapping

from msgspec import structs

from siptui.records.problem import Place
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.tables.table import Column, Table
from siptui.tracking.vocabulary.headings import OUTSIDE, Headings, Meaning, Pair

COUNT, EACH = "count", "say for each"
KEY = "near:months"

Told = Mapping[tuple[str, str], str | None]
"""By the words for a month and the point beside it, the point in time that its results count at; LEAVE_OUT, or None
while it is asked.
"""


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
    told = ask_months(asking, [c.meaning for c in asked], headings, place)
    for column in asked:
        point = told[month_of(column.meaning)]
        if point is None:
            waiting |= {(column.meaning.subject, p) for p in headings.moments.points}
        elif point == LEAVE_OUT or (column.meaning.subject, point) in own:
            _leave_out(column)
        else:
            column.meaning = structs.replace(column.meaning, points=(point,))
    return waiting


def ask_months(asking: Asking, meanings: list[Meaning], headings: Headings, place: Place) -> Told:
    """Where such results count: one question for a file, with every month that is seen in it, or one for each month."""
    usual = {month_of(m): m.near[0] for m in meanings}
    said = [f"{words.capitalize()} for {headings.moments.name(point)}" for words, point in usual]
    answer = asking.ask(KEY, "near", [COUNT, LEAVE_OUT, EACH], place, months=said)
    if answer == COUNT:
        return usual
    if answer != EACH:
        return dict.fromkeys(usual, answer)
    points = [*headings.moments.points, LEAVE_OUT]
    return {
        (words, point): asking.ask(f"near:{words} for {point}", "near_each", points, place, month=words.capitalize())
        for words, point in usual
    }


def month_of(meaning: Meaning) -> tuple[str, str]:
    """The words for the month of a result, and the point in time beside it."""
    return meaning.wording, meaning.near[0]


def _leave_out(column: Column) -> None:
    column.meaning = structs.replace(column.meaning, kind="left out", name=OUTSIDE)
