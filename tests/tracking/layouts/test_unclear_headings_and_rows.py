"""Layouts in which a random or systematic search once found a wrong or a missing figure: right now, or asked about.

The averages they are held to are reckoned in invented_pupils.py, which knows nothing of siptui's.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from support.spreadsheets import layouts as made
from support.spreadsheets.containers_made import write
from support.spreadsheets.invented_pupils import DECEMBER, JULY, MARCH, NEXT_JULY, Grid, Pupil, grid, pupils
from support.spreadsheets.judging import figures, judge, reading, wrong
from support.spreadsheets.layouts import Rows, Sheet, Style
from support.spreadsheets.rows_of_results import long_form

JUNIORS = pupils(years=(3, 4), each=4, seed=2)
THIRD = [p for p in JUNIORS if p.year == 3]
INFANTS = pupils(years=(0, 1, 2), each=3, seed=4)
FOUR = grid(THIRD)


def asked(path: Path) -> list[str]:
    return [q.key for q in reading(path).questions]


def held_back(path: Path, known: Grid) -> list[str]:
    """The keys asked; no figure beside them is wrong."""
    assert judge(path, known)[0] == "asked"
    return asked(path)


# ---- what one column says of another ---------------------------------------------------------------------------------


def test_a_column_that_waits_for_its_time_still_tells_how_sublevels_are_written(tmp_path: Path) -> None:
    """Maths of a summer holds 2.7; the autumn's 3.0 is 3c then and no level 3, also while the summer is asked about."""
    levels = {("mathematics", JULY): "2a", ("mathematics", DECEMBER): "3c"}
    children = [replace(p, levels=levels) for p in pupils(years=(0, 4), each=1, seed=1)]
    style = Style(whens="bare terms", notation="decimals", totals="end", who="groups", years="3")
    style = replace(style, points=(JULY, DECEMBER), subjects=("mathematics",))
    path = write("xlsx", tmp_path, made.year_sections(children, style))
    known = grid(children, (JULY, DECEMBER), ["mathematics"])
    for answers in ({}, {"point:summer": JULY}):
        assert not wrong(figures(reading(path, answers)), known)
    told = {"point:summer": JULY, "decimals": ".0 is c, .3 is b, .7 is a"}
    assert judge(path, known, told) == ("right", "")


def test_one_column_of_a_table_in_long_form_is_written_in_one_way(tmp_path: Path) -> None:
    """Told that 9 is points, 3 in the same column is no level 3."""
    child = replace(THIRD[0], levels={("reading", DECEMBER): "1b", ("reading", MARCH): "W"})
    style = Style(notation="points", points=(DECEMBER, MARCH), subjects=("reading",))
    path = write("xlsx", tmp_path, long_form([child], style))
    known = grid([child], (DECEMBER, MARCH), ["reading"])
    (key,) = held_back(path, known)
    assert judge(path, known, {key: "points"}) == ("right", "")


# ---- pupils, totals, headings ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["one name", "surname first"])
def test_decimals_below_totals_may_be_pupils(tmp_path: Path, who: str) -> None:
    """2.3 is a sublevel as well as an average."""
    style = Style(notation="decimals", who=who, totals="classes", average="Boys", year="none")
    path = write("xlsx", tmp_path, [Sheet("Year 3", *made.table(THIRD, style))])
    assert "rows:Year 3" in held_back(path, FOUR)


@pytest.mark.parametrize("who", ["upn", "upn and names"])
def test_a_word_in_the_upn_column_is_no_pupil(tmp_path: Path, who: str) -> None:
    """ "All" and the average of a few pupils, which happens to be whole, between them and others."""
    few = [replace(p, levels={("reading", MARCH): "1b" if n < 2 else "W"}) for n, p in enumerate(THIRD)]
    style = Style(notation="points", who=who, year="none", points=(MARCH,), subjects=("reading",))
    rows = made.table(few, style)[0]
    rows.insert(3, ["All", *[None] * (len(rows[0]) - 2), 9])
    path = write("xlsx", tmp_path, [Sheet("Year 3", rows)])
    assert "rows:Year 3:4" in held_back(path, grid(few))


@pytest.mark.parametrize("notation", ["levels", "points"])
@pytest.mark.parametrize("spread", [made.one_sheet, long_form])
def test_a_row_with_results_and_a_year_group_may_be_a_pupil_without_upn(
    tmp_path: Path, notation: str, spread: Callable[[list[Pupil], Style], list[Sheet]]
) -> None:
    """The year group stands first in the row then, and it is no total."""
    (sheet,) = spread(JUNIORS, Style(who="upn", notation=notation))
    at = next(y for y, row in enumerate(sheet.rows) if y and row[-1] not in (None, "", "A", "D", "M", "X"))
    sheet.rows[at][0] = None
    path = write("xlsx", tmp_path, [sheet])
    assert any(key.startswith("rows:") for key in held_back(path, grid(JUNIORS)))


@pytest.mark.parametrize("who", ["names", "one name", "surname first"])
def test_the_mean_of_two_under_a_class_s_name_is_no_pupil(tmp_path: Path, who: str) -> None:
    """Four rows have a forename, and two of them have not: they are the averages of "Kestrels"."""
    points, subjects = (DECEMBER, MARCH), ("reading", "mathematics")
    style = Style(who=who, notation="points", totals="classes", average="Kestrels", points=points, subjects=subjects)
    path = write("xlsx", tmp_path, [Sheet("Year 3", *made.table(THIRD, replace(style, year="none")))])
    assert held_back(path, grid(THIRD, points, subjects))


@pytest.mark.parametrize("notation", ["levels", "points", "decimals"])
@pytest.mark.parametrize("who", ["upn and names", "names", "one name"])
def test_a_row_with_results_and_nobody_s_name_is_asked_about(tmp_path: Path, who: str, notation: str) -> None:
    rows, merges = made.table(JUNIORS, Style(who=who, notation=notation))
    named = rows[0].index("Year")
    rows[3][:named] = [None] * named
    path = write("xlsx", tmp_path, [Sheet("Tracking", rows, merges)])
    assert "rows:Tracking:4" in held_back(path, grid(JUNIORS))


def test_many_rows_without_a_name_are_asked_about_together(tmp_path: Path) -> None:
    children = pupils(years=(3,), each=20, seed=2)
    rows, merges = made.table(children, Style())
    for row in rows[2:12]:
        row[:3] = [None] * 3
    path = write("xlsx", tmp_path, [Sheet("Tracking", rows, merges)])
    assert held_back(path, grid(children)) == ["rows:Tracking:unnamed"]
    assert judge(path, grid(children), {"rows:Tracking:unnamed": "pupils"}) == ("right", "")


def _sections(word: Callable[[int], object], order: int = 1) -> list[Sheet]:
    """One header, and a row in some words before the pupils of each year group; the oldest first if `order` is -1."""
    style = Style(year="none")
    rows: Rows = made.table([], style)[0]
    for year in (0, 1, 2)[::order]:
        rows += [[word(year)], *made.table([p for p in INFANTS if p.year == year], style)[0][1:]]
    return [Sheet("Tracking", rows)]


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    "words",
    [
        ("Reception", "Year 1", "Year 2"),
        ("RECEPTION", "YEAR 1", "YEAR 2"),
        ("Reception:", "Year 1:", "Year 2:"),
        ("Reception Class", "Year 1 Class", "Year 2 Class"),
        ("Reception", "Year One", "Year Two"),
        ("Foundation 2", "Year Group 1", "NC Year 2"),
        ("Rec", "Year 1 2010-11", "Year 2 2010-11"),
    ],
)
def test_headings_between_pupils_say_their_year_groups(tmp_path: Path, words: tuple[str, ...], order: int) -> None:
    path = write("xlsx", tmp_path, _sections(lambda year: words[year], order))
    assert judge(path, grid(INFANTS)) == ("right", "")


@pytest.mark.parametrize("word", ["EYFS", "Robins", "YR", "Reception 2010-11", "Early Years", "R/Y1", "Group 2", 0])
def test_a_heading_between_pupils_that_is_not_understood_is_asked_about(tmp_path: Path, word: object) -> None:
    """The Reception pupils below it are not counted in the year group above."""
    path = write("xlsx", tmp_path, _sections(lambda year: f"Year {year}" if year else word, -1))
    answers: dict[str, str] = {}
    while keys := [key for key in (q.key for q in reading(path, answers).questions) if key not in answers]:
        answers |= {key: "no pupils" if key.startswith("rows:") else "leave out" for key in keys}
        assert not wrong(figures(reading(path, answers)), grid(INFANTS))
    assert answers


@pytest.mark.parametrize("word", ["Year 3", "Reception"])
def test_a_row_that_says_a_year_group_and_leads_nobody_is_asked_about(tmp_path: Path, word: str) -> None:
    """A caption below the pupils of each class, its averages left blank."""
    rows, merges = made.table(JUNIORS, Style(year="none"))
    fourth = len(THIRD) + 1
    rows = [rows[0], ["Year 4"], *rows[fourth : fourth + 2], [word], *rows[fourth + 2 :], [word]]
    path = write("xlsx", tmp_path, [Sheet("Tracking", rows, merges)])
    assert asked(path) == ["year:Tracking:rows"]
    assert not reading(path).grid


@pytest.mark.parametrize("name", ["R-Y1", "Reception & Year 1", "Y1 and R", "FS2 + Year 1"])
def test_a_class_of_reception_and_year_1_is_no_year_group(tmp_path: Path, name: str) -> None:
    children = [replace(p, group=name) for p in INFANTS if p.year < 2]
    for style in (Style(year="none"), Style(year="class")):
        path = write("xlsx", tmp_path, [Sheet(name, *made.table(children, style))])
        (key,) = held_back(path, grid(children))
        assert key.startswith("year:")


def test_reception_beside_averages_is_no_pupil(tmp_path: Path) -> None:
    """Averages under the label "Reception" in the surnames of a very small class."""
    style = Style(who="names", notation="points", totals="classes", average="Reception", year="none")
    path = write("xlsx", tmp_path, [Sheet("Year 3", *made.table(THIRD[:2], style))])
    assert judge(path, grid(THIRD[:2]))[0] in ("right", "asked")


def test_pupils_above_the_headings_that_were_found_are_asked_about(tmp_path: Path) -> None:
    """The first table's heading says too little, and the second's is taken for that of both."""
    first: Rows = [["Name", "Level", "Pts"], *([f"{p.forename} {p.surname}", "3b", 21] for p in THIRD)]
    second = made.table([p for p in JUNIORS if p.year == 4], Style())[0]
    path = write("xlsx", tmp_path, [Sheet("Tracking", [*first, [], *second])])
    assert asked(path) == ["above:Tracking"]


# ---- headings that say too little ------------------------------------------------------------------------------------


def _headed(*headings: str) -> Rows:
    """Reading of December, and what else is headed in other words: reading of March, maths of July."""
    pairs = (("reading", DECEMBER), ("reading", MARCH), ("mathematics", JULY))[: len(headings)]
    rows: Rows = [["UPN", "Surname", "Forename", "Year", *headings]]
    return rows + [[p.upn, p.surname, p.forename, p.year, *(p.level(*pair) for pair in pairs)] for p in JUNIORS]


@pytest.mark.parametrize("heading", ["Reading TAY5", "Reading R Sum", "Sub Mar 11", "Mar 11", "15/03/2011"])
def test_levels_under_a_heading_that_says_too_little_are_asked_about(tmp_path: Path, heading: str) -> None:
    path = write("xlsx", tmp_path, [Sheet("Tracking", _headed("Reading Dec 10", heading))])
    known = {k: v for k, v in grid(JUNIORS).items() if k[0] == "reading" and k[2] in (DECEMBER, MARCH)}
    assert held_back(path, known) == ["means:Tracking!F"]
    assert judge(path, known, {"means:Tracking!F": f"reading {MARCH}"}) == ("right", "")


@pytest.mark.parametrize("heading", ["Effort", "Reading group", "Mar 11 effort"])
def test_what_is_no_level_under_such_a_heading_is_left_out_unasked(tmp_path: Path, heading: str) -> None:
    rows = [[*row[:-1], "Red" if y else heading] for y, row in enumerate(_headed("Reading Dec 10", ""))]
    known = grid(JUNIORS, [DECEMBER], ["reading"])
    assert judge(write("xlsx", tmp_path, [Sheet("Tracking", rows)]), known) == ("right", "")


def test_maths_beside_an_unmerged_heading_of_reading_is_asked_about(tmp_path: Path) -> None:
    rows = _headed("Dec 10", "Mar 11", "Maths Jul 10")
    rows.insert(0, [None] * 4 + ["Reading"])
    path = write("xlsx", tmp_path, [Sheet("Tracking", rows)])
    known = {k: v for k, v in grid(JUNIORS).items() if (k[0], k[2]) in {
        ("reading", DECEMBER), ("reading", MARCH), ("mathematics", JULY)}}  # fmt: skip
    assert held_back(path, known) == ["means:Tracking!G"]
    assert judge(path, known, {"means:Tracking!G": f"mathematics {JULY}"}) == ("right", "")


def test_the_term_of_a_heading_with_a_year_group_alone_is_asked_once(tmp_path: Path) -> None:
    """The end of Year 3 is July 2010 for those who are in Year 4 now."""
    rows: Rows = [["UPN", "Year", "Reading Dec 10", "Reading Y3", "Reading Y4", "Reading Y1"]]
    for p in JUNIORS:
        ends = {p.year: NEXT_JULY, p.year - 1: JULY}
        at = [p.level("reading", ends[y]) if y in ends else "1b" if y < p.year else "" for y in (3, 4, 1)]
        rows.append([p.upn, p.year, p.level("reading", DECEMBER), *at])
    path = write("xlsx", tmp_path, [Sheet("Tracking", rows)])
    known = {k: v for k, v in grid(JUNIORS, subjects=["reading"]).items() if k[2] in (DECEMBER, NEXT_JULY)}
    known |= {k: v for k, v in grid(JUNIORS, [JULY], ["reading"]).items() if k[1] == 4}
    assert held_back(path, known) == ["term:year group"]
    assert judge(path, known, {"term:year group": "summer"}) == ("right", "")
    december = {k: v for k, v in known.items() if k[2] == DECEMBER}
    assert not wrong(figures(reading(path, {"term:year group": "leave out"})), december)


def test_a_year_group_that_is_past_for_everybody_is_not_asked_about(tmp_path: Path) -> None:
    path = write("xlsx", tmp_path, [Sheet("Tracking", _headed("Reading Dec 10", "Reading Y1"))])
    assert judge(path, grid(JUNIORS, [DECEMBER], ["reading"])) == ("right", "")


def test_a_blank_row_among_merged_headings_costs_no_figure_unasked(tmp_path: Path) -> None:
    """It puts the merges beside what they belong to."""
    style = Style(header="three rows", points=(MARCH, NEXT_JULY), with_points=True)
    (sheet,) = made.sheet_a_year_in_its_words(THIRD, style)
    sheet.rows.insert(0, [])
    assert judge(write("xlsx", tmp_path, [sheet]), grid(THIRD, style.points))[0] in ("right", "asked")


@pytest.mark.parametrize("spread", [made.sheet_a_subject, made.subjects_below])
def test_dates_alone_head_results_where_the_subject_is_said_elsewhere(
    tmp_path: Path, spread: Callable[[list[Pupil], Style], list[Sheet]]
) -> None:
    path = write("xlsx", tmp_path, spread(JUNIORS, Style(whens="dates")))
    assert judge(path, grid(JUNIORS)) == ("right", "")


def test_a_title_beside_a_remark_is_no_span_of_years(tmp_path: Path) -> None:
    """ "Tracking 2010-11" above "Summer 10-11" says the same year twice."""
    sheets = made.sheet_a_subject(JUNIORS, Style(whens="second halves", above=("Tracking 2010-11",)))
    sheets[0].rows[0] += [None] * 8 + ["see note"]
    assert judge(write("xlsx", tmp_path, sheets), grid(JUNIORS)) == ("right", "")


def test_a_sheet_of_levels_without_subjects_is_not_passed_over_unasked(tmp_path: Path) -> None:
    """Totals outnumber its pupils."""
    style = Style(header="three rows", points=(DECEMBER, MARCH), totals="end", year="column")
    sheets = made.sheet_a_term(THIRD[:2], style)
    for row in sheets[0].rows[:2]:
        row += [15.7]
    path = write("xlsx", tmp_path, sheets)
    assert judge(path, grid(THIRD[:2], style.points))[0] in ("right", "asked")


def test_a_printed_date_above_the_headings_is_no_time_of_results(tmp_path: Path) -> None:
    rows, merges = made.table(JUNIORS, Style(year="column"))
    for at in (0, 5, 20):
        titled: Rows = [[None] * at + [date(2011, 3, 14)], *rows]
        path = write("xlsx", tmp_path, [Sheet("Tracking", titled, merges)])
        assert judge(path, grid(JUNIORS)) == ("right", "")
