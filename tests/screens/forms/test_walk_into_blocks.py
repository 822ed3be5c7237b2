"""F7 goes from a form's screen into its blocks that have screens of their own, and on from there."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from screens.fields.editing_screen import EditingScreen
from screens.fields.long_text_pane import TextPane
from screens.forms.form_as_grid import BLOCK
from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.forms.progress import ProgressScreen
from screens.grid.cursor_and_scrolling import Place
from screens.grid.grid import Grid
from siptui.records.change import Change
from siptui.rules.conditions import shown_rows
from siptui.store.store import Store
from support.piloting import note, opened, press, shown, until

SIZES = [(80, 24), (120, 40)]


def stands(pilot: Pilot[None]) -> Place:
    return pilot.app.screen.query_one(Grid).view.place


async def walked(pilot: Pilot[None], wanted: type[EditingScreen]) -> None:
    """Press F7 until a screen of a kind is uppermost."""
    for _ in range(40):
        if type(pilot.app.screen) is wanted:
            return
        await press(pilot, "f7")
    raise AssertionError(f"F7 never came to {wanted.__name__}:\n{shown(pilot)}")


@pytest.mark.parametrize("size", SIZES)
async def test_from_the_form_into_its_judgements_and_on(store: Store, ashwell: str, size: tuple[int, int]) -> None:
    visit = store.framework.visits[0]
    rows, roles = visit.rows, store.framework.roles
    worse = [rows[0].kip, rows[2].kip]
    store.change(
        ashwell,
        [
            Change(f"{visit.judged_at}/{kip}/{column}", value)
            for kip in worse
            for column, value in ((roles.current, "1"), (roles.target, "3"))
        ],
    )
    async with opened(store, ashwell, FormScreen(ashwell, visit.key), size=size) as pilot:
        assert "to look at · Enter opens it" in shown(pilot)
        await walked(pilot, JudgementScreen)
        assert stands(pilot)[0] == worse[0]
        assert "to look at" in note(pilot)
        seen = {stands(pilot)[0]}
        while isinstance(pilot.app.screen, JudgementScreen):
            seen.add(stands(pilot)[0])
            await press(pilot, "f7")
        assert seen == set(worse)
        screen = pilot.app.screen
        assert isinstance(screen, FormScreen)
        assert not stands(pilot)[0].startswith(BLOCK)  # it went on past the block
        await walked(pilot, JudgementScreen)  # and after the last field begins again


async def test_the_screen_of_a_block_says_where_it_is_when_it_is_opened_by_hand(store: Store, ashwell: str) -> None:
    visit = store.framework.visits[0]
    roles, kip = store.framework.roles, visit.rows[0].kip
    at = f"{visit.judged_at}/{kip}"
    store.change(ashwell, [Change(f"{at}/{roles.current}", "1"), Change(f"{at}/{roles.target}", "3")])
    async with opened(store, ashwell, JudgementScreen(ashwell, visit.key)) as pilot:
        await press(pilot, "f7")
        await press(pilot, "f7")
        assert isinstance(pilot.app.screen, JudgementScreen)  # over the school's screen there is no form to go on in


async def test_a_progress_grid_is_walked_into(store: Store, ashwell: str) -> None:
    form = store.framework.of_kind("progress")
    assert form is not None
    progress = store.framework.progress
    comment = f"{progress.at}/{progress.subjects[0].key}/{progress.years[-1]}/{progress.comments[0].key}"
    store.change(ashwell, [Change(comment, "The gap is is closing.")])
    async with opened(store, ashwell, FormScreen(ashwell, form.key), size=(120, 40)) as pilot:
        await walked(pilot, ProgressScreen)
        # The text is open at its mark.
        await until(pilot, lambda: pilot.app.screen.query_one(TextPane).editing, 10)


@pytest.mark.parametrize("size", SIZES)
async def test_what_a_form_says_of_itself_is_one_line_and_opens_whole(
    store: Store, ashwell: str, size: tuple[int, int]
) -> None:
    form = next(f for f in store.framework.forms if f.intro and f.about == "school" and f.occurs == "once")
    last = form.intro.split()[-3:]
    async with opened(store, ashwell, FormScreen(ashwell, form.key), size=size) as pilot:
        grid = pilot.app.screen.query_one(Grid)
        begins = stands(pilot)
        assert begins[0] != grid.rows[0].key  # the cursor begins where something is asked
        line = shown(pilot).splitlines()[1]
        assert "About this form" in line
        assert form.intro.split()[0] in line
        grid.move_to(grid.rows[0].key)
        await press(pilot, "enter")
        for _ in range(4):
            await press(pilot, "pagedown")
        assert " ".join(last) in " ".join(shown(pilot).replace("│", " ").replace("█", " ").split())
        await press(pilot, "escape", "home", "tab")
        assert stands(pilot)[0] != grid.rows[0].key


@pytest.mark.parametrize("size", SIZES)
async def test_a_measures_note_stands_beside_its_row(tmp_path, size: tuple[int, int]) -> None:
    store = Store.create(tmp_path / "s", "tester", "england_2025_26")
    school = store.add_school("Ashwell Primary", "primary", "AB")
    form = store.framework.of_kind("targets")
    assert form is not None
    measure = next(m for m in store.framework.targets.measures if m.note and (not m.phases or "primary" in m.phases))
    async with opened(store, school, FormScreen(school, form.key), size=size) as pilot:
        grid = pilot.app.screen.query_one(Grid)
        row = f"{store.framework.targets.at}/{measure.key}"
        for column in ("", store.framework.targets.columns[0].key):
            grid.move_to(row, column)
            await pilot.pause()
            assert " ".join(measure.note.split()[:4]) in " ".join(shown(pilot).split())


async def test_a_form_counts_of_its_judgements_those_that_the_school_has(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "s", "tester", "england_2025_26")
    school = store.add_school("Bramble Primary", "primary")
    visit = store.framework.visits[0]
    column = store.framework.roles.current
    hidden = next(row for row in visit.rows if row.shown_when)
    every = store.load(school).values
    store.change(school, [Change(f"{visit.judged_at}/{row.kip}/{column}", "strong") for row in visit.rows])
    has = len(shown_rows(visit, every))
    assert hidden not in shown_rows(visit, every)
    async with opened(store, school, FormScreen(school, visit.key), size=(80, 40)) as pilot:
        assert f"{has} of {has} judged" in shown(pilot)
