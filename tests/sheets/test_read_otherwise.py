"""Files that one reader does not open, or in which it takes texts for blanks, are read by another."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from siptui.records.problem import Refused
from siptui.sheets.cells import Cell
from siptui.sheets.open_file import open_sheets
from siptui.sheets.readers import calamine_reader
from support.files_made.zipping import parts, zipped

ROWS = [["Name", "Dec"], ["Wren", "2b"], ["Teal", "2a"]]


def ods() -> dict[str, bytes]:
    """The parts of an OpenDocument file of these rows."""
    document, table = OpenDocumentSpreadsheet(), Table(name="T")
    for row in ROWS:
        table.addElement(line := TableRow())
        for text in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            line.addElement(cell)
    document.spreadsheet.addElement(table)
    saved = io.BytesIO()
    document.save(saved)
    return parts(saved.getvalue())


def texts(path: Path) -> list[list[Cell]]:
    (sheet,) = open_sheets(path)
    return [[sheet.text(y, x) for x in range(2)] for y in range(3)]


def test_texts_without_a_type(tmp_path: Path) -> None:
    content = ods()
    content["content.xml"] = content["content.xml"].replace(b' office:value-type="string"', b"")
    path = tmp_path / "a.ods"
    path.write_bytes(zipped(content))
    assert texts(path) == ROWS


def test_an_opendocument_that_does_not_say_that_it_is_one(tmp_path: Path) -> None:
    content = ods()
    del content["mimetype"]
    path = tmp_path / "a.ods"
    path.write_bytes(zipped(content))
    assert texts(path) == ROWS


def test_white_space_between_cells(tmp_path: Path) -> None:
    content = ods()
    content["content.xml"] = content["content.xml"].replace(b"<table:table-cell", b"\n  <table:table-cell")
    path = tmp_path / "a.ods"
    path.write_bytes(zipped(content))
    assert texts(path) == ROWS


def xlsx() -> bytes:
    saved = io.BytesIO()
    with xlsxwriter.Workbook(saved) as book:
        sheet = book.add_worksheet("T")
        for y, row in enumerate(ROWS):
            sheet.write_row(y, 0, row)
    return saved.getvalue()


def test_parts_named_with_backslashes(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts(xlsx()).items():
            archive.writestr(name.replace("/", "\\"), content)
    assert texts(path) == ROWS


def test_what_calamine_does_not_open_openpyxl_may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ValueError("not for me")

    monkeypatch.setattr(calamine_reader, "_sheets", fails)
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx())
    assert texts(path) == ROWS


def test_what_neither_opens_is_damaged_and_the_advice_helps(tmp_path: Path) -> None:
    content = parts(xlsx())
    content["xl/workbook.xml"] = b"<workbook"
    path = tmp_path / "a.xlsx"
    path.write_bytes(zipped(content))
    with pytest.raises(Refused, match=r"save it again as \.xlsx"):
        open_sheets(path)


@pytest.mark.parametrize(
    ("begins", "name"),
    [
        (b"\x1f\x8b\x08", "Gnumeric"),
        (b"\x00\x00\x1a\x00", "Lotus 1-2-3"),
        (struct.pack("<HH", 0x0009, 4), "Excel 2"),
        (struct.pack("<HH", 0x0209, 6), "Excel 3"),
        (struct.pack("<HH", 0x0409, 6), "Excel 4"),
    ],
)
def test_old_programs_are_called_by_their_names(tmp_path: Path, begins: bytes, name: str) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(begins + b"\x01\x02" * 40)
    with pytest.raises(Refused, match=name):
        open_sheets(path)
