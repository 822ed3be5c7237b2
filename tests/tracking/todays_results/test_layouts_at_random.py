"""Layouts of today's kinds at random, in every kind of file: each figure right, or asked about, or the file refused.

`SIPTUI_LAYOUTS=500 pytest tests/tracking/todays_results/test_layouts_at_random.py` tries that many, others every time.
"""

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from siptui.records.problem import Refused
from support.layout_kinds.of_today import (
    BELOW,
    EXPECTED,
    HIGH,
    NONE,
    SPREADS,
    SUBJECTS,
    TERMS,
    Child,
    Way,
    counted,
)
from support.spreadsheets.containers_made import can_hold, write
from support.spreadsheets.todays_read import read

LONG = int(os.environ.get("SIPTUI_LAYOUTS", "0"))
CONTAINERS = ("xlsx", "xls of Excel 97", "ods", "csv in UTF-8", "csv in cp1252", "tsv called xls", "xlsb")
CONTAINERS += ("HTML called xls", "XML 2003 called xls", "Strict xlsx")

results = st.sampled_from([*BELOW, *EXPECTED, *EXPECTED, *HIGH, *NONE])
ways = st.builds(
    Way,
    subject=st.integers(0, 1),
    term=st.integers(0, 2),
    titled=st.booleans(),
    year=st.sampled_from(["Year Group", "NC Year", "Year", "Yr"]),
)


@st.composite
def children(draw: st.DrawFn) -> list[Child]:
    years = draw(st.lists(st.sampled_from([1, 2, 3, 4, 5, 6]), min_size=1, max_size=2, unique=True))
    return [
        Child(
            number=n,
            year=years[n % len(years)],
            premium=draw(st.booleans()),
            results={(s, t): draw(results) for s in SUBJECTS for t in TERMS},
        )
        for n in range(draw(st.integers(4, 12)))
    ]


@settings(
    max_examples=LONG or 60,
    deadline=None,
    derandomize=not LONG,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate] if not LONG else [Phase.generate, Phase.shrink],
)
@given(mine=children(), way=ways, spread=st.sampled_from(SPREADS), container=st.sampled_from(CONTAINERS))
def test_every_figure_is_right_or_asked_about(mine: list[Child], way: Way, spread: object, container: str) -> None:
    assert callable(spread)
    sheets = spread(mine, way)
    assume(can_hold(container, sheets))
    known = counted(mine)
    with tempfile.TemporaryDirectory() as folder:
        path = write(container, Path(folder), sheets)
        try:
            found = read(path)
        except Refused:
            assert not known
            return
    waits = bool(found.questions)
    figures = {
        (f.subject, int(f.year), f.point, f.measure): (f.met, f.pupils)
        for f in found.measured
        if f.year != "all" and not f.group and f.subject in SUBJECTS
    }
    for (subject, year, term), (expected, high, of) in known.items():
        for measure, met in (("expected", expected), ("high", high)):
            one = figures.pop((subject, year, term, measure), None)
            assert one == (met, of) or (one is None and waits), (subject, year, term, measure, one, (met, of))
    assert figures == {}
