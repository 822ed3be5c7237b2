"""Whatever befalls the store between one key and the next, the last text of each field is in it or told as unsaved."""

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siptui.desk import write_queue
from siptui.desk.open_records import Desk
from siptui.desk.write_queue import Outcome
from siptui.records.change import Change
from support.stores.troubled_store import TroubledStore

SCHOOLS, PATHS = ("ashwell", "birch"), ("school/headteacher", "school/chair")
PLACE = st.tuples(st.sampled_from(SCHOOLS), st.sampled_from(PATHS))
SCHOOL = st.sampled_from(SCHOOLS)
STEP = st.one_of(
    st.tuples(st.just("type"), PLACE),
    st.tuples(st.just("type"), PLACE),
    st.tuples(st.just("colleague"), PLACE),
    st.tuples(st.just("trouble"), SCHOOL, st.sampled_from(["full", "gone", ""])),
    st.tuples(st.just("hold"), st.booleans()),
    st.tuples(st.just("wait")),
    st.tuples(st.just("refresh"), SCHOOL),
    st.tuples(st.just("again")),
    st.tuples(st.just("throw"), st.integers(0, 3)),
    st.tuples(st.just("choose"), st.booleans()),
)


class Day:
    """One person's day at a desk, and what they have typed."""

    def __init__(self) -> None:
        self.store = TroubledStore()
        for name in SCHOOLS:
            self.store.add_school(name, "primary")
        self.clashes: list[Outcome] = []
        self.desk = Desk(self.store, self._told, lambda: None)
        self.typed: dict[tuple[str, str], str] = {}  # the last text of each field that its writer stands by
        self.number = 0

    def _told(self, outcome: Outcome) -> None:
        if outcome.clashes:
            self.clashes.append(outcome)

    async def spend(self, steps: Sequence[tuple[object, ...]]) -> None:
        work = asyncio.create_task(self.desk.work())
        try:
            for school in SCHOOLS:
                await self.desk.open(school)
            for step in steps:
                await self.take(*step)
                self.judge()
            await self.mend()
            self.judge()
        finally:
            self.store.through.set()
            work.cancel()

    async def take(self, what: object, *given: object) -> None:
        self.number += 1
        desk, text = self.desk, f"text {self.number}"
        match what, given:
            case "type", ((str(school), str(path)),):
                desk.change(school, [Change(path, text)])
                self.typed[school, path] = text
            case "colleague", ((str(school), str(path)),):
                self.store.beside("colleague").change(school, [Change(path, f"theirs {self.number}")])
            case "trouble", (str(school), str(kind)):
                self.store.trouble[school] = kind
            case "hold", (bool(held),):
                self.store.through.clear() if held else self.store.through.set()
            case "wait", ():
                await asyncio.sleep(0.004)
            case "refresh", (str(school),):
                if self.store.through.is_set():
                    await desk.refresh([school])
            case "again", ():
                desk.try_again()
            case "throw", (int(at),):
                await self.throw(at)
            case "choose", (bool(mine),):
                self.choose(mine)

    async def throw(self, at: int) -> None:
        unsaved = self.desk.not_saved()
        if at < len(unsaved):
            each = unsaved[at]
            if await self.desk.throw_away(each) and self.typed.get((each.school_id, each.change.path)) == each.text:
                del self.typed[each.school_id, each.change.path]

    def choose(self, mine: bool) -> None:
        if self.clashes:
            outcome = self.clashes.pop(0)
            self.desk.decide(outcome, {c.path: c.wanted for c in outcome.clashes} if mine else {})
            for clash in outcome.clashes:
                if not mine and self.typed.get((outcome.school_id, clash.path)) == clash.wanted:
                    del self.typed[outcome.school_id, clash.path]

    def judge(self) -> None:
        """The last text of each field has been written at some time, or is among what is unsaved."""
        unsaved = {(school, c.path, c.new) for school, c in self.desk.unsaved}
        for (school, path), text in self.typed.items():
            edits = self.store.backend.history(school)
            written = {c.new for edit in edits for c in edit.changes if c.path == path}
            assert text in written or (school, path, text) in unsaved, f"LOST: {text} of {path} of {school}"
            clash = path in self.desk.clashing(school)
            if (school, path, text) in unsaved and not clash:
                assert self.desk.record(school).get(path) == text, f"NOT SHOWN: {text} of {path} of {school}"

    async def mend(self) -> None:
        """All is well again: what is left can be chosen in, and nothing stays behind."""
        self.store.trouble.clear()
        self.store.through.set()
        async with asyncio.timeout(20):
            while self.desk.unsaved:
                self.desk.try_again()
                await self.desk.settled()
                while self.clashes:
                    self.choose(True)
                await self.desk.settled()
                await asyncio.sleep(0)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=25))
def test_the_last_text_of_each_field_is_written_or_told_as_unsaved(
    monkeypatch: pytest.MonkeyPatch, steps: list[tuple[object, ...]]
) -> None:
    monkeypatch.setattr(write_queue, "RETRY_SECONDS", 0.002)
    asyncio.run(Day().spend(steps))
