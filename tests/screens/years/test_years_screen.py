"""Years on the screen: beside each other, one that is over opened, read and left again; nothing in it is changed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from screens.caseload.caseload import CaseloadScreen
from screens.forms.form_screen import FormScreen
from screens.frame.title_and_note import TitleBar
from screens.grid.grid import Grid
from screens.school.school_screen import SchoolScreen
from screens.years.open_year import YearCaseloadScreen
from screens.years.years_screen import YearsScreen
from siptui.app import SiptuiApp
from siptui.records.change import Change
from siptui.store.store import Store
from support.piloting import note, press, settle, shown
from support.stores.next_year import begin_next

DATE = "visits/autumn/date"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("years") / "store"
    store = Store.create(folder, "tester")
    ashwell = store.add_school("Ashwell Primary", "primary", "AB")
    store.change(ashwell, [Change(DATE, "2010-10-12"), Change("visits/autumn/category_current", "2")])
    for name in ("one_1", "two_2"):
        store = begin_next(store, name)
    return folder


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copytree(made, tmp_path / "store", symlinks=True)
    return Store(tmp_path / "store", "tester")


def title(app: SiptuiApp) -> str:
    return str(app.screen.query_one(TitleBar).render())


async def test_a_year_that_is_over_is_opened_read_and_left(store: Store) -> None:
    async with SiptuiApp(store).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "y")
        assert isinstance(pilot.app.screen, YearsScreen)
        grid = pilot.app.screen.query_one(Grid)
        assert [row.key for row in grid.rows] == ["2012-13", "2011-12", "2010-11"]
        await press(pilot, "end", "ctrl+end", "enter")
        assert isinstance(pilot.app.screen, YearCaseloadScreen)
        assert "2010-11, READ-ONLY" in title(pilot.app)  # type: ignore[arg-type]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SchoolScreen)
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, FormScreen)
        assert "Date                           12 " in shown(pilot)
        await press(pilot, "enter", "1", "enter")
        assert "the year 2010-11 is over" in note(pilot)
        await press(pilot, "escape", "escape", "escape")
        assert isinstance(pilot.app.screen, YearsScreen)
        await press(pilot, "escape")
        assert type(pilot.app.screen) is CaseloadScreen
        assert "READ-ONLY" not in title(pilot.app)  # type: ignore[arg-type]
        assert pilot.app.desk.store is store  # type: ignore[attr-defined]


async def test_from_a_school_its_own_year_is_come_to(store: Store) -> None:
    async with SiptuiApp(store, "ashwell_primary").run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "y")
        assert [row.cell(2).text for row in pilot.app.screen.query_one(Grid).rows] == ["2", "2", "2"]
        await press(pilot, "down", "down", "enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, SchoolScreen)
        assert "2010-11, READ-ONLY" in title(pilot.app)  # type: ignore[arg-type]
        await press(pilot, "y", "down", "enter")  # from one year that is over to another
        await settle(pilot)
        assert isinstance(pilot.app.screen, SchoolScreen)
        assert "2011-12, READ-ONLY" in title(pilot.app)  # type: ignore[arg-type]
        await press(pilot, "y", "ctrl+home", "enter")  # and to the one under way
        await settle(pilot)
        assert isinstance(pilot.app.screen, YearsScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, SchoolScreen)
        assert "READ-ONLY" not in title(pilot.app)  # type: ignore[arg-type]
        await press(pilot, "down", "enter", "enter", "1", "2", "escape")
        assert "READ-ONLY" not in note(pilot)


async def test_one_quits_out_of_a_year_that_is_over(store: Store) -> None:
    async with SiptuiApp(store).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "y", "down", "enter", "enter", "enter", "ctrl+q")
        await settle(pilot)
        assert pilot.app.return_code == 0
