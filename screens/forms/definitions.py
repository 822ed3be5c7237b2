"""The definitions of scales in full (the form's Part G), over the screen they are needed on."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import BindingType

from screens.frame.box import Piece, TextBox
from screens.frame.colours_of_values import COLOURS
from screens.keys.actions import bindings
from screens.keys.key_names import spelled
from siptui.framework.model import Scale

APART = "\n\n\n"
"""Between two scales."""


class DefinitionScreen(TextBox):
    """Every value of some scales and what it means, one scale after the other."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("definitions")
    DEFAULT_CSS = "DefinitionScreen > VerticalScroll { max-width: 100; }"

    def __init__(self, scales: Sequence[Scale]) -> None:
        super().__init__()
        self._scales = scales

    def pieces(self) -> Iterable[Piece]:
        for number, scale in enumerate(self._scales):
            yield APART * (number > 0) + scale.name, "bold"
            for value in scale.values:
                yield f"\n\n{value.key or value.value}  {value.name}\n", f"bold {COLOURS.get(value.colour, '')}"
                yield value.meaning or value.gist, ""
            if scale.note:
                yield f"\n\n{scale.note}", "$text-muted"
        yield spelled("\n\nArrows scroll · {definitions.back} goes back", self), ""
