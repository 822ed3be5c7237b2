"""What every dialog is: a box in the middle of the screen that it concerns, with the keys under what it says."""

from collections.abc import Iterable
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from screens.frame.text_without_markup import Piece, assembled

__all__ = ["Dialog", "Piece", "Result", "TextDialog"]

Result = TypeVar("Result")


class Dialog(ModalScreen[Result]):
    """A box: its `Vertical`, with the lines `#asked` above and `#keys` below, or the `VerticalScroll` of a text."""

    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > Vertical, Dialog > VerticalScroll {
        width: 100%; max-width: 64; height: auto; max-height: 100%;
        border: solid $warning; padding: 0 1; background: $surface;
    }
    Dialog #asked { text-style: bold; }
    Dialog #keys { margin-top: 1; text-style: bold; color: $text-accent; }
    """


class TextDialog(Dialog[None]):
    """A text that is read, and scrolled where it is longer than the screen."""

    DEFAULT_CSS = "TextDialog > VerticalScroll { max-width: 76; border: solid $accent; }"

    def pieces(self) -> Iterable[Piece]:
        """The text."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(assembled(self.pieces()), markup=False)
