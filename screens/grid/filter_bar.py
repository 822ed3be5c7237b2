"""A line to type words in, narrowing a grid to the rows that have them as one types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from screens.frame.title_and_note import Note
from screens.keys.actions import bindings
from screens.keys.key_names import spelled


class FilterBar(Input):
    """Enter leaves the filter standing and goes back to the grid; Esc, here or there, takes it away."""

    DEFAULT_CSS = "FilterBar { height: 1; padding: 0 1; border: none; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings("filter")

    def __init__(self, grid: Widget, narrow: Callable[[str], None]) -> None:
        """`narrow` leaves those rows of `grid` that have the words it is given, and all for ""."""
        words = spelled("Words that a row must have, or COLUMN:words · {filter.all_rows} shows all", grid)
        super().__init__(placeholder=words, compact=True)
        self.cursor_blink = False
        self.grid, self.narrow = grid, narrow

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.is_attached:
            self.narrow(event.value)

    @on(Input.Submitted)
    async def _done(self, event: Input.Submitted) -> None:
        event.stop()
        await self._leave(everything=not self.value.strip())

    async def action_all_rows(self) -> None:
        """Take the filter away, and the line with it."""
        await self._leave(everything=True)

    async def _leave(self, everything: bool) -> None:
        # `focus` would wait a turn, and the keys that follow would be typed here.
        self.screen.set_focus(self.grid, scroll_visible=False)
        if everything:
            await close_filter(self.screen, self.narrow)


async def open_filter(grid: Widget, narrow: Callable[[str], None]) -> None:
    """Put a filter line above the screen's note, or at its end, and go to it."""
    screen = grid.screen
    bar = next(iter(screen.query(FilterBar)), None)
    if bar is None:
        bar = FilterBar(grid, narrow)
        await screen.mount(bar, before=next(iter(screen.query(Note)), None))
    screen.set_focus(bar, scroll_visible=False)


async def close_filter(screen: Screen[Any], narrow: Callable[[str], None]) -> None:
    """Show all rows again."""
    narrow("")
    await screen.query(FilterBar).remove()
