"""What the store refuses stays on the screen, in the draft and in a list: read, tried again, thrown away."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from screens.fields.long_text_pane import TextPane
from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.unsaved.clash import ClashScreen
from screens.unsaved.lost_drafts import LostScreen
from screens.unsaved.not_saved_list import NotSavedScreen
from siptui.app import SiptuiApp
from siptui.records.change import Change
from siptui.records.problem import Problem, Refused
from siptui.store.store import Store
from support.piloting import answer, note, opened, press, settle, shown, until
from support.stores.drafts_on_disk import kept
from support.stores.troubled_store import full_disk

EVALUATION = "visits/autumn/judgements/S1.1/evaluation"
LONG = "Begins here. " + "and on and on [b]and[/b] on " * 60 + "ends here."


def refuse(*_: object, **__: object) -> None:
    raise Refused(
        Problem(
            "ashwell_primary",
            "there is no such school in this store",
            "`siptui schools` lists them",
            code="no_such_school",
        )
    )


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch, store: Store) -> pytest.MonkeyPatch:
    """A store from which the school is taken away while a text is being typed."""
    monkeypatch.setattr(store, "change", refuse)
    return monkeypatch


async def write_evaluation(pilot: Pilot[None], text: str) -> None:
    await pilot.press("e")
    pilot.app.screen.query_one(TextPane).query_one("TextArea").insert(text)
    await press(pilot, "escape")


async def test_a_refused_text_stays_on_the_screen_in_the_draft_and_in_the_list(store, ashwell, refusing) -> None:
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn"), size=(100, 30)) as pilot:
        await write_evaluation(pilot, LONG)
        assert pilot.app.screen.value(EVALUATION) == LONG
        assert "there is no such school" in note(pilot)
        assert "NOT SAVED" in shown(pilot)
        assert await pilot.app.keeper.keep()
        assert kept(store) == [(ashwell, EVALUATION, None, LONG)]
        await press(pilot, "f12")
        assert isinstance(pilot.app.screen, NotSavedScreen)
        picture = shown(pilot)
        for words in ("Ashwell Primary", "Autumn visit · S1.1 Evaluation", "not taken", "no such school", "[b]and[/b]"):
            assert words in picture
        for _ in range(4):
            await press(pilot, "space")
            if "ends here." in shown(pilot):
                break
        assert "ends here." in shown(pilot)
    # It outlives the session, and is offered.
    refusing.undo()
    assert kept(store) == [(ashwell, EVALUATION, None, LONG)]
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, "k")
        assert not isinstance(app.screen, LostScreen)
    assert store.load(ashwell).values[EVALUATION] == LONG


async def test_trying_again_saves_it(store: Store, ashwell: str, refusing) -> None:
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        await write_evaluation(pilot, "kept")
        await press(pilot, "f12", "t")
        assert "not taken" in shown(pilot)
        refusing.undo()
        await press(pilot, "t")
        assert "All that was typed is saved" in shown(pilot)
        assert store.load(ashwell).values[EVALUATION] == "kept"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, JudgementScreen)


async def test_it_is_thrown_away_at_the_second_press(store: Store, ashwell: str, refusing) -> None:
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        await write_evaluation(pilot, "gone")
        await press(pilot, "f12", "x")
        assert "X again" in note(pilot) or "x again" in note(pilot)
        assert "gone" in shown(pilot)
        await press(pilot, "x")
        assert "All that was typed is saved" in shown(pilot)
        await pilot.app.keeper.keep()
        assert kept(store) == []
        await press(pilot, "escape")
        assert pilot.app.screen.value(EVALUATION) == ""


async def test_it_is_copied_out_and_written_to_a_file(
    store: Store, ashwell: str, refusing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn"), size=(160, 40)) as pilot:
        await write_evaluation(pilot, LONG)
        await press(pilot, "f12", "c")
        assert pilot.app.clipboard == LONG
        await press(pilot, "w")
        (path,) = tmp_path.glob("siptui not saved*.txt")
        assert note(pilot) == f"Wrote {path}"
        assert LONG in path.read_text(encoding="utf-8")
        assert path.stat().st_mode & 0o777 == 0o600


async def test_a_full_disk_is_listed_with_what_waits_for_it(store: Store, ashwell: str, monkeypatch) -> None:
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn"), size=(120, 30)) as pilot:
        monkeypatch.setattr(store, "change", full_disk)
        await pilot.press("2")
        await until(pilot, lambda: pilot.app.desk.state.failed)
        assert note(pilot).endswith("F12 lists it")
        await pilot.press("f12")
        await until(pilot, lambda: "waits for the store" in shown(pilot))
        assert "the disk is full" in shown(pilot)
        monkeypatch.undo()
        await settle(pilot)
        assert "All that was typed is saved" in shown(pilot)


async def test_a_clash_left_for_later_is_chosen_in_from_the_list(store: Store, ashwell: str, monkeypatch) -> None:
    monkeypatch.setattr("siptui.desk.colleagues_changes.EVERY", 600)
    async with opened(store, ashwell, FormScreen(ashwell, "front")) as pilot:
        Store(store.folder, "other").change(ashwell, [Change("school/headteacher", "theirs")])
        pilot.app.desk.change(ashwell, [Change("school/headteacher", "mine")])
        await settle(pilot)
        await answer(pilot, "escape")
        await press(pilot, "f12", "x")
        assert "shows both" in note(pilot)
        await press(pilot, "t")
        assert isinstance(pilot.app.screen, ClashScreen)
        await answer(pilot, "m")
        assert isinstance(pilot.app.screen, NotSavedScreen)
        assert "All that was typed is saved" in shown(pilot)
    assert store.load(ashwell).values["school/headteacher"] == "mine"


async def test_a_school_that_is_taken_away_keeps_its_screen_and_its_text(store: Store, ashwell: str) -> None:
    """What a restore does to a school that its backup does not hold."""
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        await pilot.press("e", *"half a thought")
        for path in store.folder.glob(f"*/{ashwell}.*"):
            path.unlink()
        await press(pilot, "escape")
        assert "half a thought" in shown(pilot)
        assert "there is no such school" in note(pilot)
        assert [each.text for each in pilot.app.desk.not_saved()] == ["half a thought"]
        await press(pilot, "escape", "escape", "f12")
        assert "half a thought" in shown(pilot)
        assert await pilot.app.keeper.keep()
    assert [text for *_, text in kept(store)] == ["half a thought"]
