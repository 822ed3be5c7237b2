"""Every meaning that may be chosen for a column is one that an answer may give."""

from pathlib import Path

from siptui.tracking.questions.meanings_to_choose import meanings, values
from support.spreadsheets.small_tables import FRAMEWORK, grid, people, read, xlsx


def test_subjects_and_times_are_offered_and_taken(tmp_path: Path) -> None:
    offered = {each.answer: each.words for each in meanings(FRAMEWORK)}
    assert offered["reading 2010-12"] == "Reading, December 2010"
    assert {"leave out", "upn", "surname", "year"} <= offered.keys()
    path = xlsx(tmp_path / "a.xlsx", {"T": people(["2b"])})
    found = grid(read(path, {"means:T!D": "writing 2011-03"}))
    assert found == {("writing", 3, "2011-03"): (15.0, 1)}


def test_values_are_levels_with_their_points() -> None:
    offered = {each.answer: each.words for each in values(FRAMEWORK)}
    assert {"2b": "2b  (15 points)", "W": "W  (3 points)"}.items() <= offered.items()
