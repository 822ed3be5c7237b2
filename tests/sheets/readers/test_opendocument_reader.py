"""OpenDocument cells that calamine loses: what each shows is typed here, and how programs write it."""

import io
import zipfile
from pathlib import Path

import pytest

from siptui.sheets.cells import Cell, Sheet
from siptui.sheets.open_file import open_sheets
from siptui.sheets.readers.opendocument_reader import loses_on_calamine, opendocument_sheets

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
    for short in ("office", "table", "text", "style")
)
STYLES = (
    '<office:automatic-styles><style:style style:name="unseen" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
)
STRING = '<table:table-cell office:value-type="string">{}</table:table-cell>'


def content(*cells: str, style: str = "seen") -> bytes:
    row = f"<table:table-row>{''.join(cells)}{STRING.format('<text:p>End</text:p>')}</table:table-row>"
    table = f'<table:table table:name="T" table:style-name="{style}">{row}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    return f"<office:document-content {SPACES}>{STYLES}{body}</office:document-content>".encode()


def opened(folder: Path, data: bytes) -> list[Sheet]:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", data)
    path = folder / "a.ods"
    path.write_bytes(held.getvalue())
    return open_sheets(path)


LOST: dict[str, tuple[str, Cell]] = {
    "a text without a type": ("<table:table-cell><text:p>2b</text:p></table:table-cell>", "2b"),
    "a formula's text without a type": (
        '<table:table-cell table:formula="of:=A1"><text:p>2b</text:p></table:table-cell>',
        "2b",
    ),
    "a number without its value": (
        '<table:table-cell table:formula="of:=A1" office:value-type="float"><text:p>15</text:p></table:table-cell>',
        "15",
    ),
    "a date without its value": (
        '<table:table-cell office:value-type="date"><text:p>17/12/2010</text:p></table:table-cell>',
        "17/12/2010",
    ),
    "a type that is none": (
        '<table:table-cell table:formula="of:=A1" office:value-type="void"><text:p>2b</text:p></table:table-cell>',
        "2b",
    ),
    "a line break": (STRING.format("<text:p>Reading<text:line-break/>Dec 10</text:p>"), "Reading\nDec 10"),
    "part of it in another hand": (
        "<table:table-cell><text:p><text:span>2b</text:span></text:p></table:table-cell>",
        "2b",
    ),
    "below a comment": (
        "<table:table-cell><office:annotation><text:p>moderated</text:p></office:annotation><text:p>2b</text:p>"
        "</table:table-cell>",
        "2b",
    ),
}
USUAL: dict[str, tuple[str, Cell]] = {
    "a text": (STRING.format("<text:p>2b</text:p>"), "2b"),
    "a number": (
        '<table:table-cell office:value-type="float" office:value="15"><text:p>15</text:p></table:table-cell>',
        15.0,
    ),
    "a text's paragraphs": (STRING.format("<text:p>Reading</text:p><text:p>Dec 10</text:p>"), "Reading\nDec 10"),
    "a truth": (
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p>'
        "</table:table-cell>",
        True,
    ),
    "nothing": ("<table:table-cell/>", ""),
}


@pytest.mark.parametrize("name", LOST)
def test_what_calamine_loses_is_read(tmp_path: Path, name: str) -> None:
    written, shown = LOST[name]
    data = content(written)
    assert loses_on_calamine(data)
    (sheet,) = opened(tmp_path, data)
    assert sheet.rows == [[shown, "End"]]


@pytest.mark.parametrize("name", USUAL)
def test_what_calamine_reads_is_left_to_it_and_is_the_same(tmp_path: Path, name: str) -> None:
    written, shown = USUAL[name]
    data = content(written)
    assert not loses_on_calamine(data)
    (own,), (sheet,) = opendocument_sheets(data), opened(tmp_path, data)
    assert own.rows == sheet.rows == [[shown, "End"]]


def test_a_sheet_that_is_hidden_stays_so(tmp_path: Path) -> None:
    """A line break in a heading made none of it visible: its results would have counted unasked."""
    written = LOST["a line break"][0]
    assert [s.hidden for s in opened(tmp_path, content(written, style="unseen"))] == [True]
    assert [s.hidden for s in opened(tmp_path, content(written))] == [False]


def test_cells_merged_over_others_are_told_once(tmp_path: Path) -> None:
    merged = '<table:table-cell table:number-columns-spanned="2"><text:p>2b</text:p></table:table-cell>'
    (sheet,) = opened(tmp_path, content(merged, "<table:covered-table-cell/>"))
    assert sheet.rows == [["2b", "", "End"]]
    assert sheet.merges == [(0, 0, 0, 1)]
