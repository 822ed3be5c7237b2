"""Columns of a table that say what a row is of: two year groups, school years, subjects, kinds of result."""

import pytest

from siptui.tracking.tables.left_unsaid.school_year_as_one_number import settle_school_years
from siptui.tracking.tables.left_unsaid.subject_and_kind_columns import ALL, settle_aspects, settle_kinds
from siptui.tracking.tables.left_unsaid.two_year_group_columns import OTHER_TIME, settle_year_columns
from support.spreadsheets.small_tables import Rows
from support.spreadsheets.tables_found import HEADINGS, asking, keys, meanings, table

# -- two columns of year groups

HEAD: list[object] = ["Surname", "Forename", "Year", "Year group", "Reading Dec 10"]


def test_two_year_columns_that_agree_need_no_answer() -> None:
    asked, found = asking(), table(HEAD, ["Oak", "Wren", 3, 3, "2b"], ["Ash", "Teal", 4, 4, "2a"])
    assert not settle_year_columns(found, HEADINGS, asked)
    assert keys(asked) == []
    assert found.of("year") == [2, 3]


def test_two_year_columns_that_differ_are_asked_about() -> None:
    asked, found = asking(), table(HEAD, ["Oak", "Wren", 3, 4, "2b"])
    assert settle_year_columns(found, HEADINGS, asked)
    assert [(q.key, q.choices) for q in asked.open()] == [("year:Class 3:column", ["C", "D"])]


def test_the_year_column_that_somebody_names_is_kept() -> None:
    found = table(HEAD, ["Oak", "Wren", 3, 4, "2b"])
    assert not settle_year_columns(found, HEADINGS, asking(**{"year__Class 3__column": "D"}))
    assert meanings(found)[2:4] == [OTHER_TIME, "year"]


def test_a_total_that_differs_is_nobody() -> None:
    asked, found = asking(), table(HEAD, ["Oak", "Wren", 3, 3, "2b"], ["Average", "", 3, 4, "2a"])
    assert not settle_year_columns(found, HEADINGS, asked)
    assert keys(asked) == []


# -- school years written as one number


def of_2010(term: str) -> Rows:
    head = ["Surname", "Forename", "Year", "School year", "Term", "Reading"]
    return [head, ["Oak", "Wren", 3, 2010, term, "2b"], ["Ash", "Teal", 3, 2009, term, "2a"]]


def test_which_school_year_2010_is_is_asked() -> None:
    asked, found = asking(), table(*of_2010("Summer"))
    assert settle_school_years(found, HEADINGS, asked)
    assert [(q.key, q.choices) for q in asked.open()] == [("years:Class 3!D", ["2009-10", "2010-11"])]


@pytest.mark.parametrize(
    ("said", "written"), [("2010-11", ["2010-11", "2009-10"]), ("2009-10", ["2009-10", "2008-09"])]
)
def test_school_years_are_written_out_as_somebody_says(said: str, written: list[str]) -> None:
    found = table(*of_2010("Summer"))
    assert not settle_school_years(found, HEADINGS, asking(**{"years__Class 3!D": said}))
    assert [row[3] for row in found.sheet.rows[1:]] == written


def test_terms_with_their_year_need_no_school_year() -> None:
    asked = asking()
    assert not settle_school_years(table(*of_2010("Summer 2010")), HEADINGS, asked)
    assert keys(asked) == []


# -- subjects and kinds


@pytest.mark.parametrize(("values", "subjects"), [(("Reading", "Writing"), [3]), (("Reading", "Dec 10"), [])])
def test_a_column_of_nothing_but_subjects_is_theirs(values: tuple[str, str], subjects: list[int]) -> None:
    rows: Rows = [["Surname", "Forename", "Year", "Assessment", "Level"]]
    found = table(*rows, *(["Oak", "Wren", 3, value, "2b"] for value in values))
    assert settle_aspects(found, HEADINGS) == set(subjects)
    assert found.of("subject") == subjects


KINDS: Rows = [
    ["Surname", "Forename", "Year", "Type", "Reading Dec 10"],
    ["Oak", "Wren", 3, "Actual", "2b"],
    ["Oak", "Wren", 3, "Target", "2a"],
]
KEY = "column__Class 3!D__rows"


def test_rows_of_targets_and_of_results_are_asked_about() -> None:
    asked = asking()
    assert settle_kinds(table(*KINDS), HEADINGS, asked) is None
    assert [q.choices for q in asked.open()] == [["Actual", "Target", ALL, "leave out"]]


def test_rows_that_do_not_count_are_blank() -> None:
    found = table(*KINDS)
    assert settle_kinds(found, HEADINGS, asking(**{KEY: "Actual"})) == [2]
    assert found.sheet.rows[1:] == [KINDS[1], [""] * 5]


def test_all_rows_stay_once_somebody_says_so() -> None:
    found = table(*KINDS)
    assert settle_kinds(found, HEADINGS, asking(**{KEY: ALL})) == []
    assert found.sheet.rows == KINDS


def test_houses_tell_no_kinds_of_result() -> None:
    asked = asking()
    rows: Rows = [["Surname", "Forename", "Year", "House", "Reading Dec 10"], ["Oak", "W", 3, "Red", "2b"]]
    assert settle_kinds(table(*rows, ["Ash", "T", 3, "Blue", "2a"]), HEADINGS, asked) == []
    assert keys(asked) == []
