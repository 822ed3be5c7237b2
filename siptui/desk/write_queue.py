"""What has been typed and is not on disk yet: a queue, written in a thread in the order of typing.

Nothing in it is dropped: a store that cannot write is tried again until it can, and the screen says so.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from msgspec import Struct

from siptui.records.change import Change, Clash, Conflict, Edit
from siptui.records.problem import Refused
from siptui.records.source import Source
from siptui.store.faults import StoreFault

RETRY_SECONDS = 2.0
SLOW_SECONDS = 0.3
SAVED, SAVING = "saved", "saving…"


class Writable(Protocol):
    """What the queue needs of a store."""

    def change(
        self, school_id: str, changes: Sequence[Change], why: str = "typed", source: Source | None = None
    ) -> Edit | None: ...
    def undo(self, school_id: str) -> Edit: ...
    def redo(self, school_id: str) -> Edit: ...


class Outcome(Struct, eq=False):
    """What became of one edit: nothing to say, a problem, or clashes with what somebody else wrote."""

    school_id: str
    why: str
    problem: str = ""
    clashes: Sequence[Clash] = ()
    edit: Edit | None = None
    changes: Sequence[Change] = ()  # of which those in `clashes` clash: all of them went in, or none
    source: Source | None = None


class Job(Struct, eq=False):
    """One edit that waits to be written."""

    school_id: str
    why: str
    changes: list[Change] = []
    source: Source | None = None  # the file that they were imported from
    late: bool = False  # has not been written within SLOW_SECONDS


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
        self.state = ""
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
                    if job.school_id not in stuck and not await self._do(job):
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
        self._say(self.state if self.state.startswith("NOT") else SAVING, again=True)

    async def _do(self, job: Job) -> bool:
        """Try a job; False where it must be tried again."""
        outcome = Outcome(job.school_id, job.why, source=job.source)
        try:
            outcome.edit = await asyncio.to_thread(self._write, job)
        except StoreFault as fault:
            self._say(f"NOT SAVED: {fault.problem.what}; {fault.problem.do}; trying again")
            return False
        except Conflict as conflict:
            outcome.clashes = conflict.clashes
            outcome.changes = job.changes or [Change(c.path, c.wanted, c.expected) for c in conflict.clashes]
        except Refused as refusal:
            outcome.problem = "; ".join(p.line() for p in refusal.problems)
        self.jobs.remove(job)
        await self._answered(outcome)
        if not self.jobs:
            self._say(SAVED)
        self._told(outcome)
        return True

    def _write(self, job: Job) -> Edit | None:
        if job.why == "undo":
            return self._store.undo(job.school_id)
        if job.why == "redo":
            return self._store.redo(job.school_id)
        return self._store.change(job.school_id, job.changes, job.why, job.source)

    def _say(self, state: str, again: bool = False) -> None:
        if again or state != self.state:
            self.state = state
            self._moved()
