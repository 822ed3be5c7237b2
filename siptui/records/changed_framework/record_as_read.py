"""A record as it reads under today's framework, though it was kept under another.

Answers stand where they are asked now (`was`). A value that was kept when its field was of another kind is read as what
it means today (the text `12` in what is a number now); where it means nothing, it stands beside its field as a value
that no form asks. Nothing is written by reading: the next Edit of that record brings the rest along.
"""

from collections.abc import Callable, Iterable, Sequence

from siptui.records.change import Change, Edit, Record, apply
from siptui.records.changed_framework.earlier_places import EarlierPlaces
from siptui.records.fields import Fields
from siptui.records.record_validity import of_another_kind, what_is_wrong
from siptui.records.typed_and_shown import typed
from siptui.records.values import NOT_TYPED, BadValue, Field, Value, parse

AS_BEFORE = "as_before"
"""The last part of the path of a value that means nothing in what its field has become."""


def as_read(
    values: dict[str, Value], fields: Fields, earlier: EarlierPlaces, backwards: Callable[[], Iterable[Edit]]
) -> tuple[dict[str, Value], str]:
    """A record as it reads, the very one where nothing is elsewhere; and what is wrong with it, "" for a sound one.

    Only what an Edit of its history wrote there can be of another kind: anything else no siptui wrote. `backwards`
    tells the history from its end, and is asked where there is such a value alone.
    """
    read = earlier.as_read(values)
    why = what_is_wrong(read, fields)
    if not why:
        return read, ""
    today = as_asked(read, fields)
    if what_is_wrong(today, fields):
        return read, why
    others = {path: read[path] for path in of_another_kind(read, fields)}
    return (today, "") if _were_written(others, map(earlier.edit_as_read, backwards())) else (read, why)


def as_asked(record: Record, fields: Fields) -> dict[str, Value]:
    """A record with each value that is of another kind than its field read as that kind, or set beside the field."""
    found = dict(record)
    for path in of_another_kind(record, fields):
        value = found.pop(path)
        meant = _meant(fields[path], value)
        found[_beside(path, found, fields) if meant is None else path] = value if meant is None else meant
    return found


def as_written(standing: Record, read: Record, changes: Sequence[Change], fields: Fields) -> list[Change]:
    """Settled changes of a record as read, with what brings the record as it stands to where it reads."""
    return _from_to(standing, as_asked(apply(read, changes), fields), changes)


def changes_as_asked(changes: Sequence[Change], fields: Fields) -> list[Change]:
    """Changes out of a history as they read: from where what stood before is asked, or kept, to where it is after."""
    before = as_asked({c.path: c.old for c in changes if isinstance(c.old, str | int | float)}, fields)
    after = as_asked({c.path: c.new for c in changes if c.new is not None}, fields)
    return _from_to(before, after, changes)


def _from_to(before: Record, after: Record, first: Sequence[Change]) -> list[Change]:
    """What leads from one record to another, in the order of those changes that are told `first`."""
    paths = dict.fromkeys([*(change.path for change in first), *before, *after])
    found = [Change(path, after.get(path), before.get(path)) for path in paths]
    return [change for change in found if change.new != change.old]


def _meant(field: Field, value: Value) -> Value | None:
    if field.kind in NOT_TYPED:
        return None
    try:
        return parse(field, typed(value))
    except BadValue:
        return None


def _beside(path: str, record: Record, fields: Fields) -> str:
    """A path below that of a field, which is neither asked nor holds anything."""
    number = 1
    while True:
        found = f"{path}/{AS_BEFORE}" + (f"_{number}" if number > 1 else "")
        if found not in record and fields.find(found) is None:
            return found
        number += 1


def _were_written(values: Record, backwards: Iterable[Edit]) -> bool:
    """Whether what stands at each path is what the latest Edit of it put there."""
    left = dict(values)
    for edit in backwards:
        for change in edit.changes:
            if change.path in left and left.pop(change.path) != change.new:
                return False
        if not left:
            return True
    return False
