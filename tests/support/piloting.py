"""Driving the application by its keys, and reading its screen.

Pilot's own waiting looks every 20 ms whether the process has rested since, some ten times a key, for screens are drawn
every 17 ms. With `wait_quickly` both are four times as quick: the same is waited for, and the processor has the time.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.pilot import Pilot
from textual.screen import Screen
from textual.worker import WorkerCancelled

from screens.frame.title_and_note import Note
from screens.frame.unasked_dialog import AskingScreen
from screens.grid.grid import Grid
from screens.terminal.less_work.style_sheet import LastingSheet
from siptui.app import SiptuiApp
from siptui.store.store import Store

LOOK_EVERY = 0.005  # seconds
RESTING = 0.0005  # seconds of processor meanwhile
DRAWN_EVERY = 1 / 240  # seconds
TURNS = 8
"""However little of the processor there is for us meanwhile, whatever is ready gets so many turns."""


async def wait_for_idle(min_sleep: float = LOOK_EVERY, max_sleep: float = 5) -> None:
    """Wait until the process has rested for as long as it takes to look, or has not for `max_sleep` seconds."""
    begin = time.monotonic()
    while True:
        before = time.process_time()
        await asyncio.sleep(LOOK_EVERY)
        for _ in range(TURNS):
            await asyncio.sleep(0)
        rested, elapsed = time.process_time() - before < RESTING, time.monotonic() - begin
        if elapsed >= max_sleep or (rested and elapsed > min_sleep):
            return


def wait_quickly(patch: pytest.MonkeyPatch) -> None:
    """Have Pilot wait as here."""
    patch.setattr("textual.pilot.wait_for_idle", wait_for_idle)
    patch.setattr("textual.app.wait_for_idle", wait_for_idle)
    patch.setattr("textual.screen.UPDATE_PERIOD", DRAWN_EVERY)


_read: dict[object, list[RuleSet]] = {}


def read_styles_once(patch: pytest.MonkeyPatch) -> None:
    """Have all applications of one look share the rules that were read for the first."""
    reads = LastingSheet._parse_rules

    def rules(sheet: LastingSheet, css: str, **said: Any) -> list[RuleSet]:
        key = (frozenset(sheet._variables.items()), css, *said.items())
        if key not in _read:
            _read[key] = reads(sheet, css, **said)
        return _read[key]

    patch.setattr(LastingSheet, "_parse_rules", rules)


async def settle(pilot: Pilot[None]) -> None:
    """Wait for what runs in workers, for the store, and for the screen."""
    app = pilot.app
    assert isinstance(app, SiptuiApp)
    while app.is_running and not app.key_turns.all_done():
        await asyncio.sleep(0.005)
    for _ in range(3):
        await pilot.pause()
        if workers := [w for w in app.workers if w.name != "desk"]:  # that one never ends
            with contextlib.suppress(WorkerCancelled):  # another has taken its place
                await app.workers.wait_for_complete(workers)
        await app.desk.settled()
    await pilot.pause()


@asynccontextmanager
async def opened(
    store: Store, school: str, screen: Screen[None], size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[None]]:
    """The application, open on a school, with a screen of it uppermost."""
    app = SiptuiApp(store, school)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        app.push_screen(screen)
        await settle(pilot)
        yield pilot


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


async def walk(pilot: Pilot[None], row: str, column: str = "") -> None:
    """Go to a row of the screen's grid by the arrows, and to a column in it."""
    grid = pilot.app.screen.query_one(Grid)
    rows = [each.key for each in grid.rows if not each.heading]
    assert row in rows, (row, rows)
    away = rows.index(row) - rows.index(grid.cursor_row_key)
    await pilot.press(*(["down"] * away if away > 0 else ["up"] * -away))
    if column:
        there = grid.view.column_index(column, grid.view.row)
        assert there is not None
        away = there - grid.view.column
        await pilot.press(*(["right"] * away if away > 0 else ["left"] * -away))


async def until(pilot: Pilot[None], what: Callable[[], object], seconds: float = 60) -> None:
    """Wait, without a key, until something is so."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not come:\n" + shown(pilot)
        await pilot.pause(0.05)


async def answer(pilot: Pilot[None], *keys: str) -> None:
    """Press keys in a dialog that came by itself, once it listens."""
    await until(pilot, lambda: isinstance(pilot.app.screen, AskingScreen))
    await pilot.pause(AskingScreen.DEAF_SECONDS)
    await press(pilot, *keys)


def shown(pilot: Pilot[None]) -> str:
    """Every character on the screen."""
    screen = pilot.app.screen
    lines = screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in lines)


def note(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(Note).message
