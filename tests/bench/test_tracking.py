"""Figures of reading tracking workbooks, beside bare libraries on the same machine in the same run: `make bench`."""

import itertools
import os
import statistics
import sys
from pathlib import Path

import pytest

from siptui.store.store import Store
from support.bench.beside_libraries import CALAMINE, OPENPYXL, compared, ours, peak, timed
from support.bench.spent_by_command import spent
from support.files_made import large_workbook
from support.places import WHOLE_SCHOOL
from support.spreadsheets import layouts
from support.spreadsheets.containers_made import write
from support.spreadsheets.invented_pupils import pupils
from support.spreadsheets.layouts import Style

pytestmark = pytest.mark.bench
PAIRS = 25
PAIRS_LARGE = 9
SHARE, TIMES, MEGABYTES, MILLISECONDS = 0.30, 1.25, 150, 90
COMMON = (
    (layouts.one_sheet, layouts.sheet_a_year, layouts.sheet_a_class, layouts.sheet_a_subject, layouts.sheet_a_term),
    ("one row", "subject over when"),
    ("levels", "L2b", "Level 2b", "capitals", "spaced"),
    ("terms", "months", "terms of years", "dates", "ends of terms"),
)
"""What schools' workbooks mostly are: what a sheet is of, how it is headed, how results and times are written."""


def test_a_whole_school(store: Store, ashwell: str) -> None:
    commands = ours(store, ashwell, WHOLE_SCHOOL), [sys.executable, "-c", OPENPYXL, str(WHOLE_SCHOOL)]
    mine, theirs, ratio = compared(*commands, PAIRS)
    print(
        f"\nimport of 420 x 60   ours {mine:6.0f} ms   openpyxl, loading only {theirs:6.0f} ms"
        f"   ratio {ratio:.2f} (at most {SHARE:.2f})"
    )
    mine, theirs = (min(spent(command)[0] for _ in range(5)) * 1000 for command in commands)
    print(f"   of the processor, in both of our processes {mine:6.0f} ms   openpyxl {theirs:6.0f} ms")
    assert ratio <= SHARE


def common_layouts(folder: Path) -> list[Path]:
    """A file for each of the 250 ways in which these may come together."""
    whole_school = pupils(each=30, seed=3)  # of whom none makes a step that is asked about
    files = []
    for n, (spread, header, notation, whens) in enumerate(itertools.product(*COMMON)):
        style = Style(header=header, notation=notation, whens=whens)
        files.append(write("xlsx", folder, spread(whole_school, style), f"{n}"))
    return files


@pytest.mark.timeout(300)
def test_common_layouts(store: Store, ashwell: str, tmp_path: Path) -> None:
    """From the start of the process to its end; each is read, and nothing is asked."""
    files = common_layouts(tmp_path)
    took = [timed(ours(store, ashwell, file)) * 1000 for file in files]
    median = statistics.median(took)
    print(
        f"\n{len(files)} common layouts   median {median:.0f} ms (at most {MILLISECONDS})   slowest {max(took):.0f} ms"
    )
    assert len(files) == 250
    assert median <= MILLISECONDS


@pytest.mark.timeout(300)
@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="memory is read from /proc")  # noqa: PTH112
def test_forty_thousand_pupils(store: Store, ashwell: str, tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    large_workbook.write(path, 40_000)
    command = ours(store, ashwell, path)
    mine, theirs, ratio = compared(command, [sys.executable, "-c", CALAMINE, str(path)], PAIRS_LARGE)
    megabytes = peak(command)
    print(
        f"\nimport of 40,000 x 40   ours {mine:6.0f} ms   calamine, loading only {theirs:6.0f} ms"
        f"   ratio {ratio:.2f} (at most {TIMES:.2f})   {megabytes:.0f} MB (at most {MEGABYTES})"
    )
    assert ratio <= TIMES
    assert megabytes < MEGABYTES
