"""What a file comes to, seen side by side, put right by key, and accepted."""

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import structs
from textual.widgets import Static

from screens.fields.figure_source import FigureSourceScreen
from screens.grid.grid import Grid
from screens.importing import reading_file
from screens.importing.choice_list import ChoiceScreen
from screens.importing.preview import Preview
from screens.importing.tabs import tabs_of
from screens.importing.take_answers import turn_sheet
from screens.importing.views.not_counted import not_counted, reason_of
from siptui.app import SiptuiApp
from siptui.framework import Framework
from siptui.intake.read_in_child import read_tracking
from siptui.records.change import Change
from siptui.records.problem import Problem, Refused
from siptui.records.proposal import Question
from siptui.records.source import Figure, Source
from siptui.sheets.problems import Stopped
from siptui.store.store import Store
from siptui.tracking.proposal_types import Entry, GroupCell, NotCounted, SheetSeen, TrackingProposal
from siptui.tracking.questions.answers_in_words import about, chosen
from siptui.tracking.questions.remembered_answers import kinds
from siptui.tracking.words.questions import ABOUT
from siptui.tracking.words.reasons import why
from support.import_read import SIZE, read_in
from support.piloting import note, press, settle, shown

TABLE = (
    "Tracking of an invented school\n\n"
    "UPN,Surname,Forename,Year,Reading Dec 10,Rdg wk 9,Writing Dec 10,Mark\n"
    "A1,Oak,Ann,3,2b,9,2c,x\nA2,Ash,Bob,3,2a,8,A,y\nA3,Elm,Cyd,4,3c,7,N,\n"
)
OVERRIDES = ("means:", "sheet:", "value:")


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    path = tmp_path / "tracking.csv"
    path.write_text(TABLE)
    return path


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """The answers of every reading; those that are given without being asked do not reach the reader."""
    found: list[dict[str, str]] = []

    def read(
        path: Path, framework: Any, fields: Any, record: Any, answers: Mapping[str, str], **_: object
    ) -> TrackingProposal:
        found.append(dict(answers))
        if "value:A" in answers and answers["value:A"] == "1c":
            raise Refused(
                Problem("tracking.csv", "'1c' is no answer to value:A", "answer one of: " + "2b, " * 40, code="refused")
            )
        asked = {k: v for k, v in answers.items() if not k.startswith(OVERRIDES)}
        return read_tracking(path, framework, fields, record, asked)

    monkeypatch.setattr(reading_file, "read_tracking", read)
    return found


async def test_the_files_own_rows_under_what_each_column_means(store: Store, ashwell: str, sent: Path) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        await read_in(pilot, ashwell, sent)
        await press(pilot, "2")
        assert "Sheet tracking · headings in row 3, pupils from row 4" in note(pilot)
        lines = shown(pilot).splitlines()
        head = next(n for n, line in enumerate(lines) if line.split()[:3] == ["A", "B", "C"])
        titles = " ".join(lines[head + 1 : head + 4])
        assert "Reading" in titles
        assert "December" in titles
        row = next(line for line in lines if "Oak" in line).split()
        assert row == ["4", "A1", "Oak", "Ann", "3", "2b", "9", "2c", "x"]
        assert any("1 Tracking of an invented school" in line for line in lines)
        await press(pilot, "right", "right", "right", "right")
        assert note(pilot) == "Column E 'Reading Dec 10': Reading December 2010 · Enter changes it"


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


async def test_before_and_after_in_the_form_of_the_progress_grid(store: Store, ashwell: str, sent: Path) -> None:
    store.change(
        ashwell,
        [
            Change("progress/reading/3/2010-12", 15.2),
            Change("progress/reading/4/2010-12", 19),
            Change("progress/reading/3/2010-07", 14),
        ],
    )
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        row = screen.query_one("#view", Grid).row("progress/reading/3")
        assert row is not None
        assert [(row.cell(n).text, row.cell(n).style) for n in (1, 2, 3)] == [
            ("14.0", "dim"),
            ("15.2 → 16.0", "strong"),
            ("–", "dim"),
        ]
        other = screen.query_one("#view", Grid).row("progress/reading/4")
        assert other is not None
        assert (other.cell(2).text, other.cell(2).style) == ("19.0", "dim")
        screen.query_one("#view", Grid).move_to("progress/reading/3", "2010-12")
        await settle(pilot)
        assert note(pilot) == "Reading Year 3, December 2010: 16.00 from 2 pupils; now 15.20"
        await press(pilot, "left")
        assert "nothing in the file" in note(pilot)


async def test_groups_and_notes(store: Store, ashwell: str, sent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    suggestion = "Year 4 boys made 1.2 points since July, girls 2.1: " + "and so on " * 9 + "[b]"
    entry = [Entry("Y1", "D", "KS1", 1, 15.25, 9, "points")]

    def read(*about: Any, **more: Any) -> TrackingProposal:
        found = read_tracking(*about, **more)
        boys = GroupCell("Boys [of/all]", "reading", 3, "2010-12", 15.0, 5)
        girls = GroupCell("Girls", "reading", 3, "2010-12", 13.25, 4)
        return structs.replace(
            found, groups=[boys, girls], notes=["5 pupils have no UPN"], suggestions=[suggestion], entry=entry
        )

    monkeypatch.setattr(reading_file, "read_tracking", read)
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        assert screen.file.found is not None
        screen.file.found.again = "imported before by mr"
        screen._have(first=True)
        assert str(screen.query_one("#told", Static).render()).splitlines()[1:] == [
            "This very file was imported before by mr"
        ]
        await press(pilot, "5")
        assert "15.0 (5)" in shown(pilot)
        assert "Girls" not in shown(pilot)
        assert "13.2" not in shown(pilot)
        assert "groups of fewer than 5 pupils are not shown" in note(pilot)
        screen.query_one("#view", Grid).move_to("Boys [of/all]/reading/3", "2010-12")
        await settle(pilot)
        assert note(pilot) == "Boys [of/all]: 15.00, 5 pupils; all 16.00 (2)"
        await press(pilot, "6")
        assert "5 pupils have no UPN" in shown(pilot)
        assert "Year 1, KS1 (Y1!D): 15.25 points, 9 pupils" in shown(pilot)
        screen.query_one("#view", Grid).move_to("3")
        await press(pilot, "ctrl+c")
        assert app.clipboard == suggestion
        await press(pilot, "enter")
        assert suggestion in " ".join(shown(pilot).replace("│", " ").split())


async def test_accepted_it_says_where_it_came_from_and_one_key_takes_it_back(
    store: Store, ashwell: str, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "progress/reading/3/2010-12"
    source = Source("tracking.csv", "ab" * 32, {path: Figure(["tracking!E Reading Dec 10"], 2)})

    def read(*about: Any, **more: Any) -> TrackingProposal:
        return structs.replace(read_tracking(*about, **more), provenance=source)

    monkeypatch.setattr(reading_file, "read_tracking", read)
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        await read_in(pilot, ashwell, sent)
        await press(pilot, "y")
        assert "tracking.csv: 3 figures imported; Ctrl+Z takes them all back" in note(pilot)
        last = store.load(ashwell).last
        assert (last.source, last.why) == (source, "imported from tracking.csv")
        assert store.load(ashwell).values[path] == 16
        await press(pilot, "ctrl+z")
        assert path not in store.load(ashwell).values


async def test_what_a_file_holds_cannot_write_to_the_terminal(
    store: Store, ashwell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tracking.csv"
    path.write_text("Title ODD\n\nSurname,Forename,Year,Reading Dec 10,ODD\nOak,Ann,3,2b,ODD\nAsh,Bob,3,ODD,ODD\n")

    def read(*about: Any, **more: Any) -> TrackingProposal:
        found = msgspec.json.encode(read_tracking(*about, **more))
        return msgspec.json.decode(found.replace(b"ODD", b"\\u001b[1m{grid.nothing}[b]"), type=TrackingProposal)

    monkeypatch.setattr(reading_file, "read_tracking", read)
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, path)
        for key in "12345":
            await press(pilot, key)
            assert "\x1b" not in shown(pilot)
        await press(pilot, "2")
        assert "Title ␛[1m{grid.nothing}[b]" in shown(pilot)
        for row, column in (("4", "E"), ("5", "D")):
            screen.query_one("#view", Grid).move_to(row, column)
            await press(pilot, "enter")
            assert isinstance(app.screen, ChoiceScreen)
            assert "[1m{grid.nothing}[b]" in shown(pilot)
            assert "\x1b" not in shown(pilot)
            await press(pilot, "escape")


@pytest.mark.parametrize("size", [(80, 24), (40, 8), (20, 5)])
async def test_every_view_draws_at_any_size(store: Store, ashwell: str, sent: Path, size: tuple[int, int]) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=size) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        await pilot.press("1", "end", "2", "end", "3", "4", "5", "2")
        screen.query_one("#view", Grid).move_to("4", "E")
        await press(pilot, "enter")
        assert isinstance(app.screen, ChoiceScreen)


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


async def test_a_file_of_open_questions_says_that_there_is_no_average_yet(
    store: Store, ashwell: str, tmp_path: Path
) -> None:
    path = tmp_path / "tracking.csv"
    path.write_text("UPN,Surname,Forename,Year,Reading Dec 10\nA1,Oak,Ann,3,2.3\nA2,Ash,Bob,3,2.7\n")
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, path)
        assert str(screen.query_one("#told", Static).render()) == (
            "tracking.csv: no average can be told yet; 1 question to answer first"
        )


async def test_a_cell_that_was_not_counted_says_why(store: Store, ashwell: str, sent: Path) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        await press(pilot, "2")
        screen.query_one("#view", Grid).move_to("5", "F")
        await press(pilot, "right")
        assert note(pilot).startswith("G5 'A' is not counted: absent")


async def test_what_waits_for_an_answer_is_not_said_to_be_missing(store: Store, ashwell: str, sent: Path) -> None:
    sent.write_text(TABLE.replace("2a", "Z9"))
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        assert "1 cell holds what is not a level" in shown(pilot)
        assert "Sheet tracking, cell E5 · 3 shows every cell" in shown(pilot)
        assert "more once the questions are answered" in str(screen.query_one("#told", Static).render())
        await press(pilot, "1")
        screen.query_one("#view", Grid).move_to("progress/writing/3", "2010-12")
        await press(pilot, "right")
        assert note(pilot).endswith("nothing from the file before the questions are answered")


def preview_of(found: TrackingProposal, framework: Framework) -> Preview:
    """A file that was read, as its views are given it."""
    return Preview(found, False, "x", framework, {}, {}, str, str, {}, {}, 78)


def test_many_odd_texts_come_under_one_heading(framework: Framework) -> None:
    odd = [NotCounted("T", n, "E", f"see {n} ", why("not_a_level", value=f"see {n}")) for n in range(2, 2002)]
    absent = NotCounted("T", 9, "F", "A", why("disregarded", because="absent"))
    preview = preview_of(TrackingProposal(source="x", not_counted=[*odd, absent]), framework)
    _, rows = not_counted(preview)
    assert [row.cell(0).text for row in rows if row.heading] == [
        "This is not a level (2,000, of which the first 1,000 are shown)",
        "Absent",
    ]
    assert rows[1].cell(2).text == "see 2 "
    assert reason_of(preview, "0", "value").startswith(
        "Sheet T, cell E2, 'see 2', is not counted: 'see 2' is not a level"
    )
    assert len(rows) == 1003


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


def test_the_views_of_a_very_long_file_fit_a_line(framework: Framework) -> None:
    absent = NotCounted("T", 1, "E", "A", why("disregarded", because="absent"))
    found = TrackingProposal(source="x", not_counted=[absent] * 98_765)
    found.seen = [SheetSeen("T", True, None, [1], 2, [], [], [])]
    found.changes = [Change(f"progress/reading/{n}/2010-12", 9) for n in range(96)]
    texts = [
        f" {number}{text.partition('}')[2]} "
        for number, text in enumerate(tabs_of(preview_of(found, framework)).values(), 1)
    ]
    assert texts[2:4] == [" 3 Not counted 98,765 ", " 4 Questions "]
    assert len("".join(texts).rstrip()) <= 80


async def test_incomplete_figures_are_marked_beside_the_figure(store: Store, ashwell: str, sent: Path) -> None:
    sent.write_text(
        TABLE.replace("2a", "Z9")
    )  # A2 has a result in reading that does not count, and is absent in writing
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        screen.file.answer("unknown", "leave out")
        await settle(pilot)
        await press(pilot, "1")
        row = screen.query_one("#view", Grid).row("progress/reading/3")
        assert row is not None
        assert row.cell(2).text == "→ *15.0"
        other = screen.query_one("#view", Grid).row("progress/writing/3")
        assert other is not None
        assert other.cell(2).text == "→ 13.0"
        assert "* 1 is incomplete: a pupil with a result is not counted in it" in shown(pilot)
        screen.query_one("#view", Grid).move_to("progress/reading/3", "2010-12")
        await settle(pilot)
        assert "15.00 from 1 pupil, 1 with a result not counted; now empty" in note(pilot)
        assert screen.file.found is not None
        grid = {(c["subject"], c["year"]): c.get("left_out", 0) for c in screen.file.found.as_json()["grid"]}
        assert (grid["reading", 3], grid["writing", 3]) == (1, 0)
        await press(pilot, "y")
        source = store.load(ashwell).last.source
        assert source is not None
        figures = {path: figure.results_left_out for path, figure in source.figures.items()}
        assert (figures["progress/reading/3/2010-12"], figures["progress/writing/3/2010-12"]) == (1, 0)
        app.push_screen(FigureSourceScreen(ashwell, "progress/reading/3/2010-12", []))
        await settle(pilot)
        assert "1 pupil with a result not counted in it" in shown(pilot)


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


async def test_pupils_who_are_in_no_year_group_are_told_above(store: Store, ashwell: str, sent: Path) -> None:
    sent.write_text(TABLE + "A4,Yew,Dan,,2b,9,2c,\n")
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        while screen.file.found is not None and screen.file.found.questions:
            question = screen.file.found.questions[0]
            screen.file.answer(question.key, "leave out" if "leave out" in question.choices else question.choices[0])
            await settle(pilot)
        assert "1 pupil without a year group is in no figure" in shown(pilot)
