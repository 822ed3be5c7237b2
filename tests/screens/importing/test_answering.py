"""What was read is put right by key: columns, values, sheets, questions."""

import threading
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from textual.widgets import Static

from screens.grid.grid import Grid
from screens.importing import reading_file
from screens.importing.choice_list import ChoiceScreen
from screens.importing.take_answers import turn_sheet
from siptui.app import SiptuiApp
from siptui.intake.read_in_child import read_tracking
from siptui.records.change import Change
from siptui.records.problem import Problem
from siptui.records.proposal import Question
from siptui.sheets.problems import Stopped
from siptui.store.store import Store
from siptui.tracking.proposal_types import TrackingProposal
from siptui.tracking.questions.answers_in_words import about, chosen
from siptui.tracking.questions.remembered_answers import kinds
from siptui.tracking.words.questions import ABOUT
from support.import_read import SIZE, read_in
from support.piloting import note, press, settle, shown


async def test_a_columns_meaning_is_chosen_and_taken_back(store: Store, ashwell: str, sent: Path, given) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        await press(pilot, "2")
        screen.query_one("#view", Grid).move_to("4", "F")
        await press(pilot, "enter")
        assert isinstance(app.screen, ChoiceScreen)
        assert "It holds: 9, 8, 7" in shown(pilot)
        app.screen.query_one(Grid).move_to("reading 2011-03")
        await press(pilot, "enter")
        assert app.screen is screen
        assert given[-1] == screen.file.answers == {"means:tracking!F": "reading 2011-03"}
        await press(pilot, "enter", "x")
        assert given[-1] == {"means:tracking!F": "leave out"}
        await press(pilot, "4")
        assert "Column F of tracking means" in shown(pilot)
        await press(pilot, "enter")
        assert given[-1] == screen.file.answers == {}


async def test_a_value_that_was_not_counted_is_given_a_meaning(store: Store, ashwell: str, sent: Path, given) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        await press(pilot, "3")
        assert "Absent" in shown(pilot)
        row = next(r.key for r in screen.query_one("#view", Grid).rows if not r.heading and r.cell(1).text == "G5")
        screen.query_one("#view", Grid).move_to(row)
        await press(pilot, "enter")
        app.screen.query_one(Grid).move_to("2b")
        await press(pilot, "enter")
        assert given[-1] == {"value:A": "2b"}
        await press(pilot, "2")
        screen.query_one("#view", Grid).move_to("5", "G")
        await press(pilot, "enter")
        assert "Every cell that holds 'A'" in shown(pilot)
        app.screen.query_one(Grid).move_to("the column")
        await press(pilot, "enter")
        assert "Column G of tracking" in shown(pilot)
        await press(pilot, "escape")
        assert app.screen is screen


async def test_an_answer_that_does_not_fit_leaves_what_was_read(store: Store, ashwell: str, sent: Path, given) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        before = screen.file.found
        screen.file.answer("value:A", "1c")
        await settle(pilot)
        assert "is no answer to value:A" in shown(pilot)
        await press(pilot, "escape")
        assert app.screen is screen
        assert screen.file.found is before
        assert screen.file.answers == {}


async def test_a_sheet_is_left_out_and_taken_in_again(store: Store, ashwell: str, sent: Path, given) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        await press(pilot, "x")
        assert given[-1] == {}  # the first time shows the sheet that it is about
        assert "pupils from row 4" in note(pilot)
        await press(pilot, "x")
        assert given[-1] == {"sheet:tracking": "leave out"}
        await press(pilot, "x")
        assert given[-1] == screen.file.answers == {}


async def test_what_is_remembered_is_shown_and_asked_again(
    store: Store, ashwell: str, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = "decimals=.2 is c\nnotation:x=points"
    seen: list[object] = []
    store.change(ashwell, [Change("progress/answers", kept)])

    def read(path: Path, framework: Any, fields: Any, record: Any, answers: Any, **more: Any) -> TrackingProposal:
        seen.append(record.get("progress/answers"))
        found = read_tracking(path, framework, fields, record, {}, **more)
        changes = [*found.changes, Change("progress/answers", "notation:x=levels", record.get("progress/answers"))]
        known = {k: v for k, _, v in (line.rpartition("=") for line in str(seen[-1]).splitlines())}
        return structs.replace(found, remembered_used=known, changes=changes)

    monkeypatch.setattr(reading_file, "read_tracking", read)
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        assert "4 shows 2 answers remembered of earlier files" in str(screen.query_one("#told", Static).render())
        await press(pilot, "4")
        assert "In levels such as 2.3" in shown(pilot)
        await press(pilot, "enter")
        assert seen == [kept, "notation:x=points"]
        assert screen.file.found is not None
        assert "In levels such as 2.3" not in shown(pilot)
        await press(pilot, "y")
        assert "3 figures imported" in note(pilot)
        assert store.load(ashwell).values["progress/answers"] == "notation:x=levels"


async def test_esc_says_first_that_answers_would_be_lost(store: Store, ashwell: str, sent: Path, given) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        await press(pilot, "2", "x")
        assert screen.file.answers
        await press(pilot, "escape")
        assert app.screen is screen
        assert note(pilot) == "Esc again leaves the file, and with it 1 answer of yours"
        await press(pilot, "3", "escape")
        assert app.screen is screen
        await press(pilot, "escape")
        assert app.screen is not screen


@pytest.mark.parametrize(
    ("key", "choice", "line"),
    [
        ("decimals", ".0 is c", "In levels such as 2.3 .0 is c"),
        ("means:Year 3!F", "reading 2010-12", "Column F of Year 3 means Reading, December 2010"),
        ("means:Year 3!B", "year", "Column B of Year 3 means Year group"),
        ("sheet:Old", "results", "Sheet Old: its results count"),
        ("value:Z", "2b", "Z counts as 2b"),
        ("unheard of:x", "y", "unheard of:x: y"),
    ],
)
def test_an_answer_is_said_in_words(store: Store, key: str, choice: str, line: str) -> None:
    assert f"{about(key, {})} {chosen(store.framework, key, choice)}" == line


def test_whatever_is_remembered_has_words() -> None:
    assert {key.partition(":")[0] for key in (*kinds().school, *kinds().layout)} <= ABOUT.keys()


async def test_while_the_file_is_read_again_nothing_is_accepted_and_no_answer_is_lost(
    store: Store, ashwell: str, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()
    go.set()
    given: list[dict[str, str]] = []

    def read(path: Path, framework: Any, fields: Any, record: Any, answers: Any, **more: Any) -> TrackingProposal:
        given.append(dict(answers))
        while not go.wait(0.01):
            if more["stop"].is_set():
                raise Stopped(Problem("tracking.csv", "was stopped", code="stopped"))
        return read_tracking(path, framework, fields, record, answers, **more)

    monkeypatch.setattr(reading_file, "read_tracking", read)
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        go.clear()
        screen.file.answer("means:tracking!E", "leave out")
        screen.action_accept()  # with the very next key
        await pilot.pause()
        await pilot.press("y")
        assert app.screen is screen
        assert not store.load(ashwell).values.get("progress/reading/3/2010-12")
        assert "being read again" in note(pilot)
        screen.file.answer("value:N", "leave out")
        await pilot.pause()
        go.set()
        await settle(pilot)
        assert given[-1] == screen.file.answers == {"means:tracking!E": "leave out", "value:N": "leave out"}
        go.clear()
        screen.file.answer("value:N", None)
        await pilot.pause()
        turn_sheet(screen.file, screen.file.found.seen[0])
        await pilot.pause()
        turn_sheet(screen.file, screen.file.found.seen[0])
        await pilot.pause()
        assert screen.file.given == {"means:tracking!E": "leave out"}
        go.set()
        await settle(pilot)
        await press(pilot, "y")
        assert app.screen is not screen


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_long_question_stands_whole_over_its_choices(
    store: Store, ashwell: str, sent: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    asks = "On sheet T rows that may be pupils or may be totals or notes: " + "rows 4 to 9, " * 12 + "which are they?"

    def read(*about: Any, **more: Any) -> TrackingProposal:
        found = read_tracking(*about, **more)
        return structs.replace(
            found, questions=[Question("rows:T", asks, ["pupils", "leave out"], "tracking.csv: T!4", "rows")]
        )

    monkeypatch.setattr(reading_file, "read_tracking", read)
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=size) as pilot:
        await read_in(pilot, ashwell, sent)
        assert asks in " ".join(shown(pilot).split())
        assert "Pupils" in shown(pilot)
