"""What is under the cursor at a glance: beside a list where there is room, below it where it is asked for."""

from pathlib import Path

import pytest

from screens.caseload.caseload import CaseloadScreen
from screens.frame.preview import Preview
from screens.grid.grid import Grid
from screens.school.school_screen import SchoolScreen
from siptui.app import SiptuiApp
from siptui.cli.commands.invented_caseload import demo_store
from support.piloting import opened, press, settle, shown


def told(app: SiptuiApp) -> str:
    return "\n".join(line.text for each in app.screen.query(Preview) if each.display for line in each.lines)


@pytest.mark.parametrize("width", [100, 117, 120, 200])
async def test_beside_a_wide_caseload_stands_the_school_under_the_cursor(tmp_path: Path, width: int) -> None:
    app = SiptuiApp(demo_store(tmp_path / "s", "tester", 4))
    async with app.run_test(size=(width, 40)) as pilot:
        await settle(pilot)
        first, second = (row.cell(0).text for row in app.screen.query_one(Grid).rows[:2])
        assert told(app).startswith(first)
        await press(pilot, "down")
        assert told(app).startswith(second)
        grid = app.screen.query_one(Grid)
        assert all(span.whole for span in grid.view.layout.spans(0))  # nothing of the list is lost to it
        assert grid.view.layout.spans(0)[-1].column == len(grid.columns) - 1
        await press(pilot, "space")
        assert told(app) == ""
        await press(pilot, "space")
        assert told(app).startswith(second)


async def test_a_narrow_caseload_shows_it_below_when_it_is_asked_for(tmp_path: Path) -> None:
    app = SiptuiApp(demo_store(tmp_path / "s", "tester", 12))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert told(app) == ""
        await press(pilot, "space", "down")
        (preview,) = app.screen.query(Preview)
        assert preview.lines[0].text.startswith(app.screen.query_one(Grid).rows[1].cell(0).text)
        assert preview.region.y > app.screen.query_one(Grid).region.y
        seen = "\n".join(line.text for line in preview.lines[: preview.size.height])
        assert "▁" in seen  # two columns of it
        assert "Category" in seen
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        assert preview.region.x > 60


async def test_while_the_cursor_moves_nothing_is_drawn_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = SiptuiApp(demo_store(tmp_path / "s", "tester", 6))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        monkeypatch.setattr("screens.frame.preview.PAUSE", 3600.0)
        before = told(app)
        await press(pilot, "down", "down", "down")
        assert told(app) == before
        monkeypatch.setattr("screens.frame.preview.PAUSE", 0.0)
        await press(pilot, "up")
        assert told(app).startswith(app.screen.query_one(Grid).rows[2].cell(0).text)


async def test_a_school_that_cannot_be_read_shows_nothing_beside_its_line(tmp_path: Path) -> None:
    store = demo_store(tmp_path / "s", "tester", 3)
    school = store.subjects()[1]
    app = SiptuiApp(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        (store.folder / "schools" / f"{school}.json").write_text("{")
        await press(pilot, "down")
        assert told(app) == ""
        assert isinstance(app.screen, CaseloadScreen)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_of_a_school_the_form_under_the_cursor_is_shown(tmp_path: Path, size: tuple[int, int]) -> None:
    store, school = demo_store(tmp_path / "s", "tester", 12), "lantern_green_primary"
    async with opened(store, school, SchoolScreen(school), size) as pilot:
        app = pilot.app
        assert isinstance(app, SiptuiApp)
        if size[0] < 100:
            assert told(app) == ""
            await press(pilot, "space")
        grid = app.screen.query_one(Grid)
        visit = store.framework.visits[0]
        grid.move_to(visit.key)
        await settle(pilot)
        assert f"of {len(visit.rows)}" in told(app)
        assert visit.rows[0].kip in shown(pilot) or size[0] < 100
        grid.move_to(next(form.key for form in store.framework.forms if form.kind == "progress"))
        await settle(pilot)
        assert "▁" in told(app)
