"""Asks before a file is removed from the inbox: there is no undo for that."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from screens.frame.dialog import Dialog
from screens.keys.actions import bindings
from screens.keys.key_names import spelled

MEANS = "The file is deleted for good. Figures that were imported from it stay, with where they came from."
KEYS = "{removing.yes} removes it    {removing.no} keeps it"


class RemovingScreen(Dialog[bool]):
    """Gives whether it is to be removed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("removing")
    HELP = "The file is taken out of the inbox and cannot be brought back from here. What was imported from it stays."

    def __init__(self, file: str, about: str) -> None:
        """`about` is what tells it from another of the same name: its size, and when it came."""
        super().__init__()
        self._asked = f"Remove {file} ({about}) from the inbox?"

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(self._asked), id="asked", markup=False)
            yield Static(Content(MEANS), markup=False)
            yield Static(Content(spelled(KEYS, self)), id="keys", markup=False)

    def action_answer(self, yes: bool) -> None:
        """Remove it, or keep it."""
        self.dismiss(yes)
