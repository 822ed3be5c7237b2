"""Last year's year group and this year's, in two columns: the one under this school year is now's, else it is asked."""

import pytest

from siptui.sheets.cells import Cell
from support.spreadsheets.rows_read import figures, keys, read_rows

FIGURE = {"reading 4 2010-12": (15.0, 1)}


def test_of_two_year_columns_which_is_now_s_is_asked() -> None:
    rows = [["Surname", "Forename", "Year", "Yr", "Reading Dec 10"], ["Oak", "Wren", 3, 4, "2b"]]
    assert keys(read_rows(*rows)) == ["year:T:column"]
    (asked,) = read_rows(*rows).questions
    told = [figures(read_rows(*rows, answers={asked.key: choice})) for choice in asked.choices[:2]]
    assert told == [{"reading 3 2010-12": (15.0, 1)}, FIGURE]


def test_a_column_that_holds_the_school_year_is_no_year_group() -> None:
    rows = [["Surname", "Forename", "Year", "Class", "Reading Dec 10"], ["Oak", "Wren", "2010/11", "4A", "2b"]]
    assert figures(read_rows(*rows)) == FIGURE


@pytest.mark.parametrize("said", [2010, 2011, "2010"])
def test_the_school_year_as_one_number_all_down_is_no_year_group_either(said: Cell) -> None:
    """The class tells, of each pupil, what no one answer could."""
    head = ["Surname", "Forename", "Year", "Class", "Reading Dec 10"]
    found = read_rows(head, ["Oak", "Wren", said, "4B", "3b"], ["Ash", "Teal", said, "5A", "3c"])
    assert not keys(found)
    assert figures(found) == {"reading 4 2010-12": (21.0, 1), "reading 5 2010-12": (19.0, 1)}


def test_years_of_entry_are_asked_about_each() -> None:
    head = ["Surname", "Forename", "Year", "Class", "Reading Dec 10"]
    found = read_rows(head, ["Oak", "Wren", 2006, "4B", "3b"], ["Ash", "Teal", 2005, "5A", "3c"])
    assert keys(found) == ["year:2006", "year:2005"]
