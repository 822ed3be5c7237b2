"""Layouts of which a reader once gave wrong or partial figures unasked, or to which it had no true answer.

Each is small enough to be reckoned by hand: 2c, 2b, 2a, 3c are 13, 15, 17 and 19 points. What is not plain is asked,
with the answer that a person would give among the choices.
"""

from pathlib import Path

import pytest
from msgspec import Struct

from siptui.records.problem import Refused
from support.spreadsheets.small_tables import Rows, grid, read, xlsx

HEAD: list[object] = ["Surname", "Forename", "Year"]
WHO = (("Oak", "Wren"), ("Ash", "Teal"), ("Elm", "Jay"), ("Fir", "Tit"), ("Bay", "Rook"), ("Yew", "Owl"))
JULY, DECEMBER, MARCH, JULY_AFTER = "2010-07", "2010-12", "2011-03", "2011-07"
FOUR_TIMES = {JULY: (14.0, 2), DECEMBER: (15.0, 2), MARCH: (16.0, 2), JULY_AFTER: (18.0, 2)}


class Reported(Struct):
    """A sheet, what is answered, and the averages in reading, each with how many pupils are in it.

    With something answered, nothing that depends on it is there before.
    """

    rows: Rows
    right: dict[str, tuple[float, int]]
    answers: dict[str, str] = {}
    merges: tuple[str, ...] = ()
    sheet: str = "T"
    year: int = 3


def listed(*heads: str, year: object = 3, of: list[list[object]]) -> Rows:
    """A table of pupils of one year group."""
    return [[*HEAD, *heads], *([*who, year, *results] for who, results in zip(WHO, of, strict=False))]


MONTHS = [["2b", "2b", "2a", "3c"], ["2c", "2b", "2b", "2a"]]
BANDS = ["High", "Average", "Average", "High", "Average", "Low"]
SIX = ["2b", "2a", "2c", "3c", "2b", "2a"]
UPNS = ["A803200009001", "A803200009002", "Temp", "Temp", "New", "New"]
PUPILS: Rows = [[*who, 3, level] for who, level in zip(WHO, SIX, strict=True)]
AUTUMN_TERMS: Rows = [
    [None, None, "Reading 2010-11", None, None],
    ["Surname", "Forename", "Au", "Sp", "Su"],
    ["Oak", "Wren", "2c", "2b", "2a"],
    ["Ash", "Teal", "2b", "2a", "3c"],
]
REPORTED = {
    "low, secure and high of APP": Reported(
        listed("Reading Dec 10", of=[["2 (high)"], ["2 (high)"], ["2 (secure)"], ["2 (high)"]]),
        {DECEMBER: (16.5, 4)},
        {"grades": "low is c, secure is b, high is a"},
    ),
    "quarters": Reported(
        listed("Reading Dec 10", of=[[2.25], [2.5], [2.75], [2.25], [3.25], [2.5]]),
        {DECEMBER: (92 / 6, 6)},
        {"decimals": ".25 is c, .5 is b, .75 is a"},
    ),
    "a level far above the year group": Reported(
        listed("Reading Dec 10", year=1, of=[["1a"], ["1a"], ["1a"], ["1a"], ["1a"], ["7a"]]),
        {DECEMBER: (11.0, 5)},
        {"slips": "leave out"},
        year=1,
    ),
    "June, November and February": Reported(
        listed("Reading June 10", "Reading Nov 10", "Reading Feb 11", "Reading June 11", of=MONTHS),
        FOUR_TIMES,
        {"near:months": "count"},
    ),
    "the same beside a month of Part D": Reported(
        listed("Reading June 10", "Reading Nov 10", "Reading Mar 11", "Reading June 11", of=MONTHS),
        FOUR_TIMES,
        {"near:months": "count"},
    ),
    "Key Stage 1 of pupils in Year 3": Reported(
        listed("Reading KS1", "Reading Dec 10", "Reading Mar 11", of=[["2b", "2a", "2a"], ["2c", "2b", "2b"]]),
        {JULY: (14.0, 2), DECEMBER: (16.0, 2), MARCH: (16.0, 2)},
        {"stage:T!D": "count"},
    ),
    "nothing understood": Reported(
        AUTUMN_TERMS,
        {DECEMBER: (14.0, 2), MARCH: (16.0, 2), JULY_AFTER: (18.0, 2)},
        {
            "means:Year 3!C": f"reading {DECEMBER}",
            "means:Year 3!D": f"reading {MARCH}",
            "means:Year 3!E": f"reading {JULY_AFTER}",
        },
        merges=("C1:E1",),
        sheet="Year 3",
    ),
    "an overall level": Reported(
        listed("Reading Overall Level Dec 10", of=[["2b"], ["2c"]]),
        {DECEMBER: (14.0, 2)},
        {"means:T!D": f"reading {DECEMBER}"},
    ),
    "words for UPNs": Reported(
        [["UPN", *HEAD, "Reading Dec 10"], *([upn, *row] for upn, row in zip(UPNS, PUPILS, strict=True))],
        {DECEMBER: (16.0, 6)},
    ),
    "points of a school's own": Reported(
        listed("Reading Dec 10 Points", of=[[5], [6], [7], [4], [5]]), {}, {"marks:T": "leave out"}
    ),
    "a pupil without a year group": Reported(
        [[*HEAD, "Reading Dec 10"], *PUPILS[:2], ["Elm", "Jay", None, "2c"], *PUPILS[3:]],
        {DECEMBER: (16.0, 6)},
        {"year:T:4": "3"},
    ),
    "raw marks": Reported(
        listed("Reading Dec 10", of=[[20], [28], [43], [42], [25], [36]]), {}, {"marks:T": "leave out"}
    ),
    "results on a sheet called targets": Reported(
        listed("Reading Jul 10", "Reading Dec 10", "Reading Target Jul 11", of=[["2b", "2a", "3c"]] * 4),
        {JULY: (15.0, 4), DECEMBER: (17.0, 4)},
        {"sheet:Y3 targets": "results"},
        sheet="Y3 targets",
    ),
    "students, and counts below them": Reported(
        [
            ["Marksheet: Y3 Reading TA 2010-11"],
            ["Students", "Reg", "Y3 Reading TA Autumn", "Y3 Reading TA Spring"],
            ["Oak, Wren", "3A", "2b", "2a"],
            ["Ash, Teal", "3A", "2a", "3c"],
            ["Elm, Jay", "3A", "2c", "2b"],
            [],
            ["Summary"],
            ["Grade", None, "Count", "Count"],
            ["2c", None, 1, 0],
        ],
        {DECEMBER: (15.0, 3), MARCH: (17.0, 3)},
        sheet="Y3 Reading",
    ),
    "words of totals in the first column": Reported(
        [["Ability", *HEAD, "Reading Dec 10"], *([band, *row] for band, row in zip(BANDS, PUPILS, strict=True))],
        {DECEMBER: (16.0, 6)},
    ),
    "two pupils of one name": Reported(
        [
            ["Name", "M/F", "Year", "Reading Dec 10"],
            ["Oak J", "M", 3, "2b"],
            ["Ash T", "F", 3, "2a"],
            ["Oak J", "F", 3, "3c"],
        ],
        {DECEMBER: (17.0, 3)},
    ),
    "a level merged over two times": Reported(
        listed("Reading Dec 10", "Reading Mar 11", of=[["2b", "5a"], ["2a", "2a"], ["2c", "2b"]]),
        {DECEMBER: (15.0, 3), MARCH: (16.0, 2)},
        {"merged:T": "the first of them"},
        merges=("D2:E2",),
    ),
    "the school year under Year": Reported(
        [
            [*HEAD, "Class", "Reading Dec 10"],
            ["Oak", "Wren", "2010/11", "3A", "2b"],
            ["Ash", "Teal", "2010/11", "3A", "2a"],
        ],
        {DECEMBER: (16.0, 2)},
    ),
    "a row that stands one column off": Reported(
        [
            ["Surname", "Forename", "Class", "Year", "Reading Dec 10"],
            ["Oak", "Wren", "3A", 3, "2b"],
            ["Ash", "Teal", "3A", 3, "2a"],
            ["Elm", "3A", 3, "2c"],
        ],
        {DECEMBER: (16.0, 2)},
        {"rows:T": "no pupils"},
    ),
}


@pytest.mark.parametrize("name", REPORTED)
def test_its_figures_are_right_or_asked_about(tmp_path: Path, name: str) -> None:
    case = REPORTED[name]
    path = xlsx(tmp_path / "a.xlsx", {case.sheet: case.rows}, case.merges)
    asked = {question.key: question.choices for question in read(path).questions}
    assert set(asked) == set(case.answers)
    assert all(answer in asked[key] for key, answer in case.answers.items())
    found = read(path, case.answers)
    assert not found.questions
    assert grid(found) == {("reading", case.year, point): figure for point, figure in case.right.items()}


def test_a_test_and_an_assessment_of_one_time_are_both_offered(tmp_path: Path) -> None:
    """On a sheet named for July 2010, "SAT" may be of July 2010 too, and which counts is then asked."""
    rows = listed("Reading TA", "Reading SAT", of=[["2b", "2a"], ["2c", "2b"]])
    path = xlsx(tmp_path / "a.xlsx", {"July 2010": rows})
    told = {"means:July 2010!E": f"reading {JULY}", "years:2009-10": "of 2010-11"}
    (question,) = read(path, told).questions
    assert question.key == f"column:July 2010:reading:{JULY}"
    assert grid(read(path, told | {question.key: "E"})) == {("reading", 3, JULY): (16.0, 2)}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [["Reading tracking"], ["Year 3"], ["Level", "Autumn 10", "Spring 11"], ["3c", "Oak Wren", "Ash Teal"],
             ["2a", "Ash Teal", "Elm Jay\nFir Tit"], ["2b", "Elm Jay, Fir Tit", "Bay Rook"], ["2c", "Bay Rook", None]],
            "it is a grid of levels with pupils' names in its cells",
        ),
        (listed("Reading 2021", "Maths 2021-22", of=[["3c", "2b"], ["2a", "3c"]]), "of another school year"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_refused_by_what_it_is(tmp_path: Path, rows: Rows, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
