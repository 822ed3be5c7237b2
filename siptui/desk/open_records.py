"""The desk: the records that are open, with what has been typed and is not on disk yet laid upon them.

A screen shows `record(id)` and calls `change`. The record on the desk is changed at once, so that a key is never
slow; the store is written from a queue. What clashes with somebody else's change, and what the store will not have, is
handed back, and stays with what is unsaved until somebody has chosen.
"""

import asyncio
import contextlib
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import Future
from typing import Literal, TypeVar

from msgspec import UNSET

from siptui.desk.saving_state import Saving
from siptui.desk.store_protocol import Overview, Records
from siptui.desk.unsaved_text import NotSaved
from siptui.desk.write_queue import RETRY_SECONDS, Job, Outcome, WriteQueue, moves
from siptui.framework import Framework
from siptui.records.change import Change, Edit, Record, apply
from siptui.records.fields import Fields
from siptui.records.problem import Problem, Refused
from siptui.records.source import Source
from siptui.records.values import Value
from siptui.rules.caseload_row import CaseloadRow
from siptui.rules.forms.earlier_version import AsItWas
from siptui.rules.numbered_rows import begun
from siptui.store.faults import StoreFault
from siptui.store.office_settings import Person
from siptui.store.school import School, about

Made = TypeVar("Made")
BY_HAND = ("typed", "pasted")
"""Why an edit is made whose rows may go elsewhere in their table; what a file brings was seen where it would go."""
KEPT = 16
"""How many of the records that were opened last stay on the desk, whether a screen shows them or not."""


class Desk:
    """The open records of one store, and their way in to it."""

    def __init__(
        self,
        store: Records,
        told: Callable[[Outcome], None],
        moved: Callable[[], None],
        begun: Future[Overview] | None = None,
    ) -> None:
        """`told` hears what became of each edit; `moved` that the state of saving is another.

        `begun` is a reading of the overview that was started before there was a desk.
        """
        self.store = store
        self._begun = begun
        self.rows: list[CaseloadRow] = []
        self._records: dict[str, dict[str, Value]] = {}
        self._standing: dict[str, int] = {}  # edits of this session that could be undone, by school
        self._turns: dict[str, int] = {}  # how often a school's record has been laid on the desk or written
        self._undecided: list[Outcome] = []
        self._refused: list[Outcome] = []
        self._closed = False
        self._held: list[Job] = []  # edits that came after closing: drafts, and never written
        self.read_only: Problem | None = None  # why the store can be read only, as far as is known
        self.typing: Callable[[], None] = lambda: None  # called at whatever changes what is not on disk
        self._queue = WriteQueue(store, self._answered, told, moved)
        self._queue.refused = lambda: sum(moves(c) for each in self._refused for c in each.changes)

    @property
    def state(self) -> Saving:
        """How saving stands."""
        return self._queue.state

    @property
    def confidential(self) -> bool:
        """Whether nothing that is read or typed here may leave unasked."""
        return self.store.confidential

    @property
    def framework(self) -> Framework:
        return self.store.framework

    @property
    def fields(self) -> Fields:
        return self.store.fields

    @property
    def unsaved(self) -> list[tuple[str, Change]]:
        """What has been typed and is not on disk yet, with its school's id."""
        return [(each.school_id, each.change) for each in self.not_saved()]

    def not_saved(self) -> list[NotSaved]:
        """The same, a text each, with why: what nobody has chosen in, what was refused, what waits."""
        found = [NotSaved(each, change, "clash") for each in self._undecided for change in each.changes]
        found += [NotSaved(each, c, "refused", tuple(each.refused)) for each in self._refused for c in each.changes]
        for job in (*self._queue.jobs, *self._held):
            why = (job.fault,) if job.fault else ()
            found += [NotSaved(job, change, "waiting", why) for change in job.changes]
        return [each for each in found if moves(each.change)]

    def late(self, school_id: str) -> set[str]:
        """The paths of what was typed a while ago and is not on disk yet."""
        late: list[Job | Outcome] = [*(job for job in self._queue.jobs if job.late), *self._refused]
        return {c.path for each in late if each.school_id == school_id for c in each.changes}

    def clashing(self, school_id: str) -> set[str]:
        """The paths in which nobody has chosen yet between what was typed here and elsewhere."""
        return {c.path for each in self._undecided if each.school_id == school_id for c in each.clashes}

    def label(self, path: str) -> str:
        """What a field is called, with where it stands: `S1.1 Evaluation`, `Reading Year 3 APS Dec 10`."""
        field = self.fields.get(path)
        return " ".join(part for part in (field.kip, field.label) if part) if field else path

    def place(self, path: str) -> str:
        """A field's label, and before it the visit that it is of: `Autumn visit · S1.1 Evaluation`."""
        form = self.fields.form_of(path)
        return f"{form.called} · {self.label(path)}" if form and form.occurs == "visit" else self.label(path)

    def person(self, initials: str) -> Person | None:
        """Who has these initials, as far as the store's settings know."""
        return self.store.office.person(initials.removeprefix("@"))

    def called(self, subject: str) -> str:
        """What a subject is called: a school by its name, a person by name and initials, the office as such."""
        if about(subject) == "office":
            return "The office"
        roles, record = self.framework.roles, self.record(subject)
        if about(subject) == "school":
            line = next((row.name for row in self.rows if row.id == subject), subject)
            return str(record.get(roles.name, line))
        known = self.person(subject)
        name = record.get(roles.person) or (known.name if known else "")
        initials = subject.removeprefix("@")
        return f"{name} ({initials})" if name else initials

    def record(self, school_id: str) -> Record:
        """The record as it stands on the desk; empty until `open` has loaded it."""
        return self._records.get(school_id, {})

    async def overview(self) -> list[Problem]:
        """Read the caseload's lines into `rows`; gives what is wrong with schools that have none. Raises StoreFault."""
        begun, self._begun = self._begun, None
        read = asyncio.wrap_future(begun) if begun else asyncio.to_thread(self.store.overview)
        self.rows, problems = await read
        return problems

    def overview_begun(self) -> list[Problem] | None:
        """The overview that was begun before the desk, if it has been read by now. Raises StoreFault."""
        if self._begun is None or not self._begun.done():
            return None
        begun, self._begun = self._begun, None
        self.rows, problems = begun.result()
        return problems

    async def open(self, school_id: str) -> bool:
        """Load a school's record from the store; whether it has moved. Raises Refused, StoreFault."""
        while True:
            turn = self._turns.get(school_id)
            school = await asyncio.to_thread(self.store.load, school_id)
            # What was read before something else was written here is out of date.
            if turn == self._turns.get(school_id):
                return self._settle(school)

    def put_away(self, but: Collection[str]) -> None:
        """Let records go that were opened long ago; not `but` these, which are shown, nor any with unsaved words."""
        many = len(self._records) - KEPT
        if many > 0:
            unsaved: list[Job | Outcome] = [*self._queue.jobs, *self._held, *self._undecided, *self._refused]
            kept = {*but, *(each.school_id for each in unsaved)}
            for school_id in [*self._records][:many]:
                if school_id not in kept:
                    del self._records[school_id]

    async def history(self, school_id: str, tells: Callable[[Edit], bool]) -> list[Edit]:
        """The edits of a school that tell of something, what was typed last among them, oldest first.

        Raises Refused, StoreFault.
        """
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.settled(), RETRY_SECONDS)
        return await asyncio.to_thread(lambda: [edit for edit in self.store.history(school_id) if tells(edit)])

    async def refresh(self, school_ids: Iterable[str]) -> set[str]:
        """Load schools again; gives those that have moved. One that cannot be read stays: the next edit will say so."""
        moved: set[str] = set()
        for school_id in school_ids:
            with contextlib.suppress(Refused, StoreFault):
                if school_id in self._records and await self.open(school_id):
                    moved.add(school_id)
        return moved

    async def look_whether_writable(self) -> bool:
        """Bring `read_only` up to date; whether it is another now."""
        before, self.read_only = self.read_only, await asyncio.to_thread(self.store.unwritable)
        return before != self.read_only

    def change(
        self, school_id: str, changes: Iterable[Change], why: str = "typed", source: Source | None = None
    ) -> None:
        """Make changes on the desk now and in the store as soon as may be.

        A Change with an old value was begun from that: if the field has moved since, it is a clash. One whose new
        value is the old one says that this must still stand for the others to be made.
        """
        record, changes = self._records.setdefault(school_id, {}), list(changes)
        made = [
            Change(c.path, c.new, record.get(c.path) if c.old is UNSET else c.old)
            for c in changes
            if c.new != record.get(c.path)
        ]
        made = [self._instead(school_id, change) for change in made]
        made += [c for c in changes if c.new == c.old == record.get(c.path)] if made else []
        if made:
            rows = begun(self.fields, record, made) if why in BY_HAND else []
            self._records[school_id] = apply(record, made)
            self._standing[school_id] = self._standing.get(school_id, 0) + 1
            self._put(Job(school_id, why, made, source, rows))

    async def new(self, school_id: str, form_key: str, on: object = None) -> str:
        """Begin one of a form that occurs many times; gives its place once it is on disk. Raises Refused, StoreFault.

        What was typed before is on disk before it.
        """
        return await self._at_once(school_id, lambda: self.store.new(school_id, form_key, on))

    async def step(self, school_id: str, place: str, step: str, on: object = None, reason: str = "") -> Edit:
        """Take a step of the form at a place; on disk on return. Raises as `new`, and Conflict."""
        return await self._at_once(school_id, lambda: self.store.step(school_id, place, step, on, reason))

    async def as_it_was(self, school_id: str, place: str, at: int | Literal["final"] = "final") -> AsItWas:
        """The form at a place as an edit left it, or the last that made it final. Raises Refused, StoreFault."""
        return await asyncio.to_thread(self.store.as_it_was, school_id, place, at)

    async def _at_once(self, school_id: str, act: Callable[[], Made]) -> Made:
        """What is not typed, and is waited for: it is never tried again by itself."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.settled(), RETRY_SECONDS)
        if problem := self.state.problem:
            raise StoreFault(problem.where, problem.what, problem.do, code=problem.code)
        made = await asyncio.to_thread(act)
        self._standing[school_id] = self._standing.get(school_id, 0) + 1
        self._turn(school_id)
        with contextlib.suppress(StoreFault, Refused):  # it is done
            await self.open(school_id)
        return made

    def decide(self, outcome: Outcome, chosen: Mapping[str, Value | None]) -> None:
        """Settle a clash: the values to have instead of theirs, by path; what did not clash goes in with them."""
        self._undecided.remove(outcome)
        found = {c.path: c.found for c in outcome.clashes}
        changes = [c for c in outcome.changes if c.path not in found]
        # From the value that was shown as theirs: a third hand's change is again a clash.
        changes += [Change(path, new, found[path]) for path, new in chosen.items()]
        self.change(outcome.school_id, changes, "merge" if chosen else outcome.why, outcome.source)

    def _instead(self, school_id: str, change: Change) -> Change:
        """A change in the place of one that was refused begins where that began: what stands in the store."""
        for outcome in [each for each in self._refused if each.school_id == school_id]:
            for gone in [c for c in outcome.changes if c.path == change.path and c.new == change.old]:
                self._without(outcome, gone)
                change = Change(change.path, change.new, gone.old)
        return change

    def _without(self, outcome: Outcome, change: Change) -> None:
        outcome.changes = [c for c in outcome.changes if c != change]
        if not any(map(moves, outcome.changes)):
            self._refused.remove(outcome)

    def try_again(self) -> None:
        """Have the store asked once more about all that it has refused, and at once about what waits."""
        refused, self._refused = self._refused, []
        for each in refused:
            self._standing[each.school_id] = self._standing.get(each.school_id, 0) + 1
            self._put(Job(each.school_id, each.why, list(each.changes), each.source))
        self._queue.try_again()

    async def throw_away(self, text: NotSaved) -> bool:
        """Give up one text that is not saved; False where it has been saved meanwhile, or is being written."""
        edit, change = text.edit, text.change
        if isinstance(edit, Job):
            if not self._queue.take_out(edit, change):
                return False
            if not any(map(moves, edit.changes)):
                self._standing[edit.school_id] -= 1
        elif edit in self._refused and change in edit.changes:
            self._without(edit, change)
            self._queue.look()
        else:
            return False
        record = self._records.get(edit.school_id, {})
        if record.get(change.path) == change.new:  # as it was, where the store cannot tell
            self._records[edit.school_id] = apply(record, [Change(change.path, _before(change), change.new)])
        await self.refresh([edit.school_id])
        self.typing()
        return True

    def undo(self, school_id: str) -> bool:
        """Take back one's latest edit of the school; False where this session has made none that still stands."""
        if not self._standing.get(school_id):
            return False
        self._standing[school_id] -= 1
        self._put(Job(school_id, "undo"))
        return True

    def redo(self, school_id: str) -> None:
        """Make the edit again that was undone last."""
        self._standing[school_id] = self._standing.get(school_id, 0) + 1
        self._put(Job(school_id, "redo"))

    def close(self) -> None:
        """Write no more edits than there are: the line has dropped, and nobody has left a field that is left now.

        What comes all the same is among what is not saved, so that it is kept as a draft.
        """
        self._closed = True

    async def settled(self) -> None:
        """Wait until everything typed is on disk, or known not to fit."""
        await self._queue.settled()

    async def work(self) -> None:
        """Write what is typed for as long as the application runs."""
        await self._queue.work()

    def _put(self, job: Job) -> None:
        if self._closed:
            self._held.append(job)
        else:
            self._queue.put(job)
        self.typing()

    async def _answered(self, outcome: Outcome) -> None:
        """Read the record again that the store has answered an edit of."""
        self._turn(outcome.school_id)
        if outcome.clashes:
            self._undecided.append(outcome)
        if outcome.refused:
            # What was typed over it already stands in its place.
            outcome.changes = [c for c in outcome.changes if not self._queue.begin_from(outcome.school_id, c)]
            self._refused += [outcome] if any(map(moves, outcome.changes)) else []
        if outcome.edit is None:  # nothing has moved that could be undone, or made again
            self._standing[outcome.school_id] += 1 if outcome.why == "undo" else -1
        try:
            await self.open(outcome.school_id)
        except (StoreFault, Refused) as fault:
            outcome.problem = outcome.problem or str(fault)

    def _turn(self, school_id: str) -> None:
        self._turns[school_id] = self._turns.get(school_id, 0) + 1

    def _settle(self, school: School) -> bool:
        """Lay the stored record on the desk, with what is not in the store on top of it; whether that is another."""
        record = dict(school.values)
        above: list[Job | Outcome] = [*self._refused, *self._queue.jobs]
        for each in above:
            if each.school_id == school.id:
                record = apply(record, each.changes)
        self._turn(school.id)
        # The same, if it is the same: by that whoever reckoned something from it knows that it still holds.
        known = self._records.pop(school.id, None)
        has_moved = record != known
        self._records[school.id] = record if known is None or has_moved else known  # the one opened last stands last
        return has_moved


def _before(change: Change) -> Value | None:
    return None if change.old is UNSET else change.old
