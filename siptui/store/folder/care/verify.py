"""Proof that a store is sound, or words for what is not, file by file."""

import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from siptui.framework import Framework
from siptui.records.changed_framework.earlier_places import EarlierPlaces
from siptui.records.changed_framework.record_as_read import as_read
from siptui.records.fields import Fields
from siptui.records.problem import Problem, Refused
from siptui.store.backup import read_archive
from siptui.store.faults import MEND, Newer, StoreFault, bad_record
from siptui.store.files import mounts, open_safely, whole_files
from siptui.store.folder import caseload_index, history_proof, office_file, private_people, school_file, segments
from siptui.store.folder.care import daily_copies
from siptui.store.folder.schools_folder import HOLDING, SchoolsFolder
from siptui.store.format.values_amiss import values_amiss
from siptui.store.office_settings import Office
from siptui.store.school import folder_of, is_subject

RIGHTS = "`siptui rebuild` sets the rights of what is yours"
A_WRITING = 0.05  # seconds
ASK = "ask whoever looks after this machine"
PLANTED = "look who put it there, and take it away; `siptui rebuild` puts it aside"
INBOX = "inbox"


def faults(store: SchoolsFolder, framework: Framework, fields: Fields) -> Iterator[Problem]:
    """What is wrong with a store, each thing with what would mend it.

    Looked at are where it lies, its rights, its files and their seals, its history, its summary and its copies.
    """
    if why := mounts.unsafe(store.folder, store.folder / "locks"):
        yield Problem(str(store.folder), why, "move it to a disk of this machine", code="unsafe_disk")
    yield from _settings(store)
    yield from _rights(store)
    earlier = EarlierPlaces(fields)
    for school_id in store.ids():
        if list(_school(store, school_id, fields, earlier)):
            time.sleep(A_WRITING)  # somebody may be writing it, and a line be half there
            yield from _school(store, school_id, fields, earlier)
    for school_id in caseload_index.wrong(store.folder, framework, store.history_back):
        yield Problem(
            f"your summary of {school_id}",
            "says other things than its record",
            caseload_index.AGAIN,
            facts={"school": school_id},
            code="summary_differs",
        )
    yield from _copies(store)


def _settings(store: SchoolsFolder) -> Iterator[Problem]:
    """The key that pupils are known by is whole."""
    try:
        office_file.key(store.folder, store.office)
    except StoreFault as fault:
        yield fault.problem


def _rights(store: SchoolsFolder) -> Iterator[Problem]:
    """Nothing is open to more people than it should be, or to fewer, or somebody else's, or no plain file."""
    sharing = store.office.sharing
    for name in (".", *office_file.FOLDERS):
        folder = store.folder / name
        found = whole_files.look(folder)
        if found is None:
            if name in ("schools", "history", "locks"):
                yield Problem(str(folder), "is missing", "`siptui rebuild` makes it", code="folder_missing")
            continue
        if not stat.S_ISDIR(found.st_mode):
            yield Problem(str(folder), "is not a folder, as it should be", ASK, code="no_folder")
        elif stat.S_IMODE(found.st_mode) != office_file.rights(name, sharing):
            yield Problem(
                str(folder),
                "is open to the wrong people" if sharing else "can be read by others",
                RIGHTS,
                code="wrong_rights",
            )
        if stat.S_ISDIR(found.st_mode) and name not in office_file.OWNERS:  # these are checked where they are read
            yield from _inside(folder, name, store.office)
    for each in whole_files.all_names(store.folder):
        if each not in office_file.FOLDERS:
            yield from _right(store.folder / each, found_in=store.folder, private=each == office_file.KEY)


def _inside(folder: Path, name: str, office: Office) -> Iterator[Problem]:
    """What stands in one folder of the store."""
    for each in whole_files.all_names(folder):
        path = folder / each
        about = whole_files.look(path)
        if about is None:
            continue
        if name == private_people.PEOPLE and office.is_private(each):
            yield from _private(folder.parent, office, each)
        elif name == "drafts":
            yield from _drafts(path, about)
        elif name == "kept":
            yield from _kept(path, about)
        elif what := open_safely.what_it_is(about.st_mode):
            yield Problem(str(path), what, PLANTED, code="planted")
        elif name != INBOX:  # what schools send has the rights that it came with
            yield from _right(path, found_in=folder)
            yield from _strange(path, name)


def _private(store: Path, office: Office, subject: str) -> Iterator[Problem]:
    """The folder of somebody's record is theirs and their managers'."""
    try:
        folder = private_people.folder_of(store, office, subject)
    except StoreFault as fault:
        if fault.problem.code != "private":  # it is as it should be, and not for whoever asks
            yield fault.problem
        return
    about = whole_files.look(folder)
    if about and stat.S_IMODE(about.st_mode) != private_people.MODE:
        do = "have the machine's administrator set it right: siptui private-people"
        yield Problem(str(folder), "is open to the wrong people", do, code="wrong_rights")


def _strange(path: Path, name: str) -> Iterator[Problem]:
    """A file whose name no school has: it is read by nobody."""
    named = path.name
    if name in HOLDING and not named.startswith("."):
        subject = named.removesuffix(".json")
        if not (named.endswith(".json") and is_subject(subject) and folder_of(subject) == name):
            yield Problem(
                str(path), "is no school's file", "look who put it there, and take it away", code="no_school_file"
            )
    elif name == "history" and not named.startswith("."):
        plain = named.endswith(".jsonl") and is_subject(named.removesuffix(".jsonl"))
        if not plain and not segments.school_of(named):
            yield Problem(
                str(path), "is no school's history", "look who put it there, and take it away", code="no_school_history"
            )


def _drafts(path: Path, about: os.stat_result) -> Iterator[Problem]:
    """Each has a folder of their own there, which nobody else looks into."""
    if not stat.S_ISDIR(about.st_mode):
        what = open_safely.what_it_is(about.st_mode) or "is a file, where each person has a folder"
        yield Problem(str(path), what, PLANTED, code="planted")
        return
    if about.st_uid != os.geteuid():
        return
    for each in whole_files.all_names(path):
        inner = whole_files.look(path / each)
        if inner and (what := open_safely.what_it_is(inner.st_mode)):
            yield Problem(str(path / each), what, PLANTED, code="planted")


def _kept(path: Path, about: os.stat_result) -> Iterator[Problem]:
    """What was put aside, in folders within folders; whatever is no file there was no file before."""
    yield from _right(path, found_in=path.parent)
    if stat.S_ISDIR(about.st_mode):
        for each in whole_files.all_names(path):
            if inner := whole_files.look(path / each):
                yield from _kept(path / each, inner)


def _right(path: Path, found_in: Path, *, private: bool = False) -> Iterator[Problem]:
    found, folder = whole_files.look(path), whole_files.look(found_in)
    if found is None or folder is None:
        return
    wanted = whole_files.mode_in(folder)
    if stat.S_ISLNK(found.st_mode):
        yield Problem(str(path), open_safely.LINK, "take it away", code="link")
    elif why := open_safely.foreign(folder, found):
        yield Problem(str(path), why, ASK, code="foreign_file")
    elif stat.S_ISREG(found.st_mode) and stat.S_IMODE(found.st_mode) & ~wanted & 0o077:
        yield Problem(str(path), "can be read by others", RIGHTS, code="too_open")
    elif stat.S_ISREG(found.st_mode) and wanted & ~stat.S_IMODE(found.st_mode) and not private:
        yield Problem(str(path), "shuts colleagues out", RIGHTS, code="too_closed")


def _school(store: SchoolsFolder, school_id: str, fields: Fields, earlier: EarlierPlaces) -> Iterator[Problem]:
    """A school's file is whole, its history has every edit, and the two say the same."""
    path = store.past(school_id)
    try:
        found, _ = school_file.read(store.place(school_id))
        leads = history_proof.leads_to(path, found)
        ends = history_proof.ends_well(path, found.last)
    except StoreFault as fault:
        yield fault.problem
        return
    except FileNotFoundError:
        if whole_files.look(path) or store.segments(school_id):
            yield Problem(
                str(store.place(school_id)), "is missing, though it has a history", MEND, code="record_missing"
            )
        return
    if not ends:
        yield Problem(str(path), "ends in something that siptui did not write", MEND, code="foreign_ending")
    if not leads:
        yield Problem(str(path), "does not lead to what the school's file holds", MEND, code="history_differs")
    values, why = as_read(found.values, fields, earlier, lambda: store.history_back(school_id))
    if why:
        yield bad_record(school_id, why).problem
    yield from values_amiss(school_id, values, fields)


def _copies(store: SchoolsFolder) -> Iterator[Problem]:
    """The daily copies are whole: the latest proven to the last edit, the others listed."""
    for number, copy in enumerate(daily_copies.kept(store.folder)):
        try:
            with daily_copies.opened(copy) as file:
                if number == 0:
                    read_archive.prove(copy, file=file)
                else:
                    read_archive.manifest(copy, file)
        except Newer as newer:
            yield newer.problem
        except Refused as refusal:
            yield Problem(
                refusal.problems[0].where,
                refusal.problems[0].what,
                "take it away; tomorrow's will be whole",
                facts={"is": refusal.problems[0].code},
                code="bad_copy",
            )
    yield from daily_copies.with_key(store.folder)
