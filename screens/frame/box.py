"""A box in the middle of the screen, over what it concerns; and one with a text in it that is read."""

from collections.abc import Iterable
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from screens.frame.text_without_markup import Piece, assembled

__all__ = ["Box", "Piece", "Result", "TextBox"]

Result = TypeVar("Result")


class Box(ModalScreen[Result]):
    """Its `Vertical`, with the lines `#asked` above and `#keys` below, or the `VerticalScroll` of a text."""

    DEFAULT_CSS = """
    Box { align: center middle; }
    Box > Vertical, Box > VerticalScroll {
        width: 100%; max-width: 64; height: auto; max-height: 100%;
        border: solid $warning; padding: 0 1; background: $surface;
    }
    Box #asked { text-style: bold; }
    Box #keys { margin-top: 1; text-style: bold; color: $text-accent; }
    """


class TextBox(Box[None]):
    """A text that is read, and scrolled where it is longer than the screen."""

    DEFAULT_CSS = "TextBox > VerticalScroll { max-width: 76; border: solid $accent; }"

    def pieces(self) -> Iterable[Piece]:
        """The text."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(assembled(self.pieces()), markup=False)
