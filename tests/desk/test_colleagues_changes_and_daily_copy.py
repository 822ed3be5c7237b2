"""What runs beside the keys: colleagues' changes come, rights are looked at, the day's copy is made."""

import asyncio
from collections.abc import Callable

import pytest

from siptui.desk.colleagues_changes import watch, watch_rights
from siptui.desk.daily_copy import copy_daily
from siptui.desk.open_records import KEPT, Desk
from siptui.records.change import Change
from siptui.records.problem import Problem
from siptui.store.faults import StoreFault
from support.stores.troubled_store import TroubledStore

HEAD = "school/headteacher"


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> TroubledStore:
    for name in (
        "colleagues_changes.EVERY",
        "colleagues_changes.RIGHTS_EVERY",
        "daily_copy.COPY_AFTER",
        "daily_copy.COPY_EVERY",
    ):
        monkeypatch.setattr(f"siptui.desk.{name}", 0.01)
    made = TroubledStore()
    made.add_school("Ashwell", "primary")
    made.add_school("Birch", "infant")
    return made


def desk_over(store: TroubledStore) -> Desk:
    return Desk(store, lambda _: None, lambda: None)


async def until(what: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not what():
            await asyncio.sleep(0.005)


async def test_records_opened_long_ago_are_put_away_but_for_what_is_shown_and_what_is_not_saved(
    store: TroubledStore,
) -> None:
    names = [store.add_school(f"School {number:02}", "primary") for number in range(KEPT + 6)]
    desk = desk_over(store)
    for name in names:
        await desk.open(name)
    desk.change(names[1], [Change(HEAD, "Ms Teal")])  # and nobody writes it
    await desk.open(names[2])
    work = asyncio.create_task(watch(desk, lambda: {names[0]}, lambda _: None))
    await until(lambda: not desk.record(names[3]))
    work.cancel()
    there = [name for name in names if desk.record(name)]
    assert there == [*names[:3], *names[-KEPT + 1 :]]
    assert desk.record(names[1])[HEAD] == "Ms Teal"
    await desk.open(names[3])
    assert desk.record(names[3])


async def test_a_colleagues_change_of_an_open_school_is_laid_on_the_desk(store: TroubledStore) -> None:
    desk, moved = desk_over(store), list[set[str]]()
    await desk.open("ashwell")
    work = asyncio.create_task(watch(desk, lambda: {"ashwell"}, moved.append))
    await asyncio.sleep(0.05)
    assert moved == []
    other = store.beside("other")
    other.change("ashwell", [Change(HEAD, "Ms Teal")])
    await until(lambda: moved)
    assert moved == [{"ashwell"}]
    assert desk.record("ashwell")[HEAD] == "Ms Teal"
    other.change("birch", [Change(HEAD, "Mr Oak")])
    await until(lambda: len(moved) == 2)
    assert moved[1] == set()  # the caseload has moved, and no open school
    work.cancel()


async def test_a_store_that_cannot_be_asked_is_asked_again(store: TroubledStore, monkeypatch) -> None:
    desk, moved = desk_over(store), list[set[str]]()
    await desk.open("ashwell")
    real, asked = store.watch, list[int]()

    def away() -> object:
        asked.append(1)
        if len(asked) < 4:
            raise StoreFault("store", "is away", "wait", code="out_of_reach")
        return real()

    monkeypatch.setattr(store, "watch", away)
    work = asyncio.create_task(watch(desk, lambda: {"ashwell"}, moved.append))
    await until(lambda: len(asked) > 5)
    store.beside("other").change("ashwell", [Change(HEAD, "Ms Teal")])
    await until(lambda: moved)
    work.cancel()


async def test_rights_are_told_when_they_turn_and_only_then(store: TroubledStore, monkeypatch) -> None:
    desk, turns = desk_over(store), list[bool]()
    why: list[Problem | None] = [None]
    monkeypatch.setattr(store, "unwritable", lambda: why[0])
    work = asyncio.create_task(watch_rights(desk, lambda: turns.append(desk.read_only is not None)))
    await asyncio.sleep(0.05)
    assert turns == []
    why[0] = Problem("store", "the disk can only be read", "ask", code="read_only")
    await until(lambda: turns)
    why[0] = None
    await until(lambda: len(turns) == 2)
    assert turns == [True, False]
    work.cancel()


@pytest.mark.parametrize("fault", [True, False])
async def test_why_the_days_copy_is_not_whole_is_said(store: TroubledStore, monkeypatch, fault: bool) -> None:
    def copy() -> list[Problem]:
        if fault:
            raise StoreFault("copies", "the disk is full", "make room", code="disk_full")
        return [Problem("birch.json", "is damaged", code="damaged")]

    monkeypatch.setattr(store, "copy_of_today", copy)
    said: list[str] = []
    work = asyncio.create_task(copy_daily(store, said.append))
    await until(lambda: said)
    work.cancel()
    assert ("was not made" in said[0] and "disk is full" in said[0]) == fault
    assert ("without what cannot be read: birch.json is damaged" in said[0]) == (not fault)


async def test_a_copy_that_is_made_is_not_spoken_of(store: TroubledStore, monkeypatch) -> None:
    made, said = list[int](), list[str]()

    def copy() -> list[Problem]:
        made.append(1)
        return []

    monkeypatch.setattr(store, "copy_of_today", copy)
    work = asyncio.create_task(copy_daily(store, said.append))
    await until(lambda: len(made) > 2)  # and it is looked at again and again
    work.cancel()
    assert said == []
