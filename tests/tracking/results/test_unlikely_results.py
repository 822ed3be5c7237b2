"""Slips of the key, marks and scales of a school's own: never silently points or levels."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from siptui.sheets.cells import Cell
from support.spreadsheets.rows_read import figures, keys, read_rows
from support.spreadsheets.small_tables import grid, people, read, xlsx

HEAD = ["Surname", "Forename", "Year", "Reading Jul 10", "Reading Dec 10"]
NAMES = [("Oak", "Wren"), ("Ash", "Teal"), ("Elm", "Robin"), ("Yew", "Kite"), ("Fir", "Jay"), ("Bay", "Lark")]


def rows(year: int, *results: Sequence[Cell | None]) -> list[list[Cell | None]]:
    return [[a, b, year, *some] for (a, b), some in zip(NAMES, results, strict=False)]


@pytest.mark.parametrize(
    ("year", "right", "slip", "cell"),
    [(1, "1a", "7a", "T!E4 7a"), (2, "2b", "EP", "T!E4 EP"), (3, "2b", "8b", "T!E4 8b"), (1, "1b", "5b", "T!E4 5b")],
)
def test_a_level_far_above_the_year_group(year: int, right: str, slip: str, cell: str) -> None:
    table = [HEAD, *rows(year, ("1c", right), ("1c", right), ("1c", slip), ("1c", right))]
    found = read_rows(*table)
    assert keys(found) == ["slips"]
    assert cell in found.questions[0].asks
    assert f"reading {year} 2010-12" not in figures(found)
    assert figures(read_rows(*table, answers={"slips": "leave out"}))[f"reading {year} 2010-12"][1] == 3
    assert figures(read_rows(*table, answers={"slips": "count"}))[f"reading {year} 2010-12"][1] == 4


def test_points_typed_twice_and_steps_that_nobody_makes() -> None:
    table = [HEAD, *rows(4, (15, 17), (17, 19), (15, 55), (21, 3))]
    found = read_rows(*table)
    assert keys(found) == ["slips"]
    assert found.questions[0].facts["cells"] == ["T!E4 55", "T!E5 3"]


def test_what_pupils_make_raises_no_question() -> None:
    assert not keys(read_rows(HEAD, *rows(6, ("W", "1c"), ("4a", "5b"), ("3c", "4b"), ("P4", "P6"))))


@pytest.mark.parametrize("marks", [(12, 44, 27, 30, 18, 25), (98, 101, 110, 104, 95, 99), (40, 55, 38, 42, 50, 44)])
def test_marks_are_no_points(marks: tuple[int, ...]) -> None:
    found = read_rows(["Surname", "Forename", "Year", "Reading Dec 10"], *rows(4, *((m,) for m in marks)))
    assert not found.grid
    assert set(keys(found)) & {"marks:T", "unknown"}


def test_a_scale_of_a_school_s_own_under_points() -> None:
    head = ["Surname", "Forename", "Year", "Reading Dec 10 Points"]
    found = read_rows(head, *rows(3, (4,), (5,), (6,), (7,), (5,)))
    assert keys(found) == ["marks:T"]
    assert not found.grid
    assert figures(read_rows(head, *rows(3, (4,), (5,), (6,), (7,), (5,)), answers={"marks:T": "points"}))


def test_points_of_levels_raise_no_question() -> None:
    assert not keys(read_rows(HEAD, *rows(3, (13, 15), (15, 17), (9, 13), (17, 19), (15, 15))))


@pytest.mark.parametrize("scale", [("W", "E", "G"), ("4b", "4w", "4s"), ("2b", "EXS", "GDS")])
def test_what_is_mostly_no_level_is_no_column_of_levels(scale: tuple[str, ...]) -> None:
    head = ["Surname", "Forename", "Year", "Reading Dec 10"]
    table = [head, *rows(4, *((scale[n % 3],) for n in range(6)))]
    assert keys(read_rows(*table)) == ["unknown"]
    found = read_rows(*table, answers={"unknown": "leave out"})
    assert not found.grid
    assert {n.why.code for n in found.not_counted} == {"not_a_level", "other_scale"}


@pytest.mark.parametrize(
    "heading",
    [
        *("Overall Reading Dec 10", "Reading Score Dec 10", "Reading Mark Dec 10", "Reading Level made Dec 10"),
        *("Reading Dec 10 (met)", "Reading Dec 10 Entry", "NC Score Reading Dec 10"),
    ],
)
def test_one_word_leaves_no_column_of_plain_levels_out_unasked(heading: str) -> None:
    head = ["Surname", "Forename", "Year", heading, "Writing Dec 10"]
    table = [head, *rows(3, ("2c", "2c"), ("2b", "2c"), ("2a", "2b"))]
    assert keys(read_rows(*table)) == ["means:T!D"]
    assert figures(read_rows(*table, answers={"means:T!D": "reading 2010-12"}))["reading 3 2010-12"] == (15.0, 3)


def test_marks_under_such_a_word_are_left_out_as_before() -> None:
    head = ["Surname", "Forename", "Year", "Reading Score Dec 10", "Writing Dec 10"]
    assert not keys(read_rows(head, *rows(3, (23, "2c"), (31, "2c"), (18, "2b"))))


def test_marks_of_few_pupils_on_each_sheet_are_told_together(tmp_path: Path) -> None:
    """One class of two tells nothing; all classes hold 12 to 44."""
    head = ["Name", "Year", "Reading Dec 10"]
    marks = [(12, 40), (26, 33), (19, 28), (14, 42)]
    sheets = {f"Class {n}": [head, [f"Ash Oak{n}", 6, a], [f"Bay Elm{n}", 6, b]] for n, (a, b) in enumerate(marks)}
    found = read(xlsx(tmp_path / "a.xlsx", sheets))
    assert {q.key.partition(":")[0] for q in found.questions} == {"marks"}
    assert not found.grid


def test_reading_ages_under_a_date_are_no_points(tmp_path: Path) -> None:
    rows = people([6.7], [8.1], [9.5], [10.9], [7.3], [11.2])
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
    assert [q.key for q in found.questions] == ["marks:T"]


@pytest.mark.parametrize("cells", [("3b", "3w", "3s"), ("W", "E", "G")])
def test_letters_of_another_scale_make_no_figure(tmp_path: Path, cells: tuple[str, str, str]) -> None:
    """Begun, working within and secure; and in a column that holds nothing but b, told by the column beside it."""
    one, two, three = cells
    rows = people([one, two], [one, three], [one, two], head=("Reading Dec 10", "Reading Mar 11"))
    path = xlsx(tmp_path / "a.xlsx", {"T": rows})
    assert not grid(read(path))
    assert not grid(read(path, {"unknown": "leave out"}))


def test_a_few_fractions_that_are_no_points_are_asked_about_however_few_they_are() -> None:
    """A class of two on a scale of the school's own; 15.5 may be the mean of two results."""
    assert keys(read_rows(HEAD, *rows(1, (6.7,), (8.1,)))) == ["marks:T"]
    assert not keys(read_rows(HEAD, *rows(3, (15.5,), (17,))))
