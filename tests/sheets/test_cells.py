"""A sheet's cells: how they are named, shown and compared; and taking the lock off a workbook."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siptui.sheets.cells import (
    Cell,
    Memo,
    Sheet,
    Untold,
    blank,
    cell_at,
    index_of,
    letters,
    number,
    plain,
    shown,
    told_apart,
)
from siptui.sheets.passwords import CannotUnlock, unlock

SHEET = Sheet(name="T", rows=[["a", 1.0], [], ["", "b", " c "]])


@given(st.integers(0, 20_000))
def test_letters_and_back(column: int) -> None:
    assert index_of(letters(column)) == column


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_letters_as_a_spreadsheet_has_them(column: int, name: str) -> None:
    assert letters(column) == name
    assert index_of(name.lower()) == column


@pytest.mark.parametrize(
    ("cell", "value"),
    [(2, 2.0), ("2.5", 2.5), (" 15 ", 15.0), ("15\xa0", 15.0), (".5", 0.5), ("2b", None), ("", None), ("1e3", None)],
)
def test_the_number_in_a_cell(cell: Cell, value: float | None) -> None:
    assert number(cell) == value


def test_true_and_a_date_are_no_numbers() -> None:
    assert number(True) is None
    assert number(date(2010, 12, 1)) is None
    assert told_apart([True, 1, "x"]) == ["True", 1, "x"]


@pytest.mark.parametrize(
    ("cell", "text"), [(3.0, "3"), (3.5, "3.5"), (date(2010, 7, 1), "01/07/2010"), (" x ", " x "), (True, "True")]
)
def test_a_cell_as_a_person_reads_it(cell: Cell, text: str) -> None:
    assert shown(cell) == text


def test_text_is_compared_without_case_and_with_single_spaces() -> None:
    assert plain("  Reading\xa0 DEC\n10 ") == "reading dec 10"


def test_cells_beyond_what_a_sheet_holds_are_blank() -> None:
    assert [SHEET.cell(*at) for at in ((0, 0), (0, 9), (1, 0), (9, 0), (-1, 0))] == ["a", "", "", "", ""]
    assert SHEET.text(2, 2) == "c"
    assert SHEET.column(1) == (1.0, "", "b")
    assert SHEET.column(7) == ("", "", "")
    assert SHEET.held(0) == {"a", ""}
    assert [blank(cell_at(["", " ", "x"], x)) for x in range(4)] == [True, True, False, True]


def test_where_a_cell_stands_in_the_file() -> None:
    turned = Sheet(name="T", rows=[["a"]], part="F2", origins={(0, 0): (6, 3)}, lines=[6])
    assert (turned.key, turned.line(0)) == ("T!F2", 7)
    assert (turned.address(0, 0), turned.address(0, 5)) == ((7, 3), (7, 5))


def test_what_a_reader_does_not_tell_is_added() -> None:
    sheet = Sheet(name="T", rows=[["a", ""], ["b"]])
    untold = Untold(cells=[(0, 1, "#N/A"), (0, 0, "#N/A"), (1, 3, "#REF!"), (9, 0, "#N/A")], rows={1, 9}, columns={4})
    untold.add(Untold(struck={(0, 0)}))
    untold.add_to(sheet)
    assert sheet.rows == [["a", "#N/A"], ["b", "", "", "#REF!"]]
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.struck) == ({1}, {4}, {(0, 0)})


def test_what_was_worked_out_of_a_sheet_is_worked_out_once() -> None:
    memo, times = Memo(), []
    one, other = Sheet(name="T", rows=[]), Sheet(name="T", rows=[])
    for sheet in (one, one, other):
        memo.of("x", sheet, lambda: times.append(1))
    assert len(times) == 2


@pytest.mark.parametrize("data", [b"PK\x03\x04 an ods", b"no lock at all", b""])
def test_a_lock_that_cannot_be_opened_is_said(data: bytes) -> None:
    with pytest.raises(CannotUnlock):
        unlock(data, "rook-7")
