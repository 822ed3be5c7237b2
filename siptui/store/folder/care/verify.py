"""Proof that a store is sound, or words for what is not, file by file."""

import stat
import time
from collections.abc import Iterator
from pathlib import Path

from siptui.framework import Framework, FrameworkFault
from siptui.records.fields import Fields
from siptui.records.problem import Problem, Refused
from siptui.records.sound_record import what_is_wrong
from siptui.records.values import BadValue, parse
from siptui.store import archive
from siptui.store.faults import MEND, StoreFault, bad_record
from siptui.store.files import mounts, plain_file, whole_files
from siptui.store.folder import caseload_index, history, office_file, school_file
from siptui.store.folder.care import copies
from siptui.store.folder.schools_folder import SchoolsFolder
from siptui.store.format.edit_lines import leads_to

RIGHTS = "`siptui rebuild` sets the rights of what is yours"
A_WRITING = 0.05  # seconds
ASK = "ask whoever looks after this machine"


def faults(store: SchoolsFolder, framework: Framework, fields: Fields) -> Iterator[Problem]:
    """What is wrong with a store, each thing with what would mend it.

    Looked at are where it lies, its rights, its files and their seals, its history, its summary and its copies."""
    if why := mounts.unsafe(store.folder, store.folder / "locks"):
        yield Problem(str(store.folder), why, "move it to a disk of this machine")
    yield from _rights(store)
    for school_id in store.ids():
        if list(_school(store, school_id, fields)):
            time.sleep(A_WRITING)  # somebody may be writing it, and a line be half there
            yield from _school(store, school_id, fields)
    yield from _summary(store.folder, framework)
    yield from _copies(store)


def _rights(store: SchoolsFolder) -> Iterator[Problem]:
    """Nothing is open to more people than it should be, or to fewer, or somebody else's, or a link."""
    sharing = store.office.sharing
    for name in (".", *office_file.FOLDERS):
        folder = store.folder / name
        if not folder.exists() and not folder.is_symlink():
            if name in ("schools", "history", "locks"):
                yield Problem(str(folder), "is missing", "`siptui rebuild` makes it")
            continue
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode):
            yield Problem(str(folder), "is not a folder, as it should be", ASK)
        elif stat.S_IMODE(found.st_mode) != office_file.rights(name, sharing):
            yield Problem(str(folder), "is open to the wrong people" if sharing else "can be read by others", RIGHTS)
        if name not in (".", "drafts", "inbox"):  # what schools send has the rights that it came with
            for path in sorted(folder.rglob("*")):
                yield from _right(path)
    for path in sorted(p for p in store.folder.iterdir() if p.name not in office_file.FOLDERS):
        yield from _right(path)


def _right(path: Path) -> Iterator[Problem]:
    found = path.lstat()
    folder = path.parent.stat()
    if stat.S_ISLNK(found.st_mode):
        yield Problem(str(path), "is a symbolic link, which a store never holds", "take it away")
    elif why := plain_file.foreign(folder, found):
        yield Problem(str(path), why, ASK)
    elif stat.S_ISREG(found.st_mode) and stat.S_IMODE(found.st_mode) & ~whole_files.mode_in(folder) & 0o077:
        yield Problem(str(path), "can be read by others", RIGHTS)
    elif stat.S_ISREG(found.st_mode) and whole_files.mode_in(folder) & ~stat.S_IMODE(found.st_mode):
        yield Problem(str(path), "shuts colleagues out", RIGHTS)


def _school(store: SchoolsFolder, school_id: str, fields: Fields) -> Iterator[Problem]:
    """A school's file is whole, its history has every edit, and the two say the same."""
    path = store.past(school_id)
    try:
        found, _ = school_file.read(store.place(school_id))
        edits = history.before(path, found.revision)
    except StoreFault as fault:
        yield fault.problem
        return
    except FileNotFoundError:
        if path.exists():
            yield Problem(str(store.place(school_id)), "is missing, though it has a history", MEND)
        return
    if not history.ends_well(path, found.last):
        yield Problem(str(path), "ends in something that siptui did not write", MEND)
    if not leads_to(edits, found):
        yield Problem(str(path), "does not lead to what the school's file holds", MEND)
    if why := what_is_wrong(found.values, fields):
        yield bad_record(school_id, why).problem
    for at, value in found.values.items():
        if at not in fields:
            what = "is no longer asked: the framework has no such field"
            yield Problem(f"{school_id}: {at}", what, "it is kept; ask the LA's officer")
        else:
            try:
                parse(fields[at], value)
            except BadValue as fault:
                yield Problem(f"{school_id}: {at}", str(fault), "set it again")


def _summary(folder: Path, framework: Framework) -> Iterator[Problem]:
    """What is kept for the review equals what the records say now."""
    path = folder / caseload_index.NAME
    try:
        wrong = caseload_index.wrong(folder, framework)
    except FileNotFoundError:
        return
    except StoreFault as fault:
        yield fault.problem
        return
    except FrameworkFault as fault:
        yield Problem(str(path), str(fault), caseload_index.AGAIN)
        return
    for school_id in wrong:
        yield Problem(str(path), f"says other things of {school_id} than its record", caseload_index.AGAIN)


def _copies(store: SchoolsFolder) -> Iterator[Problem]:
    """The daily copies are whole: the latest proven to the last edit, the others listed."""
    for number, copy in enumerate(copies.kept(store.folder)):
        try:
            if number == 0:
                for _ in archive.read(copy):
                    pass
            else:
                archive.manifest(copy)
        except Refused as refusal:
            yield Problem(refusal.problems[0].where, refusal.problems[0].what, "take it away; tomorrow's will be whole")
