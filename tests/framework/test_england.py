"""England 2025-26: report cards, statutory assessment, attendance baselines and reviews of a plan are data."""

from datetime import date
from pathlib import Path

import pytest
from msgspec import structs
from openpyxl import load_workbook

from siptui.cli.commands.get_set_undo_history import nested
from siptui.framework import load
from siptui.framework.model import AnyBlock, FieldsBlock, ProgressBlock, TableBlock
from siptui.records.change import Record
from siptui.records.fields import fields_of
from siptui.records.problem import Refused
from siptui.records.values import BadValue, parse
from siptui.rules.caseload_row import caseload_row
from siptui.rules.computed import reckoned
from siptui.rules.findings import findings
from siptui.rules.how_far import so_far
from siptui.rules.needed import missing
from siptui.rules.summary import part_f
from siptui.tracking.reading import propose
from siptui.workbooks.ours.summary import write_summary

ENGLAND = load("england_2025_26")
FIELDS = fields_of(ENGLAND)
TODAY = date(2026, 7, 1)


def found(record: Record) -> list[tuple[str, str]]:
    return [(each.path, each.rule) for each in findings(FIELDS, record, TODAY)]


def value(record: Record, path: str) -> object:
    field = FIELDS.find(path)
    assert field
    return reckoned(FIELDS, record, field, TODAY).value


# --- what there is: each list taken by hand from the sources named in the framework's files


def test_the_areas_of_the_report_card_are_judged_at_every_visit() -> None:
    areas = [
        "Inclusion",
        "Curriculum and teaching",
        "Achievement",
        "Attendance and behaviour",
        "Personal development and well-being",
        "Early years",
        "Post-16 provision",
        "Leadership and governance",
    ]
    assert [kip.name for kip in ENGLAND.register.kips] == areas
    for visit in ENGLAND.visits:
        assert [ENGLAND.row_name(row) for row in visit.rows] == areas
        safeguarding = FIELDS[f"visits/{visit.key}/safeguarding"]
        assert safeguarding.scale
        assert [v.name for v in safeguarding.scale.values] == ["Met", "Not met"]
        assert {row.kip: row.shown_when for row in visit.rows if row.shown_when} == {
            "EY": {"school/early_years": ["yes"]},
            "P16": {"school/sixth_form": ["yes"]},
        }


def test_the_five_grades_are_not_the_four_of_before() -> None:
    scale = ENGLAND.scales["report_card"]
    assert [v.name for v in scale.values] == [
        "Exceptional",
        "Strong standard",
        "Expected standard",
        "Needs attention",
        "Urgent improvement",
    ]
    assert str(scale.since) == "2025-11-10"
    assert [v.name for v in scale.earlier[0].values] == ["Outstanding", "Good", "Requires improvement", "Inadequate"]
    assert scale.place("good") is None  # an old answer stands, and is no grade of today's
    assert scale.version("good") is scale.earlier[0]
    with pytest.raises(BadValue, match="is not on the scale"):
        parse(FIELDS["visits/autumn/judgements/AC/grade"], "Good")


def test_what_changes_from_year_to_year_is_data_with_its_year() -> None:
    thresholds = {y: FIELDS[f"statutory_assessment/phonics/{y}/threshold"].preset for y in ("2024", "2025", "2026")}
    assert thresholds == {"2024": "32", "2025": "32", "2026": "31"}
    national = {
        s: FIELDS[f"statutory_assessment/ks2/{s}/national"].preset
        for s in ("reading", "writing", "mathematics", "combined")
    }
    assert national == {"reading": "75", "writing": "72", "mathematics": "74", "combined": "62"}
    assert [FIELDS[f"statutory_assessment/gld/{y}/national"].preset for y in ("2024", "2025", "2026")] == [
        "67.7",
        "68.3",
        "",
    ]


def test_progress_is_percentages_by_group_and_no_average_points() -> None:
    grid = next(b for b in ENGLAND.form("progress").blocks if isinstance(b, ProgressBlock))
    assert not grid.average
    assert "progress/reading/3/2025-12" not in FIELDS
    assert FIELDS["progress/reading/3/2025-12/expected"].kind == "percent"
    assert FIELDS["progress/combined/6/2026-07/high/disadvantaged"].kind == "percent"


def test_send_codes_are_the_census_ones_and_the_old_ones_apart() -> None:
    scale = ENGLAND.scales["send"]
    assert [v.value for v in scale.values] == ["N", "K", "E"]
    assert [v.value for v in scale.earlier[0].values] == ["A", "P", "S"]
    table = next(b for b in ENGLAND.form("front").blocks if isinstance(b, TableBlock) and b.key == "send")
    assert set(table.rows) == {"N", "K", "E"}


def test_the_year_has_its_three_terms_and_a_visit_in_each() -> None:
    assert [(v.key, v.term) for v in ENGLAND.visits] == [(t.key, t.key) for t in ENGLAND.calendar.terms]
    assert ENGLAND.calendar.terms[0].first.year == 2025


def test_of_the_appraisal_only_the_fact_is_asked() -> None:
    asked = [b for b in ENGLAND.form("autumn").blocks if isinstance(b, FieldsBlock) and "appraisal" in b.title]
    assert [(f.key, f.kind) for f in asked[0].fields] == [("appraisal_date", "date"), ("appraisal_adviser", "scale")]


# --- what follows from answers

PLAN: Record = {
    "plan/objectives/1/objective": "Attendance to 95%",
    "plan/objectives/2/objective": "A curriculum for history",
    "forms/plan_review/1/date": "2026-02-03",
}


def test_a_review_is_recorded_only_when_every_objective_is_rated() -> None:
    status = "forms/plan_review/1/status"
    assert value(PLAN, status) == "Progress not recorded"
    one = {**PLAN, "forms/plan_review/1/progress/1/rag": "green", "forms/plan_review/1/progress/1/details": "94.8 now."}
    assert value(one, status) == "Progress partly recorded"
    both = {**one, "forms/plan_review/1/progress/2/rag": "red"}
    assert value(both, status) == "Progress recorded"
    assert found(one) == []
    assert found(both) == [("forms/plan_review/1/progress/2/details", "rating_has_details")]


def test_the_gap_to_the_attendance_baseline_may_be_below_nothing() -> None:
    assert value({"targets/abie": 94.5, "targets/attendance_now": 93.9}, "targets/attendance_gap") == -0.6


def test_scores_off_the_scale_and_low_grades_without_evidence_are_found() -> None:
    autumn = "visits/autumn"
    record: Record = {
        "school/phase": "primary",
        f"{autumn}/date": "2025-10-07",
        f"{autumn}/judgements/AC/grade": "attention",
        f"{autumn}/judgements/LG/grade": "strong",
        f"{autumn}/judgements/LG/aim": "expected",
        "statutory_assessment/ks2/reading/score": 104.2,
        "statutory_assessment/ks2/gps/score": 54,
    }
    assert sorted(found(record)) == [
        ("statutory_assessment/ks2/gps/score", "scaled_scores"),
        (f"{autumn}/judgements/AC/evidence", "low_grade_has_evidence"),
        (f"{autumn}/judgements/LG/aim", "aim_no_lower"),
    ]


def test_the_summary_has_the_latest_grade_of_every_area() -> None:
    record: Record = {
        "visits/autumn/date": "2025-10-07",
        "visits/autumn/judgements/AC/grade": "attention",
        "visits/autumn/judgements/AC/aim": "expected",
        "visits/spring/date": "2026-02-03",
        "visits/spring/judgements/AC/grade": "expected",
    }
    rows = {row.code: row for section in part_f(ENGLAND, record) for row in section.rows}
    assert (rows["AC"].current, rows["AC"].target, rows["AC"].date) == ("expected", "expected", "2026-02-03")
    assert len(rows) == 8


def test_before_a_review_is_recorded_every_objective_is_missing_that_has_no_rating() -> None:
    form = ENGLAND.form("plan_review")
    place = "forms/plan_review/1"
    record = {**PLAN, f"{place}/progress/1/rag": "red", f"{place}/reviewer": "other", f"{place}/next_steps": "match"}
    assert [f.path for f in missing(FIELDS, form, place, record, "record")] == [
        f"{place}/reviewer_name",
        f"{place}/progress/1/details",
        f"{place}/progress/2/rag",
    ]


# --- the caseload


def test_an_area_that_a_school_does_not_have_is_not_waited_for() -> None:
    record: Record = {"school/name": "Marmalade Green", "visits/autumn/judgements/AC/grade": "strong"}
    assert [visit.rows for visit in caseload_row(ENGLAND, "a", record).visits] == [6, 6, 6]
    record["school/early_years"] = "yes"
    assert caseload_row(ENGLAND, "a", record).visits[0].rows == 7
    assert so_far(FIELDS, ENGLAND.form("autumn"), record) == "1 of 7 judged"


def test_percentages_count_as_figures_of_the_grid() -> None:
    record: Record = {"progress/reading/3/2025-12/expected": 62, "progress/reading/3/comment": "Rising."}
    assert so_far(FIELDS, ENGLAND.form("progress"), record) == "1 figure"
    record["progress/reading/3/2025-12/expected/send"] = 40
    assert so_far(FIELDS, ENGLAND.form("progress"), record) == "2 figures"


def test_a_tracking_file_is_refused_where_a_grid_names_no_kinds_of_result() -> None:
    forms = [structs.replace(form, blocks=[_without_results(block) for block in form.blocks]) for form in ENGLAND.forms]
    unread = structs.replace(ENGLAND, forms=forms)
    with pytest.raises(Refused) as refused:
        propose(Path("tracking.xlsx"), [], unread, fields_of(unread), {}, {})
    assert [problem.code for problem in refused.value.problems] == ["no_averages_wanted"]


def _without_results(block: AnyBlock) -> AnyBlock:
    return structs.replace(block, results="") if isinstance(block, ProgressBlock) else block


def test_the_headings_of_the_summary_workbook_are_the_frameworks(tmp_path: Path) -> None:
    write_summary(ENGLAND, {"school/name": "Marmalade Green"}, "a", 1, tmp_path / "summary.xlsx")
    sheet = load_workbook(tmp_path / "summary.xlsx").worksheets[0]
    written = {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell}
    assert {"Area", "Grade", "Now", "Aim", "Date", "Inclusion"} <= written


def test_a_percentage_of_a_group_is_told_with_that_of_all() -> None:
    of_all = "progress/reading/3/2025-12/expected"
    record: Record = {of_all: 62, f"{of_all}/send": 41, "progress/reading/3/comment": "Rising."}
    assert nested(record)["progress"]["reading"]["3"] == {
        "2025-12": {"expected": {"": 62, "send": 41}},
        "comment": "Rising.",
    }
