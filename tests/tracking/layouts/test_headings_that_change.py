"""Headings that change halfway down a sheet, in a row that names nobody: every pupil counted as the first row says."""

from datetime import date
from pathlib import Path

import pytest

from siptui.records.problem import Refused
from support.spreadsheets.small_tables import Rows, read, xlsx

EACH = "each is a table of its own"
HEAD: list[object] = ["Surname", "Forename", "Year", "Reading Dec 10", "Writing Dec 10"]
WHO: Rows = [["Oak", "Wren", 3], ["Ash", "Teal", 3], ["Elm", "Coot", 3], ["Yew", "Kite", 3]]


def results(one: object, other: object) -> Rows:
    return [[*who, one, other] for who in WHO]


def others(one: object, other: object) -> Rows:
    """Of further pupils."""
    return [[f"{surname}er", *who, one, other] for surname, *who in WHO]


def anew(*texts: object) -> list[object]:
    return [None, None, None, *texts]


SWAPPED: dict[str, tuple[str, Rows]] = {
    "one row": ("T", [HEAD, *results("2b", "3b"), anew("Writing Dec 10", "Reading Dec 10"), *others("3b", "2b")]),
    "a time in the title": (
        "Y3 Dec 10",
        [[*HEAD[:3], "Reading", "Writing"], *results("2b", "3b"), anew("Writing", "Reading"), *others("3b", "2b")],
    ),
    "the upper of two rows": (
        "T",
        [anew("Reading", "Writing"), [*HEAD[:3], "Dec 10", "Dec 10"], *results("2b", "3b"),
         anew("Writing", "Reading"), *others("3b", "2b")],
    ),
    "both of two rows": (
        "T",
        [anew("Reading", "Writing"), [*HEAD[:3], "Dec 10", "Dec 10"], *results("2b", "3b"),
         anew("Writing", "Reading"), anew("Dec 10", "Dec 10"), *others("3b", "2b")],
    ),
    "letters": (
        "Y3",
        [[None, "R", "W"], ["Name", "Dec 10", "Dec 10"], *([f"Jay {row[0]}", *row[3:]] for row in results("2b", "3b")),
         [None, "W", "R"], *([f"Jay {row[0]}", *row[3:]] for row in others("3b", "2b"))],
    ),
    "below a title": (
        "T",
        [["Tracking 2010-11"], [], HEAD, *results("2b", "3b"), [], ["Second group"],
         anew("Writing Dec 10", "Reading Dec 10"), *others("3b", "2b")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", SWAPPED)
def test_subjects_that_swap_are_read_below_their_own_headings(tmp_path: Path, how: str) -> None:
    """2b is 15, 3b is 21; under the first headings alone both subjects had 18."""
    name, rows = SWAPPED[how]
    path = xlsx(tmp_path / "a.xlsx", {name: rows})
    found = read(path)
    assert not found.grid
    assert [q.key for q in found.questions] == [f"tables:{name}"]
    read_so = read(path, {f"tables:{name}": EACH})
    assert not read_so.questions
    assert [(c.subject, c.aps, c.pupils) for c in read_so.grid] == [("reading", 15.0, 8), ("writing", 21.0, 8)]


def test_a_pupil_who_works_towards_level_1_is_no_heading(tmp_path: Path) -> None:
    rows: Rows = [[None, "R", "M"], ["Name", "Dec 10", "Dec 10"], ["Jay Oak", "2b", "2b"], ["Wren Ash", "W", "W"]]
    found = read(xlsx(tmp_path / "a.xlsx", {"Y3": [*rows, ["Teal Elm", "2b", "2b"]]}))
    assert [(c.aps, c.pupils) for c in found.grid] == [(11.0, 3)] * 2


@pytest.mark.parametrize("label", ["", "Year 5"])
def test_the_year_group_said_last_holds_on(tmp_path: Path, label: str) -> None:
    def unsaid(rows: Rows) -> Rows:
        return [[f"{row[1]} {row[0]}", *row[3:]] for row in rows]

    rows = [["Year 3"], ["Name", *HEAD[3:]], *unsaid(results("2b", "3b")), ["Year 4"], *unsaid(others("2b", "3b"))]
    rows += [[label, "Writing Dec 10", "Reading Dec 10"], ["Jay Heron", "4b", "4b"]]
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}), {"tables:T": EACH})
    assert [(c.year, c.pupils) for c in found.grid if c.subject == "reading"] == (
        [(3, 4), (4, 4), (5, 1)] if label else [(3, 4), (4, 5)]
    )


def test_dates_that_swap(tmp_path: Path) -> None:
    one, other = date(2010, 12, 1), date(2011, 3, 1)
    rows = [["Reading"], [*HEAD[:3], one, other], *results("2b", "3b"), anew(other, one), *others("3b", "2b")]
    path = xlsx(tmp_path / "a.xlsx", {"T": rows})
    assert not read(path).grid
    assert [(c.point, c.aps, c.pupils) for c in read(path, {"tables:T": EACH}).grid] == [
        ("2010-12", 15.0, 8), ("2011-03", 21.0, 8),
    ]  # fmt: skip


@pytest.mark.parametrize("merges", [(), ("D1:E1", "D7:E7")])
def test_a_subject_over_several_times_gives_way_to_another(tmp_path: Path, merges: tuple[str, ...]) -> None:
    head = [*HEAD[:3], "Dec 10", "Mar 11"]
    rows = [anew("Reading"), head, *results("2b", "3b"), anew("Writing"), *results("2a", "3a")]
    path = xlsx(tmp_path / "a.xlsx", {"T": rows}, merges)
    assert [(c.subject, c.point, c.aps) for c in read(path, {"tables:T": EACH}).grid] == [
        ("reading", "2010-12", 15.0), ("reading", "2011-03", 21.0),
        ("writing", "2010-12", 17.0), ("writing", "2011-03", 23.0),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Science Dec 10", "Reading target Dec 10", "Mar 11"])
def test_other_headings_are_asked_about(tmp_path: Path, text: str) -> None:
    rows = [HEAD, *results("2b", "3b"), anew(text, "Writing Dec 10"), *others("4b", "3b")]
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
    assert not found.grid
    assert "tables:T" in [q.key for q in found.questions]


def test_another_subject_on_a_sheet_that_is_named_for_one(tmp_path: Path) -> None:
    rows = [[*row[:4]] for row in ([*HEAD[:3], "Dec 10"], *results("2b", ""), anew("Writing"), *others("3b", ""))]
    with pytest.raises(Refused) as refused:
        read(xlsx(tmp_path / "a.xlsx", {"Reading": rows}))
    assert [(p.where, p.do) for p in refused.value.problems] == [
        ("a.xlsx: Reading!A6", "put each table on a sheet of its own")
    ]


@pytest.mark.parametrize("between", [
    anew("Reading Dec 10", "Writing Dec 10"), anew("Rdg Dec 10", "Wri Dec 10"), anew("Reading", None),
    anew("see Writing", "see Reading"), anew("Average", 18), [],
])  # fmt: skip
def test_headings_that_say_the_same_and_notes_change_nothing(tmp_path: Path, between: list[object]) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"T": [HEAD, *results("2b", "3b"), between, *others("2b", "3b")]})
    assert [(c.subject, c.aps, c.pupils) for c in read(path).grid] == [("reading", 15.0, 8), ("writing", 21.0, 8)]


def test_a_summary_at_the_foot_is_no_table_of_pupils(tmp_path: Path) -> None:
    foot = [[], anew("Writing", "Reading"), ["Boys", None, None, 21, 15], ["Girls", None, None, 21, 15]]
    found = read(xlsx(tmp_path / "a.xlsx", {"T": [HEAD, *results("2b", "3b"), *foot]}))
    assert [(c.subject, c.aps, c.pupils) for c in found.grid] == [("reading", 15.0, 4), ("writing", 21.0, 4)]
