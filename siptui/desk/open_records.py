"""The desk: the records that are open, with what has been typed and is not on disk yet laid upon them.

A screen shows `record(id)` and calls `change`. The record on the desk is changed at once, so that a key is never
slow; the store is written from a queue. What clashes with somebody else's change is handed back, and stays with what
is unsaved until somebody has chosen.
"""

import asyncio
import contextlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Protocol

from msgspec import UNSET

from siptui.desk.write_queue import RETRY_SECONDS, Job, Outcome, Writable, WriteQueue
from siptui.framework import Framework
from siptui.records.change import Change, Edit, Record, apply
from siptui.records.fields import Fields
from siptui.records.problem import Problem, Refused
from siptui.records.source import Source
from siptui.records.values import Value
from siptui.rules.caseload import CaseloadRow
from siptui.store.faults import StoreFault
from siptui.store.school import School

Overview = tuple[list[CaseloadRow], list[Problem]]


class Records(Writable, Protocol):
    """What the desk needs of a store."""

    who: str

    @property
    def folder(self) -> Path: ...
    @property
    def framework(self) -> Framework: ...
    @property
    def fields(self) -> Fields: ...
    @property
    def pupil_key(self) -> bytes: ...
    def overview(self) -> Overview: ...
    def load(self, school_id: str) -> School: ...
    def history(self, school_id: str) -> Iterator[Edit]: ...
    def watch(self) -> Hashable: ...
    def copy_of_today(self) -> list[Problem]: ...


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
        self.typing: Callable[[], None] = lambda: None  # called at whatever changes what is not on disk
        self._queue = WriteQueue(store, self._answered, told, moved)

    @property
    def state(self) -> str:
        """How saving stands, in words; empty until there is something to say."""
        return self._queue.state

    @property
    def framework(self) -> Framework:
        return self.store.framework

    @property
    def fields(self) -> Fields:
        return self.store.fields

    @property
    def unsaved(self) -> list[tuple[str, Change]]:
        """What has been typed and is not on disk yet, with its school's id."""
        left: list[Job | Outcome] = [*self._undecided, *self._queue.jobs]
        return [(each.school_id, change) for each in left for change in each.changes]

    def late(self, school_id: str) -> set[str]:
        """The paths of what was typed a while ago and is not on disk yet."""
        return {c.path for job in self._queue.jobs if job.late and job.school_id == school_id for c in job.changes}

    def clashing(self, school_id: str) -> set[str]:
        """The paths in which nobody has chosen yet between what was typed here and elsewhere."""
        return {c.path for each in self._undecided if each.school_id == school_id for c in each.clashes}

    def label(self, path: str) -> str:
        """What a field is called, with where it stands: `S1.1 Evaluation`, `Reading Year 3 APS Dec 10`."""
        field = self.fields.get(path)
        row = path.split("/")[-2] if "/judgements/" in path or path.startswith("summary/") else ""
        return " ".join(part for part in (row, field.label if field else path) if part)

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
        made += [c for c in changes if c.new == c.old == record.get(c.path)] if made else []
        if made:
            self._records[school_id] = apply(record, made)
            self._standing[school_id] = self._standing.get(school_id, 0) + 1
            self._put(Job(school_id, why, made, source))

    def decide(self, outcome: Outcome, chosen: Mapping[str, Value | None]) -> None:
        """Settle a clash: the values to have instead of theirs, by path; what did not clash goes in with them."""
        self._undecided.remove(outcome)
        found = {c.path: c.found for c in outcome.clashes}
        changes = [c for c in outcome.changes if c.path not in found]
        # From the value that was shown as theirs: a third hand's change is again a clash.
        changes += [Change(path, new, found[path]) for path, new in chosen.items()]
        self.change(outcome.school_id, changes, "merge" if chosen else outcome.why, outcome.source)

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

    async def settled(self) -> None:
        """Wait until everything typed is on disk, or known not to fit."""
        await self._queue.settled()

    async def work(self) -> None:
        """Write what is typed for as long as the application runs."""
        await self._queue.work()

    def _put(self, job: Job) -> None:
        self._queue.put(job)
        self.typing()

    async def _answered(self, outcome: Outcome) -> None:
        """Read the record again that the store has answered an edit of."""
        self._turn(outcome.school_id)
        if outcome.clashes:
            self._undecided.append(outcome)
        if outcome.edit is None:  # nothing has moved that could be undone, or made again
            self._standing[outcome.school_id] += 1 if outcome.why == "undo" else -1
        try:
            await self.open(outcome.school_id)
        except (StoreFault, Refused) as fault:
            outcome.problem = str(fault)

    def _turn(self, school_id: str) -> None:
        self._turns[school_id] = self._turns.get(school_id, 0) + 1

    def _settle(self, school: School) -> bool:
        """Lay the stored record on the desk, with what is still queued on top of it; whether that is another."""
        record = dict(school.values)
        for job in self._queue.jobs:
            if job.school_id == school.id:
                record = apply(record, job.changes)
        before = self._records.get(school.id)
        self._records[school.id] = record
        self._turn(school.id)
        return record != before
