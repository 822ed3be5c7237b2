"""Files of an earlier school year: whether their year groups are those of then, or those the pupils are in now.

Part D follows pupils by their year group now. A sheet with nothing later than July 2010 may be last summer's, with
everybody one year lower; or this year's list of pupils with last summer's results.
"""

from collections.abc import Iterable

from msgspec import structs

from siptui.records.problem import Place
from siptui.sheets.cells import blank, shown
from siptui.tracking.pupils.on_two_sheets import Known, on_both
from siptui.tracking.questions.asking import Asking
from siptui.tracking.tables.around_header import titles
from siptui.tracking.tables.left_unsaid.two_year_group_columns import OTHER_TIME
from siptui.tracking.vocabulary.headings import Headings, tokens


def settle_moved_up(read: list[tuple[Known, set[str]]], headings: Headings, asking: Asking) -> None:
    """Put the pupils of such sheets into their year group now, as somebody says; one question for a school year.

    `read` holds with each table the points in time of the results that are read from it. Nothing is asked of a sheet
    whose pupils also stand on a sheet with later results, for the two were compared; nor of one that says this year.
    """
    latest = headings.moments.latest_school_year
    of_year = [(known, _school_year(points, headings)) for known, points in read]
    now = [known for known, school in of_year if school == latest]
    for known, school in of_year:
        said = _said(known, headings)
        if school is not None and said and min(said) > latest:
            _settle_year_said(known, min(said), latest, asking)
            continue
        if school == latest and _settle_last_years(known, [k for k, _ in read], headings, asking):
            continue
        if school is None or school == latest or _says(known, latest, headings) or _stands_among(known, now):
            continue
        then, sheet = _written(school), known.table.sheet
        choices = [f"of {then}", f"of {_written(latest)}"]
        place = Place(sheet.name, "A", known.table.first)
        count = latest - school
        answer = asking.ask(f"years:{then}", "moved_up", choices, place, sheet=sheet.key, then=then, count=count)
        if answer is None:
            known.rows.year_open = True
        elif answer == choices[0]:
            _move(known, latest - school)


def settle_stages_of_last_year(read: list[Known], headings: Headings, asking: Asking) -> None:
    """Put the pupils of last year's lists, with headings such as "Y3 Spr", into their year group now, as somebody says.

    By that it is told when such results were taken.
    """
    for known in read:
        if any(c.meaning.by_year for c in known.table.results):
            _settle_last_years(known, read, headings, asking)


def _settle_last_years(known: Known, read: list[Known], headings: Headings, asking: Asking) -> bool:
    """Whether a sheet is a list of "Year 3 2009-10" to which later results were added; somebody says what now holds.

    Not if its pupils stand on a sheet that is none, with which it was compared.
    """
    latest, said = headings.moments.latest_school_year, _year_groups_of(known, headings)
    if said is None or said >= latest or _of_two(known):
        return False
    if _stands_among(known, [k for k in read if (_year_groups_of(k, headings) or latest) >= latest]):
        return False
    _settle_year_said(known, said, latest, asking)
    return True


def _settle_year_said(known: Known, said: int, latest: int, asking: Asking) -> None:
    """Put the pupils of a list of next year's classes, or of last year's with results of this year added, into their
    year group now, as somebody says.
    """
    sheet, choices = known.table.sheet, [f"of {_written(said)}", f"of {_written(latest)}"]
    way = "lower" if said > latest else "higher"
    then, place = _written(said), Place(sheet.name, "A", known.table.first)
    answer = asking.ask(f"years:{then}", "year_said", choices, place, sheet=sheet.key, then=then, way=way)
    if answer is None:
        known.rows.year_open = True
    elif answer == choices[0]:
        _move(known, latest - said)


def _year_groups_of(known: Known, headings: Headings) -> int | None:
    """The latest school year of which a title or the sheet's name says the year group: "Year 3 2009-10"."""
    table, words = known.table, {*headings.words.year_words, "class"}
    edge = min((c.index for c in table.columns if c.meaning.kind != "column"), default=0)
    texts = [table.sheet.name]
    for row in table.sheet.rows[: table.top]:
        first = next((x for x, cell in enumerate(row) if not blank(cell)), edge)
        texts += [shown(row[first])] if first < edge else []  # further right it stands over results
    said = {y for t in texts if not words.isdisjoint(tokens(t)) for y in headings.says(t).years.school}
    return max(said, default=None)


def _of_two(known: Known) -> bool:
    """Whether the pupils' year group now is that of one of two columns, and 2009-10 may stand over the other."""
    table = known.table
    return any(
        c.meaning.name == OTHER_TIME or len(table.of(c.meaning.name)) > 1
        for c in table.columns
        if c.meaning.name in {"year", "class", OTHER_TIME}
    )


def _move(known: Known, years: int) -> None:
    known.rows.pupils = [structs.replace(p, year=None if p.year is None else p.year + years) for p in known.rows.pupils]


def _school_year(points: Iterable[str], headings: Headings) -> int | None:
    """The school year of the latest of some points in time; None for none of them."""
    return max(map(headings.moments.school_year, points), default=None)


def _says(known: Known, school: int, headings: Headings) -> bool:
    """Whether a title or the sheet's name says that school year and no other."""
    return _said(known, headings) == {school}


def _said(known: Known, headings: Headings) -> set[int]:
    """The school years that titles and the sheet's name say."""
    texts = (*titles(known.table), known.table.sheet.name)
    return {year for text in texts for year in headings.says(text).years.school}


def _stands_among(known: Known, others: list[Known]) -> bool:
    """Whether half of a sheet's pupils stand on another."""
    return any(len(on_both(known, other)) * 2 >= len(known.rows.pupils) for other in others)


def _written(school: int) -> str:
    return f"{school}-{(school + 1) % 100:02}"
