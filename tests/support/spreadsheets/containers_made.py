"""The same cells in every kind of file that a school may send; each writer takes a path and Sheets."""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from html import escape
from pathlib import Path

import pytest
import xlwt
from odf import opendocument, style, table, text
from openpyxl import Workbook
from openpyxl.utils import range_boundaries

from support.files_made.old_binaries import biff5, xlsb
from support.spreadsheets.layouts import Sheet

Writer = Callable[[Path, list[Sheet]], None]
STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def box(merge: str) -> tuple[int, int, int, int]:
    """A merged range as first row, last row, first column, last column, counted from 0."""
    left, top, right, bottom = (int(n or 0) - 1 for n in range_boundaries(merge))
    return top, bottom, left, right


def xlsx(path: Path, sheets: list[Sheet]) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for made in sheets:
        sheet = book.create_sheet(made.name)
        for row in made.rows:
            sheet.append(row)
        for merge in made.merges:
            sheet.merge_cells(merge)
        for y in made.hidden_rows:
            sheet.row_dimensions[y + 1].hidden = True
        sheet.sheet_state = "hidden" if made.hidden else "visible"
    book.save(path)


def _rewritten(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, change(name, data))


def strict(path: Path, sheets: list[Sheet]) -> None:
    """An xlsx with the namespaces of ISO 29500 Strict, as Excel's "Strict Open XML Spreadsheet" has them."""
    xlsx(path, sheets)

    def change(name: str, data: bytes) -> bytes:
        if name.startswith("[") or (name.endswith(".rels") and name.startswith("docProps")):
            return data
        for old, new in STRICT.items():
            data = data.replace(old.encode(), new.encode())
        return data.replace(b"<workbook ", b'<workbook conformance="strict" ') if name == "xl/workbook.xml" else data

    _rewritten(path, change)


def xlsm(path: Path, sheets: list[Sheet]) -> None:
    """An xlsx that says it has macros."""
    xlsx(path, sheets)
    plain, macros = b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
    old = b"application/vnd.openxmlformats-officedocument." + plain
    _rewritten(path, lambda name, data: data.replace(old, b"application/vnd." + macros) if name[0] == "[" else data)


def xlsxwriter(path: Path, sheets: list[Sheet]) -> None:
    """By the library XlsxWriter, where there is one."""
    module = pytest.importorskip("xlsxwriter")
    book = module.Workbook(str(path))
    dates = book.add_format({"num_format": "dd/mm/yyyy"})
    for made in sheets:
        sheet = book.add_worksheet(made.name)
        for y, row in enumerate(made.rows):
            for x, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(y, x, cell, dates)
                elif cell is not None:
                    sheet.write(y, x, cell) if isinstance(cell, int | float) else sheet.write_string(y, x, str(cell))
        for merge in made.merges:
            top, bottom, left, right = box(merge)
            cell = made.rows[top][left]
            sheet.merge_range(top, left, bottom, right, None)
            sheet.write_datetime(top, left, cell, dates) if isinstance(cell, date) else sheet.write(top, left, cell)
        for y in made.hidden_rows:
            sheet.set_row(y, None, None, {"hidden": True})
        if made.hidden:
            sheet.hide()
    book.close()


def xls(path: Path, sheets: list[Sheet]) -> None:
    book = xlwt.Workbook()
    dates = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for made in sheets:
        sheet = book.add_sheet(made.name)
        merged = {box(m)[0::2]: box(m) for m in made.merges}
        for y, row in enumerate(made.rows):
            for x, cell in enumerate(row):
                look = (dates,) if isinstance(cell, date) else ()
                if (y, x) in merged:
                    sheet.write_merge(*merged[y, x], cell, *look)
                elif cell is not None:
                    sheet.write(y, x, cell, *look)
        for y in made.hidden_rows:
            sheet.row(y).hidden = True
        sheet.visibility = int(made.hidden)
    book.save(str(path))


def _ods_cell(cell: object, across: int) -> table.TableCell:
    spans = {"numbercolumnsspanned": across, "numberrowsspanned": 1} if across > 1 else {}
    if cell is None:
        return table.TableCell(**spans)
    if isinstance(cell, date):
        made = table.TableCell(valuetype="date", datevalue=cell.isoformat(), **spans)
    elif isinstance(cell, int | float):
        made = table.TableCell(valuetype="float", value=str(cell), **spans)
    else:
        made = table.TableCell(valuetype="string", **spans)
    made.addElement(text.P(text=str(cell)))
    return made


def ods(path: Path, sheets: list[Sheet]) -> None:
    book = opendocument.OpenDocumentSpreadsheet()
    unseen = style.Style(name="unseen", family="table")
    unseen.addElement(style.TableProperties(display="false"))
    book.automaticstyles.addElement(unseen)
    for made in sheets:
        sheet = table.Table(name=made.name, **({"stylename": unseen} if made.hidden else {}))
        across = {box(m)[0::2]: box(m)[3] - box(m)[2] + 1 for m in made.merges}
        for y, row in enumerate(made.rows):
            line = table.TableRow(**({"visibility": "collapse"} if y in made.hidden_rows else {}))
            covered = 0
            for x, cell in enumerate(row):
                if covered:
                    line.addElement(table.CoveredTableCell())
                    covered -= 1
                    continue
                line.addElement(_ods_cell(cell, across.get((y, x), 1)))
                covered = across.get((y, x), 1) - 1
            sheet.addElement(line)
        book.spreadsheet.addElement(sheet)
    book.save(str(path))


def shown(cell: object) -> str:
    """A cell as a text file holds it: a date as Excel writes it in England."""
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    return "" if cell is None else str(cell)


def separated(delimiter: str, encoding: str, mark: bytes = b"") -> Writer:
    def write(path: Path, sheets: list[Sheet]) -> None:
        (made,) = sheets
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows([shown(c) for c in r] for r in made.rows)
        path.write_bytes(mark + out.getvalue().encode(encoding))

    return write


def html(path: Path, sheets: list[Sheet]) -> None:
    """A web page of a table, called .xls: what many a school's system exports."""
    (made,) = sheets
    spans = {box(m)[0::2]: box(m)[3] - box(m)[2] for m in made.merges}
    lines = []
    for y, row in enumerate(made.rows):
        cells, skip = [], 0
        for x, cell in enumerate(row):
            if skip:
                skip -= 1
                continue
            skip = spans.get((y, x), 0)
            wide = f' colspan="{skip + 1}"' if skip else ""
            said = escape(shown(cell)).replace("\xa0", "&nbsp;") or "&nbsp;"
            cells.append(f"<td{wide}>{said}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    head = '<meta charset="utf-8"><title>Export</title>'
    page = f"<html><head>{head}</head><body><table border=1>{''.join(lines)}</table></body></html>"
    path.write_text(page, encoding="utf-8")


def _xml_cell(cell: object, across: int, index: int) -> str:
    kind, said = "String", escape(shown(cell))
    if isinstance(cell, date):
        kind, said = "DateTime", f"{cell.isoformat()}T00:00:00.000"
    elif isinstance(cell, int | float):
        kind = "Number"
    merged = f' ss:MergeAcross="{across}"' if across else ""
    return f'<Cell ss:Index="{index}"{merged}><Data ss:Type="{kind}">{said}</Data></Cell>'


def xml_2003(path: Path, sheets: list[Sheet]) -> None:
    """SpreadsheetML 2003, called .xls."""
    parts = []
    for made in sheets:
        spans = {box(m)[0::2]: box(m)[3] - box(m)[2] for m in made.merges}
        rows = []
        for y, row in enumerate(made.rows):
            cells = "".join(_xml_cell(c, spans.get((y, x), 0), x + 1) for x, c in enumerate(row) if c is not None)
            hidden = ' ss:Hidden="1"' if y in made.hidden_rows else ""
            rows.append(f"<Row{hidden}>{cells}</Row>")
        options = "<Visible>SheetHidden</Visible>" if made.hidden else ""
        options = f'<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">{options}</WorksheetOptions>'
        name = escape(made.name)
        parts.append(f'<Worksheet ss:Name="{name}"><Table>{"".join(rows)}</Table>{options}</Worksheet>')
    spaces = (
        'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    )
    start = f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook {spaces}>'
    path.write_text(f"{start}{''.join(parts)}</Workbook>", encoding="utf-8")


# By what it is: the ending that a school's file has, the writer, and whether it holds more than one sheet.
CONTAINERS: dict[str, tuple[str, Writer, bool]] = {
    "xlsx": ("xlsx", xlsx, True),
    "xlsx by XlsxWriter": ("xlsx", xlsxwriter, True),
    "Strict xlsx": ("xlsx", strict, True),
    "xlsm": ("xlsm", xlsm, True),
    "xls of Excel 97": ("xls", xls, True),
    "xls of Excel 95": ("xls", biff5, True),
    "xlsb": ("xlsb", xlsb, True),
    "ods": ("ods", ods, True),
    "csv in UTF-8": ("csv", separated(",", "utf-8"), False),
    "csv in UTF-8 with a mark": ("csv", separated(",", "utf-8", codecs.BOM_UTF8), False),
    "csv in cp1252": ("csv", separated(",", "cp1252"), False),
    "csv in UTF-16": ("csv", separated(",", "utf-16-le", codecs.BOM_UTF16_LE), False),
    "csv with semicolons": ("csv", separated(";", "utf-8"), False),
    "tsv in cp1252": ("txt", separated("\t", "cp1252"), False),
    "tsv called xls": ("xls", separated("\t", "utf-16-le", codecs.BOM_UTF16_LE), False),
    "HTML called xls": ("xls", html, False),
    "XML 2003 called xls": ("xls", xml_2003, True),
}


def write(container: str, folder: Path, sheets: list[Sheet], name: str = "tracking") -> Path:
    """A file of that kind with these sheets."""
    ending, writer, _ = CONTAINERS[container]
    path = folder / f"{re.sub('[^a-z0-9]+', '_', name.lower())}.{ending}"
    writer(path, sheets)
    return path


def can_hold(container: str, sheets: list[Sheet]) -> bool:
    return CONTAINERS[container][2] or len(sheets) == 1
