"""The area that a long text is written in."""

import random

import pytest
from textual.app import App, ComposeResult

from screens.writing.writing_area import WritingArea
from siptui.proofing.mark import Mark


class Writing(App[None]):
    """An area to write in, and nothing else."""

    def compose(self) -> ComposeResult:
        yield WritingArea("One line\nand another")


async def test_function_keys_are_the_screens_and_all_other_keys_the_areas() -> None:
    app = Writing()
    async with app.run_test() as pilot:
        area = app.query_one(WritingArea)
        area.focus()
        await pilot.press("f7", "f6")
        assert area.selected_text == ""
        await pilot.press("end", "x", "down", "home", "delete", "shift+end")
        assert (area.text, area.selected_text) == ("One linex\nnd another", "nd another")


KEYS = [*"abc .T", *"teh ", "enter", "left", "right", "up", "down", "home", "end", "backspace", "delete"]
KEYS += ["shift+left", "shift+down", "ctrl+z", "ctrl+y", "pageup", "pagedown", "ctrl+w"]


class Marked(App[None]):
    """An area in which some words are marked."""

    def compose(self) -> ComposeResult:
        yield WritingArea("")

    def on_mount(self) -> None:
        area = self.query_one(WritingArea)
        text = "Teh pupils read well, and teh others too; so it goes on.\n" * 3
        area.begin(text)
        area.found(text, [Mark("", n, n + 3, "spelling", "teh") for n in range(len(text)) if text[n : n + 3] == "teh"])


@pytest.mark.parametrize("seed", range(3))
async def test_what_is_kept_as_it_was_drawn_is_as_it_would_be_drawn_now(seed: int) -> None:
    chance = random.Random(seed)
    app = Marked()
    async with app.run_test(size=(30, 8)) as pilot:
        area = app.query_one(WritingArea)
        for number in range(120):
            await pilot.press(chance.choice(KEYS))
            if number % 20 == 0:
                (app.set_focus(None) if area.has_focus and number % 40 else area.focus())
                await pilot.pause()
            kept = [area.render_line(y) for y in range(8)]
            area.notify_style_update()
            now = [area.render_line(y) for y in range(8)]
            assert kept == now, f"after key {number} of seed {seed}"
