"""Fifteen files of today's kinds, all invented: the right value of every figure, or the question that must be asked.

The values were reckoned from the files by other hands; the rules stand in `schemas/tracking/standards/kinds.toml`.
"""

from pathlib import Path

import pytest

from siptui.records.problem import Refused
from support.milton_keynes import FRAMEWORK
from support.spreadsheets.todays_read import asked, figure, read, share, shares

FILES = Path(__file__).parent / "files"
GOALS, PHONICS = FILES / "05_eyfs_17_goals.csv", FILES / "06_phonics_two_years.xlsx"
KS2, TRUST = FILES / "01_ks2_scaled_wide.xlsx", FILES / "04_trust_percentages.csv"
TRACKER, TWICE = FILES / "03_tracker_half_terms.xlsx", FILES / "09_same_pupil_twice.csv"
AGREE = "agree:Phonics:phonics:2026-07"


def near(value: float) -> object:
    return pytest.approx(value, abs=0.005)


def test_scaled_scores_and_what_stays_in_the_number_without_one() -> None:
    found = read(KS2, {"unknown": "leave out"})
    assert share(found, "reading 6 2026-07 expected") == (9, 18)
    assert share(found, "reading 6 2026-07 high") == (4, 18)
    assert share(found, "gps 6 2026-07 expected") == (11, 19)
    assert share(found, "gps 6 2026-07 high") == (4, 19)
    assert share(found, "mathematics 6 2026-07 expected") == (10, 18)
    assert share(found, "mathematics 6 2026-07 high") == (3, 18)
    scores = {"reading": (1436 / 14, 14), "gps": (1743 / 17, 17), "mathematics": (1527 / 15, 15)}
    for subject, (mean, pupils) in scores.items():
        one = figure(found, f"{subject} 6 2026-07 score")
        assert (one.value, one.pupils) == (near(mean), pupils)
    assert figure(found, "reading 6 2026-07 expected").reasons == {"left the school": 1, "missing": 1}


def test_teacher_assessment_at_the_end_of_a_key_stage_beside_it() -> None:
    found = read(KS2, {"unknown": "leave out"})
    writing = figure(found, "writing 6 2026-07 expected")
    assert (writing.met, writing.pupils, writing.judged) == (11, 19, 18)
    assert writing.of_judged == near(100 * 11 / 18)
    assert share(found, "writing 6 2026-07 high") == (4, 19)
    assert share(found, "combined 6 2026-07 expected") == (7, 18)
    assert share(found, "combined 6 2026-07 high") == (3, 18)


def test_the_groups_of_it_where_they_are_large_enough() -> None:
    found = read(KS2, {"unknown": "leave out"})
    assert share(found, "combined 6 2026-07 expected", "disadvantaged") == (1, 7)
    assert share(found, "combined 6 2026-07 expected", "not_disadvantaged") == (6, 11)
    assert figure(found, "reading 6 2026-07 score", "disadvantaged").value == near(93.25)
    assert figure(found, "reading 6 2026-07 score", "not_disadvantaged").value == near(106.30)
    assert not [each for each in found.measured if each.group in {"sen_k", "sen_e"}]
    gap = next(g for g in found.gaps if (g.subject, g.measure, g.group) == ("combined", "expected", "disadvantaged"))
    assert gap.gap == near(100 / 7 - 600 / 11)


def test_a_score_that_nobody_can_read_is_asked_and_never_guessed() -> None:
    found = read(KS2)
    assert asked(found) == ["unknown"]
    assert "KS2 2026!J17" in found.problems[0].line()
    assert not [each for each in found.measured if each.subject in {"mathematics", "combined"}]
    told = read(KS2, {"value:1O3": "103"})
    assert asked(told) == []
    assert share(told, "mathematics 6 2026-07 expected") == (11, 19)
    assert figure(told, "mathematics 6 2026-07 score").value == near(1630 / 16)
    assert share(told, "combined 6 2026-07 expected") == (8, 19)


BY_TERM = {
    "reading": {3: [(5, 1), (6, 2)], 4: [(4, 1), (6, 2)], 6: [(5, 1), (6, 2)]},
    "writing": {3: [(4, 0), (5, 1)], 4: [(3, 0), (5, 0)], 6: [(5, 1), (5, 1)]},
    "mathematics": {3: [(5, 1), (7, 2)], 4: [(4, 1), (6, 1)], 6: [(4, 2), (6, 3)]},
}


@pytest.mark.parametrize("subject", BY_TERM)
def test_teacher_assessment_of_two_terms(subject: str) -> None:
    found = read(FILES / "02_ta_by_term.xlsx")
    assert asked(found) == []
    for year, terms in BY_TERM[subject].items():
        for point, (expected, high) in zip(("2025-12", "2026-03"), terms, strict=True):
            of = 6 if (year, point) == (4, "2025-12") else 8
            assert share(found, f"{subject} {year} {point} expected") == (expected, of)
            assert share(found, f"{subject} {year} {point} high") == (high, of)
    assert [share(found, f"combined {year} 2026-03 expected") for year in (3, 4, 6)] == [(5, 8)] * 3


def test_who_was_not_judged_is_said_beside_it_and_offered_with_the_others() -> None:
    found = read(FILES / "02_ta_by_term.xlsx")
    autumn = figure(found, "reading 4 2025-12 expected")
    assert (autumn.value, autumn.of_cohort) == (near(66.667), near(50.0))
    assert autumn.reasons == {"absent": 1, "no judgement": 1}
    assert share(found, "reading all 2026-03 expected", "pp") == (4, 8)
    assert share(found, "reading all 2026-03 expected", "not_pp") == (14, 16)
    assert share(found, "reading all 2026-03 expected", "sen_k") == (2, 5)
    assert not [each for each in found.measured if each.group == "sen_e"]


def test_half_terms_are_asked_once_and_a_year_lower_is_said() -> None:
    assert asked(read(TRACKER)) == ["half"]
    found = read(TRACKER, {"half": "the last of each term"})
    assert shares(found, "reading") == {
        "0 2025-12": [(1, 2), (0, 2)],
        "0 2026-03": [(2, 2), (0, 2)],
        "2 2025-07": [(2, 4), (1, 4)],
        "2 2025-12": [(2, 4), (1, 4)],
        "2 2026-03": [(2, 4), (1, 4)],
        "5 2025-07": [(2, 3), (0, 3)],
        "5 2025-12": [(4, 4), (1, 4)],
        "5 2026-03": [(4, 4), (2, 4)],
    }
    assert shares(found, "writing")["5 2025-12"] == [(2, 4), (0, 4)]
    assert [figure(found, f"reading {y} 2025-07 expected").then for y in (2, 5)] == [1, 4]
    assert any("Spring" in note and "half" in note for note in found.notes)
    first = read(TRACKER, {"half": "the first of each term"})
    assert share(first, "writing 5 2025-12 expected") == (1, 3)


def test_a_trusts_percentages_are_one_schools_and_stand_as_they_are() -> None:
    key = "given:04_trust_percentages"
    assert asked(read(TRUST)) == [f"{key}:when", key]
    found = read(TRUST, {key: "ALD", f"{key}:when": "2026-07"})
    assert asked(found) == []
    known = {(f.subject, f.year, f.measure): (round(f.value, 6), f.pupils) for f in found.measured if not f.group}
    assert known["gld", 0, "expected"] == (64, 28)
    assert known["combined", 1, "expected"] == (50, 30)
    assert known["combined", 1, "high"] == (3, 30)
    assert known["phonics", 1, "met"] == (73, 30)
    assert known["phonics", 2, "met"] == (90, 29)
    assert known["writing", 4, "expected"] == (55, 31)
    assert known["mathematics", 6, "high"] == (27, 30)


def test_what_cannot_be_in_percentages_is_shown_and_asked() -> None:
    key = "given:04_trust_percentages"
    when = {f"{key}:when": "2026-07"}
    shifted = read(TRUST, {key: "BIR", **when})
    assert asked(shifted) == [f"{key}:8:fsm", f"{key}:9:fsm"]
    assert {f.year for f in shifted.measured if not f.group} == {1, 4, 6}
    assert not [f for f in shifted.measured if f.group and f.year in {4, 6}]
    whole = read(TRUST, {key: "CED", **when})
    assert figure(whole, "reading 1 2026-07 high").value == near(9)
    assert figure(whole, "writing 1 2026-07 high").value == near(2)
    few = read(TRUST, {key: "DOV", **when})
    assert asked(few) == [f"{key}:13"]
    assert not [f for f in few.measured if f.group]
    assert {n.row for n in few.not_counted} == {12, 13}
    assert any("row 12: 4 pupils" in note for note in few.notes)


def test_seventeen_goals_and_a_column_that_disagrees_with_them() -> None:
    open_yet = read(GOALS)
    assert asked(open_yet) == ["parts:05_eyfs_17_goals"]
    assert not [f for f in open_yet.measured if (f.subject, f.measure) == ("gld", "expected")]
    found = read(GOALS, {"parts:05_eyfs_17_goals": "the parts"})
    gld = figure(found, "gld 0 2026-07 expected")
    assert (gld.met, gld.pupils, gld.cohort) == (9, 14, 15)
    assert gld.of_cohort == near(60)
    assert share(found, "gld 0 2026-07 all_goals") == (7, 14)
    assert figure(found, "gld 0 2026-07 goals").value == near(14.643)
    areas = {
        "communication_and_language": 12,
        "psed": 12,
        "physical_development": 12,
        "literacy": 11,
        "mathematics_in_reception": 12,
        "understanding_the_world": 12,
        "expressive_arts": 12,
    }
    assert {area: share(found, f"{area} 0 2026-07 expected") for area in areas} == {
        a: (n, 14) for a, n in areas.items()
    }
    assert share(found, "gld 0 2026-07 expected", "boys") == (5, 7)
    assert not [f for f in found.measured if f.group in {"fsm", "not_fsm", "sen_k"}]
    assert not [f for f in found.measured if f.subject in {"reading", "writing", "mathematics"}]
    by_column = read(GOALS, {"parts:05_eyfs_17_goals": "the column"})
    assert share(by_column, "gld 0 2026-07 expected") == (8, 14)


def test_the_threshold_of_the_phonics_check_is_that_of_its_year() -> None:
    assert asked(read(PHONICS)) == [AGREE]
    found = read(PHONICS, {AGREE: "the mark"})
    assert share(found, "phonics 1 2026-07 met") == (5, 9)
    assert figure(found, "phonics 1 2026-07 mark").value == near(30.286)
    assert share(found, "phonics 2 2025-07 met") == (3, 10)
    assert figure(found, "phonics 2 2025-07 mark").value == near(30.429)
    assert share(found, "phonics 2 2026-07 met") == (4, 6)
    assert figure(found, "phonics 2 2026-07 mark").value == near(32.6)
    assert share(found, "phonics 2 2026-07 met_by_end") == (7, 9)
    assert share(read(PHONICS, {AGREE: "the outcome"}), "phonics 1 2026-07 met") == (4, 9)


def test_the_multiplication_check_has_no_pass_mark() -> None:
    found = read(FILES / "07_mtc.csv")
    assert asked(found) == []
    assert figure(found, "tables 4 2026-07 mark").value == near(19.5)
    assert share(found, "tables 4 2026-07 full") == (4, 12)
    assert share(found, "tables 4 2026-07 twenty") == (8, 12)
    assert share(found, "tables 4 2026-07 took") == (12, 17)
    assert {f.measure for f in found.measured} == {"mark", "full", "twenty", "took"}
    assert figure(found, "tables 4 2026-07 mark").left_out == 6


def test_a_pupil_twice_with_other_results_is_asked_and_alike_is_said() -> None:
    same = "same:09_same_pupil_twice"
    assert asked(read(TWICE)) == [f"{same}:5", f"{same}:11"]
    without = read(TWICE, {f"{same}:5": "leave out", f"{same}:11": "leave out"})
    found = {s: [share(without, f"{s} 5 2026-03 {m}") for m in ("expected", "high")] for s in BY_TERM}
    assert found == {"reading": [(6, 7), (1, 7)], "writing": [(5, 7), (0, 7)], "mathematics": [(6, 7), (1, 7)]}
    assert [n.reason for n in without.not_counted if n.row == 7] == ["the same pupil as in row 6, and counted there"]


@pytest.mark.parametrize(("row", "high"), [("first", (2, 1, 2)), ("last", (1, 0, 1))])
def test_the_row_that_is_said_to_count_counts(row: str, high: tuple[int, int, int]) -> None:
    same = "same:09_same_pupil_twice"
    answer = f"the same pupil, the {row} row counts"
    found = read(TWICE, {f"{same}:5": answer, f"{same}:11": answer})
    assert [share(found, f"{s} 5 2026-03 expected") for s in BY_TERM] == [(7, 9), (6, 9), (7, 9)]
    assert [share(found, f"{s} 5 2026-03 high") for s in BY_TERM] == [(n, 9) for n in high]
    kept = {c.path: c.new for c in found.changes}
    assert kept["progress/reading/5/2026-03/high"] == pytest.approx(100 * high[0] / 9, abs=0.05)


def test_text_under_a_workbooks_name_is_read_as_what_it_is() -> None:
    found = read(FILES / "10_text_named.xlsx")
    assert asked(found) == []
    expected = [share(found, f"{s} 2 2026-07 {m}")[0] for s in BY_TERM for m in ("expected", "high")]
    assert expected == [7, 2, 6, 1, 6, 3]


def test_headings_and_comments_with_line_breaks() -> None:
    found = read(FILES / "11_heading_line_breaks.csv")
    assert asked(found) == []
    both = {"1 2025-12": [(4, 6), (1, 6)], "1 2026-03": [(5, 6), (2, 6)]}
    assert shares(found, "reading") == shares(found, "mathematics") == both


@pytest.mark.parametrize(
    ("answer", "of", "expected", "high"),
    [
        ("count", 8, [5, 6, 5, 5, 5, 6], [1, 2, 0, 1, 1, 2]),
        ("leave out", 7, [5, 5, 5, 5, 5, 6], [1, 2, 0, 1, 1, 2]),
    ],
)
def test_titles_totals_a_hidden_row_and_a_leaver(answer: str, of: int, expected: list[int], high: list[int]) -> None:
    path = FILES / "12_titles_totals.xlsx"
    assert asked(read(path)) == ["leavers"]
    found = read(path, {"leavers": answer})
    places = [f"{s} 5 {p}" for s in BY_TERM for p in ("2025-12", "2026-03")]
    assert [share(found, f"{place} expected") for place in places] == [(n, of) for n in expected]
    assert [share(found, f"{place} high") for place in places] == [(n, of) for n in high]
    assert any("hidden" in note and "row 8" in note for note in found.notes)


def test_a_schools_own_totals_that_its_pupils_do_not_come_to_are_said() -> None:
    found = read(FILES / "12_titles_totals.xlsx", {"leavers": "count"})
    (said,) = [note for note in found.notes if "own totals" in note]
    assert [cell for cell in ("F15 50%", "G15 50%", "I15 50%") if cell in said] == ["F15 50%", "G15 50%", "I15 50%"]
    assert said.count("by its pupils") == 3


def test_numbers_of_pupils_of_every_kind_and_one_who_had_another() -> None:
    path = FILES / "13_upns.csv"
    assert asked(read(path)) == ["same:13_upns:12"]
    assert read(path).questions[0].facts["by"] == "former UPN"
    found = read(path, {"same:13_upns:12": "the same pupil, the last row counts"})
    assert share(found, "reading 3 2026-03 expected") == (8, 11)
    assert share(found, "reading 3 2026-03 high") == (2, 11)
    assert share(found, "mathematics 3 2026-03 expected") == (8, 11)
    assert share(found, "mathematics 3 2026-03 high") == (2, 11)
    said = " ".join([*found.notes, *(q.asks for q in read(path).questions)])
    assert "99929011980" not in said


def test_a_teachers_own_markbook() -> None:
    path = FILES / "14_markbook.xlsx"
    assert asked(read(path)) == ["point:undated"]
    found = read(path, {"point:undated": "2026-03"})
    assert share(found, "reading 6 2026-03 expected") == (8, 12)
    assert share(found, "reading 6 2026-03 high") == (2, 12)
    assert {f.measure for f in found.measured} == {"expected", "high"}


def test_numbers_that_could_be_anything_give_no_figure_before_somebody_says_what_they_are() -> None:
    path = FILES / "15_numbers.xlsx"
    untold = read(path)
    assert asked(untold) == ["dated:Scale", "dated:Test marks", "scale:Scale", "marks:Test marks"]
    assert untold.measured == []
    answers = {
        "dated:Scale": "2025-26",
        "dated:Test marks": "2025-26",
        "scale:Scale": "1 is below, 2 is WTS, 3 is EXS, 4 is GDS",
        "marks:Test marks": "marks",
    }
    found = read(path, answers)
    assert asked(found) == []
    assert [share(found, f"{s} 4 2025-12 expected") for s in BY_TERM] == [(7, 10), (5, 10), (8, 10)]
    assert [share(found, f"{s} 4 2025-12 high") for s in BY_TERM] == [(2, 10), (1, 10), (2, 10)]
    marks = [figure(found, f"{s} 4 2026-03 mark").value for s in ("reading", "mathematics")]
    assert marks == [near(29.7), near(35.3)]
    assert {f.measure for f in found.measured if f.point == "2026-03"} == {"mark"}


def test_words_said_one_by_one_are_remembered_for_the_school() -> None:
    values = {"value:3": "EXS", "value:4": "GDS", "value:2": "WTS", "value:1": "PKS"}
    others = {"dated:Scale": "2025-26", "dated:Test marks": "leave out"}
    found = read(FILES / "15_numbers.xlsx", {**values, **others})
    assert share(found, "reading 4 2025-12 expected") == (7, 10)
    kept = next(str(c.new) for c in found.changes if c.path == "progress/answers")
    assert {"value:3=EXS", "value:4=GDS"} <= {*kept.splitlines()}


@pytest.mark.parametrize("path", sorted(FILES.glob("*.*")), ids=lambda p: p.stem)
def test_under_levels_none_gives_a_figure(path: Path) -> None:
    try:
        found = read(path, framework=FRAMEWORK)
    except Refused:
        return
    assert (found.grid, found.measured, found.eyfs) == ([], [], None)
    assert found.questions
