"""Which rows are totals and which may be pupils, judged row by row under one small table."""

import pytest

from siptui.tracking.tables.rows_of_totals import Totals
from siptui.tracking.vocabulary.schema_tables import wordings
from support.spreadsheets.small_tables import Rows
from support.spreadsheets.tables_found import table

NAMED = table(["Name", "Reading Dec 10"], ["Wren Oak", "2b"], ["Teal Ash", "15"])


def totals(*rows: list[object]) -> Totals:
    return Totals(table(*rows), wordings())


@pytest.mark.parametrize("label", ["Average", "Mean score", "Class average", "Total Max", "Boys", "Year 3", "AVERAGE:"])
def test_what_only_a_total_is_called(label: str) -> None:
    assert Totals(NAMED, wordings()).judge([label, 15]) == "total"


@pytest.mark.parametrize("label", ["Wren Oak", "Averill Oak", ""])
def test_a_pupil_is_none(label: str) -> None:
    assert Totals(NAMED, wordings()).judge([label, 15]) == "no"


def test_max_may_be_a_pupil_but_not_with_a_fraction() -> None:
    judge = Totals(NAMED, wordings()).judge
    assert judge(["Max", 15]) == "doubtful"
    assert judge(["Max", 15.4]) == "total"


def test_who_has_a_gender_may_be_a_pupil_whatever_the_name() -> None:
    found = totals(["Name", "Gender", "Reading Dec 10"], ["Wren Oak", "F", "2b"])
    assert found.judge(["Average", "", 15]) == "total"
    assert found.judge(["Average", "F", 15]) == "doubtful"


def test_fractions_are_an_average_s_unless_the_column_holds_such() -> None:
    points = totals(["Name", "Reading Dec 10"], ["Oak", 15], ["Ash", 17], ["Elm", 19])
    assert [points.broken(["x", value]) for value in (15, 15.5, "2b")] == [False, True, False]
    sublevels: Rows = [["Name", "Reading Dec 10"], ["Oak", 2.1], ["Ash", 3.2], ["Elm", 2.7]]
    assert [totals(*sublevels).broken(["x", value]) for value in (2.3, 15.5)] == [False, True]


def test_which_columns_hold_numbers_for_the_most_part() -> None:
    found = totals(["Name", "Reading Dec 10", "Writing Dec 10"], ["Oak", "2a", 15], ["Ash", 17, 17], ["Elm", "2b", 9])
    assert found.numeric == {2}


def test_a_year_group_in_its_own_column_labels_a_row_that_names_nobody() -> None:
    found = totals(["Surname", "Year", "Reading Dec 10"], ["Oak", 3, "2b"])
    assert found.by_group_alone(["", 3, 15])
    assert not found.by_group_alone(["", "Average", 15])
    assert not found.by_group_alone(["Oak", 3, 15])


@pytest.mark.parametrize(
    ("result", "verdict"), [("W", "doubtful"), ("P8", "doubtful"), ("2b", "doubtful"), (12.5, "total")]
)
def test_beside_a_word_of_totals_and_a_fraction_a_level_that_is_no_number_is_a_pupils(
    result: object, verdict: str
) -> None:
    """The reading is on a scale of the school's own; a row in which the other level was W was gone without a word."""
    first = ["Set 1", "Testcase", "Ash", "2c", 6.5]
    found = totals(["Set", "Surname", "Forename", "Maths Dec 10", "Reading Dec 10"], first, [*first[:3], "1a", 7.4])
    assert found.judge(["Average", "Examplar", "Elder", result, 12.5]) == verdict  # type: ignore[list-item]
