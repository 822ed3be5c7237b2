"""What calamine does not tell of a workbook, found in its parts: errors, formulas without a result, hidden, struck."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwt
from openpyxl import Workbook
from openpyxl.styles import Font

from siptui.sheets.cells import UNSAVED, Sheet, Untold
from siptui.sheets.not_told_by_calamine import ods_file, xls_file, xlsb_file, xlsx_file, xlsx_unaddressed_cells
from support.files_made.binary_books import save_xlsb
from support.files_made.zipping import parts
from support.spreadsheets.one_sheet_in_every_kind import ods

STRUCK = Font(strike=True)


def xlsx(change: Callable[[Workbook], None]) -> bytes:
    book, held = Workbook(), io.BytesIO()
    book.worksheets[0].title = "T"
    change(book)
    book.save(held)
    return held.getvalue()


def filled(book: Workbook) -> None:
    sheet = book.worksheets[0]
    for row in (["a", "b"], ["#N/A", "=1+1"], ["c", "d"]):
        sheet.append(row)
    sheet["A2"].data_type = "e"
    sheet["B3"].font = STRUCK
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True


WANTED = Untold(cells=[(1, 0, "#N/A"), (1, 1, UNSAVED)], rows={2}, columns={3}, struck={(2, 1)})


def test_an_xlsx() -> None:
    assert xlsx_file.find(xlsx(filled)) == {"T": WANTED}


def test_an_xlsx_of_which_a_sheet_is_passed_over() -> None:
    assert xlsx_file.find(xlsx(filled), {"T"}) == {}


def test_the_same_cells_where_none_says_its_place() -> None:
    xml = (
        '<worksheet><cols><col min="4" max="4" hidden="1"/></cols><sheetData><row><c t="s"><v>0</v></c><c/></row>'
        '<row><c t="e"><v>#N/A</v></c><c><f>1+1</f><v></v></c></row><row hidden="1"><c/><c s="1"/></row></sheetData>'
        "</worksheet>"
    )
    assert xlsx_unaddressed_cells.search(io.BytesIO(xml.encode()), {"1"}) == WANTED


def test_whether_every_cell_says_where_it_stands() -> None:
    search = xlsx_file.SheetSearch(b"")
    assert search.placed(b'<row r="1"><c r="A1"/></row>')
    assert not search.placed(b'<row><c r="A1"/></row>')
    assert not search.placed(b'<row r="1"><c t="s"/></row>')


def test_an_xls(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("T")
    crossed = xlwt.easyxf("font: struck_out on")
    sheet.write(0, 0, "a")
    sheet.row(1).set_cell_error(0, "#DIV/0!")
    sheet.write(2, 1, "d", crossed)
    sheet.row(2).hidden = True
    sheet.col(3).hidden = True
    book.save(str(tmp_path / "a.xls"))
    (found,) = xls_file.find((tmp_path / "a.xls").read_bytes())
    assert (found.cells, found.rows, found.columns, found.struck) == ([(1, 0, "#DIV/0!")], {2}, {3}, {(2, 1)})


def test_an_xlsb(tmp_path: Path) -> None:
    from support.files_made.binary_books import Error

    path = save_xlsb(tmp_path / "a.xlsb", "T", [["a"], [Error], ["b"]], {2})
    content = parts(path.read_bytes())
    sheet = next(part for name, part in content.items() if "sheet1" in name and name.endswith(".bin"))
    found = xlsb_file.search_xlsb(sheet)
    assert (found.cells, found.rows) == ([(1, 0, "#N/A")], {2})
    assert [name for _, name in xlsb_file.sheet_names(content["xl/workbook.bin"])] == ["T"]


@pytest.mark.parametrize("cut", [1, 7, 40])
def test_an_xlsb_cut_short_says_what_it_can(tmp_path: Path, cut: int) -> None:
    path = save_xlsb(tmp_path / "a.xlsb", "T", [["a"], ["b"]], {1})
    sheet = next(p for name, p in parts(path.read_bytes()).items() if "sheet1" in name and name.endswith(".bin"))
    assert xlsb_file.search_xlsb(sheet[:-cut]).cells == []


def test_an_ods(tmp_path: Path) -> None:
    given = Sheet(name="T", rows=[["x"] * 5 for _ in range(5)])
    given.rows[4][4] = ""
    ods_file.add(ods(tmp_path / "a.ods").read_bytes(), [given])
    assert given.hidden_rows == {2}
    assert given.rows[4][4] == "#N/A"
