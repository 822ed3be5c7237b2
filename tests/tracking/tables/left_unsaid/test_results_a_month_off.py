"""Months beside Part D's: June for July, November for December; one question for a file, remembered for a school."""

from datetime import date

import pytest

from siptui.sheets.cells import Cell
from support.spreadsheets.rows_read import figures, keys, read_rows, read_sheets, sheet

WHO: list[Cell | None] = ["Surname", "Forename", "Year"]
ANSWERS = {"near:months": "count"}
ALL = {
    "reading 3 2010-07": (14.0, 2),
    "reading 3 2010-12": (15.0, 2),
    "reading 3 2011-03": (16.0, 2),
    "reading 3 2011-07": (18.0, 2),
}
LEVELS: list[list[Cell | None]] = [
    ["Oak", "Wren", 3, "2c", "2b", "2b", "2a"],
    ["Ash", "Teal", 3, "2b", "2b", "2a", "3c"],
]


@pytest.mark.parametrize(
    "headings",
    [
        ["Reading June 10", "Reading Nov 10", "Reading Feb 11", "Reading June 11"],
        ["Reading May 10", "Reading Jan 11", "Reading Apr 11", "Reading May 11"],
        ["Reading 24/06/10", "Reading 30/11/10", "Reading 8/4/11", "Reading 24/06/11"],
        ["Reading June 2009-10", "Reading November 2010-11", "Reading Mar 11", "Reading Jun 2010-11"],
    ],
)
def test_months_of_wide_tables(headings: list[str]) -> None:
    found = read_rows([*WHO, *headings], *LEVELS)
    assert keys(found) == ["near:months"]
    assert not set(figures(found)) - {"reading 3 2011-03"}
    assert "for December 2010" in found.questions[0].asks
    assert figures(read_rows([*WHO, *headings], *LEVELS, answers=ANSWERS)) == ALL
    left_out = read_rows(
        [*WHO, *headings, "Maths Dec 10"], *([*r, "2b"] for r in LEVELS), answers={"near:months": "leave out"}
    )
    assert not any(key.startswith(("reading 3 2010-07", "reading 3 2010-12")) for key in figures(left_out))


def test_dates_as_cells_under_one_subject() -> None:
    head: list[Cell | None] = [*WHO, date(2010, 6, 25), date(2010, 11, 30), date(2011, 2, 28), date(2011, 6, 24)]
    found = read_sheets(sheet(head, *LEVELS, name="Reading"))
    assert keys(found) == ["near:months"]
    assert figures(read_sheets(sheet(head, *LEVELS, name="Reading"), answers=ANSWERS)) == ALL


def test_a_result_at_the_point_itself_comes_first_unasked() -> None:
    found = read_rows([*WHO, "Reading Nov 10", "Reading Dec 10"], ["Oak", "Wren", 3, "5a", "2b"])
    assert not keys(found)
    assert figures(found) == {"reading 3 2010-12": (15.0, 1)}


def test_june_without_a_year_is_one_of_two() -> None:
    found = read_rows([*WHO, "Reading June"], ["Oak", "Wren", 3, "2b"])
    assert [q.choices[:2] for q in found.questions] == [["2010-07", "2011-07"]]


def test_june_is_in_the_second_half_of_the_summer() -> None:
    found = read_rows([*WHO, "Reading Summer 2 2010-11"], ["Oak", "Wren", 3, "2b"])
    assert figures(found) == {"reading 3 2011-07": (15.0, 1)}


@pytest.mark.parametrize("when", ["24/06/2011", "June 2011", "Jun 11", date(2011, 6, 24)])
def test_one_row_a_result_with_such_dates_only(when: Cell) -> None:
    rows: list[list[Cell | None]] = [
        ["Oak", "Wren", 3, "Reading", when, "2b"],
        ["Ash", "Teal", 3, "Reading", when, "2a"],
    ]
    head: list[Cell | None] = [*WHO, "Subject", "Date", "Level"]
    assert keys(read_rows(head, *rows)) == ["near:months"]
    assert figures(read_rows(head, *rows, answers=ANSWERS)) == {"reading 3 2011-07": (16.0, 2)}


def test_the_months_of_every_sheet_are_in_one_question() -> None:
    one = sheet([*WHO, "Reading June 10"], ["Oak", "Wren", 3, "2b"], name="A")
    other = sheet([*WHO, "Reading Nov 10"], ["Ash", "Teal", 3, "2a"], name="B")
    question = next(q for q in read_sheets(one, other).questions if q.key == "near:months")
    assert question.facts["months"] == ["June for July 2010", "November for December 2010"]
    assert "June for July 2010, November for December 2010" in question.asks
