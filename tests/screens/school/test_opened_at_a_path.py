"""`open SUBJECT/PATH`: the form, and the cell in it, that a path leads to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from screens.fields.editing_screen import EditingScreen
from screens.school.forms_list import FormsScreen
from siptui.app import SiptuiApp
from siptui.cli.open_application import where_to_open
from siptui.framework import load
from siptui.framework.model import Framework
from siptui.framework.places import ANY, Field
from siptui.records.fields import fields_of
from siptui.records.problem import Refused
from siptui.records.values import NOT_TYPED
from siptui.store.store import Store
from support.piloting import note, settle

FRAMEWORKS = ["milton_keynes_2010_11", "norfolk_2010_11", "england_2025_26"]


def a_path_of_each_block(framework: Framework) -> Iterator[str]:
    """Where something can be filled in that every school is asked: the last such place of each block."""
    fields = fields_of(framework)
    for form in fields.forms:
        for block in form.blocks if form.about == "school" and form.occurs != "many" else ():
            typed = [f.path for f in fields.of_block(form, block) if f.kind not in NOT_TYPED and ANY not in f.path]
            yield from typed[-1:]


@pytest.mark.parametrize("name", FRAMEWORKS)
async def test_a_path_leads_to_its_cell_or_to_the_form_that_asks_for_it(name: str, tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store", "tester", framework=name)
    school, found = store.add_school("Ashwell Primary", "primary", "AB"), 0
    async with SiptuiApp(store, school).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        forms = pilot.app.screen
        assert isinstance(forms, FormsScreen)
        for path in a_path_of_each_block(load(name)):
            await forms.come_to(path)
            await settle(pilot)
            screen = pilot.app.screen
            assert isinstance(screen, EditingScreen), path
            asked = [f.path for f in fields_in(screen)]
            if path in asked:
                here = screen.editor.under_cursor()
                assert (here.path if here else "") == path
                found += 1
            while pilot.app.screen is not forms:
                pilot.app.pop_screen()
            await settle(pilot)
    assert found > 10


def fields_in(screen: EditingScreen) -> Iterator[Field]:
    """The fields that the cells of a screen hold."""
    grid, table = screen.editor.grid, screen.editor.table
    for row in grid.rows:
        for column in row.shape.columns if row.shape else grid.columns:
            if not row.heading and (field := table.field_in(row.key, column.key)):
                yield field


@pytest.mark.parametrize(
    ("asked", "cell"),
    [
        ("ashwell/visits/autumn/judgements/S1.1/evaluation", "visits/autumn/judgements/S1.1/evaluation"),
        ("Ashwell Primary/visits/autumn/judgements/S1.2/", "visits/autumn/judgements/S1.2/current"),
        ("ashwell_primary/visits/autumn/judgements", "visits/autumn/judgements/S1.1/current"),
        ("ashwell/visits/autumn/actions/1/what", "visits/autumn/actions/1/what"),
        ("ashwell/visits/spring", "visits/spring/date"),
    ],
)
async def test_it_is_the_first_that_is_seen(store: Store, ashwell: str, asked: str, cell: str) -> None:
    async with SiptuiApp(store, where_to_open(store, asked)).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, EditingScreen)
        here = screen.editor.under_cursor()
        assert (here.path if here else "") == cell


async def test_of_what_is_not_shown_it_is_the_nearest_and_says_so(store: Store, ashwell: str) -> None:
    path = f"{ashwell}/visits/autumn/actions/4/lead"
    async with SiptuiApp(store, where_to_open(store, path)).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, EditingScreen)
        here = screen.editor.under_cursor()
        assert (here.path if here else "") == "visits/autumn/actions/1/what"
        assert note(pilot).endswith("is not shown as the form stands")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("ashwell/visits/autum", "did you mean"),
        ("nobody/visits/autumn", "nobody"),
        ("ashwell/forms/alert/1", "has not been begun"),
        ("@office/visits/autumn", "is asked of a school"),
        ("/visits", "/visits"),
    ],
)
def test_what_is_not_there_is_said_before_anything_opens(store: Store, ashwell: str, asked: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        where_to_open(store, asked)


def test_a_name_with_a_stroke_in_it_is_still_a_name(store: Store) -> None:
    school = store.add_school("St Anne's C/E", "primary", "AB")
    assert where_to_open(store, "St Anne's C/E") == school
