"""What openpyxl reads of a workbook that calamine does not open, as calamine would have given it."""

import io
from datetime import date, datetime

from openpyxl import Workbook

from siptui.sheets.readers.second_reader import openpyxl_sheets


def saved(book: Workbook) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def test_cells_are_of_the_same_kinds_and_rows_even() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Y3"
    for row in (["Name", "Born", "Reading Dec 10"], ["Oak", datetime(2003, 5, 1), 15], ["Ash", None, 15.5, "late"]):
        sheet.append(row)
    book.create_sheet("Old").sheet_state = "hidden"
    first, second = openpyxl_sheets(saved(book))
    assert (first.name, first.hidden, second.name, second.hidden) == ("Y3", False, "Old", True)
    assert first.rows == [
        ["Name", "Born", "Reading Dec 10", ""],
        ["Oak", date(2003, 5, 1), 15.0, ""],
        ["Ash", "", 15.5, "late"],
    ]
    assert isinstance(first.rows[1][2], float)


def test_what_is_no_workbook_has_no_sheets() -> None:
    assert openpyxl_sheets(b"PK\x03\x04 and no more") == []
