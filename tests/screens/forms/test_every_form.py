"""Every form of every framework opens, at both sizes, and can be gone through by Tab to its end."""

from pathlib import Path

import pytest

from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.forms.progress import ProgressScreen
from screens.grid.grid import Grid
from siptui.app import SiptuiApp
from siptui.framework import names
from siptui.records.change import Change
from siptui.rules.how_far import has
from siptui.store.store import Store
from support.piloting import opened, press, settle, shown


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("framework", names())
async def test_every_form_opens(tmp_path: Path, framework: str, size: tuple[int, int]) -> None:
    store = Store.create(tmp_path / "s", "tester", framework)
    school = store.add_school("Ashwell Primary", "primary", "AB")
    record = store.load(school).values
    forms = [f for f in store.framework.forms if f.about == "school" and has(store.framework, f, record)]
    app = SiptuiApp(store, school)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for form in forms:
            app.push_screen(FormScreen(school, form.key, "1" if form.occurs == "many" else ""))
            await settle(pilot)
            grid = app.screen.query_one(Grid)
            assert form.name in shown(pilot)
            before = None
            for _ in range(400):
                if grid.view.place == before:
                    break
                before = grid.view.place
                grid.action_next_field(1)
            assert grid.rows, form.key
            app.pop_screen()
        for visit in [v for v in store.framework.visits if v.rows]:
            app.push_screen(JudgementScreen(school, visit.key))
            await settle(pilot)
            assert visit.rows[0].kip in shown(pilot)
            app.pop_screen()


async def test_a_grid_of_measures_and_groups_is_filled(tmp_path: Path) -> None:
    measured = [n for n in names() if n.startswith("england")]
    store = Store.create(tmp_path / "s", "tester", measured[0])
    school = store.add_school("Ashwell Primary", "primary", "AB")
    block = next(b for f in store.framework.forms for b in f.blocks if getattr(b, "groups", None))
    async with opened(store, school, ProgressScreen(school), size=(120, 40)) as pilot:
        grid = pilot.app.screen.query_one(Grid)
        subject, year, measure = block.subjects[0].key, block.years[0], block.measures[0].key
        group, point = block.groups[0], block.points[0].key
        assert grid.cursor_row_key == f"{subject}/{year}/{measure}"
        await press(pilot, "ctrl+g")  # rows of groups that nothing is known of are shown on request
        assert grid.cursor_row_key == f"{subject}/{year}/{measure}"
        await press(pilot, *"61", "enter", *"48", "enter")
        values = store.load(school).values
        at = f"{store.framework.progress.at}/{subject}/{year}/{point}/{measure}"
        assert (values[at], values[f"{at}/{group.key}"]) == (61, 48)
        assert group.name in shown(pilot)
        store.change(school, [Change(at, None)])
