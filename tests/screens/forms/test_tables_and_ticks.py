"""A form of every kind on its screen: tables are tables, ticks are ticks, and what an answer hides is hidden."""

import pytest
from textual import events
from textual.pilot import Pilot

from screens.forms.form_screen import FormScreen
from screens.grid.grid import Grid
from siptui.records.change import Change
from siptui.store.store import Store
from support.frameworks.form_of_every_kind import KEY
from support.piloting import note, opened, press, settle, shown

pytestmark = pytest.mark.usefixtures("every_kind")

HERE = f"forms/{KEY}/1"


def form(school: str) -> FormScreen:
    return FormScreen(school, KEY, "1")


def grid(pilot: Pilot[None]) -> Grid:
    return pilot.app.screen.query_one(Grid)


async def paste(pilot: Pilot[None], text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()
    await settle(pilot)


def values(store: Store, school: str, below: str = "") -> dict[str, object]:
    start = f"{HERE}/{below}"
    return {p.removeprefix(start): v for p, v in store.load(school).values.items() if p.startswith(start)}


async def test_a_table_is_filled_row_by_row_and_gets_another_row(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, form(ashwell)) as pilot:
        grid(pilot).move_to(f"{HERE}/people/1", "who")
        await press(pilot, *"Ms Teal", "tab", *"20", "tab", "w", "tab", *"Few words", "tab")
        assert grid(pilot).view.place == (f"{HERE}/people/2", "who")
        await press(pilot, *"Mr Oak", "enter")
        assert values(store, ashwell, "people/") == {
            "1/who": "Ms Teal",
            "1/minutes": 20,
            "1/level": "weak",
            "1/why": "Few words",
            "2/who": "Mr Oak",
        }
        assert grid(pilot).view.place == (f"{HERE}/people/3", "who")


async def test_a_block_is_pasted_into_rows_that_are_not_there_yet(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, form(ashwell)) as pilot:
        grid(pilot).move_to(f"{HERE}/people/1", "who")
        await paste(pilot, "".join(f"Person {n}\t{n}\tS\n" for n in range(1, 6)))
        assert note(pilot).startswith("15 cells pasted")
        found = values(store, ashwell, "people/")
        assert [found[f"{n}/who"] for n in range(1, 6)] == [f"Person {n}" for n in range(1, 6)]
        assert grid(pilot).row(f"{HERE}/people/6") is not None
        assert grid(pilot).row(f"{HERE}/people/7") is None
        # What each said goes by those who were met.
        assert [grid(pilot).row(f"{HERE}/follow_up/{n}").cell(0).text for n in (1, 5)] == ["Person 1", "Person 5"]


async def test_no_more_rows_are_pasted_than_there_are_names_for(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, form(ashwell), size=(120, 40)) as pilot:
        grid(pilot).move_to(f"{HERE}/years/1", "good")
        assert grid(pilot).row(f"{HERE}/years/2").cell(0).text == "Year 2"
        await paste(pilot, "50\n60\n70\n")
        assert "there is no row for it" in shown(pilot)
        await press(pilot, "y")
        assert values(store, ashwell, "years/") == {"1/good": 50, "2/good": 60}


@pytest.mark.parametrize("key", ["space", "x", "y", "enter"])
async def test_a_tick_is_set_and_taken_off(store: Store, ashwell: str, key: str) -> None:
    async with opened(store, ashwell, form(ashwell)) as pilot:
        for row, column in ((f"{HERE}/open_days/tue", "value"), (f"{HERE}/years/1", "seen")):
            grid(pilot).move_to(row, column)
            await press(pilot, key)
            path = row if column == "value" else f"{row}/{column}"
            assert store.load(ashwell).values[path] == "yes"
            assert "✓" in grid(pilot).view.cell.text
            await press(pilot, "space")
            assert path not in store.load(ashwell).values


async def test_what_an_answer_hides_keeps_what_it_held(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, form(ashwell)) as pilot:
        what = f"{HERE}/what"
        assert grid(pilot).row(what) is None
        grid(pilot).move_to(f"{HERE}/raised", "value")
        await press(pilot, "y")
        assert grid(pilot).view.place == (f"{HERE}/raised", "value")
        grid(pilot).move_to(what, "value")
        await press(pilot, *"Lunch", "escape")
        grid(pilot).move_to(f"{HERE}/raised", "value")
        await press(pilot, "n")
        assert grid(pilot).row(what) is None
        assert store.load(ashwell).values[what] == "Lunch"
        await press(pilot, "y")
        assert grid(pilot).row(what).cell(1).text == "Lunch"


async def test_a_cell_that_is_not_asked_takes_nothing(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, form(ashwell)) as pilot:
        grid(pilot).move_to(f"{HERE}/people/1", "why")
        await press(pilot, "a", "enter")
        assert values(store, ashwell) == {}
        await paste(pilot, "Because")
        assert "Nothing can be filled in here" in note(pilot)


async def test_tab_goes_through_the_form_in_its_order_and_enter_down_a_column(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, form(ashwell)) as pilot:
        seen = [grid(pilot).view.place]
        for _ in range(80):
            await pilot.press("tab")
            if grid(pilot).view.place == seen[-1]:
                break
            seen.append(grid(pilot).view.place)
        rows = [key.removeprefix(f"{HERE}/") for key, _ in seen]
        assert rows[:4] == ["date", "topic", "raised", "raised_remark"]
        assert [place for place in seen if "/people/" in place[0]] == [
            (f"{HERE}/people/1", key) for key in ("who", "minutes", "level")
        ]
        assert rows[-1] == "rooms/walls/secure_2"  # what is reckoned is passed over
        back = [seen[-1]]
        while back[-1] != seen[0]:
            await pilot.press("shift+tab")
            back.append(grid(pilot).view.place)
        assert back == seen[::-1]


async def test_a_rubric_is_graded_by_key_and_its_statements_ticked(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, form(ashwell), size=(120, 40)) as pilot:
        grid(pilot).move_to(f"{HERE}/reading/books/grade", "value")
        await press(pilot, "w")
        grid(pilot).move_to(f"{HERE}/rooms/walls/secure_2", "value")
        await press(pilot, "space")
        assert values(store, ashwell, "r") == {"eading/books/grade": "weak", "ooms/walls/secure_2": "yes"}
        assert "They are used." in shown(pilot)


async def test_a_table_wider_than_the_screen_is_scrolled_by_itself(store: Store, ashwell: str) -> None:
    store.change(ashwell, [Change("school/phase", "primary")])
    async with opened(store, ashwell, FormScreen(ashwell, "targets")) as pilot:
        measure = next(row for row in grid(pilot).rows if row.shape and not row.heading)
        grid(pilot).move_to(measure.key, measure.shape.columns[1].key)
        for _ in measure.shape.columns:
            await press(pilot, "right")
        assert grid(pilot).view.place[1] == measure.shape.columns[-1].key
        assert "Challenge" in shown(pilot)
        assert "‹" in shown(pilot)
        assert "Cohort year group" in shown(pilot) or grid(pilot).view.left == 0
