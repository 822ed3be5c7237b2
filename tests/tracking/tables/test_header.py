"""Where the table is on a sheet, typed cell by cell; headings over the middle of their columns; its fingerprint."""

import pytest

from siptui.tracking.tables.fingerprint import layout_print
from siptui.tracking.tables.header import HEADER_WITHIN, find_table
from siptui.tracking.tables.left_unsaid.centred_headings import FIRST, MIDDLE, settle_bands
from siptui.tracking.tables.table import names_at, text_at
from support.spreadsheets.small_tables import Rows
from support.spreadsheets.tables_found import HEADINGS, asking, keys, meanings, sheet, table

HEAD: list[object] = ["Surname", "Forename", "Year", "Reading Dec 10"]
PUPILS: Rows = [["Oak", "Wren", 3, "2b"], ["Ash", "Teal", 3, "2a"]]
BANDS: Rows = [
    ["", "", "Reading", "", "", "Writing", ""],
    ["Name", "Dec 10", "Mar 11", "Jul 11", "Dec 10", "Mar 11", "Jul 11"],
    ["Oak", 1, 2, 3, 4, 5, 6],
]


def test_a_row_of_headings_and_the_first_pupil_below() -> None:
    found = table(HEAD, *PUPILS)
    assert meanings(found) == ["surname", "forename", "year", "reading 2010-12"]
    assert (found.top, found.first) == (0, 1)
    assert found.of("year") == [2]
    assert names_at(found) == [0, 1]
    assert [c.letters for c in found.results] == ["D"]


def test_titles_and_blank_rows_stand_above() -> None:
    found = table(["Tracking of Year 3"], [], HEAD, *PUPILS)
    assert (found.top, found.first) == (2, 3)


@pytest.mark.parametrize(
    ("merges", "columns"),
    [(((0, 3, 0, 4),), ["reading 2010-12", "reading 2011-03"]), ((), ["reading 2010-12", "reading 2011-03"])],
)
def test_a_subject_over_its_times(merges: tuple[tuple[int, int, int, int], ...], columns: list[str]) -> None:
    rows: Rows = [["", "", "", "Reading", ""], ["Surname", "Forename", "Year", "Dec 10", "Mar 11"], [*PUPILS[0], "2a"]]
    found = table(*rows, merges=merges)
    assert meanings(found)[3:] == columns
    assert [c.heading for c in found.columns][3:] == ["Reading Dec 10", "Reading Mar 11"]
    assert (found.top, found.first) == (0, 2)


def test_a_merge_is_never_overstepped() -> None:
    rows: Rows = [
        ["", "", "Reading", "", ""],
        ["Surname", "Forename", "Dec 10", "Mar 11", "Jul 11"],
        ["Oak", "W", 1, 2, 3],
    ]
    found = table(*rows, merges=((0, 2, 0, 3),))
    assert [c.meaning.subject for c in found.columns] == ["", "", "reading", "reading", ""]


@pytest.mark.parametrize(
    "rows", [[["a", "b"], ["c", 1]], [["Reading Dec 10", "Writing Dec 10"], ["2a", "2b"]], [[]], []]
)
def test_no_table_without_something_that_tells_pupils_apart(rows: Rows) -> None:
    assert find_table(sheet(*rows), HEADINGS) is None


def test_a_header_is_looked_for_near_the_top_alone() -> None:
    assert table(*[["x"]] * (HEADER_WITHIN - 1), HEAD, *PUPILS).top == HEADER_WITHIN - 1
    assert find_table(sheet(*[["x"]] * (HEADER_WITHIN + 1), HEAD, *PUPILS), HEADINGS) is None


def test_a_cell_as_a_heading_is_read() -> None:
    assert [text_at(["  ", "Dec", 10.0], x) for x in range(4)] == ["", "Dec", "10", ""]
    assert len(text_at(["x" * 500], 0)) == 120


# -- headings over the middle of their columns


def test_how_far_headings_over_the_middle_reach_is_asked() -> None:
    asked = asking()
    assert settle_bands(sheet(*BANDS), HEADINGS, asked) is None
    (question,) = asked.open()
    assert question.key == "bands:Class 3"
    assert question.choices == [MIDDLE, FIRST, "leave out"]


def test_headings_over_the_middle_reach_to_both_sides_once_somebody_says_so() -> None:
    asked = asking(**{"bands__Class 3": MIDDLE})
    settled = settle_bands(sheet(*BANDS), HEADINGS, asked)
    assert settled is not None
    assert settled.rows[0] == ["", *["Reading"] * 3, *["Writing"] * 3]
    assert keys(asked) == []


def test_a_subject_over_the_first_of_its_columns_is_not_asked_about() -> None:
    rows: Rows = [
        ["", "Reading", "", "Writing", ""],
        ["Name", "Dec 10", "Mar 11", "Dec 10", "Mar 11"],
        ["Oak", 1, 2, 3, 4],
    ]
    asked, given = asking(), sheet(*rows)
    assert settle_bands(given, HEADINGS, asked) == given
    assert keys(asked) == []


# -- the fingerprint


def test_a_layout_is_known_again_whoever_is_in_it() -> None:
    known = layout_print([sheet(HEAD, *PUPILS)], HEADINGS)
    assert known == layout_print([sheet(HEAD, ["Elm", "Coot", 4, "3c"])], HEADINGS)
    assert known == layout_print([sheet(["SURNAME", *HEAD[1:]], *PUPILS)], HEADINGS)


@pytest.mark.parametrize(
    "other",
    [sheet([], HEAD, *PUPILS), sheet(HEAD, *PUPILS, name="B"), sheet(["Name", *HEAD[1:]], *PUPILS), sheet(HEAD[:3])],
)
def test_another_layout_has_another_fingerprint(other: object) -> None:
    assert layout_print([other], HEADINGS) != layout_print([sheet(HEAD, *PUPILS)], HEADINGS)
