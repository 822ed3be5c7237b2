"""The password of a locked file: typed unseen, used once, kept nowhere."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from screens.frame.dialog import Dialog
from screens.keys.actions import bindings
from screens.keys.key_names import spelled

KEYS = "Enter opens the file    {password.back} leaves it closed"


class PasswordScreen(Dialog[str | None]):
    """Gives the password, or None where it is not known."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("password")
    HELP = (
        "The file is locked with a password, which whoever sent it knows. It is used once to read the file and "
        "kept nowhere."
    )
    DEFAULT_CSS = """
    PasswordScreen Input { height: 1; border: none; margin-top: 1; }
    """

    def __init__(self, file: str, again: bool) -> None:
        """`again` after a password that did not open it."""
        super().__init__()
        self._asks = f"{file} is password-protected. The school knows its password."
        self._again = again

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(self._asks), markup=False)
            if self._again:
                yield Static(Content.styled("That password did not open it.", "bold $text-error"), markup=False)
            box = Input(password=True, placeholder="Its password; it is not kept", compact=True)
            box.cursor_blink = False
            yield box
            yield Static(Content(spelled(KEYS, self)), id="keys", markup=False)

    @on(Input.Submitted)
    def _given(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value:
            self.dismiss(event.value)

    def action_leave(self) -> None:
        """Leave the file closed."""
        self.dismiss(None)
