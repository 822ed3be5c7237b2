"""The area that a long text is written in."""

from textual.app import App, ComposeResult

from screens.writing.writing_area import WritingArea


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
