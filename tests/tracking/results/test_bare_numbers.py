"""Plain whole numbers that may be no levels: too high, far apart, or the numbers of many other columns too."""

import pytest

from siptui.sheets.cells import Cell
from siptui.tracking.results.bare_numbers import are_far_apart, columns_alike, is_too_high
from siptui.tracking.tables.table import Column, Table
from siptui.tracking.vocabulary.headings import Meaning
from siptui.tracking.vocabulary.schema_tables import level_table
from support.spreadsheets.rows_read import figures, keys, read_rows, sheet

LEVELS = level_table()
GOALS = ["Speaking", "Self-Regulation", "Managing Self", "Number"]


@pytest.mark.parametrize(
    ("years", "cells", "too_high"),
    [([1, 1], [2.0, 1.0], False), ([1, 2], [3.0, 2.0], True), ([2, 1], [3.0, 2.0], False), ([6, 6], [6.0, 5.0], True)],
)
def test_a_level_too_high_for_its_own_pupil(years: list[int | None], cells: list[Cell], too_high: bool) -> None:
    assert is_too_high(years, cells, set(cells), LEVELS) is too_high


@pytest.mark.parametrize(
    ("years", "cells", "apart"),
    [([3, 3], [1.0, 4.0], True), ([3, 4], [1.0, 4.0], False), ([6, 6], [2.0, 5.0], False), ([3, 3], [2.0, 4.0], False)],
)
def test_levels_of_one_year_group_far_apart(years: list[int | None], cells: list[Cell], apart: bool) -> None:
    assert are_far_apart(years, cells, set(cells), LEVELS) is apart


def profile(*headings: str) -> Table:
    rows: list[list[Cell | None]] = [["Name", *headings], ["Oak, Wren", *[1] * len(headings)]]
    rows += [["Ash, Teal", *[2] * len(headings)], ["Elm, Jay", *[2] * len(headings)]]
    unknown = [Column(x, heading, Meaning("unknown")) for x, heading in enumerate(headings, 1)]
    return Table(sheet(*rows), [Column(0, "Name", Meaning("column", "name")), *unknown], 0, 1)


def test_columns_that_hold_just_the_same_numbers_are_named_from_three_on() -> None:
    assert columns_alike(profile(*GOALS[:3]), {1.0, 2.0}, [1, 2, 3], LEVELS) == GOALS[:3]
    assert not columns_alike(profile(*GOALS[:2]), {1.0, 2.0}, [1, 2, 3], LEVELS)
    assert not columns_alike(profile(*GOALS), {1.0, 2.0, 3.0}, [1, 2, 3], LEVELS)
    assert not columns_alike(profile(*GOALS), {1.0, 2.0}, [1], LEVELS)  # only pupils' rows are looked at
    assert not columns_alike(profile(*GOALS), {2.0}, [2, 3], LEVELS)  # one number throughout tells nothing


def test_a_goal_called_writing_is_asked_about_and_whole_levels_alone_are_not() -> None:
    pupils = [["Oak, Wren", 1, 1, 2, 2, 1, 2], ["Ash, Teal", 1, 2, 1, 1, 2, 1], ["Elm, Jay", 1, 2, 2, 2, 2, 2]]
    rows = [["Name", "Year", "Writing Dec 10", *GOALS], *pupils]
    found = read_rows(*rows)
    assert keys(found) == ["notation:T!C"]
    assert found.questions[0].code == "notation_as_others"
    assert not found.grid
    assert not figures(read_rows(*rows, answers={"notation:T!C": "leave out"}))
    assert figures(read_rows(*rows, answers={"notation:T!C": "levels"})) == {"writing 1 2010-12": (13.0, 3)}
    assert figures(read_rows(*(row[:3] for row in rows))) == {"writing 1 2010-12": (13.0, 3)}
