"""Layouts at random, of the parts that schools' workbooks are made of: every figure is right, or asked about.

`SIPTUI_LAYOUTS=2000 pytest tests/tracking/layouts/test_random_layouts.py` tries that many, others every time.
"""

import os
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from support.spreadsheets import layouts as made
from support.spreadsheets.containers_made import can_hold, write
from support.spreadsheets.disturbances import ABOVE, DISTURBANCES
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
from support.spreadsheets.layouts import Style
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
