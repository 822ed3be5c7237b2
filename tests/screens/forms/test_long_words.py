"""What is too long for its line is read whole on the same screen."""

import pytest

from screens.forms.form_screen import FormScreen
from screens.forms.sections import sections_of
from screens.grid.grid import Grid
from siptui.app import SiptuiApp
from siptui.framework.model import RubricBlock
from siptui.store.office_settings import Person
from siptui.store.people import add_person
from siptui.store.store import Store
from support.piloting import press, settle, shown


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_statement_to_tick_and_the_heading_over_it_are_whole(store: Store, size: tuple[int, int]) -> None:
    add_person(store, "AB", Person("Ann Bell"))
    form, block = next(
        (form, block)
        for form in store.framework.forms
        if form.about == "person" and form.occurs == "once"
        for block in form.blocks
        if isinstance(block, RubricBlock) and block.statements
    )
    row = max(block.rows, key=lambda row: len(row.label))
    value, texts = next(iter(row.texts.items()))
    async with SiptuiApp(store, "@AB").run_test(size=size) as pilot:
        await settle(pilot)
        pilot.app.push_screen(FormScreen("@AB", form.key))
        await settle(pilot)
        grid = pilot.app.screen.query_one(Grid)
        grid.move_to(f"{form.where(block)}/{block.key}/{row.key}/{value}_1")
        await press(pilot)
        lines = [each.strip(" █│") for each in shown(pilot).splitlines()]
        assert texts[0] in " ".join(" ".join(lines).split())
        assert row.label in " ".join(lines)
        assert row.label in [section.words for section in sections_of(grid.rows, form.name)]


async def test_the_mark_of_an_answer_stands_once_beside_a_question_of_two_lines(store: Store) -> None:
    add_person(store, "AB", Person("Ann Bell"))
    form, block = next(
        (form, block)
        for form in store.framework.forms
        if form.about == "person" and form.occurs == "many"
        for block in form.blocks
        if isinstance(block, RubricBlock) and block.grade
    )
    number = store.new("@AB", form.key).rpartition("/")[2]
    async with SiptuiApp(store, "@AB").run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.push_screen(FormScreen("@AB", form.key, number))
        await settle(pilot)
        first, *_, last = block.grade.split()
        lines = shown(pilot).splitlines()
        at = next(n for n, line in enumerate(lines) if line.strip().startswith(first) and "?" in line)
        assert last in lines[at + 1]
        assert "?" not in lines[at + 1]
