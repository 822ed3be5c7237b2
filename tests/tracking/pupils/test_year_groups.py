"""What year group each row is in and which rows are pupils at all, on tables typed cell by cell."""

import pytest

from siptui.sheets.cells import Cell
from siptui.tracking.pupils.leavers import moved
from siptui.tracking.pupils.note_hidden_rows import hidden
from siptui.tracking.pupils.other_schools import ALL, rows_apart
from siptui.tracking.pupils.pupil_rows import Rows as PupilRows
from siptui.tracking.pupils.pupil_rows import read_rows
from siptui.tracking.pupils.year_column import AS_ABOVE, YearCells, merged_value
from siptui.tracking.tables.around_header import settle
from support.spreadsheets.small_tables import Rows
from support.spreadsheets.tables_found import HEADINGS, asking, keys, sheet, table

HEAD: list[object] = ["Surname", "Forename", "Year", "Reading Dec 10"]
PUPILS: Rows = [["Oak", "Wren", 3, "2b"], ["Ash", "Teal", 3, "2a"]]
WITHOUT: list[object] = ["Surname", "Forename", "Reading Dec 10"]


def read(*rows: list[object], name: str = "Mrs Elm", **answers: str) -> tuple[PupilRows, list[str]]:
    """A table's rows, and the questions that are open."""
    found, asked = table(*rows, name=name), asking(**answers)
    settle(found, HEADINGS)
    return read_rows(found, HEADINGS, list(range(1, 7)), asked), keys(asked)


def years(rows: PupilRows) -> dict[int, int | None]:
    return {pupil.row: pupil.year for pupil in rows.pupils}


def test_totals_and_notes_are_no_pupils() -> None:
    rows, asked = read(HEAD, *PUPILS, ["Average", "", "", 15.5], [], ["notes"])
    assert years(rows) == {1: 3, 2: 3}
    assert [(n.row, n.why.code) for n in rows.left_out] == [(4, "total"), (6, "partly_named")]
    assert asked == []


def test_by_the_sheet_s_name() -> None:
    assert years(read(WITHOUT, ["Oak", "Wren", "2b"], name="Year 4")[0]) == {1: 4}


def test_by_headings_between_the_pupils() -> None:
    rows, asked = read(WITHOUT, ["Year 3"], ["Oak", "Wren", "2b"], ["Year 4"], ["Ash", "Teal", "2b"])
    assert years(rows) == {2: 3, 4: 4}
    assert asked == []


def test_by_the_class_and_a_mixed_class_is_asked_about() -> None:
    head: list[object] = ["Surname", "Forename", "Class", "Reading Dec 10"]
    rows, asked = read(head, ["Oak", "Wren", "4B", "2b"], ["Ash", "Teal", "3/4", "2b"])
    assert years(rows) == {1: 4, 2: None}
    assert (rows.year_open, asked) == (True, ["year:3/4"])


def test_a_sheet_that_says_none_is_asked_about_and_told() -> None:
    assert read(WITHOUT, *([*p[:2], p[3]] for p in PUPILS))[1] == ["year:Mrs Elm"]
    rows, asked = read(WITHOUT, *([*p[:2], p[3]] for p in PUPILS), **{"year__Mrs Elm": "5"})
    assert (set(years(rows).values()), asked) == ({5}, [])


BLANK: Rows = [HEAD, ["Oak", "Wren", 3, "2b"], ["Ash", "Teal", "", "2a"], ["Elm", "Coot", "", "2a"]]


def test_a_year_group_written_once_is_asked_about() -> None:
    rows, asked = read(*BLANK)
    assert (rows.year_open, asked) == (True, ["year:Mrs Elm:blank"])
    rows, asked = read(*BLANK, **{"year__Mrs Elm__blank": AS_ABOVE})
    assert (years(rows), asked) == ({1: 3, 2: 3, 3: 3}, [])


@pytest.mark.parametrize(
    ("cell", "mixed"), [("3/4", True), ("Y3/Y4", True), ("Year 3", False), ("Oak", False), (3, False)]
)
def test_whether_a_class_is_mixed(cell: Cell, mixed: bool) -> None:
    assert YearCells(table(HEAD, *PUPILS), asking(), []).mixed(cell) is mixed


def test_the_value_of_a_merge_is_that_of_each_of_its_cells() -> None:
    given = sheet(["a", "b"], ["", "c"], merges=((0, 0, 1, 0),))
    assert [merged_value(given, 1, x) for x in (0, 1)] == ["a", "c"]


def test_a_upn_tells_a_pupil_apart_and_a_word_in_its_place_does_not() -> None:
    rows, _ = read(["UPN", "Reading Dec 10"], ["A826999907001", "2b"], ["Temp", "2a"], ["Temp", "2c"], name="Year 3")
    assert [pupil.key for pupil in rows.pupils] == [("upn", "a826999907001"), None, None]


def test_rows_below_leavers_wait_for_an_answer() -> None:
    rows, asked = read(HEAD, *PUPILS, ["Leavers"], ["Elm", "Coot", 3, "3c"])
    assert [n.why.code for n in rows.left_out] == ["heading", "left_the_school"]
    assert (rows.rows_open, asked) == (True, ["leavers"])
    rows, asked = read(HEAD, *PUPILS, ["Leavers"], ["Elm", "Coot", 3, "3c"], leavers="count")
    assert (set(years(rows)), asked) == ({1, 2, 4}, [])


@pytest.mark.parametrize(
    ("text", "heads"),
    [("Leavers", True), ("Joined July 2010", True), ("Left", True), ("Oak", False), ("Left hand", False)],
)
def test_a_heading_of_those_who_came_or_left(text: str, heads: bool) -> None:
    assert moved([text], HEADINGS.words) is heads


# -- other schools, hidden rows

SCHOOLS: Rows = [["School", *HEAD], ["Ashwell", *PUPILS[0]], ["Zebra Lane", *PUPILS[1]], ["ASHWELL", *PUPILS[0]]]


def test_rows_of_two_schools_are_asked_about() -> None:
    asked = asking()
    assert rows_apart(table(*SCHOOLS), [1, 2, 3], HEADINGS, asked) == ({1, 2, 3}, True)
    (question,) = asked.open()
    assert question.key == "whose:Class 3!A"
    assert [c.casefold() for c in question.choices] == ["ashwell", "zebra lane", ALL]


@pytest.mark.parametrize(("answer", "apart"), [("Ashwell", {2}), ("Zebra Lane", {1, 3}), (ALL, set())])
def test_whose_rows_count_as_somebody_says(answer: str, apart: set[int]) -> None:
    told = asking(**{"whose__Class 3!A": answer if answer == ALL or answer == "Zebra Lane" else "ASHWELL"})
    assert rows_apart(table(*SCHOOLS), [1, 2, 3], HEADINGS, told) == (apart, False)


def test_hidden_pupils_and_results_are_said() -> None:
    found = table(HEAD, *PUPILS, ["Average", "", "", 15.5])
    found.sheet.hidden_rows, found.sheet.hidden_columns = frozenset({2, 3}), frozenset({0, 3})
    said = list(hidden(found, read_rows(found, HEADINGS, [3], asking())))
    assert [line.partition(": ")[2] for line in said] == [
        "pupils in hidden rows count like the others: row 3",
        "results in hidden columns are read like the others: column D",
    ]
