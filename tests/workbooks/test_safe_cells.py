"""Text stays text, whatever it looks like, in every program that reads it."""

from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from siptui.records.values import BadValue
from siptui.workbooks.ours.safe_cells import at, plain, put_date, put_scale, put_text, safe_title

HOSTILE = {
    "=1+1": "=1+1",
    "=": "=",
    '=HYPERLINK("http://example.org")': '=HYPERLINK("http://example.org")',
    "+44 1908": "+44 1908",
    "-5": "-5",
    "@x": "@x",
    "'quoted": "'quoted",
    "#N/A": "#N/A",
    "#REF!": "#REF!",
    "_x0041_": "_x0041_",
    "a_x000D_b_x0041_": "a_x000D_b_x0041_",
    "_x005F_": "_x005F_",
    "[bold]x[/bold]": "[bold]x[/bold]",
    "😀 naïve 日本": "😀 naïve 日本",
    "one\r\ntwo\x0bthree": "one\ntwo\nthree",
    "a\x00b\x07c\x1fd\x85e": "abcd\ne",
    "lost \ud800 half": "lost \ufffd half",
    "not \ufffe a \uffff character": "not  a  character",
    " both ends ": " both ends ",
    "0012": "0012",
    "12/10/2010": "12/10/2010",
    "TRUE": "TRUE",
    "1e5": "1e5",
    "x" * 30_000: "x" * 30_000,
    "": "",
}


def written(texts: list[str], path: Path) -> Path:
    book = openpyxl.Workbook()
    for row, text in enumerate(texts, start=1):
        put_text(at(book.worksheets[0], row, 1), text)
        put_text(at(book.worksheets[0], row, 2), "there")
    book.save(path)
    return path


def test_hostile_text_comes_back_as_typed(tmp_path: Path) -> None:
    path = written(list(HOSTILE), tmp_path / "t.xlsx")
    with path.open("rb") as file:
        rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert [row[0] for row in rows] == list(HOSTILE.values())


def test_hostile_text_is_never_a_formula_or_an_error_and_stays_text_when_edited(tmp_path: Path) -> None:
    path = written(list(HOSTILE), tmp_path / "t.xlsx")
    for (cell,) in openpyxl.load_workbook(path).worksheets[0].iter_rows(max_col=1):
        assert cell.data_type == ("n" if cell.value is None else "s"), cell.value
        if cell.value is None:
            continue
        if str(cell.value)[0] in "=+-@#'01":
            assert cell.quotePrefix, cell.value


@pytest.mark.parametrize("text", ["x" * 32_768, "😀" * 16_384])
def test_a_text_too_long_for_a_cell_is_refused_and_not_cut(text: str) -> None:
    cell = at(openpyxl.Workbook().worksheets[0], 1, 1)
    with pytest.raises(BadValue, match="characters long"):
        put_text(cell, text)
    assert cell.value is None


def test_numbers_on_a_scale_are_numbers_and_the_rest_is_text() -> None:
    sheet = openpyxl.Workbook().worksheets[0]
    for row, (value, wanted) in enumerate({"2": 2, "02": "02", "A": "A", "²": "²", "=2": "=2", "": None}.items(), 1):
        put_scale(at(sheet, row, 1), value)
        assert at(sheet, row, 1).value == wanted
        assert at(sheet, row, 1).data_type != "f"


def test_dates_are_dates_and_what_is_none_is_text() -> None:
    sheet = openpyxl.Workbook().worksheets[0]
    put_date(at(sheet, 1, 1), "2010-10-12")
    put_date(at(sheet, 2, 1), "=soon")
    assert at(sheet, 1, 1).is_date
    assert at(sheet, 1, 1).number_format == "dd/mm/yyyy"
    assert at(sheet, 2, 1).data_type == "s"


def test_sheet_titles_are_such_as_every_program_takes() -> None:
    assert safe_title("Part F", []) == "Part F"
    assert safe_title("a/b\\c:d?e*f[g]h", []) == "a b c d e f g h"
    assert safe_title("'", []) == "Sheet"
    assert safe_title("x" * 40, ["X" * 31]) == "x" * 29 + " 2"
    assert safe_title("Part f", ["PART F", "part F 2"]) == "Part f 3"


def test_what_is_no_character_shows_as_one_lost() -> None:
    assert plain("a\udfffb") == "a\ufffdb"
