"""Charts of Parts D and F: where they are, what they are drawn from, and what they say to who cannot see them."""

import re
from pathlib import Path

import openpyxl
import pytest

from siptui.framework import Framework, load
from siptui.framework.model import ProgressBlock
from siptui.records.fields import fields_of
from siptui.workbooks.export import write_workbook
from support.documents.whole_year import SCHOOL, whole_year
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


@pytest.mark.parametrize("form", ["progress", "summary"])
def test_measures_and_grades_of_today_are_charted_and_come_back_as_they_were(tmp_path: Path, form: str) -> None:
    fields = fields_of(load("england_2025_26"))
    record = whole_year(fields)
    out = written(fields, record, form, tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(out)
    assert "Charts" in book.sheetnames
    assert len(drawing(out)) == len(book["Charts"]._charts)
    assert found(proposed(out, fields, record)) == ({}, [], [])


def test_a_measure_has_a_line_a_year_group_that_has_figures_and_none_of_a_few_pupils(tmp_path: Path) -> None:
    fields = fields_of(load("england_2025_26"))
    blocks = (block for form in fields.framework.forms for block in form.blocks)
    grid = next(block for block in blocks if isinstance(block, ProgressBlock))
    points = [point.key for point in grid.points]
    at = "progress/reading/3"
    record = {f"{at}/{points[0]}/expected": 61, f"{at}/{points[1]}/expected": 70, f"{at}/{points[0]}/high/pp": 20}
    out = written(fields, SCHOOL | record, "progress", tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(out)
    (chart,) = book["Charts"]._charts
    (line,) = chart.series
    title, area = line.val.numRef.f.replace("$", "").split("!")
    assert [cell.value for cell in book[title.strip("'")][area][0]] == [61, 70, None, None]
    title, area = line.cat.numRef.f.replace("$", "").split("!")
    labels = [point.label for point in grid.points]
    assert [cell.value for cell in book[title.strip("'")][area][0]] == labels
    assert (chart.y_axis.scaling.min, chart.y_axis.scaling.max) == (0, 100)
    (said,) = drawing(out)
    name = next(measure.name for measure in grid.measures if measure.key == "expected")
    assert said == f"Line chart of Reading: {name}. Year 3: 61.0 ({labels[0]}) to 70.0 ({labels[1]})."


def test_grades_in_words_are_charted_by_their_place_in_the_scale(tmp_path: Path) -> None:
    fields = fields_of(load("england_2025_26"))
    at = next(path for path in fields if path.startswith("visits/autumn/judgements/") and path.endswith("/grade"))
    record = {at: "expected", at.replace("/grade", "/aim"): "strong"}
    out = written(fields, SCHOOL | record, "summary", tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(out)["Charts"]
    assert [cell.value for cell in sheet["A5:C5"][0]] == [at.split("/")[3], 3, 2]
    assert "1 Exceptional; 2 Strong standard; 3 Expected standard" in sheet["A2"].value
    assert drawing(out)[0].endswith(f"{at.split('/')[3]}: Expected standard, target Strong standard.")
