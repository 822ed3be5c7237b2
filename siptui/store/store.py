"""The one door to what is kept: schools are loaded from it, and Changes go in through it."""

import re
import time
import unicodedata
from collections.abc import Hashable, Iterable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from siptui.framework import Framework, load, names
from siptui.records.change import Change, Edit, apply, inverse, settle, undo_stack
from siptui.records.fields import Fields, NoSuchPath, field_at, fields_named
from siptui.records.proposal import Problem, Refused
from siptui.records.values import BadValue, Field, parse
from siptui.rules.caseload import CaseloadRow
from siptui.store import history, office, overview, school
from siptui.store.faults import StoreFault, from_os
from siptui.store.lock import locked
from siptui.store.school import FORMAT, School

ADDED = "added"
INVENTED = "invented"
SEEDS = (ADDED, INVENTED)
"""Why the edits were made that a school begins with, and that nobody undoes."""
YOUNG = 100_000_000  # nanoseconds, longer than any clock step of a file system in use
DEFAULT_FRAMEWORK = "milton_keynes_2010_11"


class Store:
    """A folder of schools, opened by `who`. Its methods touch files: call them off the event loop."""

    def __init__(self, folder: Path, who: str) -> None:
        """Open the store in `folder`. Raises Refused where there is none, StoreFault where it is damaged."""
        self.folder = folder
        self.who = who
        self.office = office.load(folder)

    @classmethod
    def create(
        cls,
        folder: Path,
        who: str,
        framework: str = DEFAULT_FRAMEWORK,
        *,
        people: dict[str, str] | None = None,
        demo: bool = False,
    ) -> "Store":
        """Make a store in a new or empty folder. Raises FrameworkFault, Refused, StoreFault."""
        if framework not in names():
            do = f"there are: {', '.join(names())}"
            raise Refused(Problem("--framework", f"there is none called {framework[:80]!r}", do))
        load(framework)
        office.create(folder, office.Office(format=FORMAT, framework=framework, people=people or {}, demo=demo))
        return cls(folder, who)

    @cached_property
    def framework(self) -> Framework:
        """The forms this store is kept under. Raises FrameworkFault."""
        return load(self.office.framework)

    @cached_property
    def fields(self) -> Fields:
        """Every field of those forms, by path."""
        return fields_named(self.office.framework)

    def field(self, path: str) -> Field:
        """The field at `path`. Raises Refused with what to do instead."""
        try:
            return field_at(self.fields, path, self.framework)
        except NoSuchPath as fault:
            where, _, what = str(fault).partition(": ")
            raise Refused(Problem(where, what)) from None

    # -- reading

    def overview(self) -> tuple[list[CaseloadRow], list[Problem]]:
        """Every school's caseload line, by name, and what is wrong with those that cannot be read."""
        try:
            return overview.overview(self.folder, self.framework)
        except FileNotFoundError as fault:
            raise StoreFault(self.folder / "schools", "is missing", "put back a good copy of the store") from fault

    def load(self, school_id: str) -> School:
        """A school with its record. Raises Refused where there is none, StoreFault where it is damaged."""
        try:
            return school.read(self._path("schools", school_id))[0]
        except FileNotFoundError:
            if self._path("history", school_id).exists():
                raise StoreFault(
                    self._path("schools", school_id), "is missing", "put back a good copy of it from before"
                ) from None
            raise self._no_school(school_id) from None

    def find(self, text: str) -> str:
        """The id of the school meant by an id, a name, or a part of a name that only one has.

        Raises Refused; and StoreFault while a school cannot be read, for it might be the one that is meant: then only
        an id will do.
        """
        if re.fullmatch(r"[a-z0-9_-]{1,80}", text) and self._path("schools", text).exists():
            return text
        wanted = text.casefold().strip()
        rows, problems = self.overview()
        if problems:
            do = "name the school you mean by its id until this is mended; `siptui schools` lists them"
            raise StoreFault(problems[0].where, problems[0].what, do)
        for fits in (
            [r for r in rows if r.name.casefold() == wanted],
            [r for r in rows if wanted and (wanted in r.name.casefold() or wanted in r.id)],
        ):
            if len(fits) == 1:
                return fits[0].id
            if fits:
                some = ", ".join(f"{r.id} ({r.name})" for r in fits[:5]) + (" and more" if len(fits) > 5 else "")
                raise Refused(Problem(text[:80], f"fits {len(fits)} schools: {some}", "say which by its id"))
        raise self._no_school(text)

    def watch(self) -> Hashable:
        """A token that is another one once any school has changed. Cheap: ask every second."""
        try:
            found = (self.folder / "schools").stat()
        except OSError as fault:
            raise from_os(fault, self.folder / "schools") from fault
        # A folder changed so lately might change again within the clock's step and look the same.
        young = time.time_ns() - found.st_mtime_ns < YOUNG
        return found.st_ino, found.st_mtime_ns, time.time_ns() if young else 0

    def history(self, school_id: str) -> list[Edit]:
        """Every edit of a school, oldest first. Raises Refused, StoreFault."""
        # The school first: edits that come between the two readings are then too new, and dropped.
        current = self.load(school_id)
        return [*history.before(self._path("history", school_id), current.revision), current.last]

    # -- the door

    def add_school(self, name: str, phase: str, sip: str = "") -> str:
        """Add a school and return its id. Raises Refused, StoreFault."""
        given = {"school/name": name, "school/phase": phase, "school/sip": sip}
        values = {path: v for path, raw in given.items() if (v := self._checked(path, raw)) is not None}
        if not values.get("school/name"):
            raise Refused(Problem("school", "has no name", "give it one"))
        rows = self.overview()[0]
        same = next((r for r in rows if r.name.casefold() == str(values["school/name"]).casefold()), None)
        if same:
            raise Refused(Problem(same.name, f"is in the caseload already, as {same.id}", "add a place to the name"))
        stem = slug(str(values["school/name"]))
        number = 1
        while True:
            school_id = stem if number == 1 else f"{stem}_{number}"
            with self._locked(school_id):
                if not self._path("schools", school_id).exists() and not self._path("history", school_id).exists():
                    changes = [Change(path, new, None) for path, new in values.items()]
                    self._commit(school_id, None, changes, ADDED)
                    return school_id
            number += 1

    def change(self, school_id: str, changes: Iterable[Change], why: str = "typed") -> Edit | None:
        """Put Changes through the door, all or none; on disk on return. None where nothing would change.

        Raises Refused for a path or value that does not fit, Conflict for a field that has moved since the Change
        was made, StoreFault.
        """
        checked = [Change(c.path, self._checked(c.path, c.new), c.old) for c in changes]
        with self._locked(school_id):
            before = self.load(school_id)
            settled = settle(before.values, checked)
            return self._commit(school_id, before, settled, why) if settled else None

    def undo(self, school_id: str) -> Edit:
        """Take back the latest edit of one's own that still stands. Raises Refused, Conflict, StoreFault."""
        return self._step(school_id, "undo")

    def redo(self, school_id: str) -> Edit:
        """Make the edit again that was taken back last. Raises Refused, Conflict, StoreFault."""
        return self._step(school_id, "redo")

    def _step(self, school_id: str, why: str) -> Edit:
        with self._locked(school_id):
            before = self.load(school_id)
            undoable, redoable = undo_stack((e for e in self.history(school_id) if e.why not in SEEDS), self.who)
            stack = undoable if why == "undo" else redoable
            if not stack:
                done = "changed nothing here that could be undone" if why == "undo" else "undone nothing since"
                raise Refused(Problem(school_id, f"{self.who} has {done}"))
            changes = settle(before.values, inverse(stack[-1]) if why == "undo" else stack[-1].changes)
            return self._commit(school_id, before, changes, why, of=stack[-1].revision)

    def _commit(self, school_id: str, before: School | None, changes: list[Change], why: str, of: int = 0) -> Edit:
        """Write settled changes; the caller holds the school's lock."""
        if before:
            history.append(self._path("history", school_id), before.last)
        edit = Edit(
            revision=before.revision + 1 if before else 1,
            who=self.who,
            when=datetime.now(UTC).isoformat(timespec="seconds"),
            why=why,
            changes=changes,
            of=of,
        )
        after = School(
            format=FORMAT,
            id=school_id,
            framework=before.framework if before else self.office.framework,
            revision=edit.revision,
            values=apply(before.values if before else {}, changes),
            last=edit,
        )
        school.write(self._path("schools", school_id), after)
        return edit

    # -- places and checks

    def _path(self, folder: str, school_id: str) -> Path:
        return self.folder / folder / f"{school_id}.{'jsonl' if folder == 'history' else 'json'}"

    def _locked(self, school_id: str) -> AbstractContextManager[None]:
        return locked(self.folder / "locks" / f"{school_id}.lock")

    def _checked(self, path: str, raw: object) -> str | int | float | None:
        field = self.field(path)
        try:
            return parse(field, raw)
        except BadValue as fault:
            raise Refused(Problem(path, str(fault))) from None

    def _no_school(self, text: str) -> Refused:
        do = "`siptui schools` lists them"
        return Refused(Problem(text[:80] or "(nothing)", "there is no such school in this store", do))


def slug(name: str) -> str:
    """An id made of a name: lower-case letters, digits and underscores, so that it is one word to every tool."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:60] or "school"
