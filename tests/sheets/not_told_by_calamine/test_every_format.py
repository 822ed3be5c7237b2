"""What calamine does not tell is found in each format: an error, a hidden row, a name that is struck through."""

from pathlib import Path

import pytest
import xlwt
from openpyxl import Workbook
from openpyxl.styles import Font

from siptui.sheets.cells import Sheet
from siptui.sheets.open_file import open_sheets


def xlsx(path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["Oak", "#N/A"], ["Ash", "2b"], ["Elm", "2a"]):
        sheet.append(row)
    sheet["B1"].data_type = "e"
    sheet["A2"].font = Font(strike=True)
    sheet.row_dimensions[3].hidden = True
    book.save(path)


def xls(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet")
    struck = xlwt.easyxf("font: struck_out true")
    for y, (name, level) in enumerate([("Oak", "2b"), ("Ash", "2b"), ("Elm", "2a")]):
        sheet.write(y, 0, name, *([struck] if y == 1 else []))
        if y:
            sheet.write(y, 1, level)
    sheet.row(0).set_cell_error(1, 42)  # #N/A
    sheet.row(2).hidden = True
    book.save(str(path))


def opened(path: Path) -> Sheet:
    (sheet,) = open_sheets(path)
    return sheet


@pytest.mark.parametrize("write", [xlsx, xls])
def test_an_error_a_hidden_row_and_a_struck_name(tmp_path: Path, write: object) -> None:
    assert callable(write)
    path = tmp_path / f"a.{write.__name__}"
    write(path)
    sheet = opened(path)
    assert sheet.rows[0] == ["Oak", "#N/A"]
    assert sheet.struck == {(1, 0)}
    assert sheet.hidden_rows == {2}
