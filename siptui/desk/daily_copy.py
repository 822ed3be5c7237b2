"""The day's copy of the store, made by whoever has it open."""

import asyncio
from collections.abc import Callable

from siptui.desk.store_protocol import Records
from siptui.records.problem import Refused
from siptui.store.faults import StoreFault

COPY_AFTER, COPY_EVERY = 3.0, 3600.0
"""Seconds from the start to the first look whether the day's copy is there, and from one look to the next."""


async def copy_daily(store: Records, warn: Callable[[str], None]) -> None:
    """Have the day's copy made, if nobody has, for as long as the application runs; `warn` hears why it was not."""
    await asyncio.sleep(COPY_AFTER)
    while True:
        try:
            problems = await asyncio.to_thread(store.copy_of_today)
        except (StoreFault, Refused) as fault:
            warn(f"Today's copy of the store was not made: {fault}")
        else:
            if problems:
                first = f"{problems[0].where} {problems[0].what}"
                warn(f"Today's copy of the store is without what cannot be read: {first}")
        await asyncio.sleep(COPY_EVERY)
