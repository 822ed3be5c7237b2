"""A screen that sends no more than the cells that changed. Written for Textual 8.2.8; guarded by tests/test_grid.py.

Two things in Textual's own screen repaint more than was asked for:

* `Screen.focused` is a repainting reactive, so every Tab sends the whole screen; widgets repaint themselves on
  focus and blur, so nothing is missed without it.
* `ChopsUpdate` cuts a dirty span at its right end only, so a cell far right sends all of the widget's line before it.
"""

from __future__ import annotations

from typing import ClassVar, TypeVar

from rich.console import Console
from rich.control import Control
from textual._compositor import ChopsUpdate, Compositor
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

Result = TypeVar("Result")


class SpanUpdate(ChopsUpdate):
    """A partial update that begins where its spans do."""

    def render_segments(self, console: Console) -> str:
        """The update as text for the terminal."""
        sequences: list[str] = []
        for y, x1, x2 in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                start, stop = max(x, x1), min(end, x2)
                # A chop that nothing was drawn in is None, whatever Textual's annotation says.
                if strip and start < stop:
                    sequences.append(Control.move_to(start, y).segment.text)
                    sequences.append(strip.crop(start - x, stop - x).render(console))
        return "".join(sequences)


class SpanCompositor(Compositor):
    """The compositor, with partial updates that are cut on both sides."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """What has changed since the last update."""
        update = super().render_partial_update()
        return update and SpanUpdate(update.chops, update.spans, update.chop_ends)


class LeanScreen(Screen[Result]):
    """A screen for a slow line."""

    focused: ClassVar[Reactive[Widget | None]] = Reactive(None, repaint=False)  # type: ignore[misc]

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._compositor = SpanCompositor()
