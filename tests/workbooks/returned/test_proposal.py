"""A workbook that a person worked in: both sides' changes, blanks, rows that moved, columns put in, what is none."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from siptui.records.fields import Fields
from support.documents.whole_year import whole_year
from support.workbooks.returned_workbook import edited, found, proposed, type_over, written

AUTUMN = "visits/autumn"
S11, S12, Q5 = (f"{AUTUMN}/judgements/{code}" for code in ("S1.1", "S1.2", "Q5"))
JUDGED = 1  # the sheet of judgements


def test_ours_since_theirs_and_both(file: Path, fields: Fields) -> None:
    base = whole_year(fields)

    def edit(book: Workbook) -> None:
        type_over(book, file, f"{S11}/evaluation", "Theirs alone.")
        type_over(book, file, f"{S12}/evaluation", "Theirs too.")
        type_over(book, file, f"{Q5}/evaluation", "The same.")

    edited(file, edit)
    ours = base | {
        f"{S12}/evaluation": "Ours too.",
        f"{Q5}/evaluation": "The same.",
        f"{AUTUMN}/focus": "Ours alone.",
    }
    changes, clashes, said = found(proposed(file, fields, ours, base))
    assert changes == {f"{S11}/evaluation": "Theirs alone."}
    assert clashes == [f"{S12}/evaluation"]
    assert said == []


def test_a_blank_erases_only_where_that_is_asked_and_is_said(file: Path, fields: Fields) -> None:
    record = whole_year(fields)
    edited(file, lambda book: type_over(book, file, f"{S11}/evaluation", None))
    changes, _, said = found(proposed(file, fields, record))
    assert changes == {}
    assert len(said) == 1
    assert "was emptied" in said[0]
    assert found(proposed(file, fields, record, blank="erases"))[0] == {f"{S11}/evaluation": None}


def test_rows_and_columns_put_in_move_nothing(file: Path, fields: Fields) -> None:
    def edit(book: Workbook) -> None:
        type_over(book, file, f"{S12}/current", 4)
        sheet = book.worksheets[JUDGED]
        sheet.insert_rows(6, 2)
        sheet.insert_cols(3)
        for merged in sheet.merged_cells.ranges:  # which openpyxl leaves where they were, and Excel does not
            if merged.min_row >= 6:
                merged.shift(row_shift=2)
        sheet["C9"] = "for the governors"  # is said, below
        sheet.title = "Renamed"

    edited(file, edit)
    changes, clashes, said = found(proposed(file, fields, whole_year(fields)))
    assert (changes, clashes) == ({f"{S12}/current": "4"}, [])
    assert len(said) == 1
    assert "for the governors" in said[0]


def test_rows_sorted_without_their_marks_are_known_by_what_they_are_called(file: Path, fields: Fields) -> None:
    def edit(book: Workbook) -> None:
        type_over(book, file, f"{S12}/current", 4)
        sheet = book.worksheets[JUDGED]
        first, second = (
            next(row for row in range(1, 40) if sheet.cell(row, 1).value == code) for code in ("S1.1", "S1.2")
        )
        for column in range(1, 8):
            one, other = sheet.cell(first, column), sheet.cell(second, column)
            one.value, other.value = other.value, one.value

    edited(file, edit)
    changes, clashes, said = found(proposed(file, fields, whole_year(fields)))
    assert (changes, clashes, said) == ({f"{S12}/current": "4"}, [], [])


def test_a_row_called_something_else_is_said_and_nothing_taken_from_it(file: Path, fields: Fields) -> None:
    def edit(book: Workbook) -> None:
        sheet = book.worksheets[JUDGED]
        row = next(row for row in range(1, 40) if sheet.cell(row, 1).value == "S1.1")
        sheet.cell(row, 1).value, sheet.cell(row, 2).value = "S9", "Invented"
        sheet.cell(row, 3).value = 4

    edited(file, edit)
    changes, _, said = found(proposed(file, fields, whole_year(fields)))
    assert changes == {}
    assert len(said) == 1
    assert "is now called 'S9 Invented'" in said[0]


def test_a_row_that_is_none_of_ours_is_said(file: Path, fields: Fields) -> None:
    def edit(book: Workbook) -> None:
        sheet = book.worksheets[JUDGED]
        sheet.insert_rows(8)
        sheet["B8"] = "Something of our own"
        sheet["C8"] = 3

    edited(file, edit)
    changes, _, said = found(proposed(file, fields, whole_year(fields)))
    assert changes == {}
    assert [line for line in said if "Something of our own" in line]


def test_a_column_taken_out_is_said(file: Path, fields: Fields) -> None:
    edited(file, lambda book: book.worksheets[JUDGED].delete_cols(3))
    changes, _, said = found(proposed(file, fields, whole_year(fields)))
    assert changes == {}
    assert len(said) == 1
    assert "the column of" in said[0]
    assert "is gone" in said[0]


def test_what_does_not_fit_is_said_with_its_cell_and_the_rest_is_taken(file: Path, fields: Fields) -> None:
    def edit(book: Workbook) -> None:
        type_over(book, file, f"{S11}/current", "excellent")
        type_over(book, file, f"{AUTUMN}/date", "soon")
        type_over(book, file, f"{S12}/current", 4)

    edited(file, edit)
    changes, _, said = found(proposed(file, fields, whole_year(fields)))
    assert changes == {f"{S12}/current": "4"}
    assert sorted("is not on the scale" in line or "is not a date" in line for line in said) == [True, True]
    assert all(line.startswith(f"autumn.xlsx: {'Autumn'}") for line in said)


@pytest.mark.parametrize("formula", ["=1+1", "=NA()", "=A1/0"])
def test_a_formula_is_no_answer_until_its_result_is_one(file: Path, fields: Fields, formula: str) -> None:
    def edit(book: Workbook) -> None:
        type_over(book, file, f"{S11}/evaluation", "")
        cell = next(c for row in book.worksheets[JUDGED].iter_rows() for c in row if c.value == "S1.1")
        book.worksheets[JUDGED].cell(int(cell.row), 7).value = formula

    edited(file, edit)
    changes, _, said = found(proposed(file, fields, whole_year(fields)))
    assert changes == {}
    assert len(said) == 1
    assert "and no answer" in said[0]


def test_of_another_revision_it_is_two_way_and_that_is_said(file: Path, fields: Fields) -> None:
    ours = whole_year(fields) | {f"{S11}/evaluation": "Ours."}
    changes, clashes, said = found(proposed(file, fields, ours, base={}))
    assert (changes, clashes) == ({}, [f"{S11}/evaluation"])
    assert "this store does not have" in said[0]


def test_what_is_locked_is_said_and_not_proposed(fields: Fields, tmp_path: Path) -> None:
    record = whole_year(fields) | {f"{AUTUMN}/state": "final"}
    file = written(fields, record, AUTUMN, tmp_path / "w.xlsx")
    edited(file, lambda book: type_over(book, file, f"{S11}/evaluation", "Too late."))
    changes, _, said = found(proposed(file, fields, record))
    assert changes == {}
    assert "locked" in said[0]


def test_of_part_f_a_grade_goes_where_the_visit_has_it(fields: Fields, tmp_path: Path) -> None:
    record = {path: value for path, value in whole_year(fields).items() if not path.startswith("visits/s")}
    file = written(fields, record, "summary", tmp_path / "f.xlsx")
    edited(file, lambda book: type_over(book, file, f"{Q5}/current", 1))
    changes, clashes, said = found(proposed(file, fields, record))
    assert (changes, clashes, said) == ({f"{Q5}/current": "1"}, [], [])


def test_a_date_of_part_f_changed_in_one_row_alone_is_said(fields: Fields, tmp_path: Path) -> None:
    record = {path: value for path, value in whole_year(fields).items() if not path.startswith("visits/s")}
    file = written(fields, record, "summary", tmp_path / "f.xlsx")

    def edit(book: Workbook) -> None:
        sheet = book.worksheets[0]
        rows = [row for row in range(1, 60) if getattr(sheet.cell(row, 5), "is_date", False)][:2]
        sheet.cell(rows[0], 5).value, sheet.cell(rows[1], 5).value = "1/2/2011", "2/2/2011"

    edited(file, edit)
    changes, _, said = found(proposed(file, fields, record))
    assert changes == {}
    assert "stands here otherwise than in" in said[0]
