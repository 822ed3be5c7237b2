"""What a cell says of its field beside the value: not saved yet, a clash, a finding."""

import threading

import pytest

from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.forms.year_summary import SummaryScreen
from screens.grid.grid import Grid
from siptui.app import SiptuiApp
from siptui.records.change import Change
from siptui.store.store import Store
from support.piloting import answer, note, opened, press, settle, shown

JUDGED = "visits/autumn/judgements/S1.1"


def line(pilot, begins: str) -> str:
    return next(each for each in shown(pilot).splitlines() if each[1:].startswith(begins))


def mark(pilot, row: str, column: int) -> str:
    found = pilot.app.screen.query_one(Grid).row(row)
    assert found is not None
    return found.cell(column).mark


@pytest.mark.parametrize("slow", [True, False])
async def test_a_cell_is_pending_only_when_saving_takes_long(store: Store, ashwell, monkeypatch, slow: bool) -> None:
    monkeypatch.setattr("siptui.desk.write_queue.SLOW_SECONDS", 0.05 if slow else 5)
    real, go = store.change, threading.Event()

    def wait(*args: object, **more: object) -> object:
        go.wait(5)
        return real(*args, **more)

    monkeypatch.setattr(store, "change", wait)
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(JudgementScreen(ashwell, "autumn"))
        await pilot.pause()
        await pilot.press("2")
        for _ in range(20):
            await pilot.pause(0.01)
        assert mark(pilot, "S1.1", 2) == ("*" if slow else "")
        assert ("2*" in line(pilot, "S1.1").replace(" ", "")) == slow
        go.set()
        await settle(pilot)
        assert mark(pilot, "S1.1", 2) == ""


async def test_a_clash_left_for_later_is_marked(store: Store, ashwell: str, monkeypatch) -> None:
    monkeypatch.setattr("siptui.desk.colleagues_changes.EVERY", 600)
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        Store(store.folder, "other").change(ashwell, [Change(f"{JUDGED}/current", "3")])
        await press(pilot, "1")
        await answer(pilot, "escape")
        assert mark(pilot, "S1.1", 2) == "!"
        assert mark(pilot, "S1.1", 3) == ""
        assert "3!" in line(pilot, "S1.1").replace(" ", "")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_finding_is_marked_where_it_would_be_mended(store: Store, ashwell: str, size: tuple[int, int]) -> None:
    store.change(ashwell, [Change(f"{JUDGED}/current", "2"), Change("summary/E13/current", "3")])
    async with opened(store, ashwell, SummaryScreen(ashwell), size=size) as pilot:
        assert mark(pilot, "S1.1", 4) == mark(pilot, "E13", 4) == "?"
        grid = pilot.app.screen.query_one(Grid)
        grid.move_to("E13", "date")
        await settle(pilot)
        assert "Judged, but without a date" in shown(pilot) + note(pilot)
        await press(pilot, *"1/2/2011", "enter")
        assert mark(pilot, "E13", 4) == ""
        pilot.app.push_screen(FormScreen(ashwell, "autumn"))
        await settle(pilot)
        assert mark(pilot, "visits/autumn/date", 1) == "?"
        pilot.app.screen.query_one(Grid).move_to("visits/autumn/date", "value")
        await press(pilot, *"12/10/2010", "enter")
        assert mark(pilot, "visits/autumn/date", 1) == ""
