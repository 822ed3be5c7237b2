"""What colleagues change meanwhile comes to the screen by itself, and that the store can be read only."""

import asyncio
from collections.abc import Callable, Collection

from siptui.desk.open_records import Desk
from siptui.store.faults import StoreFault

EVERY = 1.0
"""Seconds between two looks at the store; one is a single `stat`."""
RIGHTS_EVERY = 5.0
"""Seconds between two looks at what one may do there."""


async def watch(desk: Desk, open_now: Callable[[], Collection[str]], moved: Callable[[set[str]], None]) -> None:
    """Look at the store for as long as the application runs.

    `open_now` gives the schools that screens show; `moved` hears which of them have changed, none among them too, for
    the caseload has other schools. What goes wrong here is passed over: the next edit will say it. Records that no
    screen has shown for long are put away meanwhile.
    """
    seen = None
    while True:
        desk.put_away(open_now())
        try:
            token = await asyncio.to_thread(desk.store.watch)
            if seen is not None and token != seen:
                moved(await desk.refresh(open_now()))
            seen = token
        except (StoreFault, OSError):
            pass
        await asyncio.sleep(EVERY)


async def watch_rights(desk: Desk, turned: Callable[[], None]) -> None:
    """Look whether the store can be written to, for as long as the application runs; `turned` hears of a change."""
    while True:
        if await desk.look_whether_writable():
            turned()
        await asyncio.sleep(RIGHTS_EVERY)
