"""Driving the application by its keys, and reading its screen."""

from textual.pilot import Pilot

from screens.asking import AskingScreen
from screens.shell import Note


async def settle(pilot: Pilot[None]) -> None:
    """Wait for what runs in workers, for the store, and for the screen."""
    app = pilot.app
    for _ in range(3):
        await pilot.pause()
        if workers := [w for w in app.workers if w.name != "desk"]:  # that one never ends
            await app.workers.wait_for_complete(workers)
        await app.desk.settled()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


async def answer(pilot: Pilot[None], *keys: str) -> None:
    """Press keys in a dialog that came by itself, once it listens."""
    for _ in range(300):
        if isinstance(pilot.app.screen, AskingScreen):
            break
        await pilot.pause(0.02)
    assert isinstance(pilot.app.screen, AskingScreen)
    await pilot.pause(AskingScreen.DEAF_SECONDS)
    await press(pilot, *keys)


def shown(pilot: Pilot[None]) -> str:
    """Every character on the screen."""
    screen = pilot.app.screen
    lines = screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in lines)


def note(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one(Note).render())
