"""The engine over a vault's folder: one sealed file a school, its record and its whole history in it.

What the forms copy from the shared record (the school's name, its headteacher) is laid under the record as it is read,
and is never kept here. What was written in a year that is over lies in `past/2010-11/`, and nobody writes to it.
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
from siptui.store.folder.year_over import frozen
from siptui.store.format.edit_lines import leads_to
from siptui.store.office_settings import Office
from siptui.store.school import School, after, is_id
from siptui.vault import newest_seen
from siptui.vault.keys import key_file
from siptui.vault.keys.key_file import Keys
from siptui.vault.newest_seen import NewestSeen
from siptui.vault.place import LOCKS, SUBJECTS
from siptui.vault.sealed_file import MEND, NotSealed, damaged, seal, unseal
from siptui.vault.year_over import Begin

ENDING, YEARS = ".sealed", "past"
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
        self,
        folder: Path,
        keys: Keys,
        office: Office,
        shared: Callable[[str], Record],
        marks: NewestSeen | None = None,
        *,
        year: str = "",
        begin: Begin = lambda _: None,
    ) -> None:
        """`shared` gives what is laid under a school's record as it is read.

        `year` is one that is over, where that is read; else `begin` gives a school of one as it begins this year.
        """
        self.folder = folder
        self.year = year
        self._begin = begin
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
        return self._subjects(self.year) / f"{school_id}{ENDING}"

    def _subjects(self, year: str = "") -> Path:
        """Where the files lie of the schools, in a year that is over or in this."""
        return self.folder / YEARS / year / SUBJECTS if year else self.folder / SUBJECTS

    def about(self, school_id: str) -> str:
        """What a school's file is bound to."""
        return f"{self.keys.vault} school {school_id}"

    def _read(self, school_id: str) -> _Read:
        """A school as it is kept. Raises NoSchool, StoreFault."""
        path, mark = self._where(school_id)
        found = whole_files.look(path)
        known = self._known.get(school_id)
        if known and found is not None and whole_files.stat_key(found) == known.state:
            return known
        seen = self._seen.get(mark, 0)
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
        if self.year and kept.framework != self.office.framework:
            raise NoSchool(school_id)  # of this year, and nothing was written of it in that one
        school = School(**{name: getattr(kept, name) for name in _Kept.__struct_fields__ if name != "before"})
        read = _Read(version, state, school, kept.before)
        self._remember(school_id, read, mark)
        return read

    def _where(self, school_id: str) -> tuple[Path, str]:
        """The file of a school, and what its newest state is remembered under.

        Nothing may have been written since the year was over: then it is where it was.
        """
        path = self.place(school_id)
        if self.year and whole_files.look(path) is None and self._mark(school_id) not in self._seen:
            return self._subjects() / path.name, school_id
        return path, self._mark(school_id)

    def _mark(self, school_id: str) -> str:
        return f"{self.year}/{school_id}" if self.year else school_id

    def _remember(self, school_id: str, read: _Read, mark: str) -> None:
        self._known[school_id] = read
        self._known.move_to_end(school_id)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        self._saw(mark, read.version)

    def _saw(self, mark: str, version: int) -> None:
        if self._seen.get(mark, 0) < version:
            self.marks.saw(mark, version)
            self._seen[mark] = version

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
        self._remember(school_id, _Read(version, state, school, before), self._mark(school_id))

    def _put_away(self, school_id: str, year: str, version: int) -> None:
        """Have what was written of a school in a year that is over beside this one's, before that takes its place."""
        there = self._make_year(year)
        path = self.place(school_id)
        whole_files.replace(there / path.name, whole_files.read(path)[0])
        self._saw(f"{year}/{school_id}", version)

    def _make_year(self, year: str) -> Path:
        there = self._subjects(year)
        for folder in (self.folder / YEARS, there.parent, there):
            whole_files.make_folder(folder, 0o700)
        return there

    def keep_of_year(self, year: str, school: School) -> bool:
        """Keep what there was of a school in a year that is over; False where something of it is here already.

        Raises StoreFault.
        """
        of_year = VaultFolder(self.folder, self.keys, self.office, self._shared, self.marks, year=year)
        if whole_files.look(of_year.place(school.id)) or of_year._mark(school.id) in self._seen:
            return False
        self._make_year(year)
        of_year.put(Copied(school, []))
        return True

    def _laid_under(self, school: School) -> School:
        shared = self._shared(school.id)
        return structs.replace(school, values={**shared, **school.values}) if shared else school

    # -- what the door asks for

    def load(self, school_id: str) -> School:
        school = self._read(school_id).school
        begun = self._begin(school)
        return self._laid_under(begun.school if begun else school)

    def ids(self) -> list[str]:
        found = {
            name.removesuffix(ENDING)
            for folder in {self._subjects(), self._subjects(self.year)}
            for name in whole_files.names(folder, ENDING)
        }
        return sorted(each for each in found | (self._seen.keys() - {newest_seen.KEY_FILE}) if is_id(each))

    def history(self, school_id: str) -> Iterator[Edit]:
        return iter([*self.history_back(school_id)][::-1])

    def history_back(self, school_id: str) -> Iterator[Edit]:
        found = self._read(school_id)
        begun = self._begin(found.school)
        return iter([begun.school.last] if begun else [found.school.last, *reversed(found.before)])

    def change(self, school_id: str, decide: Decide, framework: Framework) -> Edit | None:
        if over := frozen(Path(self.year), self.office):
            raise over
        with locked(self.folder / LOCKS / f"{self.place(school_id).stem}.lock"):
            self._seen = self.marks.all()
            try:
                found = self._read(school_id)
            except NoSchool:
                found = None
            begun = self._begin(found.school) if found else None
            standing = begun.school if begun else found.school if found else None
            edit = decide(self._laid_under(standing) if standing else None)
            if edit is None:
                if found:
                    whole_files.make_sure(self.place(school_id))
                return None
            if found and begun:
                self._put_away(school_id, begun.over, found.version)
            before = [*(found.before if found and not begun else []), *([standing.last] if standing else [])]
            made = after(standing, school_id, framework.name, edit)
            self._write(school_id, found.version + 1 if found else 1, made, before)
        self.changed(self._laid_under(made))
        return edit

    def unwritable(self) -> Problem | None:
        if over := frozen(Path(self.year), self.office):
            return over.problem
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
            version = self._seen.get(self._mark(school_id), 0) + 1
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
        for year in ["", *self._years()]:
            folder = VaultFolder(self.folder, self.keys, self.office, self._shared, self.marks, year=year)
            yield from folder.faults_of_schools()

    def faults_of_schools(self) -> Iterator[Problem]:
        """What is wrong with each school's file of the year."""
        names = {name.removesuffix(ENDING) for name in whole_files.names(self._subjects(self.year), ENDING)}
        marked = [mark.rpartition("/") for mark in self._seen]
        for school_id in sorted(names | {last for year, _, last in marked if year == self.year and is_id(last)}):
            try:
                read = self._read(school_id)
                if not leads_to(read.before, read.school):
                    yield damaged(
                        self.place(school_id), NotSealed("does not have the record that its edits make")
                    ).problem
            except NoSchool:
                continue
            except StoreFault as fault:
                yield fault.problem

    def _years(self) -> list[str]:
        """The years that are over of which something is here, or was."""
        here = whole_files.all_names(self.folder / YEARS)
        return sorted({*here, *(mark.partition("/")[0] for mark in self._seen if "/" in mark)})

    def take_for_newest(self) -> None:
        """Take the files that stand for the newest, though there were newer ones: somebody has said so."""
        self.marks.forget_all_but(self._versions())

    def _versions(self) -> dict[str, int]:
        """How often each file was written that can be read, the key file's among them; whatever was seen before."""
        self._seen, self._known = {}, OrderedDict()
        found = {newest_seen.KEY_FILE: key_file.read(self.folder)[0].version}
        for year in ["", *whole_files.all_names(self.folder / YEARS)]:
            for name in whole_files.names(self._subjects(year), ENDING):
                school_id = name.removesuffix(ENDING)
                data, _ = whole_files.read(self._subjects(year) / name)
                try:
                    version = unseal(self.keys.records, self.about(school_id), data)[0]
                except NotSealed:
                    continue
                found[f"{year}/{school_id}" if year else school_id] = version
        return found
