"""A sheet of several tables taken apart, and headings that stand on it again; typed cell by cell."""

import pytest

from siptui.tracking.tables.headings_again import find_other, find_repeats
from siptui.tracking.tables.several_on_a_sheet import divided, says_whose
from support.spreadsheets.small_tables import Rows
from support.spreadsheets.tables_found import HEADINGS, sheet, table

HEAD: list[object] = ["Surname", "Forename", "Year", "Reading Dec 10"]
PUPILS: Rows = [["Oak", "Wren", 3, "2b"], ["Ash", "Teal", 3, "2a"]]
OTHER: list[object] = ["Elm", "Coot", 4, "3c"]
WRITING: list[object] = ["Surname", "Forename", "Year", "Writing Dec 10"]


def test_a_sheet_of_one_table_stays_as_it_is() -> None:
    given = sheet(HEAD, *PUPILS)
    assert divided(given, HEADINGS) == ([given], [], True)


def test_one_below_the_other_each_where_it_stands_in_the_file() -> None:
    parts, begins, sure = divided(sheet(HEAD, *PUPILS, [], ["Year 4"], WRITING, OTHER), HEADINGS)
    assert [part.key for part in parts] == ["Class 3", "Class 3!A6"]
    assert parts[1].rows == [[], [], [], [], ["Year 4"], WRITING, OTHER]
    assert (begins, sure) == (["A6"], True)


def test_side_by_side_with_a_blank_column_between() -> None:
    rows: Rows = [[*HEAD, "", *HEAD], [*PUPILS[0], "", *OTHER], [*PUPILS[1], "", *OTHER]]
    parts, begins, sure = divided(sheet(*rows), HEADINGS)
    assert [row[:4] for row in parts[0].rows] == [HEAD, *PUPILS]
    assert parts[1].rows[1] == ["", "", "", "", "", *OTHER]
    assert (begins, sure) == (["F1"], True)


def test_the_same_pupils_again_to_the_right_are_one_table() -> None:
    rows: Rows = [[*HEAD, "", *HEAD], *([*pupil, "", *pupil] for pupil in PUPILS)]
    assert len(divided(sheet(*rows), HEADINGS)[0]) == 1


def test_a_row_that_heads_results_anew_and_no_names_is_not_sure() -> None:
    parts, _, sure = divided(sheet(HEAD, *PUPILS, ["", "", "", "Writing Dec 10"], OTHER), HEADINGS)
    assert parts[1].rows[3:] == [WRITING, OTHER]
    assert not sure


@pytest.mark.parametrize(("title", "says"), [("Year 4", True), ("Reading", True), ("Our school", False)])
def test_whose_a_part_is_by_its_title(title: str, says: bool) -> None:
    assert says_whose(sheet([title], HEAD, *PUPILS), HEADINGS) is says


# -- headings again


def test_its_own_headings_again_are_noted() -> None:
    found = table(HEAD, *PUPILS, HEAD, OTHER)
    assert find_repeats(found, HEADINGS) is None
    assert found.again == [3]


def test_other_headings_begin_another_table() -> None:
    found = table(HEAD, *PUPILS, WRITING, OTHER)
    assert find_repeats(found, HEADINGS) == 3
    assert found.again == []


def test_headings_again_where_nothing_says_whose_the_pupils_are_begin_another_table() -> None:
    rows: Rows = [["Surname", "Reading Dec 10"], ["Oak", "2b"], ["Surname", "Reading Dec 10"], ["Ash", "2a"]]
    assert find_repeats(table(*rows), HEADINGS) == 2
    assert find_repeats(table(*rows, name="Year 3"), HEADINGS) is None


@pytest.mark.parametrize(
    ("text", "row"),
    [("Writing Dec 10", 3), ("Reading Mar 11", 3), ("Target", 3), ("Reading Dec 10", None), ("W", None), ("ill", None)],
)
def test_a_row_between_pupils_that_heads_a_column_otherwise(text: str, row: int | None) -> None:
    assert find_other(table(HEAD, *PUPILS, ["", "", "", text], OTHER), HEADINGS) == row
