"""Drawing only the lines that changed shows what drawing the whole screen would. What breaks here when Textual changes:
`Compositor.render_partial_update` and the lists that it keeps (`cuts`, `visible_widgets`, `_dirty_regions`)."""

from __future__ import annotations

import random
from typing import Any

import pytest
from textual._compositor import ChopsUpdate, Compositor
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Static

from screens.terminal.dirty_lines import DirtyLines

WIDTH, HEIGHT = 30, 12


class Layers(App[None]):
    """Widgets beside each other, within each other, and over each other, one of them half outside."""

    CSS = """
    Screen { layers: below above; background: blue; }
    Static { background: red; }
    #left { width: 10; height: 6; border: solid white; }
    #box { width: 12; height: 5; background: green; overflow: hidden; }
    #within { width: 20; height: 8; offset: 3 2; }
    #over { layer: above; width: 14; height: 4; offset: 5 3; background: black; }
    #out { layer: above; width: 10; height: 3; offset: 25 6; }
    """

    def compose(self) -> ComposeResult:
        yield Static(id="left")
        with Vertical(id="box"):
            yield Static(id="within")
        yield Static(id="over")
        yield Static(id="out")


def shown(update: ChopsUpdate, lines: list[list[str]]) -> None:
    """Put what an update sends into a screen of cells, as Textual would."""
    for y, x1, x2 in update.spans:
        for end, (x, piece) in zip(update.chop_ends[y], update.chops[y].items(), strict=True):
            if piece is not None and x < x2 and end > x1:
                text = piece.text
                cells = range(max(x, x1), min(end, x2))
                for at in cells:
                    lines[y][at] = text[at - x]


def whole(strips: list[Strip]) -> list[list[str]]:
    return [list(strip.text) for strip in strips]


@pytest.mark.parametrize("seed", range(8))
async def test_any_changes(seed: int) -> None:
    chance = random.Random(seed)
    app = Layers()
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.pause()
        textuals = app.screen._compositor
        compositor = DirtyLines()
        compositor.reflow(app.screen, app.screen.size)
        compositor._dirty_regions.clear()
        lines = whole(textuals.render_strips())
        statics = list(app.query(Static))
        for step in range(30):
            for static in chance.sample(statics, chance.randint(1, 3)):
                letter = chance.choice("abcdefgh")
                text = "\n".join(letter * chance.randint(1, 20) for _ in range(8))
                static.update(text, layout=False)
                region, clip = compositor.visible_widgets[static]
                part = region.intersection(clip)
                # More than the screen holds, and regions that meet and overlap, as scrolling leaves them.
                compositor._dirty_regions |= {part, part.translate((chance.randint(-2, 2), 0)), Region(0, step, 3, 9)}
            update = compositor.render_partial_update()
            assert update is not None
            shown(update, lines)
            assert lines == whole(textuals.render_strips()), step
        assert compositor.render_partial_update() is None


async def test_a_widget_gives_only_the_lines_that_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Layers()
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.pause()
        compositor = DirtyLines()
        compositor.reflow(app.screen, app.screen.size)
        compositor._dirty_regions.clear()
        asked: list[tuple[Any, Region]] = []
        for node in app.screen.walk_children(Static, with_self=True):
            lines_of = node.render_lines

            def counted(crop: Region, node: Any = node, lines_of: Any = lines_of) -> list[Strip]:
                asked.append((node.id, crop))
                found: list[Strip] = lines_of(crop)
                return found

            monkeypatch.setattr(node, "render_lines", counted)
        compositor._dirty_regions.add(Region(6, 4, 3, 1))
        compositor.render_partial_update()
        assert asked == [("over", Region(0, 1, 14, 1))]
        asked.clear()
        compositor._dirty_regions.add(Region(0, 0, WIDTH + 5, HEIGHT + 5))
        compositor.render_partial_update()
        assert {name for name, _ in asked} == {"left", "within", "over", "out"}


def test_it_is_textuals_own_but_for_the_parts() -> None:
    assert DirtyLines.render_full_update is Compositor.render_full_update
    assert DirtyLines.reflow is Compositor.reflow
