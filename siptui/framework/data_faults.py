"""Everything that is wrong with data read from a file, where msgspec says the first thing alone.

The data are dicts, lists and values as TOML gives them; what they should be is said by the structs of the model.
"""

from collections.abc import Iterator
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from msgspec import inspect

Where = tuple[str | int, ...]
"""A place in the data: keys of tables and indexes, from 0, of lists."""

CALLED = ("key", "code", "value", "kip")
"""What an entry of a list is called by, if anything."""
PLAIN: list[tuple[type, tuple[type, ...], str]] = [
    (inspect.BoolType, (bool,), "true or false"),
    (inspect.IntType, (int,), "a whole number"),
    (inspect.FloatType, (int, float), "a number"),
    (inspect.StrType, (str,), 'a text in quotation marks ("")'),
    (inspect.DateType, (date,), "a date such as 2010-09-14, without quotation marks"),
]


def data_faults(data: object, kind: type) -> Iterator[tuple[Where, str]]:
    """What is wrong with data that should be a `kind`: where, and why."""
    yield from _wrong(data, inspect.type_info(kind), ())


def in_words(data: object, where: Where) -> str:
    """A place in data as an author finds it: `blocks: 3: fields: date: kind`; entries count from 1."""
    words: list[str] = []
    for each in where:
        here: Any = None
        if isinstance(data, dict):
            here = data.get(each)
        elif isinstance(data, list) and isinstance(each, int) and each < len(data):
            here = data[each]
        called = next((here[key] for key in CALLED if here.get(key)), None) if isinstance(here, dict) else None
        words.append(str(called if isinstance(each, int) and called else each + 1 if isinstance(each, int) else each))
        data = here
    return ": ".join(words) or "top"


def _wrong(data: object, kind: inspect.Type, where: Where) -> Iterator[tuple[Where, str]]:
    if isinstance(kind, inspect.UnionType):
        yield from _of_several(data, kind, where)
    elif isinstance(kind, inspect.StructType):
        yield from _of_struct(data, kind, where)
    elif isinstance(kind, inspect.ListType):
        if not isinstance(data, list):
            yield where, "should be a list, in square brackets"
            return
        for number, each in enumerate(data):
            yield from _wrong(each, kind.item_type, (*where, number))
    elif isinstance(kind, inspect.DictType):
        if not isinstance(data, dict):
            yield where, "should be a table of names and what they stand for"
            return
        for key, each in data.items():
            yield from _wrong(each, kind.value_type, (*where, key))
    elif isinstance(kind, inspect.LiteralType):
        if data not in kind.values:
            yield where, f"{_shown(data)} is none of: {', '.join(str(v) or '(nothing)' for v in kind.values)}"
    else:
        yield from _of_plain(data, kind, where)


def _of_plain(data: object, kind: inspect.Type, where: Where) -> Iterator[tuple[Where, str]]:
    for plain, right, called in PLAIN:
        if isinstance(kind, plain):
            wrong_kind = (isinstance(data, bool) and bool not in right) or isinstance(data, datetime)
            if wrong_kind or not isinstance(data, right):
                yield where, f"should be {called}, not {_shown(data)}"


def _of_several(data: object, kind: inspect.UnionType, where: Where) -> Iterator[tuple[Where, str]]:
    tagged = [each for each in kind.types if isinstance(each, inspect.StructType) and each.tag is not None]
    if not tagged:
        some = [list(_wrong(data, each, where)) for each in kind.types if not isinstance(each, inspect.NoneType)]
        if all(some):
            yield from some[0]
        return
    if not isinstance(data, dict):
        yield where, "should be a table"
        return
    field = str(tagged[0].tag_field)
    for each in tagged:
        if data.get(field) == each.tag:
            yield from _wrong(data, each, where)
            return
    yield (*where, field), f"{_shown(data.get(field))} is none of: {', '.join(str(each.tag) for each in tagged)}"


def _of_struct(data: object, kind: inspect.StructType, where: Where) -> Iterator[tuple[Where, str]]:
    if not isinstance(data, dict):
        yield where, "should be a table"
        return
    known = {field.encode_name: field for field in kind.fields}
    for key, value in data.items():
        if key in known:
            yield from _wrong(value, known[key].type, (*where, key))
        elif key != kind.tag_field:
            near = get_close_matches(key, known, n=1, cutoff=0.7)
            yield (*where, key), "there is no such key here" + (f"; did you mean {near[0]}?" if near else "")
    for name, field in known.items():
        if field.required and name not in data:
            yield (*where, name), "is missing"


def _shown(data: object) -> str:
    if data is None:
        return "(nothing)"
    return repr(data)[:60] if isinstance(data, str) else str(data)[:60]
