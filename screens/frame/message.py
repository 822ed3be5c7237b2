"""A message that is too long for the note line, whole."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from screens.keys.actions import bindings
from screens.keys.key_names import spelled

BACK = "{message.back} goes back"


class MessageScreen(ModalScreen[None]):
    """Over the screen that it concerns."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("message")
    DEFAULT_CSS = """
    MessageScreen { align: center middle; }
    MessageScreen > VerticalScroll { width: 100%; max-width: 76; height: auto; max-height: 100%;
                                     border: solid $warning; padding: 0 1; background: $surface; }
    """

    def __init__(self, message: str) -> None:
        super().__init__()
        self._message = message

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(Content(f"{self._message}\n\n{spelled(BACK, self)}"), markup=False)
