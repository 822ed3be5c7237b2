"""Every container a tracking sheet comes in, known by its content, with the same answer out of each."""

import re
import subprocess
import sys
import threading
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from siptui.framework import load
from siptui.intake import limits, read_in_child
from siptui.intake.read_in_child import read_tracking
from siptui.records.fields import fields_of
from siptui.records.problem import Refused
from siptui.sheets.cells import UNSAVED, Sheet
from siptui.sheets.open_file import open_sheets
from siptui.sheets.problems import Locked, Stopped
from siptui.store.store import Store
from siptui.tracking.proposal_types import TrackingProposal
from support.places import SAMPLES
from support.spreadsheets.one_sheet_in_every_kind import CONTAINERS, locked, xlsx

FRAMEWORK = load("milton_keynes_2010_11")
FIELDS = fields_of(FRAMEWORK)
APS = (15 + 19 + 17) / 3


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
    """Between one sheet and the next, of which it is told no more."""
    stop = threading.Event()
    lines: list[str] = []

    def told(line: str) -> None:
        lines.append(line)
        stop.set()

    with pytest.raises(Stopped):
        read_tracking(SAMPLES / "tracking_whole_school.xlsx", FRAMEWORK, FIELDS, {}, stop=stop, told=told)
    assert lines == ["sheet 1 of 2"]


def test_the_reading_process_is_gone_when_it_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[read_in_child.Reading] = []
    real = read_in_child.Reading.__init__

    def noted(self: read_in_child.Reading, name: str) -> None:
        real(self, name)
        begun.append(self)

    monkeypatch.setattr(read_in_child.Reading, "__init__", noted)
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        read_tracking(SAMPLES / "tracking_whole_school.xlsx", FRAMEWORK, FIELDS, {}, stop=stop)
    assert begun[0].reader.status is not None


def test_what_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.01)
    with pytest.raises(Refused, match="could not be read within"):
        read(xlsx(tmp_path / "a.xlsx"))
