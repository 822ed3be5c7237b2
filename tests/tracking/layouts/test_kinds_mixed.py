"""Layouts of the kinds that once gave a wrong figure, mixed with the usual ones; `make torture` tries others each time.

What is right is reckoned in support/layout_kinds, of what its maker put into the file, and shares nothing with siptui.
"""

from collections import Counter
from pathlib import Path

import pytest

from support.layout_kinds.mixed import KINDS, a_school, written
from support.layout_kinds.trust import Untrue, trust

SEEDS = range(70)
LEAST_RIGHT = 0.7


def test_every_figure_is_right_or_asked_or_shown_as_incomplete(tmp_path: Path) -> None:
    verdicts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for seed in SEEDS:
        school = a_school(seed)
        path = written(school, tmp_path)
        try:
            verdicts[trust(path, school).partition(":")[0]] += 1
        except Untrue as fault:
            raise AssertionError(f"seed {seed}, {school.kinds}: {fault}") from fault
        kinds.update(school.kinds)
    assert verdicts["right"] > LEAST_RIGHT * len(SEEDS), verdicts
    assert {kind.__name__ for kind in KINDS} <= {*kinds}


def test_a_figure_that_is_not_so_is_found_out(tmp_path: Path) -> None:
    """The oracle can say no: of a pupil something else is true than what the file says."""
    school = a_school(0, only=[])
    path = written(school, tmp_path)
    assert trust(path, school) == "right"
    (subject, year, point), _ = min(school.truth().items())
    child = next(c for c in school.children if c.year == year and c.level(subject, point)[:1].isdigit())
    school.worth[child.upn, subject, point] = 50.0
    with pytest.raises(Untrue, match="marked"):
        trust(path, school)


def test_a_pupil_who_is_left_out_unseen_is_found_out(tmp_path: Path) -> None:
    school = a_school(0, only=[])
    path = written(school, tmp_path)
    one = max(school.children, key=lambda c: sum(code[:1].isdigit() for code in c.levels.values()))
    school.rewrite(one, upn="", surname="Another", levels=one.levels)
    school.children.append(one)
    with pytest.raises(Untrue):
        trust(path, school)
