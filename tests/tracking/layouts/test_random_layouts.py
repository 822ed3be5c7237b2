"""Layouts at random, of the parts that schools' workbooks are made of: every figure is right, or asked about.

`SIPTUI_LAYOUTS=2000 pytest tests/tracking/layouts/test_random_layouts.py` tries that many, others every time.
"""

import os
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from support.spreadsheets import layouts as made
from support.spreadsheets.containers_made import can_hold, write
from support.spreadsheets.invented_pupils import (
    DISREGARDED,
    JULY,
    NEXT_JULY,
    POINTS_IN_TIME,
    SUBJECTS,
    WORTH,
    Pupil,
    grid,
    pupils,
)
from support.spreadsheets.judging import judge_told
from support.spreadsheets.layouts import Sheet, Style
from support.spreadsheets.rows_of_results import every_term, long_form, subject_column
from support.spreadsheets.school_wordings import EXTRAS, NAMES, NOTATIONS, WHENS, WHO, YEARS

LONG = int(os.environ.get("SIPTUI_LAYOUTS", "0"))
SPREADS = [
    made.one_sheet,
    made.sheet_a_year,
    made.sheet_a_year_in_its_words,
    made.sheet_a_class,
    made.sheet_a_subject,
    made.sheet_a_term,
    long_form,
    subject_column,
    made.subjects_below,
    made.years_below,
    made.subjects_beside,
    made.years_beside,
    made.year_sections,
    every_term,
]
ABOVE = (
    "Blackthorn Invented Primary School",
    "Tracking 2010-11",
    "Pupil progress 2010/11",
    "Updated 14/03/2011",
    "Teacher: Miss Madeup",
    "Reading, Writing and Maths",
    "Levels are by teacher assessment",
    "July 2010 to July 2011",
    "",
)
BELOW = (
    "* joined this term",
    "Key: W = working towards level 1",
    "2b = 15 points",
    "Printed from the tracker on 01/04/2011",
    "Year 2 average was 15.2",
)
CONTAINERS = ("xlsx", "xlsx", "xls of Excel 97", "ods", "csv in UTF-8", "csv in cp1252", "tsv called xls", "xlsb")
CONTAINERS += ("HTML called xls", "XML 2003 called xls", "Strict xlsx", "xls of Excel 95")

styles = st.builds(
    Style,
    whens=st.sampled_from(sorted(WHENS)),
    names=st.sampled_from(sorted(NAMES)),
    notation=st.sampled_from(sorted(NOTATIONS)),
    years=st.sampled_from(sorted(YEARS)),
    who=st.sampled_from(sorted(WHO)),
    header=st.sampled_from(["one row", "when first", "subject over when", "when over subject", "three rows"]),
    fill=st.sampled_from(["merged", "first", "repeated"]),
    points=st.integers(0, 3).flatmap(
        lambda a: st.integers(a + 1, 4).map(lambda b: POINTS_IN_TIME[a:b])  # those that run on
    ),
    subjects=st.sampled_from([SUBJECTS, SUBJECTS[:2], SUBJECTS[2:], (SUBJECTS[2], SUBJECTS[0])]),
    year=st.sampled_from(["column", "column", "column", "class", "none"]),
    extras=st.lists(st.sampled_from(sorted(EXTRAS)), max_size=3, unique=True).map(tuple),
    totals=st.sampled_from(["none", "none", "end", "classes"]),
    average=st.sampled_from(["Average", "Class average", "Mean", "APS", "Av", "Year 3", "Boys", "All", ""]),
    repeated=st.sampled_from([0, 0, 0, 3, 5]),
    above=st.lists(st.sampled_from(ABOVE), max_size=3).map(tuple),
    left=st.sampled_from([0, 0, 0, 1, 2]),
    with_points=st.booleans(),
)


def in_order(children: list[Pupil], order: str) -> list[Pupil]:
    """By year group, or by name with the year groups mixed."""
    return sorted(children, key=lambda p: (p.surname, p.forename)) if order == "names" else children


cohorts = st.builds(
    in_order,
    st.builds(
        pupils,
        years=st.lists(st.integers(0, 6), min_size=1, max_size=3, unique=True).map(sorted),
        each=st.integers(1, 6),
        seed=st.integers(0, 10_000),
        whole=st.sampled_from([False, False, True]),
    ),
    order=st.sampled_from(["years", "years", "names"]),
)


def blank_row(sheets: list[Sheet], at: int) -> None:
    """An empty row somewhere between the others."""
    rows = sheets[at % len(sheets)].rows
    rows.insert(at % len(rows) + 1, [])


def hidden_rows(sheets: list[Sheet], at: int) -> None:
    sheet = sheets[at % len(sheets)]
    sheet.hidden_rows.update({at % len(sheet.rows), (at + 3) % len(sheet.rows)})


def note_below(sheets: list[Sheet], at: int) -> None:
    sheets[at % len(sheets)].rows += [[], [BELOW[at % len(BELOW)]]]


def note_beside(sheets: list[Sheet], at: int) -> None:
    """A word to the right of the table."""
    rows = sheets[at % len(sheets)].rows
    row = rows[at % len(rows)]
    row += [None] * (max(map(len, rows)) + 2 - len(row)) + [("see note", 4, "2b", "checked")[at % 4]]


def row_of_spaces(sheets: list[Sheet], at: int) -> None:
    sheets[at % len(sheets)].rows.append([" "] * 4)


def average_column(sheets: list[Sheet], at: int) -> None:
    """The average of the row at its right end, with or without a heading."""
    for row in sheets[at % len(sheets)].rows:
        if len(row) > 2:
            heading = any(str(cell).strip() in ("UPN", "Surname", "Name", "Pupil Name") for cell in row)
            row.append(("Average", "APS", "Reading average", None)[at % 4] if heading else 15.7)


def upn_missing(sheets: list[Sheet], at: int) -> None:
    """A newcomer has no UPN yet; the name is there."""
    rows = sheets[at % len(sheets)].rows
    for row in rows[at % len(rows) :]:
        if len(row) > 3 and len(str(row[0])) == 13 and str(row[0])[3:].isdigit() and isinstance(row[2], str):
            row[0] = None if row[1] and row[2][:1].isupper() and row[2][1:2].islower() else row[0]
            return


def notes_sheet(sheets: list[Sheet], at: int) -> None:
    notes = Sheet("Notes", [["Levels each term"], [], ["W", "working towards level 1"], ["2b", "15 points"]])
    sheets.insert(at % (len(sheets) + 1), notes)


def targets_sheet(sheets: list[Sheet], at: int) -> None:
    hoped = [replace(p, levels=dict.fromkeys(p.levels, "5b")) for p in OTHERS]
    sheets.append(Sheet("Targets", *made.table(hoped, Style(points=(NEXT_JULY,)))))


def hidden_sheet(sheets: list[Sheet], at: int) -> None:
    """Other children's levels, hidden: they must not count unasked."""
    sheets.append(Sheet("Old data", *made.table(OTHERS, Style()), hidden=True))


def averages_sheet(sheets: list[Sheet], at: int) -> None:
    rows: list[list[object]] = [["Class", "Number", "Reading Dec 10", "Maths Dec 10"]]
    sheets.append(Sheet("Summary", [*rows, ["3B", 14, 15.4, 15.9], ["3T", 13, 16, 17]]))


OTHERS = pupils((2, 4), 3, 17, first=60)
DISTURBANCES = [blank_row, hidden_rows, note_below, note_beside, row_of_spaces, average_column]
DISTURBANCES += [upn_missing, notes_sheet, targets_sheet, hidden_sheet, averages_sheet]
disturbances = st.lists(
    st.tuples(st.sampled_from(DISTURBANCES), st.integers(0, 40)), max_size=2, unique_by=lambda d: d[0]
)
verdicts: Counter[str] = Counter()


def by_year(children: list[Pupil], style: Style) -> list[list[float]]:
    """The points of each subject, time and year group."""
    keys = {(s, t, p.year) for s in style.subjects for t in style.points for p in children}
    return [
        [WORTH[p.level(s, t)] for p in children if p.year == year and p.level(s, t) not in DISREGARDED]
        for s, t, year in keys
    ]


def tellable(children: list[Pupil], style: Style, spread: made.Spread) -> bool:
    """Whether anybody could tell.

    Points that are all small, with no word for it, are levels to everybody, and so are 3.0 and 4.0 alone; no column of
    "every term" holds the end of Reception; last summer below the title "2010-11" is taken for this summer.
    """
    codes = {p.level(s, t) for p in children for s in style.subjects for t in style.points}
    sure = min((max(known, default=9) for known in by_year(children, style)), default=9)
    if style.notation == "decimals" and not any(code[0].isdigit() and code[1:] in ("a", "b") for code in codes if code):
        return False
    if "points" in style.notation and not style.with_points and style.header != "three rows" and sure < 9:
        return False
    if spread is every_term and any(p.year < 2 for p in children):
        return False
    return style.whens != "bare terms" or not any("20" in line for line in style.above)


def told(style: Style) -> dict[str, str]:
    """What a SIP who knows the school would answer, by how a question's key begins."""
    answers = {
        "decimals": ".0 is c, .3 is b, .7 is a",
        "plus": "as the level without the sign",
        "unknown": "leave out",
        "notation:": "points" if "points" in style.notation else "levels",
    }
    if style.points[0] != JULY or style.points[-1] != NEXT_JULY:
        answers["point:summer"] = JULY if style.points[0] == JULY else NEXT_JULY
    return answers


@settings(
    max_examples=LONG or 60,
    derandomize=not LONG,
    database=None,
    phases=(Phase.generate, Phase.shrink) if LONG else (Phase.generate,),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(
    children=cohorts,
    style=styles,
    spread=st.sampled_from(SPREADS),
    disturbed=disturbances,
    container=st.sampled_from(CONTAINERS),
)
def try_layouts(children: list[Pupil], style: Style, spread: made.Spread, disturbed: list, container: str) -> None:
    assume(tellable(children, style, spread))
    sheets = spread(children, style)
    for disturb, at in disturbed:
        disturb(sheets, at)
    with tempfile.TemporaryDirectory() as folder:
        container = container if can_hold(container, sheets) else "xlsx"
        path = write(container, Path(folder), sheets)
        verdict, said = judge_told(path, grid(children, style.points, style.subjects), told(style))
    assert verdict != "left out", said
    verdicts[verdict] += 1


def test_no_layout_at_random_gives_a_wrong_figure() -> None:
    """And a good part of them is read without a question: asking always would be no reader."""
    verdicts.clear()
    try_layouts()
    tried = verdicts.total()
    assert verdicts["right"] > tried / 8, verdicts
