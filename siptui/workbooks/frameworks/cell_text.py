"""How a list or a table of a framework stands in one cell, and is read back the same.

- a list: an entry a line
- a condition and what else has names: `name = value` a line, several values with ` | ` between
- a table of two ways (a lookup): `row / column = value` a line

Before a sign that would mean something else stands a backslash; `\\n` is a new line within an entry, `\\s` a blank at
its edge, `\\-` an entry that is empty; `[]` is a list of nothing. A text is written as it is.
"""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import inspect

EMPTY_TEXT = "\\-"
NOTHING = "[]"
_UNSEEN = re.compile(r"\\+(-|\s+)")
"""A backslash before a text of blanks, which would be taken for an empty cell, or before what stands for none."""
_SPLIT = {sign: re.compile(rf"(?<!\\)((?:\\\\)*){re.escape(sign)}") for sign in "\n|=/"}


class BadCell(ValueError):
    """A cell that cannot be what it should; its text says why, and what is right."""


def written(value: Any, kind: inspect.Type) -> str:
    """A text, a list or a table as it stands in a cell."""
    kind = bare(kind)
    if isinstance(value, str):
        return f"\\{value}" if value.isspace() or _UNSEEN.fullmatch(value) else value or EMPTY_TEXT
    if not value:
        return NOTHING
    if isinstance(value, list):
        text = "\n".join(_escaped(each, "") for each in value)
        return f"\\{text}" if text == NOTHING or text.isspace() else text
    lines = []
    for key, each in value.items():
        name = _escaped(key, "=/")
        if isinstance(each, dict):
            lines += [f"{name} / {_escaped(k, '=/')} = {_escaped(v, '')}" for k, v in each.items()] or [f"{name} /"]
        elif isinstance(each, list):
            lines.append(f"{name} = {' | '.join(_escaped(v, '|') for v in each)}".rstrip(" "))
        else:
            lines.append(f"{name} = {_escaped(each, '')}")
    return "\n".join(lines)


def read(text: str, kind: inspect.Type) -> Any:
    """What stands in a cell, as a `kind`. Raises BadCell."""
    kind = bare(kind)
    if isinstance(kind, inspect.ListType):
        if text.strip() == NOTHING:
            return []
        return [_one(each, kind.item_type) for each in _parts(text, "\n") if each.strip(" ")]
    if isinstance(kind, inspect.DictType):
        return _table(text, bare(kind.value_type))
    if text == EMPTY_TEXT:
        return ""
    return text[1:] if _UNSEEN.fullmatch(text) else text


def bare(kind: inspect.Type) -> inspect.Type:
    """A kind without its None."""
    if isinstance(kind, inspect.UnionType):
        some = [each for each in kind.types if not isinstance(each, inspect.NoneType)]
        return some[0] if len(some) == 1 else kind
    return kind


def _table(text: str, kind: inspect.Type) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if text.strip() == NOTHING:
        return found
    for line in _parts(text, "\n"):
        if not line.strip():
            continue
        name, equals, value = _halves(line, "=")
        if isinstance(kind, inspect.DictType):
            row, slash, column = _halves(name, "/")
            if not slash:
                raise BadCell(f"{line.strip()!r} is no line of a table; write: row / column = value")
            here = found.setdefault(_plain(row), {})
            if equals:
                here[_plain(column)] = _one(value, kind.value_type)
            continue
        if not equals:
            raise BadCell(f"{line.strip()!r} says nothing of a name; write: name = value")
        if isinstance(kind, inspect.ListType):
            found[_plain(name)] = [_one(v, kind.item_type) for v in _parts(value, "|")] if value.strip(" ") else []
        else:
            found[_plain(name)] = _one(value, kind)
    return found


def _one(text: str, kind: inspect.Type) -> Any:
    text = _plain(text)
    if isinstance(kind, inspect.IntType | inspect.FloatType):
        try:
            return int(text) if isinstance(kind, inspect.IntType) else float(text)
        except ValueError:
            raise BadCell(f"{text[:40]!r} is no number") from None
    return text


def _escaped(value: Any, signs: str) -> str:
    text = str(value)
    if not text:
        return EMPTY_TEXT
    text = text.replace("\\", "\\\\").replace("\n", "\\n")
    for sign in signs:
        text = text.replace(sign, f"\\{sign}")
    inner = text.strip(" ")
    before = len(text) - len(text.lstrip(" "))
    return "\\s" * before + inner + "\\s" * (len(text) - before - len(inner)) if inner else "\\s" * len(text)


def _plain(text: str) -> str:
    means = {"n": "\n", "s": " ", "-": ""}
    return re.sub(r"\\(.)", lambda found: means.get(found[1], found[1]), text.strip(" "), flags=re.DOTALL)


def _parts(text: str, sign: str) -> Iterator[str]:
    """The text between signs that have no backslash before them."""
    begin = 0
    for found in _SPLIT[sign].finditer(text):
        yield text[begin : found.end() - 1]
        begin = found.end()
    yield text[begin:]


def _halves(text: str, sign: str) -> tuple[str, str, str]:
    found = _SPLIT[sign].search(text)
    return (text[: found.end() - 1], sign, text[found.end() :]) if found else (text, "", "")
