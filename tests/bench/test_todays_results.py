"""Figures of reading files of today's kinds, beside bare libraries and beside files of levels: `make bench`."""

import os
import sys
from pathlib import Path

import pytest

from siptui.store.store import Store
from support.bench.beside_libraries import CALAMINE, OPENPYXL, compared, ours, peak, timed
from support.files_made import large_workbook, todays_workbook

pytestmark = pytest.mark.bench
PAIRS, PAIRS_LARGE = 15, 5
SHARE, TIMES = 0.30, 1.2
REGISTER_SECONDS, REGISTER_MEGABYTES = 1.5, 150


@pytest.fixture
def today(tmp_path: Path) -> tuple[Store, str]:
    store = Store.create(tmp_path / "today", "tester", "england_2025_26")
    return store, store.add_school("Ashwell Primary", "primary")


def test_a_whole_school_of_today(today: tuple[Store, str], tmp_path: Path) -> None:
    path = tmp_path / "today.xlsx"
    todays_workbook.write(path, 420, 60)
    mine, theirs, ratio = compared(ours(*today, path), [sys.executable, "-c", OPENPYXL, str(path)], PAIRS)
    print(
        f"\nimport of 420 x 60 of today   ours {mine:6.0f} ms   openpyxl, loading only {theirs:6.0f} ms"
        f"   ratio {ratio:.2f} (at most {SHARE:.2f})"
    )
    assert ratio <= SHARE


@pytest.mark.timeout(600)
def test_forty_thousand_pupils_of_a_trust(today: tuple[Store, str], store: Store, ashwell: str, tmp_path: Path) -> None:
    mine, levels = tmp_path / "today.xlsx", tmp_path / "levels.xlsx"
    todays_workbook.write(mine, 40_000, 40)
    large_workbook.write(levels, 40_000)
    of_today = compared(ours(*today, mine), [sys.executable, "-c", CALAMINE, str(mine)], PAIRS_LARGE)[2]
    of_levels = compared(ours(store, ashwell, levels), [sys.executable, "-c", CALAMINE, str(levels)], PAIRS_LARGE)[2]
    print(
        f"\nimport of 40,000 x 40 of today   ratio to calamine {of_today:.2f}, of levels {of_levels:.2f}"
        f"   {of_today / of_levels:.2f} times (at most {TIMES:.2f})"
    )
    assert of_today <= TIMES * of_levels


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="memory is read from /proc")  # noqa: PTH112
def test_a_register_of_schools(today: tuple[Store, str], tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    todays_workbook.write_register(path, 27_000)
    program, folder = str(Path(sys.executable).with_name("siptui")), str(today[0].folder)
    command = [program, "--store", folder, "import", str(path), "--dry-run", "--answer", "authority=222"]
    took = min(timed(command) for _ in range(5))
    megabytes = peak(command)
    print(
        f"\na register of 27,000 schools to one authority   {took:.2f} s (at most {REGISTER_SECONDS})"
        f"   {megabytes:.0f} MB (at most {REGISTER_MEGABYTES})"
    )
    assert took < REGISTER_SECONDS
    assert megabytes < REGISTER_MEGABYTES
