"""What this screen is for and what its keys do."""

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.screen import Screen

from screens.frame.box import Piece, TextBox
from screens.keys.actions import Keys, bindings
from screens.keys.key_names import IsText, key_names, own_keys, spelled
from screens.keys.keys_that_act import place_of_focus, signs_that_are_text
from screens.keys.where_keys_apply import everything_at, sharing_lines
from siptui.framework.model import Scale

KEY_WIDTH, MAX_WIDTH = 20, 76


class HelpScreen(TextBox):
    """Over the screen that it explains."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("help")

    def __init__(self, about: str, keys: Sequence[tuple[str, str]], wrong: Sequence[str] = ()) -> None:
        """What the screen is for, its keys and what they do, and what is wrong with a person's own keys."""
        super().__init__()
        self._about = about
        self._keys = keys
        self._wrong = wrong

    def pieces(self) -> Iterable[Piece]:
        yield f"{self._about}\n", ""
        if self._wrong:
            yield "\n".join(["\nNot used, of your own keys:", *self._wrong, ""]), "$text-error"
        room = min(MAX_WIDTH, self.app.size.width) - KEY_WIDTH - 6  # of which a frame, a gap and a scrollbar
        gap = "\n" + " " * KEY_WIDTH
        for key, does in self._keys:
            yield f"\n{key:<{KEY_WIDTH - 1}} ", "bold $text-accent"
            yield gap.join(wrap(does, max(room, 12))), ""


def show_help(screen: Screen[Any], about: str, scales: Sequence[Scale] = (), wrong: Sequence[str] = ()) -> None:
    """Say what a screen or dialog is for, `about`, and what its keys do; and what is wrong with a person's own."""
    lines = help_lines(place_of_focus(screen), own_keys(screen), scales, signs_that_are_text(screen))
    screen.app.push_screen(HelpScreen(spelled(about, screen), lines, wrong))


def help_lines(
    where: str, own: Keys, scales: Sequence[Scale], text: IsText = lambda _sign: False
) -> list[tuple[str, str]]:
    """The keys of a screen and what they do: its own, those of its scales, and those that it shares.

    A sign that is `text` on the cell under the cursor is no key there.
    """
    lines = sharing_lines(everything_at(where, own))
    said = [(line[0].where == where, key_names(line, own, text), line[0].says or line[0].does) for line in lines]
    said = [(mine, keys, does) for mine, keys, does in said if keys]
    its_own, shared = ([(keys, does) for mine, keys, does in said if mine is side] for side in (True, False))
    return [*its_own, *_typed_on(scales), *shared]


def _typed_on(scales: Sequence[Scale]) -> list[tuple[str, str]]:
    """The keys that choose on scales; scales with the same keys share a line."""
    found: dict[str, list[str]] = {}
    for scale in scales:
        if keys := " ".join(value.key for value in scale.values if value.key):
            found.setdefault(keys, []).append(scale.name)
    return [(keys, " · ".join(names)) for keys, names in found.items()]
