"""A store's year put away as a store of its own in `past/`, and the records with which the next begins."""

import os
import shutil
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from msgspec import structs

from siptui.framework.folders import lineage_of
from siptui.records.problem import Problem
from siptui.store.backup.read_archive import PAST
from siptui.store.faults import StoreFault, from_os
from siptui.store.files import store_frameworks, whole_files
from siptui.store.files.lock import locked
from siptui.store.folder import history, office_file, private_people, school_file
from siptui.store.folder.care import restore
from siptui.store.folder.schools_folder import SchoolsFolder
from siptui.store.school import School, folder_of


def put_away(backend: SchoolsFolder, copy: Callable[[Path], list[Problem]], year: str, today: date) -> None:
    """Copy a store, proven, into its folder `past/YEAR`, with the framework it is read under; all of it or nothing.

    `copy` writes it as an archive, and gives a problem for each subject that could not be read. Raises Refused,
    StoreFault: where there is one, for it would be lost.
    """
    _wait_for_writers(backend)
    office_file.make_folder_for(backend.folder, PAST, backend.office.sharing)
    closed = backend.folder / PAST / f".{year}.tmp"  # nobody else passes through it meanwhile
    archive, beside = closed / "year.zip", closed / "store"
    try:
        shutil.rmtree(closed, ignore_errors=True)
        whole_files.make_folder(closed, 0o700)
        closed.chmod(0o700)
        if problems := copy(archive):
            first = problems[0]
            do = "nothing was changed; mend it first: `siptui verify` says what is wrong"
            raise StoreFault(first.where, first.what, do, code=first.code or "not_read")
        for _ in restore.restore(beside, archive):
            pass
        _complete(backend, beside, today)
        beside.rename(backend.folder / PAST / year)
        whole_files.sync_folder(backend.folder / PAST)
    except OSError as fault:
        raise from_os(fault, backend.folder / PAST) from fault
    finally:
        shutil.rmtree(closed, ignore_errors=True)


def _wait_for_writers(backend: SchoolsFolder) -> None:
    """Nobody begins to write any more; whoever has begun is done once their lock can be had."""
    for subject in backend.ids():
        with locked(backend.lock(subject)):
            pass


def _complete(backend: SchoolsFolder, beside: Path, today: date) -> None:
    """Give the copy all that it is read by, for frameworks of the package change; and say that it is over."""
    places, name = backend.office.framework_places(backend.folder), backend.office.framework
    home = places.find(name)
    for each in lineage_of(home, places) if home else ():
        target = beside / store_frameworks.FOLDER / each.folder.name
        if not target.exists():
            whole_files.make_folder(target)
            for path in sorted([*each.folder.glob("*.toml"), *each.folder.glob("forms/*.toml")]):
                place = target / path.relative_to(each.folder)
                whole_files.make_folder(place.parent)
                whole_files.replace(place, path.read_bytes())
    whole_files.remove(beside / office_file.KEY)
    office = structs.replace(backend.office, closed=today.isoformat(), turning="", pupil_key=b"", copies=0)
    if office.private:
        private_people.make(beside, office, office.private)
    office_file.write(beside, office)


def begin(backend: SchoolsFolder, records: Iterable[tuple[str, School | None]]) -> None:
    """Put records, each with its one edit, in the place of what stands there; a subject of which there is none goes."""
    for subject, record in records:
        with locked(backend.lock(subject)):
            if record is None:
                backend.take_away(subject)
                continue
            if not backend.office.is_private(subject):
                office_file.make_folder_for(backend.folder, folder_of(subject), backend.office.sharing)
            school_file.write(backend.place(subject), record)
            history.write(backend.past(subject), [])


def drafts_away(folder: Path, year: str) -> None:
    """Move the store's drafts to their year: they belong to its places. What is not one's own to move stays."""
    away, here = folder / PAST / year / "drafts", folder / "drafts"
    try:
        away.rmdir()
        here.rename(away)
    except OSError:
        whole_files.make_folder(away)
    office = office_file.load(folder)
    if not here.exists():
        whole_files.make_folder(here, 0o700)
        group = os.stat(folder).st_gid if office.sharing else -1  # noqa: PTH116
        whole_files.set_folder_rights(here, office_file.rights("drafts", office.sharing), group)
