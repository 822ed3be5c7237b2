"""What mends a damaged store from what it still holds itself. What is replaced is kept in `kept/`.

What a newer siptui wrote is no damage: it is said, and left as it is.
"""

import contextlib
import stat
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import msgspec

from siptui.records.change import Change, Edit, Record, apply
from siptui.records.problem import Problem, Refused
from siptui.records.undo import inverse
from siptui.records.values import Value
from siptui.store.backend_protocol import Copied
from siptui.store.backup import read_archive
from siptui.store.faults import Newer, StoreFault
from siptui.store.files import whole_files
from siptui.store.files.lock import locked
from siptui.store.files.open_safely import what_it_is
from siptui.store.folder import (
    caseload_index,
    history,
    history_proof,
    kept_damaged_files,
    office_file,
    private_people,
    school_file,
)
from siptui.store.folder.care import daily_copies
from siptui.store.folder.care.salvaged_edits import KnownEdits
from siptui.store.folder.care.written_by_newer_siptui import refuse_newer_school
from siptui.store.folder.schools_folder import HOLDING, SchoolsFolder
from siptui.store.format import school_document
from siptui.store.format.edit_lines import REBUILT, Replay
from siptui.store.format_version import FORMAT
from siptui.store.office_settings import Office
from siptui.store.school import School


def rebuild(folder: Path) -> Iterator[Problem]:
    """Mend what can be mended, and say of each thing what became of it. Raises Refused, StoreFault.

    A school's record is made again from its history, a history from its whole lines and from the daily copies, the
    settings from the latest copy; what dead writers left goes, what is no file is put aside, and rights are set.
    """
    yield from _office(folder)
    store = SchoolsFolder(folder)
    office_file.make_folders(store.folder, store.office.sharing)
    if store.office.pupil_key:
        office_file.write(store.folder, office_file.move_key(store.folder, store.office))
        yield Problem(
            str(store.folder / office_file.KEY),
            "holds the key of pupils now, apart from the settings",
            code="key_moved",
        )
    yield from _put_aside(store)
    for name in (".", *office_file.FOLDERS):
        for each in whole_files.names(store.folder / name):
            whole_files.set_rights(store.folder / name / each)
    for school_id in store.ids():
        try:
            with locked(store.lock(school_id)):
                yield from _school(store, school_id)
        except StoreFault as fault:  # one bad school never stops the others
            yield fault.problem
    _sweep(store)
    caseload_index.forget(store.folder)


def _put_aside(store: SchoolsFolder) -> Iterator[Problem]:
    """Move away what is no plain file and stands where only such do: a pipe, a device, a link, a folder."""
    for name in (*HOLDING, "history", "locks", "derived", "copies"):
        for each in whole_files.all_names(store.folder / name):
            path = store.folder / name / each
            found = whole_files.look(path)
            if found and not stat.S_ISREG(found.st_mode) and not _is_private(store, name, each):
                kept_damaged_files.keep(path, store.folder, store.kept)
                yield Problem(
                    str(path),
                    f"{what_it_is(found.st_mode)}; it is in {store.kept} now",
                    facts={"kept": str(store.kept)},
                    code="put_aside",
                )


def _is_private(store: SchoolsFolder, folder: str, name: str) -> bool:
    """Whether it is the folder of somebody's record, which is for them and the managers."""
    return folder == private_people.PEOPLE and store.office.is_private(name)


def _sweep(store: SchoolsFolder) -> None:
    """Take away what writers left that died: temporary files, and segments that no history counts."""
    for name in (*HOLDING, "history"):
        for left in whole_files.all_names(store.folder / name):
            school_id = left.split(".")[1] if left.startswith(".") and left.endswith(".tmp") else ""
            with contextlib.suppress(LookupError), locked(store.lock(school_id)):
                whole_files.remove(store.folder / name / left)
    for school_id in store.ids():
        with locked(store.lock(school_id)), contextlib.suppress(StoreFault, FileNotFoundError):
            counted = history.heading(store.past(school_id))
            for path in store.segments(school_id):
                if not history.counts(counted, path.name):
                    whole_files.remove(path)


def _office(folder: Path) -> Iterator[Problem]:
    try:
        office_file.load(folder)
    except Newer:
        raise
    except StoreFault as fault:
        found = _office_again(folder)
        if found is None:
            raise fault
        kept_damaged_files.keep(folder / office_file.NAME, folder, kept_damaged_files.fresh(folder))
        office_file.write(folder, found)
        yield Problem(str(folder / office_file.NAME), "was made again from the latest copy", code="settings_made_again")


def _office_again(folder: Path) -> Office | None:
    for copy in daily_copies.kept(folder):
        with contextlib.suppress(Refused, Newer), daily_copies.opened(copy) as file:
            return read_archive.manifest(copy, file).office
    for name in whole_files.names(folder / "schools", ".json"):
        with contextlib.suppress(StoreFault, FileNotFoundError):
            return Office(format=FORMAT, framework=school_file.read(folder / "schools" / name)[0].framework)
    return None


def _school(store: SchoolsFolder, school_id: str) -> Iterator[Problem]:
    """Mend one school; the caller holds its lock."""
    try:
        refuse_newer_school(store.folder, school_id)
    except Newer as newer:
        yield newer.problem
        return
    found = _whole(store, school_id)
    if found is not None and _history_is_sound(store, found):
        return
    where = store.past(school_id) if found else store.place(school_id)
    with KnownEdits() as known:
        _gather(store, school_id, found, known)
        mended, says = _bridged(known, found) if found else _made_again(store, school_id, known)
        if mended is None:
            yield Problem(
                str(where),
                "cannot be mended from what the store holds",
                "`siptui restore` puts back a backup",
                code="not_mended",
            )
            return
        store.keep_aside(school_id)
        history.write(store.past(school_id), mended.edits)
    school_file.write(store.place(school_id), mended.school)
    yield Problem(
        str(where), says, f"what stood there is in {store.kept}", facts={"kept": str(store.kept)}, code="mended"
    )


def _whole(store: SchoolsFolder, school_id: str) -> School | None:
    try:
        return school_file.read(store.place(school_id))[0]
    except (StoreFault, FileNotFoundError):
        return None


def _history_is_sound(store: SchoolsFolder, found: School) -> bool:
    path = store.past(found.id)
    try:
        return history_proof.makes_again(path, found) and history_proof.ends_well(path, found.last)
    except StoreFault:
        return False


def _gather(store: SchoolsFolder, school_id: str, found: School | None, known: KnownEdits) -> None:
    """Every edit of a school that is still to be had: its own, and those that only a copy has.

    A copy that says otherwise of any edit than the store does is of another past, and is left alone.
    """
    if found:
        known.add([found.last])
    known.add(history.salvage(store.past(school_id)))
    if found:
        known.drop_from(found.revision + 1)
    elif latest := _latest(store.place(school_id)):
        known.add([latest])
    for copy in daily_copies.kept(store.folder):
        with contextlib.suppress(Refused, StoreFault), daily_copies.opened(copy) as file:
            read_archive.prove(copy, [school_id], file)
            for copied in read_archive.read(copy, [school_id], file):
                late = found is not None and copied.school.revision > found.revision
                if late or not known.agrees(chain(copied.edits, [copied.school.last])):
                    continue
                for again in read_archive.read(copy, [school_id], file):  # a history is gone through once
                    known.add(chain(again.edits, [again.school.last]))


def _latest(path: Path) -> Edit | None:
    """The latest edit out of a damaged record, which is nowhere else: where it and the record's values agree."""
    with contextlib.suppress(StoreFault, OSError, msgspec.DecodeError, RecursionError):
        found = school_document.out_of(whole_files.read(path)[0])
        if all(found.values.get(change.path) == change.new for change in found.last.changes):
            return found.last
    return None


def _made_again(store: SchoolsFolder, school_id: str, known: KnownEdits) -> tuple[Copied | None, str]:
    """A school whose record is lost, from its edits."""
    replay, count, last = Replay(store.past(school_id)), 0, None
    for edit in known.unbroken():
        replay.take(edit)
        count, last = count + 1, edit
    if last is None:
        return None, ""
    made = School(
        format=FORMAT,
        id=school_id,
        framework=store.office.framework,
        revision=last.revision,
        values=replay.record,
        last=last,
    )
    lost = len(known) - count
    says = f"was made again from its history, as {last.who} left it on {last.when[:16].replace('T', ' at ')} (UTC)"
    return Copied(made, known.unbroken(last.revision)), says + (f"; {lost} later edits do not join on" if lost else "")


def _bridged(known: KnownEdits, found: School) -> tuple[Copied | None, str]:
    """A school whose record is whole, with as much of its history as there is."""
    before = apply(found.values, inverse(found.last))
    at, count, then = _leads(known, found.revision)
    if at == found.revision - 1 and then == before:
        edits: Iterator[Edit] = known.unbroken(found.revision)
    elif found.revision == 1:
        return None, ""
    else:
        _, _, then = _leads(known, found.revision - 1)
        bridge = _bridge(then, before, found)
        edits = chain(known.unbroken(found.revision - 1), [bridge])
    lost = found.revision - 1 - count
    return Copied(found, edits), "was made again whole" if not lost else f"was made again without {lost} edits"


def _leads(known: KnownEdits, below: int) -> tuple[int, int, dict[str, Value]]:
    """Where the unbroken edits before a revision end, how many they are, and the record that they make."""
    replay, count = Replay(Path()), 0
    for edit in known.unbroken(below):
        replay.take(edit)
        count += 1
    return replay.at, count, replay.record


def _bridge(then: Record, now: Record, found: School) -> Edit:
    """The edit that stands for those that are lost: from what the history still leads to, to what the record was."""
    paths = sorted({*then, *now})
    changes = [Change(p, now.get(p), then.get(p)) for p in paths if then.get(p) != now.get(p)]
    return Edit(revision=found.revision - 1, who="siptui", when=found.last.when, why=REBUILT, changes=changes)
