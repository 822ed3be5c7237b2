"""Keys that arrive together, as they do over a slow line: each has its effect before the next is handed on."""

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.forms.progress import ProgressScreen
from screens.grid.grid import Grid
from siptui.app import SiptuiApp
from siptui.store.store import Store
from support.piloting import until
from support.terminal import Terminal

NAMES = {"\r": "enter", "\x1b": "escape", ">": "right", "v": "down"}


async def burst(pilot: Pilot[None], *keys: str) -> None:
    """Give the application all keys before it can answer to one; then wait until it has answered to all."""
    for key in keys:
        name = key if len(key) > 1 else {".": "full_stop", " ": "space", "/": "slash"}.get(key, key)
        pilot.app.post_message(events.Key(name, key if len(key) == 1 else None))
    await pilot.pause(0.01)
    await until(pilot, pilot.app.key_turns.all_done)
    await pilot.app.desk.settled()
    await pilot.pause()


async def test_figures_typed_at_once(store: Store, ashwell: str) -> None:
    app = SiptuiApp(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.desk.open(ashwell)
        await app.push_screen(ProgressScreen(ashwell))
        await pilot.pause()
        await burst(pilot, *"15.5", "enter", *"16.25", "enter", "up", "right", *"17", "enter")
    values = store.load(ashwell).values
    assert values["progress/reading/1/2010-07"] == 15.5
    assert values["progress/reading/2/2010-07"] == 16.25
    assert values["progress/reading/2/2010-12"] == 17


async def test_judgements_typed_at_once(store: Store, ashwell: str) -> None:
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.desk.open(ashwell)
        await app.push_screen(JudgementScreen(ashwell, "autumn"))
        await pilot.pause()
        await burst(pilot, "2", "right", "1", "right", "g", "right", "a", "e", *"great red 1234", "escape", "down", "r")
    values = store.load(ashwell).values
    base = "visits/autumn/judgements/S1.1"
    assert [values.get(f"{base}/{c}") for c in ("current", "target", "agreement", "progress", "evaluation")] == [
        *("2", "1", "green", "amber"),
        "great red 1234",
    ]
    assert values["visits/autumn/judgements/S1.2/progress"] == "red"


async def test_dates_and_texts_typed_at_once(store: Store, ashwell: str) -> None:
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.desk.open(ashwell)
        await app.push_screen(FormScreen(ashwell, "spring"))
        await pilot.pause()
        grid = app.screen.query_one(Grid)
        grid.move_to("visits/spring/date", "value")
        await pilot.pause()
        await burst(pilot, *"5.2.2011", "enter")
        grid.move_to("visits/spring/activities", "value")
        await pilot.pause()
        await burst(pilot, *"Joint", "escape", "down", "enter", *"Seen lessons", "escape")
    values = store.load(ashwell).values
    assert values["visits/spring/date"] == "2011-02-05"
    assert values["visits/spring/activities"] == "Joint"
    assert values["visits/spring/previous_actions"] == "Seen lessons"


async def test_a_burst_survives_a_widget_that_goes(store: Store, ashwell: str) -> None:
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.desk.open(ashwell)
        await app.push_screen(FormScreen(ashwell, "front"))
        await pilot.pause()
        await burst(pilot, "question_mark", "escape", "escape", "question_mark", "escape", "down")
        assert app.key_turns.all_done()


@pytest.mark.parametrize("typed", [b"15.5\r"])
def test_in_a_real_terminal(store: Store, ashwell: str, typed: bytes) -> None:
    import sys

    argv = [sys.executable, "-m", "siptui", "--store", str(store.folder), "--as", "tester", "open", "ashwell"]
    with Terminal([Path(argv[0]), *argv[1:]], 80, 24) as terminal:
        terminal.wait_for("Front sheet")
        terminal.quiet()
        for key in (b"\x1b[B" * 4, b"\r"):
            terminal.press(key, 0.5)
        terminal.press(typed, 0.8)
    assert store.load(ashwell).values["progress/reading/1/2010-07"] == 15.5


async def test_a_dropped_line_keeps_the_text_and_ends(store: Store, ashwell: str) -> None:
    """Pilot cannot drop a line; the command can: see `make torture`. Here: what is open is handed over."""
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.desk.open(ashwell)
        await app.push_screen(JudgementScreen(ashwell, "autumn"))
        await pilot.pause()
        await burst(pilot, "e", *"half a thou")
        for screen in app.at.screens():
            screen.leave()
        await app.desk.settled()
    assert store.load(ashwell).values["visits/autumn/judgements/S1.1/evaluation"] == "half a thou"
