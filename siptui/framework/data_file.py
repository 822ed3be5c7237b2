"""One data file, typed; a fault says the file, the key and the reason."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TypeVar
from unicodedata import category

import msgspec

from siptui.framework.owner_checked_file import read_own

Table = TypeVar("Table")
MAY_CONTROL = re.compile(rb"\\[bfeuUx]|\xc2[\x80-\x9f]|\x7f")
"""In a file that has none of these, no text holds a control character, and nobody need look."""
LARGEST = 4 * 1024 * 1024  # bytes of a file that is somebody's own


class FrameworkFault(Exception):
    """Data that cannot be used; its text names the file, the key and the reason."""


def read(path: Path, kind: type[Table], owners: Collection[int] | None = None) -> Table:
    """The TOML file at `path` as a `kind`; with `owners`, only one of theirs or of one's own. Raises FrameworkFault."""
    written = content(path, owners)
    try:
        found = msgspec.toml.decode(written, type=kind)
    except msgspec.ValidationError as fault:
        raise FrameworkFault(f"{path}: {_first_fault(written, kind) or fault}") from fault
    except (msgspec.DecodeError, ValueError, RecursionError) as fault:
        raise FrameworkFault(f"{path}: not TOML: {fault}") from fault
    if MAY_CONTROL.search(written):
        for key in _controlling(msgspec.toml.decode(written), ""):
            raise FrameworkFault(f"{path}: {key}: holds a control character, which a terminal would obey and not show")
    return found


def _first_fault(written: bytes, kind: type) -> str:
    """The key and the reason, as `siptui framework check` says them; "" where that finds nothing."""
    from siptui.framework.data_faults import data_faults, in_words  # which sound files do without

    data = msgspec.toml.decode(written)
    return next((f"{in_words(data, where)}: {reason}" for where, reason in data_faults(data, kind)), "")


def _controlling(thing: object, key: str) -> Iterator[str]:
    """The keys of texts with control characters in them; line ends and tabs are none."""
    if isinstance(thing, dict):
        for name, each in thing.items():
            yield from _controlling(name, key or "top")
            yield from _controlling(each, f"{key}.{name}" if key else str(name))
    elif isinstance(thing, list):
        for number, each in enumerate(thing):
            yield from _controlling(each, f"{key}[{number}]")
    elif isinstance(thing, str) and any(category(c) == "Cc" and c not in "\n\t\r" for c in thing):
        yield key


def content(path: Path, owners: Collection[int] | None = None) -> bytes:
    """What stands in the file. Raises FrameworkFault."""
    try:
        return path.read_bytes() if owners is None else read_own(path, LARGEST, links=True, owners=owners)
    except OSError as fault:
        raise FrameworkFault(f"{path}: cannot be read: {fault.strerror or fault}") from fault
