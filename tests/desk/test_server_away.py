"""A server that is away: what is typed waits as drafts, is counted, and is sent once when it is back."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from siptui.app import SiptuiApp
from siptui.desk import write_queue
from siptui.desk.open_records import Desk
from siptui.desk.saving_state import in_a_word, in_words
from siptui.desk.write_queue import Outcome
from siptui.records.change import Change
from siptui.store.drafts import Drafts, place_for
from siptui.store.store import Store
from support.piloting import settle, shown
from support.postgres.dropping_way import Way, When
from support.postgres.private_server import server

TEXT, HEAD, CHAIR = "visits/autumn/activities", "school/headteacher", "school/chair"
SCHOOL = "ashwell"


class Placed:
    """A store in a database, and the way to it."""

    def __init__(self) -> None:
        private = server()
        name = private.new_database()
        self.near = Store.create(private.address(name), "owner")
        self.near.add_school("Ashwell", "primary", "AB")
        self.way = Way(private)
        self.store = Store(self.way.address(name), "owner")

    def typed(self) -> list[tuple[str, object]]:
        """What was typed, as the history has it."""
        return [(c.path, c.new) for edit in self.near.history(SCHOOL) if edit.why == "typed" for c in edit.changes]


@pytest.fixture
def placed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Placed]:
    monkeypatch.setattr(write_queue, "RETRY_SECONDS", 0.02)
    monkeypatch.setattr("siptui.store.postgres.line.SILENCE", 0.0)
    found = Placed()
    yield found
    found.way.end()


@asynccontextmanager
async def desk_over(store: Store, told: list[Outcome]) -> AsyncIterator[Desk]:
    desk = Desk(store, told.append, lambda: None)
    work = asyncio.create_task(desk.work())
    await desk.open(SCHOOL)
    yield desk
    work.cancel()


async def until(what: object) -> None:
    assert callable(what)
    async with asyncio.timeout(30):
        while not what():
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("drops", ["", "before commit", "after commit, for long"])
async def test_edits_queue_are_counted_and_sent_once(placed: Placed, drops: When) -> None:
    told: list[Outcome] = []
    async with desk_over(placed.store, told) as desk:
        if drops == "":
            placed.way.close()
        placed.way.drops = drops
        desk.change(SCHOOL, [Change(TEXT, "one")])
        await until(lambda: desk.state.code == "waiting" or (drops == "before commit" and told))
        placed.way.close()
        desk.change(SCHOOL, [Change(HEAD, "Ann Example")])
        desk.change(SCHOOL, [Change(CHAIR, "Bob Example")])
        await until(lambda: in_words(desk.state).startswith("Not saved yet: "))
        if drops != "before commit":
            await until(lambda: in_words(desk.state).startswith("Not saved yet: 3; kept as drafts"))
            assert in_a_word(desk.state) == "NOT SAVED"
        placed.way.open()
        desk.try_again()
        await asyncio.wait_for(desk.settled(), 30)
        assert in_a_word(desk.state) == "saved"
        assert not desk.unsaved
    assert placed.typed() == [(TEXT, "one"), (HEAD, "Ann Example"), (CHAIR, "Bob Example")]


async def test_an_undo_whose_answer_was_lost_takes_back_one_edit(placed: Placed) -> None:
    async with desk_over(placed.store, []) as desk:
        for value in ("one", "two"):
            desk.change(SCHOOL, [Change(TEXT, value)])
        await desk.settled()
        placed.way.drops = "after commit, for long"
        desk.undo(SCHOOL)
        await until(lambda: desk.state.code == "waiting")
        placed.way.open()
        await asyncio.wait_for(desk.settled(), 30)
        assert desk.record(SCHOOL)[TEXT] == "one"
    assert placed.near.load(SCHOOL).values[TEXT] == "one"
    assert [edit.why for edit in placed.near.history(SCHOOL)][-1] == "undo"


async def test_what_somebody_else_wrote_meanwhile_is_a_clash_as_ever(placed: Placed) -> None:
    told: list[Outcome] = []
    async with desk_over(placed.store, told) as desk:
        placed.way.close()
        desk.change(SCHOOL, [Change(TEXT, "mine")])
        await until(lambda: desk.state.code == "waiting")
        placed.near.change(SCHOOL, [Change(TEXT, "theirs")])
        placed.way.open()
        await asyncio.wait_for(desk.settled(), 30)
        assert [(c.found, c.wanted) for each in told for c in each.clashes] == [("theirs", "mine")]


async def test_the_screen_counts_what_waits_and_a_draft_keeps_it(placed: Placed) -> None:
    app = SiptuiApp(placed.store, SCHOOL)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        placed.way.close()
        app.desk.change(SCHOOL, [Change(TEXT, "one"), Change(HEAD, "Ann Example")])
        await until(lambda: "Not saved yet: 2" in shown(pilot))
        await app.keeper.keep()
        kept = Drafts(place_for(Path(placed.store.folder), "owner")).peek()
        assert sorted(each.text for each in kept) == ["Ann Example", "one"]
        placed.way.open()
        await until(lambda: not app.desk.unsaved)
        await until(lambda: "Not saved yet" not in shown(pilot))
    assert dict(placed.typed()) == {TEXT: "one", HEAD: "Ann Example"}
