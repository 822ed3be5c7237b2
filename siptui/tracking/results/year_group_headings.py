"""Headings such as "Y3 Spr": another point in time for each pupil, by the year group the pupil is in now.

For a pupil who is in Year 5 in 2010-11, "Y4 Sum" is July 2010 and "Y5 Aut" December 2010. Of "Reading Y3" somebody is
asked which term of that year it is.
"""

from collections.abc import Iterable

from msgspec import structs

from siptui.tracking.pupils.pupil_rows import Rows
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.results.which_column import place_of
from siptui.tracking.tables.headings_not_understood import Unread
from siptui.tracking.tables.table import Table
from siptui.tracking.vocabulary.headings import EARLIER, OUTSIDE, YEAR_GROUP_ONLY, Headings, Meaning, Pair


def ask_terms(table: Table, rows: Rows, headings: Headings, asking: Asking) -> set[Pair]:
    """Give headings such as "Reading Y3" the term that somebody says; the results that wait for the answer.

    Nothing is asked where none of the pupils has been in that year group at one of the framework's points in time.
    """
    waiting: set[Pair] = set()
    years = {p.year for p in rows.pupils}
    for column in [c for c in table.columns if c.meaning.name == YEAR_GROUP_ONLY and c.source < 0]:
        terms = {term: headings.meaning(f"{column.heading} {term}") for term in headings.words.terms}
        terms = {term: meaning for term, meaning in terms.items() if meaning.kind == "result"}
        pairs = {(m.subject, at) for m in terms.values() for at in _points(m, None if rows.year_open else years)}
        cells = table.sheet.column(column.index)[table.first :]
        if not pairs or not Unread(headings, asking).look_like_results(cells, dated=True):
            continue
        choices, place = [*terms, LEAVE_OUT], place_of(table, column)
        answer = asking.ask("term:year group", "term", choices, place, heading=column.heading)
        waiting |= pairs if answer is None else set()
        column.meaning = terms.get(answer or "", column.meaning)
    return waiting


def _points(meaning: Meaning, years: set[int | None] | None) -> Iterable[str]:
    """The points in time that a heading gives for pupils of some year groups, or of any."""
    if not meaning.by_year:
        return meaning.points
    return [at for year, at in meaning.by_year if years is None or year in years]


def settle_stages(table: Table, rows: Rows) -> None:
    """Keep of the points in time of such headings those that the table's pupils have; all, if years are asked."""
    years = {p.year for p in rows.pupils}
    for column in table.columns:
        meaning = column.meaning
        if not meaning.by_year or meaning.kind != "result":
            continue
        kept = tuple(pair for pair in meaning.by_year if pair[0] in years or rows.year_open)
        if kept:
            points = tuple(dict.fromkeys(point for _, point in kept))
            column.meaning = structs.replace(meaning, by_year=kept, points=points)
        else:
            past = bool(years) and all(y is not None and y > max(meaning.by_year)[0] for y in years)
            column.meaning = Meaning("left out", EARLIER if past else OUTSIDE, meaning.subject)


def years_at(meaning: Meaning, point: str) -> frozenset[int]:
    """The year groups whose results at a point in time such a heading gives."""
    return frozenset(year for year, at in meaning.by_year if at == point)
