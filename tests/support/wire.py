"""What each step of the work sends to the terminal, here and in other programs, in bytes at 120 columns by 40 lines."""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from siptui.cli.commands.invented_caseload import demo_store
from support.terminal import Terminal

UP, DOWN, RIGHT, ESC, ENTER, TAB = b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b", b"\r", b"\t"
LINES = 40

BUDGETS = {
    "start, a caseload of 120": 12_000,
    "cursor move": 400,
    "preview of a school": 1500,
    "cursor move in the judgements": 385,
    "scroll one row, over a page": 634,
    "open a school": 12_000,
    "open a form": 12_000,
    "back to the caseload": 12_000,
    "from field to field": 410,
    "a character in a field": 250,
    "a character in an evaluation": 250,
    "a judgement key, to saved": 400,
    "idle, bytes": 0,
}
"""The most bytes that each step of ours may send."""

IDLE_SHARE = 0.002
"""The most of a processor that doing nothing may take, over ten seconds."""

BARE = """
from textual.app import App
from textual.widgets import Input, TextArea
class Bare(App):
    def compose(self):
        yield Input("Bramble")
        yield Input()
        yield TextArea()
Bare().run()
"""
TABLE = """
from textual.app import App
from textual.widgets import DataTable
class Table(App):
    def compose(self):
        yield DataTable()
    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("School", *(f"Column {i}" for i in range(7)))
        for i in range(120):
            table.add_row(f"Bramble {i} Primary", *(f"{i}.{c} sent" for c in range(7)))
Table().run()
"""


@contextmanager
def running(folder: Path) -> Iterator[Terminal]:
    """The application over 120 invented schools, its first screen drawn."""
    demo_store(folder, "tester", 120).overview()
    with Terminal([sys.executable, "-m", "siptui", "--store", str(folder)]) as terminal:
        terminal.wait_for("Bramble")
        terminal.quiet(0.6)
        yield terminal


def steps(terminal: Terminal) -> dict[str, float]:
    """The most bytes of each step, from the caseload to a judgement."""
    found: dict[str, float] = {"start, a caseload of 120": terminal.sent}
    found["preview of a school"] = max(previewed(terminal) for _ in range(6))
    found |= moves(terminal)
    terminal.quiet(0.4)
    found["open a school"] = terminal.press(ENTER, 0.4)
    found["back to the caseload"] = terminal.press(ESC, 0.4)
    terminal.press(ENTER, 0.4)
    found["open a form"] = terminal.press(ENTER, 0.4)  # its front sheet
    found |= fields(terminal)
    terminal.press(ESC, 0.5)
    go_to(terminal, "Autumn visit")
    terminal.press(ENTER, 0.4)
    go_to(terminal, "Enter opens it")
    terminal.press(ENTER, 0.4)
    found |= judging(terminal)
    return found


def moves(terminal: Terminal, quiet: float = 0.05) -> dict[str, float]:
    """Moving about in a table: within the view, and on through the next page."""
    move = max(terminal.press(DOWN, 0.05) for _ in range(4))
    for _ in range(LINES - 4):
        terminal.press(DOWN, quiet)
    page = sum(terminal.press(DOWN, quiet) for _ in range(LINES)) / LINES
    return {"cursor move": move, "scroll one row, over a page": page}


def previewed(terminal: Terminal) -> int:
    """What comes once the cursor has rested on the next school of the caseload."""
    terminal.press(DOWN, 0.08)
    before = terminal.sent
    terminal.listen(0.6)
    return terminal.sent - before


def fields(terminal: Terminal) -> dict[str, float]:
    """Going from field to field in a form, by arrow and out of the field by Tab, and writing in one."""
    between = [terminal.press(DOWN) for _ in range(3)]
    for _ in range(2):
        terminal.press(ENTER)
        between.append(terminal.press(TAB))
    terminal.press(ENTER)
    letter = max(terminal.press(b"x") for _ in range(3))
    terminal.press(ESC, 0.5)
    return {"from field to field": max(between), "a character in a field": letter}


def judging(terminal: Terminal) -> dict[str, float]:
    """A judgement and its evaluation."""
    found: dict[str, float] = {"cursor move in the judgements": max(terminal.press(k) for k in (DOWN, RIGHT, DOWN))}
    found["a judgement key, to saved"] = max(terminal.press(key, 0.4) for key in (b"1", b"2"))
    assert "saved" in terminal.screen.display[-1]
    terminal.press(b"e", 0.5)
    found["a character in an evaluation"] = max(terminal.press(b"x") for _ in range(4))
    terminal.press(ESC, 0.5)
    return found


def idle(terminal: Terminal, seconds: float) -> tuple[int, float]:
    """The bytes, and the share of a processor, that doing nothing takes."""
    sent, cpu, since = terminal.sent, terminal.cpu(), time.perf_counter()
    terminal.listen(seconds)
    return terminal.sent - sent, (terminal.cpu() - cpu) / 1000 / (time.perf_counter() - since)


def go_to(terminal: Terminal, text: str) -> None:
    """Press Down until the cursor's line holds a text."""
    for _ in range(LINES):
        at = next((y for y in range(LINES) if any(c.reverse for c in terminal.screen.buffer[y].values())), 0)
        if text in terminal.screen.display[at]:
            return
        terminal.press(DOWN, 0.15)
    raise AssertionError(f"no line of {text!r}:\n" + "\n".join(terminal.screen.display))


# -- other programs


def bare_textual() -> dict[str, float]:
    with Terminal([sys.executable, "-c", BARE]) as terminal:
        terminal.wait_for("Bramble")
        terminal.quiet()  # its cursor blinks every half second
        found: dict[str, float] = {"start, a caseload of 120": terminal.sent}
        found["from field to field"] = terminal.press(TAB)
        found["a character in a field"] = terminal.press(b"x")
        terminal.press(TAB)
        found["a character in an evaluation"] = terminal.press(b"x")
        found["idle, bytes"] = idle(terminal, 5)[0]
    return found


def stock_table() -> dict[str, float]:
    with Terminal([sys.executable, "-c", TABLE]) as terminal:
        terminal.wait_for("Bramble")
        terminal.quiet(0.5)
        return {"start, a caseload of 120": terminal.sent} | moves(terminal)


def visidata(folder: Path) -> dict[str, float] | None:
    """None where there is no `vd`."""
    program = shutil.which("vd", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if program is None:
        return None
    file = folder / "table.csv"
    lines = [f"Bramble {i} Primary," + ",".join(f"{i}.{c} sent" for c in range(7)) for i in range(120)]
    file.write_text("\n".join(["School," + ",".join(f"Column {i}" for i in range(7)), *lines]))
    with Terminal([program, "--motd-url=", str(file)]) as terminal:
        terminal.wait_for("Bramble")
        terminal.quiet(1)
        return {"start, a caseload of 120": terminal.sent} | moves(terminal, 0.15)
