"""Charts of Parts D and F: where they are, what they are drawn from, and what they say to who cannot see them."""

import re
from pathlib import Path

import openpyxl
import pytest

from siptui.framework import Framework
from siptui.records.fields import fields_of
from siptui.workbooks.export import write_workbook
from support.documents.whole_year import whole_year
from support.files_made.zipping import parts
from support.workbooks.returned_workbook import MADE, found, proposed, written

APS = "progress/reading/3"


def drawing(path: Path) -> list[str]:
    return re.findall(r'descr="([^"]*)"', parts(path.read_bytes())["xl/drawings/drawing1.xml"].decode())


@pytest.mark.parametrize("form", ["progress", "summary"])
def test_a_workbook_with_charts_proposes_nothing_untouched(framework: Framework, tmp_path: Path, form: str) -> None:
    fields = fields_of(framework)
    record = whole_year(fields)
    out = written(fields, record, form, tmp_path / "out.xlsx")
    assert openpyxl.load_workbook(out).sheetnames[1] == "Charts"
    assert found(proposed(out, fields, record)) == ({}, [], [])


def test_part_d_has_a_line_a_year_group_and_what_is_expected(framework: Framework, tmp_path: Path) -> None:
    fields, points = fields_of(framework), framework.progress.points
    record = {framework.roles.phase: "primary", f"{APS}/{points[0].key}": 15.0, f"{APS}/{points[1].key}": 16.5}
    out = written(fields, record, "progress", tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(out)
    (chart,) = book["Charts"]._charts  # of the one subject that has figures
    lines = [series.val.numRef.f for series in chart.series]
    assert len(lines) == 2
    assert lines[0].startswith(f"'{book.sheetnames[0]}'!")
    cells = book[book.sheetnames[0]][lines[0].rpartition("!")[2].replace("$", "")][0]
    assert [cell.value for cell in cells][:2] == [15.0, 16.5]
    expected = book["Charts"][lines[1].rpartition("!")[2].replace("$", "")][0]
    assert [cell.value for cell in expected] == [15, 16.25, 17, 18]  # three points a year, month by month
    (said,) = drawing(out)
    assert "Year 3: 15.0 (APS July 10) to 16.5 (APS Dec 10)" in said
    assert "Dashed lines" in said


def test_part_f_has_its_categories_as_cells_and_as_bars(framework: Framework, tmp_path: Path) -> None:
    fields = fields_of(framework)
    record = {"summary/E13/current": "3", "summary/E13/target": "2"}
    out = written(fields, record, "summary", tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(out)["Charts"]
    assert [[cell.value for cell in row] for row in sheet["A4:C5"]] == [["Code", "Now", "Target"], ["E13", 3, 2]]
    assert drawing(out)[0].endswith("E13: 3, target 2.")


@pytest.mark.parametrize("form", ["progress", "summary", "targets"])
def test_where_there_is_nothing_to_draw_there_is_no_chart(framework: Framework, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out.xlsx"
    record = {framework.roles.phase: "primary"}
    write_workbook(fields_of(framework), record, "ashwell", 1, out, form=form, today=MADE)
    assert "Charts" not in openpyxl.load_workbook(out).sheetnames
