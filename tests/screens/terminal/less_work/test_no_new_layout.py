"""A text that is drawn without a new layout stands where a new layout would put it. What breaks here when Textual
changes: `Static.update`, how a widget's height is found (`Visual.get_height`, min-height), and which arrangements are
kept (`Widget._arrangement_cache`, `_layout_updates`)."""

from __future__ import annotations

import random

import pytest
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widgets import Static

from screens.terminal.less_work import no_new_layout

no_new_layout.put_in()


class Texts(App[None]):
    """Texts in rooms of every kind: of a height of their own, or of their text's, in boxes that follow."""

    CSS = """
    #line { height: 1; }
    #least { height: auto; min-height: 4; padding: 1; }
    #own { height: auto; border: solid red; }
    #most { height: auto; max-height: 3; }
    #narrow { width: auto; height: 1; }
    #box { height: auto; }
    #wide { width: auto; height: 3; }
    #beside { height: 6; }
    #half { width: 50%; height: auto; }
    #rest { width: 1fr; height: 100%; }
    VerticalScroll { height: 5; }
    """

    def compose(self) -> ComposeResult:
        yield Static(id="line")
        yield Static(id="least")
        yield Static(id="own")
        yield Static(id="most")
        with Horizontal(id="beside"):
            yield Static(id="half")
            yield Static(id="rest")
        with Vertical(id="box"):
            yield Static(id="inbox")
        with Horizontal(id="wide"):
            yield Static(id="narrow")
            yield Static(id="after")
        with VerticalScroll():
            yield Static(id="scrolled")
            yield Static("end")


def places(app: App[None]) -> dict[str, Region]:
    return {static.id or "": static.region for static in app.query(Static)}


async def laid_out(pilot: Pilot[None]) -> None:
    """A scroll bar that comes needs a second layout."""
    for _ in range(3):
        await pilot.pause()


async def check(pilot: Pilot[None], step: object) -> None:
    await laid_out(pilot)
    app = pilot.app
    now = places(app)
    for node in app.screen.walk_children(with_self=True):
        node.refresh(layout=True)
    await laid_out(pilot)
    assert now == places(app), step


@pytest.mark.parametrize("seed", range(3))
async def test_texts_stand_where_a_layout_puts_them(seed: int) -> None:
    chance = random.Random(seed)
    app = Texts()
    async with app.run_test(size=(40, 60)) as pilot:
        await pilot.pause()
        for step in range(15):
            for static in chance.sample(list(app.query(Static)), 3):
                words = " ".join("word" * chance.randint(1, 3) for _ in range(chance.randint(0, 14)))
                static.update(words)
            if step % 5 == 4:
                await pilot.resize_terminal(chance.choice((25, 40, 60)), 60)
            await check(pilot, step)


async def test_no_layout_where_the_room_stays() -> None:
    app = Texts()
    async with app.run_test(size=(40, 60)) as pilot:
        await pilot.pause()
        layouts: list[object] = []
        app.screen.screen_layout_refresh_signal.subscribe(app.screen, layouts.append, immediate=True)
        for name in ("line", "least", "own", "half", "rest", "scrolled"):
            static = app.query_one(f"#{name}", Static)
            static.update("one")
            await pilot.pause()
            layouts.clear()
            static.update("two")
            await pilot.pause()
            assert not layouts, name
            assert "two" in "".join(strip.text for strip in app.screen._compositor.render_strips())
        app.query_one("#own", Static).update("two\nlines")
        await pilot.pause()
        assert layouts
