"""Which engine keeps the store at a place, and what is done with a place that need not hold a sound store yet.

A place is a folder on this host; the address of a database will be another.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path

from siptui.records.problem import Problem
from siptui.store.backend_protocol import Backend
from siptui.store.folder import office_file
from siptui.store.folder.folder_backend import Folder
from siptui.store.office_settings import Office
from siptui.store.school import School


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


def put_year_away(place: Path, year: str, today: date) -> None:
    """Put a copy of all that a store holds away as a year that is over. Raises Refused, StoreFault."""
    from siptui.store.backup import write_archive
    from siptui.store.folder.care import year_turned

    backend = Folder(place)
    year_turned.put_away(backend, lambda out: write_archive.write(backend, out, inside=True)[1], year, today)


def begin_records(place: Path, records: Iterable[tuple[str, School | None]]) -> None:
    """Put these in the place of what stands there of each subject (None: nothing), history and all. Raises StoreFault.

    They must be kept elsewhere: nothing is put aside.
    """
    from siptui.store.folder.care import year_turned

    year_turned.begin(Folder(place), records)


def put_drafts_away(place: Path, year: str) -> None:
    """Put what was being typed away with its year, as far as it is one's own to move."""
    from siptui.store.folder.care import year_turned

    year_turned.drafts_away(place, year)
