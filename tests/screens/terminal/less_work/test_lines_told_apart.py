"""Only lines that are drawn from something else are drawn. What breaks here when Textual changes: how a widget is told
to draw itself (`Widget._set_dirty`), and says which of it is to be drawn (`_exchange_repaint_regions`)."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.geometry import Region

from screens.terminal.less_work.lines_told_apart import LinesToldApart
from screens.writing.writing_area import WritingArea

TEXT = "\n".join(f"Paragraph {number} says what was seen in the books of the year." for number in range(40))
KEYS = ["x", "space", "up", "end", "y", "enter", "backspace", "backspace", "pageup", "z", "shift+left", "shift+up"]
KEYS += ["delete", "ctrl+z", "ctrl+y", "home", "ctrl+k", "pagedown", "ctrl+w", "left", "right", "down"]


class Writing(App[None]):
    def compose(self) -> ComposeResult:
        with Vertical():
            yield WritingArea(TEXT)


def lines(area: WritingArea) -> list[str]:
    size = area.size
    return [repr(list(strip)) for strip in area.render_lines(Region(0, 0, size.width, size.height))]


@pytest.mark.parametrize("size", [(80, 24), (40, 10)])
async def test_what_is_shown_is_what_would_be_if_all_were_drawn(size: tuple[int, int]) -> None:
    app = Writing()
    async with app.run_test(size=size) as pilot:
        area = app.query_one(WritingArea)
        area.focus()
        area.move_cursor((3, 12))
        await pilot.pause()
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause()
            shown = lines(area)
            area.draw_all_anew()
            area.refresh()
            assert lines(area) == shown, key


async def test_a_letter_has_its_own_line_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Region] = []
    exchange = LinesToldApart._exchange_repaint_regions

    def noted(area: LinesToldApart) -> object:
        found = exchange(area)
        asked.extend(found)
        return found

    monkeypatch.setattr(LinesToldApart, "_exchange_repaint_regions", noted)
    app = Writing()
    async with app.run_test(size=(80, 24)) as pilot:
        area = app.query_one(WritingArea)
        area.focus()
        area.move_cursor((3, 12))
        await pilot.pause()
        asked.clear()
        await pilot.press("x")
        await pilot.pause()
        assert {region.y for region in asked} == {3 + area.content_offset.y}
        assert {region.height for region in asked} == {1}


async def test_after_another_theme_all_is_drawn() -> None:
    app = Writing()
    async with app.run_test(size=(80, 24)) as pilot:
        area = app.query_one(WritingArea)
        await pilot.press("x")
        before = lines(area)
        app.theme = "textual-light"
        await pilot.pause()
        await pilot.pause(0.1)
        assert all(now != was for now, was in zip(lines(area), before, strict=True))
