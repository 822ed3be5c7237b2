"""A screen's keys: what they are called, and the line that names them."""

import re
from collections.abc import Sequence
from typing import Any

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import REPLACED_KEYS, key_to_character
from textual.screen import Screen

from screens.keys.actions import NAMED, Action, Keys, actions_of, in_bar
from screens.terminal.keymap import in_force

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
    return in_force(node)


def spelled(text: str, node: DOMNode) -> str:
    """A text of ours with `{history.put_back}` as the key that does it."""
    own = own_keys(node)
    return NAME.sub(lambda m: key_name(own.get(m[1], NAMED[m[1]].keys)), text)


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
