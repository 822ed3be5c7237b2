"""A record as it was at an earlier revision, told from its history."""

from collections.abc import Iterable

from msgspec import UNSET

from siptui.records.change import Edit, Record
from siptui.records.values import Value


def as_of(record: Record, revision: int, backwards: Iterable[Edit], at: int) -> dict[str, Value] | None:
    """The record as the edit of revision `at` left it; 0 is before the first. None where there is no such revision.

    `record` is as `revision` left it, `backwards` the history told from its end.
    """
    if not 0 <= at <= revision:
        return None
    values = dict(record)
    if at == revision:
        return values
    reached = revision + 1
    for edit in backwards:
        if edit.revision <= at:
            return values
        reached = edit.revision
        for change in reversed(edit.changes):
            values.pop(change.path, None)
            if change.old is not None and change.old is not UNSET:
                values[change.path] = change.old
    return values if at == 0 and reached == 1 else None
