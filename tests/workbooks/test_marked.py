"""A copy of a workbook with marks in it: the marks are there, and nothing else is changed.

What siptui writes is read back by openpyxl and calamine, and the parts of the zips are compared.
"""

import io
import random
import re
import shutil
import struct
import subprocess
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from siptui.records.workbook_mark import Mark
from siptui.workbooks.in_place.marked_copy import Unmarkable, marked
from support.files_made.zipping import COLOURS, STRICT, parts, values, zipped
from support.places import SAMPLES

TOUCHED = ("xl/worksheets/", "xl/styles.xml", "xl/comments", "[Content_Types].xml", ".vml")
SIGNED = "_xmlsignatures/origin.sigs"


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
    monkeypatch.setattr("siptui.workbooks.in_place.marked_copy.LARGEST_SHEET", 1 << 10)
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


places = st.tuples(st.integers(0, 6), st.integers(0, 6))  # small, so that marks stand beside each other
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
