"""Any form as a workbook: its tables are named ranges, and what its letters and numbers mean stands below them."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from siptui.framework import load, names
from siptui.records.fields import fields_of
from support.documents.whole_year import whole_year
from support.workbooks.returned_workbook import found, proposed, written


def visible_text(book: Workbook) -> str:
    cells = (c.value for s in book.worksheets if s.sheet_state == "visible" for row in s.iter_rows() for c in row)
    return "\n".join(str(value) for value in cells if value)


def test_a_visit_says_what_its_categories_and_colours_mean(tmp_path: Path) -> None:
    fields = fields_of(load("milton_keynes_2010_11"))
    book = openpyxl.load_workbook(written(fields, whole_year(fields), "visits/autumn", tmp_path / "a.xlsx"))
    said = visible_text(book)
    assert "1 Outstanding; 2 Good; 3 Satisfactory; 4 Inadequate" in said
    assert "R Red" in said
    assert "yes Yes" not in said


@pytest.mark.parametrize("name", names())
def test_every_table_is_a_named_range_of_its_own(name: str, tmp_path: Path) -> None:
    fields = fields_of(load(name))
    out = written(fields, whole_year(fields), "note", tmp_path / "note.xlsx")
    book = openpyxl.load_workbook(out)
    areas = [
        area for key, each in book.defined_names.items() if key.startswith("siptui_") for area in each.destinations
    ]
    assert len(areas) > 2
    assert len({title for title, _ in areas}) == len(areas)
    for title, area in areas:
        first, last = book[title][area][0], book[title][area][-1]
        assert all(cell.font.b for cell in first if cell.value)
        assert any(cell.value or not cell.protection.locked for cell in last)
    assert found(proposed(out, fields, whole_year(fields))) == ({}, [], [])
