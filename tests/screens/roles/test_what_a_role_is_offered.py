"""On the screen a role sees what is for it, is offered what it may do, and is told why it may not do the rest."""

from pathlib import Path

import pytest

from screens.grid.grid import Grid
from siptui.app import SiptuiApp
from siptui.records.change import Change
from siptui.store.store import Store
from support.piloting import note, press, settle, shown
from support.stores.three_people import add_three_people


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = Store.create(tmp_path / "store", "setter")
    add_three_people(store)
    store.add_school("Ashwell Primary", "primary", "AB")
    mo = Store(store.folder, "mo")
    mo.new("@AB", "school_evaluation")
    mo.change("@AB", [Change("forms/school_evaluation/1/school", "Ashwell Primary")])
    mo.new("ashwell_primary", "complaint")
    return store.folder


def key_bar(pilot: object) -> str:
    return shown(pilot).splitlines()[-1]  # type: ignore[arg-type]


@pytest.mark.parametrize(("login", "offered"), [("ann", True), ("cal", False), ("mo", True)])
async def test_in_a_colleagues_school_nothing_new_is_offered(folder: Path, login: str, offered: bool) -> None:
    async with SiptuiApp(Store(folder, login), "ashwell_primary").run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert ("n New" in key_bar(pilot), "i Import" in key_bar(pilot)) == (offered, offered)
        complaint = any(row.key == "complaint/1" for row in pilot.app.screen.query_one(Grid).rows)
        assert complaint == (login == "mo")


async def test_a_colleague_who_types_all_the_same_is_told_whose_it_is(folder: Path) -> None:
    async with SiptuiApp(Store(folder, "cal"), "ashwell_primary/visits/autumn/date").run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "1")
        assert "is not yours to change: it can be read" in note(pilot)


async def test_the_manager_is_told_who_fills_a_visit_in(folder: Path) -> None:
    async with SiptuiApp(Store(folder, "mo"), "ashwell_primary/visits/autumn/date").run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "1")
        assert "“Autumn visit” is filled in by: SIP; ask one of them" in note(pilot)


@pytest.mark.parametrize(("login", "seen"), [("ann", True), ("cal", False), ("mo", True)])
async def test_an_evaluation_stands_among_the_forms_of_whoever_may_see_it(folder: Path, login: str, seen: bool) -> None:
    async with SiptuiApp(Store(folder, login), "@AB").run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        keys = [row.key for row in pilot.app.screen.query_one(Grid).rows]
        assert ("school_evaluation/1" in keys) == seen
        assert ("self_evaluation" in keys) == seen


async def test_a_sip_who_adds_a_school_is_told_who_does(folder: Path) -> None:
    async with SiptuiApp(Store(folder, "ann")).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "New school" not in shown(pilot)
        await press(pilot, "n")
        assert "is done by: SIP Manager, Administration" in note(pilot)
