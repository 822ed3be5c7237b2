"""What has been typed and is not on disk yet: a queue, written in a thread in the order of typing.

Nothing in it is dropped: a store that cannot write is tried again until it can, and the screen says so. What the store
will not have comes back with its changes, and waits with the desk for a person.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from siptui.desk.saving_state import ON_ITS_WAY, QUIET, SAVED, Saving
from siptui.desk.store_protocol import Writable
from siptui.records.change import Change, Clash, Conflict, Edit
from siptui.records.problem import Problem, Refused
from siptui.records.source import Source
from siptui.rules.numbered_rows import Row, moved
from siptui.store.faults import StoreFault, Unsure

RETRY_SECONDS = 2.0
SLOW_SECONDS = 0.3


class Outcome(Struct, eq=False):
    """What became of one edit: nothing to say, a problem, or clashes with what somebody else wrote."""

    school_id: str
    why: str
    problem: str = ""
    clashes: Sequence[Clash] = ()
    edit: Edit | None = None
    changes: Sequence[Change] = ()  # of a clash, of which those in `clashes` clash, or a refusal: none went in
    refused: Sequence[Problem] = ()  # why the store will not have it
    source: Source | None = None
    rows: dict[str, str] = {}  # rows that somebody else had begun meanwhile: the place of each, and that it has instead


def moves(change: Change) -> bool:
    """Whether a change is a text at all: one to what stands there only says that this must still stand."""
    return change.new != change.old


class Job(Struct, eq=False):
    """One edit that waits to be written."""

    school_id: str
    why: str
    changes: list[Change] = []
    source: Source | None = None  # the file that they were imported from
    rows: Sequence[Row] = ()  # numbered rows that it begins
    late: bool = False  # has not been written within SLOW_SECONDS
    fault: Problem | None = None  # why it could not be written at the last try
    unsure: Unsure | None = None  # where nobody knows whether it was


def gone_in_words(rows: Mapping[str, str]) -> str:
    """What is said of rows that somebody else had begun meanwhile: where what was typed stands now."""
    numbers = [(row.rpartition("/")[2], to.rpartition("/")[2]) for row, to in rows.items()]
    said = "; ".join(f"row {row} was begun by somebody else meanwhile, and yours is row {to}" for row, to in numbers)
    return said[:1].upper() + said[1:]


class WriteQueue:
    """The edits that the store has not answered yet."""

    def __init__(
        self,
        store: Writable,
        answered: Callable[[Outcome], Awaitable[None]],
        told: Callable[[Outcome], None],
        moved: Callable[[], None],
    ) -> None:
        """`answered` brings an edit's record up to date, then `told` hears of it; `moved` that `state` is another."""
        self.jobs: deque[Job] = deque()
        self.state = QUIET
        self.refused: Callable[[], int] = lambda: 0  # how many texts wait with the desk
        self._now: Job | None = None  # the one that is being written
        self._store = store
        self._answered = answered
        self._told = told
        self._moved = moved
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()

    def put(self, job: Job) -> None:
        """Have an edit written as soon as may be."""
        self.jobs.append(job)
        self._idle.clear()
        self._wake.set()
        # Said only where it takes long enough to be noticed: every word costs bytes on the line.
        asyncio.get_running_loop().call_later(SLOW_SECONDS, self._say_if_slow, job)

    async def settled(self) -> None:
        """Wait until the store has answered everything."""
        await self._idle.wait()

    async def work(self) -> None:
        """Write what is queued for as long as the application runs: each school's edits in their order."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self.jobs:
                # A school that cannot be written must not keep the others from it.
                stuck: set[str] = set()
                for job in list(self.jobs):
                    if job.school_id in stuck or job not in self.jobs:
                        continue  # or somebody has thrown it away meanwhile
                    if not await self._do(job):
                        stuck.add(job.school_id)
                if stuck:
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(self._wake.wait(), RETRY_SECONDS)
                    self._wake.clear()
            self._idle.set()

    def _say_if_slow(self, job: Job) -> None:
        if job not in self.jobs:
            return
        job.late = bool(job.changes)
        if self.state.code == "waiting":
            self._say_waiting(self.state.problem, again=True)
        else:
            self._say(ON_ITS_WAY, again=True)

    def try_again(self) -> None:
        """Do not wait for the next turn."""
        self._wake.set()

    def take_out(self, job: Job, change: Change) -> bool:
        """Have a change of a job not written after all; False where that is too late, or under way."""
        if job not in self.jobs or job is self._now or change not in job.changes:
            return False
        job.changes.remove(change)
        self.begin_from(job.school_id, change, list(self.jobs)[self.jobs.index(job) + 1 :])
        if not any(map(moves, job.changes)):
            self.jobs.remove(job)
            self.look()
        return True

    def begin_from(self, school_id: str, change: Change, later: Iterable[Job] | None = None) -> bool:
        """Have the next edit of a field begin where `change`, which is not made, began; whether one waits."""
        for job in self.jobs if later is None else later:
            for at, each in enumerate(job.changes if job.school_id == school_id else []):
                if each.path == change.path and moves(each):
                    job.changes[at] = Change(each.path, each.new, change.old)
                    return True
        return False

    def look(self) -> None:
        """Say how saving stands once nothing is on its way."""
        if not self.jobs:
            refused = self.refused()
            self._say(Saving("refused", refused=refused) if refused else SAVED)

    async def _do(self, job: Job) -> bool:
        """Try a job; False where it must be tried again."""
        outcome = Outcome(job.school_id, job.why, source=job.source)
        self._now = job
        try:
            outcome.edit, outcome.rows = await asyncio.to_thread(self._write, job)
        except StoreFault as fault:
            job.fault = fault.problem
            job.unsure = fault if isinstance(fault, Unsure) else job.unsure
            self._say_waiting(fault.problem)
            return False
        except Conflict as conflict:
            outcome.clashes = conflict.clashes
            outcome.changes = job.changes or [Change(c.path, c.wanted, c.expected) for c in conflict.clashes]
        except Refused as refusal:
            outcome.problem = "; ".join(p.line() for p in refusal.problems)
            outcome.refused, outcome.changes = refusal.problems, job.changes
        finally:
            self._now = None
        self.jobs.remove(job)
        if outcome.rows:
            for later in self.jobs:
                if later.school_id == job.school_id:
                    later.changes = moved(later.changes, outcome.rows)
                    later.rows = [row.going(outcome.rows) for row in later.rows]
        await self._answered(outcome)
        self.look()
        self._told(outcome)
        return True

    def _say_waiting(self, problem: Problem | None, again: bool = False) -> None:
        left = sum(sum(map(moves, job.changes)) or not job.changes for job in self.jobs)
        self._say(Saving("waiting", problem, left=left), again)

    def _write(self, job: Job) -> tuple[Edit | None, dict[str, str]]:
        if job.unsure:
            unsure = job.unsure
            edit = unsure.settle()  # or it would be written twice
            job.unsure = None
            if edit is not None:
                return edit, dict(unsure.rows)
        if job.why == "undo":
            return self._store.undo(job.school_id), {}
        if job.why == "redo":
            return self._store.redo(job.school_id), {}
        if job.rows:
            return self._store.change_rows(job.school_id, job.changes, job.rows, job.why, job.source)
        return self._store.change(job.school_id, job.changes, job.why, job.source), {}

    def _say(self, state: Saving, again: bool = False) -> None:
        if again or state != self.state:
            self.state = state
            self._moved()
