"""Pupils who left the school stand in its workbook for long: whether they count is asked, however it is said."""

from pathlib import Path

import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TextProperties
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import load_workbook
from openpyxl.styles import Font

from siptui.tracking.pupils.leavers import STRUCK
from support.spreadsheets.small_tables import Rows, people, read, xlsx

HEAD = ["Surname", "Forename", "Year", "Reading Dec 10"]
STAYED: Rows = [["Ash", "Teal", 3, "2b"], ["Elm", "Coot", 3, "2c"], ["Fir", "Swan", 3, "2b"], ["Oak", "Wren", 3, "2c"]]
LEFT: Rows = [["Yew", "Kite", 3, "4a"], ["Bay", "Rook", 3, "4a"]]


def strike(path: Path, *cells: str) -> Path:
    """Strike cells through, of the first sheet."""
    book = load_workbook(path)
    for cell in cells:
        book.worksheets[0][cell].font = Font(strike=True)
    book.save(path)
    return path


def with_column(head: str, stayed: object, left: object) -> dict[str, Rows]:
    return {"Y3": [[*HEAD, head], *([*row, stayed] for row in STAYED), *([*row, left] for row in LEFT)]}


SAID: dict[str, dict[str, Rows]] = {
    "a sheet": {"Y3": [HEAD, *STAYED], "Leavers": [HEAD, *LEFT]},
    "a sheet's title": {"Y3": [HEAD, *STAYED], "Sheet2": [["Leavers 2010-11"], HEAD, *LEFT]},
    "a heading below": {"Y3": [HEAD, *STAYED, [], ["Leavers"], *LEFT]},
    "a heading right below": {"Y3": [HEAD, *STAYED, ["Left since September"], *LEFT]},
    "yes and no": with_column("Leaver", "N", "Y"),
    "dates": with_column("Date Left", None, "12/01/2011"),
    "on roll": with_column("On roll", "Y", "N"),
    "a status": with_column("Status", "Current", "Left"),
    "remarks": with_column("Comments", None, "Left Jan 11"),
    "behind forenames": {
        "Y3": [HEAD, *STAYED, ["Yew", "Kite (left)", *LEFT[0][2:]], ["Bay", "Rook - moved away", *LEFT[1][2:]]]
    },
    "behind surnames": {"Y3": [HEAD, *STAYED, ["Yew LEFT", *LEFT[0][1:]], ["Bay *left Dec*", *LEFT[1][1:]]]},
}


@pytest.mark.parametrize("how", SAID)
def test_whether_leavers_count_is_asked(tmp_path: Path, how: str) -> None:
    """15, 13, 15 and 13 are 14; with 29 twice they are 114 / 6."""
    path = xlsx(tmp_path / "a.xlsx", SAID[how])
    found = read(path)
    assert not found.grid
    assert [q.key for q in found.questions] == ["leavers"]
    without = read(path, {"leavers": "leave out"})
    assert [(c.aps, c.pupils) for c in without.grid] == [(14.0, 4)]
    assert [n.reason for n in without.not_counted if n.reason == "has left the school"] == ["has left the school"] * 2
    assert [(c.aps, c.pupils) for c in read(path, {"leavers": "count"}).grid] == [(19.0, 6)]


@pytest.mark.parametrize(
    ("head", "cell"), [("Leaver", "No"), ("Leaver", None), ("On roll", "Yes"), ("On roll", "01/09/2008"),
                       ("Status", "Current"), ("Comments", "Leftwards leaning b and d"), ("Left", "-")],
)  # fmt: skip
def test_those_who_stay_are_not_asked_about(tmp_path: Path, head: str, cell: object) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"Y3": [[*HEAD, head], *([*row, cell] for row in STAYED)]})
    assert [(c.aps, c.pupils) for c in read(path).grid] == [(14.0, 4)]


def test_a_name_is_no_word_for_having_left(tmp_path: Path) -> None:
    names = [("Left", "Teal"), ("Leftwich", "Coot"), ("Fir", "Left"), ("Left-Oak", "Wren")]
    rows = [[*name, *row[2:]] for name, row in zip(names, STAYED, strict=True)]
    assert [(c.aps, c.pupils) for c in read(xlsx(tmp_path / "a.xlsx", {"Y3": [HEAD, *rows]})).grid] == [(14.0, 4)]


def test_a_leaver_without_results_is_nothing_to_ask_about(tmp_path: Path) -> None:
    rows = people(["2b", None], ["2c", None], [None, "Left"], head=("Reading Dec 10", "Status"))
    assert [(c.aps, c.pupils) for c in read(xlsx(tmp_path / "a.xlsx", {"Y3": rows})).grid] == [(14.0, 2)]


def test_a_heading_ends_the_leavers(tmp_path: Path) -> None:
    rows: Rows = [HEAD, *STAYED[:2], ["Leavers"], *LEFT, ["Joined since September"], *STAYED[2:]]
    found = read(xlsx(tmp_path / "a.xlsx", {"Y3": rows}), {"leavers": "leave out"})
    assert [(c.aps, c.pupils) for c in found.grid] == [(14.0, 4)]


@pytest.mark.parametrize(
    ("head", "mine", "theirs"), [("School", "Oak Primary", "Elm Primary"), ("DfE No", 8262010, 8262011),
                                 ("Academic Year", "2010/2011", "2009/2010")],
)  # fmt: skip
def test_rows_of_several_schools_or_years_are_asked_about(
    tmp_path: Path, head: str, mine: object, theirs: object
) -> None:
    """15, 13, 15 and 13 are 14; with 29 twice they are 114 / 6."""
    autumn = [*HEAD[:3], "Reading Autumn", head]
    rows: Rows = [autumn, *([*row, mine] for row in STAYED), *([*row, theirs] for row in LEFT)]
    path = xlsx(tmp_path / "a.xlsx", {"Y3": rows})
    found = read(path)
    assert not found.grid
    assert [(q.key, q.choices) for q in found.questions] == [("whose:Y3!E", [str(mine), str(theirs), "all of them"])]
    assert [(c.aps, c.pupils) for c in read(path, {"whose:Y3!E": str(mine)}).grid] == [(14.0, 4)]
    assert [(c.aps, c.pupils) for c in read(path, {"whose:Y3!E": "all of them"}).grid] == [(19.0, 6)]
    alone = xlsx(tmp_path / "b.xlsx", {"Y3": [autumn, *([*row, mine] for row in STAYED)]})
    assert [(c.aps, c.pupils) for c in read(alone).grid] == [(14.0, 4)]


def test_a_name_that_is_struck_through_is_asked_about(tmp_path: Path) -> None:
    """15, 13, 15 and 13 are 14; with 29 twice they are 114 / 6."""
    path = strike(xlsx(tmp_path / "a.xlsx", {"Y3": [HEAD, *STAYED, *LEFT]}), "A6", "B6", "C6", "D6", "A7")
    found = read(path)
    assert not found.grid
    assert [(q.key, q.where) for q in found.questions] == [("struck", "a.xlsx: Y3!A6")]
    without = read(path, {"struck": "leave out"})
    assert [(c.aps, c.pupils) for c in without.grid] == [(14.0, 4)]
    assert [(n.row, n.why.code) for n in without.not_counted] == [(6, STRUCK), (7, STRUCK)]
    assert [(c.aps, c.pupils) for c in read(path, {"struck": "count"}).grid] == [(19.0, 6)]


def test_a_name_that_is_struck_through_in_other_containers(tmp_path: Path) -> None:
    rows = [HEAD, *STAYED, *LEFT]
    book, line = xlwt.Workbook(), xlwt.easyxf("font: struck_out true")
    sheet = book.add_sheet("Y3")
    document, table = OpenDocumentSpreadsheet(), Table(name="Y3")
    style = Style(name="line", family="table-cell")
    style.addElement(TextProperties(textlinethroughstyle="solid"))
    document.automaticstyles.addElement(style)
    for y, row in enumerate(rows):
        table.addElement(cells := TableRow())
        for x, cell in enumerate(row):
            gone = y > len(STAYED) and x < 2
            sheet.write(y, x, cell, line if gone else xlwt.easyxf("font: bold true" if y % 2 else ""))
            cells.addElement(filled := TableCell(valuetype="string", **({"stylename": "line"} if gone else {})))
            filled.addElement(P(text=str(cell)))
    document.spreadsheet.addElement(table)
    for path, save in ((tmp_path / "a.xls", book.save), (tmp_path / "a.ods", document.save)):
        save(str(path))
        assert [(q.key, q.where) for q in read(path).questions] == [("struck", f"{path.name}: Y3!A6")]
        assert [(c.aps, c.pupils) for c in read(path, {"struck": "leave out"}).grid] == [(14.0, 4)]


def test_a_name_that_is_struck_through_in_text_containers(tmp_path: Path) -> None:
    rows = [HEAD, *STAYED, *LEFT]
    web = tmp_path / "a.xls"
    lines = [[f"<td><s>{c}</s>" if n > len(STAYED) else f"<td>{c}" for c in row] for n, row in enumerate(rows)]
    web.write_text("<html><h1>Y3</h1><table>" + "".join(f"<tr>{''.join(line)}" for line in lines) + "</table></html>")
    xml = tmp_path / "b.xls"
    style = '<Style ss:ID="s1"><Font ss:StrikeThrough="1"/></Style><Style ss:ID="s2"><Font ss:Bold="1"/></Style>'
    cells = [
        "".join(f'<Cell ss:StyleID="s{1 if n > 4 else 2}"><Data ss:Type="String">{c}</Data></Cell>' for c in row)
        for n, row in enumerate(rows)
    ]
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    xml.write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Styles>{style}</Styles>'
        f'<Worksheet ss:Name="Y3"><Table>{"".join(f"<Row>{c}</Row>" for c in cells)}</Table></Worksheet></Workbook>'
    )
    for path in (web, xml):
        assert [q.key for q in read(path).questions] == ["struck"]
        assert [(c.aps, c.pupils) for c in read(path, {"struck": "leave out"}).grid] == [(14.0, 4)]


def test_strike_through_beside_names_is_nothing_to_ask_about(tmp_path: Path) -> None:
    """The heading, an empty row, a pupil without results and the year group of one with results."""
    rows: Rows = [HEAD, *STAYED, ["Yew", "Kite", 3, None]]
    path = strike(xlsx(tmp_path / "a.xlsx", {"Y3": rows}), "A1", "C2", "A6", "A9")
    assert [(c.aps, c.pupils) for c in read(path).grid] == [(14.0, 4)]


def test_a_pupil_of_several_rows_that_are_struck_through(tmp_path: Path) -> None:
    head = ["Name", "Year", "Subject", "Dec 10"]
    rows: Rows = [head, *([who, 3, s, "2b"] for who in ("Teal Ash", "Coot Elm") for s in ("Reading", "Writing"))]
    path = strike(xlsx(tmp_path / "a.xlsx", {"Y3": rows}), "A4", "A5")
    assert [(q.key, q.where) for q in read(path).questions] == [("struck", "a.xlsx: Y3!A4")]
    assert [(c.aps, c.pupils) for c in read(path, {"struck": "leave out"}).grid] == [(15.0, 1)] * 2
