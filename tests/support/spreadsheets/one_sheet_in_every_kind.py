"""One sheet with a hidden row and an error in it, in every kind of file that a tracking sheet comes in."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlwt
from msoffcrypto.format.ooxml import OOXMLFile
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

from support.files_made.binary_books import NOT_AVAILABLE, Error, save_xls_95, save_xlsb

HEAD = ("UPN", "Surname", "Forename", "Year", "Reading Dec 10")
PUPILS = (("Élmtree", "Wren", "2b"), ("Oak", "Coot", "3c"), ("Ash", "Knot", "2a"), ("Birch", "Ruff", None))
ROWS: list[list[str | float | type[Error] | None]] = [
    list(HEAD),
    *(["", surname, forename, 3, level] for surname, forename, level in PUPILS),
]
ROWS[4][4] = Error
HIDDEN = {2}
STRICT = (
    (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (b"http://schemas.openxmlformats.org/officeDocument/2006/rel", b"http://purl.oclc.org/ooxml/officeDocument/rel"),
)


def xlsx(path: Path) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in ROWS:
        sheet.append(["#N/A" if cell is Error else cell for cell in row])
    sheet["E5"].data_type = "e"
    sheet.row_dimensions[3].hidden = True
    book.save(path)
    return path


def changed(path: Path, *replacements: tuple[bytes, bytes]) -> Path:
    """The same package with some of its text put otherwise."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            for old, new in replacements:
                content = content.replace(old, new)
            archive.writestr(name, content)
    return path


def prefixed(path: Path) -> Path:
    """With a prefix before every element of the sheet, as some writers have it."""
    tags = [b"worksheet", b"sheetData", b"row", b"cols", b"col", b"c", b"v", b"f", b"is", b"t"]
    opened = [(b"<" + t + end, b"<x:" + t + end) for t in tags for end in (b" ", b">", b"/")]
    closed = [(b"</" + t + b">", b"</x:" + t + b">") for t in tags]
    with zipfile.ZipFile(xlsx(path)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    xml = parts[name].replace(b"<worksheet xmlns=", b"<worksheet xmlns:x=")
    for old, new in (*opened, *closed):
        xml = xml.replace(old, new)
    other = [b"sheetPr", b"outlinePr", b"pageSetUpPr", b"dimension", b"sheetViews", b"sheetView", b"selection"]
    for tag in (*other, b"sheetFormatPr", b"pageMargins"):
        xml = xml.replace(b"<" + tag, b"<x:" + tag).replace(b"</" + tag, b"</x:" + tag)
    with zipfile.ZipFile(path, "w") as archive:
        for each, content in (parts | {name: xml}).items():
            archive.writestr(each, content)
    return path


def xls(path: Path) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("T")
    for y, row in enumerate(ROWS):
        for x, cell in enumerate(row):
            if cell is Error:
                sheet.row(y).set_cell_error(x, NOT_AVAILABLE)
            elif cell is not None:
                sheet.write(y, x, cell)
    sheet.row(2).hidden = True
    book.save(str(path))
    return path


def ods(path: Path) -> Path:
    document = OpenDocumentSpreadsheet()
    table = Table(name="T")
    for y, row in enumerate(ROWS):
        line = TableRow(visibility="collapse") if y in HIDDEN else TableRow()
        for cell in row:
            if cell is Error:  # as OpenOffice 3 wrote it
                held = TableCell(valuetype="float", value="0", formula="of:=NA()")
                held.addElement(P(text="#N/A"))
            elif isinstance(cell, str):
                held = TableCell(valuetype="string")
                held.addElement(P(text=cell))
            else:
                held = TableCell(valuetype="float", value=cell) if cell is not None else TableCell()
            line.addElement(held)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(path))
    return path


def web_page(path: Path, encoding: str = "cp1252", said: str = "windows-1252") -> Path:
    """As school systems write it: closing tags left out, one row hidden."""
    lines = [f"<tr{' style=display:none' if y in HIDDEN else ''}>" for y in range(len(ROWS))]
    for y, row in enumerate(ROWS):
        lines[y] += "".join(f"<td>{'#N/A' if cell is Error else cell}" for cell in row)
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={said}">'
    path.write_bytes(f"<html><head>{meta}</head><body><table>{''.join(lines)}</table>".encode(encoding))
    return path


def xml_2003(path: Path) -> Path:
    def cell(value: object) -> str:
        kind = "Error" if value is Error else "String" if isinstance(value, str) else "Number"
        if value is None:
            return "<Cell/>"
        return f'<Cell><Data ss:Type="{kind}">{"#N/A" if value is Error else value}</Data></Cell>'

    rows = (f"<Row{' ss:Hidden=' + chr(34) + '1' + chr(34) if y in HIDDEN else ''}>" for y in range(len(ROWS)))
    body = "".join(f"{start}{''.join(map(cell, row))}</Row>" for start, row in zip(rows, ROWS, strict=True))
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    path.write_text(
        f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="{space}" '
        f'xmlns:ss="{space}"><Worksheet ss:Name="T"><Table>{body}</Table></Worksheet></Workbook>'
    )
    return path


def text(encoding: str, separator: str, mark: bytes = b"") -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        rows = ([("#N/A" if c is Error else "" if c is None else str(c)) for c in row] for row in ROWS)
        path.write_bytes(mark + "".join(f"{separator.join(row)}\r\n" for row in rows).encode(encoding))
        return path

    return write


CONTAINERS: dict[str, Callable[[Path], Path]] = {
    "xlsx": xlsx,
    "xlsx, strict": lambda p: changed(xlsx(p), *STRICT),
    "xlsx, prefixed": prefixed,
    "xls of Excel 97": xls,
    "xls of Excel 95": lambda p: save_xls_95(p, "T", ROWS, HIDDEN),
    "xlsb": lambda p: save_xlsb(p, "T", ROWS, HIDDEN),
    "ods": ods,
    "web page": web_page,
    "web page that says Latin-1": lambda p: web_page(p, "cp1252", "iso-8859-1"),
    "web page in UTF-8": lambda p: web_page(p, "utf-8", "utf-8"),
    "XML of Excel 2003": xml_2003,
    "csv of Windows": text("cp1252", ","),
    "csv in UTF-8": text("utf-8", ";"),
    "csv with a mark": text("utf-8-sig", ","),
    "tsv in UTF-16": text("utf-16", "\t"),
    "tsv in UTF-16 without a mark": text("utf-16-le", "\t"),
    "csv in UTF-16, big end first": text("utf-16-be", ",", b"\xfe\xff"),
    "csv that names its separator": text("cp1252", "|", b"sep=|\r\n"),
}


def locked(path: Path, password: str) -> Path:
    opened = io.BytesIO(xlsx(path).read_bytes())
    with path.open("wb") as file:
        OOXMLFile(opened).encrypt(password, file)
    return path
