"""A store that can only be read says so in every title, and at the first key of an edit says why."""

import pytest
from textual import events

from screens.fields.long_text_pane import TextPane
from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.forms.progress import ProgressScreen
from screens.forms.year_summary import SummaryScreen
from screens.grid.formula_bar import FormulaBar
from screens.grid.grid import Grid
from siptui.app import SiptuiApp
from siptui.records.change import Change
from siptui.records.problem import Problem
from siptui.store.store import Store
from support.piloting import note, press, settle, shown, until

WHY = Problem("the store", "you may read this store but not write to it", "ask its owner", code="read_only")
SAID = f"Read-only: {WHY.what}; {WHY.do}"
JUDGED = "visits/autumn/judgements/S1.1"


@pytest.fixture
def closed(store: Store, ashwell: str, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store with a school in it that one may only read."""
    store.change(ashwell, [Change(f"{JUDGED}/current", "2"), Change("school/headteacher", "Ms Teal")])
    monkeypatch.setattr(store, "unwritable", lambda: WHY)
    return store


async def test_every_title_says_so(closed: Store, ashwell: str) -> None:
    app = SiptuiApp(closed)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "READ-ONLY · Caseload" in shown(pilot).splitlines()[0]
        await press(pilot, "enter")
        screens = [FormScreen, JudgementScreen, ProgressScreen, SummaryScreen]
        for each in screens:
            app.push_screen(each(ashwell, "autumn") if each in (FormScreen, JudgementScreen) else each(ashwell))
            await settle(pilot)
            assert "READ-ONLY · Caseload › Ashwell" in shown(pilot).splitlines()[0]
        await press(pilot, "f3")
        assert "READ-ONLY · Caseload › Ashwell" in shown(pilot).splitlines()[0]


def front_sheet(school: str) -> FormScreen:
    return FormScreen(school, "front")


KEYS = [
    (front_sheet, "school/chair", "value", "M"),
    (front_sheet, "school/headteacher", "value", "enter"),
    (front_sheet, "school/headteacher", "value", "f2"),
    (front_sheet, "school/headteacher", "value", "delete"),
    (front_sheet, "front/context", "value", "M"),
    (front_sheet, "front/context", "value", "enter"),
    (front_sheet, "school/headteacher", "value", "ctrl+z"),
    (front_sheet, "school/headteacher", "value", "ctrl+y"),
    (JudgementScreen, "S1.1", "current", "3"),
    (JudgementScreen, "S1.1", "current", "delete"),
    (JudgementScreen, "S1.1", "current", "e"),
    (JudgementScreen, "S1.1", "current", "enter"),
    (ProgressScreen, "reading/1", "2010-07", "7"),
    (ProgressScreen, "reading/1", "comment", "enter"),
    (SummaryScreen, "E13", "current", "2"),
]


@pytest.mark.parametrize(("screen", "row", "column", "key"), KEYS)
async def test_the_first_key_of_an_edit_is_refused_and_says_why(
    closed: Store, ashwell: str, screen, row: str, column: str, key: str
) -> None:
    app = SiptuiApp(closed, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(screen(ashwell, "autumn") if screen is JudgementScreen else screen(ashwell))
        await settle(pilot)
        app.screen.query_one(Grid).move_to(row, column)
        before = dict(app.desk.record(ashwell))
        await press(pilot, key)
        assert note(pilot) == SAID
        assert SAID in shown(pilot)
        assert not app.screen.query_one(TextPane).editing
        assert not any(bar.editing for bar in app.screen.query(FormulaBar))
        assert app.desk.record(ashwell) == before
        assert not app.desk.unsaved


async def test_a_paste_is_refused(closed: Store, ashwell: str) -> None:
    app = SiptuiApp(closed, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(ProgressScreen(ashwell))
        await settle(pilot)
        app.screen.query_one(Grid).post_message(events.Paste("9\t10"))
        await settle(pilot)
        assert note(pilot) == SAID
        assert not app.desk.unsaved


async def test_it_is_taken_back_when_the_store_can_be_written_to_again(
    closed: Store, ashwell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("siptui.desk.colleagues_changes.RIGHTS_EVERY", 0.05)
    app = SiptuiApp(closed, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "READ-ONLY" in shown(pilot)
        monkeypatch.setattr(closed, "unwritable", lambda: None)
        await until(pilot, lambda: "READ-ONLY" not in shown(pilot))
        app.push_screen(FormScreen(ashwell, "front"))
        await settle(pilot)
        app.screen.query_one(Grid).move_to("school/chair", "value")
        await press(pilot, *"Mr Moss", "enter")
    assert closed.load(ashwell).values["school/chair"] == "Mr Moss"
