"""Files that siptui makes for one user alone, to be quicker: in the user's cache folder, and believed only from there.

Nothing is kept, and nothing read, where the folder or the file could have been written by anybody else.
"""

import os
import stat
from pathlib import Path

from siptui.store.faults import StoreFault
from siptui.store.files import whole_files


def place(*names: str) -> Path:
    """A file of siptui's in the user's cache folder."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 - as `framework.compiled`
    return Path(home, "siptui", *names)


def read(path: Path) -> bytes | None:
    """What is kept there; None where there is nothing, or it may not be believed."""
    try:
        if not _is_ours(path.parent) or not _is_ours(path):
            return None
        return whole_files.read(path)[0]
    except (StoreFault, OSError):
        return None


def write(path: Path, data: bytes) -> None:
    """Keep something for next time, for this user only; where that cannot be done, it is done without."""
    from siptui.store.files.lock import at_once

    try:
        whole_files.make_folder(path.parent)
        if _is_ours(path.parent):
            with at_once(path.with_suffix(".lock")) as ours:
                if ours:
                    whole_files.replace(path, data, derived=True)
    except (StoreFault, OSError):
        return


def forget(path: Path) -> None:
    """Let go of what is kept there."""
    try:
        whole_files.remove(path)
    except (StoreFault, OSError):
        return


def _is_ours(path: Path) -> bool:
    """Whether a thing belongs to whoever runs this, and nobody else may write to it."""
    found = whole_files.look(path)
    return found is not None and found.st_uid == os.geteuid() and not stat.S_IMODE(found.st_mode) & 0o022
