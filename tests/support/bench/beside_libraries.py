"""What an import costs beside bare libraries that load the same file, from the start of a process to its end."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

from siptui.store.store import Store

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
    """A process's resident memory in KB; of pages that processes share each counts its part, where that is told."""
    for file, name in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        try:
            lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
        except OSError:
            continue
        return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)
    return 0
