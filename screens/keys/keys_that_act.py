"""Which keys act now: the place that has them, what is text there and no key, and what the key bar names."""

from typing import Any

from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Input

from screens.keys.actions import NAMED, actions_of
from screens.keys.key_names import HELP, IsText, acting, own_keys, sign_of
from screens.keys.where_keys_apply import in_bar

TYPED_IN = {"bar", "pane", "filter"}
"""Places where every letter is text."""


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
    if place_of_focus(screen) in TYPED_IN or isinstance(screen.focused, Input):
        return lambda _sign: True
    if getattr(screen, "letters_are_text", False):
        return lambda sign: sign not in "/?"
    return lambda _sign: False


def visible_bindings(screen: Screen[Any]) -> list[Binding]:
    """What a screen's key bar names and can do now, in its order, each with the first of its keys that does it.

    Where texts are typed, help has the key that helps while one types, too.
    """
    own, text, where = own_keys(screen), signs_that_are_text(screen), place_of_focus(screen)
    vain = getattr(screen, "in_vain", ())
    can = [(a, word) for a, word in in_bar(where) if a.id not in vain and screen.check_action(a.run, ())]
    named = [(action, keys[0], word) for action, word in can if (keys := acting(action, own, text))]
    if getattr(screen, "edits", False):
        named = [(a, (acting(a, own, str.isprintable) or [key])[0] if a.id == HELP else key, w) for a, key, w in named]
    return [Binding(key, action.run, word, id=action.id) for action, key, word in named]


def typed_keys(screen: Screen[Any]) -> set[str]:
    """The characters that are keys of a screen."""
    own = own_keys(screen)
    keys = [own.get(a.id, a.keys) for where in (place_of(screen), "grid") for a in actions_of(where)]
    return {sign_of(key) for each in keys for key in each.split(",")}
