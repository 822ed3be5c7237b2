"""Headings that give a time by the pupil's year group, and scale points among points; typed cell by cell."""

import pytest

from siptui.tracking.pupils.pupil_rows import Rows as PupilRows
from siptui.tracking.pupils.pupil_rows import read_rows
from siptui.tracking.results.maybe_profile_points import POINTS, ScalePoints
from siptui.tracking.results.year_group_headings import ask_terms, settle_stages, years_at
from siptui.tracking.tables.around_header import settle
from siptui.tracking.tables.table import Table
from siptui.tracking.vocabulary.levels import Levels
from siptui.tracking.vocabulary.schema_tables import level_table
from support.spreadsheets.tables_found import HEADINGS, asking, keys, meanings, table

LEVELS = Levels(level_table())


def read(heading: str, *pupils: tuple[int, object]) -> tuple[Table, PupilRows]:
    """A table of pupils' year groups and results under one heading."""
    rows = ([f"Oak{n}", "Wren", year, cell] for n, (year, cell) in enumerate(pupils))
    found = table(["Surname", "Forename", "Year", heading], *rows)
    settle(found, HEADINGS)
    return found, read_rows(found, HEADINGS, list(range(1, 7)), asking())


def test_such_a_heading_is_another_time_for_each_year_group() -> None:
    found, rows = read("Reading Y3 Summer", (4, "2b"), (3, "2a"))
    settle_stages(found, rows)
    meaning = found.columns[3].meaning
    assert dict(meaning.by_year) == {3: "2011-07", 4: "2010-07"}
    assert years_at(meaning, "2010-07") == {4}


def test_a_year_group_that_is_past_for_everybody_is_earlier() -> None:
    found, rows = read("Reading Y3 Summer", (6, "4b"))
    settle_stages(found, rows)
    assert meanings(found)[3] == "earlier"


def test_the_term_of_a_bare_year_group_is_asked() -> None:
    found, rows = read("Reading Y3", (3, "2b"), (3, "2a"))
    asked = asking()
    assert ask_terms(found, rows, HEADINGS, asked) == {("reading", p) for p in ("2010-12", "2011-03", "2011-07")}
    assert keys(asked) == ["term:year group"]


def test_the_term_that_somebody_says_makes_it_a_result() -> None:
    found, rows = read("Reading Y3", (3, "2b"), (3, "2a"))
    (term, *_) = HEADINGS.words.terms
    assert ask_terms(found, rows, HEADINGS, asking(**{"term__year group": term})) == set()
    assert dict(found.columns[3].meaning.by_year)[3] == "2010-12"


# -- scale points


def of_last_july(*cells: tuple[int, float], answer: str = "") -> tuple[bool, list[float | None], list[str]]:
    """Points of July 2010, when Year 1 was in Reception: whether it is open, what counts, what is asked."""
    found, rows = read("Reading Jul 10 points", *cells)
    asked = asking(**({"profile__Class 3__points": answer} if answer else {}))
    worths = [LEVELS.as_points(cell) for _, cell in cells]
    waits = ScalePoints(found, rows, HEADINGS, LEVELS, asked).ask(found.columns[3], worths)
    return waits, [w.points for w in worths], keys(asked)


def test_numbers_that_no_level_is_worth_are_asked_about() -> None:
    assert of_last_july((1, 8), (1, 6), (3, 15)) == (True, [8, 6, 15], ["profile:Class 3:points"])


def test_scale_points_do_not_count_once_somebody_says_so() -> None:
    assert of_last_july((1, 8), (1, 6), (3, 15), answer="leave out") == (False, [None, None, 15], [])


def test_points_stay_once_somebody_says_so() -> None:
    assert of_last_july((1, 8), (1, 6), answer=POINTS) == (False, [8, 6], [])


@pytest.mark.parametrize("cells", [((1, 7), (1, 9)), ((3, 8), (3, 6)), ((1, 15),)])
def test_levels_worths_and_older_pupils_are_not_asked_about(cells: tuple[tuple[int, float], ...]) -> None:
    assert of_last_july(*cells)[2] == []
