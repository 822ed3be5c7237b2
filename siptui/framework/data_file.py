"""One data file, typed; a fault says the file, the key and the reason."""

from pathlib import Path
from typing import TypeVar

import msgspec

Table = TypeVar("Table")


class FrameworkFault(Exception):
    """Data that cannot be used; its text names the file, the key and the reason."""


def read(path: Path, kind: type[Table]) -> Table:
    """The TOML file at `path` as a `kind`. Raises FrameworkFault."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=kind)
    except OSError as fault:
        raise FrameworkFault(f"{path}: cannot be read: {fault.strerror}") from fault
    except msgspec.ValidationError as fault:
        reason, _, key = str(fault).partition(" - at `$")
        raise FrameworkFault(f"{path}: {key.strip('.`') or 'top'}: {reason}") from fault
    except (msgspec.DecodeError, ValueError) as fault:
        raise FrameworkFault(f"{path}: not TOML: {fault}") from fault
