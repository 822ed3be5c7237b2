"""A file that names another school of the caseload is asked about; nothing of it counts till somebody has answered."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from siptui.intake.read_in_child import read_tracking
from siptui.tracking.proposal_types import TrackingProposal
from support.spreadsheets.small_tables import FIELDS, FRAMEWORK, Rows, grid, people, xlsx

OURS = {"school/name": "Blackthorn Primary School", "school/phase": "primary"}
OTHERS = [
    "Ashwell CE Primary School",
    "Cold Larch Infant School",
    "Blackthorn Nursery School",
    "Reading Primary School",
]
FIGURE = {("reading", 3, "2010-12"): (15.0, 1)}


def sent(folder: Path, name: str, *above: str, sheet: str = "T", others: Sequence[str] = OTHERS) -> TrackingProposal:
    path = _file(folder, name, *above, sheet=sheet)
    return read_tracking(path, FRAMEWORK, FIELDS, OURS, others=others)


def _file(folder: Path, name: str, *above: str, sheet: str = "T") -> Path:
    rows: Rows = [[line] for line in above]
    return xlsx(folder / name, {sheet: [*rows, *people(["2b"])]})


@pytest.mark.parametrize(
    ("name", "above", "sheet", "place"),
    [
        ("Ashwell levels.xlsx", [], "T", "T!A1"),
        ("ashwell_ce_tracking.xlsx", [], "T", "T!A1"),
        ("levels.xlsx", ["Pupil progress", "Cold Larch Infants, 2010-11"], "T", "T!A2"),
        ("levels.xlsx", ["ASHWELL PRIMARY"], "T", "T!A1"),
        ("levels.xlsx", [], "Ashwell School", "Ashwell School!A1"),
        ("blackthorn nursery.xlsx", [], "T", "T!A1"),
        ("levels.xlsx", ["Reading Primary School"], "T", "T!A1"),
    ],
)
def test_another_school_s_name_is_asked_about(
    tmp_path: Path, name: str, above: list[str], sheet: str, place: str
) -> None:
    found = sent(tmp_path, name, *above, sheet=sheet)
    assert [(q.key, q.where) for q in found.questions] == [("school", f"{name}: {place}")]
    assert not found.grid


@pytest.mark.parametrize(
    ("name", "above"),
    [
        ("levels.xlsx", ["Reading levels, primary"]),
        ("reading levels.xlsx", []),
        ("levels.xlsx", ["Miss Ashwell's class"]),
        ("blackthorn primary.xlsx", ["Blackthorn Primary School"]),
        ("Blackthorn.xlsx", []),
        ("Blackthorn and Ashwell moderation.xlsx", []),
        ("CE Primary School.xlsx", ["Church of England Infant School"]),
    ],
)
def test_words_of_many_schools_and_the_school_s_own_name_are_not(tmp_path: Path, name: str, above: list[str]) -> None:
    found = sent(tmp_path, name, *above)
    assert not found.questions
    assert grid(found) == FIGURE


def test_what_is_answered_counts_or_does_not(tmp_path: Path) -> None:
    path = _file(tmp_path, "ashwell.xlsx")
    told = {
        choice: read_tracking(path, FRAMEWORK, FIELDS, OURS, {"school": choice}, others=OTHERS)
        for choice in ("of this school", "leave out")
    }
    assert grid(told["of this school"]) == FIGURE
    assert not told["leave out"].grid
    assert {n.why.code for n in told["leave out"].not_counted} == {"other_school"}
    kept = [change for change in told["of this school"].changes if change.path == "progress/answers"]
    assert not kept  # the next file of that layout may be another's all the same


def test_averages_as_given_by_another_school_are_not_taken(tmp_path: Path) -> None:
    rows: Rows = [["Ashwell CE Primary School"], ["Year", "Reading Dec 10"], ["Year 3", 15.2], ["Year 4", 18.1]]
    path = xlsx(tmp_path / "a.xlsx", {"T": rows})
    assert grid(read_tracking(path, FRAMEWORK, FIELDS, OURS))
    found = read_tracking(path, FRAMEWORK, FIELDS, OURS, others=OTHERS)
    assert [q.key for q in found.questions] == ["school"]
    assert not found.grid
