"""Comments on cells of a workbook that came back are kept with the form that they are on, each once."""

from pathlib import Path
from typing import Any

import pytest

from siptui.documents.identity import identity_of
from siptui.documents.returned.proposal import DocumentProposal
from siptui.records.change import Record, apply
from siptui.records.fields import Fields
from siptui.sheets.cells import CellComment, index_of
from siptui.workbooks.ours.identity import properties_in
from siptui.workbooks.returned.marked_answers import marked_answers
from siptui.workbooks.returned.proposal import workbook_proposal
from support.documents.whole_year import whole_year
from support.workbooks.returned_workbook import sheets_in, written

BEGUN = {"school/name": "Alder School", "school/phase": "primary", "visits/autumn/date": "2010-11-09"}


def remarked(file: Path, fields: Fields, ours: Record, remarks: dict[str, str], base: Record) -> DocumentProposal:
    """What the workbook proposes once somebody has remarked something on the cells of these answers ("": on none)."""
    sheets = sheets_in(file)
    cells = {each.path: each.place for each in marked_answers(sheets).answers}
    for path, text in remarks.items():
        at = cells.get(path)
        sheet = next(s for s in sheets if at is None or s.name == at.sheet)
        where = (at.row - 1, index_of(at.column)) if at else (0, 0)
        sheet.comments = [*sheet.comments, CellComment(*where, "Mrs Invented", "2011-03-04T10:22", text)]
    identity = identity_of(properties_in(sheets))
    assert identity
    return workbook_proposal(file.name, sheets, identity, fields, ours, base)


def kept(proposal: DocumentProposal) -> list[dict[str, Any]]:
    return [{c.path.rpartition("/")[2]: c.new for c in each.changes} for each in proposal.comments]


def test_a_comment_is_kept_with_the_visit_whose_judgement_it_is_on(fields: Fields, tmp_path: Path) -> None:
    record = BEGUN | {"visits/autumn/judgements/S1.1/current": "2", "visits/spring/date": "2011-03-01"}
    file = written(fields, record, "summary", tmp_path / "f.xlsx")
    proposal = remarked(file, fields, record, {"visits/autumn/judgements/S1.1/current": "Why not 1?"}, record)
    assert proposal.merged.changes == []
    (comment,) = proposal.comments
    assert {change.path.rpartition("/")[0] for change in comment.changes} == {"visits/autumn/comments/1"}
    ((said),) = kept(proposal)
    assert said["comment"] == "Why not 1?"
    assert (said["who"], said["when"]) == ("Mrs Invented", "2011-03-04 10:22")
    assert "S1.1" in said["about"]


@pytest.mark.parametrize(
    ("more", "at"),
    [
        ({}, "visits/autumn"),
        ({"visits/spring/date": "2011-03-01"}, "visits/spring"),
        ({"visits/autumn/state": "final"}, "visits/spring"),
    ],
)
def test_a_comment_on_part_d_is_kept_with_the_visit_under_way(
    fields: Fields, tmp_path: Path, more: dict[str, str], at: str
) -> None:
    record = BEGUN | more
    file = written(fields, record, "progress", tmp_path / "d.xlsx")
    proposal = remarked(file, fields, record, {"progress/reading/3/2010-12": "Eleven pupils", "": "All"}, record)
    rows = [change.path.rpartition("/")[0] for each in proposal.comments for change in each.changes[:1]]
    assert sorted(rows) == [f"{at}/comments/1", f"{at}/comments/2"]
    assert proposal.problems == []


def test_the_same_comment_a_second_time_is_kept_already(fields: Fields, tmp_path: Path) -> None:
    file = written(fields, BEGUN, "progress", tmp_path / "d.xlsx")
    said = {"progress/reading/3/2010-12": "Eleven pupils"}
    ours = apply(BEGUN, remarked(file, fields, BEGUN, said, BEGUN).changes)
    again = remarked(file, fields, ours, said, BEGUN)
    assert (again.changes, [each.kept for each in again.comments]) == ([], [True])


def test_where_nothing_may_be_written_a_comment_is_shown_and_said_to_be_left(fields: Fields, tmp_path: Path) -> None:
    record = whole_year(fields, state="final")
    file = written(fields, record, "progress", tmp_path / "d.xlsx")
    proposal = remarked(file, fields, record, {"progress/reading/3/2010-12": "Eleven pupils"}, record)
    assert [each.changes for each in proposal.comments] == [[]]
    assert [each.code for each in proposal.problems] == ["comments_locked"]
