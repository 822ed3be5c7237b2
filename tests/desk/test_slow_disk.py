"""A disk that answers nothing for as long as it likes never delays a key, and what it has is said truly."""

import asyncio
import threading
from typing import Any

import pytest
from textual.pilot import Pilot

from screens.forms.judgements import JudgementScreen
from siptui.app import SiptuiApp
from siptui.records.change import Edit
from siptui.store.school import School
from siptui.store.store import Store
from support.piloting import settle, shown


class HeldStore(Store):
    """A store on a disk that does nothing while it is held."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.free = threading.Event()
        self.free.set()
        self.asked = threading.Event()

    def _wait(self) -> None:
        self.asked.set()
        assert self.free.wait(90)

    def load(self, school_id: str) -> School:
        self._wait()
        return super().load(school_id)

    def change(self, *given: Any) -> Edit | None:
        self._wait()
        return super().change(*given)

    def overview(self):
        self._wait()
        return super().overview()


@pytest.fixture
def held(store: Store, ashwell: str) -> HeldStore:
    return HeldStore(store.folder, "tester")


async def appears(pilot: Pilot[None], word: str) -> None:
    async with asyncio.timeout(60):
        while word not in shown(pilot):
            await pilot.pause(0.02)


async def test_keys_have_their_effect_while_the_disk_is_held(held: HeldStore, store: Store, ashwell: str) -> None:
    app = SiptuiApp(held, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(JudgementScreen(ashwell, "autumn"))
        await settle(pilot)
        held.free.clear()
        for number, key in enumerate("1234" * 3):
            await pilot.press(key)
            path = f"visits/autumn/judgements/S1.1/{'current' if number % 2 == 0 else 'target'}"
            assert app.desk.record(ashwell)[path] == key
            await pilot.press("right" if number % 2 == 0 else "left")
        assert app.desk.unsaved
        await appears(pilot, "saving")
        assert store.load(ashwell).revision == 1  # nothing of it was written meanwhile
        held.free.set()
        await appears(pilot, "saved")
        values = store.load(ashwell).values  # all of it is there the moment it says so
        assert not app.desk.unsaved
    assert values["visits/autumn/judgements/S1.1/current"] == "3"
    assert values["visits/autumn/judgements/S1.1/target"] == "4"


async def test_moving_about_does_not_wait_for_the_disk(held: HeldStore, ashwell: str) -> None:
    app = SiptuiApp(held, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        home = app.screen
        held.free.clear()
        try:
            await pilot.press("down", "enter")
            visit = app.screen
            assert visit is not home
            await pilot.press("escape")
            assert app.screen is home
            await pilot.press("down", "enter")
            assert app.screen is not home
            await pilot.press("down", "down", "escape")
            assert app.screen is home
        finally:
            held.free.set()
        await settle(pilot)
