"""What one visit leaves to the next: its actions and how they go, its judgements in one line, its priorities."""

from screens.fields.long_text_pane import TextPane
from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.forms.year_summary import SummaryScreen
from screens.grid.grid import Grid
from siptui.records.change import Change
from siptui.store.store import Store
from support.piloting import note, opened, press, shown

ACTION = "visits/autumn/actions/1"
ACTED = {"what": "Moderate writing", "lead": "Deputy head", "brokering": "LA consultant", "by": "31 January"}


def put(store: Store, school: str, values: dict[str, str]) -> None:
    store.change(school, [Change(path, value) for path, value in values.items()])


async def test_actions_stand_in_the_next_visit_with_lead_and_support_and_how_they_go_is_one_key(
    store: Store, ashwell: str
) -> None:
    put(store, ashwell, {f"{ACTION}/{key}": said for key, said in ACTED.items()})
    async with opened(store, ashwell, FormScreen(ashwell, "spring")) as pilot:
        grid = pilot.app.screen.query_one(Grid)
        row = grid.row("visits/spring/previous/1")
        assert row is not None
        assert [row.cell(n).text for n in range(5)] == [*ACTED.values(), "–"]
        grid.move_to("visits/spring/previous/1", "lead")
        await press(pilot, "7")
        assert "never typed" in note(pilot)
        grid.move_to("visits/spring/previous/1", "progress")
        await press(pilot, "u")
        assert store.load(ashwell).values["visits/spring/previous/1/progress"] == "under_way"
        assert "under way" in shown(pilot)
    async with opened(store, ashwell, FormScreen(ashwell, "summer")) as pilot:
        assert pilot.app.screen.query_one(Grid).row("visits/summer/previous/1") is None  # spring agreed on nothing


async def test_the_year_of_a_kip_stands_over_its_evaluation_and_in_part_f(store: Store, ashwell: str) -> None:
    for visit, current, target in (("autumn", "3", "2"), ("spring", "2", "1")):
        at = f"visits/{visit}/judgements/Q5"
        rated = {"agreement": "amber", "progress": "red"}
        put(store, ashwell, {f"{at}/{k}": v for k, v in {"current": current, "target": target, **rated}.items()})
    line = "autumn 3→2 A/R · spring 2→1 A/R"
    async with opened(store, ashwell, JudgementScreen(ashwell, "summer")) as pilot:
        pilot.app.screen.query_one(Grid).move_to("Q5", "evaluation")
        await press(pilot, "left", "right")
        assert line in shown(pilot)
        await press(pilot, "enter")
        assert pilot.app.screen.query_one(TextPane).editing
        assert line in shown(pilot)
    for size in ((80, 24), (120, 40)):
        async with opened(store, ashwell, SummaryScreen(ashwell), size=size) as pilot:
            pilot.app.screen.query_one(Grid).move_to("Q5", "current")
            await press(pilot, "left", "right")
            assert line in shown(pilot)
            assert "Spring" in shown(pilot)


async def test_priorities_of_part_a_come_back_in_b_and_c(store: Store, ashwell: str) -> None:
    put(store, ashwell, {"visits/autumn/priorities/1": "Writing in Year 2", "visits/autumn/priorities/2": "Marking"})
    for visit in ("spring", "summer"):
        async with opened(store, ashwell, FormScreen(ashwell, visit), size=(120, 40)) as pilot:
            pilot.app.screen.query_one(Grid).move_to(f"visits/{visit}/priorities_progress", "value")
            await press(pilot, "enter")
            assert "Autumn visit: Writing in Year 2" in " ".join(shown(pilot).split())
            assert "Marking" in shown(pilot)


async def test_attainment_on_entry_has_its_five_rows_and_their_sources(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, FormScreen(ashwell, "front")) as pilot:
        grid = pilot.app.screen.query_one(Grid)
        rows = [grid.row(f"front/entry/{n}") for n in range(1, 6)]
        assert [row.cell(5).text for row in rows if row] == ["School"] * 3 + ["Raiseonline"] * 2
        grid.move_to("front/entry/1", "year")
        await press(pilot, *"3", "tab", *"15.2", "tab", *"+0.4", "tab", *"Above", "escape", "escape")
        values = store.load(ashwell).values
        assert [values[f"front/entry/1/{key}"] for key in ("year", "aps", "difference")] == ["3", "15.2", "+0.4"]
