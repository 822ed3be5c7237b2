"""What goes wrong for people: damaged files, texts that do not fit, a colleague at the same time."""

from pathlib import Path

import pytest
from textual import events

from screens.fields.long_text_pane import TextPane
from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.forms.progress import ProgressScreen
from screens.frame.whole_message import MessageScreen
from screens.grid.formula_bar import FormulaBar
from screens.grid.grid import Grid
from screens.importing.import_screen import ImportScreen
from screens.school.school_screen import SchoolScreen
from siptui.app import SiptuiApp
from siptui.records.change import Change
from siptui.store.faults import StoreFault
from siptui.store.store import Store
from support.piloting import answer, note, opened, press, settle, shown, until

CURRENT = "visits/autumn/judgements/S1.1/current"
EVALUATION = "visits/autumn/judgements/S1.1/evaluation"


async def test_a_damaged_school_has_its_line_and_its_message(store: Store, ashwell: str) -> None:
    store.add_school("Birch Infant", "infant")
    (store.folder / "schools" / "birch_infant.json").write_bytes(b"{")
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "birch_infant" in shown(pilot)
        assert "Ashwell Primary" in shown(pilot)
        await press(pilot, "home", "enter")
        assert isinstance(app.screen, MessageScreen)
        assert "is damaged" in shown(pilot)


async def test_undo_leaves_what_was_typed_before_this_session(store: Store, ashwell: str) -> None:
    store.change(ashwell, [Change(CURRENT, "3")])
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+z")
        assert "Nothing typed in this session" in note(pilot)
        assert store.load(ashwell).values[CURRENT] == "3"


async def test_a_block_from_a_spreadsheet_is_one_edit(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, ProgressScreen(ashwell), size=(120, 40)) as pilot:
        grid = pilot.app.screen.query_one(Grid)
        grid.post_message(events.Paste("9.1\t9.9\r\n11\t12.5\r\n"))
        await settle(pilot)
        values = store.load(ashwell).values
        assert [values[f"progress/reading/{y}/{p}"] for y in (1, 2) for p in ("2010-07", "2010-12")] == [
            *(9.1, 9.9),
            *(11, 12.5),
        ]
        grid.post_message(events.Paste("1\t2\n3\tlots"))
        await settle(pilot)
        assert "lots" in shown(pilot)  # before anything is changed
        await press(pilot, "escape")
        assert note(pilot) == "Nothing was pasted"
        await press(pilot, "ctrl+z")
        assert not any(p.startswith("progress/") for p in store.load(ashwell).values)


async def test_pasted_lines_are_kept(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, FormScreen(ashwell, "autumn")) as pilot:
        grid = pilot.app.screen.query_one(Grid)
        grid.move_to("visits/autumn/present", "value")
        await pilot.press("f2")
        pilot.app.screen.query_one(FormulaBar).input.post_message(events.Paste("Headteacher\nDeputy"))
        await press(pilot, "enter")
        grid.move_to("visits/autumn/activities", "value")
        await settle(pilot)
        grid.post_message(events.Paste("Lessons\nBooks"))
        await settle(pilot)
        await press(pilot, "escape")
    values = store.load(ashwell).values
    assert values["visits/autumn/present"] == "Headteacher Deputy"
    assert values["visits/autumn/activities"] == "Lessons\nBooks"


async def test_one_stuck_school_does_not_keep_another_from_being_saved(store, ashwell, monkeypatch) -> None:
    other = store.add_school("Birch Infant", "infant")
    real = store.change

    def stuck(school_id: str, *args: object, **more: object) -> object:
        if school_id == ashwell:
            raise StoreFault(school_id, "is damaged", "mend it", code="damaged")
        return real(school_id, *args, **more)

    monkeypatch.setattr(store, "change", stuck)
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.desk.open(ashwell)
        await app.desk.open(other)
        app.desk.change(ashwell, [Change(CURRENT, "2")])
        app.desk.change(other, [Change(CURRENT, "3")])
        await until(pilot, lambda: [school for school, _ in app.desk.unsaved] == [ashwell])
        assert store.load(other).values[CURRENT] == "3"
        assert app.desk.state.code == "waiting"


async def test_a_text_that_does_not_fit_is_not_thrown_away_by_quitting(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, FormScreen(ashwell, "spring")) as pilot:
        pilot.app.screen.query_one(Grid).move_to("visits/spring/date", "value")
        await pilot.press("f2", *"31.2.2011", "ctrl+q")
        await settle(pilot)
        assert pilot.app.is_running
        assert "does not fit yet" in note(pilot)
        await pilot.press("ctrl+z")
        assert pilot.app.screen.query_one(FormulaBar).input.value == ""
        await press(pilot, "escape")


async def test_a_colleagues_change_shows_on_coming_back(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, FormScreen(ashwell, "front")) as pilot:
        Store(store.folder, "other").change(ashwell, [Change("school/headteacher", "Ms Teal")])
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, SchoolScreen)
        assert "Ms Teal" in shown(pilot)


async def test_a_clash_over_a_text_keeps_both_until_one_chooses(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        await pilot.press("e", *"mine")
        Store(store.folder, "other").change(ashwell, [Change(EVALUATION, "theirs")])
        await pilot.press("ctrl+q")
        await settle(pilot)
        assert pilot.app.is_running
        assert "yours: mine" in shown(pilot)
        await answer(pilot, "m")
        assert store.load(ashwell).values[EVALUATION] == "mine"


async def test_ones_own_editor(store: Store, ashwell: str, tmp_path: Path, monkeypatch) -> None:
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nprintf 'written outside' > \"$1\"\n")
    editor.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(editor))
    from screens.fields.external_editor import write_outside

    assert write_outside("before") == ("written outside", "")
    monkeypatch.setenv("VISUAL", "/nowhere/editor")
    after, problem = write_outside("before")
    assert after is None
    assert "could not be started" in problem


async def test_questions_are_answered_on_the_screen(store: Store, ashwell: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Surname,Forename,Year,Reading Dec 10\nOak,Ann,3,2b\nAsh,Bob,3,Z9\n")
    async with opened(store, ashwell, ImportScreen(ashwell), size=(100, 30)) as pilot:
        pilot.app.screen.file.choose(path)
        await settle(pilot)
        await press(pilot, "y")
        assert "open questions" in note(pilot)
        pilot.app.screen.query_one("#file").value = str(path)
        await press(pilot, "enter")
        await press(pilot, "y")
    assert store.load(ashwell).values["progress/reading/3/2010-12"] == 15


async def test_leaving_the_pane_unchanged_changes_nothing(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        await press(pilot, "e", "escape")
        assert not pilot.app.screen.query_one(TextPane).editing
        assert "Esc Keep" not in shown(pilot)
        assert isinstance(pilot.app.screen, JudgementScreen)
        assert store.load(ashwell).revision == 1


async def test_whatever_happens_no_traceback_is_shown(store: Store, ashwell: str, capsys, monkeypatch) -> None:
    monkeypatch.delenv("SIPTUI_DEBUG", raising=False)
    app = SiptuiApp(store)

    async def fail() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            app.call_later(lambda: 1 // 0)
            await pilot.pause(0.1)

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert capsys.readouterr().err == ""
    (said,) = app.went_wrong()
    assert "siptui met something it did not expect (ZeroDivisionError" in said
