"""Thousands of layouts of the kinds that once gave a wrong figure, mixed with the usual ones, others every time.

`SIPTUI_LAYOUTS=5000 SIPTUI_SEED=1 pytest -m torture -s tests/torture/test_layouts_of_kinds.py` tries those from seed 1.
"""

import os
import random
from collections import Counter
from pathlib import Path

import pytest

from support.layout_kinds.mixed import a_school, written
from support.layout_kinds.trust import Untrue, trust

pytestmark = [pytest.mark.torture, pytest.mark.timeout(0)]
COUNT = int(os.environ.get("SIPTUI_LAYOUTS", "1500"))
SEED = int(os.environ.get("SIPTUI_SEED", "0")) or random.randrange(1 << 30)
MOST_SHOWN = 10


def test_no_layout_gives_a_figure_that_is_not_so_and_unsaid(tmp_path: Path) -> None:
    verdicts: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    faults = []
    for seed in range(SEED, SEED + COUNT):
        school = a_school(seed)
        path = written(school, tmp_path)
        try:
            verdicts[trust(path, school, asked).partition(":")[0]] += 1
        except Untrue as fault:
            faults.append(f"seed {seed}, {school.kinds}, {school.spread.__name__}: {fault}")
    print(f"\n{COUNT} layouts of kinds from seed {SEED}: {dict(verdicts)}; questions asked first: {dict(asked)}")
    assert not faults, f"{len(faults)} of {COUNT}:\n" + "\n".join(faults[:MOST_SHOWN])
