"""Cells with spans laid out; tables of web pages and of Excel 2003's XML; what is refused of them."""

from datetime import date

import pytest

from siptui.sheets.cells import UNSAVED, Sheet
from siptui.sheets.limits import MOST_COLUMNS, MOST_ROWS
from siptui.sheets.problems import Unreadable
from siptui.sheets.readers.rows_from_spans import Laying
from siptui.sheets.readers.web_page import web_sheets
from siptui.sheets.readers.xml_2003 import xml_sheets


def test_a_cell_that_reaches_down_pushes_those_below_aside() -> None:
    laying = Laying()
    laying.put(0, 0, "a", across=2, down=2)
    assert [laying.free(y, 0) for y in (0, 1, 2)] == [0, 2, 0]
    laying.put(1, laying.free(1, 0), "b")
    assert laying.rows == [["a"], ["", "", "b"]]
    assert laying.merges == [(0, 0, 1, 1)]


@pytest.mark.parametrize(("y", "x"), [(MOST_ROWS, 0), (0, MOST_COLUMNS)])
def test_a_cell_too_far_off_is_refused(y: int, x: int) -> None:
    with pytest.raises(Unreadable):
        Laying().put(y, x, "a")


# -- web pages


def page(body: str, name: str = "Year 3") -> list[Sheet]:
    return web_sheets(name, f"<html><body>{body}".encode())


def test_a_table_is_called_by_its_caption_the_heading_above_or_the_file() -> None:
    tables = "<h2>Year 4</h2><table><tr><td>a</table><table><caption>Set 1</caption><tr><td>b</table>"
    tables += "<table><tr><td>c</table>"
    assert [(s.name, s.rows) for s in page(tables)] == [("Year 4", [["a"]]), ("Set 1", [["b"]]), ("Table 3", [["c"]])]
    assert page("<table><tr><td>a</table>")[0].name == "Year 3"


def test_two_tables_of_one_name_are_told_apart() -> None:
    tables = "<table><caption>A</caption><tr><td>1</table>" * 2
    assert [s.name for s in page(tables)] == ["A", "A (2)"]


def test_what_is_hidden_or_struck_through_on_a_page() -> None:
    (sheet,) = page(
        "<table><col><col style='display:none'><tr hidden><td>a<td>b<tr><td><s>c</s><td>d"
        "<span style='display: none'>!</span><br>e<script>x()</script></table>"
    )
    assert sheet.rows == [["a", "b"], ["c", "d e"]]
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.struck) == ({0}, {1}, {(1, 0)})


def test_a_page_without_a_table_is_refused() -> None:
    with pytest.raises(Unreadable, match="without a table"):
        page("<p>Dear SIP")


def test_letters_of_windows_though_the_page_says_latin_1() -> None:
    data = '<meta charset="iso-8859-1"><table><tr><td>\x80 5'.encode("latin-1")
    assert web_sheets("T", data)[0].rows == [["€ 5"]]


# -- Excel 2003's XML


def book(inside: str, head: str = "") -> bytes:
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    sheet = f'<Worksheet ss:Name="T"><Table>{inside}</Table></Worksheet>'
    return f'<?xml version="1.0"?>{head}<Workbook xmlns="{name}" xmlns:ss="{name}">{sheet}</Workbook>'.encode()


def data(kind: str, value: str) -> str:
    return f'<Cell><Data ss:Type="{kind}">{value}</Data></Cell>'


def test_each_kind_of_cell() -> None:
    kinds = data("Number", "2.5") + data("String", "2.5") + data("DateTime", "2010-12-01T00:00:00.000")
    kinds += data("DateTime", "1899-12-31T09:30:00.000") + data("Boolean", "1") + data("Error", "#N/A")
    kinds += '<Cell ss:Formula="=1"/>' + data("Number", "nan")
    (sheet,) = xml_sheets(book(f"<Row>{kinds}</Row>"))
    assert sheet.rows == [[2.5, "2.5", date(2010, 12, 1), "09:30:00", True, "#N/A", UNSAVED, "nan"]]


def test_rows_and_cells_stand_where_they_say() -> None:
    rows = f'<Row ss:Index="3"><Cell ss:Index="2">{data("String", "a")[6:]}</Row><Row>{data("String", "b")}</Row>'
    assert xml_sheets(book(rows))[0].rows == [[], [], ["", "a"], ["b"]]


@pytest.mark.parametrize(
    "content",
    [
        book("<Row>", '<!DOCTYPE x [<!ENTITY a "b">]>'),
        book("<a>" * 60 + "</a>" * 60),
        book('<Row ss:Index="9999999"/>'),
        book('<Row ss:Index="x"/>'),
        book("<Row>")[:-20],
    ],
)
def test_what_is_no_spreadsheet_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        xml_sheets(content)
