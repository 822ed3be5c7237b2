"""Of columns that give the same results one counts; a level's letter in the next column; typed cell by cell."""

import pytest

from siptui.tracking.results.sublevel_in_next_column import joined, sublevels_beside
from siptui.tracking.results.which_column import Choice, Reading, Result
from siptui.tracking.tables.around_header import settle
from siptui.tracking.vocabulary.levels import Levels
from siptui.tracking.vocabulary.schema_tables import level_table
from support.spreadsheets.small_tables import Rows
from support.spreadsheets.tables_found import HEADINGS, asking, keys, table

LEVELS = Levels(level_table())
PAIR = ("reading", "2010-12")
KEY = "column__Class 3__reading__2010-12"


def chosen(*cells: tuple[str, str], **answers: str) -> tuple[list[Result], Reading, list[str]]:
    """Two columns headed alike, each pupil's cells in a row; the results, what is open, and the questions."""
    rows: Rows = [["Surname", "Forename", "Year", "Reading Dec 10", "Reading Dec 10"]]
    found = table(*rows, *([f"Oak{n}", "Wren", 3, *pair] for n, pair in enumerate(cells)))
    settle(found, HEADINGS)
    results = [
        Result(c, PAIR, "levels", [LEVELS.level(row[c.index]) for row in found.sheet.rows[1:]], [c.index] * len(cells))
        for c in found.results
    ]
    reading, asked = Reading(results, set(), {}), asking(**answers)
    Choice(found, asked, reading).choose()
    return results, reading, keys(asked)


def test_of_two_that_say_the_same_the_first_counts() -> None:
    results, reading, asked = chosen(("2b", "2b"), ("2a", "2a"))
    assert [r.chosen for r in results] == [True, False]
    assert (reading.open, asked) == (set(), [])
    assert {x: m.code for x, m in reading.means.items()} == {4: "same_as"}


def test_what_the_first_leaves_blank_the_second_says() -> None:
    results, _, asked = chosen(("2b", ""), ("", "2a"))
    assert [w.points for w in results[0].worths] == [15, 17]
    assert results[0].places == [3, 4]
    assert asked == []


def test_where_they_differ_somebody_is_asked_and_neither_counts() -> None:
    results, reading, asked = chosen(("2b", "2c"), ("2a", "2a"))
    assert not any(r.chosen for r in results)
    assert reading.open == {PAIR}
    assert asked == ["column:Class 3:reading:2010-12"]


@pytest.mark.parametrize(("answer", "counts"), [("D", [True, False]), ("E", [False, True]), ("leave out", [False] * 2)])
def test_the_column_that_somebody_says_counts(answer: str, counts: list[bool]) -> None:
    results, reading, asked = chosen(("2b", "2c"), ("2a", "2a"), **{KEY: answer})
    assert [r.chosen for r in results] == counts
    assert (reading.open, asked) == (set(), [])


# -- a level and its letter in two columns

HEAD: list[object] = ["Surname", "Forename", "Year", "Reading Dec 10", ""]


def beside(*cells: tuple[object, object]) -> int | None:
    found = table(HEAD, *([f"Oak{n}", "Wren", 3, *pair] for n, pair in enumerate(cells)))
    return sublevels_beside(found, found.results[0], list(range(1, len(cells) + 1)))


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ([(2, "b"), (3, "C")], 4),
        ([(2, "b"), (3, "")], 4),
        ([(2, "b"), (3, "x")], None),
        ([(15, "b"), (3, "c")], None),
        ([(2, ""), (3, "")], None),
        ([("2b", "a")], None),
    ],
)
def test_letters_belong_to_bare_levels_beside_them(cells: list[tuple[object, object]], column: int | None) -> None:
    assert beside(*cells) == column


def test_a_level_with_the_letter_beside_it() -> None:
    found = table(HEAD, ["Oak", "Wren", 3, 2, "B"], ["Ash", "Teal", 3, "W", "a"], ["Elm", "Coot", 3, 3.0, ""])
    assert [joined(found, y, 3, 4) for y in (1, 2, 3)] == ["2b", "W", 3.0]
