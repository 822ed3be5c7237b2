"""A screen's keys: what they are called, and the line that names them."""

from typing import Any

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

KEY_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "delete": "Del",
    "question_mark": "?",
    "slash": "/",
    "space": "Space",
    "f2": "F2",
    "f3": "F3",
}
WHERE_ROOM = {"f3"}
"""Keys that the line names last, and only where they fit whole; the help names them always."""


def key_name(key: str) -> str:
    """A key as people write it: `Ctrl+Z`, `Esc`, `1`."""
    first = key.split(",")[0]
    if first.startswith("ctrl+"):
        return "Ctrl+" + first[5:].upper()
    return KEY_NAMES.get(first, first)


class KeyBar(Widget):
    """The screen's keys, and whether all is saved. One widget: each costs time at every screen's opening."""

    DEFAULT_CSS = "KeyBar { height: 1; background: $panel; }"
    STATE_WIDTH = 10

    def __init__(self) -> None:
        super().__init__()
        self.state = ""

    def render(self) -> Content:
        help_ = Content.assemble(_key_and_name("?", "Help"), "  ")
        room = self.size.width - help_.cell_length - self.STATE_WIDTH - 1
        named = [b for b in visible_bindings(self.screen) if b.key != "question_mark"]
        keys = Content("  ").join(_named(b) for b in named if b.key not in WHERE_ROOM)
        for more in (_named(b) for b in named if b.key in WHERE_ROOM):
            if keys.cell_length + 2 + more.cell_length < room:
                keys = Content.assemble(keys, "  ", more)
        keys = keys.truncate(max(0, room - 1), ellipsis=True).pad_right(max(0, room - 1 - keys.cell_length))
        state = (self.state, "bold $text-error" if self.state.startswith("NOT") else "$text-success")
        return Content.assemble(" ", keys, " ", help_, state)

    def show(self, state: str) -> None:
        """Show the state of saving; a long one is a problem, and the note says the rest."""
        state = "NOT SAVED" if state.startswith("NOT") else state
        if state != self.state:
            self.state = state
            self.refresh(Region(self.size.width - self.STATE_WIDTH, 0, self.STATE_WIDTH, 1))


def _named(binding: Binding) -> Content:
    return _key_and_name(key_name(binding.key), binding.description)


def _key_and_name(key: str, name: str) -> Content:
    return Content.assemble((key, "bold $text-accent"), f" {name}")


def visible_bindings(screen: Screen[Any]) -> list[Binding]:
    """The bindings of a screen that its key bar names: its own first, then what all screens share."""
    found: dict[str, Binding] = {}
    for cls in type(screen).__mro__:
        for binding in cls.__dict__.get("BINDINGS", ()):
            if isinstance(binding, Binding):
                found.setdefault(binding.key, binding)
    return [binding for binding in found.values() if binding.show]
