"""Layouts of the kinds of which a reader gives silent figures, made without a look at this one; each as a kind of file.

What is right is reckoned by hand: 1c to 1a are 7, 9 and 11 points, 2c to 2a 13, 15 and 17, 3c to 3a 19, 21 and 23. What
is not plain is asked, just that, and with the true answers every figure is right; without them no wrong one stands.
"""

from datetime import date
from pathlib import Path

import pytest

from siptui.records.problem import Refused
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
    read,
)
from support.spreadsheets.containers_made import write
from support.spreadsheets.layouts import Sheet

SIX = ["2b", "2a", "2c", "3c", "2b", "2a"]
DECEMBER = "Reading Dec 10"
J, D, M, S = "2010-07", "2010-12", "2011-03", "2011-07"
ALL_SIX: Right = {f"reading 3 {D}": (16, 6)}
TWO: Right = {f"reading 3 {D}": (16, 2)}
AT_THREE_TIMES: Right = {f"reading 3 {D}": (14, 2), f"reading 3 {M}": (16, 2), f"reading 3 {S}": (18, 2)}
RISING: list[Cells] = [["2c", "2b", "2a"], ["2b", "2a", "3c"]]
WITHOUT = {"unknown": "leave out"}


def led(heading: str, values: list[str]) -> list[Cells]:
    """A first column before six pupils of Year 3."""
    rows = [[value, *who, 3, level] for value, who, level in zip(values, WHO, SIX, strict=True)]
    return [[heading, *HEAD, DECEMBER], *rows]


LAYOUTS = {
    "an intervention first": Layout(
        led("Intervention", ["Target", "", "Target", "Expected", "None", "Target group"]), ALL_SIX
    ),
    "a band first, in one text": Layout(
        led("Attainment band", ["Above average", "Average", "Below average", "National", "Average", "Total"]),
        ALL_SIX,
        container=CSV,
    ),
    "names that are words of totals": Layout(
        [
            [*HEAD, DECEMBER],
            *(
                [*who, 3, level]
                for who, level in zip(
                    [
                        ("Total", "Jo"),
                        ("Mean", "Max"),
                        ("Average", "Sue"),
                        ("Count", "Vlad"),
                        ("Target", "Ann"),
                        ("Sum", "Li"),
                    ],
                    SIX,
                    strict=True,
                )
            ),
        ],
        ALL_SIX,
        container=XLS,
    ),
    "a group below whose mean may be a level": Layout(
        [*listed([DECEMBER], down(*SIX)), ["Boys", None, None, 15.7], ["All", None, None, 16], ["FSM", None, None, 15]],
        ALL_SIX,
        {"rows:T": "no pupils"},
        "ods",
    ),
    "the whole class as a level above its pupils": Layout(
        [[*HEAD, DECEMBER], ["Whole class", None, None, "2b"], *listed([], [[c] for c in SIX])[1:]],
        ALL_SIX,
        {"rows:T:2": "no pupils"},
    ),
    "remarks in names": Layout(
        [
            ["Pupil", "Year", DECEMBER],
            ["Oak, Wren (target child)", 3, "2b"],
            ["Ash, Teal - expected to leave", 3, "2a"],
            ["Elm, Jay *average attender*", 3, "2c"],
            ["Yew, Kite - total communication", 3, "3c"],
        ],
        {f"reading 3 {D}": (16, 4)},
        {"rows:tracking": "pupils"},
        CSV,
    ),
    "months beside Part D's": Layout(
        listed(["Reading Nov 2010", "Reading Feb 2011", "Reading June 2011"], RISING),
        AT_THREE_TIMES,
        {"near:months": "count"},
        XLS,
    ),
    "a June as a date below a merged subject": Layout(
        [
            [*HEAD, "Reading", None],
            [None, None, None, date(2010, 12, 10), date(2011, 6, 24)],
            *listed([], [["2b", "2a"], ["2c", "2b"]])[1:],
        ],
        {f"reading 3 {D}": (14, 2), f"reading 3 {S}": (16, 2)},
        {"near:months": "count"},
        merges=["D1:E1"],
    ),
    "a row a result in January and in May": Layout(
        [
            [*HEAD, "Subject", "Date", "Level"],
            ["Oak", "Wren", 3, "Reading", date(2011, 1, 28), "2b"],
            ["Ash", "Teal", 3, "Reading", date(2011, 1, 28), "2c"],
            ["Oak", "Wren", 3, "Reading", date(2011, 5, 27), "2a"],
            ["Ash", "Teal", 3, "Reading", date(2011, 5, 27), "2b"],
        ],
        {f"reading 3 {D}": (14, 2), f"reading 3 {S}": (16, 2)},
        {"near:months": "count"},
        CSV,
    ),
    "Christmas and Easter beside a year's end": Layout(
        listed(["Reading Christmas", "Reading Easter", "Reading Year End"], RISING),
        AT_THREE_TIMES,
        {"means:Y3 2010-11!D": f"reading {D}", "means:Y3 2010-11!E": f"reading {M}"},
        "ods",
        "Y3 2010-11",
    ),
    "terms by number": Layout(
        listed(["Reading T2", "Reading T4", "Reading T6"], RISING),
        AT_THREE_TIMES,
        {"means:tracking!D": f"reading {D}", "means:tracking!E": f"reading {M}", "means:tracking!F": f"reading {S}"},
        SEMICOLONS,
    ),
    "a merge that hides a level": Layout(
        listed([DECEMBER, "Reading Mar 11"], [["2b", "2a"], ["2c", "5a"], ["2a", "3c"]]),
        {f"reading 3 {D}": (15, 3), f"reading 3 {M}": (18, 2)},
        {"merged:T": "the first of them"},
        "ods",
        merges=["D3:E3"],
    ),
    "a level merged over two pupils": Layout(
        listed([DECEMBER], down("2b", "2b", "2a", "3c")),
        {f"reading 3 {D}": (16.5, 4)},
        {"merged:T": "each of them"},
        merges=["D2:D3"],
    ),
    "names merged over a row a subject": Layout(
        [
            ["Pupil", "Year", "Subject", "Dec 10"],
            ["Oak, Wren", 3, "Reading", "2b"],
            [None, None, "Writing", "2c"],
            ["Ash, Teal", 3, "Reading", "2a"],
            [None, None, "Writing", "2b"],
        ],
        {**TWO, f"writing 3 {D}": (14, 2)},
        merges=["A2:A3", "B2:B3", "A4:A5", "B4:B5"],
    ),
    "an overall level": Layout(
        listed([DECEMBER, "Overall Writing Level Dec 10"], [["2b", "2c"], ["2a", "2b"]]),
        {**TWO, f"writing 3 {D}": (14, 2)},
        {"means:T!E": f"writing {D}"},
    ),
    "a moderated level": Layout(
        listed(["Reading TA level (moderated) Mar 11"], down("2b", "2a")),
        {f"reading 3 {M}": (16, 2)},
        {"means:tracking!D": f"reading {M}"},
        CSV,
    ),
    "a test beside a level": Layout(
        listed(["Maths Test Level Dec 10", "Maths Level Dec 10"], [["2b", "2a"], ["2a", "3c"]]),
        {f"mathematics 3 {D}": (18, 2)},
        {f"column:T:mathematics:{D}": "E"},
        XLS,
    ),
    "levels that were achieved": Layout(
        listed(["Reading NC Level achieved Dec 10", "Writing achieved Dec 10"], [["2b", "2c"], ["2a", "2b"]]),
        {**TWO, f"writing 3 {D}": (14, 2)},
        container="ods",
    ),
    "a prediction and whether on track beside": Layout(
        listed(
            [DECEMBER, "Reading Dec 10 predicted", "Reading Dec 10 on track?"], [["2b", "2a", "Y"], ["2a", "3c", "N"]]
        ),
        TWO,
    ),
    "key stage 1 of Year 3": Layout(
        listed(["KS1 Reading", DECEMBER], [["2A", "3c"], ["2B", "2a"]]),
        {f"reading 3 {D}": (18, 2), f"reading 3 {J}": (16, 2)},
        {"stage:tracking!D": "count"},
        CSV,
    ),
    "key stage 2 of Year 6": Layout(
        listed(["KS2 SATs Maths", "Maths Dec 10"], [[5, "4a"], [4, "4b"]], year=6),
        {f"mathematics 6 {D}": (28, 2), f"mathematics 6 {S}": (30, 2)},
        {"stage:T!D": "count"},
        "ods",
    ),
    "a year group in words": Layout(
        [[*HEAD, DECEMBER], ["Oak", "Wren", "Yr 3", "2b"], ["Ash", "Teal", "yr3", "2a"], ["Elm", "Jay", "THREE", "2c"]],
        {f"reading 3 {D}": (15, 3)},
        {"year:THREE": "3"},
        CSV,
    ),
    "year groups that a DoB tells": Layout(
        [
            ["SurName", "ForeName", "Yr", "DoB", DECEMBER],
            ["Oak", "Wren", 3, date(2003, 1, 1), "2b"],
            ["Ash", "Teal", None, date(2002, 10, 1), "2a"],
            ["Elm", "Jay", 4, date(2002, 1, 1), "3c"],
            ["Yew", "Kite", None, date(2001, 12, 1), "3b"],
        ],
        {**TWO, f"reading 4 {D}": (20, 2)},
        container=XLS,
    ),
    "a row with a comma too many": Layout(
        [
            [*HEAD, DECEMBER, "Reading Mar 11"],
            ["Oak", "Wren", 3, "2b", "2a"],
            ["Ash", "Teal", "Jr", 3, "2a", "3c"],
            ["Elm", "Jay", 3, "2c", "2b"],
        ],
        {f"reading 3 {D}": (14, 2), f"reading 3 {M}": (16, 2)},
        {"year:tracking:3": "leave out"},
        CSV,
    ),
    "a class of two year groups": Layout(
        [[*HEAD, DECEMBER], ["Oak", "Wren", "Y3M", "2b"], ["Ash", "Teal", "Y3M", "2a"], ["Elm", "Jay", "Y3/4", "2c"]],
        {f"reading 3 {D}": (15, 3)},
        {"year:Y3/4": "3"},
        SEMICOLONS,
    ),
    "levels oddly typed": Layout(
        listed([DECEMBER], down("2 b", "2B", "L2c", "level 3c", " 2b ", "b2")),
        {f"reading 3 {D}": (15.4, 5)},
        WITHOUT,
    ),
    "points of a school's own": Layout(
        listed(["Reading APS Dec 10"], down(5, 6, 4, 7, 5, 6)), {}, {"marks:T": "leave out"}, XLS
    ),
    "a fall of two levels": Layout(
        listed([DECEMBER, "Reading Mar 11"], [["2b", "2a"], ["3a", "1c"], ["2c", "2b"], ["2a", "3c"]]),
        {f"reading 3 {D}": (17, 4), f"reading 3 {M}": (17, 3)},
        {"slips": "leave out"},
    ),
    "how many are on track, below": Layout(
        [
            *listed([DECEMBER, "Reading Mar 11"], [["2b", "2a"], ["2a", "3c"], ["2c", "2b"]]),
            ["On track", None, None, 3, 2],
            ["Below", None, None, 0, 1],
            ["% on track", None, None, 1, 0.67],
        ],
        {f"reading 3 {D}": (15, 3), f"reading 3 {M}": (17, 3)},
    ),
    "targets and results": Layout(
        listed(["Reading Dec 10 Target", DECEMBER], [["2a", "2b"], ["3c", "2a"]]), TWO, sheet="Y3 Targets & Results"
    ),
    "dates with the month first": Layout(
        listed(["Reading 12/15/2010", "Reading 03/04/2011"], [["2b", "2a"], ["2a", "3c"]]),
        {**TWO, f"reading 3 {M}": (18, 2)},
        container=CSV,
    ),
    "raw marks, of which most look like points": Layout(
        listed([DECEMBER], down(8, 23, 31, 40, 17, 29)), {}, {"marks:T": "leave out"}
    ),
    "per cents": Layout(listed([DECEMBER], down("45%", "60%", "72%", "55%")), {}, WITHOUT, CSV),
    "reading ages": Layout(listed([DECEMBER], down("7:06", "8:02", "6:11")), {}, WITHOUT, CSV),
    "reading ages as numbers": Layout(listed([DECEMBER], down(7.5, 8.2, 6.9, 9)), {}, {"marks:T": "leave out"}, XLS),
    "working towards, expected, greater": Layout(listed([DECEMBER], down("W", "E", "G", "E")), {}, WITHOUT),
    "bands of a year": Layout(listed([DECEMBER], down("3b", "3w", "3s", "3b", "3b+")), {}, WITHOUT, "ods"),
    "standards of today": Layout(listed([DECEMBER], down("EXS", "WTS", "GDS", "EXS")), {}, WITHOUT, CSV),
    "colours": Layout(listed([DECEMBER], down("Green", "Amber", "Red", "G")), {}, WITHOUT, "ods"),
    "standardised scores": Layout(listed([DECEMBER], down(85, 101, 112, 97)), {}, {"marks:T": "leave out"}, XLS),
    "a scale from 1 to 4": Layout(listed([DECEMBER], down(1, 2, 3, 4, 3)), {}, {"notation:T!D": "leave out"}),
    "words for UPNs": Layout(
        [
            ["UPN", *HEAD, DECEMBER],
            *(
                [upn, *who, 3, level]
                for upn, who, level in zip(
                    ["No UPN", "No UPN", "no upn", "awaiting", "awaiting", "X"], WHO, SIX, strict=True
                )
            ),
        ],
        ALL_SIX,
        container=CSV,
    ),
    "a UPN and a temporary one": Layout(
        [
            ["UPN", *HEAD, DECEMBER],
            ["A803200009001", "Oak", "Wren", 3, "2b"],
            ["A80320000900A", "Oak", "Wren", 3, "3c"],
            ["B803200009002", "Ash", "Teal", 3, "2a"],
        ],
        TWO,
        {"same:tracking:3": "the same pupil, the first row counts"},
        CSV,
    ),
    "classes called after birds": Layout(
        [
            ["Name", "Class", DECEMBER],
            ["Oak, Wren", "Robins", "2b"],
            ["Ash, Teal", "Owls", "3c"],
            ["Elm, Jay", "Robins", "2a"],
        ],
        {**TWO, f"reading 5 {D}": (19, 1)},
        {"year:Robins": "3", "year:Owls": "5"},
        CSV,
    ),
    "low, secure and high": Layout(
        listed([DECEMBER], down("2 secure", "High 2", "Low 3", "3 secure")),
        {f"reading 3 {D}": (18, 4)},
        {"grades": "low is c, secure is b, high is a"},
    ),
    "thirds of a level": Layout(
        listed([DECEMBER], down(2.33, 2.66, 2.0, 3.33)),
        {f"reading 3 {D}": (16.5, 4)},
        {"decimals": ".0 is c, .33 is b, .66 is a"},
        XLS,
    ),
    "texts as Excel writes them": Layout(listed([DECEMBER], down('="2b"', "'2a")), TWO, container=CSV),
    "namesakes": Layout(
        [*listed([DECEMBER], down("2b", "2a", "2c"))[:3], ["Oak", "Wren", 3, "2c"]],
        {f"reading 3 {D}": (15, 3)},
        {"same:T:4": "two pupils"},
    ),
    "a copy of a row": Layout(
        [*listed([DECEMBER], down("2b", "2a", "2c")), ["Ash", "Teal", 3, "2a"]],
        {f"reading 3 {D}": (15, 3)},
        {"same:tracking:5": "the same pupil, count once"},
        CSV,
    ),
    "twins of one initial": Layout(
        [
            ["Surname", "Initial", "Gender", "DOB", "Year", DECEMBER],
            ["Oak", "J", "M", date(2003, 1, 1), 3, "2b"],
            ["Oak", "J", "F", date(2003, 1, 1), 3, "2a"],
        ],
        TWO,
    ),
    "averages by year group, a subject below the other": Layout(
        [
            ["Average points", "July 2010", "Dec 2010"],
            ["Reading", None, None],
            ["Year 1", 9.1, 9.9],
            ["Year 2", 13.2, 14.1],
            ["Writing", None, None],
            ["Year 1", 8.5, 9],
        ],
        {
            **{f"reading 1 {J}": (9.1, 0), f"reading 1 {D}": (9.9, 0), f"reading 2 {J}": (13.2, 0)},
            **{f"reading 2 {D}": (14.1, 0), f"writing 1 {J}": (8.5, 0), f"writing 1 {D}": (9, 0)},
        },
    ),
    "year groups of another phase": Layout(
        listed([DECEMBER], down("2b", "2a")), TWO, {"phase": "count"}, record={"school/phase": "nursery"}
    ),
    "another school's title": Layout(
        [["Birchwood Primary School - Reading tracking"], *listed([DECEMBER], down("2b", "2a"))],
        TWO,
        {"school": "of this school"},
        others=("Birchwood Primary School",),
        record={"school/name": "Ashwell Primary", "school/phase": "primary"},
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_its_figures_are_right_once_the_true_answers_are_given(tmp_path: Path, name: str) -> None:
    judge(tmp_path, LAYOUTS[name])


def test_whoever_is_left_out_with_a_result_makes_a_figure_incomplete(tmp_path: Path) -> None:
    layout = LAYOUTS["a row with a comma too many"]
    path = write(layout.container, tmp_path, [Sheet(layout.sheet, layout.rows)])
    assert {c.left_out for c in read(path, layout, layout.answers).grid} == {1}


@pytest.mark.parametrize(
    "heads", [["Reading Dec 11", "Reading Mar 12"], ["Reading Autumn 2011", "Reading Spring 2012"]]
)
def test_headings_of_another_school_year_are_said_to_be_so(tmp_path: Path, heads: list[str]) -> None:
    path = write(CSV, tmp_path, [Sheet("T", listed(heads, [["2b", "2a"], ["2a", "3c"]]))])
    with pytest.raises(Refused, match=f"at no point in time of Part D.*{heads[0]}"):
        read(path, Layout([], {}), {})


@pytest.mark.parametrize("row", [["Year 1", 62, 70], ["Year 2", 0.62, 0.7], ["Year 6", 9.1, 9.9]])
def test_what_is_no_average_of_its_year_group_makes_no_table_of_averages(tmp_path: Path, row: Cells) -> None:
    rows: list[Cells] = [["Average points", "July 2010", "Dec 2010"], ["Reading", None, None], ["Year 3", 15, 16], row]
    path = write("xlsx", tmp_path, [Sheet("T", rows)])
    with pytest.raises(Refused, match="holds no table of pupils"):
        read(path, Layout([], {}), {})
