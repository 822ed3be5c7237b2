"""What is due on the screen, and the way to each."""

from screens.grid.grid import Grid
from screens.people.person_screen import PersonScreen
from screens.review.due_screen import DueScreen
from screens.school.forms_list import FormsScreen
from siptui.app import SiptuiApp
from siptui.store.office_settings import Person
from siptui.store.people import add_person
from siptui.store.store import Store
from support.piloting import note, press, settle, shown


async def test_what_is_due_leads_to_whom_it_is_of(store: Store) -> None:
    add_person(store, "AB", Person("Ann Bell"), {"appointed": "1/9/2024"})
    async with SiptuiApp(store).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "d")
        assert isinstance(pilot.app.screen, DueScreen)
        assert "Ann Bell" in shown(pilot)
        grid = pilot.app.screen.query_one(Grid)
        row = next(row for row in grid.rows if "Ann Bell" in row.cell(3).text)
        assert "late" in row.cell(1).text
        grid.move_to(row.key)
        await press(pilot, "m")
        assert note(pilot).startswith("Ann Bell: ")
        await press(pilot, "m")
        grid.move_to(row.key)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, PersonScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, DueScreen)
        assert "late" in note(pilot)


async def test_a_date_of_a_school_leads_to_its_form(store: Store, ashwell: str) -> None:
    demo = Store.create(store.folder.with_name("demo"), "tester", demo=True)
    school = demo.add_school("Ashwell Primary", "primary", "AB")
    async with SiptuiApp(demo).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "d")
        grid = pilot.app.screen.query_one(Grid)
        row = next(row for row in grid.rows if row.cell(3).text == "Ashwell Primary")
        grid.move_to(row.key)
        await press(pilot, "enter", "escape")
        assert isinstance(pilot.app.screen, FormsScreen)
        assert pilot.app.screen.school_id == school
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, DueScreen)
