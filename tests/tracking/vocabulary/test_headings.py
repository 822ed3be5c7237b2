"""Headings: the wordings for subjects and points in time, and what is not to be taken for a result."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siptui.framework import load
from siptui.tracking.vocabulary.headings import Headings
from siptui.tracking.vocabulary.schema_tables import wordings
from siptui.tracking.vocabulary.year_names import year_of_cell, year_of_class, year_of_name
from support.spreadsheets.small_tables import Rows, grid, people, read, xlsx

HEADINGS = Headings(wordings(), load("milton_keynes_2010_11"))
JULY, DECEMBER, MARCH, NEXT_JULY = "2010-07", "2010-12", "2011-03", "2011-07"


@pytest.mark.parametrize(
    ("when", "point"),
    [
        ("July 10", JULY),
        ("Jul 2010", JULY),
        ("Jul-10", JULY),
        ("July 2010", JULY),
        ("Summer 2010", JULY),
        ("Sum 10", JULY),
        ("End of year 09-10", JULY),
        ("Sum 09-10", JULY),
        ("Dec 10", DECEMBER),
        ("December 2010", DECEMBER),
        ("Dec '10", DECEMBER),
        ("Autumn 2010", DECEMBER),
        ("Aut 10", DECEMBER),
        ("Autumn 10-11", DECEMBER),
        ("Autumn", DECEMBER),
        ("Aut2", DECEMBER),
        ("Autumn 2010/11", DECEMBER),
        ("17/12/2010", DECEMBER),
        ("March 11", MARCH),
        ("Mar 2011", MARCH),
        ("Spring 2011", MARCH),
        ("Spr 11", MARCH),
        ("Spring", MARCH),
        ("Spring 2 10/11", MARCH),
        ("July 11", NEXT_JULY),
        ("Summer 2011", NEXT_JULY),
        ("Summer 10-11", NEXT_JULY),
        ("2011-07", NEXT_JULY),
    ],
)
@pytest.mark.parametrize(
    ("said", "subject"),
    [
        ("Reading", "reading"), ("Wri", "writing"), ("Numeracy", "mathematics"), ("R", "reading"), ("M", "mathematics"),
        ("En2", "reading"), ("Writing (En3)", "writing"), ("AT2 Reading", "reading"),
    ],
)  # fmt: skip
def test_subject_and_point_in_either_order(when: str, point: str, said: str, subject: str) -> None:
    for text in (f"{said} {when}", f"{when} {said}", f"  {said.upper()}\n{when.upper()} "):
        meaning = HEADINGS.meaning(text)
        assert (meaning.kind, meaning.subject, meaning.points) == ("result", subject, (point,)), text
        assert meaning.sure


@pytest.mark.parametrize("when", ["July", "Summer", "Sum 2", "End of year", "2011-07-10"])
def test_what_fits_two_points_is_not_sure(when: str) -> None:
    meaning = HEADINGS.meaning(f"Maths {when}")
    assert set(meaning.points) == {JULY, NEXT_JULY}
    assert not meaning.sure


@pytest.mark.parametrize(
    "text",
    [
        "Target July 11",
        "Reading target Dec 10",
        "Reading July 11 predicted",
        "Writing est. July 11",
        "KS1 Reading",
        "Reading age Dec 10",
        "Reading Oct 09",
        "Reading Dec 09",
        "Reading Aut 1",
        "Science Dec 10",
        "English July 10",
        "Reading gain July 11",
        "EYFS Writing",
        "Maths on track July 11",
        "Reading Dec 10 effort",
        "Reading and Writing Dec 10",
        "R",
        "W",
        "July 10",
        "Average Reading Dec 10",
    ],
)
def test_no_result(text: str) -> None:
    assert HEADINGS.meaning(text).kind != "result"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("UPN", "upn"),
        ("Date of Birth", "dob"),
        ("D.O.B.", "dob"),
        ("Year Group", "year"),
        ("Yr", "year"),
        ("NCY", "year"),
        ("Child's name", "name"),
        ("Eligible for free meals", "fsm"),
        ("SEN Status code", "sen"),
        ("Reg", "class"),
        ("M/F", "gender"),
    ],
)
def test_who_a_pupil_is(text: str, name: str) -> None:
    meaning = HEADINGS.meaning(text)
    assert (meaning.kind, meaning.name) == ("column", name)


def test_points_or_levels_as_the_heading_says() -> None:
    assert HEADINGS.meaning("Reading Dec 10 pts").notation == "points"
    assert HEADINGS.meaning("Reading APS Dec 10").notation == "points"
    assert HEADINGS.meaning("Reading level Dec 10").notation == "levels"


def test_year_groups() -> None:
    assert [year_of_cell(c) for c in ("3", "Y3", "Yr 3", "Year 3", "NCY 3", 3.0, "R", "Rec", "FS2", 0.0)] == [3] * 6 + [
        0
    ] * 4
    assert [year_of_cell(c) for c in ("3/4", "", "top", 3.5, "99")] == [None] * 5
    assert [year_of_name(n) for n in ("Year 3", "Y3 2010-11", "Yr 3 data", "Reception")] == [3, 3, 3, 0]
    assert [year_of_name(n) for n in ("Y3/4", "Sheet1", "Notes", "2010", "Class 3")] == [None] * 5
    assert [year_of_class(c) for c in ("3B", "Y4 Oak", "5 Elm", "R Ash")] == [3, 4, 5, 0]
    assert [year_of_class(c) for c in ("3/4B", "Oak", "3", "")] == [None] * 4


@given(st.text(max_size=40))
def test_any_text_is_a_heading_of_some_kind(text: str) -> None:
    meaning = HEADINGS.meaning(text)
    assert meaning.kind in {"result", "column", "left out", "unknown"}
    assert meaning.kind != "result" or meaning.subject


@pytest.mark.parametrize(
    ("text", "by_year"),
    [
        ("Reading Y3 Spr", {3: MARCH}),
        ("Reading Yr3 Spr2", {3: MARCH}),
        ("Y3 Aut 2 Reading", {3: DECEMBER}),
        ("Year 4 Autumn Reading", {4: DECEMBER}),
        ("Y4 Sum Reading", {4: NEXT_JULY, 5: JULY}),
        ("R Y4 Sum2", {4: NEXT_JULY, 5: JULY}),
        ("End Y2 Reading", {2: NEXT_JULY, 3: JULY}),
        ("Reading end of Year 2", {2: NEXT_JULY, 3: JULY}),
        ("Reading EOY 2", {2: NEXT_JULY, 3: JULY}),
        ("Reading Y6 July", {6: NEXT_JULY}),
    ],
)
def test_a_time_told_by_year_group(text: str, by_year: dict[int, str]) -> None:
    """By the year group that a pupil is in now, in 2010-11."""
    meaning = HEADINGS.meaning(text)
    assert (meaning.kind, meaning.subject, dict(meaning.by_year)) == ("result", "reading", by_year)


@pytest.mark.parametrize("text", ["Reading Y3 Aut1", "Reading Y3", "Reading Y4 Spr 2009", "Reading Y7 Sum"])
def test_a_time_told_by_year_group_that_part_d_has_not(text: str) -> None:
    assert HEADINGS.meaning(text).kind == "left out"


@pytest.mark.parametrize("when", ["10/12/2010", "10.12.10", "2010-12-10", datetime(2010, 12, 10), "16 December 2010"])
def test_a_heading_that_is_nothing_but_a_date(tmp_path: Path, when: object) -> None:
    """The sheet says the subject: 2b and 2a are 15 and 17."""
    rows: Rows = [["Surname", "Forename", "Year", when], ["Ash", "Teal", 3, "2b"], ["Elm", "Coot", 3, "2a"]]
    found = read(xlsx(tmp_path / "a.xlsx", {"Reading": rows}))
    assert grid(found) == {("reading", 3, "2010-12"): (16.0, 2)}


def test_the_day_of_a_date_in_words_is_no_year(tmp_path: Path) -> None:
    """Below 10 it could be a year group: "Year 5 December 2010"."""
    for when, point in (("Reading 11 December 2010", "2010-12"), ("Reading 10th March 2011", "2011-03")):
        found = read(xlsx(tmp_path / "a.xlsx", {"Y3": people(["2b"], head=(when,))}))
        assert grid(found) == {("reading", 3, point): (15.0, 1)}
    found = read(xlsx(tmp_path / "b.xlsx", {"T": people(["2b"], head=("Reading Year 3 Dec 2010",))}))
    assert grid(found) == {("reading", 3, "2010-12"): (15.0, 1)}
