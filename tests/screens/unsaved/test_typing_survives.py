"""What is typed survives: it is kept as it is typed, and what was lost is offered."""

import contextlib

import pytest

from screens.fields.long_text_pane import TextPane
from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.frame.unasked_dialog import AskingScreen
from screens.grid.formula_bar import FormulaBar
from screens.grid.grid import Grid
from screens.unsaved.clash import ClashScreen
from screens.unsaved.lost_drafts import LostScreen
from siptui.app import SiptuiApp
from siptui.records.change import Change
from siptui.store.drafts import Drafts, Entry, place_for
from siptui.store.store import Store
from support.piloting import answer, note, opened, press, settle, shown, until
from support.stores.drafts_on_disk import kept
from support.stores.troubled_store import full_disk

EVALUATION = "visits/autumn/judgements/S1.1/evaluation"
DATE = "visits/autumn/date"
NOW = "2026-11-21T10:00:00+00:00"


def leave_behind(store: Store, *entries: tuple[str, str, object, str]) -> None:
    """A session that was killed while these were typed."""
    session = Drafts(place_for(store.folder, store.who))
    session.keep([Entry(school=s, path=p, old=old, text=t, when=NOW) for s, p, old, t in entries])
    session.close()


# -- keeping


async def test_a_text_in_hand_is_on_disk_while_it_is_typed(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        await pilot.press("e")
        await pilot.pause(0.7)
        assert kept(store) == []
        await pilot.press(*"half")
        await until(pilot, lambda: kept(store) == [(ashwell, EVALUATION, None, "half")])
        await press(pilot, "escape")
        await until(pilot, lambda: not list(place_for(store.folder, "tester").iterdir()))
        assert store.load(ashwell).values[EVALUATION] == "half"


async def test_half_a_date_is_kept_and_given_up_with_esc(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, FormScreen(ashwell, "autumn")) as pilot:
        pilot.app.screen.query_one(Grid).move_to(DATE, "value")
        await pilot.press(*"12/1")
        await until(pilot, lambda: kept(store) == [(ashwell, DATE, None, "12/1")])
        await press(pilot, "escape")
        await until(pilot, lambda: kept(store) == [])


async def test_what_the_store_cannot_take_is_kept(store: Store, ashwell: str, monkeypatch) -> None:
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        monkeypatch.setattr(store, "change", full_disk)
        await pilot.press("2", "e", *"text", "escape")
        await until(pilot, lambda: len(kept(store)) == 2)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not pilot.app.is_running)
    monkeypatch.undo()
    assert sorted(text for *_, text in kept(store)) == ["2", "text"]
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, "k")
        await answer(pilot, "k")
        assert not isinstance(app.screen, LostScreen)
        await until(pilot, lambda: kept(store) == [])
    assert store.load(ashwell).values[EVALUATION] == "text"
    assert kept(store) == []


async def test_a_draft_that_cannot_be_kept_is_said_once(store: Store, ashwell: str) -> None:
    (store.folder / "drafts").rmdir()
    (store.folder / "drafts").write_text("in the way")
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        await pilot.press("e", *"half")
        await until(pilot, lambda: "cannot be kept safe" in note(pilot))
        await pilot.press(*" more", "escape")
        await settle(pilot)
    assert store.load(ashwell).values[EVALUATION] == "half more"


# -- offering


async def test_a_lost_text_is_offered_and_kept(store: Store, ashwell: str, monkeypatch) -> None:
    leave_behind(store, (ashwell, EVALUATION, None, "half a [b]thou"), (ashwell, "school/headteacher", None, "Ms Teal"))
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        picture = shown(pilot)
        for words in ("Ashwell Primary", "Autumn visit", "S1.1 Evaluation", "half a [b]thou", "1 of 2", "k  keep it"):
            assert words in picture
        with monkeypatch.context() as deaf:
            deaf.setattr(AskingScreen, "DEAF_SECONDS", 3600)
            await press(pilot, "k")  # too soon to be an answer
        await answer(pilot, "k")
        assert "2 of 2" in shown(pilot)
        assert "Ms Teal" in shown(pilot)
        await answer(pilot, "x")
        assert not isinstance(app.screen, LostScreen)
    values = store.load(ashwell).values
    assert values[EVALUATION] == "half a [b]thou"
    assert "school/headteacher" not in values
    assert kept(store) == []


async def test_later_is_offered_again(store: Store, ashwell: str) -> None:
    leave_behind(store, (ashwell, EVALUATION, None, "half"))
    for _ in range(2):
        app = SiptuiApp(store, ashwell)
        async with app.run_test(size=(80, 24)) as pilot:
            await answer(pilot, "escape")
            assert not isinstance(app.screen, LostScreen)
    assert kept(store) == [(ashwell, EVALUATION, None, "half")]


async def test_a_field_that_has_moved_since_shows_both(store: Store, ashwell: str) -> None:
    leave_behind(store, (ashwell, EVALUATION, None, "mine"))
    Store(store.folder, "other").change(ashwell, [Change(EVALUATION, "theirs")])
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, "k")
        await until(pilot, lambda: isinstance(app.screen, ClashScreen))
        assert "yours: mine" in shown(pilot)
        await answer(pilot, "b")
        await until(pilot, lambda: kept(store) == [])
    assert store.load(ashwell).values[EVALUATION] == "theirs\n\nmine"
    assert kept(store) == []


async def test_what_does_not_fit_stays_and_says_why(store: Store, ashwell: str) -> None:
    leave_behind(store, (ashwell, DATE, None, "12/1"), (ashwell, "gone/field", None, "x"), ("nowhere", DATE, None, "x"))
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, "k")
        assert "is not a date" in shown(pilot)
        await press(pilot, "n", "k")
        assert "the form has no more" in shown(pilot)
        await press(pilot, "n", "k")
        assert "It does not fit" in shown(pilot)
        await press(pilot, "escape")
    assert len(kept(store)) == 3


async def test_what_was_saved_after_all_is_not_offered(store: Store, ashwell: str) -> None:
    store.change(ashwell, [Change(EVALUATION, "saved"), Change(DATE, "2010-10-12")])
    leave_behind(store, (ashwell, EVALUATION, None, "saved \n"), (ashwell, DATE, None, "12/10/2010"))
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert not isinstance(app.screen, LostScreen)
    assert list(place_for(store.folder, "tester").iterdir()) == []


async def test_a_damaged_draft_is_said(store: Store, ashwell: str) -> None:
    leave_behind(store, (ashwell, EVALUATION, None, "half"))
    next(place_for(store.folder, "tester").glob("*.json")).write_bytes(b"{")
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "cannot be read" in shown(pilot)
        assert "keep it" not in shown(pilot)
        await answer(pilot, "k", "x")
        assert not isinstance(app.screen, LostScreen)
    assert list(place_for(store.folder, "tester").iterdir()) == []


@pytest.mark.parametrize("size", [(80, 24), (40, 8), (20, 5)])
async def test_a_long_text_leaves_the_keys_in_view(store: Store, ashwell: str, size: tuple[int, int]) -> None:
    leave_behind(store, (ashwell, EVALUATION, None, "\n".join(f"line {n}" for n in range(200))))
    app = SiptuiApp(store)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, LostScreen)
        if size[1] > 5:
            assert "k  keep it" in shown(pilot)
        await pilot.press("pagedown", "pagedown")
        await settle(pilot)
        assert "line 0" not in shown(pilot)


async def test_a_refused_text_in_the_bar_is_not_replaced_by_another_edit(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, FormScreen(ashwell, "autumn")) as pilot:
        grid = pilot.app.screen.query_one(Grid)
        grid.move_to(DATE, "value")
        await pilot.press(*"12/1")
        grid.move_to("visits/autumn/present", "value")
        grid.action_edit()
        bar = pilot.app.screen.query_one(FormulaBar)
        assert bar.input.value == "12/1"
        assert pilot.app.screen.in_hand()[0].path == DATE
        await press(pilot, "escape")


async def test_ones_own_editor_leaves_the_text_before_it_on_disk(store, ashwell, monkeypatch) -> None:
    seen: list[object] = []

    def editor(text: str) -> tuple[str, str]:
        seen.extend(kept(store))
        return f"{text} and more", ""

    monkeypatch.setattr("screens.fields.long_text_pane.write_outside", editor)
    monkeypatch.setattr(SiptuiApp, "suspend", lambda _: contextlib.nullcontext())
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        await pilot.press("e", *"half", "ctrl+e")
        await settle(pilot)
        assert seen == [(ashwell, EVALUATION, None, "half")]
        assert pilot.app.screen.query_one(TextPane).text == "half and more"


async def test_a_draft_that_is_kept_as_the_line_drops_stays_one(store: Store, ashwell: str) -> None:
    """It is no edit any more, and must not be forgotten for one."""
    leave_behind(store, (ashwell, EVALUATION, None, "half a thought"))
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, LostScreen)
        app.desk.close()
        await answer(pilot, "k")
    assert EVALUATION not in store.load(ashwell).values
    assert kept(store) == [(ashwell, EVALUATION, None, "half a thought")]


async def test_a_text_that_is_left_as_the_line_drops_stays_a_draft(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        await pilot.press("e", *"half")
        pilot.app.desk.close()
        await press(pilot, "escape")
        assert await pilot.app.keeper.keep()
        assert kept(store) == [(ashwell, EVALUATION, None, "half")]
    assert EVALUATION not in store.load(ashwell).values


async def test_a_draft_of_a_school_that_is_gone_is_read_and_copied_out(store: Store, ashwell: str) -> None:
    leave_behind(store, ("nowhere", EVALUATION, None, "half a [b]thought"))
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, "k")
        assert "there is no such school" in shown(pilot)
        await press(pilot, "c")
        assert app.clipboard == "half a [b]thought"
        assert "Copied" in shown(pilot)
        assert isinstance(app.screen, LostScreen)
    assert [text for *_, text in kept(store)] == ["half a [b]thought"]
