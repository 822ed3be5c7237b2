"""A framework's file as rows, and rows as its data: what TOML gives, and no structs."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from siptui.workbooks.frameworks.outline import NAME, WHAT, Entries, Entry

Row = dict[str, tuple[Any, Any]]
"""By heading: the Column (None for `what`, the tag and a name in a table) and the value."""


def rows_of(data: dict[str, Any], entry: Entry, what: str) -> Iterator[Row]:
    """The rows of a file: itself as `what`, then what is below it."""
    yield {WHAT: (None, what)} | _cells(data, entry)
    yield from _below(data, entry)


def _below(data: dict[str, Any], entry: Entry) -> Iterator[Row]:
    for entries in entry.in_order():
        found = data.get(entries.key) or []
        for name, each in found.items() if isinstance(found, dict) else (("", each) for each in found):
            kind = entries.of(each)
            if kind is None:
                continue
            row: Row = {WHAT: (None, entries.key)}
            if entries.tag:
                row[entries.tag] = (None, each[entries.tag])
            if entries.by_name:
                row[NAME] = (None, name)
            yield row | _cells(each, kind)
            yield from _below(each, kind)


def _cells(data: dict[str, Any], entry: Entry) -> Row:
    found: Row = {}
    for column in entry.columns.values():
        here: Any = data
        for key in column.keys:
            here = here.get(key) if isinstance(here, dict) else None
        if here is not None:
            found[column.heading] = (column, here)
    return found


class Open(Struct):
    """An entry that rows below may belong to: its data, where they are, and what it is."""

    data: dict[str, Any]
    where: tuple[str | int, ...]
    entry: Entry


def place_for(stack: list[Open], what: str) -> tuple[Open, Entries] | None:
    """The nearest open entry that has a list of that name; those below it are closed."""
    for depth in range(len(stack) - 1, -1, -1):
        if entries := stack[depth].entry.lists.get(what):
            del stack[depth + 1 :]
            return stack[depth], entries
    return None
