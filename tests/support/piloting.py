"""Driving the application by its keys, and reading its screen."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual.pilot import Pilot
from textual.screen import Screen

from screens.frame.title_and_note import Note
from screens.frame.unasked_dialog import AskingScreen
from siptui.app import SiptuiApp
from siptui.store.store import Store


async def settle(pilot: Pilot[None]) -> None:
    """Wait for what runs in workers, for the store, and for the screen."""
    app = pilot.app
    assert isinstance(app, SiptuiApp)
    while app.is_running and not app.key_turns.all_done():
        await asyncio.sleep(0.005)
    for _ in range(3):
        await pilot.pause()
        if workers := [w for w in app.workers if w.name != "desk"]:  # that one never ends
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
