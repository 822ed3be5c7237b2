"""The blank forms: Part D with its increases, Part E with what may be entered."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from siptui.framework import load
from siptui.records.problem import Refused
from siptui.workbooks.ours.progress import write_progress
from siptui.workbooks.ours.targets import write_targets

FRAMEWORK = load("milton_keynes_2010_11")
MADE = date(2010, 9, 1)


@pytest.fixture
def progress(tmp_path: Path) -> Path:
    write_progress(FRAMEWORK, tmp_path / "d.xlsx", today=MADE)
    return tmp_path / "d.xlsx"


@pytest.fixture
def targets(tmp_path: Path) -> Path:
    write_targets(FRAMEWORK, "primary", tmp_path / "e.xlsx", today=MADE)
    return tmp_path / "e.xlsx"


def opened(path: Path) -> Worksheet:
    return openpyxl.load_workbook(path).worksheets[0]


def read(path: Path) -> list[list[Any]]:
    with path.open("rb") as file:
        return CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python(skip_empty_area=False)


def row_of(sheet: Worksheet, text: str, column: int = 1) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, column).value == text)


def test_part_d_has_a_grid_for_each_subject(progress: Path) -> None:
    form, rows = FRAMEWORK.progress, read(progress)
    assert rows[0][0] == form.title
    starts = [number for number, row in enumerate(rows) if str(row[0]).startswith("Subject: ")]
    assert [rows[at][0] for at in starts] == [f"Subject: {subject.name}" for subject in form.subjects]
    for at in starts:
        labels = ["Year group", *(p.label for p in form.points), form.increase.label, *(c.label for c in form.comments)]
        assert rows[at + 1][: len(labels)] == labels
        assert [row[0] for row in rows[at + 2 : at + 8]] == form.years


def test_part_d_asks_for_the_early_years_and_the_groups(progress: Path) -> None:
    sheet = opened(progress)
    for field in FRAMEWORK.progress.eyfs:
        assert not sheet.cell(row_of(sheet, field.label), 6).protection.locked
    groups = FRAMEWORK.progress.groups[0]
    at = row_of(sheet, groups.label, 7)
    assert sheet.cell(at + 1, 7).value == "SEND"
    assert [sheet.cell(at + n, 7).protection.locked for n in range(1, 8)] == [False] * groups.slots + [True]


def test_the_only_formulas_are_the_increases_and_they_are_locked(progress: Path) -> None:
    cells = [cell for row in opened(progress).iter_rows() for cell in row if cell.data_type == "f"]
    assert len(cells) == len(FRAMEWORK.progress.subjects) * len(FRAMEWORK.progress.years)
    for cell in cells:
        assert cell.column_letter == "F"
        assert cell.protection.locked
        at = cell.row
        assert cell.value == f'=IF(AND(ISNUMBER(B{at}),ISNUMBER(E{at})),ROUND(E{at}-B{at},6),"")'


def test_scores_and_percentages_are_checked_as_they_are_entered(progress: Path) -> None:
    sheet = opened(progress)
    checks = sheet.data_validations.dataValidation
    at = row_of(sheet, FRAMEWORK.progress.eyfs[0].label)
    percent = next(c for c in checks if f"F{at}" in c.sqref)
    assert (percent.type, percent.formula1, percent.formula2) == ("decimal", "0", "100")
    assert percent.prompt == FRAMEWORK.progress.eyfs[0].prompt
    first = row_of(sheet, "Subject: Reading") + 2
    score = next(c for c in checks if f"B{first}" in c.sqref)
    assert (score.type, score.operator, score.formula1) == ("decimal", "greaterThanOrEqual", "0")
    assert f"E{first + 5}" in score.sqref
    assert f"F{first}" not in score.sqref


def test_part_e_has_the_measures_of_the_phase_and_no_others(tmp_path: Path) -> None:
    for phase in FRAMEWORK.phase_names():
        write_targets(FRAMEWORK, phase, tmp_path / "e.xlsx", today=MADE)
        rows = read(tmp_path / "e.xlsx")
        head = next(n for n, row in enumerate(rows) if row[0] == "Measure")
        assert rows[head][1 : len(FRAMEWORK.targets.columns) + 1] == [c.label for c in FRAMEWORK.targets.columns]
        wanted = [m.name for m in FRAMEWORK.targets.measures if phase in m.phases]
        assert [row[0] for row in rows[head + 1 : head + 1 + len(wanted)]] == wanted
        assert rows[head + 1 + len(wanted)][0] == ""
        shown = {cell for row in rows for cell in row}
        assert {field.label for field in FRAMEWORK.targets.fields} <= shown


def test_part_e_marks_what_is_statutory_and_takes_what_fits(targets: Path) -> None:
    sheet = opened(targets)
    for measure in FRAMEWORK.targets.measures:
        if "primary" not in measure.phases:
            continue
        at = row_of(sheet, measure.name)
        assert sheet.cell(at, 1).font.b == measure.statutory
        assert not sheet.cell(at, 2).protection.locked
        kinds = [c.type for c in sheet.data_validations.dataValidation if f"B{at}" in c.sqref]
        assert kinds == (["decimal"] if measure.unit == "percent" else [])


def test_part_e_for_a_phase_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no targets for 'college'; use nursery, "):
        write_targets(FRAMEWORK, "college", tmp_path / "e.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["progress", "targets"])
def test_they_are_ready_to_print_and_say_what_they_are(name: str, request: pytest.FixtureRequest) -> None:
    book = openpyxl.load_workbook(request.getfixturevalue(name))
    sheet = book.worksheets[0]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_area
    assert sheet.print_title_rows
    assert sheet.freeze_panes
    assert len(sheet.row_breaks.brk) == 1
    assert sheet.protection.sheet
    found = {p.name: p.value for p in book.custom_doc_props}  # type: ignore[attr-defined]
    assert (found["siptui_form"], found.get("siptui_subject") or "", found["siptui_revision"]) == (name, "", "0")


@pytest.mark.parametrize(
    ("phase", "early", "grids"), [("nursery", True, 0), ("secondary", False, 0), ("junior", False, 3)]
)
def test_part_d_asks_a_school_for_what_its_phase_has(tmp_path: Path, phase: str, early: bool, grids: int) -> None:
    record = {"school/name": "Alder School", "school/phase": phase}
    write_progress(FRAMEWORK, tmp_path / "d.xlsx", record, "alder", 1, today=MADE)
    cells = {cell for row in read(tmp_path / "d.xlsx") for cell in row}
    assert (FRAMEWORK.progress.eyfs_title in cells) == early
    assert sum(str(cell).startswith("Subject: ") for cell in cells) == grids
    assert ("G&T" in cells) == (phase == "secondary")


def test_rows_may_be_put_in_and_comments_written_where_the_rest_is_locked(progress: Path) -> None:
    lock = opened(progress).protection
    assert (lock.sheet, lock.password) == (True, None)
    assert (lock.insertRows, lock.insertColumns, lock.objects) == (False, False, False)


def test_each_table_has_a_name(progress: Path, targets: Path) -> None:
    names = {name: each.attr_text for name, each in openpyxl.load_workbook(progress).defined_names.items()}
    assert [names[f"siptui_{subject.name}"] for subject in FRAMEWORK.progress.subjects]
    assert names["siptui_Reading"].startswith("'Part D'!$A$")
    assert "siptui_Measures" in openpyxl.load_workbook(targets).defined_names
