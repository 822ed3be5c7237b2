"""The annotated copy of a school's own file: what is marked, what is said, and what the command does."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
import xlwt
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from siptui.cli.command_table import cli
from siptui.framework import load
from siptui.intake.read_in_child import read_tracking
from siptui.records.fields import fields_of
from siptui.records.workbook_mark import Mark
from siptui.sheets.open_file import open_sheets
from siptui.store.store import Store
from siptui.tracking.preview.cells_to_mark import marks, wording
from siptui.tracking.proposal_types import NotCounted, TrackingProposal
from siptui.tracking.words.reasons import why
from siptui.workbooks.in_place.marked_copy import marked
from support.files_made.zipping import COLOURS, STRICT, parts, values, zipped
from support.places import SAMPLES

FRAMEWORK = load("milton_keynes_2010_11")
FIELDS = fields_of(FRAMEWORK)
HEAD = ["UPN", "Surname", "Forename", "Year", "Reading Dec 10", "Bus"]


def tracking(path: Path, rows: Iterable[Sequence[object]] = ()) -> Path:
    """A class with a cell that is no level, a pupil without a year, a column that says nothing, and an average."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Oaks"
    sheet.append(["Oaks (invented)"])
    sheet.append(HEAD)
    for n in range(8):
        sheet.append([None, f"Oak{n}", "Wren", 3, "2b", "Bus 9"])
    sheet["E5"], sheet["E6"], sheet["E7"], sheet["D8"] = "3x", "A", None, None
    for row in rows:
        sheet.append(list(row))
    sheet.append(["Average", None, None, None, 15])
    book.create_sheet("Key").append(["2b", "is as expected"])
    book.save(path)
    return path


def said_of(path: Path, answers: dict[str, str] | None = None) -> dict[str, Mark]:
    proposal = read_tracking(path, FRAMEWORK, FIELDS, {}, answers)
    made = marks(proposal, open_sheets(path))
    return {f"{m.sheet}!{'ABCDEFGH'[m.column]}{m.row + 1}": m for m in made}


def test_what_was_not_understood_is_marked_and_what_was_is_not(tmp_path: Path) -> None:
    found = said_of(tracking(tmp_path / "a.xlsx"))
    assert found["Oaks!E5"].text == "This is not a level siptui knows: 3x. Please correct it or leave it blank."
    assert found["Oaks!E5"].kind == "mend"
    assert "what this column is" in found["Oaks!F2"].text
    assert "no heading row" in found["Key!A1"].text
    assert "3 cells are marked" in found["Oaks!A1"].text
    year = next(place for place, mark in found.items() if "year" in mark.text.lower() and place[-1] in "28")
    assert set(found) == {"Oaks!E5", "Oaks!F2", "Oaks!A1", "Key!A1", year}


def test_a_question_stands_where_it_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("UPN,Surname,Forename,Year,Reading Dec 10\n" + "".join(f",Oak{n},Wren,3,2.{n}\n" for n in range(3)))
    found = said_of(path)
    (place,) = [p for p in found if not p.endswith("A1")]
    assert place == "a!E1"
    assert "which sublevels are these? One of:" in found[place].text
    assert found[place].kind == "look"


def test_merged_cells_are_marked_in_their_first() -> None:
    path = SAMPLES / "tracking_whole_school.xlsx"
    sheets = open_sheets(path)
    top, left, _, right = next(m for s in sheets for m in s.merges if m[3] > m[1])
    letter = chr(65 + right) if right < 26 else f"A{chr(65 + right - 26)}"
    proposal = TrackingProposal(
        source="a.xlsx",
        not_counted=[NotCounted(sheets[0].name, top + 1, letter, "", why("not_a_level", value="odd"))],
    )
    assert [(m.row, m.column) for m in marks(proposal, sheets) if m.kind == "mend"] == [(top, left)]


def test_marks_are_bounded_and_the_rest_is_counted(tmp_path: Path) -> None:
    sheets = open_sheets(tracking(tmp_path / "a.xlsx"))
    most = wording().most
    listed = [NotCounted("Oaks", y, "E", "3x", why("not_a_level", value="3x")) for y in range(5, most + 105)]
    made = marks(TrackingProposal(source="a.xlsx", not_counted=listed), sheets)
    assert sum(m.kind == "mend" for m in made) == most
    (note,) = [m for m in made if m.kind == "note"]
    assert "100 more of the same kind" in note.text
    copy = marked((tmp_path / "a.xlsx").read_bytes(), made, COLOURS).content
    drawing = parts(copy)["xl/drawings/vmlDrawing1.vml"]
    assert b'data="1,2"' in drawing
    assert drawing.count(b"<v:shape ") == most + 1


# The command.


@pytest.fixture
def run(store: Store, ashwell: str) -> Callable[..., Result]:
    def command(file: Path, *words: object) -> Result:
        words = ("--store", store.folder, "--as", "tester", "import", file, "--school", ashwell, *words)
        return CliRunner().invoke(cli, [str(word) for word in words])

    return command


def problem(result: Result) -> str:
    return str(result.exception)


def test_the_copy_is_written_though_the_import_stops(tmp_path: Path, run: Callable[..., Result]) -> None:
    path, out = tracking(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    before = path.read_bytes()
    result = run(path, "--annotate", out, "--yes")
    assert result.exit_code == 1
    assert "cells marked" in result.stderr
    assert load_workbook(out)["Oaks"]["E5"].comment.author == "siptui"
    assert path.read_bytes() == before
    out.write_bytes(b"old")
    assert not run(path, "--annotate", out, "--dry-run", "--json").stdout
    assert out.read_bytes() == b"old"
    result = run(path, "--annotate", out, "--force", "--dry-run", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["questions"]
    assert load_workbook(out)["Oaks"]["E5"].comment


def test_pupils_who_stand_twice_are_marked_too(tmp_path: Path, run: Callable[..., Result]) -> None:
    upn = "H801200001001"
    rows = [[upn, "Elm", "Robin", 3, "2b", "x"], [upn, "Elm", "Robin", 3, "2a", "x"]]
    result = run(tracking(tmp_path / "a.xlsx", rows), "--annotate", tmp_path / "b.xlsx")
    assert "also stands in row 11" in result.stderr
    assert "also stands in row 11" in load_workbook(tmp_path / "b.xlsx")["Oaks"]["A12"].comment.text


def test_the_schools_own_file_is_never_written_over(tmp_path: Path, run: Callable[..., Result]) -> None:
    path = tracking(tmp_path / "a.xlsx")
    before = path.read_bytes()
    (tmp_path / "c.xlsx").symlink_to(path)
    (tmp_path / "d.xlsx").hardlink_to(path)
    for out in (path, tmp_path / "c.xlsx", tmp_path / "d.xlsx"):
        assert "own file" in problem(run(path, "--annotate", out))
    assert path.read_bytes() == before


def test_a_name_that_does_not_fit_is_refused(tmp_path: Path, run: Callable[..., Result]) -> None:
    path = tracking(tmp_path / "a.xlsx")
    assert "ends in .xlsx" in problem(run(path, "--annotate", tmp_path / "b.txt"))
    assert "ends in .xlsx" in problem(run(path, "--annotate", tmp_path / "b.xlsm"))
    content = parts(path.read_bytes())
    name = "[Content_Types].xml"
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    content[name] = content[name].replace(kind, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    macros = tmp_path / "m.xlsm"
    macros.write_bytes(zipped(content))
    assert "ends in .xlsm" in problem(run(macros, "--annotate", tmp_path / "b.xlsx"))
    assert not [p for p in tmp_path.iterdir() if p.stem == "b"]
    assert "wrote" in run(macros, "--annotate", tmp_path / "b.xlsm").stderr


def test_another_kind_of_file_becomes_a_plain_workbook(tmp_path: Path, run: Callable[..., Result]) -> None:
    path, out = tmp_path / "a.csv", tmp_path / "b.xlsx"
    path.write_text("UPN,Surname,Forename,Year,Reading Dec 10\n,=1+1,Wren,3,2b\n,Oak,_x0041_,3,3x\n")
    assert "ends in .xlsx" in problem(run(path, "--annotate", tmp_path / "b.xlsm"))
    result = run(path, "--annotate", out)
    assert "layout is not kept" in result.stderr
    sheet = load_workbook(out)["a"]
    assert [c.value for c in sheet[2]] == [None, "=1+1", "Wren", "3", "2b"]
    assert sheet["B2"].data_type == "s"
    assert values(out.read_bytes())["a"][2] == ["", "Oak", "_x0041_", "3", "3x"]
    assert "not a level siptui knows: 3x" in sheet["E3"].comment.text
    assert sheet["E3"].fill.fgColor.rgb == "FFFFC7A0"


def test_an_old_workbook_keeps_its_dates_numbers_and_hidden_sheets(tmp_path: Path, run: Callable[..., Result]) -> None:
    book = xlwt.Workbook()
    sheet, hidden = book.add_sheet("Oaks"), book.add_sheet("Office")
    hidden.write(0, 0, "private")
    hidden.visibility = 1
    sheet.write_merge(0, 0, 0, 5, "Oaks (invented)")
    for x, heading in enumerate([*HEAD[:5], "Date of birth"]):
        sheet.write(1, x, heading)
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for y in range(2, 6):
        for x, value in enumerate(["", f"Oak{y}", "Wren", 3.0, "3x" if y == 4 else "2b"]):
            sheet.write(y, x, value)
        sheet.write(y, 5, date(2003, 5, y), day)
    book.save(str(tmp_path / "a.xls"))
    run(tmp_path / "a.xls", "--annotate", tmp_path / "b.xlsx")
    copy = load_workbook(tmp_path / "b.xlsx")
    assert copy["Office"].sheet_state == "hidden"
    assert copy["Oaks"]["D4"].value == 3
    assert copy["Oaks"]["F4"].value == datetime(2003, 5, 3)
    assert copy["Oaks"]["E5"].comment


def test_a_strict_workbook_becomes_a_plain_one_and_it_is_said(tmp_path: Path, run: Callable[..., Result]) -> None:
    path = tracking(tmp_path / "a.xlsx")
    content = parts(path.read_bytes())
    content["xl/workbook.xml"] = content["xl/workbook.xml"].replace(*STRICT)
    path.write_bytes(zipped(content))
    assert "Strict" in run(path, "--annotate", tmp_path / "b.xlsx").stderr
    assert load_workbook(tmp_path / "b.xlsx")["Oaks"]["E5"].comment


def test_what_may_act_when_the_copy_is_opened_is_said(tmp_path: Path, run: Callable[..., Result]) -> None:
    content = parts(tracking(tmp_path / "a.xlsx").read_bytes())
    content |= {"xl/vbaProject.bin": b"harmless", "xl/externalLinks/externalLink1.xml": b"<x/>"}
    (tmp_path / "a.xlsx").write_bytes(zipped(content))
    said = run(tmp_path / "a.xlsx", "--annotate", tmp_path / "b.xlsx").stderr
    assert "its macros and links to other files were kept as they are" in said


@pytest.mark.apart
def test_the_program_itself_opens_nothing(
    tmp_path: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What reads a file from outside is the process with limits."""
    path = tracking(tmp_path / "a.xlsx")
    opened: list[object] = []
    monkeypatch.setattr("siptui.sheets.open_file.read_file", opened.append)
    monkeypatch.setattr("siptui.sheets.open_file.sheets_of", opened.append)
    assert "cells marked" in run(path, "--annotate", tmp_path / "b.xlsx").stderr
    assert not opened
