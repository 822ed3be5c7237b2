"""What people do to a workbook in a spreadsheet program: nothing that they wrote is taken for something else unsaid."""

from copy import copy
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from siptui.records.fields import Fields
from support.documents.whole_year import SCHOOL, whole_year
from support.workbooks.returned_workbook import edited, found, proposed, type_over, written

AUTUMN = "visits/autumn"
S11, S12 = (f"{AUTUMN}/judgements/{code}" for code in ("S1.1", "S1.2"))
JUDGED = 1  # the sheet of judgements
CATEGORY, EVALUATION = 3, 7


def row_of(sheet: Worksheet, code: str) -> int:
    return next(row for row in range(1, 60) if sheet.cell(row, 1).value == code)


def copied(sheet: Worksheet, code: str, to: int, columns: int = 0) -> None:
    """Copy a row to another, whole with its hidden mark, or some of its columns."""
    here = row_of(sheet, code)
    for column in range(1, (columns or sheet.max_column) + 1):
        sheet.cell(to, column).value = copy(sheet.cell(here, column).value)


def test_a_row_copied_with_its_mark_and_written_over_changes_not_the_row_it_came_from(
    file: Path, fields: Fields
) -> None:
    def edit(book: Workbook) -> None:
        sheet = book.worksheets[JUDGED]
        sheet.insert_rows(8)
        copied(sheet, "S1.1", 8)
        sheet.cell(8, EVALUATION).value = "Another indicator of our own."

    edited(file, edit)
    changes, clashes, said = found(proposed(file, fields, whole_year(fields)))
    assert (changes, clashes) == ({}, [])
    assert len(said) == 1
    assert "stands here otherwise than in" in said[0]


def test_a_row_pasted_over_another_leaves_that_one_untold_and_this_is_said(file: Path, fields: Fields) -> None:
    def edit(book: Workbook) -> None:
        sheet = book.worksheets[JUDGED]
        copied(sheet, "S1.1", row_of(sheet, "S1.2"), EVALUATION)

    edited(file, edit)
    changes, _, said = found(proposed(file, fields, whole_year(fields)))
    assert changes == {}
    assert len(said) == 1
    assert "S1.2" in said[0]


def test_a_sheet_copied_as_a_backup_and_the_first_worked_in(file: Path, fields: Fields) -> None:
    def edit(book: Workbook) -> None:
        book.copy_worksheet(book.worksheets[JUDGED])
        type_over(book, file, f"{S12}/current", 4)

    edited(file, edit)
    assert found(proposed(file, fields, whole_year(fields))) == ({f"{S12}/current": "4"}, [], [])


def test_of_two_sheets_that_say_different_things_neither_is_taken(file: Path, fields: Fields) -> None:
    def edit(book: Workbook) -> None:
        book.copy_worksheet(book.worksheets[JUDGED])
        type_over(book, file, f"{S11}/evaluation", "One.")
        other = book.worksheets[-1]
        other.cell(row_of(other, "S1.1"), EVALUATION).value = "Other."

    edited(file, edit)
    changes, _, said = found(proposed(file, fields, whole_year(fields)))
    assert changes == {}
    assert len(said) == 1
    assert "stands here otherwise than in" in said[0]


def test_a_copy_that_was_emptied_erases_nothing(file: Path, fields: Fields) -> None:
    def edit(book: Workbook) -> None:
        other = book.copy_worksheet(book.worksheets[JUDGED])
        other.cell(row_of(other, "S1.1"), EVALUATION).value = None

    edited(file, edit)
    changes, _, said = found(proposed(file, fields, whole_year(fields), blank="erases"))
    assert changes == {}
    assert len(said) == 1


def test_columns_that_changed_places_without_the_hidden_row_are_known_by_their_headings(
    file: Path, fields: Fields
) -> None:
    def edit(book: Workbook) -> None:
        type_over(book, file, f"{S12}/current", 4)
        sheet = book.worksheets[JUDGED]
        for row in range(1, row_of(sheet, "Q5") + 40):
            one, other = sheet.cell(row, CATEGORY), sheet.cell(row, CATEGORY + 1)
            if isinstance(one, Cell) and isinstance(other, Cell) and not str(one.value).startswith("c3"):
                one.value, other.value = other.value, one.value

    edited(file, edit)
    assert found(proposed(file, fields, whole_year(fields))) == ({f"{S12}/current": "4"}, [], [])


def test_a_sheet_taken_out_is_said(file: Path, fields: Fields) -> None:
    edited(file, lambda book: book.remove(book.worksheets[JUDGED]))
    changes, _, said = found(proposed(file, fields, whole_year(fields), blank="erases"))
    assert changes == {}
    assert len(said) == 1
    assert "is gone" in said[0]


def test_a_row_taken_out_is_said_and_erases_nothing(file: Path, fields: Fields) -> None:
    edited(file, lambda book: book.worksheets[JUDGED].delete_rows(row_of(book.worksheets[JUDGED], "S1.2")))
    changes, _, said = found(proposed(file, fields, whole_year(fields), blank="erases"))
    assert changes == {}
    assert len(said) == 1
    assert "1 row" in said[0]


@pytest.mark.parametrize("where", [(60, 2), (6, 12), (2, 5), (5, 9)])
def test_words_beside_above_and_below_the_answers_are_said(file: Path, fields: Fields, where: tuple[int, int]) -> None:
    edited(file, lambda book: book.worksheets[JUDGED].cell(*where, value="Ask the governors") and None)
    changes, _, said = found(proposed(file, fields, whole_year(fields)))
    assert changes == {}
    assert "Ask the governors" in said[0]
    assert len(said) == 1 + (where == (5, 9))  # there stood the mark of what is printed


def test_cells_joined_lose_no_answer_unsaid(file: Path, fields: Fields) -> None:
    def edit(book: Workbook) -> None:
        sheet = book.worksheets[JUDGED]
        row = row_of(sheet, "S1.1")
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=EVALUATION, end_column=EVALUATION)

    edited(file, edit)
    changes, _, said = found(proposed(file, fields, whole_year(fields)))
    assert changes == {}
    assert len(said) == 1
    assert "was emptied" in said[0]


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        (12, "12"),
        (12.5, "12.5"),
        (True, "True"),
        (datetime(2010, 12, 3), "2010-12-03"),
        ("=1+1 is two", "=1+1 is two"),
        ("0012", "0012"),
        ("1e5", "1e5"),
    ],
)
def test_what_is_typed_in_a_cell_for_words_is_words(file: Path, fields: Fields, typed: Any, means: str) -> None:
    edited(file, lambda book: type_over(book, file, f"{S11}/evaluation", typed))
    assert found(proposed(file, fields, whole_year(fields))) == ({f"{S11}/evaluation": means}, [], [])


@pytest.mark.parametrize("typed", ["10/13/2010", True, "the 3rd", 0.5, "29/02/2011"])
def test_what_is_no_date_of_ours_is_said(file: Path, fields: Fields, typed: Any) -> None:
    edited(file, lambda book: type_over(book, file, f"{AUTUMN}/date", typed))
    changes, _, said = found(proposed(file, fields, whole_year(fields)))
    assert changes == {}
    assert len(said) == 1


@pytest.mark.parametrize(("beside", "form", "means"), [(71, "0%", 85), (5, "0%", 85), (71, "General", 85)])
def test_a_percentage_typed_with_its_sign_is_known_by_its_format_or_its_row(
    fields: Fields, tmp_path: Path, beside: int, form: str, means: int
) -> None:
    record = dict.fromkeys([path for path, place in fields.items() if place.kind == "percent"], beside) | SCHOOL
    path = next(path for path in record if path.startswith("targets/"))
    file = written(fields, record, "targets", tmp_path / "e.xlsx")
    edited(file, lambda book: typed_as(book, file, path, 0.85, form))
    assert found(proposed(file, fields, record)) == ({path: means}, [], [])


def test_a_percentage_that_nothing_settles_is_asked_about(fields: Fields, tmp_path: Path) -> None:
    record = dict.fromkeys([path for path, place in fields.items() if place.kind == "percent"], 5) | SCHOOL
    path = next(path for path in record if path.startswith("targets/"))
    file = written(fields, record, "targets", tmp_path / "e.xlsx")
    edited(file, lambda book: typed_as(book, file, path, 0.85, "General"))
    proposal = proposed(file, fields, record)
    assert (proposal.changes, [each.choices for each in proposal.questions]) == ([], [["85", "0.85"]])


def typed_as(book: Workbook, file: Path, path: str, value: float, form: str) -> None:
    """Type a number, in cells of a format."""
    type_over(book, file, path, value)
    for cell in (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value == value):
        cell.number_format = form


def test_a_hidden_mark_cannot_name_what_nobody_types(file: Path, fields: Fields) -> None:
    def edit(book: Workbook) -> None:
        sheet = book.worksheets[JUDGED]
        row, beside = row_of(sheet, "S1.1"), sheet.max_column
        sheet.cell(row, beside).value = str(sheet.cell(row, beside).value).replace(
            f"{S11}/evaluation", f"{AUTUMN}/state"
        )

    edited(file, edit)
    changes, clashes, _ = found(proposed(file, fields, whole_year(fields)))
    assert (changes, clashes) == ({}, [])
