"""A walk through every form of a school by its keys: each opens, takes an answer, and the store holds it."""

from textual.pilot import Pilot

from screens.fields.editing_screen import EditingScreen
from screens.grid.grid import Grid
from screens.school.school_screen import SchoolScreen
from siptui.app import SiptuiApp
from siptui.records.values import Field
from siptui.rules.steps import why_locked
from siptui.store.store import Store
from support.piloting import press, settle, shown

TYPED = {
    "line": "a word",
    "person": "AB",
    "link": "a plan",
    "number": "7",
    "whole": "7",
    "percent": "70",
    "points": "15",
    "date": "3/3/2026",
    "time": "9.15am",
    "duration": "1.5",
    "money": "12.50",
}


async def fill(pilot: Pilot[None], field: Field) -> bool:
    """Type in the field under the cursor as its kind wants it; False where it is of none that is tried here."""
    if field.kind == "text":
        await press(pilot, "enter", *"word"[: field.most or None], "escape")
    elif field.kind == "tick":
        await press(pilot, "space")
    elif field.kind == "scale" and field.scale and (key := next((v.key for v in field.scale.values if v.key), "")):
        await press(pilot, key)
    elif field.kind in TYPED:
        await press(pilot, "enter", "home", "shift+end", "delete", *TYPED[field.kind][: field.most or None], "enter")
    else:
        return False
    return True


async def fill_first(pilot: Pilot[None], store: Store, school: str) -> bool:
    """Fill the first field of the screen that can be: it is in the store at once. False on a screen of none."""
    app = pilot.app
    assert isinstance(app, SiptuiApp)
    assert isinstance(app.screen, EditingScreen)
    grid, table = app.screen.query_one(Grid), app.screen.editor.table
    for row in [row for row in grid.rows if not row.heading][:40]:
        for column in grid.columns:
            field = table.field_in(row.key, column.key)
            record = store.load(school).values
            if field is None or field.required or field.path in record or why_locked(store.fields, record, field.path):
                continue
            grid.move_to(row.key, column.key)
            await settle(pilot)
            if await fill(pilot, field):
                held = store.load(school).values
                assert field.path in held, f"{field.path} holds nothing\n{shown(pilot)}"
                return True
    return False


async def walk(store: Store, school: str, size: tuple[int, int]) -> tuple[list[str], list[str]]:
    """Open every form of a school and fill a field of each; gives the lines there are, and those that took one."""
    app = SiptuiApp(store, school)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, SchoolScreen)
        forms = [row.key for row in app.screen.query_one(Grid).rows if not row.heading]
        took = []
        for key in forms:
            app.screen.query_one(Grid).move_to(key, "name")
            await press(pilot, "enter")
            assert not isinstance(app.screen, SchoolScreen), key
            if await fill_first(pilot, store, school):
                took.append(key)
            while not isinstance(app.screen, SchoolScreen):
                await press(pilot, "escape")
        return forms, took
