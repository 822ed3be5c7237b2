"""A scale's definitions in full (the form's Part G), over the screen they are needed on."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from siptui.framework.model import Scale

RAG_STYLES = {"red": "$text-error", "amber": "$text-warning", "green": "$text-success"}


class DefinitionScreen(ModalScreen[None]):
    """Every value of a scale and what it means."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("definitions")
    DEFAULT_CSS = """
    DefinitionScreen { align: center middle; }
    DefinitionScreen > VerticalScroll { width: 100%; max-width: 100; height: auto; max-height: 100%;
                                        border: solid $accent; padding: 0 1; background: $surface; }
    """

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        self._scale = scale

    def compose(self) -> ComposeResult:
        pieces: list[Content | tuple[str, str]] = [(self._scale.name, "bold")]
        for value in self._scale.values:
            pieces.append(
                (f"\n\n{value.key or value.value}  {value.name}\n", f"bold {RAG_STYLES.get(value.colour, '')}")
            )
            pieces.append((value.meaning or value.gist, ""))
        if self._scale.note:
            pieces.append((f"\n\n{self._scale.note}", "$text-muted"))
        with VerticalScroll():
            yield Static(Content.assemble(*pieces), markup=False)
            yield Static(Content(spelled("\nArrows scroll · {definitions.back} goes back", self)), markup=False)
