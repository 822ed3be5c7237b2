"""One line under a grid to edit a cell in, as a spreadsheet's formula bar: no modal screen to paint and take away."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from screens.frame.text_without_markup import plain_line
from screens.grid.cursor_and_scrolling import Way
from screens.grid.grid import Grid
from screens.keys.actions import bindings

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

    def edit(self, name: str, text: str, hint: str, done: Done, before: str | None = None) -> None:
        """Take a text for the cell called `name`; what was being edited before is accepted first, or stays.

        `before` is the cell's own text, where the edit begins with another.
        """
        if not self.accept("stay"):
            self.screen.set_focus(self.input, scroll_visible=False)
            return
        self._done = done
        self._label.update(plain_line(f"{name}: "))
        self._allowed.update(plain_line(f" {hint}" if hint else ""))
        self.input.can_focus = True
        self._before = text if before is None else before
        self._put(text)
        # `focus` would wait a turn, and the keys that follow would go to the grid.
        self.screen.set_focus(self.input, scroll_visible=False)

    def action_restore(self) -> None:
        """Go back to the text that stood in the cell."""
        self._put(self._before)

    def _put(self, text: str) -> None:
        self.input.value = text
        self.input.cursor_position = len(text)

    def accept(self, way: Way) -> bool:
        """Hand the text over; where it is refused, say why, stay, and give False."""
        if self._done is None:
            return True
        done, self._done = self._done, None
        if problem := done(self.input.value, way):
            self._done = done
            self._allowed.update(plain_line(f" {problem}"))
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
        # Each keeps its width: laying the line out again would send it once more.
        self._label.update("", layout=False)
        self._allowed.update("", layout=False)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.accept("enter")

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


def edit_cell(
    grid: Grid, bar: FormulaBar, text: str, hint: str, take: Callable[[str], str | None], ended: Callable[[], None]
) -> None:
    """Edit the cell under the cursor in the bar, beginning with `text`, and move on from it when that is accepted.

    `take` is given the text where it is another than the cell's, and says what is wrong with it, if anything; `ended`
    is called when the edit is over, accepted or given up.
    """
    place, before = grid.view.place, grid.view.cell.entry

    def done(after: str | None, way: Way) -> str | None:
        # An unchanged text is no edit: what is shown may be rounded.
        if after is not None and after != before and (problem := take(after)):
            return problem
        ended()
        if bar.input.has_focus:
            # `focus` would repaint all of the grid (Textual 8.2.8).
            grid.screen.set_focus(grid, scroll_visible=False)
        if after is not None and place == grid.view.place:
            grid.leave_cell(way)
        return None

    bar.edit(grid.cell_name(), text, hint, done, before)
