"""A scale's definitions in full (the form's Part G), over the screen they are needed on."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType

from screens.fields.about_field import COLOURS
from screens.frame.dialog import Piece, TextDialog
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from siptui.framework.model import Scale


class DefinitionScreen(TextDialog):
    """Every value of a scale and what it means."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("definitions")
    DEFAULT_CSS = "DefinitionScreen > VerticalScroll { max-width: 100; }"

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        self._scale = scale

    def pieces(self) -> Iterable[Piece]:
        yield self._scale.name, "bold"
        for value in self._scale.values:
            yield f"\n\n{value.key or value.value}  {value.name}\n", f"bold {COLOURS.get(value.colour, '')}"
            yield value.meaning or value.gist, ""
        if self._scale.note:
            yield f"\n\n{self._scale.note}", "$text-muted"
        yield spelled("\n\nArrows scroll · {definitions.back} goes back", self), ""
