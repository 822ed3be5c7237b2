"""TOML with new data in it, its comments and its layout kept wherever nothing has changed."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import tomlkit
from tomlkit.container import Container
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, Comment, Table, Whitespace

from siptui.framework.data_faults import CALLED, Where, in_words

Data = dict[str, Any]
GONE = "is gone"
WIDE = 100  # characters from which a text with line ends is written over several lines


def changes(old: Data, new: Data) -> list[str]:
    """What differs, a line each: `blocks: 1: fields: date: label: 'Day' is now 'Date'`."""
    return [
        f"{in_words(new if what != 'is gone' else old, where)} {what}" for where, what in _differences(old, new, ())
    ]


def text_with(old_text: str, new: Data) -> str:
    """TOML of the new data, made from an old text; of data that are the same, the old text to the letter."""
    old = tomllib.loads(old_text) if old_text else {}
    if old_text and not changes(old, new):
        return old_text
    try:
        document = tomlkit.parse(old_text)
        _merge(document, old, new)
        text = tomlkit.dumps(document)
        for tried in (re.sub(r"\n{3,}", "\n\n", text), text):
            if not changes(tomllib.loads(tried), new):
                return tried
    except (TOMLKitError, tomllib.TOMLDecodeError, KeyError, ValueError, IndexError, AttributeError):
        pass  # what cannot be kept in its layout is written anew
    return _head(old_text) + fresh(new)


def fresh(data: Data) -> str:
    """TOML of data that there was no file of."""
    return tomlkit.dumps(_item(data))


def _head(text: str) -> str:
    """The comments that a file begins with."""
    lines = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        lines.append(line)
    return "\n".join(lines).strip() + "\n\n" if any(lines) else ""


# -- what differs


def _differences(old: Any, new: Any, where: Where) -> Iterator[tuple[Where, str]]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in old:
            if key not in new and old[key] not in ([], {}):
                yield (*where, key), GONE
        for key, value in new.items():
            if key not in old and value not in ([], {}):
                yield (*where, key), f"is new: {_shown(value)}"
            elif key in old:
                yield from _differences(old[key], value, (*where, key))
    elif _entries(old) and _entries(new):
        yield from _of_entries(old, new, where)
    elif old != new or isinstance(old, bool) != isinstance(new, bool):
        yield where, f"{_shown(old)} is now {_shown(new)}"


def _of_entries(old: list[Data], new: list[Data], where: Where) -> Iterator[tuple[Where, str]]:
    pairs = _pairs(old, new)
    kept = [each for each in pairs if each is not None]
    for number in sorted(set(range(len(old))) - set(kept)):
        yield (*where, number), GONE
    for number, before in enumerate(pairs):
        if before is None:
            yield (*where, number), "is new"
        else:
            yield from _differences(old[before], new[number], (*where, number))
    if kept != sorted(kept):
        yield where, "are in another order"


def _shown(value: Any) -> str:
    text = repr(value) if not isinstance(value, dict) else f"{len(value)} entries"
    return text if len(text) <= 60 else text[:59] + "…"


def _entries(data: Any) -> bool:
    return isinstance(data, list) and bool(data) and all(isinstance(each, dict) for each in data)


def _pairs(old: list[Data], new: list[Data]) -> list[int | None]:
    """For each new entry the old one that it was: by what it is called; else the same, or at the same place."""
    called = [_called(each) for each in old]
    if len(set(called)) == len(called) and all(called):
        places = {name: number for number, name in enumerate(called)}
        return [places.pop(_called(each), None) for each in new]
    left = list(range(len(old)))
    found: list[int | None] = []
    for each in new:
        same = next((number for number in left if old[number] == each), None)
        found.append(same)
        if same is not None:
            left.remove(same)
    if len(old) == len(new):
        return [number if each is None and number in left else each for number, each in enumerate(found)]
    for number, each in enumerate(new):
        if found[number] is None:
            like = next((one for one in left if _like(old[one], each)), None)
            found[number] = like
            if like is not None:
                left.remove(like)
    return found


def _called(entry: Data) -> str:
    return next((str(entry[key]) for key in CALLED if entry.get(key)), "")


def _like(one: Data, other: Data) -> bool:
    return all(one.get(key) == other.get(key) for key in ("block", "title", "at", *CALLED))


# -- the document


def _merge(here: Any, old: Data, new: Data) -> None:
    for key in old:
        if key not in new and old[key] not in ([], {}):
            del here[key]
    for key, value in new.items():
        if key not in old:
            if value not in ([], {}):
                here[key] = _item(value)
        elif isinstance(value, dict) and isinstance(old[key], dict) and old[key]:
            _merge(here[key], old[key], value)
        elif _entries(value) and _entries(old[key]):
            _merge_entries(here, key, old[key], value)
        elif old[key] != value or isinstance(old[key], bool) != isinstance(value, bool):
            here[key] = _item(value)


def _merge_entries(above: Any, key: str, old: list[Data], new: list[Data]) -> None:
    here, pairs = above[key], _pairs(old, new)
    if pairs == list(range(len(old))):
        for number, each in enumerate(new):
            _merge(here[number], old[number], each)
    elif isinstance(here, AoT):
        _rebuild(above, key, here, old, new, pairs)
    else:
        _in_line(here, old, new, pairs)


def _rebuild(above: Any, key: str, here: AoT, old: list[Data], new: list[Data], pairs: list[int | None]) -> None:
    """The tables in their new order. Comments at a table's end speak of the next, and stay where they were."""
    tables = list(here)
    for number in set(range(len(old))) - {each for each in pairs if each is not None}:
        if number:
            _move_comments(tables[number], tables[number - 1])
    rebuilt = tomlkit.aot()
    for before, each in zip(pairs, new, strict=True):
        if before is None:
            rebuilt.append(_item(each))
        else:
            _merge(tables[before], old[before], each)
            rebuilt.append(tables[before])
    above[key] = rebuilt


def _in_line(here: Array, old: list[Data], new: list[Data], pairs: list[int | None]) -> None:
    kept = [each for each in pairs if each is not None]
    if kept != sorted(kept):
        raise ValueError("in another order")
    for number in sorted(set(range(len(old))) - set(kept), reverse=True):
        del here[number]
    for number, (before, each) in enumerate(zip(pairs, new, strict=True)):
        if before is None:
            table = tomlkit.inline_table()
            table.update(each)
            here.insert(number, table)
        else:
            _merge(here[number], old[before], each)


def _move_comments(gone: Table, before: Table) -> None:
    body = _last(gone).body
    moved: list[Any] = []
    while body and isinstance(body[-1][1], Comment | Whitespace):
        moved.insert(0, body.pop()[1])
    if any(isinstance(each, Comment) for each in moved):
        for each in moved:
            _last(before).body.append((None, each))


def _last(table: Any) -> Container:
    """The innermost container at the end of a table."""
    container: Container = table.value
    for _, item in reversed(container.body):
        if isinstance(item, AoT) and len(item):
            return _last(item[len(item) - 1])
        if isinstance(item, Table):
            return _last(item)
        break
    return container


def _item(value: Any) -> Any:
    """A piece of new TOML: values before the tables below them, entries of a list as tables of their own."""
    if isinstance(value, dict):
        table = tomlkit.table()
        for key, each in sorted(value.items(), key=lambda item: _rank(item[1])):
            table.add(key, _item(each))
        return table
    if _entries(value):
        listed = tomlkit.aot()
        for each in value:
            listed.append(_item(each))
        return listed
    if isinstance(value, str) and "\n" in value and not value.startswith("\n") and len(value) > WIDE:
        return tomlkit.string(value, multiline=True)
    return tomlkit.item(value)


def _rank(value: Any) -> int:
    return 2 if _entries(value) else 1 if isinstance(value, dict) else 0
