"""A line to type a part of a name in, narrowing a table as one types."""

from collections.abc import Callable

from textual import on
from textual.widgets import Input

from screens.grid import Grid


class FilterBar(Input):
    """Enter leaves the filter standing and goes back to the table; the screen's Esc takes it away."""

    DEFAULT_CSS = "FilterBar { height: 1; padding: 0 1; border: none; }"

    def __init__(self, narrow: Callable[[str], None]) -> None:
        super().__init__(placeholder="Part of a name, a SIP, a phase", compact=True)
        self.cursor_blink = False
        self._narrow = narrow

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._narrow(event.value)

    @on(Input.Submitted)
    def _done(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.query_one(Grid).focus()
