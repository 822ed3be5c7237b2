"""When the results in a table's columns were taken; typed heading by heading."""

import pytest

from siptui.tracking.results.times_of_columns import TimesOfColumns
from siptui.tracking.results.which_column import Reading
from support.spreadsheets.tables_found import HEADINGS, asking, keys, table


def times(*headings: str, levels: bool = True, **answers: str) -> tuple[list[str], list[str], list[str]]:
    """The points in time that are known, by column; the columns that are left out; and what is asked."""
    found, asked, reading = table(["Surname", "Forename", *headings]), asking(**answers), Reading([], set(), {})
    dated = TimesOfColumns(found, HEADINGS, asked, reading).settle(lambda _: levels)
    left_out = [found.columns[at].heading for at, said in reading.means.items() if said.code == "no_time"]
    return [" ".join(c.meaning.points) for c in dated], left_out, keys(asked)


def test_headings_say_it() -> None:
    assert times("Reading Jul 10", "Reading Dec 10") == (["2010-07", "2010-12"], [], [])


def test_of_two_summers_about_a_year_the_first_is_before_it() -> None:
    headings = ("Reading Summer", "Reading Dec 10", "Reading Mar 11", "Reading Summer")
    assert times(*headings) == (["2010-07", "2010-12", "2011-03", "2011-07"], [], [])


@pytest.mark.parametrize(
    "headings",
    [
        ("Reading Dec 10", "Reading Summer"),
        ("Reading Summer", "Reading Mar 11", "Reading Dec 10"),  # in no order
        ("Reading Summer", "Writing Dec 10", "Writing Summer"),  # of two subjects
    ],
)
def test_a_summer_is_asked_about_where_no_order_tells(headings: tuple[str, ...]) -> None:
    known, _, asked = times(*headings)
    assert "point:summer" in asked
    assert "2010-07" not in known


def test_an_answer_tells() -> None:
    assert times("Reading Dec 10", "Reading Summer", point__summer="2011-07") == (["2010-12", "2011-07"], [], [])
    assert times("Reading Dec 10", "Reading Summer", point__summer="leave out") == (["2010-12"], [], [])


def test_a_column_without_a_time_beside_others_is_asked_about_if_it_may_be_a_missing_one() -> None:
    """Of levels, while a point in time has no column; with all four there it can be none of them."""
    assert times("Reading Dec 10", "Reading") == (["2010-12"], [], ["point:undated"])
    assert times("Reading Dec 10", "Reading", levels=False) == (["2010-12"], ["Reading"], [])
    four = ("Reading Jul 10", "Reading Dec 10", "Reading Mar 11", "Reading Jul 11")
    assert times(*four, "Reading")[1:] == (["Reading"], [])
