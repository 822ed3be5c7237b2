"""Adding a school on the screen, and giving one to somebody else."""

import pytest

from screens.caseload.caseload import CaseloadScreen
from screens.deployment.line_dialog import LineDialog
from screens.grid.grid import Grid
from siptui.app import SiptuiApp
from siptui.records.change import Change
from siptui.store.office_settings import Person
from siptui.store.people import add_person
from siptui.store.store import Store
from support.piloting import note, press, settle, shown


@pytest.fixture
def peopled(store: Store, ashwell: str) -> Store:
    add_person(store, "AB", Person("Ann Bell"), {"accredited": "1/9/2009"})
    add_person(store, "CD", Person("Cy Dale"), {"accredited": "1/9/2009"})
    return store


async def test_a_school_is_added_by_keyboard(peopled: Store) -> None:
    async with SiptuiApp(peopled).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "n")
        await press(pilot, "enter")  # without a name it stays
        assert isinstance(pilot.app.screen, LineDialog)
        await press(pilot, *"Birch", "enter")
        pilot.app.screen.query_one(Grid).move_to("infant")
        await press(pilot, "enter")
        assert "Nobody yet" in shown(pilot)
        pilot.app.screen.query_one(Grid).move_to("CD")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, CaseloadScreen)
        assert note(pilot).startswith("Added: Birch · ")
        assert pilot.app.screen.query_one(Grid).cursor_row_key == "birch"
    row = next(row for row in peopled.overview()[0] if row.id == "birch")
    assert (row.phase, row.sip) == ("infant", "CD")


@pytest.mark.parametrize("left", [0, 1, 2])
async def test_escape_leaves_all_as_it_was(peopled: Store, left: int) -> None:
    async with SiptuiApp(peopled).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "n")
        for keys in ((*"Birch", "enter"), ("enter",))[:left]:
            await press(pilot, *keys)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, CaseloadScreen)
    assert len(peopled.overview()[0]) == 1


async def test_a_school_goes_to_another_and_a_conflict_asks_why(peopled: Store, ashwell: str) -> None:
    peopled.change("@CD", [Change(peopled.framework.roles.not_schools, "Ashwell [wife]")])
    async with SiptuiApp(peopled).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a")
        assert [row.key for row in pilot.app.screen.query_one(Grid).rows] == ["CD"]
        await press(pilot, "enter")
        assert "[wife]" in shown(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, LineDialog)
        await press(pilot, *"agreed", "enter")
        assert note(pilot).startswith("Ashwell Primary: Cy Dale from today · ")
    assert peopled.load(ashwell).values[peopled.framework.roles.sip] == "CD"


async def test_a_closed_school_is_in_no_caseload(peopled: Store, ashwell: str) -> None:
    peopled.change(ashwell, [Change(peopled.framework.roles.closed, "2010-12-31")])
    async with SiptuiApp(peopled).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert pilot.app.screen.query_one(Grid).rows == ()
        assert "No schools yet" in shown(pilot)
