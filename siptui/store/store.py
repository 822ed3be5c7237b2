"""The one door to what is kept: schools are loaded from it, and Changes go in through it."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal

from msgspec import structs

from siptui.framework import Framework, load
from siptui.framework.model import Form
from siptui.records.change import Change, Conflict, Edit, Record, settle
from siptui.records.changed_framework.earlier_places import EarlierPlaces
from siptui.records.changed_framework.record_as_read import as_asked, changes_as_asked
from siptui.records.controls_made_visible import cleaned
from siptui.records.fields import Fields, NoSuchPath, field_at, fields_named
from siptui.records.problem import Problem, Refused
from siptui.records.source import Source, as_kept
from siptui.records.undo import inverse, to_redo, to_undo
from siptui.records.values import Field, Value
from siptui.records.versions.as_of_revision import as_of
from siptui.rules.forms.access import Access, edit_seen, seen
from siptui.rules.forms.earlier_version import AsItWas, as_it_was
from siptui.rules.forms.numbered_forms import NEW, first_changes, form_to_begin, next_place, refuse_of_others
from siptui.rules.forms.taking_a_step import take
from siptui.rules.numbered_rows import Row, moved, where_they_go, without_made
from siptui.rules.steps import STEP, refuse_a_day, refuse_locked, step_to_take
from siptui.store import engines
from siptui.store.backend_protocol import Backend, NoSchool, Overview
from siptui.store.door.access_of_login import is_owner, roles_of_nobody, rows_seen
from siptui.store.door.checked_values import day_given, fitting, line
from siptui.store.door.clashes_attributed import attributed
from siptui.store.door.new_store import DEFAULT_FRAMEWORK, first_settings
from siptui.store.door.schools_as_read import SchoolsAsRead
from siptui.store.door.store_care import StoreCare
from siptui.store.door.subject_meant import is_known, no_such, refuse_a_namesake, subject_meant
from siptui.store.faults import Unsure, bad_record
from siptui.store.format.edit_lines import REBUILT
from siptui.store.office_settings import Office, Person, Sharing
from siptui.store.school import School, about, blank, is_id, slug

ADDED = "added"
INVENTED = "invented"
NEW_YEAR = "new year"
SEEDS = (ADDED, INVENTED, REBUILT, NEW_YEAR)
"""Why the edits were made that a school, or a mended history, begins with, and that nobody undoes."""


class Store:
    """Schools, opened by `who`. Its methods touch files: call them off the event loop."""

    confidential = False

    def __init__(self, place: engines.Place | Backend, who: str) -> None:
        """Open the store at a place. Raises Refused where there is none, StoreFault where it is damaged."""
        self.backend: Backend = engines.open_store(place) if isinstance(place, Path | str) else place
        self.who = who

    @property
    def folder(self) -> Path:
        """Where on this host the store lies; of one in a database, where what is one's own beside it does."""
        return self.backend.folder

    @property
    def pupil_key(self) -> bytes:
        """What UPNs are hashed with, so that a pupil is known again; b"" where there is none that one may read."""
        return self.backend.pupil_key()

    @property
    def office(self) -> Office:
        """The store's settings."""
        return self.backend.office

    @classmethod
    def create(
        cls,
        place: engines.Place,
        who: str,
        framework: str = DEFAULT_FRAMEWORK,
        *,
        people: Mapping[str, Person | str] | None = None,
        demo: bool = False,
        sharing: Sharing | None = None,
    ) -> "Store":
        """Make a store in a new or empty folder, or database. Raises FrameworkFault, Refused, StoreFault."""
        engines.make_store(place, first_settings(place, framework, people, demo, sharing))
        return cls(place, who)

    @cached_property
    def framework(self) -> Framework:
        """The forms this store is kept under. Raises FrameworkFault."""
        return load(*self.office.read_from(self.folder))

    @cached_property
    def fields(self) -> Fields:
        """Every field of those forms, by path."""
        return fields_named(*self.office.read_from(self.folder))

    @cached_property
    def earlier(self) -> EarlierPlaces:
        """Where answers lay under earlier keys of those forms."""
        return EarlierPlaces(self.fields)

    @cached_property
    def care(self) -> StoreCare:
        """What the store is looked after with: faults told, all of it backed up, daily copies."""
        return StoreCare(self.backend, lambda: self.fields)

    @cached_property
    def _reading(self) -> SchoolsAsRead:
        return SchoolsAsRead(self.fields, self.earlier, self.backend.history_back)

    def field(self, path: str) -> Field:
        """The field at `path`. Raises Refused with what to do instead."""
        try:
            return field_at(self.fields, path)
        except NoSuchPath as fault:
            where, _, what = str(fault).partition(": ")
            raise Refused(Problem(where, what, facts={"path": path}, code="no_such_path")) from None

    def form_at(self, place: str) -> Form:
        """The form at a place. Raises Refused."""
        found = self.fields.form_at(place)
        if found is None:
            do = "name one such as visits/autumn; `siptui forms` lists them"
            raise Refused(Problem(place[:80], "is no form", do, facts={"path": place[:80]}, code="no_such_form"))
        return found

    # -- reading

    def subjects(self) -> list[str]:
        """The ids of all there is a record of. Raises StoreFault."""
        return self.backend.ids()

    def overview(self) -> Overview:
        """Every school's caseload line, by name, and what is wrong with those that cannot be read."""
        rows, problems = self.backend.summary(self.framework)
        return rows_seen(self.framework, rows, self.roles), problems

    def watch(self) -> Hashable:
        """A token that is another one once any school has changed. Cheap: ask every second."""
        return self.backend.watch()

    def unwritable(self) -> Problem | None:
        """Why one can read this store and not write to it, or None. Cheap: ask every few seconds."""
        return self.backend.unwritable()

    def copy_of_today(self) -> list[Problem]:
        """Make the day's copy of the store, if nobody has yet; where it cannot be made whole, why. Raises as reading.

        A store whose `copies` is 0, and one that one may not write to, have none.
        """
        return self.backend.copy_of(date.today())

    def load(self, school_id: str) -> School:
        """A school with its record. Raises Refused where there is none, StoreFault where it is damaged."""
        try:
            found = self.backend.load(school_id)
        except NoSchool:
            found = self._blank(school_id)
        read, why = self._reading.read(found)
        if why:
            raise bad_record(school_id, why)
        if hidden := self._hidden(school_id, read.values):
            return structs.replace(read, values=seen(read.values, hidden))
        return read

    def find(self, text: str) -> str:
        """The id of the subject meant by an id, `@AB`, `@office`, a school's name, or a part of one that only one has.

        Raises Refused; and StoreFault while a school cannot be read, for it might be the one that is meant: then only
        an id will do.
        """
        return subject_meant(text, self.backend, self.overview)

    def find_school(self, text: str) -> str:
        """The same of a school alone: no person, and not the office."""
        found = self.find(text)
        if not is_id(found):
            what, do = "is no school", "name a school; `siptui schools` lists them"
            raise Refused(Problem(found, what, do, facts={"text": found}, code="no_school"))
        return found

    def history(self, school_id: str) -> Iterator[Edit]:
        """Every edit of a school, oldest first, as a stream. Raises Refused, and StoreFault on the way too."""
        try:
            return self._edits_seen(school_id, self.backend.history(school_id))
        except NoSchool:
            self._blank(school_id)
            return iter(())

    def history_back(self, school_id: str) -> Iterator[Edit]:
        """The same, the newest first. Raises as `history`."""
        try:
            return self._edits_seen(school_id, self.backend.history_back(school_id))
        except NoSchool:
            self._blank(school_id)
            return iter(())

    def _edits_seen(self, school_id: str, edits: Iterator[Edit]) -> Iterator[Edit]:
        hidden = self._hidden(school_id, self.backend.load(school_id).values)
        read = map(self.earlier.edit_as_read, edits)
        return (edit_seen(edit, hidden) for edit in read) if hidden else read

    # -- the door

    def add_school(self, name: str, phase: str, sip: str = "", *, alone: bool = False) -> str:
        """Add a school and return its id; `alone` says that no other is known to have its name.

        Raises Refused, StoreFault.
        """
        self.refuse_to_deploy()
        roles = self.framework.roles
        given = {roles.name: name, roles.phase: phase} | ({roles.sip: sip} if sip else {})
        values = {path: v for path, raw in given.items() if (v := self._checked(path, raw)) is not None}
        if not values.get(roles.name):
            raise Refused(Problem("school", "has no name", "give it one", code="no_school_name"))
        if not alone:
            refuse_a_namesake(self.overview()[0], str(values[roles.name]).casefold())
        changes = [Change(path, new, None) for path, new in values.items()]
        stem = slug(str(values[roles.name]))
        number = 1
        while True:
            school_id = stem if number == 1 else f"{stem}_{number}"

            def first(standing: School | None) -> Edit | None:
                return None if standing else self._edit(None, changes, ADDED)

            if self.backend.change(school_id, first, self.framework):
                return school_id
            number += 1

    def change(
        self, school_id: str, changes: Iterable[Change], why: str = "typed", source: Source | None = None
    ) -> Edit | None:
        """Put Changes through the door, all or none; on disk on return. None where nothing would change.

        Raises Refused for a path or value that does not fit, or a place that is locked, Conflict for a field that has
        moved since the Change was made, StoreFault.
        """
        return self.change_rows(school_id, changes, (), why, source)[0]

    def change_rows(
        self,
        school_id: str,
        changes: Iterable[Change],
        rows: Sequence[Row],
        why: str = "typed",
        source: Source | None = None,
    ) -> tuple[Edit | None, dict[str, str]]:
        """The same where `rows` are numbered rows that whoever typed saw empty: two people never share one.

        Gives too where those went that somebody else has begun meanwhile: the place of each, and that it has instead.
        """
        checked = [Change(c.path, self._checked(c.path, c.new, school_id), c.old) for c in changes]
        gone: dict[str, str] = {}

        def decide(standing: School) -> Edit | None:
            made = without_made(rows, standing.values, checked)
            gone.update(where_they_go(rows, standing.values, made, lambda: self.history_back(school_id), self.who))
            settled = settle(standing.values, moved(made, gone))
            self.access(school_id, standing.values).refuse(self.fields, settled)
            refuse_locked(self.fields, standing.values, settled)
            return self._edit(standing, settled, why, source=source) if settled else None

        try:
            return self._through(school_id, decide), gone
        except Unsure as unsure:
            unsure.rows = gone
            raise

    def new(self, school_id: str, form_key: str, on: object = None) -> str:
        """Begin one of a form that occurs many times, dated `on` (today); gives its place, `forms/alert/1`.

        Its number was never another's. Raises Refused, StoreFault.
        """
        day = day_given(on)

        def decide(standing: School) -> Edit:
            form = form_to_begin(self.fields, standing.values, form_key, about(school_id))
            self.access(school_id, standing.values).refuse_to_begin(form)
            place = next_place(form, standing.values, self.history_back(school_id))
            changes = settle(standing.values, first_changes(self.framework, form, place, day))
            return self._edit(standing, changes, NEW + form.key)

        edit = self._made(school_id, decide)
        return self.framework.form(edit.why.removeprefix(NEW)).place_of(edit.changes[0].path)

    def step(self, school_id: str, place: str, step: str, on: object = None, reason: str = "") -> Edit:
        """Take a step of the form at a place, as of the day `on` (today). Raises Refused, StoreFault."""
        form, day = self.form_at(place), day_given(on)
        refuse_of_others(form, place, about(school_id))
        said = line("reason", reason)

        def decide(standing: School) -> Edit:
            record = standing.values
            meant = step_to_take(self.framework, form, place, record, step, self.roles(record, school_id))
            if on is not None:
                refuse_a_day(form, place, meant)
            changes = take(self.fields, form, place, record, meant, day, said, date.today())
            return self._edit(standing, settle(record, changes), STEP + meant.key)

        return self._made(school_id, decide)

    def roles(self, record: Record, subject: str = "") -> frozenset[str]:
        """What whoever opened the store is to a subject with a record: sip, manager, head, admin, colleague, guest.

        None where that is not known.
        """
        of_its_sip = record.get(self.framework.roles.sip)
        return self.office.roles(self.who, of_its_sip, subject) or roles_of_nobody(self.office, self._is_owner)

    def access(self, subject: str, record: Record) -> Access:
        """What they may see and fill in there."""
        return Access(self.framework, self.roles(record, subject), self._is_owner())

    def _is_owner(self) -> bool:
        owns = self.backend.owns
        return is_owner(self.folder, self.who) if owns is None else owns

    def refuse_to_deploy(self) -> None:
        """Raise Refused for whoever adds no schools and people, and gives no school to anybody."""
        if not self.access("", {}).may_deploy():
            who = ", ".join(map(self.framework.title_of, self.framework.access.deploys))
            what = f"adding schools and people, and saying whose a school is, is done by: {who}"
            raise Refused(Problem(self.who, what, "ask one of them", code="not_deploying"))

    def _hidden(self, subject: str, record: Record) -> tuple[str, ...]:
        return self.access(subject, record).hidden(about(subject))

    def as_it_was(self, school_id: str, place: str, at: int | Literal["final"] = "final") -> AsItWas:
        """The form at a place as the edit of a revision left it, or the last that made it final.

        Raises Refused, StoreFault.
        """
        form = self.form_at(place)
        backwards = self.history_back(school_id)
        found = as_it_was(self.fields, form, place, self.load(school_id).values, backwards, at)
        if found is None:
            what = "was never final" if at == "final" else f"has no edit {at}"
            raise Refused(Problem(place, what, "see its history", facts={"path": place}, code="no_such_version"))
        return found

    def as_of(self, school_id: str, revision: int) -> Record | None:
        """A record as the edit of a revision left it, read as `load` reads it; None where there is no such revision.

        Raises Refused, StoreFault.
        """
        found = self.load(school_id)
        values = as_of(found.values, found.revision, self.history_back(school_id), revision)
        return None if values is None else as_asked(values, self.fields)

    def undo(self, school_id: str) -> Edit:
        """Take back the latest edit of one's own that still stands. Raises Refused, Conflict, StoreFault."""
        return self._once_more(school_id, "undo")

    def redo(self, school_id: str) -> Edit:
        """Make the edit again that was taken back last. Raises Refused, Conflict, StoreFault."""
        return self._once_more(school_id, "redo")

    def _once_more(self, school_id: str, why: str) -> Edit:
        def decide(standing: School) -> Edit:
            edits = (e for e in self.history_back(school_id) if e.why not in SEEDS)
            meant = (to_undo if why == "undo" else to_redo)(edits, self.who)
            if meant is None:
                done = "changed nothing here that could be undone" if why == "undo" else "undone nothing since"
                raise Refused(
                    Problem(school_id, f"{self.who} has {done}", facts={"who": self.who}, code=f"nothing_to_{why}")
                )
            wanted = inverse(meant) if why == "undo" else meant.changes
            changes = settle(standing.values, changes_as_asked(wanted, self.fields))
            refuse_locked(self.fields, standing.values, changes)
            return self._edit(standing, changes, why, of=meant.revision)

        return self._made(school_id, decide)

    def _made(self, school_id: str, decide: Callable[[School], Edit]) -> Edit:
        """The Edit that `decide`, which gives one or raises, has made."""
        edit = self._through(school_id, decide)
        assert edit is not None  # noqa: S101
        return edit

    def _through(self, school_id: str, decide: Callable[[School], Edit | None]) -> Edit | None:
        """Let `decide` choose the Edit of a school that is there; a Conflict is told with whose the other value is."""

        def with_school(standing: School | None) -> Edit | None:
            if standing is None:
                standing = self._blank(school_id)
            read, why = self._reading.read(standing)
            try:
                edit = decide(read)
            except Conflict:
                if why:
                    raise bad_record(school_id, why) from None
                raise
            return self._reading.written(standing, read, why, edit)

        try:
            return self.backend.change(school_id, with_school, self.framework)
        except Conflict as conflict:
            raise Conflict(attributed(conflict.clashes, lambda: self.history_back(school_id))) from None

    def _edit(
        self, standing: School | None, changes: list[Change], why: str, of: int = 0, source: Source | None = None
    ) -> Edit:
        """An Edit of one's own, now, on top of a school."""
        return Edit(
            revision=standing.revision + 1 if standing else 1,
            who=self.who,
            when=datetime.now(UTC).isoformat(timespec="seconds"),
            why=cleaned(why),
            changes=changes,
            of=of,
            source=as_kept(source) if source else None,
        )

    # -- checks

    def _checked(self, path: str, raw: object, subject: str = "") -> Value | None:
        field = self.field(path)
        refuse_of_others(self.framework.form(field.form), path, about(subject))
        return fitting(field, raw)

    def _blank(self, subject: str) -> School:
        """What there is of a known person, or of the office, before anything was written. Raises Refused for others."""
        if not is_known(subject, self.office):
            raise no_such(subject)
        return blank(subject, self.framework.name)
