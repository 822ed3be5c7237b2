"""A line to type words in, narrowing a grid to the rows that have them as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Input

from screens.actions import bindings
from screens.keys import spelled
from screens.shell import Note

if TYPE_CHECKING:
    from screens.grid_order import OrderedGrid


class FilterBar(Input):
    """Enter leaves the filter standing and goes back to the grid; Esc, here or there, takes it away."""

    DEFAULT_CSS = "FilterBar { height: 1; padding: 0 1; border: none; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings("filter")

    def __init__(self, grid: OrderedGrid) -> None:
        words = spelled("Words that a row must have · {filter.all_rows} shows all", grid)
        super().__init__(placeholder=words, compact=True)
        self.cursor_blink = False
        self.grid = grid

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.is_attached:
            self.grid.narrow(event.value)

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
            await close_filter(self.grid)


async def open_filter(grid: OrderedGrid) -> None:
    """Put a filter line above the screen's note, or at its end, and go to it."""
    screen = grid.screen
    bar = next(iter(screen.query(FilterBar)), None)
    if bar is None:
        bar = FilterBar(grid)
        await screen.mount(bar, before=next(iter(screen.query(Note)), None))
    screen.set_focus(bar, scroll_visible=False)


async def close_filter(grid: OrderedGrid) -> None:
    """Show all rows again."""
    grid.narrow("")
    await grid.screen.query(FilterBar).remove()
