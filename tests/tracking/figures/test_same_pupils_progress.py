"""Progress of the same pupils: suggested wording, two levels and points kept apart, attainment on entry."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from siptui.rules.progress import levels_made, points_made, whole_level
from support.places import SAMPLES
from support.spreadsheets.sample_figures import worth
from support.spreadsheets.small_tables import Rows, grid, read, xlsx

LEVELS = ["1c", "1b", "1a", "2c", "2b", "2a", "3c", "3b", "3a", "4c", "4b", "4a", "5c", "5b", "5a"]
POINTS = range(7, 36, 2)


def year_4(pupils: list[tuple[object, ...]], *head: str) -> Rows:
    rows: Rows = [["Surname", "Forename", "DOB", "Year", *head]]
    return rows + [[f"Oak{n}", f"Wren{n}", f"0{n % 9 + 1}/01/2002", 4, *row] for n, row in enumerate(pupils)]


@pytest.mark.parametrize(("level", "points"), zip(LEVELS, POINTS, strict=True))
def test_the_whole_level_of_points(level: str, points: int) -> None:
    assert whole_level(points) == int(level[0])


def test_below_level_1_is_none() -> None:
    assert [whole_level(p) for p in (0.5, 2, 3, 6)] == [0, 0, 0, 0]


def test_two_levels_and_twelve_points_are_two_measures() -> None:
    """From 2c to 4c is 12 points and two levels; from 2a to 4c two levels in 8 points; from 2c to 3a one in 10."""
    made = [(levels_made(a, b), points_made(a, b)) for a, b in ((13, 25), (17, 25), (13, 23), (15.1, 15.3))]
    assert made == [(2, 12.0), (2, 8.0), (1, 10.0), (0, 0.2)]


def test_boys_and_girls_with_both_results_alone(tmp_path: Path) -> None:
    """Boys made 2, 2, 2, 0 and 0 points, 1.2 on average, girls 2, 2, 2, 2 and 2.5; two pupils lack a result."""
    boys = [("M", 15, 17), ("M", 17, 19), ("M", 19, 21), ("M", 15, 15), ("M", 21, 21), ("M", 21, "A"), ("M", "", 33)]
    girls = [("F", 15, 17), ("F", 15, 17), ("F", 15, 17), ("F", 17, 19), ("F", 19, 21.5)]
    path = xlsx(
        tmp_path / "a.xlsx",
        {"T": year_4([*boys, *girls], "Gender", "Reading Jul 10 points", "Reading Mar 11 points")},
    )
    found = read(path)
    assert found.suggestions == [
        "Year 4 made 1.7 points in reading from July 2010 to March 2011 (10 pupils with both results).",
        "Year 4 boys made 1.2 points in reading from July 2010 to March 2011, girls 2.1 "
        "(5 and 5 pupils with both results).",
    ]
    assert found.as_json()["suggestions"] == found.suggestions
    assert not [c for c in found.changes if "comment" in c.path]
    # The grid's averages are of other pupils at each end, and would say something else.
    assert grid(found)["reading", 4, "2011-03"][0] - grid(found)["reading", 4, "2010-07"][0] != 1.65


def test_a_group_against_the_others_whose_column_says_no(tmp_path: Path) -> None:
    """Who has no plain no in the column is in neither; a difference too small to speak of is not spoken of."""
    pupils = [("Y", "M", 15, 16)] * 5 + [("N", "F", 15, 19)] * 3 + [("N", "M", 15, 19)] * 3 + [("?", "F", 15, 15)] * 5
    head = ("FSM", "Gender", "Reading Jul 10 pts", "Reading Jul 11 pts")
    found = read(xlsx(tmp_path / "a.xlsx", {"T": year_4(pupils, *head)}))  # type: ignore[arg-type]
    assert found.suggestions[1:] == [
        "Year 4 boys made 2.1 points in reading from July 2010 to July 2011, girls 1.5 "
        "(8 and 8 pupils with both results).",
        "Year 4 pupils with free school meals made 1.0 points in reading from July 2010 to July 2011, others 4.0 "
        "(5 and 6 pupils with both results).",
    ]
    pupils = [("Y", "M", 15, 16)] * 5 + [("N", "F", 15, 16.4)] * 5
    found = read(xlsx(tmp_path / "b.xlsx", {"T": year_4(pupils, *head)}))  # type: ignore[arg-type]
    assert len(found.suggestions) == 1


def test_few_pupils_make_no_sentence(tmp_path: Path) -> None:
    head = ("Gender", "Reading Jul 10 pts", "Reading Jul 11 pts")
    pupils = [("M", 15, 16)] * 4
    assert read(xlsx(tmp_path / "a.xlsx", {"T": year_4(pupils, *head)})).suggestions == []  # type: ignore[arg-type]
    pupils += [("F", 15, 25)] * 4
    assert len(read(xlsx(tmp_path / "b.xlsx", {"T": year_4(pupils, *head)})).suggestions) == 1  # type: ignore[arg-type]


def test_the_same_pupils_on_a_sheet_a_term(tmp_path: Path) -> None:
    """By UPN whatever the order, and not by a name that may be another pupil's."""
    upns = [f"B80120000500{n}" for n in range(1, 7)]

    def sheet(upn: bool, results: list[int]) -> Rows:
        rows: Rows = [["UPN" if upn else "Class", "Surname", "Forename", "Year", "Reading points"]]
        rows += [[u if upn else "Oak", f"Oak{u[-1]}", "Wren", 4, r] for u, r in zip(upns, results, strict=True)]
        return [rows[0], *reversed(rows[1:])] if results[0] == 18 else rows

    for upn, sentences in ((True, 1), (False, 0)):
        sheets = {"July 2010": sheet(upn, [15] * 6), "Dec 2010": sheet(upn, [18, 17, 17, 17, 17, 17])}
        found = read(xlsx(tmp_path / f"{upn}.xlsx", sheets))
        assert len(grid(found)) == 2
        assert len(found.suggestions) == sentences
        assert all("made 2.2 points" in text for text in found.suggestions)


def test_since_key_stage_1_as_reckoned_by_hand() -> None:
    """Column Q has the Key Stage 1 reading, column AA July 2011, both as levels."""
    sheet = load_workbook(SAMPLES / "tracking_whole_school.xlsx")["Tracking 2010-11"]
    pairs = [
        (a, b)
        for y in range(6, 426)
        if sheet[f"F{y}"].value in ("Y6", "6", 6, "Year 6")
        and (a := worth(sheet[f"Q{y}"].value)) is not None
        and (b := worth(sheet[f"AA{y}"].value)) is not None
    ]
    whole = {p: int(level[0]) for level, p in zip(LEVELS, POINTS, strict=True)}
    two = sum(whole.get(int(b), 0) - whole.get(int(a), 0) >= 2 for a, b in pairs)
    mean = sum(b - a for a, b in pairs) / len(pairs)
    found = read(SAMPLES / "tracking_whole_school.xlsx")
    (sentence,) = [s for s in found.suggestions if s.startswith("In reading") and "Year 6" in s]
    assert sentence == (
        f"In reading in July 2011, {two} of {len(pairs)} Year 6 pupils are two whole levels or more above their "
        f"Key Stage 1 result; on average they have made {float(mean):.1f} points since."
    )
    assert len(pairs) > 50


def test_attainment_on_entry_is_said_and_in_no_average(tmp_path: Path) -> None:
    head = ("KS1 Reading", "Baseline", "On entry level", "Reading Dec 10")
    pupils = [("2b", 4, "W", "3b"), ("2a", 5.5, "1c", "3b"), ("A", "", "", "3b")]
    found = read(xlsx(tmp_path / "a.xlsx", {"T": year_4(pupils, *head)}))  # type: ignore[arg-type]
    assert [(e.column, e.heading, e.year, e.mean, e.pupils, e.unit) for e in found.entry] == [
        ("E", "KS1 Reading", 4, 16.0, 2, "points"),
        ("F", "Baseline", 4, 4.75, 2, "numbers"),
        ("G", "On entry level", 4, 5.0, 2, "points"),
    ]
    assert grid(found) == {("reading", 4, "2010-12"): (21.0, 3)}
    assert not found.questions
