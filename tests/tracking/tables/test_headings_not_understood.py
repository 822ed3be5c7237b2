"""What is passed over although it holds levels is asked about; typed cell by cell."""

from pathlib import Path

import pytest

from siptui.records.problem import Refused
from siptui.sheets.cells import Cell
from siptui.tracking.tables.around_header import settle
from siptui.tracking.tables.headings_not_understood import Unread
from support.spreadsheets.small_tables import Rows, grid, people, read, xlsx
from support.spreadsheets.tables_found import HEADINGS, asking, keys, sheet, table

HEAD: list[object] = ["Surname", "Forename", "Year", "Reading Dec 10"]
PUPILS: Rows = [["Oak", "Wren", 3, "2b"], ["Ash", "Teal", 3, "2a"]]


def test_a_sheet_of_names_and_levels_without_headings_waits_for_an_answer() -> None:
    asked = asking()
    unread = Unread(HEADINGS, asked)
    unread.ask_sheet(sheet(["Names", "x"], *([f"Oak{n}", "2b"] for n in range(6))))
    assert keys(asked) == ["sheet:Class 3"]
    assert ("reading", "2010-12") in unread.open


def test_a_sheet_of_notes_is_passed_over_unasked() -> None:
    asked = asking()
    unread = Unread(HEADINGS, asked)
    unread.ask_sheet(sheet(["Notes"], ["Meet on Monday about 3b"]))
    assert (keys(asked), unread.open) == ([], set())


@pytest.mark.parametrize(
    ("cells", "dated", "results"),
    [
        (["2b", "2a", "3c"], False, True),
        ([15, 13, 17], True, True),
        (["yes", "no", "x"], True, False),
        (["2b", "see note", "left", "ill"], False, False),
        ([], True, False),
    ],
)
def test_what_looks_like_results(cells: list[Cell], dated: bool, results: bool) -> None:
    assert Unread(HEADINGS, asking()).look_like_results(cells, dated) is results


def test_a_column_of_levels_under_words_that_nobody_knows_is_asked_about() -> None:
    asked = asking()
    found = table([*HEAD, "Zork", "Remark"], *([*PUPILS[0], "2b", "good"] for _ in range(6)))
    settle(found, HEADINGS)
    Unread(HEADINGS, asked).ask_rest(found)
    assert keys(asked) == ["means:Class 3!E"]


def test_levels_above_the_headings_that_were_found_are_asked_about() -> None:
    asked = asking()
    Unread(HEADINGS, asked).ask_above(table(["Kids", "Grade"], *([f"Elm{n}", "2b"] for n in range(4)), HEAD, *PUPILS))
    assert keys(asked) == ["above:Class 3"]


def test_titles_above_the_headings_are_not() -> None:
    asked = asking()
    Unread(HEADINGS, asked).ask_above(table(["Our school"], ["Tracking 2010-11"], HEAD, *PUPILS))
    assert keys(asked) == []


@pytest.mark.parametrize("when", ["Dec 10", "Nov 10", ""])
def test_one_word_more_over_levels_alone_is_asked_about(tmp_path: Path, when: str) -> None:
    """Also at a month beside Part D's, of levels without a, b, c, and with averages below: the file was refused."""
    rows = people(["P6"], ["1b"], ["P8"], head=(f"Reading Mark {when}".strip(),))
    rows.append(["Average", None, None, 7.0])
    path = xlsx(tmp_path / "a.xlsx", {"T": rows})
    (asked,) = read(path).questions
    assert asked.key == "means:T!D"
    assert grid(read(path, {asked.key: "reading 2010-12"})) == {("reading", 3, "2010-12"): (pytest.approx(19 / 3), 3)}


@pytest.mark.parametrize(
    "heading", ["Overall Writing Level Dec 10", "Writing Moderated Dec 10", "Agreed Writing Dec 10"]
)
def test_other_levels_of_a_result_that_is_read_are_asked_about(tmp_path: Path, heading: str) -> None:
    """And then, which of the two counts."""
    rows = people(["2b", "2a"], ["2a", "3c"], ["2c", "2b"], head=("Writing Dec 10", heading))
    path = xlsx(tmp_path / "a.xlsx", {"T": rows})
    found = read(path)
    assert {q.key: q.choices for q in found.questions} == {"means:T!E": ["writing 2010-12", "leave out"]}
    assert not found.grid
    assert grid(read(path, {"means:T!E": "leave out"})) == {("writing", 3, "2010-12"): (15.0, 3)}
    (which,) = read(path, {"means:T!E": "writing 2010-12"}).questions
    assert which.choices == ["D", "E", "leave out"]
    told = {"means:T!E": "writing 2010-12", which.key: "E"}
    assert grid(read(path, told)) == {("writing", 3, "2010-12"): (17.0, 3)}


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Writing Moderated Dec 10", ["2b", "2a", "2c"]),
        ("Writing Moderated Dec 10", [12, 20, 17]),
        ("Writing Dec 10 comment", ["2b?", "good", "nearly 2a"]),
        ("Writing Dec 10 target", ["2a", "3c", "2b"]),
    ],
)
def test_what_says_the_same_or_is_no_level_beside_a_result_is_not(
    tmp_path: Path, heading: str, cells: list[object]
) -> None:
    rows = people(
        *([level, cell] for level, cell in zip(["2b", "2a", "2c"], cells, strict=True)),
        head=("Writing Dec 10", heading),
    )
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
    assert not found.questions
    assert grid(found) == {("writing", 3, "2010-12"): (15.0, 3)}


def test_a_file_is_not_refused_for_want_of_what_an_answer_may_tell(tmp_path: Path) -> None:
    """No year group can be told before it is known which columns hold results."""
    rows: Rows = [["Name", "Class", "Moderated Reading A", "Moderated Reading B"]]
    rows += [["Ash Oak", "Robins", "1b", "1a"], ["Bay Elm", "Wrens", "2b", "2a"]]
    path = xlsx(tmp_path / "a.xlsx", {"T": rows})
    assert {q.key for q in read(path).questions} == {"means:T!C", "means:T!D"}


def test_a_grid_with_names_in_its_cells_is_said_to_be_one(tmp_path: Path) -> None:
    """The national grid of the time: levels down, terms across; several pupils may stand in one cell."""
    rows: Rows = [["Reading tracking"], ["Level", "Autumn 10", "Spring 11"]]
    rows += [["3c", "Oak Wren", "Ash Teal"], ["2a", "Ash Teal", "Elm Jay, Fir Tit"], ["2b", "Elm Jay\nFir Tit", None]]
    with pytest.raises(Refused, match="a grid of levels with pupils' names in its cells; a list with a row for each"):
        read(xlsx(tmp_path / "a.xlsx", {"Y3": rows}))
