"""What is said of each who visits schools stands on the screen for whoever may see it."""

from pathlib import Path

import pytest

from screens.grid.grid import Grid
from screens.people.evaluations_screen import EvaluationsScreen
from siptui.app import SiptuiApp
from siptui.records.change import Change
from siptui.store.store import Store
from support.piloting import press, settle
from support.stores.three_people import add_three_people


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = Store.create(tmp_path / "store", "setter")
    add_three_people(store)
    mo = Store(store.folder, "mo")
    for subject, grade in (("@AB", "good"), ("@CD", "poor")):
        mo.new(subject, "school_evaluation")
        mo.change(subject, [Change("forms/school_evaluation/1/performance/advice", grade)])
    return store.folder


ONE = "School's evaluation · 1 of 1 came back"


@pytest.mark.parametrize(
    ("login", "headings"),
    [
        ("mo", [f"Ann Bell · {ONE}", f"Cal Dunn · {ONE}", "All together · School's evaluation · 2 of 2 came back"]),
        ("ann", [f"Ann Bell · {ONE}", f"All together · {ONE}"]),
    ],
)
async def test_the_manager_sees_all_and_a_sip_their_own(folder: Path, login: str, headings: list[str]) -> None:
    async with SiptuiApp(Store(folder, login)).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "p", "e")
        await settle(pilot)
        assert isinstance(pilot.app.screen, EvaluationsScreen)
        grid = pilot.app.screen.query_one(Grid)
        assert [row.cell(0).text for row in grid.rows if row.heading] == headings
        grades = {row.cell(0).text: row.cell(2).text for row in grid.rows[:9]}
        assert grades["Quality of advice and guidance"] == "Good 1"
        await press(pilot, "down", "m")
        assert [row.cell(0).text for row in grid.rows if row.heading] == headings[:1]
        await press(pilot, "m")
        assert len([row for row in grid.rows if row.heading]) == len(headings)
