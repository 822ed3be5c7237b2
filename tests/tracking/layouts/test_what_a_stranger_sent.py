"""Layouts made by somebody who had not read the reader, of which it got a figure wrong, refused or asked too much.

Each is told in a few rows; what is right is reckoned by hand from the table of points (1c is 7, 2b 15, 3c 19).
"""

import pytest

from siptui.sheets.cells import Cell
from siptui.tracking.proposal_types import TrackingProposal
from support.spreadsheets.rows_read import figures, keys, read_rows, read_sheets, sheet

Cells = list[Cell | None]
NAMES = ["Oak, Wren", "Ash, Teal", "Elm, Robin", "Yew, Kite", "Fir, Jay", "Bay, Lark"]
DECEMBER = "Reading Dec 10"


def table(year: int | None, headings: list[str], *columns: Cells) -> list[Cells]:
    """Pupils of a year group with these columns of results."""
    return [["Name", "Year", *headings], *([n, year, *some] for n, some in zip(NAMES, zip(*columns, strict=True)))]  # noqa: B905


def by_cell(found: TrackingProposal) -> dict[str, int]:
    return {f"{c.subject} {c.year} {c.point}": c.left_out for c in found.grid if c.left_out}


def test_september_and_october_are_asked_about_like_november() -> None:
    rows = table(3, ["Reading Sept 10", "Reading Oct 10", "Reading Mar 11"], ["2b", "2c"], ["2a", "2b"], ["3c", "2a"])
    found = read_rows(*rows)
    assert keys(found) == ["near:months"]
    assert found.questions[0].facts["months"] == ["September for July 2010", "October for December 2010"]
    told = figures(read_rows(*rows, answers={"near:months": "count"}))
    assert told == {"reading 3 2010-07": (14, 2), "reading 3 2010-12": (16, 2), "reading 3 2011-03": (18, 2)}
    dated = table(3, ["Reading July 10", "Reading Sept 10", DECEMBER], ["2b", "2c"], ["2a", "2b"], ["3c", "2a"])
    assert not keys(read_rows(*dated))


def test_each_month_may_be_of_another_point_in_time() -> None:
    rows = table(3, ["Reading Jan 11", "Reading June 11"], ["2b", "2c"], ["2a", "2b"])
    each = {"near:months": "say for each"}
    assert keys(read_rows(*rows, answers=each)) == ["near:january for 2010-12", "near:june for 2011-07"]
    each |= {"near:january for 2010-12": "2011-03", "near:june for 2011-07": "leave out"}
    assert figures(read_rows(*rows, answers=each)) == {"reading 3 2011-03": (14, 2)}


def test_months_of_one_row_a_result_may_be_of_another_point_in_time() -> None:
    head: Cells = ["Name", "Year", "Subject", "Date", "Level"]
    rows: list[Cells] = [head, *([n, 3, "Reading", "14/01/2011", "2b"] for n in NAMES[:2])]
    each = {"near:months": "say for each", "near:01/2011 for 2010-12": "2011-03"}
    assert figures(read_rows(*rows, answers=each)) == {"reading 3 2011-03": (15, 2)}


@pytest.mark.parametrize(
    ("year", "cells", "slip", "meant", "mean"),
    [
        (1, ["1b", "1c", "7a", "1a"], "T!C4 7a", "1a", 9.5),
        (3, [15, 17, 1.5, 13], "T!C4 1.5", "15", 15),
        (3, [15, 17, 55, 13], "T!C4 55", "15", 15),
        (6, ["4b", "4c", "1c", "4a"], "T!C4 1c", "4c", 26.5),
    ],
)
def test_a_slip_is_said_right(year: int, cells: Cells, slip: str, meant: str, mean: float) -> None:
    rows = table(year, [DECEMBER], cells)
    found = read_rows(*rows)
    assert keys(found) == ["slips"]
    assert not found.grid
    assert found.questions[0].facts["cells"] == [slip]
    assert meant in found.questions[0].choices
    told = read_rows(*rows, answers={"slips": meant})
    assert figures(told) == {f"reading {year} 2010-12": (mean, 4)}
    assert not told.not_counted


def test_slips_on_two_sheets_are_said_one_by_one() -> None:
    one = sheet(*table(1, [DECEMBER], ["1b", "1c", "7a"]), name="One")
    other = sheet(*table(3, [DECEMBER], ["2b", "8b", "2c"]), name="Three")
    assert read_sheets(one, other).questions[0].choices == ["count", "leave out", "say for each"]
    each = {"slips": "say for each", "slips:One!C4": "1a", "slips:Three!C3": "leave out"}
    found = read_sheets(one, other, answers=each)
    assert figures(found) == {"reading 1 2010-12": (9, 3), "reading 3 2010-12": (14, 2)}
    assert by_cell(found) == {"reading 3 2010-12": 1}


def test_who_is_low_in_all_results_is_no_slip() -> None:
    low = ["4b", "4c", "1c"], ["4b", "4c", "1b"]
    assert not keys(read_rows(*table(6, [DECEMBER, "Maths Dec 10"], *low)))
    assert not keys(read_rows(*table(4, [DECEMBER], ["3b", "3c", "P6"])))


def test_a_fall_and_a_rise_of_two_levels_are_asked_about() -> None:
    rows = table(4, ["Reading Jul 10", DECEMBER, "Reading Mar 11"], ["3c", "3c"], ["1b", "3b"], ["3a", "5b"])
    assert read_rows(*rows).questions[0].facts["cells"] == ["T!D2 1b", "T!E3 5b"]


@pytest.mark.parametrize(
    ("cells", "way", "mean"),
    [
        (["2b", 15, "2a", 17], "levels as levels, numbers over 8 as points", 16),
        (["2b", 15, "2a", 3], "levels as levels, numbers over 8 as points", 17),
        (["2b", 15, "2a", 3], "levels as levels, all numbers as points", 12.5),
    ],
)
def test_levels_and_points_in_one_column(cells: Cells, way: str, mean: float) -> None:
    rows = table(3, [DECEMBER], cells)
    found = read_rows(*rows)
    assert keys(found) == ["notation:T!C"]
    assert not found.grid
    assert figures(read_rows(*rows, answers={"notation:T!C": way})) == {"reading 3 2010-12": (mean, 4)}


def test_one_level_in_a_column_of_points() -> None:
    rows = table(3, ["Reading Points Dec 10"], [15, "2a", 13])
    assert keys(read_rows(*rows)) == ["notation:T!C"]
    both = {"notation:T!C": "levels as levels, numbers over 8 as points"}
    assert figures(read_rows(*rows, answers=both)) == {"reading 3 2010-12": (15, 3)}


@pytest.mark.parametrize(
    ("answer", "figure"),
    [
        ("the same pupils", (15.67, 3)),
        ("the same pupils, as on New", (16.33, 3)),
        ("other pupils", (15.8, 5)),
    ],
)
def test_an_old_and_a_new_sheet_of_the_same_pupils(answer: str, figure: tuple[float, int]) -> None:
    """Old has 15, 15, 17; New has 17, 15 and a blank, for which Old's 17 counts."""
    old = sheet(*table(3, [DECEMBER], ["2b", "2b", "2a"]), name="Old")
    new = sheet(*table(3, [DECEMBER], ["2a", "2b", None]), name="New")
    found = read_sheets(old, new)
    assert answer in found.questions[0].choices
    read = figures(read_sheets(old, new, answers={"sheets:Old+New": answer}))
    assert read == {"reading 3 2010-12": figure}


def test_averages_above_the_pupils_end_no_table() -> None:
    above: list[Cells] = [["Name", "Maths Dec 10"], ["Class average", "4b"], ["National expectation", "4b"]]
    found = read_rows(*above, *([n, "4c"] for n in NAMES), name="Year 6")
    assert not keys(found)
    assert figures(found) == {"mathematics 6 2010-12": (25, 6)}


def test_the_last_pupil_may_have_the_mean_by_chance() -> None:
    assert figures(read_rows(*table(3, [DECEMBER], ["2b", "2a", "2c", "2b"]))) == {"reading 3 2010-12": (15, 4)}


def test_rows_are_not_asked_about_while_a_column_may_tell_them() -> None:
    pairs = [[[n, "Actual", "3a"], [None, "Target", "4b"]] for n in NAMES[:3]]
    rows = [["Name", None, DECEMBER], *(row for both in pairs for row in both)]
    assert keys(read_rows(*rows, name="Year 5")) == ["column:Year 5!B:rows"]
    told = read_rows(*rows, name="Year 5", answers={"column:Year 5!B:rows": "Actual"})
    assert figures(told) == {"reading 5 2010-12": (23, 3)}


def test_percentages_are_pupils_results_that_are_no_levels() -> None:
    found = read_rows(*table(4, [DECEMBER], ["45%", "60%", "71%"]))
    assert keys(found) == ["unknown"]
    assert [n.column for n in found.not_counted] == ["C", "C", "C"]


def test_dates_of_birth_in_words_and_as_numbers_of_excel() -> None:
    born: Cells = ["12.03.03", "1-Sep-02", "31st August 2003", "2003-05-06", 37600]
    rows = [["Name", "DOB", DECEMBER], *([n, b, "2b"] for n, b in zip(NAMES, born))]  # noqa: B905
    assert figures(read_rows(*rows)) == {"reading 3 2010-12": (15, 5)}


@pytest.mark.parametrize("heading", ["Best fit Reading Dec 10", "Reading Dec 10 (Mrs R)", "Guided Reading Dec 10"])
def test_a_heading_with_words_not_known_is_asked_as_what_it_names(heading: str) -> None:
    rows = [["Children", heading], *([n, "2b"] for n in NAMES[:3])]
    (question,) = (q for q in read_rows(*rows, name="Year 3").questions if q.code == "means")
    assert question.choices == ["reading 2010-12", "leave out"]
    told = read_rows(*rows, name="Year 3", answers={"means:Year 3!B": "reading 2010-12"})
    assert figures(told) == {"reading 3 2010-12": (15, 3)}


def test_a_sheet_of_which_only_the_names_are_understood_is_asked_about() -> None:
    rows = [["Learners", "T1", "T2"], *([n, "2b", "2a"] for n in NAMES)]
    assert keys(read_rows(*rows, name="Y3")) == ["means:Y3!B", "means:Y3!C"]
    said = {"means:Y3!B": "writing 2010-12", "means:Y3!C": "leave out"}
    assert figures(read_rows(*rows, name="Y3", answers=said)) == {"writing 3 2010-12": (15, 6)}


@pytest.mark.parametrize(("name", "over"), [("T", "Reading"), ("Reading", None)])
def test_averages_by_year_group_under_a_subject(name: str, over: str | None) -> None:
    rows: list[Cells] = [[over, "APS July 10", "APS Dec 10"], ["Year 1", 9.5, 10], ["Year 2", 14, 15.5]]
    found = figures(read_rows(*rows, name=name))
    assert found["reading 1 2010-07"] == (9.5, 0)
    assert found["reading 2 2010-12"] == (15.5, 0)


def test_pupils_listed_again_are_asked_about_together() -> None:
    rows = table(3, [DECEMBER], ["2b", "2a", "3c", "3b"])
    again = [*rows, [None], ["FSM pupils"], rows[1], rows[3]]
    assert keys(read_rows(*again)) == ["same:T"]
    once = read_rows(*again, answers={"same:T": "the same pupil, count once"})
    assert figures(once) == {"reading 3 2010-12": (18, 4)}
    each = {"same:T": "say for each"}
    assert keys(read_rows(*again, answers=each)) == ["same:T:8", "same:T:9"]


def test_a_figure_that_a_pupil_may_be_wanting_in_is_marked() -> None:
    rows = table(3, [DECEMBER], ["2b", "2a", "3c"])
    rows[2][1] = "Mixed"
    assert by_cell(read_rows(*rows, answers={"year:Mixed": "leave out"})) == {"reading 3 2010-12": 1}
    twice = [*table(3, [DECEMBER], ["2b", "2a", "3c"]), [NAMES[0], 3, "3c"]]
    assert by_cell(read_rows(*twice, answers={"same:T:5": "leave out"})) == {"reading 3 2010-12": 2}
