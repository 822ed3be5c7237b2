"""What a command costs to start, beside a Python that does nothing, and import by import: `make bench`."""

import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from siptui.framework import load
from siptui.store.store import Store
from support.milton_keynes import FRAMEWORK

pytestmark = pytest.mark.bench
RUNS = 25
TIMES = 2.5
LARGEST = 12
KEPT = 0.005  # seconds, of a first screen of 600: with every form of the handbook in it
BARE = [sys.executable, "-c", "pass"]
IMPORT = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \|\s*([\w.]+)")


def took(argv: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(argv, check=True, capture_output=True)
    return time.perf_counter() - began


def imports(argv: list[str]) -> dict[str, int]:
    """Microseconds that each module took by itself."""
    said = subprocess.run([argv[0], "-X", "importtime", *argv[1:]], check=True, capture_output=True, text=True).stderr
    return {m[3]: int(m[1]) for m in IMPORT.finditer(said)}


def test_get(store: Store, ashwell: str) -> None:
    command = [sys.executable, "-m", "siptui", "--store", str(store.folder), "get", ashwell, "school/name"]
    took(command)
    pairs = [(took(command), took(BARE)) for _ in range(RUNS)]
    ours, bare = (statistics.median(pair[side] for pair in pairs) * 1000 for side in (0, 1))
    ratio = statistics.median(a / b for a, b in pairs)
    print(
        f"\nsiptui get   ours {ours:5.1f} ms   python -c pass {bare:5.1f} ms   ratio {ratio:.2f} (at most {TIMES:.2f})"
    )
    own = {name: spent for name, spent in imports(command).items() if name not in imports(BARE)}
    for name, spent in sorted(own.items(), key=lambda pair: -pair[1])[:LARGEST]:
        print(f"  {spent / 1000:5.1f} ms  {name}")
    print(f"  {sum(own.values()) / 1000:5.1f} ms  all {len(own)} that a bare Python has not")
    assert ratio <= TIMES


def test_a_framework_that_is_kept_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read from where it is kept, in less time than from its files."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def loaded() -> float:
        load.cache_clear()  # as at a new start
        began = time.perf_counter()
        load(FRAMEWORK)
        return time.perf_counter() - began

    first = loaded()
    kept = statistics.median(loaded() for _ in range(RUNS))
    print(f"\na framework from its files {first * 1000:5.1f} ms   kept ready {kept * 1000:5.1f} ms")
    assert kept < first
    assert kept <= KEPT
