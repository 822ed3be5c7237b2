"""Workbooks as an authority might make them, with all that a library that loads and saves them would lose."""

import struct
import zlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from support.files_made.zipping import parts, zipped

YEARS = range(1, 7)
POINTS = ("Jul 2010", "Dec 10", "March 11", "July 2011")
SUBJECTS = ("Reading", "Writing", "Maths")
STALE = 12345
"""What stands beside a formula in place of its result, until it is reckoned anew."""


def picture() -> BytesIO:
    """A logo: a small PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([200, 30, 90]) * 24 for _ in range(12))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 24, 12, 8, 2, 0, 0, 0))
    return BytesIO(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def progress_book(path: Path, *, macros: bool = False, from_1904: bool = False, pupils: int = 0) -> Path:
    """Part D as one grid, another sheet that sums it up, a hidden one of lists, and perhaps `pupils` rows of pupils.

    Every other row has its cells already, with a style; the others have none.
    """
    book = xlsxwriter.Workbook(path, {"date_1904": from_1904})
    if macros:
        (path.parent / "vba.bin").write_bytes(b"macros, as they are kept " * 200)
        book.add_vba_project(str(path.parent / "vba.bin"))
    bold = book.add_format({"bold": True, "bg_color": "#DDEEFF"})
    score = book.add_format({"num_format": "0.00", "border": 1, "locked": False})
    sheet = book.add_worksheet("APS grid")
    _grid(sheet, bold, score)
    summing = book.add_worksheet("Overview & sums")
    lists = book.add_worksheet("Lists")
    lists.hide()
    lists.write_column(0, 0, ["on track", "below", "above"])
    book.define_name("First_year", "='APS grid'!$B$6:$E$6")
    for row, formula in enumerate(["=AVERAGE('APS grid'!B6:B11)", "=B1*2", "=1+1", "=SUM(First_year)", "=C1"]):
        summing.write_formula(row, 1, formula, None, STALE)
    summing.write("C1", 7.5)
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "='APS grid'!$B$6:$B$11", "name": "Reading"})
    summing.insert_chart("E2", chart)
    summing.add_sparkline("G1", {"range": "'APS grid'!B6:E6"})
    if pupils:
        some = book.add_worksheet("Pupils")
        for row in range(pupils):
            some.write_row(row, 0, [f"Invented Pupil {row}", row % 6 + 1, "F" if row % 2 else "M", *range(10, 26)])
    book.close()
    path.write_bytes(with_printer_settings(path.read_bytes()))
    return path


def _grid(sheet: Any, bold: Any, score: Any) -> None:
    sheet.insert_image("J1", "logo.png", {"image_data": picture(), "description": "The authority's logo"})
    sheet.merge_range("A1:F1", "Borough of Anywhere: pupil progress", bold)
    sheet.write("A2", "Name of school")
    sheet.merge_range("B2:D2", "", score)
    sheet.write("E2", "SIP:")
    row = 3
    for subject in SUBJECTS:
        sheet.write(row, 0, subject, bold)
        sheet.write_row(row + 1, 0, ["Yr", *POINTS, "Gain"], bold)
        for number, year in enumerate(YEARS, start=row + 2):
            sheet.write(number, 0, year)
            if year % 2:
                for column in range(1, len(POINTS) + 1):
                    sheet.write_blank(number, column, None, score)
            sheet.write_formula(number, 5, f'=IF(B{number + 1}="","",E{number + 1}-B{number + 1})', None, STALE)
        row += len(YEARS) + 3
    sheet.data_validation("H6:H11", {"validate": "list", "source": "=Lists!$A$1:$A$3"})
    sheet.conditional_format("B6:E11", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("B6:E11", {"type": "3_color_scale"})
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.write_comment("B6", "As at the end of July")
    sheet.protect()


def with_printer_settings(data: bytes) -> bytes:
    """A workbook whose first sheet has the settings of somebody's printer, as Excel keeps them."""
    found = parts(data)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/printerSettings"
    relations = "xl/worksheets/_rels/sheet1.xml.rels"
    said = f'<Relationship Id="rId99" Type="{kind}" Target="../printerSettings/printerSettings1.bin"/></Relationships>'
    found[relations] = found[relations].replace(b"</Relationships>", said.encode())
    found["xl/printerSettings/printerSettings1.bin"] = b"Anybody's printer\0" * 40
    found["xl/worksheets/sheet1.xml"] = found["xl/worksheets/sheet1.xml"].replace(
        b"<pageSetup ", b'<pageSetup r:id="rId99" '
    )
    its = b"application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"
    declared = b'<Default Extension="bin" ContentType="' + its + b'"/>'
    types = found["[Content_Types].xml"]
    found["[Content_Types].xml"] = (
        types if b'Extension="bin"' in types else types.replace(b"<Override", declared + b"<Override", 1)
    )
    return zipped(found)


def table_book(path: Path, sheets: dict[str, Sequence[Sequence[Any]]], from_1904: bool = False) -> Path:
    """Sheets with these cells, as they stand; a text that begins with "=" is a formula."""
    book = xlsxwriter.Workbook(path, {"date_1904": from_1904})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return path
