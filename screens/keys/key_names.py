"""What keys are called: one key, an action's keys, and a text of ours with the keys in it."""

import re
from collections.abc import Callable, Sequence

from textual.dom import DOMNode
from textual.keys import REPLACED_KEYS, key_to_character

from screens.keys.actions import NAMED, Action, Keys
from screens.terminal.keymap_and_key_names import in_force

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


def acting(action: Action, own: Keys, text: IsText = lambda _sign: False) -> list[str]:
    """The keys that do an action now: those that write no sign which is text."""
    keys = own.get(action.id, action.keys).split(",")
    return [key for key in keys if not ((sign := sign_of(key)) and text(sign))]
