"""How the structs of a framework's file become the rows and columns of a sheet.

A sheet is one file. Its first row is the file itself; each entry of a list stands in a row of its own, below that which
it belongs to, and says in the column `what` which list it is of. The columns follow from the structs of the model, so
that a key that is added there has its column here. XLSForm's names are used where they fit: name, label, hint,
relevant.
"""

from collections.abc import Container, Iterator
from functools import cached_property, lru_cache
from typing import Any

from msgspec import inspect

from siptui.workbooks.frameworks.cell_text import bare

WHAT, NAME, LABEL = "what", "name", "label"
NAMED = ("code", "value", "kip", "key")
"""Keys that an entry is named by; the first that it has is the column `name`."""
LABELLED = ("label", "name", "title")
ALIASES = {"prompt": "hint", "shown_when": "relevant"}


class Column:
    """A key of a struct that stands in one cell: its heading, the way to it in the data, and what it holds."""

    def __init__(self, heading: str, keys: tuple[str, ...], kind: inspect.Type) -> None:
        self.heading, self.keys, self.kind = heading, keys, bare(kind)

    @property
    def also(self) -> list[str]:
        """What else it may be headed: its key as TOML has it, where the sheet's heading is another word."""
        return [self.keys[0]] if len(self.keys) == 1 and self.keys[0] != self.heading else []

    @property
    def choices(self) -> list[str]:
        """What may be chosen, where the model says it."""
        if isinstance(self.kind, inspect.LiteralType):
            return [str(value) for value in self.kind.values if value != ""]
        return ["yes", "no"] if isinstance(self.kind, inspect.BoolType) else []


class Entry:
    """What a struct is on a sheet: its columns, and the lists below it."""

    def __init__(self, struct: inspect.StructType, named: bool = False) -> None:
        self.struct = struct
        self.named = named  # by its key in a table, which is its column `name`
        self.lists: dict[str, Entries] = {}
        self.columns: dict[str, Column] = {}
        headings = _headings(struct, named)
        for field in struct.fields:
            key, kind = field.encode_name, bare(field.type)
            if below := _entries(kind):
                self.lists[key] = Entries(key, below, isinstance(kind, inspect.DictType))
            elif isinstance(kind, inspect.StructType):
                for part in kind.fields:
                    self._add(Column(f"{key}.{part.encode_name}", (key, part.encode_name), part.type))
            else:
                self._add(Column(headings[key], (key,), kind))

    def _add(self, column: Column) -> None:
        self.columns[column.heading] = column

    def under(self, heading: str, filled: Container[tuple[str, ...]] = ()) -> Column | None:
        """What stands under a heading of a row in which some keys are `filled`, under the words that TOML has for them.

        Where it is one of those, the heading is such a word too: beside `code` a `name` is the name, and not the code.
        """
        column = self.columns.get(heading)
        if column and column.keys not in filled:
            return column
        return next((each for each in self.columns.values() if heading in each.also), column)

    def in_order(self) -> list["Entries"]:
        """Its lists: those with lists below them last, for a row belongs to the nearest above that has such a list."""
        return sorted(self.lists.values(), key=lambda each: any(e.lists for e in each.kinds.values()))


class Entries:
    """A list of structs, or a table of them by name (`by_name`); of several kinds where a tag says which."""

    def __init__(self, key: str, structs: list[inspect.StructType], by_name: bool) -> None:
        self.key, self.structs, self.by_name = key, structs, by_name
        self.tag = str(structs[0].tag_field) if structs[0].tag is not None else ""

    @cached_property
    def kinds(self) -> dict[str, Entry]:
        """What its rows are, by tag ("" where there is none)."""
        return {str(each.tag or ""): Entry(each, self.by_name) for each in self.structs}

    def of(self, data: dict[str, Any]) -> Entry | None:
        """What a row of it is."""
        return self.kinds.get(str(data.get(self.tag, "")) if self.tag else "")


@lru_cache(maxsize=16)
def outline(kind: type) -> Entry:
    """What a file of this kind is on a sheet."""
    found = inspect.type_info(kind)
    if not isinstance(found, inspect.StructType):
        raise TypeError(kind)
    entry = Entry(found)
    if not entry.lists:  # a key a row, by its own name
        entry.columns = {".".join(each.keys): each for each in entry.columns.values()}
        for heading, column in entry.columns.items():
            column.heading = heading
    return entry


def all_entries(entry: Entry) -> Iterator[tuple[str, Entry]]:
    """The entry and all below it, each with the list that it is of and every kind once."""
    yield "", entry
    for entries in entry.in_order():
        for each in entries.kinds.values():
            for key, below in all_entries(each):
                yield key or entries.key, below


def headings(entry: Entry) -> list[str]:
    """The headings of a file's sheet: what every form of XLSForm's begins with, then each key as the model has it."""
    found = [WHAT]
    tags = [lists.tag for _, each in all_entries(entry) for lists in each.lists.values() if lists.tag]
    found += [*tags, NAME, LABEL, "kind", "hint", "required", "relevant"]
    for _, each in all_entries(entry):
        found += list(each.columns)
    there = {WHAT, NAME, *tags, *(h for _, each in all_entries(entry) for h in each.columns)}
    return [heading for heading in dict.fromkeys(found) if heading in there]


def _entries(kind: inspect.Type) -> list[inspect.StructType]:
    """The structs that a list or a table is of; none where it is of texts or numbers."""
    item = kind.item_type if isinstance(kind, inspect.ListType) else None
    item = kind.value_type if isinstance(kind, inspect.DictType) else item
    if isinstance(item, inspect.UnionType):
        return [each for each in item.types if isinstance(each, inspect.StructType)]
    return [item] if isinstance(item, inspect.StructType) else []


def _headings(struct: inspect.StructType, named: bool) -> dict[str, str]:
    keys = [field.encode_name for field in struct.fields]
    found: dict[str, str] = {}
    name = "" if named else next((key for key in NAMED if key in keys), "")
    label = next((key for key in LABELLED if key in keys and key != name), "")
    taken = {NAME} if named else set()
    for key, heading in [(name, NAME), (label, LABEL), *((key, ALIASES.get(key, key)) for key in keys)]:
        if key and key not in found:
            found[key] = heading if heading not in taken else f"own {heading}"
            taken.add(found[key])
    return found
