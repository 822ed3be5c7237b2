"""What is under the cursor of a list, at a glance: beside the list where there is room, below it on a narrow screen."""

import asyncio
from collections.abc import Callable, Sequence

from textual.content import Content
from textual.widgets import Static

from screens.frame.colours_of_values import COLOURS
from siptui.records.controls_made_visible import marked_line
from siptui.reports.pictures import Picture

PAUSE = 0.15
"""Seconds without a move after which it is drawn: while somebody walks down a list it costs the line nothing."""
LOOKS = {**COLOURS, "strong": "bold", "dim": "$text-muted", "": ""}


class Preview(Static):
    """Pictures, a line each. It is drawn when the cursor has rested, and what was asked before is then forgotten."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Preview { height: 1fr; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)
        self.lines: Sequence[Picture] = ()
        self._waits: asyncio.TimerHandle | None = None

    @property
    def room(self) -> int:
        """Columns of a line."""
        return max(12, self.content_size.width)

    def after_pause(self, draw: Callable[[], None]) -> None:
        """Draw when no key has asked for another picture for a while."""
        if self._waits is not None:
            self._waits.cancel()
        self._waits = asyncio.get_running_loop().call_later(PAUSE, self._if_still_here, draw)

    def _if_still_here(self, draw: Callable[[], None]) -> None:
        self._waits = None
        if self.is_attached and self.screen.is_current:
            draw()

    def on_unmount(self) -> None:
        if self._waits is not None:
            self._waits.cancel()

    def show(self, lines: Sequence[Picture]) -> None:
        """Show pictures; only the cells that differ are sent."""
        self.lines = lines
        self.update(Content("\n").join(map(_drawn, lines)), layout=False)


def _drawn(picture: Picture) -> Content:
    strokes = [(marked_line(stroke.text), LOOKS.get(stroke.colour, "")) for stroke in picture.strokes]
    return Content.assemble(*strokes)
