"""Keys in turn, whether they come together or while one is still at work. What breaks here when Textual changes: where
a widget's messages wait (`MessagePump._message_queue`, `textual._queue.Queue.ready_event`), and, in asyncio, who waits
for an event (`Event._waiters`)."""

from __future__ import annotations

import asyncio

import pytest
from textual import events
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input, Label

from screens.terminal import key_queue
from screens.terminal.key_queue import KeyQueue
from support.piloting import until


class Slow(Label, can_focus=True):
    """At its first key takes as long as it is held; then the focus is elsewhere."""

    def __init__(self) -> None:
        super().__init__("slow")
        self.held = asyncio.Event()
        self.taken: list[str] = []

    async def on_key(self, event: events.Key) -> None:
        self.taken.append(event.key)
        await self.held.wait()
        self.screen.set_focus(self.screen.query_one(Input))


class Typing(KeyQueue):
    def __init__(self) -> None:
        super().__init__()
        self.followed = 0
        begin = self.key_turns._begin_following

        def counted() -> None:
            self.followed += 1
            begin()

        self.key_turns._begin_following = counted  # type: ignore[method-assign]

    def compose(self) -> ComposeResult:
        yield Slow()
        yield Input()


def key(letter: str) -> events.Key:
    return events.Key(letter, letter)


async def turns(pilot: Pilot[None], count: int = 30) -> None:
    for _ in range(count):
        await asyncio.sleep(0)
    await pilot.pause()


async def test_a_key_waits_for_the_one_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_queue, "STUCK_SECONDS", 60)
    app = Typing()
    async with app.run_test() as pilot:
        slow, field = app.query_one(Slow), app.query_one(Input)
        slow.focus()
        await pilot.pause()
        app.post_message(key("a"))
        await asyncio.sleep(0.05)
        assert not app.key_turns.all_done()
        app.post_message(key("b"))  # while the first is at work, its message taken and no other there
        await asyncio.sleep(0.05)
        assert (slow.taken, field.value) == (["a"], "")
        slow.held.set()
        await turns(pilot)
        assert (slow.taken, field.value) == (["a"], "b")
        await until(pilot, app.key_turns.all_done)  # once what it led to is drawn


async def test_one_who_types_by_hand_is_not_followed() -> None:
    app = Typing()
    async with app.run_test() as pilot:
        field = app.query_one(Input)
        field.focus()
        await pilot.pause()
        for letter in "by hand":
            app.post_message(key(letter))
            await turns(pilot)
            assert app.key_turns.all_done()
        assert (field.value, app.followed) == ("by hand", 0)


async def test_keys_of_one_packet_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_queue, "STUCK_SECONDS", 60)
    app = Typing()
    async with app.run_test() as pilot:
        slow, field = app.query_one(Slow), app.query_one(Input)
        slow.held.set()
        slow.focus()
        await pilot.pause()
        for letter in "abc":
            app.post_message(key(letter))
        await until(pilot, lambda: slow.taken and app.key_turns.all_done())
        assert (slow.taken, field.value) == (["a"], "bc")
        assert app.followed
        app.post_message(key("d"))
        await turns(pilot)
        assert field.value == "bcd"


async def test_a_widget_that_goes_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Typing()
    async with app.run_test() as pilot:
        slow, field = app.query_one(Slow), app.query_one(Input)
        slow.focus()
        await pilot.pause()
        app.post_message(key("a"))
        await asyncio.sleep(0.05)
        slow.held.set()
        await slow.remove()
        app.post_message(key("b"))
        await until(pilot, lambda: field.value and app.key_turns.all_done())
        assert app.key_turns.all_done()
        assert field.value == "b"
