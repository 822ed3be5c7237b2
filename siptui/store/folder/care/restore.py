"""What puts schools back as they were: from a backup, into a new folder or in the place of what a store holds.

Nothing is destroyed: what is replaced is kept in `kept/`. What a newer siptui wrote is not replaced.
"""

import contextlib
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import IO

from msgspec import structs

from siptui.framework.folders import Places
from siptui.records.problem import Refused
from siptui.store.backup import read_archive
from siptui.store.backup.read_archive import PAST
from siptui.store.faults import Newer, StoreFault
from siptui.store.files import store_frameworks, whole_files
from siptui.store.files.lock import locked
from siptui.store.folder import kept_damaged_files, office_file
from siptui.store.folder.care import daily_copies
from siptui.store.folder.care.written_by_newer_siptui import refuse_newer
from siptui.store.folder.schools_folder import SchoolsFolder
from siptui.store.office_settings import Office
from siptui.store.school import counted_in_words


def restore(folder: Path, backup: Path, only: Collection[str] = ()) -> Iterator[str]:
    """Put the schools of a backup, or those in `only`, in a new folder or in the place of what a store holds.

    Says, line by line, what it did. Raises Refused, and then nothing was changed; StoreFault, and Newer, too without
    any change, where a newer siptui wrote what would be replaced.
    """
    with read_archive.opened(backup, inside=daily_copies.is_in(folder, backup)) as file:
        manifest = read_archive.prove(backup, only or None, file)  # all of it is proven before anything is touched
        yield from _put_back(folder, backup, file, manifest, only)


def _put_back(
    folder: Path, backup: Path, file: IO[bytes], manifest: read_archive.Manifest, only: Collection[str]
) -> Iterator[str]:
    frameworks = [] if only else [*read_archive.frameworks(backup, file)]
    refuse_newer(folder, only or None)
    said = [*_settings(folder, manifest.office, whole=not only)]
    store = SchoolsFolder(folder)
    yield from said
    newer, back = 0, list[str]()
    places = store.office.framework_places(store.folder)
    if store.office.closed:  # a year keeps its own, whatever becomes of the package's
        places = Places(package=store.folder / store_frameworks.FOLDER)
    for name in store_frameworks.put_back(store.folder, frameworks, places):
        yield f"put back the framework {name}"
    for copied in read_archive.read(backup, only or None, file):
        with contextlib.suppress(StoreFault, LookupError):
            newer += store.load(copied.school.id).revision > copied.school.revision
        store.put(copied)
        back.append(copied.school.id)
    if not only:
        yield from _not_in(store, manifest)
        yield from _years(store, backup, file)
    when = manifest.made[:16].replace("T", " at ")
    yield f"put back {counted_in_words(back)} as of {when} (UTC)"
    if manifest.office.pupil_key:
        yield f"{backup} {read_archive.HOLDS_KEY}; delete it once you have made a new backup"
        if office_file.key(folder, store.office) == manifest.office.pupil_key:
            yield "this store still uses that key; its backup, restored into a new folder, gets a new one"
    if newer:
        yield f"{newer} of them had been edited since; those edits are kept aside"
    if store.kept.exists():
        yield f"what stood there before is in {store.kept}"


def _years(store: SchoolsFolder, backup: Path, file: IO[bytes]) -> Iterator[str]:
    """Put back the years that are over, but for those there are: nobody has written to them since."""
    for name, year in read_archive.years(backup, file):
        folder = store.folder / PAST / name
        if whole_files.look(folder):
            yield f"{name}: is there already, and stays as it is"
            continue
        office_file.make_folder_for(store.folder, PAST, store.office.sharing)
        for _ in _put_back(folder, backup, year, read_archive.manifest(backup, year), ()):
            pass
        yield f"put back the year {name}"


def _not_in(store: SchoolsFolder, manifest: read_archive.Manifest) -> Iterator[str]:
    """What is done with schools that the backup does not hold."""
    for school_id in sorted(set(store.ids()) - set(manifest.schools)):
        if school_id in manifest.missing:
            yield f"{school_id}: could not be read when the backup was made, so it stays as it is"
            continue
        with locked(store.lock(school_id)):
            store.keep_aside(school_id)
            store.take_away(school_id)
        yield f"{school_id}: was not in the backup; it is kept aside"


def _settings(folder: Path, saved: Office, *, whole: bool) -> Iterator[str]:
    """See that there are settings to open the store by: those there, or the backup's. Says what it did."""
    try:
        office_file.make_folders(folder, office_file.load(folder).sharing)
        return
    except Refused:
        if not whole:
            raise
        begun = any(whole_files.look(folder / name) for name in office_file.FOLDERS)
    except Newer:
        raise
    except StoreFault:
        begun = True
    if saved.private:
        yield "people's records are private no more: the machine's administrator makes them so, siptui private-people"
    saved = structs.replace(saved, pupil_key=b"", private="")
    had_key = whole_files.look(folder / office_file.KEY)
    if not begun:
        yield from _shared_or_not(office_file.create, folder, saved)
    else:
        kept_damaged_files.keep(folder / office_file.NAME, folder, kept_damaged_files.fresh(folder))
        whole_files.remove(folder / office_file.NAME)
        yield from _shared_or_not(_begin, folder, saved)
        yield f"{office_file.NAME} was put back from the backup"
    if not had_key:
        office_file.make_key(folder)
        yield "pupils of earlier imports will not be known again: what tells them is in no backup, and was made anew"


def _begin(folder: Path, saved: Office) -> None:
    office_file.make_folders(folder, saved.sharing)
    office_file.write(folder, saved)


def _shared_or_not(begin: Callable[[Path, Office], None], folder: Path, saved: Office) -> Iterator[str]:
    """Begin a store that is shared as the one was that the backup is of, where this machine has its group."""
    if saved.sharing is None:
        begin(folder, saved)
        return
    try:
        begin(folder, saved)
    except Refused as refusal:
        begin(folder, structs.replace(saved, sharing=None))
        yield f"the store is private now: {refusal}"
    else:
        may = "read and edit" if saved.sharing.write else "read"
        yield f"the store is shared, as it was: whoever is in the group {saved.sharing.group} may {may} it"
