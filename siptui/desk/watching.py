"""What colleagues change meanwhile comes to the screen by itself."""

import asyncio
from collections.abc import Callable, Collection

from siptui.desk.open_records import Desk
from siptui.store.faults import StoreFault

EVERY = 1.0
"""Seconds between two looks at the store; one is a single `stat`."""


async def watch(desk: Desk, open_now: Callable[[], Collection[str]], moved: Callable[[set[str]], None]) -> None:
    """Look at the store for as long as the application runs.

    `open_now` gives the schools that screens show; `moved` hears which of them have changed, none among them too, for
    the caseload has other schools. What goes wrong here is passed over: the next edit will say it.
    """
    seen = None
    while True:
        try:
            token = await asyncio.to_thread(desk.store.watch)
            if seen is not None and token != seen:
                moved(await desk.refresh(open_now()))
            seen = token
        except (StoreFault, OSError):
            pass
        await asyncio.sleep(EVERY)
