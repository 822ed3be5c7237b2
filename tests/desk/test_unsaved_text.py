"""What the store cannot write, or will not have, stays: on the desk, with what is unsaved, in its order."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from siptui.desk import write_queue
from siptui.desk.open_records import Desk
from siptui.desk.saving_state import in_a_word, in_words
from siptui.desk.unsaved_text import NotSaved, why
from siptui.desk.write_queue import Outcome
from siptui.records.change import Change
from support.stores.troubled_store import TroubledStore

HEAD, CHAIR, CONTEXT = "school/headteacher", "school/chair", "front/context"


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> TroubledStore:
    monkeypatch.setattr(write_queue, "RETRY_SECONDS", 0.01)
    made = TroubledStore()
    made.add_school("Ashwell", "primary")
    made.add_school("Birch", "infant")
    return made


@asynccontextmanager
async def desk_over(store: TroubledStore, told: list[Outcome] | None = None) -> AsyncIterator[Desk]:
    """A desk at work, its schools open."""
    heard = told if told is not None else []
    desk = Desk(store, heard.append, lambda: None)
    work = asyncio.create_task(desk.work())
    for school in ("ashwell", "birch"):
        await desk.open(school)
    yield desk
    store.through.set()
    work.cancel()


async def until(what: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not what():
            await asyncio.sleep(0.005)


def texts(desk: Desk) -> list[tuple[str, str, object, str]]:
    return [(each.reason, each.change.path, each.change.old, each.text) for each in desk.not_saved()]


async def refused(desk: Desk, store: TroubledStore, *changes: Change) -> None:
    """Have an edit refused, its school taken away meanwhile."""
    store.trouble["ashwell"] = "gone"
    desk.change("ashwell", changes)
    await desk.settled()


async def test_what_the_store_refuses_stays_on_the_desk_and_says_why(store: TroubledStore) -> None:
    told: list[Outcome] = []
    async with desk_over(store, told) as desk:
        await refused(desk, store, Change(HEAD, "Ms Teal"), Change(CONTEXT, "Two forms of entry"))
        assert desk.record("ashwell")[HEAD] == "Ms Teal"
        assert texts(desk) == [("refused", HEAD, None, "Ms Teal"), ("refused", CONTEXT, None, "Two forms of entry")]
        assert desk.unsaved == [("ashwell", Change(HEAD, "Ms Teal", None)), ("ashwell", desk.unsaved[1][1])]
        assert desk.state.code == "refused"
        assert in_a_word(desk.state) == "NOT SAVED"
        assert in_words(desk.state).startswith("NOT SAVED: the store did not take 2 texts")
        assert "no such school" in why(desk.not_saved()[0])
        assert desk.late("ashwell") == {HEAD, CONTEXT}
        assert [bool(each.refused) for each in told] == [True]
        store.trouble.clear()
        await desk.refresh(["ashwell"])  # and still, when its school is read again
        assert desk.record("ashwell")[HEAD] == "Ms Teal"


async def test_trying_again_writes_it(store: TroubledStore) -> None:
    async with desk_over(store) as desk:
        await refused(desk, store, Change(HEAD, "Ms Teal"))
        desk.try_again()
        await desk.settled()
        assert texts(desk) == [("refused", HEAD, None, "Ms Teal")]
        store.trouble.clear()
        desk.try_again()
        await desk.settled()
        assert texts(desk) == []
        assert in_a_word(desk.state) == "saved"
    assert store.load("ashwell").values[HEAD] == "Ms Teal"


async def test_what_is_typed_in_its_place_is_no_clash(store: TroubledStore) -> None:
    async with desk_over(store) as desk:
        await refused(desk, store, Change(HEAD, "Ms Teal"), Change(CHAIR, "Mr Moss"))
        desk.change("ashwell", [Change(HEAD, "Ms Teal-Green")])
        await desk.settled()
        assert texts(desk) == [("refused", CHAIR, None, "Mr Moss"), ("refused", HEAD, None, "Ms Teal-Green")]
        store.trouble.clear()
        desk.change("ashwell", [Change(HEAD, "Ms Green", "Ms Teal-Green")])
        await desk.settled()
        assert store.load("ashwell").values[HEAD] == "Ms Green"
        assert texts(desk) == [("refused", CHAIR, None, "Mr Moss")]


async def test_what_was_typed_over_it_before_it_was_refused_takes_its_place(store: TroubledStore) -> None:
    async with desk_over(store) as desk:
        store.trouble["ashwell"] = "gone"
        store.through.clear()
        desk.change("ashwell", [Change(HEAD, "Ms T")])
        desk.change("ashwell", [Change(HEAD, "Ms Teal")])
        store.through.set()
        await desk.settled()
        assert texts(desk) == [("refused", HEAD, None, "Ms Teal")]


async def test_throwing_away_gives_back_what_stood_there(store: TroubledStore) -> None:
    store.change("ashwell", [Change(HEAD, "Ms Elm")])
    async with desk_over(store) as desk:
        await refused(desk, store, Change(HEAD, "Ms Teal"), Change(CHAIR, "Mr Moss"))
        first = desk.not_saved()[0]
        assert await desk.throw_away(first)
        assert not await desk.throw_away(first)
        assert desk.record("ashwell")[HEAD] == "Ms Elm"
        assert texts(desk) == [("refused", CHAIR, None, "Mr Moss")]
        assert await desk.throw_away(desk.not_saved()[0])
        assert CHAIR not in desk.record("ashwell")
        assert in_a_word(desk.state) == "saved"


async def test_a_store_that_is_full_is_tried_again_and_its_texts_are_told(store: TroubledStore) -> None:
    async with desk_over(store) as desk:
        store.trouble["ashwell"] = "full"
        desk.change("ashwell", [Change(HEAD, "Ms Teal")])
        desk.change("birch", [Change(HEAD, "Mr Oak")])
        await until(lambda: desk.state.code == "waiting" and len(desk.not_saved()) == 1)
        assert store.load("birch").values[HEAD] == "Mr Oak"
        assert texts(desk) == [("waiting", HEAD, None, "Ms Teal")]
        assert "the disk is full" in why(desk.not_saved()[0])
        assert "the disk is full; make room and do it again; trying again" in in_words(desk.state)
        store.trouble.clear()
        await until(lambda: not desk.unsaved)
    assert store.load("ashwell").values[HEAD] == "Ms Teal"


async def test_what_waits_can_be_thrown_away_and_what_follows_it_stands(store: TroubledStore) -> None:
    async with desk_over(store) as desk:
        store.trouble["ashwell"] = "full"
        desk.change("ashwell", [Change(HEAD, "Ms T")])
        desk.change("ashwell", [Change(HEAD, "Ms Teal")])
        await until(lambda: desk.state.code == "waiting")

        async def thrown() -> bool:
            first: NotSaved = desk.not_saved()[0]
            return await desk.throw_away(first)

        async with asyncio.timeout(20):
            while not await thrown():  # not while it is being tried
                await asyncio.sleep(0.003)
        assert texts(desk) == [("waiting", HEAD, None, "Ms Teal")]
        store.trouble.clear()
        await until(lambda: not desk.unsaved)
    assert store.load("ashwell").values[HEAD] == "Ms Teal"


async def test_a_refused_undo_is_said_and_leaves_nothing_behind(store: TroubledStore) -> None:
    told: list[Outcome] = []
    async with desk_over(store, told) as desk:
        desk.change("ashwell", [Change(HEAD, "Ms Teal")])
        await desk.settled()
        store.trouble["ashwell"] = "gone"
        assert desk.undo("ashwell")
        await desk.settled()
        assert "no such school" in told[-1].problem
        assert texts(desk) == []
        assert desk.record("ashwell")[HEAD] == "Ms Teal"
        store.trouble.clear()
        assert desk.undo("ashwell")
        await desk.settled()
    assert HEAD not in store.load("ashwell").values


async def test_a_closed_desk_writes_what_it_has_and_keeps_what_comes_as_not_saved(store: TroubledStore) -> None:
    async with desk_over(store) as desk:
        store.through.clear()
        desk.change("ashwell", [Change(HEAD, "Ms Teal")])
        desk.close()
        desk.change("ashwell", [Change(CHAIR, "half")])
        store.through.set()
        await desk.settled()
        assert texts(desk) == [("waiting", CHAIR, None, "half")]
    assert store.load("ashwell").values[HEAD] == "Ms Teal"
    assert CHAIR not in store.load("ashwell").values
