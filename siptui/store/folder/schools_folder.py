"""The folder of schools itself: each read, changed alone under its lock, put back, with its history."""

import time
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from functools import cached_property
from itertools import chain
from pathlib import Path

from siptui.framework import Framework
from siptui.records.change import Edit
from siptui.records.problem import Problem
from siptui.store.backend_protocol import Copied, Decide, NoSchool, Overview
from siptui.store.faults import MEND, StoreFault, from_os
from siptui.store.files import whole_files
from siptui.store.files.lock import locked
from siptui.store.folder import (
    caseload_index,
    history,
    kept_damaged_files,
    office_file,
    private_people,
    school_file,
    segments,
    year_over,
)
from siptui.store.school import School, after, folder_of, is_id, is_subject

HOLDING = ("schools", "people")
"""The folders in which subjects have their files."""
YOUNG = 100_000_000  # nanoseconds, longer than any clock step of a file system in use
REMEMBERED = 64  # schools, of some 30 KB
SUMMARY_EVERY = 0.5  # seconds


class SchoolsFolder:
    """Schools in files on one host; `folder_backend.Folder` is this with the care for it."""

    owns: bool | None = None

    def __init__(self, folder: Path) -> None:
        """Open the store in `folder`. Raises Refused where there is none, StoreFault where it is damaged."""
        self.folder = office_file.resolved(folder)
        self.office = office_file.load(self.folder)
        self._settings = self._settings_state()
        self._known: OrderedDict[str, tuple[whole_files.StatKey, School]] = OrderedDict()
        self._unsummed: dict[str, tuple[whole_files.StatKey, School]] = {}
        self._summed = -SUMMARY_EVERY

    def _settings_state(self) -> whole_files.StatKey | None:
        found = whole_files.look(self.folder / office_file.NAME)
        return whole_files.stat_key(found) if found else None

    def moved_on(self) -> StoreFault | None:
        """Why nothing more is written to what was opened: its year is over, or is about to be. Cheap."""
        if self._settings != (state := self._settings_state()):
            now = office_file.load(self.folder)
            if now.turning or now.framework != self.office.framework:
                return year_over.turned(self.folder, now)
            self._settings = state
        return year_over.frozen(self.folder, self.office)

    def place(self, school_id: str) -> Path:
        """The file of a school, or of another subject. Raises NoSchool for what can be no id."""
        return self._folder(school_id, folder_of(school_id)) / f"{_checked(school_id)}.json"

    def _folder(self, subject: str, name: str) -> Path:
        """The folder of a name in which a file of a subject's is; of a record that is private, its own."""
        if self.office.is_private(subject):
            return private_people.folder_of(self.folder, self.office, _checked(subject))
        return self.folder / name

    def past(self, school_id: str) -> Path:
        """A school's history. Raises NoSchool for what can be no id."""
        return self._folder(school_id, "history") / f"{_checked(school_id)}.jsonl"

    def load(self, school_id: str) -> School:
        path = self.place(school_id)
        try:
            state, found = self._known.get(school_id, (None, None))
            if found is None or state != whole_files.stat_key(path.lstat()):
                found, state = school_file.read(path)
                self._remember(found, state)
            return found
        except FileNotFoundError:
            if whole_files.look(self.past(school_id)):
                raise StoreFault(path, "is missing, though it has a history", MEND, code="record_missing") from None
            raise NoSchool(school_id) from None
        except OSError as fault:
            raise from_os(fault, path) from fault

    def _remember(self, found: School, state: whole_files.StatKey) -> None:
        """So that a file which has not changed is not read twice."""
        self._known[found.id] = state, found
        self._known.move_to_end(found.id)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    def history(self, school_id: str) -> Iterator[Edit]:
        # The school first: edits that come between the two readings are then too new, and dropped.
        current = self.load(school_id)
        return chain(history.before(self.past(school_id), current.revision), [current.last])

    def history_back(self, school_id: str) -> Iterator[Edit]:
        current = self.load(school_id)
        return chain([current.last], history.backwards(self.past(school_id), current.revision))

    def change(self, school_id: str, decide: Decide, framework: Framework) -> Edit | None:
        with locked(self.lock(school_id)):
            if moved_on := self.moved_on():
                raise moved_on
            try:
                before = self.load(school_id)
            except NoSchool:
                before = None
            edit = decide(before)
            if edit is None:
                if before:
                    whole_files.make_sure(self.place(school_id))  # "it is so already" is a promise too
                return None
            if before:
                history.append(self.past(school_id), before)
            made = after(before, school_id, framework.name, edit)
            if not self.office.is_private(school_id):
                office_file.make_folder_for(self.folder, folder_of(school_id), self.office.sharing)
            state = school_file.write(self.place(school_id), made)
        self._remember(made, state)
        self._sum(framework, made, state)
        return edit

    def _sum(self, framework: Framework, made: School, state: whole_files.StatKey) -> None:
        """Bring the summary up to date; of many changes at a time, now and then, for a reader sees what is behind."""
        if not is_id(made.id):
            return  # the caseload is schools
        self._unsummed[made.id] = state, made
        if time.monotonic() - self._summed >= SUMMARY_EVERY:
            moved, self._unsummed = self._unsummed, {}
            caseload_index.freshen(self.folder, framework, moved.values())
            self._summed = time.monotonic()

    def watch(self) -> Hashable:
        try:
            found = (self.folder / "schools").stat()
        except OSError as fault:
            raise from_os(fault, self.folder / "schools") from fault
        people = whole_files.look(self.folder / "people")
        latest = max(found.st_mtime_ns, people.st_mtime_ns if people else 0)
        # A folder changed so lately might change again within the clock's step and look the same.
        young = time.time_ns() - latest < YOUNG
        return found.st_ino, found.st_mtime_ns, people and people.st_mtime_ns, time.time_ns() if young else 0

    def summary(self, framework: Framework) -> Overview:
        try:
            return caseload_index.overview(self.folder, framework, self.history_back)
        except OSError as fault:
            raise from_os(fault, self.folder / "schools") from fault

    def ids(self) -> list[str]:
        return sorted({*ids_in(self.folder), *private_people.readable(self.folder, self.office)})

    def copy(self) -> Iterator[Copied | Problem]:
        for school_id in self.ids():
            try:
                current = self.load(school_id)
                yield Copied(current, history.before(self.past(school_id), current.revision))
            except StoreFault as fault:
                yield fault.problem
            except NoSchool:
                continue

    def put(self, copied: Copied) -> None:
        school_id = _checked(copied.school.id)
        with locked(self.lock(school_id)):
            self.keep_aside(school_id)
            history.write(self.past(school_id), copied.edits)
            office_file.make_folder_for(self.folder, folder_of(school_id), self.office.sharing)
            school_file.write(self.place(school_id), copied.school)

    def keep_aside(self, school_id: str) -> None:
        """Keep what stands there of a school, however damaged. The caller holds the school's lock."""
        for path in (self.place(school_id), self.past(school_id), *self.segments(school_id)):
            kept_damaged_files.keep(path, self.folder, self.kept)

    def segments(self, school_id: str) -> list[Path]:
        """The files of a school's history beside the first, of every era."""
        past = self.past(school_id)
        return [past.with_name(name) for name in segments.names(past.parent, school_id)]

    def take_away(self, school_id: str) -> None:
        """Take a school's files away; the caller holds its lock, and has kept them aside. Raises StoreFault."""
        for path in (self.place(school_id), self.past(school_id), *self.segments(school_id)):
            whole_files.remove(path)
        whole_files.sync_folder(self.place(school_id).parent)

    @cached_property
    def kept(self) -> Path:
        """Where this opening of the store keeps what it replaces."""
        return kept_damaged_files.fresh(self.folder)

    def lock(self, school_id: str) -> Path:
        """What is locked while a school is written. Raises NoSchool for what can be no id."""
        return self._folder(school_id, "locks") / f"{_checked(school_id)}.lock"


def ids_in(folder: Path) -> list[str]:
    """The ids of every subject that has a file or a history in a store's folder. Raises StoreFault."""
    files = {
        (where, name.removesuffix(".json")) for where in HOLDING for name in whole_files.names(folder / where, ".json")
    }
    found = {name for where, name in files if folder_of(name) == where}
    found |= {name.removesuffix(".jsonl") for name in whole_files.names(folder / "history", ".jsonl")}
    found |= {segments.school_of(name) for name in whole_files.names(folder / "history", ".z")}
    return sorted(subject for subject in found if is_subject(subject))


def _checked(school_id: str) -> str:
    if not is_subject(school_id):
        raise NoSchool(school_id)
    return school_id
