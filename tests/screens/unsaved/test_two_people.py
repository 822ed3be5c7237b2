"""Two people in one store at once: each sees what the other writes, and nobody overwrites it unseen."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from screens.fields.history import HistoryScreen
from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.forms.progress import ProgressScreen
from screens.frame.desk_screen import DeskScreen
from screens.frame.unasked_dialog import AskingScreen
from screens.grid.grid import Grid
from screens.unsaved.clash import ClashScreen
from siptui.app import SiptuiApp
from siptui.records.change import Change
from siptui.store.store import Store
from support.piloting import answer, note, press, settle, shown, until

CURRENT = "visits/autumn/judgements/S1.1/current"
EVALUATION = "visits/autumn/judgements/S1.1/evaluation"
ACTIVITIES = "visits/autumn/activities"


@asynccontextmanager
async def opened(store: Store, school: str, *screens: DeskScreen) -> AsyncIterator[Pilot[None]]:
    """An application on a school, with screens over it."""
    app = SiptuiApp(store, school)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for screen in screens:
            app.push_screen(screen)
            await settle(pilot)
        yield pilot


async def appears(pilot: Pilot[None], words: str) -> None:
    """Wait, without a key, until words are on the screen."""
    await until(pilot, lambda: words in shown(pilot))


@pytest.fixture
def colleague(store: Store) -> Store:
    return Store(store.folder, "colleague")


# -- seeing it


async def test_two_sessions_see_each_others_edits(store: Store, colleague: Store, ashwell: str) -> None:
    async with (
        opened(store, ashwell, FormScreen(ashwell, "front")) as one,
        opened(colleague, ashwell, FormScreen(ashwell, "front")) as two,
    ):
        two.app.screen.query_one(Grid).move_to("school/headteacher", "value")
        await two.press(*"Ms Teal", "enter")
        await appears(one, "Ms Teal")
        one.app.screen.query_one(Grid).move_to("school/headteacher", "value")
        await one.press(*"Mr Green", "enter")
        await appears(two, "Mr Green")
        assert not isinstance(one.app.screen, AskingScreen)


async def test_a_third_hands_change_comes_to_every_screen(store: Store, ashwell: str) -> None:
    third = Store(store.folder, "third")
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        third.change(ashwell, [Change(EVALUATION, "Seen by the third")])
        await appears(pilot, "Seen by the third")
        pilot.app.push_screen(FormScreen(ashwell, "autumn"))
        await settle(pilot)
        third.change(ashwell, [Change("visits/autumn/present", "The governors")])
        await appears(pilot, "The governors")
        await press(pilot, "escape", "escape", "escape")
        third.change(ashwell, [Change("school/sip", "ZQ")])
        await appears(pilot, "ZQ")
        third.add_school("Birch Infant", "infant")
        await appears(pilot, "Birch Infant")


async def test_ones_own_edits_and_others_schools_repaint_nothing(store: Store, ashwell: str, monkeypatch) -> None:
    other = store.add_school("Birch Infant", "infant")
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        await press(pilot, "2")
        calls: list[str] = []
        monkeypatch.setattr(pilot.app.screen, "show", lambda: calls.append("shown"))
        await pilot.pause(1.5)
        Store(store.folder, "other").change(other, [Change(CURRENT, "1")])
        await pilot.pause(1.5)
        assert calls == []


async def test_a_store_that_cannot_be_asked_is_passed_over(store: Store, ashwell: str, monkeypatch) -> None:
    from siptui.store.faults import StoreFault

    real = store.watch

    def broken() -> object:
        raise StoreFault(store.folder, "is away", "wait", code="out_of_reach")

    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        monkeypatch.setattr(store, "watch", broken)
        await pilot.pause(1.2)
        assert pilot.app.is_running
        assert "is away" not in shown(pilot)
        monkeypatch.setattr(store, "watch", real)
        Store(store.folder, "other").change(ashwell, [Change(EVALUATION, "It is back")])
        await appears(pilot, "It is back")


# -- not overwriting it


async def test_two_sessions_write_one_text(store: Store, colleague: Store, ashwell: str) -> None:
    async with (
        opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as one,
        opened(colleague, ashwell, JudgementScreen(ashwell, "autumn")) as two,
    ):
        await one.press("e", *"mine")
        await two.press("e", *"theirs", "escape")
        await settle(two)
        await appears(one, "Changed meanwhile")
        await one.press("escape")
        await settle(one)
        assert "theirs" in shown(one)
        assert "yours: mine" in shown(one)
        assert store.load(ashwell).values[EVALUATION] == "theirs"
        await answer(one, "b")
        await appears(two, "mine")
    assert store.load(ashwell).values[EVALUATION] == "theirs\n\nmine"
    edits = [(e.who, e.why, c.new) for e in store.history(ashwell) for c in e.changes if c.path == EVALUATION]
    assert edits == [("colleague", "typed", "theirs"), ("tester", "merge", "theirs\n\nmine")]


async def test_what_came_to_the_screen_while_the_bar_was_open_is_a_clash(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, ProgressScreen(ashwell)) as pilot:
        await pilot.press(*"15.5")
        Store(store.folder, "other").change(ashwell, [Change("progress/reading/1/2010-07", 9.25)])
        await appears(pilot, "9.25")
        await press(pilot, "enter")
        assert re.search(r"theirs, by other, .*: 9.25", shown(pilot))
        assert "yours: 15.5" in shown(pilot)
        assert "both" not in shown(pilot)
        await answer(pilot, "b", "t")
        assert isinstance(pilot.app.screen, ProgressScreen)
    assert store.load(ashwell).values["progress/reading/1/2010-07"] == 9.25


async def test_a_third_change_is_a_clash_again(store: Store, ashwell: str) -> None:
    other = Store(store.folder, "other")
    async with opened(store, ashwell, FormScreen(ashwell, "autumn")) as pilot:
        pilot.app.screen.query_one(Grid).move_to(ACTIVITIES, "value")
        await pilot.press("enter", *"mine")
        other.change(ashwell, [Change(ACTIVITIES, "first")])
        await press(pilot, "escape")
        assert "first" in shown(pilot)
        other.change(ashwell, [Change(ACTIVITIES, "second")])
        await answer(pilot, "m")
        assert isinstance(pilot.app.screen, ClashScreen)
        assert "second" in shown(pilot)
        await answer(pilot, "m")
    assert store.load(ashwell).values[ACTIVITIES] == "mine"
    assert store.load(ashwell).last.why == "merge"


async def test_what_did_not_clash_of_a_block_goes_in(store: Store, ashwell: str, monkeypatch) -> None:
    monkeypatch.setattr("siptui.desk.colleagues_changes.EVERY", 600)
    from textual import events

    async with opened(store, ashwell, ProgressScreen(ashwell)) as pilot:
        Store(store.folder, "other").change(ashwell, [Change("progress/reading/1/2010-07", 1)])
        pilot.app.screen.query_one(Grid).post_message(events.Paste("9\t10\n11\t12"))
        await settle(pilot)
        await answer(pilot, "t")
    values = store.load(ashwell).values
    found = [values.get(f"progress/reading/{y}/{p}") for y in (1, 2) for p in ("2010-07", "2010-12")]
    assert found == [1, 10, 11, 12]


async def test_a_clash_waits_until_nothing_is_typed(store: Store, ashwell: str, monkeypatch) -> None:
    """Letters of a text are no answers."""
    monkeypatch.setattr("siptui.desk.colleagues_changes.EVERY", 600)
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        Store(store.folder, "other").change(ashwell, [Change(CURRENT, "3")])
        real, gate = store.change, __import__("threading").Event()
        monkeypatch.setattr(store, "change", lambda *a, **k: (gate.wait(5), real(*a, **k))[1])
        await pilot.press("1", "e", *"to")
        gate.set()
        await pilot.pause(0.8)
        assert isinstance(pilot.app.screen, JudgementScreen)
        assert "leave this field to see both" in note(pilot)
        await pilot.press(*"mb", "escape")
        await answer(pilot, "t")
    values = store.load(ashwell).values
    assert (values[CURRENT], values[EVALUATION]) == ("3", "tomb")


async def test_deciding_later_keeps_both(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        await pilot.press("e", *"mine")
        Store(store.folder, "other").change(ashwell, [Change(EVALUATION, "theirs")])
        await press(pilot, "escape")
        await answer(pilot, "escape")
        assert "offered when siptui is opened next" in note(pilot)
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert store.load(ashwell).values[EVALUATION] == "theirs"
    async with opened(store, ashwell) as pilot:
        await answer(pilot, "k")
        await appears(pilot, "theirs")
        assert isinstance(pilot.app.screen, ClashScreen)
        assert "yours: mine" in shown(pilot)
        await answer(pilot, "m")
    assert store.load(ashwell).values[EVALUATION] == "mine"


async def test_a_clash_says_who_and_when(store: Store, ashwell: str, monkeypatch) -> None:
    from siptui.records.change import Clash, Conflict

    def clashes(*_: object, **__: object) -> None:
        raise Conflict([Clash(EVALUATION, None, "[b]theirs[/b]", "mine", "mr", "2010-10-12T09:05:00+00:00")])

    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        monkeypatch.setattr(store, "change", clashes)
        await pilot.press("e", *"mine", "escape")
        await settle(pilot)
        assert "theirs, by mr, 12 Oct 10 " in shown(pilot)
        assert "[b]theirs[/b]" in shown(pilot)


# -- who wrote it


async def test_who_wrote_this(store: Store, colleague: Store, ashwell: str) -> None:
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        await press(pilot, "f3")
        await appears(pilot, "Nobody has written here yet")
        await press(pilot, "escape")
        colleague.change(ashwell, [Change(EVALUATION, "As it was\n" + "line\n" * 40)], "imported from note.xls")
        await appears(pilot, "As it was")
        await press(pilot, "e", *"x", "escape")
        await press(pilot, "end", "f3")
        assert isinstance(pilot.app.screen, HistoryScreen)
        picture = shown(pilot)
        assert "tester" in picture
        assert picture.index("tester") < picture.index("imported")
        await press(pilot, "p")
        assert "what stands there now" in note(pilot)
        await press(pilot, "down")
        assert "imported from note.xls" in shown(pilot)
        await press(pilot, "space", "p")
        assert isinstance(pilot.app.screen, JudgementScreen)
        assert "Put back what colleague wrote" in note(pilot)
        assert str(store.load(ashwell).values[EVALUATION]).startswith("As it was\nline")
        await press(pilot, "ctrl+z")
        assert str(store.load(ashwell).values[EVALUATION]).endswith("x")


async def test_a_heading_has_no_past(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, ProgressScreen(ashwell)) as pilot:
        pilot.app.screen.query_one(Grid).move_to("reading/1", "increase")
        await press(pilot, "f3")
        assert isinstance(pilot.app.screen, ProgressScreen)
        assert "F3 is for what can be filled in" in note(pilot)
