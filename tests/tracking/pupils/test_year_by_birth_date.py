"""Pupils without a year group who have results: told by the date of birth, else asked, never only listed."""

from datetime import date
from pathlib import Path

import pytest

from siptui.records.problem import Refused
from siptui.sheets.cells import Cell
from support.spreadsheets.rows_read import figures, keys, read_rows
from support.spreadsheets.small_tables import Rows, grid, read, xlsx

HEAD = ["Surname", "Forename", "Year", "Reading Dec 10"]
OTHERS: list[list[Cell | None]] = [["Oak", "Wren", 3, "2b"], ["Ash", "Teal", 3, "2a"], ["Elm", "Robin", 3, "2c"]]


def test_a_blank_is_asked_about() -> None:
    rows = [HEAD, *OTHERS[:2], ["Yew", "Kite", None, "3c"], OTHERS[2]]
    found = read_rows(*rows)
    assert keys(found) == ["year:T:4"]
    assert found.questions[0].where == "t.xlsx: T!A4"
    assert not found.grid
    assert figures(read_rows(*rows, answers={"year:T:4": "3"})) == {"reading 3 2010-12": (16.0, 4)}
    assert figures(read_rows(*rows, answers={"year:T:4": "leave out"})) == {"reading 3 2010-12": (15.0, 3)}


@pytest.mark.parametrize("value", ["#N/A", "Mixed", "A3", "KS2", "LKS2", "33", "-", "n/a", "FS", "Lower", "Jnr 1"])
def test_what_is_no_year_group_is_asked_about(value: str) -> None:
    rows = [HEAD, *OTHERS, ["Yew", "Kite", value, "3c"]]
    assert keys(read_rows(*rows)) == [f"year:{value}"]
    assert figures(read_rows(*rows, answers={f"year:{value}": "3"})) == {"reading 3 2010-12": (16.0, 4)}


def test_a_pupil_without_results_is_not_asked_about() -> None:
    assert not keys(read_rows(HEAD, *OTHERS, ["Yew", "Kite", None, None]))


@pytest.mark.parametrize("born", [date(2002, 9, 1), "31/08/2003", "2003-08-31", "1/9/02"])
def test_a_date_of_birth_gives_it_exactly_and_that_is_said(born: Cell) -> None:
    """Year 3 of 2010-11 was born from September 2002 to August 2003."""
    head = [*HEAD, "DOB"]
    found = read_rows(head, *([*r, date(2003, 1, 1)] for r in OTHERS), ["Yew", "Kite", None, "3c", born])
    assert not keys(found)
    assert figures(found) == {"reading 3 2010-12": (16.0, 4)}
    assert any("row 5 is told by the date of birth" in note for note in found.notes)


def test_dates_of_birth_tell_of_a_sheet_without_year_groups() -> None:
    rows = [["Oak", "Wren", "1/9/2002", "2b"], ["Ash", "Teal", "1/9/2001", "3b"]]
    found = read_rows(["Surname", "Forename", "DOB", "Reading Dec 10"], *rows)
    assert not keys(found)
    assert figures(found) == {"reading 3 2010-12": (15.0, 1), "reading 4 2010-12": (21.0, 1)}


def test_each_class_is_asked_about() -> None:
    head = ["Surname", "Forename", "Class", "Reading Dec 10"]
    rows = [["Oak", "Wren", "Robins", "2b"], ["Ash", "Teal", "Owls", "3b"], ["Elm", "Kite", "Robins", "2a"]]
    assert keys(read_rows(head, *rows)) == ["year:Robins", "year:Owls"]
    answers = {"year:Robins": "3", "year:Owls": "4"}
    assert figures(read_rows(head, *rows, answers=answers)) == {
        "reading 3 2010-12": (16.0, 2),
        "reading 4 2010-12": (21.0, 1),
    }


@pytest.mark.parametrize("heading", ["NC Year Group", "NCYear", "Yeargroup", "Year 2010-11", "Year 2010/11"])
def test_headings_of_year_groups(heading: str) -> None:
    found = read_rows([*HEAD[:2], heading, HEAD[3]], *OTHERS)
    assert figures(found) == {"reading 3 2010-12": (15.0, 3)}


def test_a_year_column_may_hold_the_school_year() -> None:
    rows = [["Oak", "Wren", "2010/11", "3A", "2b"], ["Ash", "Teal", "2010/11", "3A", "2a"]]
    found = read_rows([*HEAD[:3], "Class", HEAD[3]], *rows)
    assert figures(found) == {"reading 3 2010-12": (16.0, 2)}


@pytest.mark.parametrize("heading", ["Students", "Learners", "Learner", "Legal Name", "Class list", "UPN/Name"])
def test_headings_of_names(heading: str) -> None:
    found = read_rows([heading, "Year", "Reading Dec 10"], ["Oak, Wren", 3, "2b"], ["Ash, Teal", 3, "2a"])
    assert figures(found) == {"reading 3 2010-12": (16.0, 2)}


def test_a_summary_of_levels_below_holds_no_pupils() -> None:
    rows = [["Oak, Wren", "3A", "2b"], ["Ash, Teal", "3A", "2a"], ["Elm, Jay", "3A", "2c"], [], ["Summary"]]
    below = [["Grade", None, "Count"], ["2c", None, 1], ["2b", None, 1], ["Mean", None, "2b"]]
    found = read_rows(["Students", "Reg", "Reading Dec 10"], *rows, *below)
    assert not keys(found)
    assert figures(found) == {"reading 3 2010-12": (15.0, 3)}


def test_a_blank_among_two_is_told_by_the_date_of_birth(tmp_path: Path) -> None:
    """It was asked whether the year group is that of the row above."""
    rows: Rows = [["Name", "DOB", "Year", "Reading Dec 10"]]
    rows += [["Ash Oak", date(2003, 3, 1), 3, "2b"], ["Bay Elm", date(2003, 5, 1), None, "2a"]]
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
    assert not found.questions
    assert grid(found) == {("reading", 3, "2010-12"): (16.0, 2)}


def test_dates_of_birth_of_no_pupil_are_said_where_the_year_group_is_asked_which_may_be_reception() -> None:
    """Whoever was born in 2021 is in no year group of 2010-11."""
    rows = [["Oak", "Wren", "03/01/2021", "2b"], ["Ash", "Teal", "04/02/2021", "2a"]]
    table = [["Surname", "Forename", "DOB", "Reading Dec 10"], *rows]
    found = read_rows(*table)
    assert keys(found) == ["year:T"]
    asked = found.questions[0]
    assert "(as 03/01/2021) they are in none of 2010-11" in asked.asks
    assert asked.choices[-2:] == ["Reception", "leave out"]
    assert figures(read_rows(*table, answers={"year:T": "3"})) == {"reading 3 2010-12": (16.0, 2)}
    with pytest.raises(Refused) as refused:
        read_rows(*table, answers={"year:T": "Reception"})
    assert refused.value.problems[0].code == "no_year_of_part_d"


def test_one_odd_date_of_birth_among_others_does_not_change_what_is_asked() -> None:
    rows = [["Oak", "Wren", "1/9/2002", "2b"], ["Ash", "Teal", "1/10/2002", "3b"], ["Elm", "Jay", "1/10/2020", "2b"]]
    found = read_rows(["Surname", "Forename", "DOB", "Reading Dec 10"], *rows)
    assert [q.code for q in found.questions] == ["year"]
