"""Which columns of a table give which results, and the same results on two sheets; typed cell by cell."""

import pytest

from siptui.tracking.pupils.pupil_rows import Rows as PupilRows
from siptui.tracking.pupils.pupil_rows import read_rows
from siptui.tracking.results.result_columns import ResultReader
from siptui.tracking.results.same_results_on_two_sheets import OTHERS, SAME, find_again
from siptui.tracking.results.which_column import Reading
from siptui.tracking.tables.around_header import settle
from siptui.tracking.tables.table import Table
from siptui.tracking.vocabulary.levels import Levels
from siptui.tracking.vocabulary.schema_tables import level_table
from support.spreadsheets.tables_found import HEADINGS, asking, keys, table

LEVELS = Levels(level_table())


def read(
    headings: list[object], *cells: list[object], name: str = "Year 4", **answers: str
) -> tuple[Reading, list[str]]:
    """The results of a table of named pupils of one year group, and the questions that are open."""
    rows = ([f"Oak{n}", "Wren", *row] for n, row in enumerate(cells))
    found, asked = table(["Surname", "Forename", *headings], *rows, name=name), asking(**answers)
    settle(found, HEADINGS)
    reader = ResultReader(found, read_rows(found, HEADINGS, list(range(1, 7)), asked), HEADINGS, LEVELS, asked)
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


# -- the same results on two sheets


def a_class(name: str, *pupils: tuple[str, str, object]) -> tuple[tuple[Table, PupilRows], Reading]:
    found, asked = table(["Surname", "Forename", "Reading Dec 10"], *map(list, pupils), name=name), asking()
    settle(found, HEADINGS)
    rows = read_rows(found, HEADINGS, list(range(1, 7)), asked)
    reader = ResultReader(found, rows, HEADINGS, LEVELS, asked)
    return (found, rows), reader.read(reader.look())


ONE = a_class("Year 4", ("Oak", "Wren", "2b"), ("Ash", "Teal", ""))
TWO = a_class("Year 4 sets", ("Oak", "Wren", "2b"), ("Ash", "Teal", "2a"))


def test_names_that_stand_on_two_sheets_are_asked_about() -> None:
    asked = asking()
    again = find_again([ONE[0], TWO[0]], [ONE[1], TWO[1]], asked)
    assert (keys(asked), again.open) == (["sheets:Year 4+Year 4 sets"], {("reading", "2010-12")})


@pytest.mark.parametrize(
    ("answer", "rows"),
    [(SAME, {("Year 4 sets", 1): {("reading", "2010-12")}, ("Year 4 sets", 2): set()}), (OTHERS, {})],
)
def test_the_same_pupils_count_once_and_what_one_sheet_leaves_blank_on_the_other(answer: str, rows: object) -> None:
    again = find_again([ONE[0], TWO[0]], [ONE[1], TWO[1]], asking(**{"sheets__Year 4+Year 4 sets": answer}))
    assert again.rows == rows
    assert again.open == set()


def test_other_names_need_no_answer() -> None:
    asked, other = asking(), a_class("Year 4 B", ("Elm", "Coot", "2b"), ("Yew", "Kite", "2a"))
    assert find_again([ONE[0], other[0]], [ONE[1], other[1]], asked).rows == {}
    assert keys(asked) == []
