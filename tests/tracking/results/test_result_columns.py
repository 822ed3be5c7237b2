"""Which columns of a table give which results; typed cell by cell."""

import pytest

from siptui.tracking.pupils import pupil_rows
from siptui.tracking.results.result_columns import ResultReader
from siptui.tracking.results.which_column import Reading
from siptui.tracking.tables.around_header import settle
from siptui.tracking.vocabulary.levels import Levels
from siptui.tracking.vocabulary.schema_tables import level_table
from support.spreadsheets.rows_read import figures, read_rows
from support.spreadsheets.tables_found import HEADINGS, asking, keys, table

LEVELS = Levels(level_table())


def read(
    headings: list[object], *cells: list[object], name: str = "Year 4", **answers: str
) -> tuple[Reading, list[str]]:
    """The results of a table of named pupils of one year group, and the questions that are open."""
    rows = ([f"Oak{n}", "Wren", *row] for n, row in enumerate(cells))
    found, asked = table(["Surname", "Forename", *headings], *rows, name=name), asking(**answers)
    settle(found, HEADINGS)
    reader = ResultReader(
        found, pupil_rows.read_rows(found, HEADINGS, list(range(1, 7)), asked), HEADINGS, LEVELS, asked
    )
    return reader.read(reader.look()), keys(asked)


def points(reading: Reading) -> dict[tuple[str, str], list[float | None]]:
    return {r.pair: [w.points for w in r.worths] for r in reading.results if r.chosen}


def test_levels_and_points_side_by_side() -> None:
    reading, asked = read(["Reading Dec 10", "Writing Dec 10"], ["2b", 15], ["W", 21], ["", 17])
    assert points(reading) == {("reading", "2010-12"): [15, 3, None], ("writing", "2010-12"): [15, 21, 17]}
    assert asked == []


def test_of_two_summers_the_order_tells_which_is_which() -> None:
    head: list[object] = ["Reading Summer", "Reading Dec 10", "Reading Summer"]
    reading, asked = read(head, ["2b", "2a", "3c"], ["2c", "2b", "2a"])
    assert {pair: p[0] for pair, p in points(reading).items()} == {
        ("reading", "2010-07"): 15,
        ("reading", "2010-12"): 17,
        ("reading", "2011-07"): 19,
    }
    assert asked == []


def test_a_summer_alone_is_asked_about_and_told() -> None:
    reading, asked = read(["Reading Summer"], ["2b"], ["2c"])
    assert (asked, reading.open) == (["point:summer"], {("reading", "2010-07"), ("reading", "2011-07")})
    reading, asked = read(["Reading Summer"], ["2b"], ["2c"], point__summer="2010-07")
    assert (points(reading), asked) == ({("reading", "2010-07"): [15, 13]}, [])


def test_decimals_are_asked_about_and_never_guessed() -> None:
    reading, asked = read(["Reading Dec 10"], [2.3], [2.7])
    assert (asked, reading.open, points(reading)) == (["decimals"], {("reading", "2010-12")}, {})


def test_a_level_with_a_sign_counts_as_somebody_says() -> None:
    reading, asked = read(["Reading Dec 10"], ["2b+"], ["2a"])
    assert (asked, reading.open) == (["plus"], {("reading", "2010-12")})
    reading, asked = read(["Reading Dec 10"], ["2b+"], ["2a"], plus="one point more or less")
    assert (points(reading), asked) == ({("reading", "2010-12"): [16, 17]}, [])


def test_numbers_that_may_be_levels_or_points_are_asked_about() -> None:
    reading, asked = read(["Reading Dec 10"], [15], ["W"], [2])
    assert len(asked) == 1
    assert points(reading) == {}


def test_what_is_no_level_counts_nowhere_and_says_why() -> None:
    reading, _ = read(["Reading Dec 10"], ["2b"], ["absent"], ["A"])
    (result,) = reading.results
    assert [w.points for w in result.worths] == [15, None, None]
    assert all(w.reason for w in result.worths[1:])


@pytest.mark.parametrize(
    ("name", "cells", "asked"),
    [
        ("Year 3", [1, 2, 3, 4, 2, 3], True),  # a school's own 1 to 4
        ("Year 4", [4, 1, 2, 3], True),
        ("Year 6", [2, 3, 5, 4], False),
        ("Year 3", ["1", "2a", "4", "3b"], False),  # letters say that these are levels
    ],
)
def test_whole_numbers_too_far_apart_for_a_year_group_are_asked_about(
    name: str, cells: list[object], asked: bool
) -> None:
    reading, open_ = read(["Reading Dec 10"], *([cell] for cell in cells), name=name)
    assert bool(open_) == asked, open_
    assert asked != bool(points(reading))


def test_a_column_of_a_row_a_result_that_holds_points_and_levels_is_asked_about_once() -> None:
    """All points in one subject, levels and points in the other: they are one column of the file."""
    each = [("Oak, Wren", 15, "2b"), ("Ash, Teal", 17, "2a"), ("Elm, Jay", 13, 19), ("Yew, Kite", 19, 21)]
    rows = [[n, 3, s, "Autumn 2010", v] for n, *two in each for s, v in zip(("Reading", "Writing"), two, strict=True)]
    table_of_results = [["Name", "Year", "Subject", "Term", "Level"], *rows]
    (asked,) = read_rows(*table_of_results).questions
    assert asked.facts["level"] == "2b"
    both = figures(read_rows(*table_of_results, answers={asked.key: asked.choices[0]}))
    assert both == {"reading 3 2010-12": (16.0, 4), "writing 3 2010-12": (18.0, 4)}
