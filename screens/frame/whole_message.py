"""A message that is too long for the note line, whole."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType

from screens.frame.box import Piece, TextBox
from screens.keys.actions import bindings
from screens.keys.key_names import spelled

BACK = "{message.back} goes back"


class MessageScreen(TextBox):
    """Over the screen that it concerns."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("message")
    DEFAULT_CSS = "MessageScreen > VerticalScroll { border: solid $warning; }"

    def __init__(self, message: str) -> None:
        super().__init__()
        self._message = message

    def pieces(self) -> Iterable[Piece]:
        yield self._message, ""
        yield f"\n\n{spelled(BACK, self)}", ""
