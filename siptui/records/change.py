"""A record, and the only way it ever changes: a Change (DESIGN, ideas 2 and 3)."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import UNSET, Struct, UnsetType

from siptui.records.source import Source
from siptui.records.values import Value

Record = Mapping[str, Value]
"""What is known of a school in a year: a value by path. A path that is not there is an empty field."""


class Change(Struct, frozen=True, array_like=True):
    """One field moved from `old` to `new`. None is an empty field.

    `old` left UNSET means "whatever stands there" (a plain `set`); given, it must still stand there, or the Change
    is a conflict.
    """

    path: str
    new: Value | None
    old: Value | UnsetType | None = UNSET


class Edit(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Changes that went through the door together: all of them or none.

    `why` is "typed", "pasted", "imported from FILE", "undo", "redo", or "merge" for what was chosen in a clash; `of` is
    the revision that an undo or redo is of; `source` is the file that imported figures came from.
    """

    revision: int
    who: str
    when: str  # ISO 8601, UTC, seconds
    why: str
    changes: list[Change]
    of: int = 0
    source: Source | None = None


class Clash(Struct, frozen=True):
    """A field that has moved since a Change was made from it, and who moved it when ("" where that is not known)."""

    path: str
    expected: Value | None
    found: Value | None
    wanted: Value | None
    who: str = ""
    when: str = ""  # ISO 8601, UTC, seconds


class Conflict(Exception):
    """Changes that were made from values that no longer stand; nothing was changed."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        super().__init__("; ".join(f"{c.path}: has become {c.found!r} meanwhile" for c in clashes))
        self.clashes = clashes


def settle(record: Record, changes: Iterable[Change]) -> list[Change]:
    """The changes that would really move something, with their old values filled in. Raises Conflict.

    A field named twice is taken from its first old value to its last new one.
    """
    clashes: list[Clash] = []
    settled: dict[str, Change] = {}
    for change in changes:
        before = settled.get(change.path)
        standing = before.new if before else record.get(change.path)
        if change.old is not UNSET and change.old != standing:
            clashes.append(Clash(change.path, change.old, standing, change.new))
            continue
        first = before.old if before else standing
        settled[change.path] = Change(change.path, change.new, first)
    if clashes:
        raise Conflict(clashes)
    return [c for c in settled.values() if c.old != c.new]


def apply(record: Record, changes: Iterable[Change]) -> dict[str, Value]:
    """The record after settled `changes`; the one given is left as it was."""
    after = dict(record)
    for change in changes:
        if change.new is None:
            after.pop(change.path, None)
        else:
            after[change.path] = change.new
    return after
