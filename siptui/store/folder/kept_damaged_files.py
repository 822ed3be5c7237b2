"""What is replaced because it is damaged is kept: in `kept/`, in a folder of the day and time."""

import errno
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

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
    found = whole_files.look(path)
    if found is None:
        return False
    place = aside / path.relative_to(store)
    try:
        with (
            whole_files.held(path.parent) as here,
            whole_files.made_below(store, place.parent.relative_to(store).parts) as there,
        ):
            try:
                if not stat.S_ISREG(found.st_mode):
                    raise OSError(errno.EPERM, "")
                os.link(path.name, path.name, src_dir_fd=here, dst_dir_fd=there, follow_symlinks=False)
            except OSError:  # a file system without links, or a file that is not ours to link
                os.rename(path.name, path.name, src_dir_fd=here, dst_dir_fd=there)
            os.fsync(there)
    except OSError as fault:
        raise whole_files.said_of(fault, path) from fault
    return True
