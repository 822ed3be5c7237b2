"""Every container a tracking sheet comes in, known by its content, with the same answer out of each."""

import io
import re
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
import xlwt
from binary_books import NOT_AVAILABLE, Error, save_xls_95, save_xlsb
from msoffcrypto.format.ooxml import OOXMLFile
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook
from openpyxl.styles import Font

from siptui.framework import load
from siptui.intake import limits, tracking_file
from siptui.intake.tracking_file import read_tracking
from siptui.records.fields import fields_of
from siptui.records.problem import Refused
from siptui.sheets.cells import UNSAVED, Sheet
from siptui.sheets.open_file import open_sheets
from siptui.sheets.refusals import Locked, Stopped
from siptui.store.store import Store
from siptui.tracking.proposal import TrackingProposal

FRAMEWORK = load("milton_keynes_2010_11")
FIELDS = fields_of(FRAMEWORK)
SAMPLES = Path(__file__).parents[1] / "sample_workbooks"
HEAD = ("UPN", "Surname", "Forename", "Year", "Reading Dec 10")
PUPILS = (("Élmtree", "Wren", "2b"), ("Oak", "Coot", "3c"), ("Ash", "Knot", "2a"), ("Birch", "Ruff", None))
ROWS: list[list[str | float | type[Error] | None]] = [
    list(HEAD),
    *(["", surname, forename, 3, level] for surname, forename, level in PUPILS),
]
ROWS[4][4] = Error
HIDDEN = {2}
APS = (15 + 19 + 17) / 3
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
HIDES_NOTHING = {name for name in CONTAINERS if "csv" in name or "tsv" in name}


def read(path: Path, password: str = "") -> TrackingProposal:
    return read_tracking(path, FRAMEWORK, FIELDS, {}, password=password)


@pytest.mark.parametrize("name", ["a.xls", "a.csv"])
@pytest.mark.parametrize("container", CONTAINERS)
def test_the_same_out_of_each(tmp_path: Path, container: str, name: str) -> None:
    found = read(CONTAINERS[container](tmp_path / name))
    assert [(c.subject, c.year, c.point, c.aps, c.pupils) for c in found.grid] == [("reading", 3, "2010-12", APS, 3)]
    shift = "names its separator" in container
    assert [(n.row - shift, n.column, n.value) for n in found.not_counted] == [(5, "E", "#N/A")]
    assert [note.partition(": ")[2] for note in found.notes] == (
        [] if container in HIDES_NOTHING else ["pupils in hidden rows count like the others: row 3"]
    )
    assert "mtree" not in str(found.as_json())


def page(tmp_path: Path, body: str) -> list[Sheet]:
    path = tmp_path / "Year 3.xls"
    path.write_text(f"<html><body>{body}")
    return open_sheets(path)


def test_spans_of_a_web_page(tmp_path: Path) -> None:
    (sheet,) = page(
        tmp_path,
        "<table><thead><tr><th rowspan=2>UPN<th colspan='2'>Reading<th rowspan=99>Year<tr><th>Dec&nbsp;10<th>Jul 11"
        "<tbody><tr><td>A<br>B<td><b>2</b>b &amp; <span style='display:none'>99</span>c<td> 3 <td rowspan=0>4"
        "<tr><td colspan=x>C<td>D<td>E",
    )
    assert sheet.name == "Year 3"
    assert sheet.rows == [
        ["UPN", "Reading", "", "Year"],
        ["", "Dec\xa010", "Jul 11"],
        ["A B", "2b & c", "3", "4"],
        ["C", "D", "E"],
    ]
    assert sheet.merges == [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3), (2, 3, 3, 3)]


def test_tables_of_a_web_page_are_sheets(tmp_path: Path) -> None:
    inner = "<h2>Year 4</h2><table><tr><td>b</table>"
    sheets = page(
        tmp_path,
        "<h1>Ashwell</h1><table><caption>Year 3</caption><tr><td>a</table>"
        f"<table><tr><td>outside{inner}</table><table style='display: none'><tr><td>c</table><table></table>",
    )
    assert [(s.name, s.rows, s.hidden) for s in sheets] == [
        ("Year 3", [["a"]], False),
        ("Table 2", [["outsideYear 4"]], False),
        ("Year 4", [["b"]], False),
        ("Table 4", [["c"]], True),
    ]


def test_what_an_xml_spreadsheet_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(
        '<?xml version="1.0" encoding="windows-1252"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        '<Worksheet ss:Name="Élan"><Table><Column ss:Index="2" ss:Hidden="1" ss:Span="1"/>'
        '<Row ss:Index="2"><Cell ss:Index="3" ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">a<b>b</b>'
        '</Data><Comment><ss:Data ss:Type="String">no</ss:Data></Comment></Cell> <Cell><Data ss:Type="Number">1.5'
        '</Data></Cell></Row><Row><Cell><Data ss:Type="DateTime">2003-09-01T00:00:00.000</Data></Cell>'
        '<Cell ss:Formula="=1"/><Cell ss:Index="5"><Data ss:Type="Boolean">1</Data></Cell></Row></Table></Worksheet>'
        '<Worksheet ss:Name="B"><Table/><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>'
        "</Worksheet></Workbook>",
        encoding="cp1252",
    )
    first, second = open_sheets(path)
    assert first.name == "Élan"
    assert first.rows == [[], ["", "", "ab", "", 1.5], [date(2003, 9, 1), UNSAVED, "", "", True]]
    assert first.merges == [(1, 2, 2, 3)]
    assert first.hidden_columns == {1, 2}
    assert (first.hidden, second.hidden) == (False, True)


def test_blank_columns_and_clock_times_keep_their_places(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["C3"], sheet["D3"], sheet["D4"] = "x", datetime(2010, 12, 1, 9, 30), "=1+1"
    sheet.column_dimensions["D"].hidden = True
    book.save(tmp_path / "a.xlsx")
    (found,) = open_sheets(tmp_path / "a.xlsx")
    assert [row[2:] for row in found.rows] == [["", ""], ["", ""], ["x", date(2010, 12, 1)], ["", UNSAVED]][
        : len(found.rows)
    ]
    assert found.hidden_columns == {3}


@pytest.mark.parametrize("address", [r' r="[A-Z]+\d+"', r' r="\d+"', r' r="[A-Z]*\d+"'])
def test_cells_that_do_not_say_where_they_stand(tmp_path: Path, address: str) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["a", "b", "c"], ["x", "#N/A", "=1+1"], ["y", 2, 3]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet["B3"].font, sheet["C3"].font = Font(strike=True), Font(strike=False, bold=True)
    book.save(tmp_path / "with.xlsx")
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(tmp_path / "with.xlsx") as old, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, re.sub(address.encode(), b"", text) if name == part else text)
    for path in (tmp_path / "with.xlsx", tmp_path / "a.xlsx"):
        (found,) = open_sheets(path)
        assert [row[:3] for row in found.rows] == [["a", "b", "c"], ["x", "#N/A", UNSAVED], ["y", 2, 3]]
        assert found.hidden_rows == {2}
        assert found.struck == {(2, 1)}


def locked(path: Path, password: str) -> Path:
    opened = io.BytesIO(xlsx(path).read_bytes())
    with path.open("wb") as file:
        OOXMLFile(opened).encrypt(password, file)
    return path


def test_a_locked_workbook(tmp_path: Path) -> None:
    path = locked(tmp_path / "a.xlsx", "rook-7")
    with pytest.raises(Locked, match="password-protected; give its password"):
        read(path)
    with pytest.raises(Locked, match="not its password") as caught:
        read(path, "rook-8")
    assert "rook" not in str(caught.value)
    assert read(path, "rook-7").grid[0].aps == APS
    assert read(xlsx(tmp_path / "b.xlsx"), "rook-7").grid[0].aps == APS


def test_a_lock_that_excel_opens_without_asking(tmp_path: Path) -> None:
    assert read(locked(tmp_path / "a.xlsx", "VelvetSweatshop")).grid[0].aps == APS


def test_the_command_takes_a_password_from_standard_input(tmp_path: Path, store: Store, ashwell: str) -> None:
    path = locked(tmp_path / "a.xlsx", "rook-7")
    command = [sys.executable, "-m", "siptui", "--store", str(store.folder), "import", str(path), "--school", ashwell]
    command += ["--dry-run", "--password"]
    for typed, status, said in (
        ("rook-7\n", 0, "17.00"),
        ("", 1, "give its password"),
        ("no\n", 1, "not its password"),
    ):
        done = subprocess.run(command, input=typed, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stderr
        assert said in done.stdout + done.stderr
        assert "rook" not in done.stdout + done.stderr


def test_reading_is_stopped_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second into reading a file that would take longer."""
    stop = threading.Event()
    lines: list[str] = []

    def told(line: str) -> None:
        lines.append(line)
        stop.set()

    began = time.monotonic()
    with pytest.raises(Stopped):
        read_tracking(SAMPLES / "tracking_whole_school.xlsx", FRAMEWORK, FIELDS, {}, stop=stop, told=told)
    assert time.monotonic() - began < 3
    assert lines[0] == "sheet 1 of 2"


def test_the_reading_process_is_gone_when_it_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[tracking_file.Reading] = []
    real = tracking_file.Reading.__init__

    def noted(self: tracking_file.Reading, name: str) -> None:
        real(self, name)
        begun.append(self)

    monkeypatch.setattr(tracking_file.Reading, "__init__", noted)
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        read_tracking(SAMPLES / "tracking_whole_school.xlsx", FRAMEWORK, FIELDS, {}, stop=stop)
    assert begun[0].reader.status is not None


def test_what_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.01)
    with pytest.raises(Refused, match="could not be read within"):
        read(xlsx(tmp_path / "a.xlsx"))
