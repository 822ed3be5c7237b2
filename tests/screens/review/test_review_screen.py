"""The review on the screen: the worst first, every figure leads to what it counts, a manager's ten minutes."""

from pathlib import Path

import pytest

from screens.caseload.caseload import CaseloadScreen
from screens.fields.editing_screen import EditingScreen
from screens.forms.form_screen import FormScreen
from screens.grid.grid import Grid
from screens.review.counted import CountedScreen
from screens.review.indicator_map import IndicatorMapScreen
from screens.review.review_screen import ReviewScreen
from siptui.app import SiptuiApp
from siptui.reports.review import day_of_review
from siptui.reports.review_columns import review_columns
from siptui.store.store import Store
from support.caseload.authority import SCHOOLS, small_authority
from support.piloting import note, press, settle, shown


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return small_authority(tmp_path_factory.mktemp("authority") / "store")


def figures(store: Store, key: str) -> dict[str, str]:
    today = day_of_review(store.framework, demo=True)
    column = next(each for each in review_columns(store.framework, today) if each.key == key)
    return {row.id: column.figure(row).words for row in store.overview()[0]}


async def test_the_worst_come_first_and_a_figure_leads_to_what_it_counts(authority: Store) -> None:
    reds = {school: int(words or 0) for school, words in figures(authority, "reds").items()}
    async with SiptuiApp(authority).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "v")
        assert isinstance(pilot.app.screen, ReviewScreen)
        grid = pilot.app.screen.query_one(Grid)
        grid.move_to(grid.rows[-1].key, "reds")
        await press(pilot, "s")
        assert [reds[row.key] for row in grid.rows] == sorted(reds.values(), reverse=True)
        assert grid.cursor_row_key == grid.rows[0].key
        assert "worst Reds first" in note(pilot)
        worst = grid.cursor_row_key
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, CountedScreen)
        assert len(pilot.app.screen.query_one(Grid).rows) == reds[worst]
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, EditingScreen)
        await press(pilot, "escape", "escape", "escape")
        assert isinstance(pilot.app.screen, ReviewScreen)


async def test_groups_are_headed_by_what_their_schools_come_to(authority: Store) -> None:
    async with SiptuiApp(authority).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "v", "g")
        grid = pilot.app.screen.query_one(Grid)
        headings = [row.cell(0).text for row in grid.rows if row.heading]
        assert len(headings) == len({row.sip for row in authority.overview()[0]})
        assert all("school" in each for each in headings)
        assert sum(1 for row in grid.rows if not row.heading) == SCHOOLS
        await press(pilot, *"gggg")
        assert not any(row.heading for row in grid.rows)


async def test_the_map_shows_every_indicator_and_leads_to_its_judgement(authority: Store) -> None:
    async with SiptuiApp(authority).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "v", "h")
        assert isinstance(pilot.app.screen, IndicatorMapScreen)
        grid = pilot.app.screen.query_one(Grid)
        judged = {row.kip for visit in authority.framework.visits for row in visit.rows}
        assert {row.key for row in grid.rows} == judged
        assert len(grid.columns) == SCHOOLS + 1
        await press(pilot, "right")
        school = next(row.name for row in authority.overview()[0] if row.id == grid.cursor_column_key)
        assert note(pilot).startswith(school)
        await press(pilot, "t")
        assert authority.framework.register.judgement[0].label in note(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, EditingScreen)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_how_many_schools_have_each_value(authority: Store, size: tuple[int, int]) -> None:
    async with SiptuiApp(authority).run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "v", "equals_sign")
        assert "█" in shown(pilot)
        rows = pilot.app.screen.query_one(Grid).rows
        first = rows[0].cell(0).text
        assert sum(int(row.cell(2).text) for row in rows if row.cell(0).text == first) == SCHOOLS


async def test_a_managers_ten_minutes_are_few_keys(authority: Store) -> None:
    """From nothing to which schools must be rung and why: late notes, open alerts, what they say."""
    late = {school for school, words in figures(authority, "spring").items() if words.startswith("late")}
    alerts = {school for school, words in figures(authority, "alerts").items() if words}
    keys = 0
    async with SiptuiApp(authority).run_test(size=(80, 24)) as pilot:
        await settle(pilot)

        async def typed(*more: str) -> None:
            nonlocal keys
            keys += len(more)
            await press(pilot, *more)

        await typed("v", *["right"] * 4, "s")  # the spring visit's column
        grid = pilot.app.screen.query_one(Grid)
        assert grid.cursor_column_key == "spring"
        assert {row.key for row in grid.rows[: len(late)]} == late
        await typed(*["right"] * 5, "s")  # alerts
        assert grid.cursor_column_key == "alerts"
        assert {row.key for row in grid.rows[: len(alerts)]} == alerts
        await typed("enter")  # why
        assert isinstance(pilot.app.screen, EditingScreen | CountedScreen)
        assert "mathematics have fallen" in " ".join(shown(pilot).split())
        await typed("escape", "escape", "escape")
        assert isinstance(pilot.app.screen, CaseloadScreen | ReviewScreen)
    assert late
    assert alerts
    assert keys <= 25


async def test_an_empty_caseload_has_an_empty_review(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "s", "tester", "norfolk_2010_11")
    async with SiptuiApp(store).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "v", "s", "g", "enter")
        assert isinstance(pilot.app.screen, ReviewScreen)
        await press(pilot, "h", "t", "enter", "escape", "equals_sign")
        assert "0 schools" in shown(pilot)


async def test_one_key_raises_an_alert_and_the_review_has_it_at_once(store: Store, ashwell: str) -> None:
    async with SiptuiApp(store).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "v")
        review = pilot.app.screen
        await press(pilot, "exclamation_mark")
        assert isinstance(pilot.app.screen, FormScreen)
        assert store.load(ashwell).values["forms/alert/1/state"]
        await press(pilot, "escape", "escape")
        assert pilot.app.screen is review
        assert figures(store, "alerts")[ashwell] == "1"


async def test_the_caseload_sorted_shows_its_top(authority: Store) -> None:
    async with SiptuiApp(authority).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        grid = pilot.app.screen.query_one(Grid)
        for _ in range(4):
            grid.move_to(grid.rows[-1].key)
            await press(pilot, "s")
            assert grid.cursor_row_key == grid.rows[0].key
            assert grid.rows[0].cell(0).text[:12] in shown(pilot)
