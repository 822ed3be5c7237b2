"""Early years profiles as schools keep them, which counted what is not Reception's now, or among a year's points."""

from pathlib import Path

import pytest

from siptui.tracking.proposal_types import EyfsResult
from support.spreadsheets.containers_made import write
from support.spreadsheets.invented_pupils import DECEMBER, JULY
from support.spreadsheets.judging import figures, reading
from support.spreadsheets.layouts import Rows, Sheet
from support.spreadsheets.two_pupils import asked

SCALES = ["DA", "SD", "ED", "LCT", "LSL", "R", "W", "NLC", "C", "SSM", "KUW", "PD", "CD"]


def profile(name: str, marks: list[int], above: Rows = [], head: list[str] = SCALES) -> Sheet:  # noqa: B006
    names = ["Oak Wren", "Ash Teal", "Elm Robin"]
    return Sheet(name, [*above, ["Name", *head], *([n, *[m] * 13] for n, m in zip(names, marks, strict=False))])


@pytest.mark.parametrize(
    "sheet",
    [
        profile("FSP July 2010", [6, 5]),
        profile("EYFS 2009-10", [6, 5]),
        profile("EYFS 2010", [6, 5]),
        profile("EYFS", [6, 5], [["Foundation Stage Profile results July 2010"]]),
        profile("Reception", [6, 5], head=[f"{s} Jul 10" for s in SCALES]),
    ],
)
def test_last_summers_profile_is_of_pupils_in_year_1_now_unless_somebody_says_otherwise(
    tmp_path: Path, sheet: Sheet
) -> None:
    path = write("xlsx", tmp_path, [sheet])
    key = f"reception:{sheet.name}"
    assert asked(path) == [key]
    assert reading(path).eyfs is None
    assert reading(path, {key: "leave out"}).eyfs is None
    found = reading(path, {key: "in Reception"}).eyfs
    assert found is not None
    assert (found.pupils, found.percentages["psed"]) == (2, 50.0)


@pytest.mark.parametrize("name", ["EYFS Summer 2011", "FSP 2010-11", "EYFS 2011", "Reception Mar 11", "EYFS Dec 2010"])
def test_this_years_profile_is_not_asked_about(tmp_path: Path, name: str) -> None:
    found = reading(write("xlsx", tmp_path, [profile(name, [6, 5])]))
    assert not found.questions
    assert found.eyfs is not None


@pytest.mark.parametrize(
    ("sheet", "says"),
    [
        (profile("EYFS targets", [6, 5]), "EYFS targets"),
        (profile("EYFS", [6, 5], [["End of year targets"]]), "End of year targets"),
        (profile("EYFS", [6, 5], [["", "Target"]]), "Target"),
    ],
)
def test_a_profile_under_targets_is_asked_about(tmp_path: Path, sheet: Sheet, says: str) -> None:
    path = write("xlsx", tmp_path, [sheet])
    (question,) = reading(path).questions
    assert question.key == f"profile:{sheet.name}:target"
    assert repr(says) in question.asks
    assert reading(path).eyfs is None
    assert reading(path, {question.key: "leave out"}).eyfs is None
    found = reading(path, {question.key: "count"}).eyfs
    assert found is not None
    assert found.pupils == 2


@pytest.mark.parametrize("title", ["Predictions for July 2011", "Target Tracker: foundation stage"])
def test_what_is_likely_is_what_part_d_asks_for(tmp_path: Path, title: str) -> None:
    found = reading(write("xlsx", tmp_path, [profile("EYFS", [6, 5], [[title]])]))
    assert not found.questions
    assert found.eyfs is not None


def test_of_two_profiles_beside_each_other_the_question_says_where_they_stand(tmp_path: Path) -> None:
    names = [["Oak Wren", *[4] * 13, *[6] * 13], ["Ash Teal", *[3] * 13, *[5] * 13]]
    band: list[object] = ["", "Target", *[""] * 12, "Actual"]
    path = write("xlsx", tmp_path, [Sheet("EYFS", [band, ["Name", *SCALES, *SCALES], *names], ["B1:N1", "O1:AA1"])])
    (question,) = reading(path).questions
    assert "columns B to N" in question.asks
    assert "columns O to AA" in question.asks
    found = reading(path, {question.key: question.choices[1]})
    assert not found.questions
    assert found.eyfs is not None
    assert found.eyfs.percentages["psed"] == 50.0
    assert asked(path, {question.key: question.choices[0]}) == ["profile:EYFS:target"]


def test_pupils_of_nursery_and_year_1_below_their_headings_are_not_in_reception(tmp_path: Path) -> None:
    rows: Rows = [["Name", *SCALES], ["Nursery"], ["Oak Wren", *[3] * 13], ["Reception"], ["Ash Teal", *[6] * 13]]
    rows += [["Year 1"], ["Elm Robin", *[4] * 13]]
    found = reading(write("xlsx", tmp_path, [Sheet("EYFS", rows)]))
    assert not found.questions
    assert found.eyfs is not None
    assert (found.eyfs.pupils, found.eyfs.percentages["psed"]) == (1, 100.0)
    assert [n.row for n in found.not_counted if "not in Reception" in n.reason] == [3, 7]


@pytest.mark.parametrize("name", ["FS1", "F1", "Nursery"])
def test_a_sheet_or_class_of_nursery_is_not_reception(tmp_path: Path, name: str) -> None:
    assert reading(write("xlsx", tmp_path, [profile(name, [6, 5])])).eyfs is None
    rows: Rows = [["Name", "Class", *SCALES], ["Oak Wren", f"{name} Oak", *[3] * 13], ["Ash Teal", "FS2", *[6] * 13]]
    found = reading(write("xlsx", tmp_path, [Sheet("EYFS", rows)])).eyfs
    assert found is not None
    assert (found.pupils, found.percentages["cll"]) == (1, 100.0)


@pytest.mark.parametrize("year", ["YR", "FS", "R/1", ""])
def test_a_year_group_beside_a_profile_that_is_not_understood_is_asked_about(tmp_path: Path, year: str) -> None:
    rows: Rows = [["Name", "Year", *SCALES], ["Oak Wren", year, *[3] * 13], ["Ash Teal", "R", *[6] * 13]]
    path = write("xlsx", tmp_path, [Sheet("EYFS", rows)])
    assert asked(path) == ["reception:EYFS"]
    for answer, pupils in (("in Reception", 2), ("leave out", 1)):
        found = reading(path, {"reception:EYFS": answer}).eyfs
        assert found is not None
        assert found.pupils == pupils


@pytest.mark.parametrize(("head", "first", "second"), [("Term", "Autumn", "Summer"), ("Type", "Target", "Actual")])
def test_rows_of_two_terms_or_of_targets_below_each_other_are_asked_about(
    tmp_path: Path, head: str, first: str, second: str
) -> None:
    rows: Rows = [["Name", head, *SCALES]]
    rows += [[n, when, *[m] * 13] for when, m in ((first, 4), (second, 6)) for n in ("Oak", "Ash")]
    path = write("xlsx", tmp_path, [Sheet("EYFS", rows)])
    assert asked(path) == ["profile:EYFS!B"]
    assert reading(path).eyfs is None
    found = reading(path, {"profile:EYFS!B": second}).eyfs
    assert found is not None
    assert (found.pupils, found.percentages["psed"]) == (2, 100.0)


def test_two_columns_headed_as_one_scale_are_asked_about(tmp_path: Path) -> None:
    rows: Rows = [["Name", "Reading", *SCALES], ["Oak Wren", 4, *[6] * 13], ["Ash Teal", 5, *[7] * 13]]
    path = write("xlsx", tmp_path, [Sheet("EYFS", rows)])
    assert "profile:EYFS:R" in asked(path)
    assert reading(path).eyfs is None
    for answer, share in (("B", 0.0), ("H", 100.0)):
        found = propose_profile(path, {"profile:EYFS:R": answer})
        assert found.percentages["cll"] == share


def test_levels_under_a_scale_s_name_are_no_second_scale(tmp_path: Path) -> None:
    rows: Rows = [["Name", *SCALES, "R"], ["Oak Wren", *[6] * 13, "1c"], ["Ash Teal", *[7] * 13, "W"]]
    path = write("xlsx", tmp_path, [Sheet("EYFS", rows)])
    assert "profile:EYFS:R" not in asked(path)


def propose_profile(path: Path, answers: dict[str, str]) -> EyfsResult:
    found = reading(path, answers).eyfs
    assert found is not None
    return found


def in_points(name: str, title: str, *july: object) -> Sheet:
    """Pupils of Years 1 to 3 by July 2010's points and December's."""
    rows: Rows = [[title], ["Name", "Year", "Reading Jul 10", "Reading Dec 10"]] if title else []
    rows = rows or [["Name", "Year", "Reading Jul 10", "Reading Dec 10"]]
    names = ["Oak Wren", "Ash Teal", "Elm Robin", "Fir Jay"]
    return Sheet(name, [*rows, *([n, y, j, 15] for n, y, j in zip(names, (1, 1, 2, 3), july, strict=True))])


@pytest.mark.parametrize(
    "sheet", [in_points("All", "", 6, 8, 9, 15), in_points("All", "KS1 and EYFS points", 6, 7, 9, 15)]
)
def test_numbers_of_last_years_reception_among_points_may_be_scale_points(tmp_path: Path, sheet: Sheet) -> None:
    path = write("xlsx", tmp_path, [sheet])
    key = "profile:All:points"
    assert asked(path) == [key]
    assert not any(point == JULY for _, _, point in figures(reading(path)))
    without = figures(reading(path, {key: "leave out"}))
    assert without["reading", 2, JULY] == (9.0, 1)
    assert ("reading", 1, JULY) not in without
    assert without["reading", 1, DECEMBER] == (15.0, 2)
    assert figures(reading(path, {key: "points"}))["reading", 1, JULY][1] == 2


@pytest.mark.parametrize("july", [(6, 7, 9, 15), (3, 9, 8, 15), (11, 8, 9, 15)])
def test_points_of_last_years_reception_that_levels_are_worth_are_not_asked_about(
    tmp_path: Path, july: tuple[object, ...]
) -> None:
    assert not asked(write("xlsx", tmp_path, [in_points("All", "", *july)]))
