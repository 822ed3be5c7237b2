"""A form at work on its screen: what is needed, found, reckoned, said before, locked; its sections and its steps."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from screens.fields.editable_grid import FieldEditor
from screens.fields.long_text_pane import TextPane
from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.forms.sections import SectionsScreen
from screens.forms.steps import StepScreen
from screens.frame.title_and_note import TitleBar
from screens.frame.whole_message import MessageScreen
from screens.grid.grid import Grid
from siptui.framework import Framework
from siptui.records.change import Change
from siptui.rules.needed import missing
from siptui.rules.steps import steps_from
from siptui.store.store import Store
from support.frameworks.form_of_every_kind import KEY
from support.piloting import note, opened, press, shown

pytestmark = pytest.mark.usefixtures("every_kind")

HERE = f"forms/{KEY}/1"


def form(school: str) -> FormScreen:
    return FormScreen(school, KEY, "1")


def grid(pilot: Pilot[None]) -> Grid:
    return pilot.app.screen.query_one(Grid)


def title(pilot: Pilot[None]) -> str:
    return " › ".join(pilot.app.screen.query_one(TitleBar).way)


async def test_what_is_needed_is_marked_counted_and_walked_through(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, form(ashwell)) as pilot:
        assert title(pilot).endswith("2 needed (F7)")
        assert [grid(pilot).row(f"{HERE}/{key}").cell(1).text for key in ("date", "topic")] == ["needed", "needed"]
        grid(pilot).move_to(f"{HERE}/raised", "value")
        await press(pilot, "f7")
        assert (grid(pilot).cursor_row_key, note(pilot)[:17]) == (f"{HERE}/date", "1 of 2 to look at")
        await press(pilot, "f7")
        assert grid(pilot).cursor_row_key == f"{HERE}/topic"
        await press(pilot, *"Books", "enter", "f7", *"1/11/10", "enter")
        assert "needed" not in title(pilot)
        await press(pilot, "f7")
        assert note(pilot) == "There is nothing to look at here"


async def test_what_is_reckoned_is_shown_never_typed_and_explained(store: Store, ashwell: str) -> None:
    store.change(ashwell, [Change(f"{HERE}/people/{n}/minutes", 10 * n) for n in (1, 2)])
    async with opened(store, ashwell, form(ashwell)) as pilot:
        met = f"{HERE}/met"
        assert grid(pilot).row(met).cell(1).text == "30"
        grid(pilot).move_to(met, "value")
        await press(pilot, "7")
        assert "never typed" in note(pilot)
        await press(pilot, "enter", "f9")
        assert isinstance(pilot.app.screen, MessageScreen)
        assert "The sum of these, of which 2 of 2 count" in shown(pilot)
        assert met not in store.load(ashwell).values


async def test_a_letter_begins_a_person_s_name_and_a_link(store: Store, ashwell: str, framework: Framework) -> None:
    place = f"{framework.visits[0].at}/comments/1"
    if store.fields.find(f"{place}/who") is None:
        pytest.skip("this framework keeps no comments")
    async with opened(store, ashwell, FormScreen(ashwell, framework.visits[0].key)) as pilot:
        grid(pilot).move_to(place, "who")
        await press(pilot, *"Xenia Yew", "enter")
        assert store.load(ashwell).values[f"{place}/who"] == "Xenia Yew"


async def test_a_section_is_gone_to_by_its_heading(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, form(ashwell), size=(120, 40)) as pilot:
        await press(pilot, "ctrl+g")
        assert isinstance(pilot.app.screen, SectionsScreen)
        assert "To look at: 2" in shown(pilot)
        await press(pilot, "slash", *"met", "enter", "enter")
        assert grid(pilot).cursor_row_key == f"{HERE}/people/1"


async def test_a_form_is_stepped_and_locked_and_opened_again_with_a_reason(
    store: Store, ashwell: str, framework: Framework
) -> None:
    visit = framework.visits[0]
    store.change(ashwell, [Change(f"{visit.at}/{framework.roles.visit_date}", "2010-10-12")])
    async with opened(store, ashwell, FormScreen(ashwell, visit.key)) as pilot:
        assert "draft" in title(pilot)
        await press(pilot, "f4")
        assert isinstance(pilot.app.screen, StepScreen)
        await press(pilot, "escape")
        assert f"{visit.at}/state" not in store.load(ashwell).values
        step = steps_from(framework, framework.form(visit.key), visit.at, store.load(ashwell).values)[0]
        await press(pilot, "f4", "enter")
        values = store.load(ashwell).values
        assert values.get(f"{visit.at}/state") == step.to, note(pilot)
        assert framework.ways[framework.form(visit.key).way].state(step.to).name in title(pilot)
    way = framework.ways[framework.form(visit.key).way]
    locked = next(state for state in way.states if state.locked)
    async with opened(store, ashwell, FormScreen(ashwell, visit.key)) as pilot:
        pilot.app.desk._records[ashwell][f"{visit.at}/state"] = locked.key
        pilot.app.screen.show()
        before = store.load(ashwell).revision
        for key in ("1", "x", "enter", "delete"):
            await press(pilot, key)
            assert locked.name in note(pilot), key
            assert note(pilot).startswith("It is locked"), key
        assert store.load(ashwell).revision == before


async def test_a_step_that_is_refused_goes_to_what_is_in_its_way_and_says_it_without_a_path(
    store: Store, ashwell: str, framework: Framework
) -> None:
    visit = framework.visits[0]
    asked, record = framework.form(visit.key), store.load(ashwell).values
    steps = steps_from(framework, asked, visit.at, record)
    number, step = next((n, s) for n, s in enumerate(steps) if missing(store.fields, asked, visit.at, record, s.key))
    async with opened(store, ashwell, FormScreen(ashwell, visit.key)) as pilot:
        await press(pilot, "down", "down", "down", "f4", *["down"] * number, "enter")
        assert f"needed before “{step.name}”" in note(pilot)
        assert visit.at not in note(pilot)
        first = missing(store.fields, asked, visit.at, record, step.key)[0]
        here = pilot.app.screen.query_one(FieldEditor).under_cursor()
        assert (here.path if here else "") == first.path
    assert f"{visit.at}/state" not in store.load(ashwell).values


async def test_a_long_text_has_the_screen_and_its_words_are_counted(store: Store, ashwell: str) -> None:
    store.change(ashwell, [Change(f"{HERE}/raised", "yes")])
    async with opened(store, ashwell, form(ashwell)) as pilot:
        grid(pilot).move_to(f"{HERE}/what", "value")
        await press(pilot, *"three small words")
        pane = pilot.app.screen.query_one(TextPane)
        assert pane.size.height > 16
        count = pane.query_one("#pane-count", Static)
        assert str(count.content) == "3 words · 17 of 300"
        pane._area.load_text("x" * 301)
        await press(pilot, "escape")
        assert note(pilot).startswith("It is 301 characters long")
        assert pane.editing
        assert "too many" in str(count.content)
        assert "at most 300" in note(pilot)
        await press(pilot, "delete", "escape")
        assert not pane.editing
        assert grid(pilot).size.height > 5
        assert store.load(ashwell).values[f"{HERE}/what"] == "x" * 300


async def test_what_was_written_before_is_beside_and_taken_over_by_a_key_alone(
    store: Store, ashwell: str, framework: Framework
) -> None:
    first, third = framework.visits[0], framework.visits[2]
    kip = next(row.kip for row in third.rows if row.kip in {r.kip for r in first.rows})
    evaluation = framework.roles.evaluation
    if not next(f for f in framework.register.judgement if f.key == evaluation).carried_from:
        pytest.skip("this framework carries no evaluations over")
    store.change(ashwell, [Change(f"{first.judged_at}/{kip}/{evaluation}", "As it was in autumn")])
    path = f"{third.judged_at}/{kip}/{evaluation}"
    async with opened(store, ashwell, JudgementScreen(ashwell, third.key), size=(120, 40)) as pilot:
        grid(pilot).move_to(kip, evaluation)
        await press(pilot, "enter")
        assert "As it was in autumn" in shown(pilot)
        await press(pilot, "escape")
        assert path not in store.load(ashwell).values
        await press(pilot, "ctrl+t", "escape")
        assert store.load(ashwell).values[path] == "As it was in autumn"
        await press(pilot, "ctrl+t")
        assert "filled in already" in note(pilot)


async def test_choices_stand_with_their_keys_and_meanings(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, form(ashwell)) as pilot:
        grid(pilot).move_to(f"{HERE}/level", "value")
        await press(pilot, "s")
        assert "›sSecure" in shown(pilot).replace(" ", "")
        assert "sounds and blends" in shown(pilot)
        grid(pilot).move_to(f"{HERE}/reading/books/grade", "value")
        await press(pilot, "left", "right")
        assert "Books fit the sounds known." in shown(pilot)
