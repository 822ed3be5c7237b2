"""A disk that takes half a second for everything never delays a key."""

import asyncio
import threading
import time
from typing import Any

import pytest

from screens.school.judgements import JudgementScreen
from siptui.app import SiptuiApp
from siptui.records.change import Edit
from siptui.store.school import School
from siptui.store.store import Store
from support.piloting import settle, shown

SLOW = 0.5
FELT = 0.45
"""Seconds within which a key's effect must be on the screen; a tenth is usual, and tests share their machine."""


class SlowStore(Store):
    """A store on a slow disk, whose writes are not done before `through` is set."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.through = threading.Event()
        self.through.set()

    def load(self, school_id: str) -> School:
        time.sleep(SLOW)
        return super().load(school_id)

    def change(self, *given: Any) -> Edit | None:
        time.sleep(SLOW)
        self.through.wait(60)
        return super().change(*given)

    def overview(self):
        time.sleep(SLOW)
        return super().overview()


@pytest.fixture
def slow(store: Store, ashwell: str) -> SlowStore:
    return SlowStore(store.folder, "tester")


async def test_a_slow_disk_never_delays_a_key(slow: SlowStore, ashwell: str) -> None:
    app = SiptuiApp(slow, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(JudgementScreen(ashwell, "autumn"))
        await settle(pilot)
        slow.through.clear()
        waits = []
        for number, key in enumerate("1234" * 3):
            begun = time.perf_counter()
            await pilot.press(key)
            path = f"visits/autumn/judgements/S1.1/{'current' if number % 2 == 0 else 'target'}"
            assert app.desk.record(ashwell)[path] == key
            waits.append(time.perf_counter() - begun)
            await pilot.press("right" if number % 2 == 0 else "left")
        assert max(waits) < FELT, waits
        assert app.desk.unsaved
        async with asyncio.timeout(20):
            while "saving" not in shown(pilot):
                await pilot.pause(0.05)
        slow.through.set()
        async with asyncio.timeout(60):
            while "saving" in shown(pilot):
                await pilot.pause(0.02)
        assert "saved" in shown(pilot)
        values = Store(slow.folder, "x").load(ashwell).values  # all of it is there the moment it says so
    assert values["visits/autumn/judgements/S1.1/current"] == "3"
    assert values["visits/autumn/judgements/S1.1/target"] == "4"


async def test_moving_about_does_not_wait_for_the_disk(slow: SlowStore, ashwell: str) -> None:
    app = SiptuiApp(slow, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for keys in (("down", "enter"), ("escape",), ("down", "enter"), ("down", "down"), ("escape",)):
            begun = time.perf_counter()
            await pilot.press(*keys)
            assert time.perf_counter() - begun < FELT * len(keys), keys
        await settle(pilot)
