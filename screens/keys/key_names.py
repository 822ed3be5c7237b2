"""A screen's keys: what they are called, and the line that names them."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import REPLACED_KEYS, key_to_character
from textual.screen import Screen

from screens.keys.actions import NAMED, Action, Keys, actions_of, in_bar
from screens.terminal.textual_keys import in_force

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
HELP = "everywhere.help"
IsText = Callable[[str], bool]
TYPED_IN = {"bar", "pane", "filter"}
"""Places where every letter is text."""
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


def key_names(actions: Sequence[Action], own: Keys, text: IsText = lambda _sign: False) -> str:
    """The keys of some actions, as people write them, without signs that are text."""
    names = [key_name(key) for action in actions for key in acting(action, own, text)]
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
    return NAME.sub(lambda m: key_name(own.get(m[1], NAMED[m[1]].keys)) if m[1] in NAMED else m[0], text)


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


def place_of_focus(screen: Screen[Any]) -> str:
    """Which place has the keys now: a part of the screen that is typed in, else the screen."""
    for node in screen.focused.ancestors_with_self if screen.focused else ():
        for binding in type(node).__dict__.get("BINDINGS", ()):
            if isinstance(binding, Binding) and binding.id in NAMED and NAMED[binding.id].where in TYPED_IN:
                return NAMED[binding.id].where
    return place_of(screen)


def signs_that_are_text(screen: Screen[Any]) -> IsText:
    """Which signs are text now and no keys: all where one writes; on a cell that holds words, all but `/` and `?`."""
    if place_of_focus(screen) in TYPED_IN:
        return lambda _sign: True
    if getattr(screen, "letters_are_text", False):
        return lambda sign: sign not in "/?"
    return lambda _sign: False


def acting(action: Action, own: Keys, text: IsText = lambda _sign: False) -> list[str]:
    """The keys that do an action now: those that write no sign which is text."""
    keys = own.get(action.id, action.keys).split(",")
    return [key for key in keys if not ((sign := sign_of(key)) and text(sign))]


def visible_bindings(screen: Screen[Any]) -> list[Binding]:
    """What a screen's key bar names and can do now, in its order, each with the first of its keys that does it.

    Where texts are typed, help has the key that helps while one types, too.
    """
    own, text, where = own_keys(screen), signs_that_are_text(screen), place_of_focus(screen)
    can = [(action, word) for action, word in in_bar(where) if screen.check_action(action.run, ())]
    named = [(action, keys[0], word) for action, word in can if (keys := acting(action, own, text))]
    if getattr(screen, "edits", False):
        named = [(a, (acting(a, own, str.isprintable) or [key])[0] if a.id == HELP else key, w) for a, key, w in named]
    return [Binding(key, action.run, word, id=action.id) for action, key, word in named]


def typed_keys(screen: Screen[Any]) -> set[str]:
    """The characters that are keys of a screen."""
    own = own_keys(screen)
    keys = [own.get(a.id, a.keys) for where in (place_of(screen), "grid") for a in actions_of(where)]
    return {sign_of(key) for each in keys for key in each.split(",")}
