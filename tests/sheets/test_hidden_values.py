"""What no spreadsheet program shows is not read: values below a merge, an index that is no text's."""

from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from siptui.sheets.open_file import open_sheets
from support.files_made.zipping import parts, zipped

ROWS = [["Name", "Dec", "Mar"], ["Wren", "2b", "5a"], ["Teal", "2a", "2a"]]  # B2:C2 is merged over 5a


def as_xlsx(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("T")
        sheet.merge_range("B2:C2", "2b")
        for y, row in enumerate(ROWS):
            sheet.write_row(y, 0, row)


def as_xls(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("T", cell_overwrite_ok=True)
    sheet.write_merge(1, 1, 1, 2, "2b")
    for y, row in enumerate(ROWS):
        for x, text in enumerate(row):
            sheet.write(y, x, text)
    book.save(str(path))


def as_ods(path: Path) -> None:
    document, table = OpenDocumentSpreadsheet(), Table(name="T")
    for y, row in enumerate(ROWS):
        table.addElement(line := TableRow())
        for x, text in enumerate(row):
            over = {"numbercolumnsspanned": 2, "numberrowsspanned": 1} if (y, x) == (1, 1) else {}
            cell = (CoveredTableCell if (y, x) == (1, 2) else TableCell)(valuetype="string", **over)
            cell.addElement(P(text=text))
            line.addElement(cell)
    document.spreadsheet.addElement(table)
    document.save(str(path))


@pytest.mark.parametrize("kind", [as_xlsx, as_xls, as_ods], ids=lambda kind: kind.__name__)
def test_what_lies_below_a_merge_is_not_read(tmp_path: Path, kind: object) -> None:
    path = tmp_path / f"a.{kind.__name__.removeprefix('as_')}"  # type: ignore[attr-defined]
    kind(path)  # type: ignore[operator]
    (sheet,) = open_sheets(path)
    assert [[sheet.text(y, x) for x in range(3)] for y in range(3)] == [ROWS[0], ["Wren", "2b", ""], ROWS[2]]


@pytest.mark.parametrize("white", [b" ", b"\n", b"\t ", b"\r\n  "])
def test_white_space_for_an_index_is_a_blank(tmp_path: Path, white: bytes) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("T").write_row(0, 0, ["5a", "2b", "2a"])
    content = parts(path.read_bytes())
    name = "xl/worksheets/sheet1.xml"
    assert b"<v>1</v>" in content[name]
    content[name] = content[name].replace(b"<v>1</v>", b"<v>" + white + b"</v>")
    path.write_bytes(zipped(content))
    (sheet,) = open_sheets(path)
    assert [sheet.text(0, x) for x in range(3)] == ["5a", "", "2a"]
