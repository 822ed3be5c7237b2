"""What every dialog is: a box that asks for something, and says on a key what it is for."""

from typing import ClassVar

from textual.binding import BindingType

from screens.frame.box import Box, Piece, Result
from screens.keys.actions import bindings

__all__ = ["Dialog", "Piece", "Result"]


class Dialog(Box[Result]):
    """Subclasses say in `HELP` what is asked and what comes of an answer; their keys are named under it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog")
    HELP: ClassVar[str | None] = ""

    def action_help(self) -> None:
        """Say what the dialog is for."""
        from screens.frame.help import show_help

        show_help(self, self.HELP or "")
