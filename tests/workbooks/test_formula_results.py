"""Formulas of ours hold their results, for whoever opens a workbook where nothing reckons: a phone, a preview."""

from pathlib import Path

import openpyxl

from siptui.framework import Framework
from siptui.sheets.open_file import open_sheets
from siptui.workbooks.ours.progress import write_progress


def test_an_increase_can_be_read_and_is_a_formula_all_the_same(framework: Framework, tmp_path: Path) -> None:
    out = tmp_path / "d.xlsx"
    span = framework.progress.increase
    assert span is not None
    write_progress(
        framework,
        out,
        {f"progress/reading/3/{span.since}": 12.1, f"progress/reading/3/{span.until}": 15.2},
        "ashwell",
        3,
    )
    formulas = [c for row in openpyxl.load_workbook(out).worksheets[0].iter_rows() for c in row if c.data_type == "f"]
    results = openpyxl.load_workbook(out, data_only=True).worksheets[0]
    held = [results[cell.coordinate].value for cell in formulas]
    assert len(formulas) > 1
    assert [value for value in held if value] == [3.1]
    assert [each for sheet in open_sheets(out) for row in sheet.rows for each in row].count(3.1) == 1
