"""The three-way merge: what one's own record and a file that came back have each made of what the file was made from.

Pure, and of values only: whoever reads the file says which value each of its fields holds, and, for one that is
untouched, gives the value that it was made from.
"""

import math
from collections.abc import Mapping
from typing import Literal

from msgspec import UNSET, Struct, field

from siptui.records.change import Change, Record
from siptui.records.values import Value

Blank = Literal["keeps", "erases"]
"""What an answer that the file leaves blank does to one that is there."""
Choice = Literal["ours", "theirs"]


class MergeClash(Struct, frozen=True):
    """A field that both sides changed, and not to the same: as it was (None where that is not known), ours, theirs."""

    path: str
    base: Value | None
    ours: Value | None
    theirs: Value | None


class Merged(Struct):
    """What is theirs alone and can be taken, what clashes, and where a blank left standing what was there."""

    changes: list[Change] = field(default_factory=list)
    clashes: list[MergeClash] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def merge(base: Record | None, ours: Record, theirs: Mapping[str, Value | None], blank: Blank = "keeps") -> Merged:
    """What `theirs`, made from `base`, would change in `ours`; a field that it does not name is untouched.

    Without a base nobody can tell who changed what: where both hold something, and not the same, it clashes.
    """
    merged = Merged()
    for path, new in theirs.items():
        mine, was = ours.get(path), None if base is None else base.get(path)
        if same(new, mine) or (base is not None and same(new, was)):
            continue
        if new is None and blank == "keeps":
            merged.kept.append(path)
        elif same(mine, was):
            merged.changes.append(Change(path, new, mine))
        else:
            merged.clashes.append(MergeClash(path, was, mine, new))
    return merged


def resolved(merged: Merged, chosen: Mapping[str, Choice], edited: Mapping[str, Value | None] | None = None) -> Merged:
    """The same as somebody has chosen: what clashes taken or left, what can be taken perhaps left all the same.

    `edited` has what somebody made of the two. Clashes that were not answered still stand.
    """
    edited = edited or {}
    both = [(c.path, c.theirs, c.ours, "") for c in merged.clashes]
    both += [(c.path, c.new, None if c.old is UNSET else c.old, "theirs") for c in merged.changes]
    changes, open_still = [], set()
    for path, theirs, ours, unless_chosen in both:
        choice = chosen.get(path, unless_chosen)
        if path in edited or choice == "theirs":
            new = edited.get(path, theirs)
            changes += [] if same(new, ours) else [Change(path, new, ours)]
        elif not choice:
            open_still.add(path)
    return Merged(changes, [c for c in merged.clashes if c.path in open_still], list(merged.kept))


def same(one: Value | None, other: Value | None) -> bool:
    """Whether two values are the same; numbers but for what programs make of their last digits."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12)
    return one == other
