"""The engine over a vault's folder.

What the forms copy from the shared record (the school's name, its headteacher) is laid under the record as it is read,
and is never kept here.
"""

import os
from collections.abc import Callable, Hashable, Iterator
from datetime import date
from pathlib import Path

from msgspec import structs

from siptui.framework import Framework
from siptui.records.change import Edit, Record
from siptui.records.fields import Fields
from siptui.records.problem import Problem
from siptui.rules.caseload_row import caseload_row
from siptui.store.backend_protocol import Copied, Decide, NoSchool, Overview
from siptui.store.faults import StoreFault, from_os
from siptui.store.files import whole_files
from siptui.store.files.lock import locked
from siptui.store.folder.year_over import frozen
from siptui.store.office_settings import Office
from siptui.store.school import School, after, is_id
from siptui.vault import newest_seen, soundness
from siptui.vault.keys.key_file import Keys
from siptui.vault.newest_seen import NewestSeen
from siptui.vault.place import ENDING, SUBJECTS
from siptui.vault.sealed_schools import SealedSchools
from siptui.vault.year_over import Begin


class VaultFolder(SealedSchools):
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
        super().__init__(folder, keys, office.framework, marks, year)
        self._begin = begin
        self.office = office
        self._shared = shared
        self.changed: Callable[[School], None] = lambda _: None
        """Told of each school as it stands after a change, when it is on disk."""

    def _laid_under(self, school: School) -> School:
        shared = self._shared(school.id)
        return structs.replace(school, values={**shared, **school.values}) if shared else school

    # -- what the door asks for

    def load(self, school_id: str) -> School:
        school = self.read(school_id).school
        begun = self._begin(school)
        return self._laid_under(begun.school if begun else school)

    def ids(self) -> list[str]:
        found = {
            name.removesuffix(ENDING)
            for folder in {self.subjects_of(), self.subjects_of(self.year)}
            for name in whole_files.names(folder, ENDING)
        }
        return sorted(each for each in found | (self.seen.keys() - {newest_seen.KEY_FILE}) if is_id(each))

    def history(self, school_id: str) -> Iterator[Edit]:
        return iter([*self.history_back(school_id)][::-1])

    def history_back(self, school_id: str) -> Iterator[Edit]:
        found = self.read(school_id)
        begun = self._begin(found.school)
        return iter([begun.school.last] if begun else [found.school.last, *reversed(found.before)])

    def change(self, school_id: str, decide: Decide, framework: Framework) -> Edit | None:
        if over := frozen(Path(self.year), self.office):
            raise over
        with locked(self.lock_of(school_id)):
            self.seen = self.marks.all()
            try:
                found = self.read(school_id)
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
                self.put_away(school_id, begun.over, found.version)
            before = [*(found.before if found and not begun else []), *([standing.last] if standing else [])]
            made = after(standing, school_id, framework.name, edit)
            self.write(school_id, found.version + 1 if found else 1, made, before)
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
                found = self.read(school_id)
                yield Copied(found.school, found.before)
            except StoreFault as fault:
                yield fault.problem

    def put(self, copied: Copied) -> None:
        """Put a school in the place of what stands there, which stays in nobody's reach but of a backup."""
        school_id = copied.school.id
        with locked(self.lock_of(school_id)):
            version = self.seen.get(self.mark(school_id), 0) + 1
            self.write(school_id, version, copied.school, [*copied.edits])

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
        """What is wrong with the vault: its keys, each school's file of each year, and what is older than it was."""
        yield from soundness.faults(self)

    def take_for_newest(self) -> None:
        """Take the files that stand for the newest, though there were newer ones: somebody has said so."""
        self.forget()
        self.marks.forget_all_but(soundness.versions(self))
