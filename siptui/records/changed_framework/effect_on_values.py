"""What a changed framework would do to the values that are kept: nothing is lost, and some are asked for no more."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from siptui.framework.places import STATE
from siptui.records.change import Record
from siptui.records.changed_framework.earlier_places import EarlierPlaces
from siptui.records.changed_framework.record_as_read import AS_BEFORE
from siptui.records.fields import Fields
from siptui.records.record_validity import of_another_kind
from siptui.records.typed_and_shown import typed
from siptui.records.values import BadValue, Field, Value, parse

Effect = Literal["removed", "moved", "retyped", "choice_gone"]


class Affected(Struct, frozen=True):
    """A value that a changed framework would treat otherwise: where it is, what becomes of it, and where it moves.

    One that is retyped moves where it means nothing any more, and else stays and is shown as it is.
    """

    path: str
    effect: Effect
    value: Value
    to: str = ""
    why: str = ""


def affected(record: Record, after: Fields, earlier: EarlierPlaces) -> Iterator[Affected]:
    """What would become of a record's values; `earlier` are the earlier places of the framework as it would be.

    They are judged by the framework as it would be alone: that they were kept under can be the same folder, changed.
    """
    waiting = {old: new for new, old in earlier.waiting(record).items()}
    for path, value in record.items():
        to = waiting.get(path, "")
        field = after.find(to or path)
        if field is None:
            yield Affected(path, "removed", value)
            continue
        if to:
            yield Affected(path, "moved", value, to)
        yield from _fit(path, value, after, field, to)


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


def _fit(path: str, value: Value, fields: Fields, field: Field, to: str) -> Iterator[Affected]:
    if field.kind == "state":
        way = fields.framework.ways.get(fields.framework.form(field.form).way)
        if way and field.path.endswith(f"/{STATE}") and value not in [state.key for state in way.states]:
            yield Affected(path, "choice_gone", value, to, f"is no state of the way {way.name}")
    elif field.kind == "scale" and field.scale:
        if field.scale.find(str(value)) is None:
            yield Affected(path, "choice_gone", value, to, f"is not on the scale {field.scale.name}")
    else:
        try:
            parse(field, typed(value))
        except BadValue as fault:
            place = to or path
            beside = f"{place}/{AS_BEFORE}" if of_another_kind({place: value}, fields) else to
            yield Affected(path, "retyped", value, beside, str(fault))
