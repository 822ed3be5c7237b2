"""An application for a slow line: it sends no more than the cells that changed, and its screens are not drawn again
because another widget has the focus. Written for Textual 8.2.8; guarded by tests/screens/terminal/test_bytes.py and
test_cell_diff.py beside it.

Textual's compositor finds the regions that changed (Textualize/textual#512), but sends every line of them from its
widget's left edge on ("TODO: crop to x extents" in `ChopsUpdate`), each piece with its colours set and reset, and the
whole screen after a change of layout. `Screen.focused` is a repainting reactive, so that every Tab draws the whole
screen; widgets draw themselves again on focus and blur, so nothing is missed without it. What is sent is the same
either way: this saves the drawing.
"""

from __future__ import annotations

import contextlib
from typing import ClassVar, TypeVar

from rich.console import RenderableType
from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.driver import Driver
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from screens.terminal.cell_diff import SentCells
from screens.terminal.dirty_lines import DirtyLines
from screens.terminal.end_without_traceback import WordedEnd
from screens.terminal.less_work import drawn_once, handler_plans, lean_strips, no_new_layout, read_at_once

Result = TypeVar("Result")

drawn_once.put_in()
handler_plans.put_in()
lean_strips.put_in()
no_new_layout.put_in()
read_at_once.put_in()

LONG = 1000
"""Characters from which on an update is marked as one, so that a terminal does not show half of it."""


def erases_in_colour() -> bool:
    """Whether the terminal is known to erase in the colour that is set; GNU screen, for one, does not."""
    with contextlib.suppress(Exception):  # no terminal, or one that nobody here has heard of
        import _curses

        _curses.setupterm(None, 2)
        return _curses.tigetflag("bce") == 1
    return False


class LeanScreen(Screen[Result]):
    """A screen that only its widgets draw again when the focus moves, and only the lines that changed."""

    focused: ClassVar[Reactive[Widget | None]] = Reactive(None, repaint=False)  # type: ignore[misc]

    def __init__(self) -> None:
        super().__init__()
        self._compositor = DirtyLines()


class LeanApp(WordedEnd):
    """An application for a slow line."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = SentCells(erases_in_colour())
        self._marks = False

    def copy_within(self, text: str) -> None:
        """Have a text to paste in this application, and send it to no terminal."""
        self._clipboard = text

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Send what an update changes on the terminal, and nothing where it changes nothing."""
        if isinstance(renderable, LayoutUpdate | ChopsUpdate) and self._reaches_terminal:
            text = self.sent.changes(renderable, self.console, self.size)
            if text and (driver := self._driver) is not None:
                if hasattr(self.focused, "cursor_screen_offset"):  # where one types; else nobody sees where it is
                    x, y = screen.outer_size.clamp_offset(self.cursor_position)
                    text += f"\x1b[{y + 1};{x + 1}H"
                self._marks = len(text) >= LONG
                self._begin_update()
                driver.write(text)
                self._end_update()
                driver.flush()
            self.post_display_hook()
        else:
            super()._display(screen, renderable)
            if renderable is not None and self._reaches_terminal:
                self.sent.forget()

    def _end_batch(self) -> None:
        """As App's; and what was held back is drawn."""
        super()._end_batch()
        if not self._batch_count and self._screen_stacks[self.current_mode]:
            self.screen.check_idle()

    @property
    def _reaches_terminal(self) -> bool:
        """Whether an update is sent at all, by the conditions of `App._display`."""
        return self._running and not self._closed and not self._batch_count and not self.is_headless

    def _begin_update(self) -> None:
        if self._marks:
            super()._begin_update()

    def _end_update(self) -> None:
        if self._marks:
            super()._end_update()

    # -- when the terminal shows something else than what was sent

    def action_draw_again(self) -> None:
        """Draw everything: a message from the system, say, has come over the screen."""
        self.sent.forget()
        self.screen.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """A terminal that grew again may have lost what it showed before, and then its size alone would not tell."""
        self.sent.forget()
        if self._size not in (None, event.size):
            self.screen.refresh()

    def get_driver_class(self) -> type[Driver]:
        """The driver that Textual chooses, but for telling when it takes the terminal again."""
        chosen = super().get_driver_class()

        class Returning(chosen):  # type: ignore[misc,valid-type]
            def resume_application_mode(self) -> None:
                super().resume_application_mode()
                self._app.sent.forget()
                # Not at once: this may be a signal's handler, in the midst of an update.
                self._loop.call_soon_threadsafe(self._app.refresh)

        return Returning
