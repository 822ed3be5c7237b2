"""copies/: one archive of the store a day, made by whoever works in it first that day; so many are kept."""

from datetime import date
from pathlib import Path

from siptui.records.problem import Problem
from siptui.store import archive
from siptui.store.backend_protocol import Backend
from siptui.store.files import whole_files
from siptui.store.files.lock import at_once

NAME = "copies"


def kept(folder: Path) -> list[Path]:
    """The copies there are, the newest first."""
    return sorted((folder / NAME).glob("[0-9][0-9][0-9][0-9]-*.zip"), reverse=True)


def due(folder: Path, number: int, today: date) -> bool:
    """Whether today's copy is still to be made, where `number` are to be kept."""
    return number > 0 and not (folder / NAME / f"{today.isoformat()}.zip").exists()


def make(backend: Backend, today: date) -> list[Problem]:
    """Make today's copy, and let go of the oldest beyond the number that is kept. Raises Refused, StoreFault.

    Where a school cannot be read, its problem is given; the copy holds the others, and no older one goes, for that may
    be the last to hold it.
    """
    folder = backend.folder / NAME
    whole_files.make_folder(folder)
    with at_once(backend.folder / "locks" / ".copies.lock") as ours:
        if not ours or not due(backend.folder, backend.office.copies, today):
            return []
        for left in folder.glob(".*.tmp"):
            left.unlink(missing_ok=True)  # by one who died making it
        out = folder / f"{today.isoformat()}.zip"
        _, problems = archive.write(backend, out, inside=True)
        if not problems:
            for old in kept(backend.folder)[backend.office.copies :]:
                whole_files.remove(old)
    return problems
