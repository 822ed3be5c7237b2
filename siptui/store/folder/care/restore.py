"""What puts schools back as they were: from a backup, into a new folder or in the place of what a store holds.

Nothing is destroyed: what is replaced is kept in `kept/`.
"""

import contextlib
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from msgspec import structs

from siptui.records.problem import Refused
from siptui.store import archive
from siptui.store.faults import StoreFault
from siptui.store.files import whole_files
from siptui.store.files.lock import locked
from siptui.store.folder import caseload_index, office_file, replaced_files
from siptui.store.folder.schools_folder import SchoolsFolder
from siptui.store.office import Office


def restore(folder: Path, backup: Path, only: Collection[str] = ()) -> Iterator[str]:
    """Put the schools of a backup, or those in `only`, in a new folder or in the place of what a store holds.

    Says, line by line, what it did. Raises Refused, and then nothing was changed; StoreFault.
    """
    manifest = archive.manifest(backup)
    for _ in archive.read(backup, only or None):
        pass  # all of it is proven before anything is touched
    settings = _settings(folder, manifest.office, whole=not only)
    store = SchoolsFolder(folder)
    if settings:
        yield settings
    count = newer = 0
    for copied in archive.read(backup, only or None):
        with contextlib.suppress(StoreFault, LookupError):
            newer += store.load(copied.school.id).revision > copied.school.revision
        store.put(copied)
        count += 1
    for school_id in [] if only else sorted(set(store.ids()) - set(manifest.schools)):
        _take_away(store, school_id)
        yield f"{school_id}: was not in the backup; it is kept aside"
    caseload_index.forget(store.folder)
    when = manifest.made[:16].replace("T", " at ")
    yield f"put back {count} school{'s' if count > 1 else ''} as of {when} (UTC)"
    if newer:
        yield f"{newer} of them had been edited since; those edits are kept aside"
    if store.kept.exists():
        yield f"what stood there before is in {store.kept}"


def _settings(folder: Path, saved: Office, *, whole: bool) -> str:
    """See that there are settings to open the store by: those there, or the backup's. Says what it did."""
    try:
        office_file.make_folders(folder, office_file.load(folder).sharing)
        return ""
    except Refused:
        if not whole:
            raise
        if not any((folder / name).is_dir() for name in office_file.FOLDERS):
            return _shared_or_not(office_file.create, folder, saved)
    except StoreFault:
        pass
    replaced_files.keep(folder / office_file.NAME, folder, replaced_files.fresh(folder))
    with contextlib.suppress(FileNotFoundError):
        (folder / office_file.NAME).unlink()

    def begin(folder: Path, saved: Office) -> None:
        office_file.make_folders(folder, saved.sharing)
        office_file.write(folder, saved)

    return _shared_or_not(begin, folder, saved) or f"{office_file.NAME} was put back from the backup"


def _shared_or_not(begin: Callable[[Path, Office], None], folder: Path, saved: Office) -> str:
    """Begin a store that is shared as the one was that the backup is of, where this machine has its group."""
    try:
        begin(folder, saved)
        return ""
    except Refused as refusal:
        if saved.sharing is None:
            raise
        begin(folder, structs.replace(saved, sharing=None))
        return f"the store is private now: {refusal}"


def _take_away(store: SchoolsFolder, school_id: str) -> None:
    with locked(store.lock(school_id)):
        store.keep_aside(school_id)
        for path in (store.place(school_id), store.past(school_id)):
            path.unlink(missing_ok=True)
        whole_files.sync_folder(store.folder / "schools")
