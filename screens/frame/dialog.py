"""A dialog that a person has asked for: a few lines over the screen that it concerns, and the keys under them."""

from typing import TypeVar

from textual.screen import ModalScreen

Result = TypeVar("Result")


class Dialog(ModalScreen[Result]):
    """A box in the middle of the screen: its `Vertical`, with the lines `#asked` above and `#keys` below."""

    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > Vertical { width: 100%; max-width: 64; height: auto; max-height: 100%;
                        border: solid $warning; padding: 0 1; background: $surface; }
    Dialog #asked { text-style: bold; }
    Dialog #keys { margin-top: 1; text-style: bold; color: $text-accent; }
    """
