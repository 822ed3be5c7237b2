"""What is replaced because it is damaged is kept: in `kept/`, in a folder of the day and time."""

import contextlib
import os
from datetime import UTC, datetime
from pathlib import Path

from siptui.store.faults import from_os
from siptui.store.files import whole_files

NAME = "kept"


def fresh(store: Path) -> Path:
    """A folder in `kept/` that is not there yet, for what is replaced from now on."""
    stem = store / NAME / datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    found, number = stem, 1
    while found.exists():
        number += 1
        found = stem.with_name(f"{stem.name}-{number}")
    return found


def keep(path: Path, store: Path, aside: Path) -> bool:
    """Keep a file of the store under `aside`, which leaves it where it is; a thing that is no file is moved there.

    False where there is nothing. Raises StoreFault.
    """
    if not (path.exists() or path.is_symlink()):
        return False
    place = aside / path.relative_to(store)
    try:
        for level in reversed([p for p in place.parents if p.is_relative_to(store / NAME)]):
            whole_files.make_folder(level)
        with contextlib.suppress(OSError):  # a file system without links, or a file that is not ours to link
            if path.is_file() and not path.is_symlink():
                os.link(path, place)
                whole_files.sync_folder(place.parent)
                return True
        path.rename(place)
        whole_files.sync_folder(place.parent)
    except OSError as fault:
        raise from_os(fault, path) from fault
    return True
