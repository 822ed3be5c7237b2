"""The early years profile: its percentages and NI 92, reckoned here again; and where it must not be seen."""

import random
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siptui.intake.read_in_child import read_tracking
from siptui.records.problem import Refused
from siptui.rules.early_years import gap, share
from siptui.tracking.proposal_types import TrackingProposal
from support.shell import Shell
from support.spreadsheets.small_tables import FIELDS, FRAMEWORK, Rows, grid, xlsx

PSED, CLL = ("DA", "SD", "ED"), ("LCT", "LSL", "R", "W")
SCALES = (*PSED, *CLL, "NLC", "C", "SSM", "KUW", "PD", "CD")
LONG = [
    *("PSED: Dispositions and Attitudes", "PSED: Social Development", "PSED: Emotional Development"),
    *("CLL: Language for communication and thinking", "CLL Linking sounds and letters", "CLL Reading", "CLL Writing"),
    *("Numbers as labels and for counting", "Calculating", "Shape, space & measures"),
    *("Knowledge and Understanding of the World", "Physical Development", "Creative Development"),
]
Marks = list[list[int]]


def read(path: Path, answers: Mapping[str, str] | None = None, **sheets: Rows) -> TrackingProposal:
    made = xlsx(path / "a.xlsx", sheets)
    return read_tracking(made, FRAMEWORK, FIELDS, {}, answers, pupil_key=bytes(range(32)))


def sheet(marks: Marks, head: tuple[str, ...] | list[str] = SCALES, start: int = 0) -> Rows:
    rows: Rows = [["Surname", "Forename", "DOB", *head]]
    return rows + [[f"Oak{start + n}", f"Wren{n}", f"0{n % 9 + 1}/05/2006", *row] for n, row in enumerate(marks)]


def many(count: int, seed: int = 1) -> Marks:
    rng = random.Random(seed)
    bases = [rng.gauss(6.6, 1.3) for _ in range(count)]
    return [[max(1, min(9, round(rng.gauss(base, 0.8)))) for _ in SCALES] for base in bases]


def by_hand(marks: Marks) -> dict[str, float]:
    def per_cent(met: list[bool]) -> float:
        return float(Fraction(100 * sum(met), len(met)))

    psed, cll = [min(m[:3]) > 5 for m in marks], [min(m[3:7]) > 5 for m in marks]
    both = [a and b for a, b in zip(psed, cll, strict=True)]
    good = [b and sum(m) > 77 for b, m in zip(both, marks, strict=True)]
    found = {"psed": psed, "cll": cll, "psed_cll": both, "psed_cll_78": good}
    return {key: per_cent(met) for key, met in found.items()}


@pytest.mark.parametrize("head", [SCALES, LONG, [f"EYFS {s} score" for s in SCALES]])
@pytest.mark.parametrize("name", ["Reception", "EYFS profile 2011", "FS2"])
def test_the_four_percentages(tmp_path: Path, head: list[str], name: str) -> None:
    marks = many(27)
    found = read(tmp_path, **{name: sheet(marks, head)})
    assert found.eyfs is not None
    assert found.eyfs.percentages == by_hand(marks)
    assert len(set(by_hand(marks).values())) > 2
    assert (found.eyfs.pupils, found.eyfs.left_out) == (27, 0)
    assert {c.path: c.new for c in found.changes} == {
        f"progress/eyfs/{key}": round(value, 1) for key, value in by_hand(marks).items()
    }
    assert not found.questions
    assert found.grid == []
    assert [c.means for c in found.columns][3] == "early years profile: Dispositions and attitudes"


def test_ni_92_with_the_pupils_it_counts(tmp_path: Path) -> None:
    """Ten totals: 13, 26 … 130 cannot be, so 13 times 0 to 9: the median is 58.5 and the lowest two have 0 and 13."""
    found = read(tmp_path, Reception=sheet([[n] * 13 for n in range(10)]))
    assert found.eyfs is not None
    assert found.eyfs.gap is not None
    assert (found.eyfs.gap.lowest, found.eyfs.gap.median, found.eyfs.gap.lowest_mean) == (2, 58.5, 6.5)
    assert found.eyfs.gap.percent == pytest.approx(100 * 52 / 58.5)
    assert found.as_json()["eyfs"]["gap"]["lowest"] == 2


@pytest.mark.parametrize(
    ("pupils", "lowest"), [(1, 1), (2, 1), (5, 1), (7, 1), (8, 2), (12, 2), (13, 3), (27, 5), (28, 6)]
)
def test_a_fifth_is_rounded_to_the_nearest_pupil(pupils: int, lowest: int) -> None:
    found = gap([78] * pupils, 20)
    assert found is not None
    assert (found.lowest, found.percent) == (lowest, 0)


def test_no_gap_of_nothing() -> None:
    assert gap([], 20) is None
    assert gap([0, 0], 20) is None


@given(st.lists(st.lists(st.integers(0, 9), min_size=13, max_size=13), min_size=1, max_size=30))
def test_percentages_never_exceed_what_they_are_part_of(marks: Marks) -> None:
    profiles = [dict(zip(SCALES, row, strict=True)) for row in marks]
    psed, cll = share(profiles, PSED, 6), share(profiles, CLL, 6)
    both, good = share(profiles, [*PSED, *CLL], 6), share(profiles, [*PSED, *CLL], 6, 78)
    assert {"psed": psed, "cll": cll, "psed_cll": both, "psed_cll_78": good} == by_hand(marks)
    assert max(0, psed + cll - 100) - 1e-9 <= both <= min(psed, cll)
    assert good <= both


def test_a_pupil_without_a_scale_is_left_out_of_everything_and_said(tmp_path: Path) -> None:
    marks: list[list[object]] = [list(m) for m in many(12)]
    marks[2][4], marks[5][12] = None, "A"
    found = read(tmp_path, Reception=sheet(marks))  # type: ignore[arg-type]
    whole = [m for n, m in enumerate(many(12)) if n not in (2, 5)]
    assert found.eyfs is not None
    assert found.eyfs.percentages == by_hand(whole)
    assert (found.eyfs.pupils, found.eyfs.left_out) == (10, 2)
    assert found.eyfs.reasons == {"blank": 1, "absent": 1}
    assert [(n.row, n.column) for n in found.not_counted] == [(4, "H"), (7, "P")]
    assert not found.questions


@pytest.mark.parametrize("cell", [10, 5.5, -1, "6+", "Oak", "2b"])
def test_what_is_no_scale_point_stops_until_somebody_goes_on_without_it(tmp_path: Path, cell: object) -> None:
    marks: list[list[object]] = [list(m) for m in many(8)]
    marks[0][0] = cell
    found = read(tmp_path, Reception=sheet(marks))  # type: ignore[arg-type]
    assert found.eyfs is None
    assert [q.key for q in found.questions] == ["unknown"]
    assert found.problems[0].where == "a.xlsx: Reception!D2"
    assert found.changes == []
    found = read(tmp_path, {"unknown": "leave out"}, Reception=sheet(marks))  # type: ignore[arg-type]
    assert found.eyfs is not None
    assert found.eyfs.percentages == by_hand(many(8)[1:])


def test_two_rows_of_headings_numbers_as_text_and_an_average_below(tmp_path: Path) -> None:
    marks = many(9)
    rows = sheet([[str(m) for m in row] for row in marks])  # type: ignore[misc]
    band = ["", "", "", "PSED", "", "", "CLL", "", "", "", "PSRN", "", "", "KUW", "PD", "CD"]
    rows = [["Ashwell (invented)"], band, *rows, ["Average", "", "", *[6.2] * 13]]
    found = read(tmp_path, **{"Reception 2011": rows})
    assert found.eyfs is not None
    assert found.eyfs.percentages == by_hand(marks)
    assert found.eyfs.pupils == 9


def test_seven_scales_give_three_percentages_and_no_gap(tmp_path: Path) -> None:
    marks = many(9)
    found = read(tmp_path, Reception=sheet([m[:7] for m in marks], SCALES[:7]))
    assert found.eyfs is not None
    assert found.eyfs.percentages == {k: v for k, v in by_hand(marks).items() if k != "psed_cll_78"}
    assert found.eyfs.gap is None


def test_classes_on_sheets_of_their_own_are_one_year_group(tmp_path: Path) -> None:
    one, other = many(10, 1), many(12, 2)
    found = read(tmp_path, **{"R Oak Reception": sheet(one), "Reception Elm": sheet(other, start=50)})
    if found.questions:  # "R Oak" may be any class
        found = read(
            tmp_path,
            {q.key: "in Reception" for q in found.questions},
            **{"R Oak Reception": sheet(one), "Reception Elm": sheet(other, start=50)},
        )
    assert found.eyfs is not None
    assert found.eyfs.percentages == by_hand([*one, *other])


def test_the_same_pupils_on_two_sheets_are_asked_about(tmp_path: Path) -> None:
    sheets = {"EYFS Autumn": sheet(many(10, 1)), "EYFS Summer": sheet(many(10, 2))}
    found = read(tmp_path, **sheets)
    assert found.eyfs is None
    assert found.changes == []
    assert [(q.key, q.choices) for q in found.questions] == [("profile", ["EYFS Autumn", "EYFS Summer", "leave out"])]
    found = read(tmp_path, {"profile": "EYFS Summer"}, **sheets)
    assert found.eyfs is not None
    assert found.eyfs.percentages == by_hand(many(10, 2))


def test_two_times_on_one_sheet_are_asked_about(tmp_path: Path) -> None:
    autumn, summer = many(10, 1), many(10, 2)
    head = [f"{s} {t}" for t in ("Aut", "Sum") for s in SCALES]
    rows = sheet([a + b for a, b in zip(autumn, summer, strict=True)], head)
    (question,) = read(tmp_path, Reception=rows).questions
    assert question.choices == ["aut", "sum", "leave out"]
    for choice, marks in (("aut", autumn), ("sum", summer)):
        found = read(tmp_path, {question.key: choice}, Reception=rows)
        assert found.eyfs is not None
        assert found.eyfs.percentages == by_hand(marks)
    found = read(tmp_path, {question.key: "leave out"}, Reception=rows)
    assert found.eyfs is None
    assert found.changes == []


def test_a_pupil_who_stands_twice_is_asked_about(tmp_path: Path) -> None:
    marks = many(6)
    rows = sheet(marks)
    (question,) = read(tmp_path, Reception=[*rows, rows[2]]).questions
    assert question.key == "same:Reception:8"
    for answer, counted in (("two pupils", [*marks, marks[1]]), ("the same pupil, count once", marks)):
        found = read(tmp_path, {question.key: answer}, Reception=[*rows, rows[2]])
        assert found.eyfs is not None
        assert found.eyfs.percentages == by_hand(counted)


def test_only_pupils_in_reception_now(tmp_path: Path) -> None:
    marks = many(12)
    rows = sheet(marks)
    for n, row in enumerate(rows):
        row.insert(3, "Year" if n == 0 else "N" if n == 1 else "R" if n < 9 else 1)
    found = read(tmp_path, T=rows)
    assert found.eyfs is not None
    assert found.eyfs.percentages == by_hand(marks[1:8])
    assert sum(1 for n in found.not_counted if n.reason == "a profile of a pupil who is not in Reception") == 5


def test_a_sheet_that_does_not_say_reception_is_asked_about(tmp_path: Path) -> None:
    (question,) = read(tmp_path, Data=sheet(many(5))).questions
    assert question.key == "reception:Data"
    assert read(tmp_path, {question.key: "in Reception"}, Data=sheet(many(5))).eyfs is not None
    assert read(tmp_path, {question.key: "leave out"}, Data=sheet(many(5))).eyfs is None
    assert read(tmp_path, **{"Year 1": sheet(many(5))}).eyfs is None


def test_results_beside_a_profile_and_on_other_sheets_are_read_as_ever(tmp_path: Path) -> None:
    """A whole school on one sheet: the profile counts for Reception, reading for Year 3."""
    marks = many(8)
    rows: Rows = [["Surname", "Forename", "Year", *SCALES, "Reading Dec 10", "W Mar 11"]]
    rows += [[f"Oak{n}", "Wren", "R", *m, "1c", "1c"] for n, m in enumerate(marks)]
    rows += [[f"Elm{n}", "Wren", 3, *m, "2b", "2a"] for n, m in enumerate(many(4, 3))]
    more: Rows = [["Surname", "Forename", "Maths Dec 10"], ["Ash", "Teal", "3b"]]
    found = read(tmp_path, School=rows, **{"Year 4": more})
    assert grid(found) == {
        ("reading", 3, "2010-12"): (15.0, 4),
        ("writing", 3, "2011-03"): (17.0, 4),
        ("mathematics", 4, "2010-12"): (21.0, 1),
    }
    assert found.eyfs is not None
    assert found.eyfs.percentages == by_hand(marks)
    means = {c.column: c.means for c in found.columns if c.sheet == "School"}
    assert means["I"] == "early years profile: Reading"
    assert means["Q"] == "reading 2010-12"
    assert len(means) == 18


@pytest.mark.parametrize("missing", ["DA", "W"])
def test_without_every_scale_of_both_areas_it_is_no_profile(tmp_path: Path, missing: str) -> None:
    """R and W of three subjects stay reading and writing."""
    at = SCALES.index(missing)
    rows = sheet([m[:at] + m[at + 1 :] for m in many(5)], [s for s in SCALES if s != missing])
    with pytest.raises(Refused, match="no table of pupils with results"):
        read(tmp_path, Reception=rows)


def test_where_it_came_from_is_kept(tmp_path: Path) -> None:
    rows = sheet(many(7))
    rows[3][6] = None
    found = read(tmp_path, Reception=rows)
    assert found.provenance is not None
    figure = found.provenance.figures["progress/eyfs/psed"]
    assert figure.columns[:2] == ["Reception!D DA", "Reception!E SD"]
    assert (figure.pupils, figure.left_out, figure.reasons, len(figure.columns)) == (6, 1, {"blank": 1}, 13)
    assert figure.value == next(c.new for c in found.changes if c.path == "progress/eyfs/psed")


def test_names_on_a_sheet_without_anything_else(tmp_path: Path) -> None:
    rows: Rows = [["Name", *SCALES], *([f"Wren Oak{n}", *m] for n, m in enumerate(many(6)))]
    found = read(tmp_path, Reception=rows)
    assert found.eyfs is not None
    assert found.eyfs.percentages == by_hand(many(6))


def test_the_command_line_tells_it(tmp_path: Path) -> None:
    siptui = Shell(tmp_path / "s")
    siptui("init")
    siptui("add-school", "Ashwell Primary", "--phase", "primary")
    path = str(xlsx(tmp_path / "a.xlsx", {"Reception": sheet([[n] * 13 for n in range(10)])}))
    told = siptui("import", path, "--school", "ashwell", "--yes")
    assert "Early years profile of 10 pupils:" in told
    assert "  40.0  % likely to achieve 6+ scale points in all PSED scales" in told
    assert "  88.9  NI 92: the mean of the lowest 2 pupils, 6.5, below the median 58.5, in % of it" in told
    assert "ashwell_primary: 4 figures changed" in told
    assert siptui("get", "ashwell", "progress/eyfs/psed_cll_78") == "40\n"
    assert "pupils counted: 10; left out: 0" in siptui("source", "ashwell", "progress/eyfs/psed")


def test_a_sheet_that_would_be_a_profile_can_be_left_out(tmp_path: Path) -> None:
    other: Rows = [["UPN", "Surname", "Year", "Reading Dec 10"], ["A826999907001", "Oak", 3, "2b"]]
    marks = sheet(many(10))
    assert read(tmp_path, Levels=other, EYFS=marks).eyfs
    found = read(tmp_path, {"sheet:EYFS": "leave out"}, Levels=other, EYFS=marks)
    assert not found.eyfs
    assert [n.reason for n in found.not_counted if n.sheet == "EYFS"] == ["left out, as you said"]


def test_what_somebody_says_of_a_column_of_a_profile_holds(tmp_path: Path) -> None:
    marks = many(20)
    without = read(tmp_path, {"means:Reception!P": "leave out"}, Reception=sheet(marks))  # creative development
    assert without.eyfs is not None
    assert {**by_hand(marks), **without.eyfs.percentages} == by_hand(marks)
    assert set(without.eyfs.percentages) == {"psed", "cll", "psed_cll"}
    assert without.eyfs.gap is None
    assert next(c for c in without.columns if c.column == "P").means == "as you said (left out)"
    rows = sheet(marks, [*SCALES, "Cohort"])
    rows = [rows[0], *([*row, "R" if n % 2 else "Y1"] for n, row in enumerate(rows[1:]))]
    half = read(tmp_path, {"means:Reception!Q": "year"}, Reception=rows)
    assert half.eyfs is not None
    assert half.eyfs.percentages == by_hand(marks[1::2])
