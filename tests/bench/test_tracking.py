"""Figures of reading tracking workbooks, beside bare libraries on the same machine in the same run: `make bench`."""

import itertools
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from siptui.store.store import Store
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
OPENPYXL = """
import sys
from openpyxl import load_workbook
for sheet in load_workbook(sys.argv[1], read_only=True).worksheets:
    for row in sheet.iter_rows():
        pass
"""
CALAMINE = """
import sys
from python_calamine import CalamineWorkbook
book = CalamineWorkbook.from_path(sys.argv[1])
for name in book.sheet_names:
    book.get_sheet_by_name(name).to_python()
"""


def timed(argv: list[str]) -> float:
    """Seconds from the start of a process to its end."""
    began = time.perf_counter()
    subprocess.run(argv, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def ours(store: Store, school: str, path: Path) -> list[str]:
    program = str(Path(sys.executable).with_name("siptui"))
    return [program, "--store", str(store.folder), "import", str(path), "--school", school, "--dry-run", "--json"]


def compared(mine: list[str], theirs: list[str], pairs: int) -> tuple[float, float, float]:
    """Median milliseconds of both, and the median of their ratios, run by turns."""
    timed(mine)
    timed(theirs)
    both = [(timed(mine), timed(theirs)) for _ in range(pairs)]
    ratio = statistics.median(a / b for a, b in both)
    return statistics.median(a for a, _ in both) * 1000, statistics.median(b for _, b in both) * 1000, ratio


def peak(argv: list[str]) -> float:
    """The most memory in MB that a command and the processes it starts held at once, looked at every 5 ms."""
    most = 0
    with subprocess.Popen(argv, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, sum(map(resident, [process.pid, *children(process.pid)])))
            time.sleep(0.005)
    assert process.returncode == 0
    return most / 1024


def children(pid: int) -> list[int]:
    try:
        return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def resident(pid: int) -> int:
    """A process's resident memory in KB; pages that two processes share count in both."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), 0)


def test_a_whole_school(store: Store, ashwell: str) -> None:
    mine, theirs, ratio = compared(
        ours(store, ashwell, WHOLE_SCHOOL), [sys.executable, "-c", OPENPYXL, str(WHOLE_SCHOOL)], PAIRS
    )
    print(
        f"\nimport of 420 x 60   ours {mine:6.0f} ms   openpyxl, loading only {theirs:6.0f} ms"
        f"   ratio {ratio:.2f} (at most {SHARE:.2f})"
    )
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
