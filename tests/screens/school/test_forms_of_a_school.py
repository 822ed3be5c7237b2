"""The school's screen: its forms with how far each is, those of which there are many line by line, and new ones."""

from textual.pilot import Pilot

from screens.forms.form_screen import FormScreen
from screens.grid.grid import Grid
from screens.school.school_screen import SchoolScreen
from siptui.framework import Framework
from siptui.records.change import Change
from siptui.rules.how_far import can_be_begun
from siptui.store.store import Store
from support.piloting import note, opened, press, shown


def rows(pilot: Pilot[None]) -> dict[str, list[str]]:
    return {r.key: [r.cell(i).text for i in range(6)] for r in pilot.app.screen.query_one(Grid).rows}


async def test_a_new_form_is_begun_opened_and_listed(store: Store, ashwell: str, framework: Framework) -> None:
    keys = [form.key for form in can_be_begun(store.fields, store.load(ashwell).values)]
    async with opened(store, ashwell, SchoolScreen(ashwell)) as pilot:
        await press(pilot, "n")
        assert all(framework.form(key).name[:10] in shown(pilot) for key in keys)
        assert all(framework.form(key).about == "school" for key in keys)
        await press(pilot, "down", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, FormScreen)
        assert (screen.form_key, screen.number) == (keys[1], "1")
        assert any(path.startswith(f"forms/{keys[1]}/1/") for path in store.load(ashwell).values)
        await press(pilot, "escape")
        assert f"{keys[1]}/1" in rows(pilot)
        assert pilot.app.screen.query_one(Grid).cursor_row_key == f"{keys[1]}/1"
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, FormScreen)


async def test_nothing_is_begun_by_escape_or_where_nothing_can_be_written(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, SchoolScreen(ashwell)) as pilot:
        before = store.load(ashwell).revision
        await press(pilot, "n", "escape")
        assert isinstance(pilot.app.screen, SchoolScreen)
        assert store.load(ashwell).revision == before
        assert note(pilot) == ""


async def test_how_far_each_form_is(store: Store, ashwell: str, framework: Framework) -> None:
    visit = framework.visits[0]
    kip, roles = visit.rows[0].kip, framework.roles
    store.change(ashwell, [Change(f"{visit.judged_at}/{kip}/{roles.current}", "2")])
    async with opened(store, ashwell, SchoolScreen(ashwell), size=(120, 40)) as pilot:
        line = rows(pilot)[visit.key]
        assert line[3].startswith(f"1 of {len(visit.rows)} judged")
        assert line[4].isdecimal()  # how many places are needed before the next step
        assert line[5] == "draft"
        confidential = [f.key for f in framework.forms if f.confidential]
        assert not set(confidential) & {key.partition("/")[0] for key in rows(pilot)}
        assert "Headteacher" in shown(pilot).splitlines()[1]  # beside the forms


async def test_at_80_columns_the_forms_take_what_they_need(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, SchoolScreen(ashwell)) as pilot:
        grid = pilot.app.screen.query_one(Grid)
        assert grid.size.height == len(grid.rows) + 1
        assert "Headteacher" in shown(pilot)
