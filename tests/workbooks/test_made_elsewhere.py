"""Workbooks that siptui did not make: known by headings and codes, asked where that is not sure, compared plainly."""

from collections.abc import Mapping
from datetime import date, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from siptui.documents.returned.proposal import DocumentProposal
from siptui.framework import Framework
from siptui.records.change import Record
from siptui.records.fields import Fields, fields_of
from siptui.records.values import NOT_TYPED
from siptui.rules.steps import why_locked
from siptui.sheets.cells import Sheet
from siptui.sheets.own_marks import corner_of
from siptui.sheets.percent_cells import add_percents
from siptui.workbooks.others.proposal import others_proposal
from siptui.workbooks.returned.marked_answers import marked_answers
from support.documents.whole_year import whole_year
from support.workbooks.returned_workbook import sheets_in, written

SCHOOL: Record = {"school/name": "Alder School", "school/phase": "primary"}
S11 = "visits/autumn/judgements/S1.1"


@pytest.fixture
def fields(framework: Framework) -> Fields:
    return fields_of(framework)


def saved(file: Path, sheets: Mapping[str, list[list[Any]]], formats: Mapping[str, str] | None = None) -> list[Sheet]:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for address, how in (formats or {}).items():
            sheet[address].number_format = how
    book.save(file)
    found = sheets_in(file)
    add_percents(file.read_bytes(), found)
    return found


def proposal(sheets: list[Sheet], fields: Fields, ours: Record = SCHOOL, **answers: str) -> DocumentProposal:
    found = others_proposal(
        "a.xlsx", sheets, "alder", fields, ours, {k.replace("__", ":"): v for k, v in answers.items()}
    )
    assert found is not None
    return found


def changes(found: DocumentProposal) -> dict[str, Any]:
    return {each.path: each.new for each in found.changes}


def asked(found: DocumentProposal) -> list[str]:
    return [each.key for each in found.questions]


def summary(day: date, code: str = "S1.1") -> list[list[Any]]:
    """Part F as an authority might have it: a heading in two rows, and codes."""
    return [
        ["Summary of judgements"],
        [],
        ["School", "Alder School"],
        ["KIP", "", "Category", "", "Date"],
        ["", "", "Current", "Target", ""],
        ["STANDARDS"],
        [code, "As judged", 2, 1, day],
        ["E13", "Links with the community", 3, 2, day],
    ]


def test_a_summary_s_rows_go_to_the_visit_of_their_date_or_to_their_own_place(fields: Fields, tmp_path: Path) -> None:
    found = proposal(saved(tmp_path / "f.xlsx", {"F": summary(date(2010, 11, 9))}), fields)
    assert (found.kind, found.made_elsewhere, asked(found), found.problems) == ("summary", True, [], [])
    assert changes(found) == {
        f"{S11}/current": "2",
        f"{S11}/target": "1",
        "visits/autumn/date": "2010-11-09",
        "summary/E13/current": "3",
        "summary/E13/target": "2",
        "summary/E13/date": "2010-11-09",
    }


def test_last_year_s_summary_is_asked_about_and_its_dates_are_never_taken(fields: Fields, tmp_path: Path) -> None:
    sheets = saved(tmp_path / "f.xlsx", {"F": summary(date(2009, 11, 9), "Q5")})  # which every visit judges
    assert (asked(proposal(sheets, fields)), changes(proposal(sheets, fields))) == (["year", "visit"], {})
    assert changes(proposal(sheets, fields, year="no", visit="spring")) == {}
    assert changes(proposal(sheets, fields, year="yes", visit="spring")) == {
        "visits/spring/judgements/Q5/current": "2",
        "visits/spring/judgements/Q5/target": "1",
        "summary/E13/current": "3",
        "summary/E13/target": "2",
    }


def test_what_stands_here_otherwise_is_shown_and_not_taken(fields: Fields, tmp_path: Path) -> None:
    sheets = saved(tmp_path / "f.xlsx", {"F": summary(date(2010, 11, 9))})
    found = proposal(sheets, fields, SCHOOL | {f"{S11}/current": "4", f"{S11}/target": "1"})
    (clash,) = found.merged.clashes
    assert (clash.path, clash.ours, clash.theirs) == (f"{S11}/current", "4", "2")


def test_a_workbook_that_names_another_school_is_asked_about(fields: Fields, tmp_path: Path) -> None:
    rows = summary(date(2010, 11, 9))
    rows[2] = ["School:", "Birch School"]
    sheets = saved(tmp_path / "f.xlsx", {"F": rows})
    assert (asked(proposal(sheets, fields)), changes(proposal(sheets, fields))) == (["school"], {})
    assert f"{S11}/current" in changes(proposal(sheets, fields, school="yes"))
    assert changes(proposal(sheets, fields, school="no")) == {}


def measures(*rows: list[Any]) -> dict[str, list[list[Any]]]:
    return {"Targets": [["Our targets"], ["Measure", "2010 actual", "2012 agreed", "FFT D", "Notes"], *rows]}


def test_targets_are_found_by_their_measures_and_one_that_is_near_is_asked_about(
    fields: Fields, tmp_path: Path
) -> None:
    known = "KS2 L4+ in both English and maths"
    rows = [known, 71, 78, 82, "x"], ["KS2 2+ levels progress in maths", 80, 85, 88, "y"], ["Chess club", 1, 2, 3]
    sheets = saved(tmp_path / "e.xlsx", measures(*map(list, rows)))
    found = proposal(sheets, fields)
    assert sorted(changes(found).values()) == [71, 78, 82]
    assert {path.split("/")[1] for path in changes(found)} == {"ks2_l4_em"}
    assert asked(found) == ["row:Targets!4"]
    assert [each.code for each in found.problems] == ["row_not_known"]
    told = {"row:Targets!4": "KS2 2+ levels of progress in maths"}
    again = others_proposal("e.xlsx", sheets, "alder", fields, SCHOOL, told)
    assert again is not None
    assert (len(changes(again)), again.questions) == (6, [])


@pytest.mark.parametrize(
    ("row", "formats", "wanted"),
    [
        ([0.71, 0.78, None], {"B3": "0%", "C3": "0.0%"}, {71, 78}),
        (["71%", "78 %", None], {}, {71, 78}),
        ([71, 0.78, None], {}, {71, 78}),
        ([71, 78.5, None], {}, {71, 78.5}),
    ],
)
def test_a_percentage_is_what_its_format_or_its_row_says(
    fields: Fields, tmp_path: Path, row: list[Any], formats: dict[str, str], wanted: set[float]
) -> None:
    known = ["KS2 L4+ in both English and maths", *row, "as agreed"]
    more = ["KS2 2+ levels of progress in English", 80, 85, 88]
    found = proposal(saved(tmp_path / "e.xlsx", measures(known, more), formats), fields)
    assert asked(found) == []
    its = {value for path, value in changes(found).items() if path.startswith("targets/ks2_l4_em/")}
    assert wanted <= its


def test_a_percentage_that_nothing_settles_is_asked_about(fields: Fields, tmp_path: Path) -> None:
    rows = ["Overall absence", 0.6, None, None], ["KS2 2+ levels of progress in English", 80, 85, 88]
    sheets = saved(tmp_path / "e.xlsx", measures(*map(list, rows)))
    found = proposal(sheets, fields)
    (question,) = found.questions
    assert question.choices == ["60", "0.6"]
    for choice in question.choices:
        told = others_proposal("e.xlsx", sheets, "alder", fields, SCHOOL, {question.key: choice})
        assert told is not None
        assert changes(told)["targets/absence/actual_2010"] == float(choice)


def test_a_grid_of_a_subject_a_sheet_with_remarks(fields: Fields, tmp_path: Path) -> None:
    head = ["Year", "APS July 10", "APS Dec 10", "Comment on progress overall"]
    rows = [head, ["Year 3", 14.2, 15, "Steady"], ["Y4", 17, None, None], [5.0, 20, 21, "Two new pupils"]]
    found = proposal(
        saved(tmp_path / "d.xlsx", {"Reading": rows, "Maths data": [["Subject: Mathematics"], *rows]}), fields
    )
    assert found.kind == "progress"
    assert changes(found)["progress/reading/3/2010-12"] == 15
    assert changes(found)["progress/mathematics/5/comment"] == "Two new pupils"
    assert len(changes(found)) == 14


def test_what_is_no_form_is_none(fields: Fields, tmp_path: Path) -> None:
    rows = [["Surname", "Year", "Reading"], ["Birch", 3, "3b"], ["Alder", 4, "3a"]]
    assert others_proposal("p.xlsx", saved(tmp_path / "p.xlsx", {"P": rows}), "alder", fields, SCHOOL, {}) is None


@pytest.mark.parametrize("kind", ["summary", "targets", "progress"])
def test_our_own_form_without_any_mark_is_read_as_far_as_names_go(fields: Fields, tmp_path: Path, kind: str) -> None:
    """As when somebody copies all that is seen into a workbook of theirs."""
    record = whole_year(fields)
    sheets = sheets_in(written(fields, record, kind, tmp_path / "w.xlsx"))
    there = {each.path for each in marked_answers(sheets).answers}
    bare = [Sheet(name=s.name, rows=_without_marks(s)) for s in sheets if corner_of(s)]
    empty = {path: value for path, value in record.items() if path.startswith("school/")}
    if kind == "summary":
        empty |= {path: value for path, value in record.items() if path.endswith("/current")}
    taken = changes(proposal(bare, fields, empty))
    assert {path: record[path] for path in taken} == taken
    missing = {
        path
        for path in there - set(taken) - set(empty)
        if path in record and fields[path].kind not in NOT_TYPED and not why_locked(fields, empty, path)
    }
    named_by_nothing = ("progress/groups/", "school/")
    assert {path for path in missing if not path.startswith(named_by_nothing)} <= {
        path for path in missing if path.endswith("/target") and kind == "summary"
    }


def _without_marks(sheet: Sheet) -> list[list[Any]]:
    corner = corner_of(sheet)
    assert corner
    rows = [
        [cell for x, cell in enumerate(row) if x != corner[1]] for y, row in enumerate(sheet.rows) if y != corner[0]
    ]
    return [[cell.date() if isinstance(cell, datetime) else cell for cell in row] for row in rows]


def turned(rows: list[list[Any]]) -> list[list[Any]]:
    return [[*row] for row in zip_longest(*rows)]


def test_averages_with_year_groups_across_are_those_with_year_groups_down(fields: Fields, tmp_path: Path) -> None:
    head = ["Year", "APS July 10", "APS Dec 10", "Comment on progress overall"]
    rows = [head, ["Year 3", 14.2, 15, "Steady"], ["Y4", 17, 18.5, ""], ["Year 5", 20, 21, "Two new pupils"]]
    down = {"Reading": rows, "Maths": [["Subject: Mathematics"], *rows]}
    across = {"Reading": turned(rows), "Maths": [["Subject: Mathematics"], *turned(rows)]}
    wanted = changes(proposal(saved(tmp_path / "d.xlsx", down), fields))
    assert len(wanted) == 16
    found = proposal(saved(tmp_path / "a.xlsx", across), fields)
    assert (changes(found), found.questions, found.problems) == (wanted, [], [])


def test_measures_across_are_asked_about_by_their_column(fields: Fields, tmp_path: Path) -> None:
    known, near = "KS2 L4+ in both English and maths", "KS2 2+ levels progress in maths"
    rows = [["Measure", "2010 actual", "2012 agreed", "FFT D"], [known, 71, 78, 82], [near, 80, 85, 88]]
    rows += [["Overall absence", 0.6, None, None]]
    sheets = saved(tmp_path / "e.xlsx", {"Targets": turned(rows)})
    found = proposal(sheets, fields)
    assert sorted(asked(found)) == ["percent:Targets!D2", "row:Targets!C"]
    (question,) = [each for each in found.questions if each.code == "which_row"]
    assert question.where == "Targets!C1"
    told = {"percent:Targets!D2": "0.6", "row:Targets!C": "KS2 2+ levels of progress in maths"}
    again = others_proposal("e.xlsx", sheets, "alder", fields, SCHOOL, told)
    assert again is not None
    assert (len(changes(again)), again.questions) == (7, [])
    assert changes(again)["targets/absence/actual_2010"] == 0.6


def test_part_f_with_its_indicators_across_is_read_too(fields: Fields, tmp_path: Path) -> None:
    day = date(2010, 11, 9)
    rows = [["KIP", "Current", "Target", "Date"], ["Q5", 2, 1, day], ["S1.1", 2, 1, day], ["E13", 3, 2, day]]
    found = proposal(saved(tmp_path / "f.xlsx", {"F": turned(rows)}), fields)
    assert changes(found) == changes(proposal(saved(tmp_path / "g.xlsx", {"F": rows}), fields))
    assert changes(found)[f"{S11}/current"] == "2"
    assert changes(found)["visits/autumn/judgements/Q5/current"] == "2"  # several visits judge it: of this date one
