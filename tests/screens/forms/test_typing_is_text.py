"""What is typed lands in the cell that is lit: letters are text where words are written, and leaving moves on."""

import pytest
from textual.pilot import Pilot

from screens.fields.long_text_pane import TextPane
from screens.forms.definitions import DefinitionScreen
from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.forms.progress import ProgressScreen
from screens.forms.year_summary import SummaryScreen
from screens.frame.help import HelpScreen
from screens.grid.formula_bar import FormulaBar
from screens.grid.grid import Grid
from siptui.records.change import Change
from siptui.store.store import Store
from support.piloting import note, opened, press, shown

JUDGED = "visits/autumn/judgements"
SENTENCE = "is red, yes: dies 1234 / early? x"


def keys(text: str) -> list[str]:
    names = {" ": "space", ",": "comma", ":": "colon", "/": "slash", "?": "question_mark", ".": "full_stop"}
    return [names.get(c, c) for c in text]


def bar(pilot: Pilot[None]) -> str:
    return shown(pilot).splitlines()[-1]


def at(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one(Grid).cursor_row_key


async def test_a_sentence_typed_on_a_progress_comment_is_its_text(store: Store, ashwell: str) -> None:
    """`i` opened Import in mid-sentence."""
    async with opened(store, ashwell, ProgressScreen(ashwell)) as pilot:
        screen = pilot.app.screen
        column = pilot.app.desk.framework.progress.comments[0].key
        screen.query_one(Grid).move_to("reading/1", column)
        await press(pilot, *keys(SENTENCE), "tab")
        assert pilot.app.screen is screen
        assert store.load(ashwell).values[f"progress/reading/1/{column}"] == SENTENCE
        assert screen.query_one(Grid).cursor_column_key != column


async def test_a_sentence_typed_on_an_evaluation_is_its_text(store: Store, ashwell: str) -> None:
    """`e` and `d` were run, and the rest was lost."""
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        screen = pilot.app.screen
        await press(pilot, "end", *keys("early days: " + SENTENCE), "escape")
        assert pilot.app.screen is screen
        assert store.load(ashwell).values[f"{JUDGED}/S1.1/evaluation"] == "early days: " + SENTENCE
        await press(pilot, *keys("more"), "tab")  # goes on where it ended
        assert store.load(ashwell).values[f"{JUDGED}/S1.1/evaluation"].endswith("early? x more")
        assert at(pilot) == "S1.2"


async def test_on_a_scale_keys_choose_and_commands_stay(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        await press(pilot, "2", "right", "1", "right", "r", "right", "a", "e", *keys("x"), "escape")
        values = store.load(ashwell).values
        found = [values[f"{JUDGED}/S1.1/{c}"] for c in ("current", "target", "agreement", "progress", "evaluation")]
        assert found == ["2", "1", "red", "amber", "x"]
        await press(pilot, "d")
        assert isinstance(pilot.app.screen, DefinitionScreen)


async def test_a_letter_on_a_figure_is_no_command(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, ProgressScreen(ashwell)) as pilot:
        screen = pilot.app.screen
        await press(pilot, *keys("improving"))
        assert pilot.app.screen is screen
        assert "takes points" in note(pilot)
        assert not [p for p in store.load(ashwell).values if p.startswith("progress/")]
        await press(pilot, "ctrl+o")
        assert type(pilot.app.screen).__name__ == "ImportScreen"


@pytest.mark.parametrize("key", ["f4", "enter"])
async def test_each_command_is_reached_from_a_cell_of_words(store: Store, ashwell: str, key: str) -> None:
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        screen = pilot.app.screen
        await press(pilot, "end", key)
        assert screen.query_one(TextPane).editing if key == "enter" else pilot.app.screen is not screen


async def test_what_the_key_bar_and_help_name_acts_where_the_cursor_is(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        assert "Enter Evaluate" in bar(pilot)
        await press(pilot, "end", "question_mark")
        assert isinstance(pilot.app.screen, HelpScreen)
        words = " ".join(shown(pilot).split())
        assert "F4 Definitions in full" in words
        assert "Write the evaluation" not in words  # its letter would be text here
        await press(pilot, "escape", *keys("word"))
        assert "Evaluate" not in bar(pilot)
        assert "Esc Keep  Tab Ahead" in bar(pilot)
        assert "F1 Help" in bar(pilot)
        await press(pilot, "f1")
        assert isinstance(pilot.app.screen, HelpScreen)
        words = " ".join(shown(pilot).split())
        assert "Esc Writing a text: keep it and go back" in words
        assert "Definitions in full" not in words
        await press(pilot, "escape", *keys("s"), "escape")
        assert store.load(ashwell).values[f"{JUDGED}/S1.1/evaluation"] == "words"
        assert "Enter Evaluate" in bar(pilot)


async def test_the_key_bar_of_a_line_that_is_edited(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, FormScreen(ashwell, "front")) as pilot:
        await press(pilot, "enter")
        assert "Enter Keep  Tab Ahead  Ctrl+Z Undo  Esc Back" in bar(pilot)
        await press(pilot, "escape", "slash")
        assert "Esc All rows" in bar(pilot)
        await press(pilot, "escape")
        assert "Enter Edit" in bar(pilot)


# -- leaving moves on


@pytest.mark.parametrize("leaving", ["tab", "enter", "down"])
async def test_the_next_name_goes_into_the_next_field(store: Store, ashwell: str, leaving: str) -> None:
    """After Tab the chair's name replaced the headteacher's."""
    async with opened(store, ashwell, FormScreen(ashwell, "front")) as pilot:
        pilot.app.screen.query_one(Grid).move_to("school/headteacher", "value")
        await press(pilot, *keys("Ann Example"), leaving)
        below = at(pilot)
        await press(pilot, *keys("Bo Sample"), leaving)
        values = store.load(ashwell).values
        assert values["school/headteacher"] == "Ann Example"
        assert below != "school/headteacher"
        assert values[below] == "Bo Sample"
        await press(pilot, "up", "up", "enter", "shift+tab")
        assert at(pilot) != "school/headteacher"


async def test_a_filled_line_is_gone_on_with_and_esc_gives_it_back(store: Store, ashwell: str) -> None:
    store.change(ashwell, [Change("school/headteacher", "Ann Example")])
    async with opened(store, ashwell, FormScreen(ashwell, "front")) as pilot:
        screen = pilot.app.screen
        screen.query_one(Grid).move_to("school/headteacher", "value")
        await press(pilot, *keys("MA"))
        assert screen.query_one(FormulaBar).input.value == "Ann Example MA"
        assert "Esc gives it back" in shown(pilot)
        await press(pilot, "escape")
        assert store.load(ashwell).values["school/headteacher"] == "Ann Example"
        await press(pilot, *keys("MA"), "enter")
        assert store.load(ashwell).values["school/headteacher"] == "Ann Example MA"


async def test_a_filled_figure_that_is_typed_over_stays_in_sight(store: Store, ashwell: str) -> None:
    store.change(ashwell, [Change("progress/reading/1/2010-07", 14.25)])
    async with opened(store, ashwell, ProgressScreen(ashwell)) as pilot:
        await press(pilot, "9")
        assert "was: 14.25 · Esc gives it back" in shown(pilot)
        await press(pilot, "ctrl+z")
        assert pilot.app.screen.query_one(FormulaBar).input.value == "14.25"
        await press(pilot, "escape")
        assert store.load(ashwell).values["progress/reading/1/2010-07"] == 14.25


async def test_tab_goes_through_lines_and_long_texts_alike(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, FormScreen(ashwell, "autumn")) as pilot:
        screen, fields = pilot.app.screen, pilot.app.desk.fields
        assert isinstance(screen, FormScreen)
        typed: dict[str, str] = {}
        while (key := screen.editor.under_cursor().path) not in typed and len(typed) < 12:
            typed[key] = f"text {len(typed)}" if fields[key].kind in {"line", "text"} else ""
            await press(pilot, *keys(typed[key]), "tab")
        assert {"line", "text"} <= {fields[key].kind for key in typed}
        asked = list(fields.of_form(screen.form))
        assert sorted(typed, key=asked.index) == list(typed)
        assert any("/actions/1/" in key for key in typed)
        values = store.load(ashwell).values
        assert all(values.get(key, "").endswith(text) for key, text in typed.items())


async def test_the_front_sheet_does_not_open_on_the_schools_name(store: Store, ashwell: str) -> None:
    name = store.load(ashwell).values["school/name"]
    async with opened(store, ashwell, FormScreen(ashwell, "front")) as pilot:
        assert at(pilot) != "school/name"
        await press(pilot, "x", "enter")
    assert store.load(ashwell).values["school/name"] == name


async def test_a_cell_that_comes_from_a_visit_says_where_to_change_it(store: Store, ashwell: str) -> None:
    store.change(ashwell, [Change(f"{JUDGED}/S1.1/current", "2"), Change("visits/autumn/date", "2010-10-13")])
    async with opened(store, ashwell, SummaryScreen(ashwell)) as pilot:
        pilot.app.screen.query_one(Grid).move_to("S1.1", "current")
        await press(pilot, "3")
        assert note(pilot) == "S1.1 comes from the Autumn visit: change it in the visit's judgements"
        assert store.load(ashwell).values[f"{JUDGED}/S1.1/current"] == "2"


async def test_a_figure_of_the_increase_says_where_it_is_from(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, ProgressScreen(ashwell)) as pilot:
        pilot.app.screen.query_one(Grid).move_to("reading/1", "increase")
        await press(pilot, "3")
        assert "is reckoned from" in note(pilot)


async def test_early_years_begin_on_a_field(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, FormScreen(ashwell, "progress")) as pilot:
        assert at(pilot) in pilot.app.desk.fields
