"""The hidden marks of a workbook of ours, which are left out where it is read as any other."""

from siptui.sheets.cells import Sheet
from siptui.sheets.own_marks import CORNER, OWN_SHEET, corner_of, without_own_marks


def marked() -> Sheet:
    return Sheet(name="Part D", rows=[["Year", "APS", "a"], ["1", "9", "b"], ["c", "d", f"{CORNER} 1"]])


def test_the_corner_is_where_the_hidden_row_and_column_meet() -> None:
    assert corner_of(marked()) == (2, 2)
    assert corner_of(Sheet(name="T", rows=[["Year"], [], ["siptui"]])) is None


def test_the_marks_go_and_the_answers_stay() -> None:
    sheets = [marked(), Sheet(name=OWN_SHEET, rows=[])]
    without_own_marks(sheets)
    assert sheets[0].rows == [["Year", "APS", ""], ["1", "9", ""], []]


def test_a_file_that_is_none_of_ours_is_left_as_it_is() -> None:
    sheets = [marked()]
    without_own_marks(sheets)
    assert sheets[0].rows == marked().rows
