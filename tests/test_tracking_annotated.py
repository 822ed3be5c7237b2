"""The annotated copy of a school's own file: what is marked, and that nothing else is changed.

What siptui writes is read back by openpyxl and calamine, and the parts of the zips are compared.
"""

import io
import json
import random
import re
import shutil
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import xlwt
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from python_calamine import CalamineWorkbook

from siptui.cli.commands import cli
from siptui.framework import load
from siptui.records.fields import fields_of
from siptui.records.marks import Mark
from siptui.store import Store
from siptui.tracking import NotCounted, TrackingProposal, read_tracking
from siptui.tracking.annotated import marks, wording
from siptui.tracking.containers import open_sheets
from siptui.workbooks.marked import Unmarkable, marked

SAMPLES = Path(__file__).parents[1] / "sample_workbooks"
FRAMEWORK = load("milton_keynes_2010_11")
FIELDS = fields_of(FRAMEWORK)
COLOURS = {"mend": "FFC7A0", "look": "FFF2A8"}
HEAD = ["UPN", "Surname", "Forename", "Year", "Reading Dec 10", "Bus"]
TOUCHED = ("xl/worksheets/", "xl/styles.xml", "xl/comments", "[Content_Types].xml", ".vml")
SIGNED = "_xmlsignatures/origin.sigs"
Parts = dict[str, bytes]


def parts(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(content: Parts) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return made.getvalue()


def values(data: bytes) -> dict[str, list[list[object]]]:
    """Every value of every sheet, without the blanks around; by calamine."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found: dict[str, list[list[object]]] = {}
    for name in book.sheet_names:
        rows = [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        for row in rows:
            while row and row[-1] == "":
                row.pop()
        while rows and not rows[-1]:
            rows.pop()
        found[name] = rows  # type: ignore[assignment]
    return found


def some_marks(data: bytes) -> list[Mark]:
    """A few marks on every sheet: on cells with values, on blank ones, beyond the table."""
    chance = random.Random(7)
    made = []
    for sheet, rows in values(data).items():
        filled = [(y, x) for y, row in enumerate(rows) for x, value in enumerate(row) if value != ""]
        places = {*chance.sample(filled, min(6, len(filled))), (chance.randrange(60), chance.randrange(9)), (70, 20)}
        made += [Mark(sheet, y, x, f"<Mend> & {y}", chance.choice(["mend", "look"])) for y, x in sorted(places)]
        made += [Mark(sheet, 0, 0, "A summary", "note")] if (0, 0) not in places else []
    return made


def merged_away(book: Workbook, mark: Mark) -> bool:
    return type(book[mark.sheet].cell(mark.row + 1, mark.column + 1)).__name__ == "MergedCell"


def check_copy(data: bytes, made: Sequence[Mark]) -> Workbook:
    """Mark `data`, and see that the marks are there and nothing else is changed; the copy, for more."""
    copy = marked(data, made, COLOURS).content
    assert values(copy) == values(data)
    before, after = parts(data), parts(copy)
    assert set(before) <= set(after)
    for name, content in before.items():
        if "_rels/sheet" not in name and not any(t in name for t in TOUCHED):
            assert after[name] == content, name
    old, new = load_workbook(io.BytesIO(data)), load_workbook(io.BytesIO(copy))
    for mark in made:
        if merged_away(new, mark):
            continue
        cell = new[mark.sheet].cell(mark.row + 1, mark.column + 1)
        was = old[mark.sheet]._cells.get((mark.row + 1, mark.column + 1))
        assert cell.comment is not None
        assert mark.text in cell.comment.text
        if mark.kind in COLOURS:
            assert cell.fill.fgColor.rgb == f"FF{COLOURS[mark.kind]}"
        if was is not None:
            assert style(cell, filled=mark.kind in COLOURS) == style(was, filled=mark.kind in COLOURS)
    check_untouched(old, new, {(m.sheet, m.row + 1, m.column + 1) for m in made})
    return new


def style(cell: Any, filled: bool = False) -> tuple[int, ...]:
    """Its font, border, number format, protection, alignment ...; and its fill unless it was `filled` by us."""
    return tuple(n for at, n in enumerate(cell._style) if at != 1 or not filled)


def check_untouched(old: Workbook, new: Workbook, marked_: set[tuple[str, int, int]]) -> None:
    for sheet in old.worksheets:
        for (row, column), was in sheet._cells.items():
            cell = new[sheet.title]._cells[row, column]
            assert cell.value == was.value
            if (sheet.title, row, column) not in marked_:
                assert style(cell) == style(was)
                assert (cell.comment and cell.comment.text) == (was.comment and was.comment.text)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.xlsx")), ids=lambda p: p.stem)
def test_every_sample_is_as_it_was_but_for_the_marks(path: Path) -> None:
    data = path.read_bytes()
    check_copy(data, some_marks(data))


def picture() -> io.BytesIO:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    content = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + content)


def rich(inline: bool = False, macros: Path | None = None) -> bytes:
    """A workbook with a bit of everything that a library loses."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"constant_memory": inline, "in_memory": not inline})
    first, second = book.add_worksheet("Class & 3"), book.add_worksheet("Notes")
    bold = book.add_format({"bold": True, "num_format": "0.0", "border": 1})
    first.set_column(3, 4, 12, bold)
    for y in range(20):
        first.write_row(y, 0, [f"Oak {y}", y / 2, "2b", "=1+1", ""], bold if y % 3 else None)
        second.write_string(y, 0, " spaced\ntext ")
    first.set_row(30, 20, bold)
    first.merge_range("G2:I3", "merged")
    first.write_comment("A5", "the school's own note", {"author": "Head"})
    first.write_comment("C7", "another")
    first.conditional_format("B1:B20", {"type": "3_color_scale"})
    first.conditional_format("C1:C20", {"type": "data_bar", "data_bar_2010": True})
    first.data_validation("C1:C20", {"validate": "list", "source": ["2a", "2b"]})
    first.add_sparkline("J1", {"range": "'Class & 3'!B1:B20"})
    first.insert_image("K2", "dot.png", {"image_data": picture()})
    first.set_header("&C&G", {"image_center": "dot.png", "image_data_center": picture()})
    first.insert_button("K9", {"caption": "Press"})
    first.insert_textbox("K12", "a box")
    first.write_url("A9", "https://example.org/")
    book.define_name("Levels", "='Class & 3'!$C$1:$C$20")
    if not inline:
        second.add_table("C1:D5", {"data": [["a", 1], ["b", 2]]})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='Class & 3'!$B$1:$B$20"})
    second.insert_chart("F5", chart)
    if macros:
        macros.write_bytes(b"not really macros")
        book.add_vba_project(str(macros))
    book.close()
    return made.getvalue()


@pytest.mark.parametrize("inline", [False, True])
def test_nothing_of_a_rich_workbook_is_lost(inline: bool) -> None:
    data = rich(inline)
    places = {(4, 0): "mend", (6, 2): "look", (5, 3): "mend", (1, 6): "look", (30, 2): "mend", (25, 4): "look"}
    made = [Mark("Class & 3", y, x, f"see {y}", kind) for (y, x), kind in places.items()]  # type: ignore[arg-type]
    made += [Mark("Notes", 3, 0, "not here", "mend"), Mark("Class & 3", 0, 0, "A summary", "note")]
    copy = check_copy(data, made)
    if not inline:  # written row by row, it has no comments of its own
        there = copy["Class & 3"]["A5"].comment
        assert there.text.startswith("the school's own note")
        assert there.author == "Head"
    after = parts(marked(data, made, COLOURS).content)
    sheet = after["xl/worksheets/sheet1.xml"]
    assert sheet.count(b"<legacyDrawing ") == 1
    assert sheet.index(b"<drawing ") < sheet.index(b"<legacyDrawing ") < sheet.index(b"<legacyDrawingHF ")
    drawing = after["xl/drawings/vmlDrawing1.vml"].decode()
    ids = [piece.split('"')[0] for piece in drawing.split('id="_x0000_s')[1:]]
    assert len(ids) == len(set(ids)) == 1 + len([m for m in made if m.sheet == "Class & 3"])


def test_bytes_of_a_sheet_are_only_added_to() -> None:
    """Without what was added, the sheet's XML is what it was, byte for byte."""
    data = rich()
    cell, drawing = rb'(<c r="A4"[^>]*?)(?: s="\d+")', rb"<legacyDrawing [^>]*>"
    copy = marked(data, [Mark("Notes", 3, 0, "x", "mend")], COLOURS).content
    before, after = (parts(d)["xl/worksheets/sheet2.xml"] for d in (data, copy))
    assert after != before
    assert re.sub(drawing, b"", re.sub(cell, rb"\1", after)) == before


def test_macros_are_kept_and_said_to_be_there(tmp_path: Path) -> None:
    data = rich(macros=tmp_path / "vba.bin")
    copy = marked(data, some_marks(data), COLOURS)
    assert copy.suffix == ".xlsm"
    assert parts(copy.content)["xl/vbaProject.bin"] == b"not really macros"


def threaded(comments: str = "xl/comments1.xml") -> bytes:
    """A workbook with a conversation on A5 and a note on C7."""
    content = parts(rich())
    content[comments] = content[comments].replace(b"<author>Head</author>", b"<author>tc={1-2}</author>")
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    relation = (
        b'<Relationship Id="rIdT" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
        b'Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    )
    content[rels] = content[rels].replace(b"</Relationships>", relation)
    content["xl/threadedComments/threadedComment1.xml"] = (
        b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        b'<threadedComment ref="A1" id="{1}"><text>Hm</text></threadedComment></ThreadedComments>'
    )
    return zipped(content)


def test_a_conversation_is_left_alone_and_what_is_to_say_is_said_elsewhere() -> None:
    data = threaded()
    made = [Mark("Class & 3", y, x, f"see {y},{x}", "mend") for y, x in ((4, 0), (0, 0), (6, 2), (8, 1))]
    copy = marked(data, made, COLOURS).content
    assert (
        parts(copy)["xl/threadedComments/threadedComment1.xml"]
        == parts(data)["xl/threadedComments/threadedComment1.xml"]
    )
    sheet = load_workbook(io.BytesIO(copy))["Class & 3"]
    assert sheet["A5"].comment.text == load_workbook(io.BytesIO(data))["Class & 3"]["A5"].comment.text
    assert sheet["A1"].comment is None
    assert sheet["A5"].fill.fgColor.rgb == sheet["A1"].fill.fgColor.rgb == "FFFFC7A0"
    assert "A5: see 4,0" in sheet["B1"].comment.text
    assert "see 0,0" in sheet["B1"].comment.text
    assert "see 6,2" in sheet["C7"].comment.text


def changed(part: str, old: bytes, new: bytes) -> bytes:
    content = parts(rich())
    assert old in content[part]
    content[part] = content[part].replace(old, new)
    return zipped(content)


def without(part: str) -> bytes:
    return zipped({name: data for name, data in parts(rich()).items() if name != part})


def twice(part: str) -> bytes:
    content = parts(rich())
    return zipped({**content, part.upper(): content[part]})


STRICT = (
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main",
)
DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet '
ROW = b'<row r="3"'
ODD: list[tuple[Callable[[], bytes], str]] = [
    (lambda: changed("xl/workbook.xml", *STRICT), "Strict"),
    (lambda: changed("xl/worksheets/sheet1.xml", b"<worksheet ", DOCTYPE), "entities"),
    (lambda: changed("xl/worksheets/sheet1.xml", b"</sheetData>", b"</sheet>"), "damaged"),
    (lambda: changed("xl/worksheets/sheet1.xml", ROW, b'<row r="19"'), "order"),
    (lambda: changed("xl/worksheets/sheet1.xml", b"UTF-8", b"UTF-16"), "unusual"),
    (lambda: changed("xl/styles.xml", b"cellXfs", b"cellxfs"), "no styles"),
    (lambda: without("xl/styles.xml"), "styles.xml is missing"),
    (lambda: without("xl/drawings/vmlDrawing1.vml"), "vmlDrawing1.vml is missing"),
    (lambda: twice("xl/styles.xml"), "unusual"),
    (lambda: b"PK\3\4 and no more", "no .xlsx"),
    (lambda: zipped({"[Content_Types].xml": b"<Types/>"}), "no .xlsx"),
]


@pytest.mark.parametrize(("make", "said"), ODD, ids=[f"{said}{n}" for n, (_, said) in enumerate(ODD)])
def test_what_could_come_to_harm_is_not_touched(make: Callable[[], bytes], said: str) -> None:
    made = [Mark("Class & 3", 18, 1, "one", "mend"), Mark("Class & 3", 2, 1, "two", "mend")]
    with pytest.raises(Unmarkable, match=said):
        marked(make(), made, COLOURS)


def test_a_part_too_large_to_take_apart_is_not_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siptui.workbooks.marked.LARGEST_SHEET", 1 << 10)
    data = rich()
    with pytest.raises(Unmarkable, match="larger than"):
        marked(data, some_marks(data), COLOURS)


def test_a_signature_is_kept_and_said_not_to_hold() -> None:
    data = zipped({**parts(rich()), SIGNED: b"signed"})
    copy = marked(data, some_marks(data), COLOURS)
    assert parts(copy.content)[SIGNED] == b"signed"
    assert "signature" in copy.notes[0]


def test_nothing_to_mark_gives_the_same_bytes() -> None:
    data = rich()
    assert marked(data, [], COLOURS).content == data


def test_cells_without_addresses_and_other_prefixes() -> None:
    """Programs other than Excel leave out what can be counted, and name everything `x:`."""
    content = parts(rich())
    rows = b"".join(b"<x:row><x:c><x:v>%d</x:v></x:c><x:c><x:v>7</x:v></x:c></x:row>" % n for n in range(5))
    content["xl/worksheets/sheet2.xml"] = (
        b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        b"%b</x:sheetData></x:worksheet>" % rows
    )
    del content["xl/worksheets/_rels/sheet2.xml.rels"]
    made = [Mark("Notes", y, x, f"{y} {x}", "mend") for y, x in ((0, 0), (3, 1), (3, 4), (4, 0), (9, 1))]
    sheet = check_copy(zipped(content), made)["Notes"]
    assert [sheet.cell(y, 1).value for y in range(1, 6)] == [0, 1, 2, 3, 4]


places = st.tuples(st.integers(0, 24), st.integers(0, 30))
cells = st.one_of(st.integers(-5, 999), st.floats(0, 9, width=16), st.booleans(), st.text("aé<&>\"' 2b\n", min_size=1))


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(places, cells, max_size=25), st.sets(places, min_size=1, max_size=12), st.booleans())
def test_values_of_random_sheets_are_untouched(
    held: dict[tuple[int, int], object], at: set[tuple[int, int]], noted: bool
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for number, ((y, x), value) in enumerate(held.items()):
        cell = sheet.cell(y + 1, x + 1, value)  # type: ignore[arg-type]
        cell.font = Font(bold=number % 3 == 0)
        cell.number_format = ("General", "0.00", "@")[number % 3]
        if noted and number % 4 == 0:
            cell.comment = Comment("a note", "Head")
    made = io.BytesIO()
    book.save(made)
    check_copy(made.getvalue(), [Mark("Sheet", y, x, "see", "mend") for y, x in sorted(at)])


# What is said of a tracking file.


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
        not_counted=[NotCounted(sheets[0].name, top + 1, letter, "", "is odd")],
    )
    assert [(m.row, m.column) for m in marks(proposal, sheets) if m.kind == "mend"] == [(top, left)]


def test_marks_are_bounded_and_the_rest_is_counted(tmp_path: Path) -> None:
    sheets = open_sheets(tracking(tmp_path / "a.xlsx"))
    most = wording().most
    listed = [NotCounted("Oaks", y, "E", "3x", "'3x' is not a level") for y in range(5, most + 105)]
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
    result = run(path, "--annotate", out, "--dry-run", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["questions"]
    assert load_workbook(out)["Oaks"]["E5"].comment


def test_a_file_refused_for_its_pupils_is_marked_too(tmp_path: Path, run: Callable[..., Result]) -> None:
    upn = "H801200001001"
    rows = [[upn, "Elm", "Robin", 3, "2b", "x"], [upn, "Elm", "Robin", 3, "2a", "x"]]
    result = run(tracking(tmp_path / "a.xlsx", rows), "--annotate", tmp_path / "b.xlsx")
    assert "already stands in row 11" in problem(result)
    assert "already stands in row 11" in load_workbook(tmp_path / "b.xlsx")["Oaks"]["A12"].comment.text


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


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_shows_the_comments(tmp_path: Path) -> None:
    data = rich()
    made = some_marks(data)
    (tmp_path / "a.xlsx").write_bytes(marked(data, made, COLOURS).content)
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "ods"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")], check=True, capture_output=True, timeout=100
    )
    content = parts((tmp_path / "a.ods").read_bytes())["content.xml"].decode()
    assert content.count("<office:annotation ") == len(made) + 2
