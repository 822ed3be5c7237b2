"""What is typed and not on disk is kept as a draft: what is in hand, what waits, what is refused; and no more."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siptui.desk.draft_keeper import InHand, Keeper
from siptui.desk.open_records import Desk
from siptui.records.change import Change
from siptui.store.drafts import Drafts, Entry
from siptui.store.faults import StoreFault
from support.stores.troubled_store import TroubledStore

HEAD, CHAIR = "school/headteacher", "school/chair"


class MemoryDrafts(Drafts):
    """Drafts on no disk, which may be full."""

    def __init__(self) -> None:
        super().__init__(Path("nowhere"))
        self.there: list[Entry] = []
        self.full = False
        self.writes = 0

    def keep(self, entries: Sequence[Entry]) -> None:
        if self.full:
            raise StoreFault("drafts", "the disk is full", "make room", code="disk_full")
        self.writes += 1
        self.there = list(entries)


class Hands:
    """A desk, its keeper, and what somebody is typing."""

    def __init__(self) -> None:
        self.store = TroubledStore()
        self.store.add_school("Ashwell", "primary")
        self.desk = Desk(self.store, lambda _: self.keeper.saved(), lambda: None)
        self.drafts = MemoryDrafts()
        self.hands: list[InHand] = []
        self.said: list[str] = []
        self.keeper = Keeper(self.desk, self.drafts, lambda: self.hands, self.said.append, lambda: False)

    def types(self, path: str, text: str, old: str | None = None) -> None:
        self.hands = [InHand("ashwell", path, old, old or "", text)]

    @property
    def kept(self) -> list[tuple[str, object, str]]:
        return [(each.path, each.old, each.text) for each in self.drafts.there]


async def test_a_text_in_hand_is_kept_and_one_that_is_as_it_began_is_not() -> None:
    hands = Hands()
    hands.types(HEAD, "Ms T", old="Ms Elm")
    assert await hands.keeper.keep()
    assert hands.kept == [(HEAD, "Ms Elm", "Ms T")]
    hands.types(HEAD, "Ms Elm", old="Ms Elm")
    assert await hands.keeper.keep()
    assert hands.kept == []


async def test_nothing_is_written_again_that_is_kept_as_it_is() -> None:
    hands = Hands()
    hands.types(HEAD, "half")
    for _ in range(3):
        await hands.keeper.keep()
    assert hands.drafts.writes == 1


async def test_what_is_refused_stays_kept_beside_what_is_typed_next() -> None:
    hands = Hands()
    work = asyncio.create_task(hands.desk.work())
    await hands.desk.open("ashwell")
    hands.store.trouble["ashwell"] = "gone"
    hands.desk.change("ashwell", [Change(HEAD, "Ms Teal")])
    await hands.desk.settled()
    hands.types(CHAIR, "Mr M")
    await hands.keeper.keep()
    assert hands.kept == [(HEAD, None, "Ms Teal"), (CHAIR, None, "Mr M")]
    hands.hands = []
    hands.store.trouble.clear()
    hands.desk.try_again()
    await hands.desk.settled()
    await hands.keeper.keep()
    assert hands.kept == []
    work.cancel()


async def test_a_full_disk_is_said_once_and_what_was_kept_stays() -> None:
    hands = Hands()
    hands.types(HEAD, "half")
    await hands.keeper.keep()
    hands.drafts.full = True
    hands.types(HEAD, "half and more")
    assert not await hands.keeper.keep()
    assert not await hands.keeper.keep()
    assert len(hands.said) == 1
    assert not hands.keeper.safe
    assert hands.kept == [(HEAD, None, "half")]
    hands.drafts.full = False
    assert await hands.keeper.keep()
    assert hands.keeper.safe
    assert hands.kept == [(HEAD, None, "half and more")]


async def test_it_is_kept_by_itself_after_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siptui.desk.draft_keeper.EVERY", 0.01)
    hands = Hands()
    work = asyncio.create_task(hands.keeper.work())
    hands.types(HEAD, "half")
    hands.desk.typing()
    async with asyncio.timeout(20):
        while not hands.kept:
            await asyncio.sleep(0.01)
    work.cancel()


STEP = st.one_of(
    st.tuples(st.just("type"), st.sampled_from([HEAD, CHAIR])),
    st.tuples(st.just("leave")),
    st.tuples(st.just("give up")),
    st.tuples(st.just("trouble"), st.sampled_from(["gone", "full", ""])),
    st.tuples(st.just("full"), st.booleans()),
    st.tuples(st.just("keep")),
    st.tuples(st.just("wait")),
)


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(STEP, max_size=20))
def test_store_and_drafts_together_hold_whatever_was_typed(steps: list[tuple[str, ...]]) -> None:
    """Killed at any moment after the drafts were kept, nothing that its writer stands by is lost."""
    asyncio.run(_day(steps))


async def _day(steps: list[tuple[str, ...]]) -> None:
    hands, left = Hands(), dict[str, str]()
    work = asyncio.create_task(hands.desk.work())
    await hands.desk.open("ashwell")
    for number, (what, *given_) in enumerate(steps):
        match what, given_:
            case "type", [path]:
                await _leave(hands, left)
                old = hands.desk.record("ashwell").get(path)
                hands.types(path, f"text {number}", None if old is None else str(old))
            case "leave", []:
                await _leave(hands, left)
            case "give up", []:
                hands.hands = []
            case "trouble", [kind]:
                hands.store.trouble["ashwell"] = str(kind)
            case "full", [full]:
                hands.drafts.full = bool(full)
            case "wait", []:
                await asyncio.sleep(0.003)
        if await hands.keeper.keep():
            _judge(hands, left)
    work.cancel()


async def _leave(hands: Hands, left: dict[str, str]) -> None:
    for hand in hands.hands:
        hands.desk.change(hand.school_id, [Change(hand.path, hand.text, hand.old)])
        left[hand.path] = hand.text
    hands.hands = []


def _judge(hands: Hands, left: dict[str, str]) -> None:
    drafts = {(path, text) for path, _, text in hands.kept}
    for path, text in left.items():
        written = {c.new for e in hands.store.backend.history("ashwell") for c in e.changes if c.path == path}
        over = [hand for hand in hands.hands if hand.path == path]  # a draft has one text a field: the last
        assert text in written or (path, text) in drafts or over, f"LOST: {text} of {path}"
    for hand in hands.hands:
        assert (hand.path, hand.text) in drafts, f"LOST IN HAND: {hand.text}"
