"""What it takes to proof a draft, in processor time of the process that does it: `make bench`."""

import itertools
import time
from pathlib import Path

import pytest

from siptui.desk.proofing_process import ProofingProcess
from siptui.proofing.mark import Known
from support.places import ROOT

pytestmark = pytest.mark.bench
WORDS = 4000
SPELLED = 0.5  # seconds for so many words, once loaded
MARKED = 1.5  # seconds of the clock until the first words are marked
MEGABYTES = 60
TICKS = 100  # of the kernel's clock, a second


def processor(pid: int) -> float:
    spent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(spent[11]) + int(spent[12])) / TICKS


def highest(pid: int) -> float:
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def test_a_year_of_evaluations() -> None:
    prose = " ".join(path.read_text("utf-8") for path in (ROOT / "tests/proofing/right_prose").glob("*.txt"))
    many = list(itertools.islice(itertools.cycle(prose.split()), WORDS))
    texts = {str(at): " ".join(many[at : at + 120]) + " teh." for at in range(0, WORDS, 120)}
    process, began = ProofingProcess(), time.perf_counter()
    process.begin()
    begun = time.perf_counter() - began
    process.marks({"first": "This is teh first."}, Known())
    first = time.perf_counter() - began
    try:
        assert process._process
        pid = process._process.pid
        loaded = processor(pid)
        found = process.marks(texts, Known())
        spelled, memory = processor(pid) - loaded, highest(pid)
    finally:
        process.end()
    print(
        f"\nproofing   begin {begun * 1000:.1f} ms   loaded {loaded:.2f} s of processor   first mark {first:.2f} s"
        f"   {WORDS} words, {len(found)} marks {spelled:.2f} s of processor   {memory:.0f} MB"
    )
    assert spelled <= SPELLED
    assert first <= MARKED
    assert memory <= MEGABYTES
