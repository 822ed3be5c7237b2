"""Files that invite a silently wrong average; the answers are worked out by hand."""

from pathlib import Path

import pytest

from siptui.records.problem import Refused
from siptui.tracking.tables.left_unsaid.centred_headings import MIDDLE
from support.spreadsheets.invented_pupils import DECEMBER, JULY, MARCH, NEXT_JULY
from support.spreadsheets.small_tables import Rows, grid, people, read, readings, xlsx


def with_band(band: list[object], head: tuple[object, ...], *rows: list[object]) -> Rows:
    return [[None, None, None, *band], *people(*(rows or (["2b", "2a"], ["2c", "2b"])), head=head)]


def test_targets_named_above_or_below_the_headings(tmp_path: Path) -> None:
    """2b and 2c are 15 and 13, so 14; the other column is a target."""
    head = ("Reading Dec 10", "Reading Jul 11")
    assert readings(tmp_path, with_band(["Actual", "Target"], head)) == {DECEMBER: 14.0}
    upside_down = people(["2b", "2a"], ["2c", "2b"], head=head)
    upside_down.insert(1, [None, None, None, "Actual", "Target"])
    assert readings(tmp_path, upside_down) == {DECEMBER: 14.0}
    wide = ("Reading Dec 10", "Maths Dec 10", "Reading Jul 11", "Maths Jul 11")
    rows = with_band(["Actual", None, "Targets", None], wide, ["2b", "2b", "3a", "3a"])
    for merges in (("D1:E1", "F1:G1"), ()):
        found = read(xlsx(tmp_path / "b.xlsx", {"T": rows}, merges))
        assert {k[2] for k in grid(found)} == {DECEMBER}
        assert [c.means for c in found.columns[-2:]] == ["target (left out)"] * 2


def test_progress_above_results(tmp_path: Path) -> None:
    head = ("Reading Dec 10", "Reading Mar 11")
    with pytest.raises(Refused):
        readings(tmp_path, with_band(["Points progress since KS1", None], head, [2, 3], [1, 4]), ("D1:E1",))


def test_a_school_year_around_the_headings_narrows_them(tmp_path: Path) -> None:
    head = ("Reading Autumn", "Reading Spring")
    four = with_band(["2009-10", None, "2010-11", None], (*head, *head), ["1a", "2c", "2b", "2a"])
    assert readings(tmp_path, four, ("D1:E1", "F1:G1")) == {DECEMBER: 15.0, MARCH: 17.0}
    assert readings(tmp_path, four) == {DECEMBER: 15.0, MARCH: 17.0}
    pupils = people(["2b", "2a"], head=head)
    with pytest.raises(Refused, match="at no point in time of Part D"):
        readings(tmp_path, with_band(["2009-10", None], head), ("D1:E1",))
    with pytest.raises(Refused, match="at no point in time of Part D"):
        readings(tmp_path, [["Assessment data 2008-09"], [], *pupils])
    with pytest.raises(Refused, match="at no point in time of Part D"):
        readings(tmp_path, pupils, sheet="2008-09")
    others: Rows = [["Surname", "Forename", "Year", *head], ["Ash", "Teal", 3, "3b", "3b"]]
    found = read(xlsx(tmp_path / "b.xlsx", {"2009-10": others, "2010-11": pupils}))
    assert grid(found) == {("reading", 3, DECEMBER): (15.0, 1), ("reading", 3, MARCH): (17.0, 1)}


def test_ordinary_titles_change_nothing(tmp_path: Path) -> None:
    head = ("Reading Summer", "Reading Autumn", "Reading Spring")
    pupils = people(["2c", "2b", "2a"], head=head)
    for title in ("Pupil progress 2010-11", "Target Tracker 2010-11", "Oak School tracking 2010/11"):
        assert readings(tmp_path, [[title], *pupils]) == {DECEMBER: 15.0, MARCH: 17.0}, title  # summer is asked
    full = people(["2c", "2b"], head=("Reading July 10", "Reading Dec 10"))
    for title in ("July 2010 to July 2011", "Printed 12/07/2011", "Pupil progress"):
        assert readings(tmp_path, [[title], *full]) == {JULY: 13.0, DECEMBER: 15.0}, title
    summers = people(["2b", "2a"], head=("Reading Summer 2009-10", "Reading Dec 10"))
    assert readings(tmp_path, [["2009-10"], *summers]) == {JULY: 15.0, DECEMBER: 17.0}


def test_a_sheet_of_targets_is_passed_over(tmp_path: Path) -> None:
    actual, target = people(["2b"]), people(["3a"], head=("Reading Jul 11",))
    for name in ("Targets", "Y3 Targets", "Predictions July 2011"):
        found = read(xlsx(tmp_path / "a.xlsx", {"Y3": actual, name: target}))
        assert grid(found) == {("reading", 3, DECEMBER): (15.0, 1)}
        assert [(n.sheet, n.reason) for n in found.not_counted] == [
            (name, f"passed over: {name!r} says that it holds no results")
        ]
    with pytest.raises(Refused, match="TARGETS FOR JULY 2011"):
        read(xlsx(tmp_path / "b.xlsx", {"Data": [["TARGETS FOR JULY 2011"], *target]}))


def test_a_sheet_that_may_hold_targets_is_asked_about(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"T": [["Oak School targets"], *people(["3a"], head=("Reading Jul 11",))]})
    found = read(path)
    assert not found.grid
    assert [(q.key, q.choices) for q in found.questions] == [("sheet:T", ["results", "leave out"])]
    assert grid(read(path, {"sheet:T": "results"})) == {("reading", 3, NEXT_JULY): (23.0, 1)}
    both = people(["2b", "3a"], head=("Reading Dec 10", "Reading target Jul 11"))
    assert readings(tmp_path, [["Attainment and targets"], *both]) == {DECEMBER: 15.0}


@pytest.mark.parametrize(
    "heading",
    [
        "Reading Jul10-Jul11",
        "Reading July 10 to Dec 10",
        "Reading Autumn to Spring",
        "Reading +/- Dec 10",
        "Reading ± Dec 10",
        "Reading Gain Dec 10",
        "Reading diff Dec 10",
        "Reading Spelling Dec 10",
        "Reading Science Dec 10",
        "Reading Test Score Dec 10",
        "Reading Score Dec 10",
        "Reading mark Dec 10",
    ],
)
def test_columns_that_only_look_like_results(tmp_path: Path, heading: str) -> None:
    rows = people([13, 3], [17, 14], head=("Reading Mar 11", heading))
    found = read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
    assert grid(found) == {("reading", 3, MARCH): (15.0, 2)}
    assert found.columns[-1].means.endswith("(left out)")


@pytest.mark.parametrize(
    "heading", ["English Reading Dec 10", "Literacy Reading Dec 10", "Reading Points Score Dec 10"]
)
def test_columns_that_are_results(tmp_path: Path, heading: str) -> None:
    assert readings(tmp_path, people([13], [17], head=(heading,))) == {DECEMBER: 15.0}


@pytest.mark.parametrize("names", [[None, None, None], ["Surname", "Forename", "Year"]])
def test_bands_typed_over_the_middle_of_their_columns_reach_no_further(tmp_path: Path, names: list[object]) -> None:
    """Over "R W M R W M" without merges "Autumn 2010" in the second cell is not of the second R: it is asked."""
    pupil = ["2c", "2b", "2a", "3c", "3b", "3a"]
    terms = [None, "Autumn 2010", None, None, "Spring 2011", None]
    for band in (terms, [None, *terms[:-1]]):
        head = [None, None, None] if names[0] else ["Surname", "Forename", "Year"]
        rows: Rows = [[*names, *band], [*head, *"RWMRWM"], ["Ash", "Teal", 3, *pupil]]
        path = xlsx(tmp_path / "a.xlsx", {"T": rows})
        found = read(path)
        assert not found.grid
        assert [q.key for q in found.questions] == ["bands:T"]
        answers = {(s, p): a for (s, _, p), (a, _) in grid(read(path, {"bands:T": MIDDLE})).items()}
        assert answers == {
            ("reading", DECEMBER): 13.0, ("writing", DECEMBER): 15.0, ("mathematics", DECEMBER): 17.0,
            ("reading", MARCH): 19.0, ("writing", MARCH): 21.0, ("mathematics", MARCH): 23.0,
        }  # fmt: skip
    subjects: Rows = [[*names, None, "Reading", None, "Maths"], [*head, "Dec 10", "Mar 11", "Dec 10", "Mar 11"]]
    path = xlsx(tmp_path / "b.xlsx", {"T": [*subjects, ["Ash", "Teal", 3, "2c", "2b", "3c", "3b"]]})
    assert [q.key for q in read(path).questions] == ["bands:T"]
    found = read(path, {"bands:T": "each over the first of its columns"})
    assert {(s, p): a for (s, _, p), (a, _) in grid(found).items()} == {
        ("reading", MARCH): 15.0, ("reading", DECEMBER): 19.0, ("mathematics", MARCH): 21.0}  # fmt: skip
