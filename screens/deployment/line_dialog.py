"""A line of words that is asked for."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from screens.frame.dialog import Dialog
from screens.frame.text_without_markup import plain_line
from screens.keys.actions import bindings
from screens.keys.key_names import spelled

KEYS = "Enter goes on    {naming.leave} leaves all as it was"
LONGEST = 200


class LineDialog(Dialog[str | None]):
    """Gives the words, "" only where they may be left out, or None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("naming")
    HELP = "A line of words is asked for. Nothing is changed until the last question is answered."
    DEFAULT_CSS = """
    LineDialog Input { height: 1; border: none; margin-top: 1; }
    LineDialog #said { color: $text-warning; }
    """

    def __init__(self, asked: str, hint: str, said: str = "", optional: bool = False) -> None:
        """`said` is what is to be known before; `hint` stands in the empty line."""
        super().__init__()
        self._asked, self._hint, self._said, self._optional = asked, hint, said, optional

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(plain_line(self._asked), id="asked", markup=False)
            if self._said:
                yield Static(Content(self._said), id="said", markup=False)
            box = Input(placeholder=self._hint, compact=True, max_length=LONGEST)
            box.cursor_blink = False
            yield box
            yield Static(Content(spelled(KEYS, self)), id="keys", markup=False)

    @on(Input.Submitted)
    def _given(self, event: Input.Submitted) -> None:
        event.stop()
        words = " ".join(event.value.split())
        if words or self._optional:
            self.dismiss(words)

    def action_leave(self) -> None:
        """Leave all as it was."""
        self.dismiss(None)
