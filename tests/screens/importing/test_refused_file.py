"""A file that is refused: why, over its own first rows, and what can be said of them until it can be read."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from textual.command import DiscoveryHit
from textual.pilot import Pilot

from screens.caseload.command_palette import Finder
from screens.frame.whole_message import MessageScreen
from screens.grid.grid import Grid
from screens.importing import reading_file
from screens.importing.choice_list import ChoiceScreen
from screens.importing.views import refused_file
from siptui.app import SiptuiApp
from siptui.framework import Framework
from siptui.intake.read_in_child import Unusable, read_tracking
from siptui.records.change import Record
from siptui.records.problem import Facts, Place, Problem
from siptui.sheets.open_file import open_sheets
from siptui.store.store import Store
from siptui.tracking.preview.refused_file import glimpse
from siptui.tracking.words.problems import problem
from support.import_read import SIZE, read_in
from support.piloting import note, press, shown
from support.spreadsheets.small_tables import xlsx

FOREIGN = "Ours\n\nRef,Bairn,Klasse,Lot\nP1,Oak,Y3,2b\nP2,Ash,Y3,2a\n"
TWICE = "UPN,Surname,Forename,Year,Reading Dec 10\n" + "A1,Oak,Ann,3,2b\nA2,Ash,Bob,3,2a\n" * 2


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    path = tmp_path / "tracking.csv"
    path.write_text(FOREIGN)
    return path


def told(pilot: Pilot[None]) -> str:
    return " ".join(str(pilot.app.screen.query_one("#told").render()).split())


async def say(pilot: Pilot[None], column: str, means: str) -> None:
    """Say what a column of the sheet means."""
    pilot.app.screen.query_one(Grid).move_to("4", column)
    await press(pilot, "enter")
    assert isinstance(pilot.app.screen, ChoiceScreen)
    pilot.app.screen.query_one(Grid).move_to(means)
    await press(pilot, "enter")


async def test_the_reason_stands_over_the_files_own_rows(store: Store, ashwell: str, sent: Path) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        await read_in(pilot, ashwell, sent)
        assert "tracking.csv: holds no table of pupils with results" in told(pilot)
        assert "A heading row with UPN or surname" in told(pilot)
        assert "Nothing was changed. Enter on a column says what it means" in told(pilot)
        assert "no heading row for pupils was found" in note(pilot)
        rows = [line.split() for line in shown(pilot).splitlines()]
        assert ["4", "P1", "Oak", "Y3", "2b"] in rows
        assert app.screen.query_one(Grid).cursor_row_key == "3"


async def test_it_is_told_column_by_column_and_then_read(store: Store, ashwell: str, sent: Path) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        await say(pilot, "B", "surname")
        assert app.screen is screen
        assert screen.file.refused
        assert "holds no table" in told(pilot)
        assert "4 Your answers 1" in shown(pilot)
        assert screen.query_one("#view", Grid).columns[2].title.split() == ["B", "Surname"]
        await say(pilot, "C", "year")
        assert not screen.file.refused
        assert screen.file.found is not None
        (question,) = screen.file.found.questions  # what the levels in the column that is left are
        screen.query_one("#view", Grid).move_to(f"{question.key}=reading 2010-12")
        await press(pilot, "enter")
        assert "1 average in 1 year group, of up to 2 pupils" in told(pilot)
        assert "1 Changes 1" in shown(pilot)
        await press(pilot, "y")
        assert store.load(ashwell).values["progress/reading/3/2010-12"] == 16


async def test_an_answer_is_taken_back(store: Store, ashwell: str, sent: Path) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        await say(pilot, "B", "surname")
        await press(pilot, "escape")
        assert app.screen is screen
        assert "Esc again leaves the file, and with it 1 answer of yours" in note(pilot)
        await press(pilot, "4")
        assert "Column B of tracking means" in shown(pilot)
        await press(pilot, "enter")
        assert screen.file.answers == {}
        assert "Your answers" not in shown(pilot)
        assert "Bairn" in shown(pilot)
        await press(pilot, "escape")
        assert app.screen is not screen


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> list[Problem]:
    """What is wrong with a file, whatever stands in it: rows that are alike."""
    problems: list[Problem] = []

    def read(
        path: Path, framework: Framework, _: object, record: Record, answers: Mapping[str, str], **__: object
    ) -> None:
        seen, remembered = glimpse(open_sheets(path), framework, record, answers, problems)
        raise Unusable(*problems, seen=seen, remembered=remembered)

    monkeypatch.setattr(reading_file, "read_tracking", read)
    return problems


def alike(row: int, other: int) -> Problem:
    facts: Facts = {"other_row": other, "other_sheet": "tracking"}
    place = Place("tracking", "A", row)
    return Problem(f"tracking.csv: {place}", f"row {row} is as row {other}", "delete one", facts, place, code="alike")


async def test_a_sheet_is_left_out_and_nothing_can_be_accepted(
    store: Store, ashwell: str, sent: Path, refused: list[Problem]
) -> None:
    sent.write_text(TWICE)
    refused += [alike(4, 2), alike(5, 3)]
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        assert "tracking!A4: row 4 is as row 2" in told(pilot)
        assert "1 shows all 2" in told(pilot)
        bar = shown(pilot).splitlines()[-1]
        assert "x Skip sheet" in bar
        assert "Yes, import" not in bar
        offered = [hit.text async for hit in Finder(screen).discover() if isinstance(hit, DiscoveryHit)]
        assert "Skip sheet" in offered
        assert "Yes, import" not in offered
        await press(pilot, "y", "3", "5", "6")
        assert app.screen is screen
        assert "Surname" in shown(pilot)
        await press(pilot, "x")
        assert screen.file.answers == {"sheet:tracking": "leave out"}
        assert "left out, as you said" in note(pilot)
        await press(pilot, "x")
        assert screen.file.answers == {}
        await press(pilot, "1")
        assert "tracking!A5" in shown(pilot)
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, MessageScreen)
        assert "row 5 is as row 3" in shown(pilot)
    assert store.load(ashwell).revision == 1


async def test_the_rows_that_the_reason_names_are_shown_and_marked(
    store: Store, ashwell: str, sent: Path, refused: list[Problem]
) -> None:
    refused.append(alike(80, 57))
    rows = [f"A{n},Oak{n},Ann,3,2b" for n in range(2, 81)]
    rows[-1] = rows[55]  # row 80 as row 57
    sent.write_text("\n".join([TWICE.partition("\n")[0], *rows]))
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        assert "row 80 is as row 57" in told(pilot)
        grid = screen.query_one("#view", Grid)
        assert (grid.cursor_row_key, grid.view.cell.text) == ("80", "A57")
        lines = [line[1:].rstrip(" █│") for line in shown(pilot).splitlines()]  # beside the mark of the cursor's row
        assert any(line.split() == ["80", "A57", "?", "Oak57", "Ann", "3", "2b"] for line in lines)
        assert "… rows 60 to 77 …" in [line.strip() for line in lines]
        marked = [(row.key, row.cell(1).text) for row in grid.rows if "finding" in row.cell(1).style]
        assert marked == [("57", "A57"), ("80", "A57")]
        assert [row.key for row in grid.rows if not row.heading][22:30] == ["23", "24", *map(str, range(55, 60)), "78"]
        grid.move_to("57", "A")
        await press(pilot, "right", "left")
        assert note(pilot).startswith("A57: row 80 is as row 57")
        await press(pilot, "1")
        assert note(pilot) == "Enter shows a line whole; f chooses another file"


async def test_what_is_remembered_can_be_taken_back_where_it_makes_a_file_refused(
    store: Store, ashwell: str, tmp_path: Path
) -> None:
    """Last term the second of two sheets was left out; in this term's file of the same form it alone has pupils."""
    head, *pupils = (line.split(",") for line in TWICE.split("\n")[:3])
    store.change(
        ashwell,
        read_tracking(
            xlsx(tmp_path / "last.xlsx", {"Now": [head, *pupils], "Old": [head, *pupils]}),
            store.framework,
            store.fields,
            {},
            {"sheet:Old": "leave out"},
        ).changes,
    )
    path = xlsx(tmp_path / "this.xlsx", {"Now": [head], "Old": [head, *pupils]})
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, path)
        assert screen.file.refused
        assert "holds no pupils" in told(pilot)
        assert "4 shows what is remembered" in told(pilot)
        assert "4 Your answers 1" in shown(pilot)
        await press(pilot, "2", "s")
        assert "Old · left out, as you said · x takes it in" in note(pilot)
        await press(pilot, "4")
        assert "Sheet Old:" in shown(pilot)
        assert screen.query_one("#view", Grid).rows[1].cell(1).text == "left out"
        await press(pilot, "enter")
        assert not screen.file.refused
        assert "1 average in 1 year group, of up to 2 pupils" in told(pilot)


async def test_what_could_not_be_opened_has_no_views_and_no_sheets(store: Store, ashwell: str, tmp_path: Path) -> None:
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, path)
        assert told(pilot).startswith("damaged.xlsx: is damaged")
        assert "damaged.xlsx was not read; nothing was changed · f chooses another file" in note(pilot)
        bar = shown(pilot).splitlines()[-1]
        assert bar.split()[:2] == ["f", "File"]
        await press(pilot, "2", "s", "x", "1", "enter")
        assert app.screen is screen
        assert screen.file.answers == {}
        await press(pilot, "f")
        assert screen.choosing
        await press(pilot, "escape")
        assert told(pilot).startswith("damaged.xlsx: is damaged")


@pytest.mark.parametrize("size", [(80, 24), (40, 8), (20, 5)])
async def test_it_draws_at_any_size(store: Store, ashwell: str, sent: Path, size: tuple[int, int]) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=size) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        await press(pilot, "1", "2", "end", "s", "x", "4")
        assert app.screen is screen


async def test_its_name_and_rows_cannot_write_to_the_terminal(store: Store, ashwell: str, tmp_path: Path) -> None:
    path = tmp_path / "red \x1b[31m {grid.nothing} [b].csv"
    path.write_text("{grid.nothing},[b]\nx,y\n")
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        await read_in(pilot, ashwell, path)
        assert "[31m {grid.nothing} [b].csv: holds no table" in told(pilot)
        for key in ("1", "2", "x"):
            await press(pilot, key)
            assert "\x1b" not in shown(pilot)
        assert any(line[1:].split() == ["1", "{grid.nothing}", "[b]"] for line in shown(pilot).splitlines())


async def test_a_columns_title_is_as_short_as_can_be(store: Store, ashwell: str, sent: Path) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        await say(pilot, "B", "surname")
        await say(pilot, "A", "leave out")
        await press(pilot, "2")
        await say(pilot, "C", "year")
        await press(pilot, "2")
        titles = [" ".join(each.title.split()) for each in screen.query_one("#view", Grid).columns]
        assert titles[1:] == ["A Left out, as you said", "B Surname", "C Year group", "D Not understood"]


def test_what_to_do_names_no_option_of_the_command_line() -> None:
    found = problem("tracking.csv", "no_table", sheets="T")
    assert "--answer" in found.line()
    assert "--" not in refused_file.line(found)
    assert "say what a column means" in refused_file.line(found)
