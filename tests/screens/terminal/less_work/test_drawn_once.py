"""A picture is drawn once. What breaks here when Textual changes: when a screen is laid out and drawn
(`Screen._refresh_layout`, `_compositor_refresh`, `_on_timer_update`), and when its classes of size are set."""

from __future__ import annotations

import asyncio

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from screens.forms.judgements import JudgementScreen
from screens.terminal.less_work import drawn_once
from screens.terminal.slow_line_app import LeanScreen
from siptui.app import SiptuiApp
from siptui.store.store import Store
from support.piloting import settle

drawn_once.put_in()


class Sized(LeanScreen[None]):
    """A screen of other classes by its size, which counts how often it is drawn, and how often styled."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]  # noqa: RUF012 - as Textual declares it

    def compose(self) -> ComposeResult:
        self.composed_in = set(self.classes)
        yield Static("Bramble", id="one")
        yield Static("Primary", id="two")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is drawn, a name of a screen each time."""
    found: list[str] = []
    textuals = drawn_once._textuals_refresh

    def counted(screen: LeanScreen[None]) -> None:
        found.append(type(screen).__name__)
        print(screen._compositor._dirty_regions, screen._dirty_widgets)
        textuals(screen)

    monkeypatch.setattr(drawn_once, "_textuals_refresh", counted)
    return found


@pytest.mark.parametrize(("size", "classes"), [((80, 24), {"-narrow", "-low"}), ((120, 40), {"-wide", "-tall"})])
async def test_the_classes_of_size_are_there_from_the_beginning(size: tuple[int, int], classes: set[str]) -> None:
    app = App[None]()
    async with app.run_test(size=size) as pilot:
        screen = Sized()
        await app.push_screen(screen)
        assert screen.composed_in == classes
        await pilot.resize_terminal(200, 20)
        await pilot.pause()
        assert set(screen.classes) == {"-wide", "-low"}


async def change(pilot: Pilot[None]) -> None:
    for number in range(5):
        pilot.app.screen.query_one("#one", Static).update(f"Bramble {number}")
        await asyncio.sleep(0)
        pilot.app.screen.query_one("#two", Static).update(f"Primary {number}")


async def test_nothing_is_drawn_while_updates_are_held_back_and_all_after(drawn: list[str]) -> None:
    app = App[None]()
    async with app.run_test() as pilot:
        await app.push_screen(Sized())
        await pilot.pause()
        drawn.clear()
        with app.batch_update():
            await change(pilot)
            app.screen._refresh_layout()
            await pilot.pause(0.05)
            assert drawn == []
        app.screen.refresh()
        await pilot.pause(0.05)
        assert drawn == ["Sized"]


async def test_what_one_turn_leads_to_in_the_next_is_in_the_same_picture(drawn: list[str]) -> None:
    app = App[None]()
    async with app.run_test() as pilot:
        await app.push_screen(Sized())
        await pilot.pause(0.05)
        drawn.clear()
        await change(pilot)
        await asyncio.sleep(0.1)
        assert drawn == ["Sized"]


async def test_the_first_picture_of_a_screen_waits_for_nothing(
    drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 3600.0)
    app = App[None]()
    async with app.run_test():
        await app.push_screen(Sized())
        while "Sized" not in drawn:
            await asyncio.sleep(0.001)


async def test_a_move_and_what_is_told_of_the_cell_are_one_picture(
    store: Store, ashwell: str, drawn: list[str]
) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        screen = JudgementScreen(ashwell, "autumn")
        await app.push_screen(screen)
        await settle(pilot)
        await asyncio.sleep(0.1)
        drawn.clear()
        app.post_message(events.Key("right", None))
        while not drawn:
            await asyncio.sleep(0.001)
        await asyncio.sleep(0.05)
        assert drawn == ["JudgementScreen"]
