"""Which engine keeps the store at a place, and what is done with a place that need not hold a sound store yet.

A place is a folder on this host; the address of a database will be another.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

from siptui.records.problem import Problem
from siptui.store.backend_protocol import Backend
from siptui.store.folder import office_file
from siptui.store.folder.folder_backend import Folder
from siptui.store.office_settings import Office


def open_store(place: Path) -> Backend:
    """Open the store at a place. Raises Refused where there is none, StoreFault where it is damaged."""
    return Folder(place)


def make_store(place: Path, office: Office) -> None:
    """Make a store at a place that is new or empty. Raises Refused, StoreFault."""
    office_file.create(place, office)


def unsafe(place: Path) -> str:
    """Why two people may write the same school at once at that place, or "" where they may not."""
    from siptui.store.files import mounts

    return mounts.unsafe(place, place / "locks")


def restore(place: Path, backup: Path, only: Collection[str] = ()) -> Iterator[str]:
    """Put back what a backup holds, in a new store or in the place of what one holds; says what it did, line by line.

    Raises Refused, and then nothing was changed; StoreFault.
    """
    from siptui.store.folder.care import restore

    return restore.restore(place, backup, only)


def rebuild(place: Path) -> Iterator[Problem]:
    """Mend a damaged store from what it holds itself, and say of each thing what became of it. Raises as `restore`."""
    from siptui.store.folder.care import mend

    return mend.rebuild(place)
