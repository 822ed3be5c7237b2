"""Figures, beside a bare Textual application on the same machine in the same run: `make bench` prints them."""

import statistics
import sys
from pathlib import Path

import pytest
from terminal import Terminal

from siptui.cli.demo import demo_store

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
RIGHT, DOWN = b"\x1b[C", b"\x1b[B"


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
    print(f"first text, bare Textual   bare {bare:6.0f} ms {pairs[0][1][1]:7d} B   ratio {ratio:.2f} (at most 1.50)")
    assert ratio <= 1.5


def test_what_a_key_costs(tmp_path: Path) -> None:
    demo_store(tmp_path / "s", "tester", 120)
    with Terminal([sys.executable, "-m", "siptui", "--store", str(tmp_path / "s")]) as terminal:
        terminal.wait_for("Bramble")
        terminal.quiet()
        moves = [terminal.press(DOWN) for _ in range(6)]
        opened = terminal.press(b"\r", 0.5)
        terminal.press(DOWN)
        terminal.press(b"\r", 0.5)
        for _ in range(5):
            terminal.press(DOWN)
        judgements = terminal.press(b"\r", 0.5)
        terminal.press(RIGHT)
        key = terminal.press(b"3", 0.5)
    print(f"\ncursor move in the caseload   {statistics.median(moves):7.0f} B")
    print(f"open a school                 {opened:7d} B")
    print(f"open the judgement grid       {judgements:7d} B")
    print(f"a judgement key, to saved     {key:7d} B")
    assert statistics.median(moves) < 400
