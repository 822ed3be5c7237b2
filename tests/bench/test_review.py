"""The review of many schools: its figures, its order and its groups, in processor time beside what a table costs."""

import time
from pathlib import Path

import pytest

from siptui.framework import load
from siptui.reports.review import day_of_review
from siptui.reports.review_columns import review_columns
from siptui.reports.review_groups import groups
from siptui.rules.caseload_row import CaseloadRow
from support.caseload.authority import small_authority

pytestmark = pytest.mark.bench
MANY = 20_000


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[CaseloadRow]:
    """Many schools, those of an invented authority again and again."""
    found, _ = small_authority(tmp_path_factory.mktemp("authority") / "store").overview()
    return [found[n % len(found)] for n in range(MANY)]


def test_sorted_grouped_and_shown(rows: list[CaseloadRow], tmp_path: Path) -> None:
    framework = load("milton_keynes_2010_11")
    columns = review_columns(framework, day_of_review(framework, demo=True))

    def took(what: str, count: int, run: object) -> None:
        begun = time.process_time()
        run()  # type: ignore[operator]
        print(f"\n{what} of {count:,} schools: {1000 * (time.process_time() - begun):.0f} ms", end="")

    took("every figure", 600, lambda: [column.figure(row) for row in rows[:600] for column in columns])
    for key in ("reds", "category", "alerts"):
        column = next(each for each in columns if each.key == key)
        took(f"sorted by {key}", MANY, lambda c=column: sorted(rows, key=lambda row: c.figure(row).order or 0))
    for by in ("sip", "category"):
        took(f"grouped by {by}", MANY, lambda b=by: groups(framework, rows, b, str))
