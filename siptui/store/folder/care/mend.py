"""What mends a damaged store from what it still holds itself. What is replaced is kept in `kept/`."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from siptui.records.change import Change, Edit, Record, apply, inverse
from siptui.records.problem import Problem, Refused
from siptui.store import archive
from siptui.store.backend_protocol import Copied
from siptui.store.faults import StoreFault
from siptui.store.files import whole_files
from siptui.store.files.lock import locked
from siptui.store.folder import caseload_index, history, office_file, replaced_files, school_file
from siptui.store.folder.care import copies
from siptui.store.folder.schools_folder import SchoolsFolder
from siptui.store.format import school_document
from siptui.store.format.edit_lines import REBUILT, joins, leads_to, replayed, unbroken
from siptui.store.layout import FORMAT
from siptui.store.office import Office
from siptui.store.school import School


def rebuild(folder: Path) -> Iterator[Problem]:
    """Mend what can be mended, and say of each thing what became of it. Raises Refused, StoreFault.

    A school's record is made again from its history, a history from its whole lines and from the daily copies, the
    settings from the latest copy, the summary from the records; what dead writers left goes, and rights are set.
    """
    yield from _office(folder)
    store = SchoolsFolder(folder)
    office_file.make_folders(store.folder, store.office.sharing)
    for name in (".", *office_file.FOLDERS):
        for each in whole_files.names(store.folder / name):
            whole_files.set_rights(store.folder / name / each)
    for school_id in store.ids():
        with locked(store.lock(school_id)):
            yield from _school(store, school_id)
    for left in [p for name in ("schools", "history") for p in (store.folder / name).glob(".*.tmp")]:
        with locked(store.lock(left.name.split(".")[1])):
            left.unlink(missing_ok=True)
    caseload_index.forget(store.folder)


def _office(folder: Path) -> Iterator[Problem]:
    try:
        office_file.load(folder)
    except StoreFault as fault:
        found = _office_again(folder)
        if found is None:
            raise fault
        replaced_files.keep(folder / office_file.NAME, folder, replaced_files.fresh(folder))
        office_file.write(folder, found)
        yield Problem(str(folder / office_file.NAME), "was made again from the latest copy")


def _office_again(folder: Path) -> Office | None:
    for copy in copies.kept(folder):
        with contextlib.suppress(Refused):
            return archive.manifest(copy).office
    for path in sorted((folder / "schools").glob("[!.]*.json")):
        with contextlib.suppress(StoreFault, FileNotFoundError):
            return Office(format=FORMAT, framework=school_file.read(path)[0].framework)
    return None


def _school(store: SchoolsFolder, school_id: str) -> Iterator[Problem]:
    """Mend one school; the caller holds its lock."""
    found = _whole(store, school_id)
    if found is not None and _history_is_sound(store, found):
        return
    known = _edits(store, school_id, found)
    mended, says = _bridged(known, found) if found else _made_again(store, school_id, known)
    where = store.past(school_id) if found else store.place(school_id)
    if mended is None:
        yield Problem(str(where), "cannot be mended from what the store holds", "`siptui restore` puts back a backup")
        return
    store.keep_aside(school_id)
    history.write(store.past(school_id), mended.edits)
    school_file.write(store.place(school_id), mended.school)
    yield Problem(str(where), says, f"what stood there is in {store.kept}")


def _whole(store: SchoolsFolder, school_id: str) -> School | None:
    try:
        return school_file.read(store.place(school_id))[0]
    except (StoreFault, FileNotFoundError):
        return None


def _history_is_sound(store: SchoolsFolder, found: School) -> bool:
    path = store.past(found.id)
    try:
        return leads_to(history.before(path, found.revision), found) and history.ends_well(path, found.last)
    except StoreFault:
        return False


def _edits(store: SchoolsFolder, school_id: str, found: School | None) -> dict[int, Edit]:
    """Every edit of a school that is still to be had, by revision: its own, and those that only a copy has.

    A copy that says otherwise of any edit than the store does is of another past, and is left alone.
    """
    known = {edit.revision: edit for edit in history.salvage(store.past(school_id))}
    if found:
        known = {n: edit for n, edit in known.items() if n < found.revision} | {found.revision: found.last}
    elif latest := _latest(store.place(school_id)):
        known.setdefault(latest.revision, latest)
    for copy in copies.kept(store.folder):
        with contextlib.suppress(Refused, StoreFault):
            for copied in archive.read(copy, [school_id]):
                theirs = {edit.revision: edit for edit in [*copied.edits, copied.school.last]}
                same = all(known[n] == edit for n, edit in theirs.items() if n in known)
                if same and (found is None or copied.school.revision <= found.revision):
                    known = theirs | known
    return known


def _latest(path: Path) -> Edit | None:
    """The latest edit out of a damaged record, which is nowhere else: where it and the record's values agree."""
    with contextlib.suppress(StoreFault, OSError, msgspec.DecodeError, RecursionError):
        found = school_document.out_of(whole_files.read(path)[0])
        if all(found.values.get(change.path) == change.new for change in found.last.changes):
            return found.last
    return None


def _unbroken(known: dict[int, Edit]) -> list[Edit]:
    """The edits from the first one on, as far as none is missing."""
    chain: list[Edit] = []
    for number in sorted(known):
        if not joins(chain[-1].revision if chain else 0, known[number]):
            break
        chain.append(known[number])
    return chain


def _made_again(store: SchoolsFolder, school_id: str, known: dict[int, Edit]) -> tuple[Copied | None, str]:
    """A school whose record is lost, from its edits."""
    chain = _unbroken(known)
    if not chain:
        return None, ""
    *edits, last = chain
    made = School(
        format=FORMAT,
        id=school_id,
        framework=store.office.framework,
        revision=last.revision,
        values=replayed(chain),
        last=last,
    )
    lost = len(known) - len(chain)
    says = f"was made again from its history, as {last.who} left it on {last.when[:16].replace('T', ' at ')} (UTC)"
    return Copied(made, edits), says + (f"; {lost} later edits do not join on" if lost else "")


def _bridged(known: dict[int, Edit], found: School) -> tuple[Copied | None, str]:
    """A school whose record is whole, with as much of its history as there is."""
    before = apply(found.values, inverse(found.last))
    chain = _unbroken({n: edit for n, edit in known.items() if n < found.revision})
    edits = chain
    if not (unbroken(chain, found.revision - 1) and replayed(chain) == before):
        edits = [*chain[: found.revision - 2], _bridge(replayed(chain[: found.revision - 2]), before, found)]
    lost = found.revision - 1 - len(chain)
    return Copied(found, edits), "was made again whole" if not lost else f"was made again without {lost} edits"


def _bridge(then: Record, now: Record, found: School) -> Edit:
    """The edit that stands for those that are lost: from what the history still leads to, to what the record was."""
    paths = sorted({*then, *now})
    changes = [Change(p, now.get(p), then.get(p)) for p in paths if then.get(p) != now.get(p)]
    return Edit(revision=found.revision - 1, who="siptui", when=found.last.when, why=REBUILT, changes=changes)
