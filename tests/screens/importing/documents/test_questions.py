"""What only a person can tell of a workbook that siptui did not make is asked and answered on the screen."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from textual.pilot import Pilot

from screens.grid.grid import Grid
from screens.importing.choice_list import ChoiceScreen
from screens.importing.documents.document_screen import DocumentScreen
from screens.importing.folder.folder_screen import FolderScreen
from screens.importing.import_screen import ImportScreen
from siptui.records.change import Change
from siptui.store.store import Store
from support.piloting import note, opened, press, settle, shown

ACTUAL = "targets/absence/actual_2010"
KNOWN, NEAR = "KS2 L4+ in both English and maths", "KS2 2+ levels progress in maths"


@pytest.fixture
def school(store: Store) -> str:
    (store.folder / "inbox").mkdir(exist_ok=True)
    return store.add_school("Ashwell Primary", "primary", "AB")


def arrived(store: Store, name: str, *rows: list[Any]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    path = store.folder / "inbox" / name
    book.save(path)
    return path


def targets(store: Store) -> Path:
    head = ["Measure", "2010 actual", "2012 agreed", "FFT D"]
    return arrived(store, "targets.xlsx", head, [KNOWN, 71, 78, 82], [NEAR, 80, 85, 88], ["Overall absence", 0.6])


def rows(pilot: Pilot[None]) -> list[tuple[str, str]]:
    grid = pilot.app.screen.query_one(Grid)
    return [(row.cell(0).text.strip(), row.cell(2).text.strip()) for row in grid.rows if not row.heading]


async def test_each_is_answered_by_enter_and_nothing_is_taken_before(store: Store, school: str) -> None:
    path = targets(store)
    async with opened(store, school, ImportScreen(school)) as pilot:
        pilot.app.push_screen(DocumentScreen(school, path))
        await settle(pilot)
        assert "not made by siptui" in shown(pilot)
        assert [state for _, state in rows(pilot)[:2]] == ["answer", "answer"]
        before = store.load(school).values
        await press(pilot, "y")
        assert "Only you can tell this" in note(pilot)
        assert store.load(school).values == before
        for wanted in (2, 1):
            asked = [text for text, state in rows(pilot) if state == "answer"]
            assert len(asked) == wanted
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, ChoiceScreen)
            if NEAR in asked[0]:
                await press(pilot, "x" if "leave out" in shown(pilot) else "enter")
            else:
                await press(pilot, "x")  # which is no answer to this
                assert isinstance(pilot.app.screen, ChoiceScreen)
                await press(pilot, "down", "enter")
            await settle(pilot)
        assert [state for _, state in rows(pilot)[:2]] == ["answered", "answered"]
        await press(pilot, "y")
        await settle(pilot)
    now = store.load(school).values
    assert now[ACTUAL] == 0.6
    assert (now["targets/ks2_l4_em/actual_2010"], now["targets/ks2_l4_em/agreed"]) == (71, 78)
    assert not any("progress" in path for path in now if path.startswith("targets/"))


async def test_an_answer_can_be_given_anew_and_what_was_chosen_meanwhile_stays(store: Store, school: str) -> None:
    store.change(school, [Change("targets/ks2_l4_em/agreed", 70)])
    path = targets(store)
    async with opened(store, school, ImportScreen(school)) as pilot:
        screen = DocumentScreen(school, path)
        pilot.app.push_screen(screen)
        await settle(pilot)
        screen.query_one(Grid).move_to("targets/ks2_l4_em/agreed")
        await press(pilot, "o")
        for choice in ("60", "0.6"):
            key = next(row.key for row in screen.query_one(Grid).rows if "percent:" in row.key)
            screen.query_one(Grid).move_to(key)
            await press(pilot, "enter")
            pilot.app.screen.query_one(Grid).move_to(choice)
            await press(pilot, "enter")
            await settle(pilot)
            assert screen.choosing
            assert screen.choosing.changes()
            assert {c.path: c.new for c in screen.choosing.changes()}[ACTUAL] == float(choice)
            assert screen.choosing.chosen == {"targets/ks2_l4_em/agreed": "ours"}
        await press(pilot, "escape")
        assert "2 choices of yours" in note(pilot)


async def test_a_file_of_a_folder_that_asks_is_answered_from_there(store: Store, school: str) -> None:
    """Last year's summary: which year, and which visit judged what several may have."""
    day = date(2009, 11, 9)
    head, its = ["KIP", "Current", "Target", "Date"], [["Q5", 2, 1, day], ["E13", 3, 2, day]]
    arrived(store, "ashwell primary summary.xlsx", head, *its)
    async with opened(store, school, FolderScreen(store.folder / "inbox"), size=(120, 40)) as pilot:
        assert "asks" in shown(pilot)
        await press(pilot, "enter")
        await settle(pilot)
        assert "Autumn" in shown(pilot)
        assert "autumn or" not in shown(pilot)
        await press(pilot, "enter", "enter")  # yes, of this year
        await settle(pilot)
        await press(pilot, "enter", "down", "enter")  # the spring visit
        await settle(pilot)
        await press(pilot, "y")
        await settle(pilot)
        assert isinstance(pilot.app.screen, FolderScreen)
        assert "nothing new" in shown(pilot) or "asks" in shown(pilot)
    now = store.load(school).values
    assert now["visits/spring/judgements/Q5/current"] == "2"
    assert "visits/spring/date" not in now
