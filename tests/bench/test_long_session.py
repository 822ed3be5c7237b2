"""A long session, beside a bare application with a table: what it holds in memory, and how long a key is not answered.

`SIPTUI_ROUNDS` says how often the walk over all screens is gone; without it, until 300 screens have been opened.
"""

import os
import statistics
import sys
from pathlib import Path

import pytest

from siptui.cli.commands.invented_caseload import demo_store
from support.terminal import Terminal
from support.wire import DOWN, ENTER, ESC, TABLE, UP

pytestmark = [pytest.mark.bench, pytest.mark.timeout(3600)]
SCREENS, KEYS = 300, 5_000
MOST, TIMES = 55.0, 1.4  # MB, and times the table's
PAUSE, USUAL = 60.0, 25.0  # ms of the longest wait, and of 99 in a hundred
F3, F4, F9, PAGE_DOWN, PAGE_UP = b"\x1bOR", b"\x1bOS", b"\x1b[20~", b"\x1b[6~", b"\x1b[5~"
OPENED = {ENTER, F3, F4, F9, b"?", b"i", b"\x0e"}
PAGES = [DOWN] * 8 + [UP] * 4 + [PAGE_DOWN, PAGE_UP]

# A school, its front sheet, a visit with its judgements, and what opens over them; each way in is followed back.
WALK = [
    *(ENTER, *PAGES, b"i", ESC, ENTER, *PAGES, F3, ESC, F9, ESC, b"?", ESC, F4, ESC, ESC),
    *(*[DOWN] * 3, ENTER, *PAGES, F3, ESC, ESC),
    *(*[DOWN] * 2, ENTER, *PAGES, F3, ESC, ESC),
    *(DOWN, ENTER, *PAGES, F3, ESC, F9, ESC, ESC),
    *(DOWN, ENTER, *PAGES, F3, ESC, ESC, ESC, DOWN, DOWN),
]


def memory(terminal: Terminal) -> float:
    """Megabytes that a program has in use."""
    line = next(x for x in Path(f"/proc/{terminal.pid}/status").read_text().splitlines() if x.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def walked(terminal: Terminal) -> tuple[list[float], int]:
    """The milliseconds that each key waited for its first byte, and how many screens were opened."""
    waits: list[float] = []
    opened = 0
    rounds = int(os.environ.get("SIPTUI_ROUNDS", "0"))
    while (rounds and len(waits) < rounds * len(WALK)) or (not rounds and (opened < SCREENS or len(waits) < KEYS)):
        for key in WALK:
            waits.append(terminal.answered(key))
            opened += key in OPENED
    return waits, opened


def table() -> float:
    """What a bare application holds after as many keys in a table."""
    with Terminal([sys.executable, "-c", TABLE]) as terminal:
        terminal.wait_for("Bramble")
        terminal.quiet(0.5)
        for number in range(KEYS // 5):
            terminal.answered(PAGE_DOWN if number % 10 < 5 else PAGE_UP)
        return memory(terminal)


def test_a_long_session(tmp_path: Path) -> None:
    store = demo_store(tmp_path / "s", "tester", 120)
    store.overview()
    store.copy_of_today()  # or it is made meanwhile
    with Terminal([sys.executable, "-m", "siptui", "--store", str(store.folder)]) as terminal:
        terminal.wait_for("Bramble")
        terminal.quiet(1.5)
        begun = memory(terminal)
        waits, opened = walked(terminal)
        terminal.quiet(1.5)
        held = memory(terminal)
    bare = table()
    longest, usual = max(waits), statistics.quantiles(waits, n=100)[98]
    print(f"\nafter {opened} screens and {len(waits)} keys: {held:.1f} MB (at most {MOST:.0f}; {begun:.1f} at first)")
    print(f"a bare table after its keys: {bare:.1f} MB; ratio {held / bare:.2f} (at most {TIMES})")
    print(
        f"a key's wait: longest {longest:.0f} ms (at most {PAUSE:.0f}), 99 of 100 {usual:.0f} ms (at most {USUAL:.0f})"
    )
    assert held <= MOST
    assert held <= TIMES * bare
    assert longest < PAUSE
    assert usual < USUAL
