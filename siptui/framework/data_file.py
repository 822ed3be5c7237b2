"""One data file, typed; a fault says the file, the key and the reason."""

from collections.abc import Collection
from pathlib import Path
from typing import TypeVar

import msgspec

from siptui.framework.owner_checked_file import read_own

Table = TypeVar("Table")
LARGEST = 4 * 1024 * 1024  # bytes of a file that is somebody's own


class FrameworkFault(Exception):
    """Data that cannot be used; its text names the file, the key and the reason."""


def read(path: Path, kind: type[Table], owners: Collection[int] | None = None) -> Table:
    """The TOML file at `path` as a `kind`; with `owners`, only one of theirs or of one's own. Raises FrameworkFault."""
    try:
        return msgspec.toml.decode(content(path, owners), type=kind)
    except msgspec.ValidationError as fault:
        reason, _, key = str(fault).partition(" - at `$")
        raise FrameworkFault(f"{path}: {key.strip('.`') or 'top'}: {reason}") from fault
    except (msgspec.DecodeError, ValueError, RecursionError) as fault:
        raise FrameworkFault(f"{path}: not TOML: {fault}") from fault


def content(path: Path, owners: Collection[int] | None = None) -> bytes:
    """What stands in the file. Raises FrameworkFault."""
    try:
        return path.read_bytes() if owners is None else read_own(path, LARGEST, links=True, owners=owners)
    except OSError as fault:
        raise FrameworkFault(f"{path}: cannot be read: {fault.strerror or fault}") from fault
