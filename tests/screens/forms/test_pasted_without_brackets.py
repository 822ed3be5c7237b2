"""What tmux and screen paste comes as keys: a Tab to the next cell, a Return to the next row where the first began."""

import sys
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.forms.progress import ProgressScreen
from screens.grid.grid import Grid
from siptui.store.store import Store
from support.piloting import opened, settle
from support.terminal import Terminal

NAMES = {"\t": "tab", "\r": "enter", "\n": "ctrl+j", " ": "space", ".": "full_stop"}


async def paste_as_keys(pilot: Pilot[None], text: str) -> None:
    for sign in text:
        pilot.app.post_message(events.Key(NAMES.get(sign, sign), sign))
    await settle(pilot)


async def pasted(store: Store, school: str, screen: Screen[None], at: tuple[str, str], text: str) -> dict[str, object]:
    async with opened(store, school, screen) as pilot:
        pilot.app.screen.query_one(Grid).move_to(*at)
        await pilot.pause()
        await paste_as_keys(pilot, text)
        assert pilot.app.screen is screen
        screen.leave()
        await settle(pilot)
    return dict(store.load(school).values)


@pytest.mark.parametrize("end", ["\r", "\n"])
async def test_figures_with_an_empty_last_cell(store: Store, ashwell: str, end: str) -> None:
    text = end.join(["14.5\t15\t16.25", "1\t2\t", "3\t\t5", "7\t8\t9"]) + end
    values = await pasted(store, ashwell, ProgressScreen(ashwell), ("reading/1", "2010-12"), text)
    found = {path.removeprefix("progress/reading/"): v for path, v in values.items() if path.startswith("progress/")}
    assert found == {
        **{"1/2010-12": 14.5, "1/2011-03": 15, "1/2011-07": 16.25, "2/2010-12": 1, "2/2011-03": 2},
        **{"3/2010-12": 3, "3/2011-07": 5, "4/2010-12": 7, "4/2011-03": 8, "4/2011-07": 9},
    }


async def test_a_row_that_ends_in_a_long_text(store: Store, ashwell: str) -> None:
    text = "2\t1\tgreen\tred\tGood work\r3\t3\tamber\tgreen\tEven better\r"
    values = await pasted(store, ashwell, JudgementScreen(ashwell, "autumn"), ("S1.1", "current"), text)
    base = "visits/autumn/judgements"
    for row, line in (("S1.1", "2 1 green red"), ("S1.2", "3 3 amber green")):
        wanted = [*line.split(), {"S1.1": "Good work", "S1.2": "Even better"}[row]]
        columns = ("current", "target", "agreement", "progress", "evaluation")
        assert [values.get(f"{base}/{row}/{column}") for column in columns] == wanted


async def test_lines_of_a_form(store: Store, ashwell: str) -> None:
    text = "Ann Example\rBo Sample\r1234\r"
    values = await pasted(store, ashwell, FormScreen(ashwell, "front"), ("school/headteacher", "value"), text)
    assert [values[f"school/{key}"] for key in ("headteacher", "chair", "number")] == text.split("\r")[:3]


def test_in_a_real_terminal(store: Store, ashwell: str) -> None:
    argv = [sys.executable, "-m", "siptui", "--store", str(store.folder), "--as", "tester", "open", "ashwell"]
    with Terminal([Path(argv[0]), *argv[1:]], 80, 24) as terminal:
        terminal.wait_for("Front sheet")
        terminal.quiet()
        for key in (b"\x1b[B" * 4, b"\r"):
            terminal.press(key, 0.5)
        terminal.press(b"14.5\t15\r1\t\r3\t4\r", 1.0)
    values = store.load(ashwell).values
    found = {path.removeprefix("progress/reading/"): v for path, v in values.items() if path.startswith("progress/")}
    assert found == {"1/2010-07": 14.5, "1/2010-12": 15, "2/2010-07": 1, "3/2010-07": 3, "3/2010-12": 4}
