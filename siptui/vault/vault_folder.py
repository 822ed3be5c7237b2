"""The engine over a vault's folder: one sealed file a school, its record and its whole history in it.

What the forms copy from the shared record (the school's name, its headteacher) is laid under the record as it is read,
and is never kept here.
"""

import os
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from siptui.framework import Framework
from siptui.records.change import Edit, Record
from siptui.records.fields import Fields
from siptui.records.problem import Problem
from siptui.records.values import Value
from siptui.rules.caseload_row import caseload_row
from siptui.store.backend_protocol import Copied, Decide, NoSchool, Overview
from siptui.store.faults import StoreFault, from_os
from siptui.store.files import whole_files
from siptui.store.files.lock import locked
from siptui.store.format.edit_lines import leads_to
from siptui.store.office_settings import Office
from siptui.store.school import School, after, is_id
from siptui.vault import newest_seen
from siptui.vault.keys import key_file
from siptui.vault.keys.key_file import Keys
from siptui.vault.newest_seen import NewestSeen
from siptui.vault.place import LOCKS, SUBJECTS
from siptui.vault.sealed_file import MEND, NotSealed, damaged, seal, unseal

ENDING = ".sealed"
REMEMBERED = 8  # schools


class _Kept(Struct, kw_only=True):
    """What a school's file holds: the record as its latest edit left it, and the edits before, oldest first."""

    format: int
    id: str
    framework: str
    revision: int
    values: dict[str, Value]
    last: Edit
    before: list[Edit]


class _Read(Struct, frozen=True):
    version: int
    state: whole_files.StatKey
    school: School
    before: list[Edit]


class VaultFolder:
    """A vault that is open."""

    owns: bool | None = None

    def __init__(
        self, folder: Path, keys: Keys, office: Office, shared: Callable[[str], Record], marks: NewestSeen | None = None
    ) -> None:
        """`shared` gives what is laid under a school's record as it is read."""
        self.folder = folder
        self.office = office
        self.keys = keys
        self.marks = marks or NewestSeen(keys)
        self._shared = shared
        self._known: OrderedDict[str, _Read] = OrderedDict()
        self._seen = self.marks.all()
        self.changed: Callable[[School], None] = lambda _: None
        """Told of each school as it stands after a change, when it is on disk."""

    def place(self, school_id: str) -> Path:
        """The file of a school. Raises NoSchool for what can be no id."""
        if not is_id(school_id):
            raise NoSchool(school_id)
        return self.folder / SUBJECTS / f"{school_id}{ENDING}"

    def about(self, school_id: str) -> str:
        """What a school's file is bound to."""
        return f"{self.keys.vault} school {school_id}"

    def _read(self, school_id: str) -> _Read:
        """A school as it is kept. Raises NoSchool, StoreFault."""
        path = self.place(school_id)
        found = whole_files.look(path)
        known = self._known.get(school_id)
        if known and found is not None and whole_files.stat_key(found) == known.state:
            return known
        seen = self._seen.get(school_id, 0)
        try:
            data, state = whole_files.read(path)
        except (FileNotFoundError, NotADirectoryError):
            if seen:
                raise StoreFault(path, "is missing, though it was here", MEND, code="record_missing") from None
            raise NoSchool(school_id) from None
        try:
            version, plain = unseal(self.keys.records, self.about(school_id), data)
            kept = msgspec.json.decode(plain, type=_Kept)
        except NotSealed as fault:
            raise damaged(path, fault) from None
        except msgspec.DecodeError:
            raise damaged(path, NotSealed("was sealed by another siptui and is not understood")) from None
        if version < seen:
            raise newest_seen.older(path, version, seen)
        school = School(**{name: getattr(kept, name) for name in _Kept.__struct_fields__ if name != "before"})
        read = _Read(version, state, school, kept.before)
        self._remember(school_id, read)
        return read

    def _remember(self, school_id: str, read: _Read) -> None:
        self._known[school_id] = read
        self._known.move_to_end(school_id)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        if self._seen.get(school_id, 0) < read.version:
            self.marks.saw(school_id, read.version)
            self._seen[school_id] = read.version

    def _write(self, school_id: str, version: int, school: School, before: list[Edit]) -> None:
        kept = _Kept(
            format=school.format,
            id=school.id,
            framework=school.framework,
            revision=school.revision,
            values=school.values,
            last=school.last,
            before=before,
        )
        sealed = seal(self.keys.records, self.about(school_id), version, msgspec.json.encode(kept))
        if len(sealed) > whole_files.LARGEST:
            what = "would grow longer than siptui could read"
            raise StoreFault(self.place(school_id), what, "shorten some of its texts", code="record_too_long")
        state = whole_files.replace(self.place(school_id), sealed)
        self._remember(school_id, _Read(version, state, school, before))

    def _laid_under(self, school: School) -> School:
        shared = self._shared(school.id)
        return structs.replace(school, values={**shared, **school.values}) if shared else school

    # -- what the door asks for

    def load(self, school_id: str) -> School:
        return self._laid_under(self._read(school_id).school)

    def ids(self) -> list[str]:
        found = {name.removesuffix(ENDING) for name in whole_files.names(self.folder / SUBJECTS, ENDING)}
        return sorted(each for each in found | (self._seen.keys() - {newest_seen.KEY_FILE}) if is_id(each))

    def history(self, school_id: str) -> Iterator[Edit]:
        found = self._read(school_id)
        return iter([*found.before, found.school.last])

    def history_back(self, school_id: str) -> Iterator[Edit]:
        found = self._read(school_id)
        return iter([found.school.last, *reversed(found.before)])

    def change(self, school_id: str, decide: Decide, framework: Framework) -> Edit | None:
        with locked(self.folder / LOCKS / f"{self.place(school_id).stem}.lock"):
            self._seen = self.marks.all()
            try:
                found = self._read(school_id)
            except NoSchool:
                found = None
            edit = decide(self._laid_under(found.school) if found else None)
            if edit is None:
                if found:
                    whole_files.make_sure(self.place(school_id))
                return None
            before = [*found.before, found.school.last] if found else []
            made = after(found.school if found else None, school_id, framework.name, edit)
            self._write(school_id, found.version + 1 if found else 1, made, before)
        self.changed(self._laid_under(made))
        return edit

    def unwritable(self) -> Problem | None:
        if os.access(self.folder / SUBJECTS, os.W_OK | os.X_OK, effective_ids=True):
            return None
        what, do = "you may read this vault but not write to it", "ask whoever looks after this machine"
        return Problem(str(self.folder), what, do, code="read_only")

    def watch(self) -> Hashable:
        try:
            found = (self.folder / SUBJECTS).stat()
        except OSError as fault:
            raise from_os(fault, self.folder) from fault
        return found.st_ino, found.st_mtime_ns

    def summary(self, framework: Framework) -> Overview:
        rows, problems = [], []
        for each in self.copy():
            if isinstance(each, Problem):
                problems.append(each)
            else:
                rows.append(caseload_row(framework, each.school.id, each.school.values))
        return sorted(rows, key=lambda row: (row.name.casefold(), row.id)), problems

    def copy(self) -> Iterator[Copied | Problem]:
        for school_id in self.ids():
            try:
                found = self._read(school_id)
                yield Copied(found.school, found.before)
            except StoreFault as fault:
                yield fault.problem

    def put(self, copied: Copied) -> None:
        """Put a school in the place of what stands there, which stays in nobody's reach but of a backup."""
        school_id = copied.school.id
        with locked(self.folder / LOCKS / f"{self.place(school_id).stem}.lock"):
            version = self._seen.get(school_id, 0) + 1
            self._write(school_id, version, copied.school, [*copied.edits])

    def pupil_key(self) -> bytes:
        return b""

    def set_office(self, decide: Callable[[Office], Office]) -> None:
        """The settings are the shared store's, and are not changed from here."""
        raise StoreFault(self.folder, "has no settings of its own", "change those of the store", code="vault_settings")

    def copy_of(self, today: date) -> list[Problem]:
        return []  # a vault is copied by whoever it belongs to, as it is: `vault backup`

    def copies(self) -> tuple[int, str]:
        return 0, ""

    def copies_with_key(self) -> list[Problem]:
        return []

    def faults(self, framework: Framework, fields: Fields) -> Iterator[Problem]:
        """What is wrong with the vault: its keys, each school's file, and what is older than it was."""
        found, problems = key_file.read(self.folder)
        yield from problems
        seen = self.marks.all()
        if found.version < seen.get(newest_seen.KEY_FILE, 0):
            yield newest_seen.older(self.folder / key_file.NAME, found.version, seen[newest_seen.KEY_FILE]).problem
        for school_id in self.ids():
            try:
                read = self._read(school_id)
                if not leads_to(read.before, read.school):
                    yield damaged(
                        self.place(school_id), NotSealed("does not have the record that its edits make")
                    ).problem
            except StoreFault as fault:
                yield fault.problem

    def take_for_newest(self) -> None:
        """Take the files that stand for the newest, though there were newer ones: somebody has said so."""
        self.marks.forget_all_but(self._versions())

    def _versions(self) -> dict[str, int]:
        """How often each file was written that can be read, the key file's among them; whatever was seen before."""
        self._seen, self._known = {}, OrderedDict()
        found = {newest_seen.KEY_FILE: key_file.read(self.folder)[0].version}
        for name in whole_files.names(self.folder / SUBJECTS, ENDING):
            school_id = name.removesuffix(ENDING)
            data, _ = whole_files.read(self.folder / SUBJECTS / name)
            try:
                found[school_id] = unseal(self.keys.records, self.about(school_id), data)[0]
            except NotSealed:
                continue
        return found
