"""Attainment on entry and at Key Stage 1: a mean by year group, in points or in the file's own numbers."""

import pytest

from siptui.sheets.cells import Cell
from siptui.tracking.figures.earlier_attainment import EarlierAttainment
from siptui.tracking.pupils.pupil_rows import read_rows
from siptui.tracking.vocabulary.levels import Levels
from siptui.tracking.vocabulary.schema_tables import level_table
from support.spreadsheets.tables_found import HEADINGS, asking, table


def entries(heading: str, *cells: Cell) -> tuple[list[tuple[int, float, int, str]], dict[str, dict[int, float]]]:
    """The means of a column, and the points of Key Stage 1 by child, of pupils of Year 4."""
    pupils = ([f"Oak{n}", "Wren", 4, cell, "3b"] for n, cell in enumerate(cells))
    found = table(["Surname", "Forename", "Year", heading, "Reading Dec 10"], *pupils)
    rows = read_rows(found, HEADINGS, list(range(1, 7)), asking())
    earlier = EarlierAttainment(HEADINGS, Levels(level_table()))
    earlier.read(found, rows, {p.row: n for n, p in enumerate(rows.pupils)})
    means = [(e.year, e.mean, e.pupils, e.unit) for e in earlier.entry]
    return means, {subject: e.points for subject, e in earlier.key_stage_1.items()}


def test_levels_are_points() -> None:
    """2c and 2a are 13 and 17; A is absent."""
    assert entries("KS1 Reading", "2c", "A", "2a") == ([(4, 15.0, 2, "points")], {"reading": {0: 13.0, 2: 17.0}})


def test_points_of_key_stage_1_are_points() -> None:
    assert entries("KS1 Reading", 13, 21, 17) == ([(4, 17.0, 3, "points")], {"reading": {0: 13.0, 1: 21.0, 2: 17.0}})


@pytest.mark.parametrize("cells", [("2c", "?", "seen"), ("2b+", "2a")])
def test_what_may_be_anything_is_no_result(cells: tuple[Cell, ...]) -> None:
    assert entries("KS1 Reading", *cells)[1] == {}


def test_true_is_no_level_one() -> None:
    assert entries("KS1 Reading", "2c", True, 1)[1] == {}


def test_numbers_on_entry_are_the_file_s_own() -> None:
    assert entries("On entry", 4, 7, "")[0] == [(4, 5.5, 2, "numbers")]
