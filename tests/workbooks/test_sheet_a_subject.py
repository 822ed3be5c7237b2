"""Part D a sheet a subject, as an authority may want it: it reckons, is charted and comes back as the single sheet."""

from pathlib import Path

import openpyxl
import pytest
from msgspec import structs

from siptui.framework import load, names
from siptui.framework.model import ProgressBlock
from siptui.records.fields import Fields, fields_of
from siptui.workbooks.export import write_workbook
from siptui.workbooks.returned.marked_answers import marked_answers
from support.documents.whole_year import SCHOOL, whole_year
from support.workbooks.returned_workbook import MADE, REVISION, SUBJECT, edited, found, proposed, sheets_in, type_over

HANDBOOK = "milton_keynes_2010_11"


def written(fields: Fields, record: dict[str, object], out: Path) -> Path:
    where = (fields, record, SUBJECT, REVISION, out)
    write_workbook(*where, form="progress", replace=True, today=MADE, by_subject=True)  # type: ignore[arg-type]
    return out


@pytest.mark.parametrize("name", names())
def test_each_subject_has_a_sheet_and_what_is_typed_there_comes_back(name: str, tmp_path: Path) -> None:
    fields = fields_of(load(name))
    whole = whole_year(fields)
    out = written(fields, {**whole}, tmp_path / "d.xlsx")
    assert found(proposed(out, fields, whole)) == ({}, [], [])
    wanted: dict[str, object] = {}
    told: dict[str, str] = {}
    for each in marked_answers(sheets_in(out)).answers:
        subject = each.path.split("/")[1]
        if fields[each.path].kind in ("points", "percent", "number") and subject not in told:
            told[subject], wanted[each.path] = each.place.sheet, 21.25
    subjects = {each.key: each.name for each in fields.framework.progress.subjects}
    assert {key for key in subjects if key in told} == set(told) - {"eyfs"}
    assert len({told[key] for key in subjects if key in told}) == len([key for key in subjects if key in told]) > 2
    assert all(subjects[key].split(",")[0][:20] in title for key, title in told.items() if key in subjects)

    def edit(book: openpyxl.Workbook) -> None:
        for path, value in wanted.items():
            type_over(book, out, path, value)

    edited(out, edit)
    assert found(proposed(out, fields, whole)) == (wanted, [], [])


def test_increases_hold_their_results_on_every_sheet_and_charts_are_drawn_from_there(tmp_path: Path) -> None:
    fields = fields_of(load(HANDBOOK))
    block = fields.framework.progress
    assert block.increase
    ends = {block.increase.since: 12.1, block.increase.until: 15.2}
    record = {f"progress/{s.key}/3/{point}": value for s in block.subjects for point, value in ends.items()} | SCHOOL
    out = written(fields, {**record}, tmp_path / "d.xlsx")
    book, results = openpyxl.load_workbook(out), openpyxl.load_workbook(out, data_only=True)
    for subject in block.subjects:
        cells = [cell for row in book[subject.name].iter_rows() for cell in row if cell.data_type == "f"]
        assert len(cells) == len(block.years)
        assert [value for c in cells if (value := results[subject.name][c.coordinate].value)] == [3.1]
    lines = [series.val.numRef.f for chart in book["Charts"]._charts for series in chart.series]
    assert [line.partition("!")[0].strip("'") for line in lines[::2]] == [s.name for s in block.subjects]


def test_what_is_asked_besides_has_the_first_sheet_where_there_is_any(tmp_path: Path) -> None:
    framework = load(HANDBOOK)
    form = next(form for form in framework.forms if form.kind == "progress")
    bare = structs.replace(form, blocks=[each for each in form.blocks if isinstance(each, ProgressBlock)])
    without = structs.replace(framework, forms=[bare if each is form else each for each in framework.forms])
    subjects = [each.name for each in framework.progress.subjects]
    for its, phase, wanted in (
        (framework, "junior", ["Part D", *subjects]),
        (framework, "secondary", ["Part D"]),
        (without, "junior", subjects),
    ):
        out = written(fields_of(its), {**SCHOOL, "school/phase": phase}, tmp_path / "d.xlsx")
        sheets = [sheet.title for sheet in openpyxl.load_workbook(out).worksheets if sheet.sheet_state == "visible"]
        assert (phase, sheets) == (phase, wanted)


def test_in_other_layouts_the_increase_is_a_formula_with_its_result_too(tmp_path: Path) -> None:
    fields = fields_of(load(HANDBOOK))
    block = fields.framework.progress
    assert block.increase
    record = SCHOOL | {f"progress/reading/3/{block.increase.since}": 12.1}
    record |= {f"progress/reading/3/{block.increase.until}": 15.2}
    out = tmp_path / "note.xlsx"
    write_workbook(fields, record, SUBJECT, REVISION, out, form="note", today=MADE)
    book, results = openpyxl.load_workbook(out), openpyxl.load_workbook(out, data_only=True)
    told = [
        results[sheet.title][cell.coordinate].value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert [value for value in told if value] == [3.1]
    assert found(proposed(out, fields, record)) == ({}, [], [])
