"""A screen's keys: what they are called, and the line that names them."""

import re
from collections.abc import Sequence
from typing import Any

from textual.binding import Binding
from textual.content import Content
from textual.dom import DOMNode
from textual.geometry import Region
from textual.keys import REPLACED_KEYS, key_to_character
from textual.screen import Screen
from textual.widget import Widget

from screens.actions import NAMED, PLACES, Action, Keys, actions_of, in_bar

KEY_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "delete": "Del",
    "question_mark": "?",
    "slash": "/",
    "space": "Space",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}
MODIFIERS = {"ctrl": "Ctrl", "shift": "Shift", "alt": "Alt"}
ARROWS = {"Shift+Up Shift+Down Shift+Left Shift+Right": "Shift+Arrows", "Up Down Left Right": "Arrows"}
NAME = re.compile(r"\{([a-z]+\.[a-z_]+)\}")


def key_name(key: str) -> str:
    """A key as people write it: `Ctrl+Z`, `Esc`, `1`."""
    *with_, last = key.split(",")[0].split("+")
    sign = KEY_NAMES.get(last) or sign_of(last) or last.capitalize()
    return "+".join([*(MODIFIERS.get(m, m) for m in with_), sign.upper() if with_ and len(sign) == 1 else sign])


def sign_of(key: str) -> str:
    """What a key writes, "" where it writes nothing."""
    sign = key_to_character(REPLACED_KEYS.get(key, key)) or ""
    return sign if sign.isprintable() else ""


def key_names(actions: Sequence[Action], own: Keys) -> str:
    """The keys of some actions, as people write them."""
    names = [key_name(key) for action in actions for key in own.get(action.id, action.keys).split(",")]
    words = " ".join(dict.fromkeys(names))
    for each, all_four in ARROWS.items():
        words = words.replace(each, all_four)
    return words


def own_keys(node: DOMNode) -> Keys:
    """A person's own keys, as they are in force."""
    return node.app._keymap


def spelled(text: str, node: DOMNode) -> str:
    """A text of ours with `{history.put_back}` as the key that does it."""
    own = own_keys(node)
    return NAME.sub(lambda m: key_name(own.get(m[1], NAMED[m[1]].keys)), text)


class KeyBar(Widget):
    """The screen's keys, and whether all is saved. One widget: each costs time at every screen's opening."""

    DEFAULT_CSS = "KeyBar { height: 1; background: $panel; }"
    STATE_WIDTH = 10

    def __init__(self) -> None:
        super().__init__()
        self.state = ""

    def render(self) -> Content:
        *named, asked = visible_bindings(self.screen)
        help_ = Content.assemble(_named(asked), "  ")
        room = self.size.width - help_.cell_length - self.STATE_WIDTH - 1
        keys = _fitting(named, PLACES[place_of(self.screen)].where_room, room)
        keys = keys.truncate(max(0, room - 1), ellipsis=True).pad_right(max(0, room - 1 - keys.cell_length))
        state = (self.state, "bold $text-error" if self.state.startswith("NOT") else "$text-success")
        return Content.assemble(" ", keys, " ", help_, state)

    def show(self, state: str) -> None:
        """Show the state of saving; a long one is a problem, and the note says the rest."""
        state = "NOT SAVED" if state.startswith("NOT") else state
        if state != self.state:
            self.state = state
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


def place_of(screen: Screen[Any]) -> str:
    """Which place of the registry a screen is: the one that its bindings, or those it takes over, are of.

    One that is another while something is done on it says so.
    """
    if now := getattr(screen, "place_now", ""):
        return str(now)
    for cls in type(screen).__mro__:
        for binding in cls.__dict__.get("BINDINGS", ()):
            if isinstance(binding, Binding) and binding.id in NAMED:
                return NAMED[binding.id].where
    return "app"


def visible_bindings(screen: Screen[Any]) -> list[Binding]:
    """What a screen's key bar names and can do now, in its order, each with the first of its keys."""
    own = own_keys(screen)
    can = [(action, word) for action, word in in_bar(place_of(screen)) if screen.check_action(action.run, ())]
    named = [(action, own.get(action.id, action.keys).split(",")[0], word) for action, word in can]
    return [Binding(key, action.run, word, id=action.id) for action, key, word in named]


def typed_keys(screen: Screen[Any]) -> set[str]:
    """The characters that are keys of a screen."""
    own = own_keys(screen)
    keys = [own.get(a.id, a.keys) for where in (place_of(screen), "grid") for a in actions_of(where)]
    return {sign_of(key) for each in keys for key in each.split(",")}
