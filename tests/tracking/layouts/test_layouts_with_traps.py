"""More layouts made without a look at the reader, each with something in it that looks like a result and is none.

What is right is reckoned by hand: 2c, 2b and 2a are 13, 15 and 17 points, 3c, 3b and 3a 19, 21 and 23.
"""

from datetime import date
from pathlib import Path

import pytest

from siptui.sheets.cells import Cell
from support.spreadsheets.answered_layouts import (
    CSV,
    HEAD,
    SEMICOLONS,
    WHO,
    XLS,
    Cells,
    Layout,
    Right,
    down,
    judge,
    listed,
)

DECEMBER, MARCH = "Reading Dec 10", "Reading Mar 11"
J, D, M = "2010-07", "2010-12", "2011-03"
SIX: list[Cell | None] = ["2b", "2a", "2c", "3c", "2b", "2a"]
ALL_SIX: Right = {f"reading 3 {D}": (16, 6)}
THREE: Right = {f"reading 3 {D}": (15, 3)}
LEVELS = listed([DECEMBER], down(*SIX))


def beside(*columns: Cells) -> list[Cells]:
    """Rows of results by column."""
    return [list(row) for row in zip(*columns, strict=True)]


LAYOUTS = {
    "averages by group on a sheet of their own": Layout(
        LEVELS, ALL_SIX, beside={"Groups": [["Group", DECEMBER], ["Boys", 15.2], ["Girls", 16.8], ["All", 16]]}
    ),
    "averages under Name and Year": Layout(
        LEVELS,
        ALL_SIX,
        {"rows:Averages": "no pupils"},
        beside={"Averages": [["Name", "Year", DECEMBER], ["Boys", 3, 15.2], ["Girls", 3, 16.8], ["All", 3, 16]]},
    ),
    "points that contradict the level beside them": Layout(
        [
            [*HEAD, DECEMBER, None],
            [None, None, None, "Level", "Points"],
            *([*who, 3, *two] for who, two in zip(WHO, [("2b", 15), ("2a", 17), ("2c", 19)], strict=False)),
        ],
        THREE,
        {f"column:T:reading:{D}": "D"},
        merges=["D1:E1"],
    ),
    "a target in the merge of the results": Layout(
        [
            [*HEAD, "Reading", None, None],
            [None, None, None, "Dec 10", "Mar 11", "Target"],
            *listed([], [["2b", "2a", "3c"], ["2a", "3c", "3b"], ["2c", "2b", "2a"]])[1:],
        ],
        {**THREE, f"reading 3 {M}": (17, 3)},
        merges=["D1:F1"],
    ),
    "points on one sheet and levels on another": Layout(
        listed([DECEMBER], down(15, 17, 13, 19, 15, 17)),
        {**ALL_SIX, f"reading 4 {D}": (19.67, 3)},
        beside={"Year 4": [["Name", DECEMBER], ["Cob, Finch", "3c"], ["Dell, Swift", "3b"], ["Fen, Martin", "3c"]]},
    ),
    "points gained between two times": Layout(
        listed(
            [DECEMBER, MARCH, "Reading progress Dec-Mar"], beside(["2b", "2a", "2c"], ["2a", "3c", "2b"], [2, 2, 2])
        ),
        {**THREE, f"reading 3 {M}": (17, 3)},
        container=CSV,
    ),
    "a key of levels below": Layout(
        [*LEVELS, [None], ["Key", None, None, "2b = 15"], ["2c", None, None, "13"], ["2a", None, None, "17"]],
        ALL_SIX,
        {"rows:T": "no pupils"},
        XLS,
    ),
    "somebody who has left": Layout(
        [
            [*HEAD, "Date left", DECEMBER],
            ["Oak", "Wren", 3, None, "2b"],
            ["Ash", "Teal", 3, date(2011, 1, 20), "3c"],
            ["Elm", "Jay", 3, None, "2c"],
        ],
        {f"reading 3 {D}": (14, 2)},
        {"leavers": "leave out"},
        "ods",
    ),
    "a key stage beside the year group": Layout(
        [["Surname", "Forename", "KS", "Yr", DECEMBER], ["Oak", "Wren", 2, 3, "2b"], ["Elm", "Jay", 1, 2, "2c"]],
        {f"reading 3 {D}": (15, 1), f"reading 2 {D}": (13, 1)},
        container=CSV,
    ),
    "the school year as one number under Year": Layout(
        [[*HEAD, "Class", DECEMBER], ["Oak", "Wren", 2010, "4B", "3b"], ["Ash", "Teal", 2010, "5A", "3c"]],
        {f"reading 4 {D}": (21, 1), f"reading 5 {D}": (19, 1)},
        container=CSV,
    ),
    "Reception among Year 1": Layout(
        [[*HEAD, DECEMBER], ["Oak", "Wren", "Rec", "P8"], ["Elm", "Jay", 1, "1c"], ["Yew", "Kite", 1, "P8"]],
        {f"reading 1 {D}": (6.5, 2)},
        container=CSV,
    ),
    "points as texts with blanks of all kinds": Layout(
        listed(["Reading Points Dec 10"], down("15\xa0", " 17", "13", "19 ", "15", "17")), ALL_SIX, container=CSV
    ),
    "one heading twice": Layout(
        listed([DECEMBER, DECEMBER], beside(["2b", "2a", "2c"], ["2a", "3c", "2b"])),
        THREE,
        {f"column:tracking:reading:{D}": "D"},
        CSV,
    ),
    "a column of the year before": Layout(
        listed(["Reading Dec 09", DECEMBER], beside(["1b", "1a", "1b"], ["2b", "2a", "2c"])), THREE, container=XLS
    ),
    "a sheet of each school year": Layout(
        listed(["Reading Dec"], down("2b", "2a", "2c")),
        {**THREE, f"reading 3 {J}": (13, 3)},
        sheet="2010-11",
        beside={"2009-10": listed(["Reading July"], down("2c", "2c", "2c"), year=2)},
    ),
    "a date that may be of October": Layout(
        listed(["Reading 12/10/10"], down("2b", "2a", "2c")), THREE, {"near:months": "count"}, CSV
    ),
    "two results in one subject in two rows": Layout(
        [
            ["Name", "Year", "Subject", "Term", "Level"],
            ["Oak, Wren", 3, "Reading", "Autumn 2010", "2b"],
            ["Oak, Wren", 3, "Reading", "Autumn 2010", "3c"],
            ["Ash, Teal", 3, "Reading", "Autumn 2010", "2a"],
        ],
        {f"reading 3 {D}": (16, 2)},
        {"twice:tracking": "the one further up"},
        CSV,
    ),
    "targets a row each": Layout(
        [
            ["Name", "Year", "Subject", "Term", "Type", "Level"],
            ["Oak, Wren", 3, "Reading", "Autumn 2010", "Actual", "2b"],
            ["Oak, Wren", 3, "Reading", "Autumn 2010", "Target", "3c"],
            ["Ash, Teal", 3, "Reading", "Autumn 2010", "Actual", "2a"],
            ["Ash, Teal", 3, "Reading", "Autumn 2010", "Target", "3b"],
        ],
        {f"reading 3 {D}": (16, 2)},
        container=CSV,
    ),
    "attainment targets of mathematics": Layout(
        listed(["Ma2 Dec 10", "Ma3 Dec 10", "Maths Dec 10"], beside(["2c"] * 6, ["2b"] * 6, SIX)),
        {f"mathematics 3 {D}": (16, 6)},
        {"means:tracking!D": "leave out", "means:tracking!E": "leave out"},
        CSV,
    ),
    "English, and speaking and listening": Layout(
        listed(["English Dec 10", "S&L Dec 10", DECEMBER], beside(["2c"] * 6, ["3b"] * 6, SIX)), ALL_SIX, container=XLS
    ),
    "a reading age in months": Layout(
        listed(["Reading Age Dec 10 (months)", DECEMBER], beside([96, 102, 88, 110, 97, 105], SIX)),
        ALL_SIX,
        container=CSV,
    ),
    "remarks and arrows behind levels": Layout(
        listed([DECEMBER], down("2b (+1)", "2a ↑", "3c", "2b", "2a")),
        {f"reading 3 {D}": (16.5, 4)},
        {"remarks": "as the level", "unknown": "leave out"},
    ),
    "formulas that found nothing": Layout(
        listed([DECEMBER], down("2b", "#REF!", "2c", "#VALUE!", "2b", "2a")),
        {f"reading 3 {D}": (15, 4)},
        {"unknown": "leave out"},
    ),
    "a line that says what separates": Layout([["sep=;"], *LEVELS], ALL_SIX, container=SEMICOLONS),
    "standards of today among levels": Layout(
        listed([DECEMBER], down("2b", "2a", "GDS", "3c", "EXS", "2a")),
        {f"reading 3 {D}": (17, 4)},
        {"unknown": "leave out"},
        CSV,
    ),
    "points among levels": Layout(
        listed([DECEMBER], down("2b", "2a", 13, 19, "2b", "2a")),
        ALL_SIX,
        {"notation:T!D": "levels as levels, numbers over 8 as points"},
    ),
    "shares of the class below": Layout(
        [*LEVELS, ["Class 3 APS", None, None, 16], ["L2+", None, None, "6"], ["2b+", None, None, "4"]],
        ALL_SIX,
        container=XLS,
    ),
    "year groups side by side": Layout(
        [
            ["Year 3", None, None, None, "Year 4"],
            ["Name", DECEMBER, None, None, "Name", DECEMBER],
            ["Oak, Wren", "2b", None, None, "Fir, Rook", "3c"],
            ["Ash, Teal", "2a", None, None, "Bay, Lark", "3b"],
            ["Elm, Jay", "2c", None, None, "Box, Coot", "3a"],
        ],
        {**THREE, f"reading 4 {D}": (21, 3)},
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_its_figures_are_right_once_the_true_answers_are_given(tmp_path: Path, name: str) -> None:
    judge(tmp_path, LAYOUTS[name])
