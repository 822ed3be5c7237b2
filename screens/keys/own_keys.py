"""A person's own keys: read from their file, and every line of it that cannot be used said in plain words."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from screens.keys.actions import ACTIONS, NAMED, Action
from screens.keys.key_names import key_name, sign_of
from screens.keys.where_keys_apply import PLACES
from siptui.framework.model import Framework, Scale
from siptui.framework.owner_checked_file import NotOwn, place_in_settings, read_own

VARIABLE = "SIPTUI_KEYS"
LARGEST = 64 * 1024
SAMENESS = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
}
"""What a terminal sends alike, and what people write instead of Textual's names."""
TAKEN = {
    "tab": "Tab goes from field to field",
    "shift+tab": "Shift+Tab goes from field to field",
    "ctrl+c": "Ctrl+C copies",
}
FIGURES = "0123456789.-"
HELP = "everywhere.help"
WIDE = {"app", "everywhere", "editing", "grid", "bar", "pane"}
"""Places that reach to where texts are typed."""
WRITING = {"enter", "backspace", "delete", "up", "down", "left", "right", "home", "end", "pageup", "pagedown"}
"""What one writes with: no key for what comes before all writing."""


class OwnKeys(Struct, frozen=True):
    """A person's keys by action, as Textual spells them, and what is wrong with their file, a line each."""

    keys: dict[str, str] = {}
    wrong: tuple[str, ...] = ()


def place_of_keys() -> Path:
    """The file that holds a person's keys, if they have any."""
    return place_in_settings("keys.toml", VARIABLE)


def read_own_keys(framework: Callable[[], Framework]) -> OwnKeys:
    """A person's keys. Costs a look for the file where there is none; the framework says what is typed on scales."""
    path = place_of_keys()
    try:
        data = read_own(path, LARGEST, links=True)
    except (FileNotFoundError, NotADirectoryError):
        return OwnKeys(wrong=(f"{path}, named in {VARIABLE}, is not there",) if os.environ.get(VARIABLE) else ())
    except NotOwn as fault:
        return OwnKeys(wrong=(f"{path} {fault}",))
    except (OSError, ValueError) as fault:
        return OwnKeys(wrong=(f"{path} cannot be read: {fault}",))
    lines, wrong = _lines(path, data)
    return OwnKeys(wrong=(wrong,)) if wrong else chosen(lines, framework())


def _lines(path: Path, data: bytes) -> tuple[list[tuple[str, Any]], str]:
    """The lines of the file's [keys], an action's id and what is said of it; or what is wrong with the file."""
    import tomllib

    try:
        whole = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as fault:
        return [], f"{path} cannot be understood, and none of it is used: {fault or 'nested too deeply'}"
    if other := [name for name in whole if name != "keys"]:
        return [], f'{path}: {_plain(other[0])} is not known; keys stand under [keys], as "judgements.define" = "f4"'
    table = whole.get("keys", {})
    if not isinstance(table, dict):
        return [], f'{path}: keys is to be a table: [keys], then "judgements.define" = "f4"'
    return list(_flat(table)), ""


def _flat(table: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """An id without quotes is a table within a table to TOML."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{inner}", said) for inner, said in value.items())
        else:
            yield name, value


# -- what can be used


JUDGED = ("judgements", "summary")
"""The places in which nothing is chosen from but the scales of judgements."""


def chosen(lines: list[tuple[str, Any]], framework: Framework) -> OwnKeys:
    """Of a person's lines those that can be used together; of the others, why not."""
    anywhere = _typed(framework.scales.values())
    judged = _typed(framework.scales[f.scale] for f in framework.register.judgement if f.scale)
    keys: dict[str, str] = {}
    wrong: list[str] = []
    for id_, value in lines:
        action = NAMED.get(id_)
        fault = _unknown(id_) if action is None else None
        wanted: list[str] = []
        if action is not None:
            wanted, fault = _keys(action, value, judged if action.where in JUDGED else anywhere)
        if fault:
            wrong.append(f"{_plain(id_)}: {fault}")
        elif action is not None and set(wanted) != set(action.keys.split(",")):
            keys[id_] = ",".join(wanted)
    while found := _clash(keys):
        id_, why = found
        wrong.append(f"{id_}: {why}")
        del keys[id_]
    return OwnKeys(keys, tuple(wrong))


def _typed(scales: Iterable[Scale]) -> set[str]:
    """The signs that are typed where these scales are chosen from."""
    return {v.key.casefold() for scale in scales for v in scale.values if v.key} | set(FIGURES)


def _plain(text: str) -> str:
    """What somebody has written, short, and with nothing in it that a terminal obeys."""
    return "".join(c if c.isprintable() else "?" for c in text[:60])


def _unknown(id_: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(id_, NAMED, 1)
    return "there is no such name" + (f"; did you mean {near[0]}?" if near else "; the README has the names")


def _keys(action: Action, value: Any, typed: set[str]) -> tuple[list[str], str | None]:
    """The keys that a line gives an action, and what is wrong with them."""
    if not isinstance(value, str):
        return [], 'the key stands in quotes, as "f4"'
    wanted: list[str] = []
    for name in value.split(","):
        key = spelled_key(name.strip())
        if key is None:
            return [], f'"{_plain(name.strip())}" is no key'
        if fault := _unfit(action, key, typed):
            return [], fault
        wanted.append(key)
    # Whoever has lost their way finds help where everybody does.
    return (["question_mark", *(k for k in wanted if k != "question_mark")] if action.id == HELP else wanted), None


def spelled_key(name: str) -> str | None:
    """A key as Textual spells it, or None: `F4`, `ctrl+o`, `?`, `Esc`, `pgup`."""
    from textual.keys import Keys

    from screens.terminal.keymap_and_key_names import key_of

    *with_, last = name.split("+") if len(name) > 1 and not name.endswith("++") else [name]
    with_ = [m.strip().casefold() for m in with_]
    if not last or not set(with_) <= {"ctrl", "shift", "alt"} or len(set(with_)) < len(with_):
        return None
    if len(last) == 1:
        if not last.isprintable() or last == " " or "shift" in with_:
            return None
        last = key_of(last.lower() if with_ else last)
    else:
        last = last.casefold().replace(" ", "_")
        last = SAMENESS.get(last, last)
        if last not in {k.value for k in Keys} and not sign_of(last):
            return None
    key = "+".join([*sorted(with_, key=("ctrl", "shift", "alt").index), last])
    return SAMENESS.get(key, key)


def _unfit(action: Action, key: str, typed: set[str]) -> str | None:
    """Why a key is none for an action, whatever else has it."""
    if key in action.keys.split(","):
        return None
    if key in TAKEN:
        return f"{key_name(key)} cannot be had: {TAKEN[key]}"
    sign = sign_of(key)
    if not sign and not (action.priority and key in WRITING):
        return None
    place = PLACES[action.where]
    if action.where in WIDE:
        return f"{key_name(key)} is typed in texts; take one with Ctrl, or F1 to F12"
    if "editing" in place.within and sign.casefold() in typed:
        return f"{key_name(key)} is typed on the scales and figures there"
    return None


# -- clashes


def _clash(own: dict[str, str]) -> tuple[str, str] | None:
    """A line that takes a key which means something else in the same place, and what; the last such line."""
    for id_ in reversed(own):
        action = NAMED[id_]
        for place, other in beside(action):
            both = set(own[id_].split(",")) & set(own.get(other.id, other.keys).split(","))
            if both and not set(action.keys.split(",")) & set(other.keys.split(",")):
                where = "" if other.where == action.where else f" ({PLACES[place].name})"
                return id_, f"{key_name(min(both))} is the key for {other.id}, {other.does}{where}"
    return None


def beside(action: Action) -> Iterator[tuple[str, Action]]:
    """Every other action that can be had at the same moment as one."""
    for name, place in PLACES.items():
        for part in place.parts or ("",):
            here = {name, part, *place.within}
            found = [a for a in ACTIONS if a.where in here and ("bar" in place.parts or not a.editing)]
            if action in found:
                yield from ((name, other) for other in found if other is not action)
