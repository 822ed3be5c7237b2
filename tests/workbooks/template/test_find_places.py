"""Where answers go in workbooks of all layouts."""

from pathlib import Path
from typing import Any

import pytest

from siptui.framework import load, names
from siptui.records.fields import Fields, fields_of
from siptui.sheets.cells import letters
from siptui.workbooks.export import KINDS, write_workbook
from siptui.workbooks.template.plan import Plan
from support.documents.whole_year import whole_year
from support.workbooks.authority_template import POINTS, SUBJECTS, progress_book, table_book
from support.workbooks.template_filled import TODAY, lacking, planned

YEARS = [f"Year {year}" for year in range(1, 7)]


@pytest.fixture(scope="module")
def fields() -> Fields:
    return fields_of(load("milton_keynes_2010_11"))


def where(plan: Plan, what: Any, *labels: str, heading: str = "") -> list[str]:
    """The cells of an answer, such as "APS grid!B6"."""
    for sheet, spots in zip(what, plan.found.spots, strict=True):
        for answer, its in zip(sheet.answers, spots, strict=True):
            if answer.labels == list(labels) and answer.heading == heading:
                return [f"{plan.sheets[n].name}!{letters(x)}{y + 1}" for n, y, x in its]
    raise AssertionError(labels)


def aps(fields: Fields) -> dict[str, Any]:
    """A primary school's record with figures alone."""
    whole, phase = whole_year(fields), fields.framework.roles.phase
    return {path: value for path, value in whole.items() if fields[path].kind == "points" or path == phase}


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("kind", KINDS)
def test_every_place_of_our_own_blank_forms_is_found(name: str, kind: str, tmp_path: Path) -> None:
    """By their words alone: nothing is known of the marks that they bear."""
    fields, out = fields_of(load(name)), tmp_path / "blank.xlsx"
    record = whole_year(fields)
    phase = fields.framework.roles.phase
    write_workbook(fields, {phase: record[phase]}, "ashwell", 0, out, form=kind, today=TODAY)
    assert lacking(*planned(out, fields, record, kind)) == []


def test_subjects_below_one_another_on_one_sheet(fields: Fields, tmp_path: Path) -> None:
    plan, what = planned(progress_book(tmp_path / "la.xlsx"), fields, aps(fields), "progress")
    assert lacking(plan, what) == []
    assert where(plan, what, "Reading", "Year 1", heading="APS July 10") == ["APS grid!B6"]
    assert where(plan, what, "Mathematics", "Year 6", heading="APS July 11") == ["APS grid!E29"]
    assert where(plan, what, "SIP") == ["APS grid!F2"]
    assert where(plan, what, "School") == ["APS grid!B2"]


def test_subjects_side_by_side_under_a_band(fields: Fields, tmp_path: Path) -> None:
    band: list[Any] = ["", *[cell for subject in SUBJECTS for cell in (subject, "", "", "")]]
    rows = [["Points"], band, ["NC Year", *POINTS * 3], *([f"Y{n}"] for n in range(1, 7))]
    plan, what = planned(table_book(tmp_path / "la.xlsx", {"D": rows}), fields, aps(fields), "progress")
    assert lacking(plan, what) == []
    assert where(plan, what, "Writing", "Year 3", heading="APS Dec 10") == ["D!G6"]


def test_a_sheet_a_subject(fields: Fields, tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Year group", *(f"APS {point}" for point in POINTS)], *([year] for year in YEARS)]
    book = table_book(tmp_path / "la.xlsx", {f"{subject} APS": rows for subject in SUBJECTS})
    plan, what = planned(book, fields, aps(fields), "progress")
    assert lacking(plan, what) == []
    assert where(plan, what, "Mathematics", "Year 2", heading="APS March 11") == ["Maths APS!D3"]


def test_one_long_table(fields: Fields, tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Subject", "Year", *POINTS]]
    rows += [[subject, year] for year in range(1, 7) for subject in SUBJECTS]
    plan, what = planned(table_book(tmp_path / "la.xlsx", {"All": rows}), fields, aps(fields), "progress")
    assert lacking(plan, what) == []
    assert where(plan, what, "Writing", "Year 1", heading="APS July 10") == ["All!C3"]


def test_part_f_by_its_codes_alone_or_with_names_beside_them_in_one_cell(fields: Fields, tmp_path: Path) -> None:
    kips = fields.framework.register.kips
    for number, called in enumerate([[k.code for k in kips], [f"{k.code} {k.name}" for k in kips]]):
        rows: list[list[Any]] = [["KIP", "Category now", "Target category", "Date of visit"], *([c] for c in called)]
        book = table_book(tmp_path / f"{number}.xlsx", {"Part F": rows})
        plan, what = planned(book, fields, whole_year(fields), "summary")
        assert lacking(plan, what) == []
        first = kips[0]
        assert where(plan, what, first.code, first.name, heading="Current") == ["Part F!B2"]


def test_what_has_no_place_or_two_is_not_guessed(fields: Fields, tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Reading"], ["Year", "Dec 10", "Dec 10"], *([year] for year in YEARS)]
    plan, what = planned(table_book(tmp_path / "la.xlsx", {"Reading": rows}), fields, aps(fields), "progress")
    lacks = lacking(plan, what)
    assert len(lacks) == len([a for sheet in what for a in sheet.answers if a.needed and a.value is not None])
    assert plan.found.twice[1].count(True) == len(YEARS)


def test_an_answer_is_beside_its_label_or_below_it_where_another_label_is_beside(
    fields: Fields, tmp_path: Path
) -> None:
    labels = ["Cohort year group", "Cohort size", "Pupils with SEN or on P scales", "Baseline source"]
    record = {path: value for path, value in whole_year(fields).items() if path.startswith("targets/cohort")}
    down = table_book(tmp_path / "down.xlsx", {"E": [[label] for label in labels]})
    across = table_book(tmp_path / "across.xlsx", {"E": [labels]})
    assert where(*planned(down, fields, record, "targets"), "Cohort size") == ["E!B2"]
    assert where(*planned(across, fields, record, "targets"), "Cohort size") == ["E!B2"]


def test_nothing_is_looked_for_on_a_hidden_sheet(fields: Fields, tmp_path: Path) -> None:
    path = progress_book(tmp_path / "la.xlsx")
    plan, _ = planned(path, fields, aps(fields), "progress")
    seen = {plan.sheets[n].name for some in plan.found.spots for its in some for n, _, _ in its}
    assert seen == {"APS grid"}
