"""What a changed framework would do to the values that are kept: nothing is lost, and some are asked for no more."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from siptui.records.change import Record
from siptui.records.changed_framework.earlier_places import EarlierPlaces
from siptui.records.fields import Fields
from siptui.records.typed_and_shown import typed
from siptui.records.values import BadValue, Field, Value, parse

Effect = Literal["removed", "moved", "retyped", "choice_gone"]


class Affected(Struct, frozen=True):
    """A value that a changed framework would treat otherwise: where it is, what becomes of it, and where it moves."""

    path: str
    effect: Effect
    value: Value
    to: str = ""
    why: str = ""


def affected(record: Record, before: Fields, after: Fields, earlier: EarlierPlaces) -> Iterator[Affected]:
    """What would become of a record's values; `earlier` are the earlier places of the framework as it would be."""
    waiting = {old: new for new, old in earlier.waiting(record).items()}
    for path, value in record.items():
        to = waiting.get(path, "")
        field = after.find(to or path)
        if field is None:
            yield Affected(path, "removed", value)
            continue
        if to:
            yield Affected(path, "moved", value, to)
        yield from _fit(path, value, before.find(path), field, to)


def draft_affected(path: str, text: str, after: Fields, earlier: EarlierPlaces) -> Iterator[Affected]:
    """The same of a text that was typed in a field and is no value yet."""
    to = earlier.now(path) or ""
    field = after.find(to or path)
    if field is None:
        yield Affected(path, "removed", text)
        return
    if to:
        yield Affected(path, "moved", text, to)
    try:
        parse(field, text)
    except BadValue as fault:
        yield Affected(path, "retyped", text, to, str(fault))


def _fit(path: str, value: Value, before: Field | None, after: Field, to: str) -> Iterator[Affected]:
    if after.kind == "scale" and after.scale:
        known = before is None or before.scale is None or before.scale.find(str(value)) is not None
        if after.scale.find(str(value)) is None and (known or before is None or before.kind != "scale"):
            yield Affected(path, "choice_gone", value, to, f"is not on the scale {after.scale.name}")
        return
    if before is not None and before.kind == after.kind:
        return
    try:
        parse(after, typed(value))
    except BadValue as fault:
        yield Affected(path, "retyped", value, to, str(fault))
