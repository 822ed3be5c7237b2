"""The people's screen, the forms of a person and of the office, and the way to each."""

from pathlib import Path

import pytest
from textual.command import DiscoveryHit
from textual.pilot import Pilot

from screens.caseload.caseload import CaseloadScreen
from screens.caseload.command_palette import Finder
from screens.forms.form_screen import FormScreen
from screens.frame.title_and_note import TitleBar
from screens.grid.grid import Grid
from screens.people.people_list import PeopleScreen
from screens.people.person_screen import PersonScreen
from siptui.app import SiptuiApp
from siptui.framework import load, names
from siptui.records.change import Change
from siptui.store.office_settings import Person
from siptui.store.people import add_person
from siptui.store.store import Store
from support.piloting import note, press, settle, shown

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def peopled(store: Store, ashwell: str) -> Store:
    add_person(store, "AB", Person("Ann Bell", "manager", "", "associate"))
    return store


def form_about(store: Store, occurs: str) -> str:
    """A person's form that occurs once, or many times."""
    return next(f.key for f in store.framework.forms if f.about == "person" and f.occurs == occurs)


def title(pilot: Pilot[None]) -> str:
    return " › ".join(pilot.app.screen.query_one(TitleBar).way)


@pytest.mark.parametrize("size", SIZES)
async def test_from_the_caseload_to_a_persons_form_and_back(peopled: Store, size: tuple[int, int]) -> None:
    once = form_about(peopled, "once")
    async with SiptuiApp(peopled).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "p")
        assert isinstance(pilot.app.screen, PeopleScreen)
        line = next(line for line in shown(pilot).splitlines() if "Ann Bell" in line)
        manager = peopled.framework.title_of("manager")
        assert [word in line for word in ("AB", manager, "associate")] == [True, True, True]
        pilot.app.screen.query_one(Grid).move_to("@AB")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PersonScreen)
        assert "People › Ann Bell (AB)" in title(pilot)
        grid = pilot.app.screen.query_one(Grid)
        assert {form.key for form in peopled.framework.forms if form.about == "school"}.isdisjoint(
            {row.key for row in grid.rows}
        )
        grid.move_to(once)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, FormScreen)
        assert "Ann Bell (AB)" in title(pilot)
        await press(pilot, "escape", "escape", "escape")
        assert isinstance(pilot.app.screen, CaseloadScreen)


async def test_a_person_can_have_another_of_a_form_and_what_is_typed_is_theirs(peopled: Store) -> None:
    many = form_about(peopled, "many")
    async with SiptuiApp(peopled, "@AB").run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert isinstance(pilot.app.screen, PersonScreen)
        await press(pilot, "n")
        offered = [row.key for row in pilot.app.screen.query_one(Grid).rows]
        assert many in offered
        assert all(peopled.framework.form(key).about == "person" for key in offered)
        pilot.app.screen.query_one(Grid).move_to(many)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, FormScreen)
        assert pilot.app.screen.number == "1"
        table = pilot.app.screen.table
        row = next(
            r.key for r in table.rows() if not r.heading and (f := table.field_in(r.key, "value")) and f.kind == "line"
        )
        pilot.app.screen.query_one(Grid).move_to(row)
        await press(pilot, *"Seen", "enter")
        assert peopled.load("@AB").values[row] == "Seen"
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, PeopleScreen)
        assert "begun" in shown(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_the_office_has_its_forms_and_begins_others(peopled: Store, size: tuple[int, int]) -> None:
    forms = [form for form in peopled.framework.forms if form.about == "office"]
    many = next(form for form in forms if form.occurs == "many")
    async with SiptuiApp(peopled).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "p")
        pilot.app.screen.query_one(Grid).move_to("@office")
        await press(pilot, "enter", "n")
        assert [row.key for row in pilot.app.screen.query_one(Grid).rows] == [
            f.key for f in forms if f.occurs == "many"
        ]
        pilot.app.screen.query_one(Grid).move_to(many.key)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, FormScreen)
        assert title(pilot).startswith("Caseload › The office › ")
        await press(pilot, "escape")
        assert [row.key for row in pilot.app.screen.query_one(Grid).rows] == [
            f"{form.key}/1" if form is many else form.key for form in forms if form.occurs == "once" or form is many
        ]


async def test_the_office_opens_though_nothing_is_asked_of_it(tmp_path: Path) -> None:
    none = next(name for name in names() if not any(form.about == "office" for form in load(name).forms))
    store = Store.create(tmp_path / "none", "tester", none)
    add_person(store, "AB", Person("Ann Bell"))
    async with SiptuiApp(store, "@office").run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(pilot.app.screen, PersonScreen)
        assert PersonScreen.EMPTY in shown(pilot)
        await press(pilot, "n")
        assert note(pilot) == PersonScreen.EMPTY
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, PeopleScreen)
        assert "The office" not in shown(pilot)


async def test_the_palette_finds_people(peopled: Store) -> None:
    async with SiptuiApp(peopled).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        hits = [hit async for hit in Finder(pilot.app.screen).discover() if isinstance(hit, DiscoveryHit)]
        hit = next(hit for hit in hits if hit.text == "Ann Bell (AB)")
        await hit.command()  # type: ignore[misc]
        await settle(pilot)
        assert isinstance(pilot.app.screen, PersonScreen)


async def test_a_persons_schools_are_shown_in_the_caseload(peopled: Store, ashwell: str) -> None:
    birch = peopled.add_school("Birch Infant", "infant", "AB")
    sip = peopled.framework.roles.sip
    peopled.change(ashwell, [Change(sip, "CD")])
    async with SiptuiApp(peopled).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "p")
        pilot.app.screen.query_one(Grid).move_to("@AB")
        await press(pilot, "s")
        assert isinstance(pilot.app.screen, CaseloadScreen)
        assert pilot.app.screen.query_one(Grid).cursor_row_key == birch
        assert note(pilot).startswith(f"by {peopled.framework.title_of('sip')} ")


async def test_a_damaged_file_of_a_person_is_said_and_the_others_open(peopled: Store) -> None:
    add_person(peopled, "CD", Person("Cy Dale"))
    (peopled.folder / "people" / "@CD.json").write_bytes(b"{")
    async with SiptuiApp(peopled).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "p")
        assert "damaged" in next(line for line in shown(pilot).splitlines() if "Cy Dale" in line)
        pilot.app.screen.query_one(Grid).move_to("@CD")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PeopleScreen)
        assert "@CD" in note(pilot)


async def test_where_a_framework_calls_them_otherwise_so_do_the_screens(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "s", "tester", "england_2025_26")
    add_person(store, "AB", Person("Ann Bell"))
    store.add_school("Ashwell Primary", "primary", "AB")
    called = load("england_2025_26").title_of("sip")
    async with SiptuiApp(store).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        for key in ("p", "escape", "enter"):
            assert called in shown(pilot)
            assert "SIP" not in shown(pilot).replace("SIPTUI", "")
            await press(pilot, key)
        assert f"{called}" in shown(pilot)
        assert "SIP" not in shown(pilot)
