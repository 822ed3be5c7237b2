"""A screen that is not drawn again because another widget has the focus. Written for Textual 8.2.8; guarded by
tests/test_sent_cells.py.

`Screen.focused` is a repainting reactive, so that every Tab draws the whole screen; widgets draw themselves again on
focus and blur, so nothing is missed without it. `LeanApp` sends only the cells that differ either way: this saves the
drawing.
"""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

Result = TypeVar("Result")


class LeanScreen(Screen[Result]):
    """A screen for a slow line."""

    focused: ClassVar[Reactive[Widget | None]] = Reactive(None, repaint=False)  # type: ignore[misc]
