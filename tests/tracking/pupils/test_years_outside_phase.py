"""A file whose year groups do not fit the school's phase may be another school's: it is asked."""

from pathlib import Path

import pytest

from siptui.tracking.proposal_types import TrackingProposal
from siptui.tracking.reading import propose
from support.spreadsheets.rows_read import FIELDS, MILTON_KEYNES, figures, keys, sheet

ROWS = [["Surname", "Forename", "Year", "Reading Dec 10"], ["Oak", "Wren", 2, "2b"], ["Ash", "Teal", 3, "2a"]]


def read(phase: str, answers: dict[str, str] | None = None) -> TrackingProposal:
    record = {"school/phase": phase} if phase else {}
    return propose(Path("t.xlsx"), [sheet(*ROWS)], MILTON_KEYNES, FIELDS, record, answers or {})


@pytest.mark.parametrize(
    ("phase", "years"), [("nursery", "Year 2, Year 3"), ("infant", "Year 3"), ("junior", "Year 2")]
)
def test_year_groups_that_the_phase_has_not(phase: str, years: str) -> None:
    found = read(phase)
    assert keys(found) == ["phase"]
    assert f"pupils of {years}, which" in found.questions[0].asks
    assert not found.grid
    assert len(figures(read(phase, {"phase": "count"}))) == 2


def test_left_out_they_are_listed() -> None:
    found = read("infant", {"phase": "leave out"})
    assert figures(found) == {"reading 2 2010-12": (15.0, 1)}
    assert [(n.row, n.why.code) for n in found.not_counted] == [(3, "other_phase")]


@pytest.mark.parametrize("phase", ["primary", "special", ""])
def test_a_phase_with_all_of_them_raises_no_question(phase: str) -> None:
    assert not keys(read(phase))
