"""What this screen is for and what its keys do."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from screens.keys import key_name

EVERYWHERE = (
    ("Arrows", "Move"),
    ("PgUp PgDn", "A page up or down"),
    ("Enter", "Open, or edit"),
    ("/", "Show only the rows with some words in them; Esc shows all"),
    ("F6", "Sort by the column; again: downwards; again: as it was"),
    ("F8 Ctrl+A", "Choose a block with the arrows, or all; Esc lets it go"),
    ("Ctrl+C", "Copy the cell or the block"),
    ("Esc", "Go back"),
    ("Ctrl+Z Ctrl+Y", "Undo, redo"),
    ("Ctrl+P", "Find a school or a command"),
    ("Ctrl+Q", "Quit; everything is saved"),
)
EDITING = (
    ("F2", "Edit the cell"),
    ("Del", "Clear the cell or the block"),
    ("Ctrl+V", "Paste what was copied here (or paste as your terminal does)"),
    ("Ctrl+E", "While writing a text: your own editor"),
)


class HelpScreen(ModalScreen[None]):
    """Over the screen that it explains."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,question_mark,enter,q", "dismiss", "Back")]
    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > VerticalScroll { width: 100%; max-width: 76; height: auto; max-height: 100%;
                                  border: solid $accent; padding: 0 1; background: $surface; }
    """

    def __init__(self, about: str, bindings: Sequence[Binding], edits: bool) -> None:
        """What the screen is for, and its own keys."""
        super().__init__()
        self._about = about
        self._shared = (*EVERYWHERE, *(EDITING if edits else ()))
        self._own = [(key_name(b.key), b.description) for b in bindings]

    def compose(self) -> ComposeResult:
        taken = {key for key, _ in self._own}
        pieces: list[Content | tuple[str, str]] = [(f"{self._about}\n", "")]
        for key, does in (*self._own, *(pair for pair in self._shared if pair[0] not in taken)):
            pieces += [(f"\n{key:<15}", "bold $text-accent"), (does, "")]
        with VerticalScroll():
            yield Static(Content.assemble(*pieces), markup=False)
