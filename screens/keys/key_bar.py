"""The bar that names the keys of a screen."""

from collections.abc import Sequence

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from screens.keys.key_names import HELP, key_name
from screens.keys.keys_that_act import place_of_focus, visible_bindings
from screens.keys.where_keys_apply import PLACES


class KeyBar(Widget):
    """The screen's keys, and whether all is saved. One widget: each costs time at every screen's opening."""

    DEFAULT_CSS = "KeyBar { height: 1; background: $panel; }"
    STATE_WIDTH = 10

    def __init__(self) -> None:
        super().__init__()
        self.state = ""
        self._failed = False
        self._shown: list[tuple[str, str]] = []

    def on_mount(self) -> None:
        self.watch(self.screen, "focused", self.follow, init=False)

    def follow(self) -> None:
        """Name other keys where others act: in what is typed in, or on another cell."""
        if self._shown and self._shown != [(b.key, b.description) for b in visible_bindings(self.screen)]:
            self.refresh()

    def render(self) -> Content:
        bindings = visible_bindings(self.screen)
        self._shown = [(b.key, b.description) for b in bindings]
        named = [b for b in bindings if b.id != HELP]
        help_ = Content("  ").join([*(_named(b) for b in bindings if b.id == HELP), Content("")])
        room = self.size.width - help_.cell_length - self.STATE_WIDTH - 1
        keys = _fitting(named, PLACES[place_of_focus(self.screen)].where_room, room)
        keys = keys.truncate(max(0, room - 1), ellipsis=True).pad_right(max(0, room - 1 - keys.cell_length))
        state = (self.state, "bold $text-error" if self._failed else "$text-success")
        return Content.assemble(" ", keys, " ", help_, state)

    def show(self, state: str, failed: bool = False) -> None:
        """Show how saving stands, in a word; where it has failed the note says the rest."""
        if (state, failed) != (self.state, self._failed):
            self.state, self._failed = state, failed
            self.refresh(Region(self.size.width - self.STATE_WIDTH, 0, self.STATE_WIDTH, 1))


def _fitting(named: Sequence[Binding], where_room: Sequence[str], room: int) -> Content:
    """Keys and what they do; those that can be spared only if they fit whole. The help names all."""
    some = [b for b in named if b.id not in where_room]
    for spare in where_room:
        more = [b for b in named if b in some or b.id == spare]
        if Content("  ").join(map(_named, more)).cell_length < room:
            some = more
    return Content("  ").join(map(_named, some))


def _named(binding: Binding) -> Content:
    return _key_and_name(key_name(binding.key), binding.description)


def _key_and_name(key: str, name: str) -> Content:
    return Content.assemble((key, "bold $text-accent"), f" {name}")
