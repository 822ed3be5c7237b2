"""copies/: one archive of the store a day, made by whoever works in it first that day; so many are kept."""

import contextlib
import re
import stat
from datetime import date
from pathlib import Path
from typing import IO

from siptui.records.problem import Problem, Refused
from siptui.store.backend_protocol import Backend
from siptui.store.faults import Damaged, Newer
from siptui.store.files import whole_files
from siptui.store.files.lock import at_once
from siptui.store.files.open_safely import what_it_is

NAME = "copies"
_COPY = re.compile(r"\d{4}-\d\d-\d\d\.zip")


def kept(folder: Path) -> list[Path]:
    """The copies there are, the newest first: plain files only. Raises StoreFault."""
    found = [folder / NAME / name for name in whole_files.names(folder / NAME, ".zip") if _COPY.fullmatch(name)]
    return [path for path in reversed(found) if (about := whole_files.look(path)) and stat.S_ISREG(about.st_mode)]


def is_in(folder: Path, file: Path) -> bool:
    """Whether a file that somebody names lies among the copies of the store in that folder."""
    with contextlib.suppress(OSError):
        return file.parent.samefile(folder / NAME)
    return False


def opened(copy: Path) -> contextlib.AbstractContextManager[IO[bytes]]:
    """A copy, opened to be read; what stands there by now may be another thing than was listed. Raises Refused."""
    from siptui.store.backup import read_archive  # zip files take memory, and nobody reads one where the copy is made

    return read_archive.opened(copy, inside=True)


def with_key(folder: Path) -> list[Problem]:
    """The copies, each as a problem, in which an earlier siptui left the key of UPNs. Raises StoreFault."""
    from siptui.store.backup import read_archive

    found = []
    for path in kept(folder):
        with contextlib.suppress(Refused, Newer), opened(path) as copy:
            if read_archive.manifest(path, copy).office.pupil_key:
                do = "delete it; `siptui backup` makes one without it"
                found.append(Problem(str(path), read_archive.HOLDS_KEY, do, code="holds_key"))
    return found


def due(folder: Path, number: int, today: date) -> bool:
    """Whether today's copy is still to be made, where `number` are to be kept.

    Raises Damaged where something stands in its place that is no file.
    """
    path = folder / NAME / f"{today.isoformat()}.zip"
    found = whole_files.look(path) if number > 0 else None
    if found and (what := what_it_is(found.st_mode)):
        raise Damaged(path, what, "look who put it there, and take it away")
    return number > 0 and found is None


def make(backend: Backend, today: date) -> list[Problem]:
    """Make today's copy, and let go of the oldest beyond the number that is kept. Raises Refused, StoreFault.

    Where a school cannot be read, its problem is given; the copy holds the others, and no older one goes, for that may
    be the last to hold it.
    """
    from siptui.store.backup import write_archive

    folder = backend.folder / NAME
    whole_files.make_folder(folder)
    with at_once(backend.folder / "locks" / ".copies.lock") as ours:
        if not ours or not due(backend.folder, backend.office.copies, today):
            return []
        for left in whole_files.all_names(folder):
            if left.startswith(".") and left.endswith(".tmp"):
                whole_files.remove(folder / left)  # by one who died making it
        _, problems = write_archive.write(backend, folder / f"{today.isoformat()}.zip", inside=True, private=False)
        if not problems:
            for old in kept(backend.folder)[backend.office.copies :]:
                whole_files.remove(old)
    return problems
