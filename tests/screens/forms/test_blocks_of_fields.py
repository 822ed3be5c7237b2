"""Blocks of fields copied, pasted and cleared in the program's own grids, each as one edit."""

import base64
import sys
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from screens.caseload.caseload import CaseloadScreen
from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.forms.progress import ProgressScreen
from screens.forms.year_summary import SummaryScreen
from screens.grid.grid import Grid
from siptui.app import SiptuiApp
from siptui.records.change import Change
from siptui.store.store import Store
from support.piloting import note, opened, press, settle, shown, until
from support.terminal import Terminal

JUDGED = "visits/autumn/judgements"


async def paste(pilot: Pilot[None], text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()
    await settle(pilot)


async def at_once(pilot: Pilot[None], *given: str | events.Paste) -> None:
    """Keys and pastes as they come in one packet."""
    for each in given:
        key = events.Key(each, each if len(each) == 1 else None) if isinstance(each, str) else each
        pilot.app.post_message(key)
    await pilot.pause(0.01)
    await until(pilot, pilot.app.key_turns.all_done)
    await settle(pilot)


async def test_judgements_go_out_and_come_back(store: Store, ashwell: str) -> None:
    store.change(
        ashwell,
        [
            Change(f"{JUDGED}/S1.1/current", "2"),
            Change(f"{JUDGED}/S1.1/agreement", "green"),
            Change(f"{JUDGED}/S1.1/evaluation", 'Says "good"\n\tand is'),
        ],
    )
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        await press(pilot, "f8", "end", "ctrl+c")
        assert pilot.app.clipboard == '2\t\tgreen\t\t"Says ""good""\n\tand is"'
        assert note(pilot) == "5 cells copied"
        await press(pilot, "escape", "home", "right", "right", "down", "ctrl+v")
        assert note(pilot) == "3 cells pasted; Ctrl+Z takes them back"
        values = store.load(ashwell).values
        for column in ("current", "agreement", "evaluation"):
            assert values[f"{JUDGED}/S1.2/{column}"] == values[f"{JUDGED}/S1.1/{column}"]
        assert store.load(ashwell).last.why == "pasted"
        await press(pilot, "ctrl+z")
        assert not any(path.startswith(f"{JUDGED}/S1.2/") for path in store.load(ashwell).values)


async def test_one_cell_fills_a_block_and_a_block_is_cleared(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        grid = pilot.app.screen.query_one(Grid)
        rows = [row.key for row in grid.rows if not row.heading][:3]
        await press(pilot, "2", "ctrl+c", "shift+down", "shift+down", "shift+right", "ctrl+v")
        filled = {f"{JUDGED}/{row}/{column}" for row in rows for column in ("current", "target")}
        values = store.load(ashwell).values
        assert {path for path in values if path.startswith(JUDGED)} == filled
        assert {values[path] for path in filled} == {"2"}
        await press(pilot, "delete")
        assert note(pilot) == "6 cells cleared; Ctrl+Z takes them back"
        assert not any(path.startswith(JUDGED) for path in store.load(ashwell).values)
        await press(pilot, "ctrl+z")
        assert {path for path in store.load(ashwell).values if path.startswith(JUDGED)} == filled


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('2\t"cut o', "is missing"),
        ("nine", "not on the scale"),
        ("x" * 1_000_001 + "\t", "1,000,002 characters"),
    ],
)
async def test_what_does_not_fit_is_refused_in_words(store: Store, ashwell: str, text: str, why: str) -> None:
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn"), size=(120, 40)) as pilot:
        await paste(pilot, text)
        assert why in note(pilot)
        assert "nothing was changed" in note(pilot)
        assert store.load(ashwell).revision == 1


async def test_values_as_the_form_shows_them(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        await paste(pilot, "2 Good\t1\tG\tAmber\r\n")
        values = store.load(ashwell).values
        assert [values[f"{JUDGED}/S1.1/{c}"] for c in ("current", "target", "agreement", "progress")] == [
            *("2", "1", "green", "amber")
        ]
        pilot.app.push_screen(SummaryScreen(ashwell))
        await settle(pilot)
        pilot.app.screen.query_one(Grid).move_to("E13", "current")
        await paste(pilot, "3 Satisfactory\t2\t12 Oct 10\t–")
        values = store.load(ashwell).values
        assert [values[f"summary/E13/{c}"] for c in ("current", "target", "date")] == ["3", "2", "2010-10-12"]


async def test_names_stay_where_they_are(store: Store, ashwell: str) -> None:
    """A whole line comes back with its name and its increase; neither is written into a field."""
    store.change(ashwell, [Change("progress/reading/1/2010-07", 9.125), Change("progress/reading/1/2011-07", 12.5)])
    async with opened(store, ashwell, ProgressScreen(ashwell), size=(120, 40)) as pilot:
        await press(pilot, "home", "shift+end", "ctrl+c")
        assert pilot.app.clipboard.startswith("Year 1\t9.125\t")
        assert "\t3.375" in pilot.app.clipboard
        await paste(pilot, pilot.app.clipboard.replace("9.125", "10"))
        assert "Paste over 1 filled cell" in shown(pilot)
        await press(pilot, "y")
        assert store.load(ashwell).values["progress/reading/1/2010-07"] == 10
        await paste(pilot, "Year 2\t10")
        assert "is not filled in here" in shown(pilot)
        await press(pilot, "escape")
        pilot.app.push_screen(FormScreen(ashwell, "front"))
        await settle(pilot)
        pilot.app.screen.query_one(Grid).move_to("school/headteacher", "label")
        await paste(pilot, "Headteacher\tMs Teal")
        assert store.load(ashwell).values.get("school/headteacher") != "Headteacher"
        pilot.app.push_screen(JudgementScreen(ashwell, "autumn"))
        await settle(pilot)
        await press(pilot, "home", "delete")
        await paste(pilot, "S1.1\tsome other name")
        assert "Nothing of this can be pasted here" in shown(pilot)
        await press(pilot, "y", "escape")
        assert note(pilot) == "Nothing was pasted"


async def test_a_required_field_is_not_cleared_with_the_rest(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, FormScreen(ashwell, "front")) as pilot:
        await press(pilot, "ctrl+a", "delete")
        assert "may not be empty" in note(pilot)
        assert store.load(ashwell).revision == 1


async def test_keys_and_a_paste_in_one_packet(store: Store, ashwell: str) -> None:
    app = SiptuiApp(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.desk.open(ashwell)
        await app.push_screen(ProgressScreen(ashwell))
        await pilot.pause()
        await at_once(pilot, "down", "right", events.Paste("1\t2\r3\t4\r"), "up", "left", events.Paste("9"), "down")
        values = store.load(ashwell).values
        found = {path.removeprefix("progress/reading/"): v for path, v in values.items() if "reading" in path}
        assert sorted(found.values()) == [1, 2, 3, 4, 9]
        assert found["1/2010-07"] == 9
        await at_once(pilot, "ctrl+home", "f8", "down", "right", "ctrl+c", "delete", "ctrl+v")
        assert {p: v for p, v in store.load(ashwell).values.items() if "reading" in p} == {
            f"progress/reading/{path}": value for path, value in found.items()
        }


async def test_a_filter_typed_at_once(store: Store, ashwell: str) -> None:
    store.add_school("Birch Infant", "infant", "CD")
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await at_once(pilot, "slash", *"bir", "enter", "f6", "escape", "right", "f6", "f6")
        grid = app.screen.query_one(Grid)
        assert [row.key for row in grid.rows] == ["birch_infant", ashwell]  # by SIP, downwards
        assert isinstance(app.screen, CaseloadScreen)
        assert "by name" not in note(pilot)
        await press(pilot, "s")
        assert "by SIP" in note(pilot)


async def test_judgements_are_filtered_by_what_is_written(store: Store, ashwell: str) -> None:
    store.change(ashwell, [Change(f"{JUDGED}/S1.2/evaluation", "Attendance of boys")])
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(JudgementScreen(ashwell, "autumn"))
        await press(pilot, "slash", *"of boys", "enter")
        grid = app.screen.query_one(Grid)
        assert [row.key for row in grid.rows if not row.heading] == ["S1.2"]
        assert grid.rows[0].heading
        await press(pilot, "1", "escape")
        assert len(grid.rows) > 3
        assert isinstance(app.screen, JudgementScreen)


def test_copying_in_a_real_terminal(store: Store, ashwell: str) -> None:
    argv = [sys.executable, "-m", "siptui", "--store", str(store.folder), "--as", "tester"]
    with Terminal([Path(argv[0]), *argv[1:]], 80, 24) as terminal:
        terminal.wait_for("Ashwell")
        terminal.quiet()
        terminal.press(b"\x1b[19~\x1b[C\x03", 0.8)
        assert b"\x1b]52;c;" + base64.b64encode(b"Ashwell Primary\tAB") in terminal.received
        assert any("2 cells copied" in line for line in terminal.screen.display)
