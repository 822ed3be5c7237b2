"""Figures, beside a bare Textual application on the same machine in the same run: `make bench` prints them."""

import statistics
import sys
from pathlib import Path

import pytest

from siptui.cli.commands.demo import demo_store
from support.terminal import Terminal
from support.wire import BUDGETS, IDLE_SHARE, bare_textual, idle, running, steps, stock_table, visidata

pytestmark = pytest.mark.bench
RUNS = 11
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("Bramble")
Bare().run()
"""


def start(argv: list[str]) -> tuple[float, int]:
    """Milliseconds to the first text, and the bytes of the whole first screen."""
    with Terminal(argv) as terminal:
        milliseconds = terminal.wait_for("Bramble")
        terminal.quiet()
        return milliseconds, terminal.sent


def test_the_first_screen_of_120_schools(tmp_path: Path) -> None:
    demo_store(tmp_path / "s", "tester", 120).overview()
    ours_argv = [sys.executable, "-m", "siptui", "--store", str(tmp_path / "s")]
    bare_argv = [sys.executable, "-c", BARE]
    pairs = [(start(ours_argv), start(bare_argv)) for _ in range(RUNS)]
    ours, bare = (statistics.median(pair[side][0] for pair in pairs) for side in (0, 1))
    ratio = statistics.median(a[0] / b[0] for a, b in pairs)
    print(f"\nfirst screen, 120 schools  ours {ours:6.0f} ms {pairs[0][0][1]:7d} B")
    print(f"first text, bare Textual   bare {bare:6.0f} ms {pairs[0][1][1]:7d} B   ratio {ratio:.2f} (at most 1.10)")
    assert ratio <= 1.10


@pytest.mark.timeout(300)
def test_what_each_step_sends(tmp_path: Path) -> None:
    with running(tmp_path / "s") as terminal:
        cpu, counted = terminal.cpu(), terminal.presses
        ours = steps(terminal)
        cpu = (terminal.cpu() - cpu) / (terminal.presses - counted)
        ours["idle, bytes"], share = idle(terminal, 10)
    peers = {"bare": bare_textual(), "DataTable": stock_table(), "visidata": visidata(tmp_path)}
    print(f"\n{'bytes at 120 x 40':<32}{'budget':>8}{'ours':>8}", *(f"{name:>10}" for name in peers), f"{'ratio':>8}")
    for step, budget in BUDGETS.items():
        theirs = [(peer or {}).get(step) for peer in peers.values()]
        least = min((sent for sent in theirs if sent), default=0)
        ratio = f"{ours[step] / least:8.2f}" if least else f"{'–':>8}"
        print(
            f"{step:<32}{budget:8d}{ours[step]:8.0f}",
            *(f"{'–' if sent is None else round(sent):>10}" for sent in theirs),
            ratio,
        )
    print(
        "The ratio is ours to the least of the others." + ("" if peers["visidata"] else " visidata is not installed.")
    )
    print(f"processor: {cpu:.1f} ms a key, {share:.2%} idle (at most {IDLE_SHARE:.2%})")
    assert all(ours[step] <= budget for step, budget in BUDGETS.items())
    assert share < IDLE_SHARE
