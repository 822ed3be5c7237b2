"""One line under a grid to edit a cell in, as a spreadsheet's formula bar: no modal screen to paint and take away."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Literal

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from screens.keys.actions import bindings

Way = Literal["down", "right", "left", "stay"]
"""Where the cursor goes after a text is accepted."""

Done = Callable[[str | None, Way], str | None]
"""Called with the text and the way on, or None when given up; answers what is wrong with the text, if anything."""


class OneLine(Input):
    """An input that keeps all of a pasted text, its lines joined; Textual's keeps the first."""

    def on_paste(self, event: events.Paste) -> None:
        self.replace(" ".join(event.text.split()), *self.selection)
        event.stop()
        event.prevent_default()


class FormulaBar(Horizontal):
    """The cell's name and allowed values, and an input. Its line is kept when unused, blank.

    A bar that came and went would resize the grid above it, and so repaint every line of it. The input is no wider
    than it is because every character typed sends all of it.
    """

    DEFAULT_CSS = """
    FormulaBar {
        height: 1;
        background: $background;
        & > Static { width: auto; max-width: 60%; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & > #formula-name { text-style: bold; }
        & > #formula-hint { color: $text-muted; }
        & > Input {
            width: 1fr;
            max-width: 60;
            height: 1;
            background: $background;
            background-tint: $background 0%;
            &:focus { background: $background; background-tint: $background 0%; text-style: underline; }
            & > .input--cursor { background: $background; color: $foreground; text-style: reverse; }
        }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("bar")

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._label = Static("", id="formula-name", markup=False)
        self._allowed = Static("", id="formula-hint", markup=False)
        # No blinking: an idle screen sends nothing.
        self._before = ""
        self.input = OneLine(compact=True, select_on_focus=False)
        self.input.cursor_blink = False
        self.input.can_focus = False
        self._done: Done | None = None

    def compose(self) -> ComposeResult:
        yield self._label
        yield self.input
        yield self._allowed

    @property
    def editing(self) -> bool:
        """Whether a text is being edited."""
        return self._done is not None

    def edit(self, name: str, text: str, hint: str, done: Done) -> None:
        """Take a text for the cell called `name`; what was being edited before is accepted first, or stays."""
        if not self.accept("stay"):
            self.screen.set_focus(self.input, scroll_visible=False)
            return
        self._done = done
        self._label.update(Content(f"{name}: "))
        self._allowed.update(Content(f" {hint}" if hint else ""))
        self.input.can_focus = True
        self._before = text
        self.action_restore()
        # `focus` would wait a turn, and the keys that follow would go to the grid.
        self.screen.set_focus(self.input, scroll_visible=False)

    def action_restore(self) -> None:
        """Go back to the text that the edit began with."""
        self.input.value = self._before
        self.input.cursor_position = len(self._before)

    def accept(self, way: Way = "down") -> bool:
        """Hand the text over; where it is refused, say why, stay, and give False."""
        if self._done is None:
            return True
        done, self._done = self._done, None
        if problem := done(self.input.value, way):
            self._done = done
            self._allowed.update(Content(f" {problem}"))
            return False
        if self._done is None:
            self._clear()
        return True

    def action_accept(self, way: Way) -> None:
        self.accept(way)

    def action_cancel(self) -> None:
        """Leave the cell as it was."""
        done, self._done = self._done, None
        if done is not None:
            done(None, "stay")
            self._clear()

    def _clear(self) -> None:
        self.input.can_focus = False
        self.input.value = ""
        self._label.update("")
        self._allowed.update("")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.accept("down")

    @on(Input.Blurred)
    def _blurred(self, event: Input.Blurred) -> None:
        """What is left is saved; but not because the terminal's own window was left."""
        event.stop()
        if self.editing and self.app.app_focus and not self.input.has_focus:
            self.accept("stay")

    def on_click(self, event: events.Click) -> None:
        """A click beside the input belongs to the edit."""
        if self.editing:
            event.stop()
            self.input.focus(scroll_visible=False)
