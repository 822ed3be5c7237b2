"""The main job by keyboard alone, from the caseload to the governors' workbook."""

import re
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from textual.pilot import Pilot
from textual.widgets import Input

from screens.caseload.caseload import CaseloadScreen
from screens.fields.long_text_pane import TextPane
from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.forms.progress import ProgressScreen
from screens.forms.year_summary import SummaryScreen
from screens.frame.title_and_note import TitleBar
from screens.grid.grid import Grid
from screens.importing.import_screen import ImportScreen
from screens.keys.key_bar import KeyBar
from screens.school.school_screen import SchoolScreen
from siptui.app import SiptuiApp
from siptui.records.change import Change
from siptui.store.backup import read_archive
from siptui.store.folder.care import daily_copies
from siptui.store.store import Store
from support.piloting import answer, note, opened, press, settle, shown, until
from support.places import WHOLE_SCHOOL
from support.stores.troubled_store import full_disk

SIZES = [(80, 24), (120, 40)]
ODD = "St [Odd] 🙂 Primary"


async def judge(pilot: Pilot[None]) -> None:
    """From the school's screen to S1.1 judged, its evaluation written, and back."""
    await press(pilot, "down", "enter")
    assert isinstance(pilot.app.screen, FormScreen)
    grid = pilot.app.screen.query_one(Grid)
    while grid.cursor_row_key != "block/1":
        await pilot.press("down")
    await press(pilot, "enter")
    assert isinstance(pilot.app.screen, JudgementScreen)
    await press(pilot, "2", "right", "1", "right", "g")
    assert "accurate, evidenced" in shown(pilot)  # the definition of what was chosen is in sight
    await press(pilot, "right", "a", "e")
    await press(pilot, *"Well [argued]", "escape")
    assert "Well [argued]" in shown(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_the_main_job(store: Store, ashwell: str, tmp_path: Path, size: tuple[int, int], monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    app = SiptuiApp(store)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, CaseloadScreen)
        assert "Ashwell Primary" in shown(pilot)
        await press(pilot, "enter")
        assert isinstance(app.screen, SchoolScreen)
        await judge(pilot)
        values = store.load(ashwell).values
        base = "visits/autumn/judgements/S1.1"
        assert [values[f"{base}/{c}"] for c in ("current", "target", "agreement", "progress", "evaluation")] == [
            *("2", "1", "green", "amber"),
            "Well [argued]",
        ]
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, SchoolScreen)
        assert "1 of 11 judged" in shown(pilot)
        while app.screen.query_one(Grid).cursor_row_key != "summary":
            await pilot.press("down")
        await press(pilot, "enter")
        assert isinstance(app.screen, SummaryScreen)
        row = next(line for line in shown(pilot).splitlines() if line[1:].startswith("S1.1"))
        assert row.split()[-4:-1] == ["2", "1", "·"] or "Autumn" in row
        await press(pilot, "x")
        await press(pilot, "enter")
        out = tmp_path / f"{ashwell} summary.xlsx"
        assert out.exists()
    found = CalamineWorkbook.from_path(out).get_sheet_by_index(0).to_python()
    assert next(r for r in found if r[0] == "S1.1")[2:4] == [2.0, 1.0]


async def test_undo_and_redo_in_the_judgement_grid(store: Store, ashwell: str) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await judge(pilot)
        base = "visits/autumn/judgements/S1.1"
        await press(pilot, "ctrl+z")
        assert f"{base}/evaluation" not in store.load(ashwell).values
        await press(pilot, "ctrl+z")
        assert f"{base}/progress" not in store.load(ashwell).values
        await press(pilot, "ctrl+y")
        assert store.load(ashwell).values[f"{base}/progress"] == "amber"
        await press(pilot, "delete")
        assert f"{base}/progress" not in store.load(ashwell).values
        await press(pilot, "7")
        assert "not on this scale" in note(pilot)


async def test_a_rag_letter_on_a_category_does_nothing_but_say_so(store: Store, ashwell: str) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(JudgementScreen(ashwell, "autumn"))
        await press(pilot, "r")
        assert "not on this scale" in note(pilot)
        assert store.load(ashwell).revision == 1


@pytest.mark.parametrize("size", SIZES)
async def test_brackets_and_emoji_show_as_they_are(store: Store, size: tuple[int, int]) -> None:
    school = store.add_school(ODD, "primary", "[b]")
    store.change(
        school,
        [
            Change("visits/autumn/activities", "[red]not markup[/red] 🎓"),
            Change("visits/autumn/judgements/S1.1/evaluation", "[link=x]nor this"),
            Change("school/headteacher", "[bold]Ms X"),
        ],
    )
    app = SiptuiApp(store)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert ODD in shown(pilot)
        assert "[b]" in shown(pilot)
        await press(pilot, "enter")
        assert ODD in str(app.screen.query_one(TitleBar).render())
        assert "[bold]Ms X" in shown(pilot)
        app.push_screen(FormScreen(school, "autumn"))
        await settle(pilot)
        assert "[red]not markup[/red]" in shown(pilot)
        app.push_screen(JudgementScreen(school, "autumn"))
        await settle(pilot)
        assert "[link=x]nor this" in shown(pilot)
        await press(pilot, "question_mark")
        assert "Definitions" in shown(pilot)
        await press(pilot, "escape", "d")
        assert "Satisfactory" in shown(pilot)


async def test_import_preview_yes_and_undo(store: Store, ashwell: str) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "i")
        assert isinstance(app.screen, ImportScreen)
        app.screen.query_one(Input).value = str(WHOLE_SCHOOL)
        await press(pilot, "enter")
        assert "Changes 72" in shown(pilot)
        assert store.load(ashwell).revision == 1
        for key, says in (("2", "headings in rows"), ("3", "A row of totals, averages"), ("4", "No questions")):
            await press(pilot, key)
            assert says in shown(pilot)
        await press(pilot, "y")
        assert isinstance(app.screen, SchoolScreen)
        assert sum(p.startswith("progress/") for p in store.load(ashwell).values) == 72
        assert store.load(ashwell).last.why == "imported from tracking_whole_school.xlsx"
        await press(pilot, "ctrl+z")
        assert not any(p.startswith("progress/") for p in store.load(ashwell).values)


async def test_a_file_that_cannot_be_read_is_said_and_nothing_changes(store: Store, ashwell: str, tmp_path) -> None:
    (tmp_path / "letter.xlsx").write_text("Dear SIP")
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "i")
        app.screen.query_one(Input).value = str(tmp_path / "letter.xlsx")
        await press(pilot, "enter")
        assert "Nothing was changed" in shown(pilot)
        await press(pilot, "y")
        assert store.load(ashwell).revision == 1


async def test_typing_a_figure_and_its_increase(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, ProgressScreen(ashwell), size=(120, 40)) as pilot:
        await press(pilot, *"9.5", "enter")
        assert store.load(ashwell).values["progress/reading/1/2010-07"] == 9.5
        pilot.app.screen.query_one(Grid).move_to("reading/1", "2011-07")
        await press(pilot, *"12", "enter")
        assert "2.5" in shown(pilot)
        await press(pilot, *"1e9", "enter")
        assert store.load(ashwell).revision == 3  # what does not fit stays in the bar
        await press(pilot, "escape")


async def test_the_front_sheet_and_summary_rows_are_edited(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, FormScreen(ashwell, "front"), size=(120, 40)) as pilot:
        pilot.app.screen.query_one(Grid).move_to("school/headteacher")
        await press(pilot, *"Ms Teal", "enter")
        assert store.load(ashwell).values["school/headteacher"] == "Ms Teal"
        pilot.app.push_screen(SummaryScreen(ashwell))
        await settle(pilot)
        pilot.app.screen.query_one(Grid).move_to("E13", "current")
        await press(pilot, "enter")
        assert "3 Satisfactory" in shown(pilot)  # no pane here: the bar says what there is to choose from
        await press(pilot, "escape", "3", "right", "2", "right", *"17/06/2011", "enter")
        values = store.load(ashwell).values
        assert [values[f"summary/E13/{c}"] for c in ("current", "target", "date")] == ["3", "2", "2011-06-17"]
        pilot.app.screen.query_one(Grid).move_to("S1.1", "current")
        await press(pilot, "enter")
        assert "comes from the visits" in note(pilot)


async def test_text_being_written_is_kept_on_quitting(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        await pilot.press("e", *"half a thou")
        assert pilot.app.screen.query_one(TextPane).editing
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert store.load(ashwell).values["visits/autumn/judgements/S1.1/evaluation"] == "half a thou"


async def test_filter_and_sort(store: Store, ashwell: str) -> None:
    store.add_school("Birch Infant", "infant", "CD")
    store.change("birch_infant", [Change("visits/autumn/judgements/S1.1/progress", "red")])
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        grid = app.screen.query_one(Grid)
        assert [r.key for r in grid.rows] == [ashwell, "birch_infant"]
        await press(pilot, "s", "s", "s")
        assert [r.key for r in grid.rows] == ["birch_infant", ashwell]
        await press(pilot, "slash", *"cd")
        assert [r.key for r in grid.rows] == ["birch_infant"]
        await press(pilot, "enter", "escape")
        assert len(grid.rows) == 2


async def test_a_store_that_cannot_write_keeps_what_was_typed(store: Store, ashwell: str, monkeypatch) -> None:
    monkeypatch.setattr("siptui.desk.write_queue.RETRY_SECONDS", 0.05)
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        with monkeypatch.context() as patch:
            patch.setattr(store, "change", full_disk)
            await pilot.press("2")
            await until(pilot, lambda: pilot.app.screen.query_one(KeyBar).state == "NOT SAVED")
            assert "the disk is full" in note(pilot)
        await settle(pilot)
        assert pilot.app.screen.query_one(KeyBar).state == "saved"
    assert store.load(ashwell).values["visits/autumn/judgements/S1.1/current"] == "2"


async def test_somebody_elses_change_to_the_same_field_is_shown_and_chosen(store, ashwell, monkeypatch) -> None:
    path = "visits/autumn/judgements/S1.1/current"
    monkeypatch.setattr("siptui.desk.colleagues_changes.EVERY", 600)  # before it comes to the screen by itself
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        Store(store.folder, "other").change(ashwell, [Change(path, "3")])
        await press(pilot, "1")
        assert re.search(r"theirs, by other, .*: 3", shown(pilot))
        assert "yours: 1" in shown(pilot)
        assert store.load(ashwell).values[path] == "3"
        await answer(pilot, "m")
        assert store.load(ashwell).values[path] == "1"


@pytest.mark.parametrize("size", [(80, 24), (40, 8), (300, 80), (20, 5)])
async def test_every_screen_draws_at_any_size(store: Store, ashwell: str, size: tuple[int, int]) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for screen in (
            SchoolScreen(ashwell),
            FormScreen(ashwell, "front"),
            FormScreen(ashwell, "spring"),
            JudgementScreen(ashwell, "spring"),
            ProgressScreen(ashwell),
            SummaryScreen(ashwell),
            ImportScreen(ashwell),
        ):
            app.push_screen(screen)
            await settle(pilot)
            await pilot.press("down", "right", "pagedown", "end", "question_mark", "escape")
            await pilot.resize_terminal(size[0] + 7, size[1] + 3)
            await settle(pilot)


async def test_the_days_copy_is_made_by_whoever_opens_the_store(store: Store, ashwell: str, monkeypatch) -> None:
    monkeypatch.setattr("siptui.desk.daily_copy.COPY_AFTER", 0.01)
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: daily_copies.kept(store.folder))
    assert [c.school.id for c in read_archive.read(daily_copies.kept(store.folder)[0])] == [ashwell]


async def test_a_copy_that_cannot_be_made_whole_is_said(store: Store, ashwell: str, monkeypatch) -> None:
    monkeypatch.setattr("siptui.desk.daily_copy.COPY_AFTER", 0.3)
    app = SiptuiApp(store)
    async with app.run_test(size=(120, 24)) as pilot:
        await settle(pilot)
        (store.folder / "schools" / f"{ashwell}.json").write_bytes(b"")
        await until(pilot, lambda: "copy" in note(pilot))
        assert "Today's copy of the store is without what cannot be read" in note(pilot)
    assert len(daily_copies.kept(store.folder)) == 1
