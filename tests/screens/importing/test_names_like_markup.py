"""Nothing of a file is read as markup: its name, its sheets' names, its headings and its cells stand as they are."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from textual.pilot import Pilot

from screens.fields.figure_source import FigureSourceScreen
from screens.frame.whole_message import MessageScreen
from screens.grid.grid import Grid
from screens.importing.choice_list import ChoiceScreen
from screens.importing.import_screen import ImportScreen
from screens.importing.password import PasswordScreen
from screens.importing.removing_file import RemovingScreen
from siptui.app import SiptuiApp
from siptui.store.store import Store
from siptui.tracking.preview.file_names_as_kept import NAMED_AFTER
from support.import_read import read_in
from support.names_like_markup import FILE_NAME, NAMES
from support.piloting import note, press, settle, shown

SIZES = [(80, 24), (120, 40)]
BAR, BOLD, CONTROLLED, CLICK, RED, KEY = NAMES
SHEET = f"{BOLD} {BAR}"
READING = "Reading [Dec 10]"


@pytest.fixture
def school(store: Store) -> str:
    return store.add_school(BAR, "primary", "AB")


def book(path: Path, *rows: list[str]) -> Path:
    """A workbook whose sheet has a name that Excel would not give, as other programs do."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "NAMED"
    for row in rows:
        sheet.append(row)
    made.save(path.with_suffix(".made"))
    with zipfile.ZipFile(path.with_suffix(".made")) as before, zipfile.ZipFile(path, "w") as after:
        for each in before.namelist():
            after.writestr(each, before.read(each).replace(b'name="NAMED"', f'name="{SHEET}"'.encode()))
    path.with_suffix(".made").unlink()
    return path


@pytest.fixture
def sent(store: Store) -> Path:
    """A file in the inbox with such a name, sheet, headings and cells."""
    return book(
        store.folder / "inbox" / f"{FILE_NAME}.xlsx",
        [f"Tracking of {BAR}"],
        [],
        ["UPN", "Surname", "Forename", "Year", READING, CONTROLLED, "Writing Dec 10"],
        ["A1", BOLD, CLICK, "3", "2b", KEY, "2c"],
        ["A2", BAR, RED, "3", BOLD, RED, "2b"],
        ["A3", KEY, CONTROLLED, "4", "3c", CLICK, RED],
        ["A4", "Fir", "Dan", BAR, "3c", CLICK, "2c"],
    )


@pytest.fixture
def foreign(store: Store) -> Path:
    """One that cannot be understood."""
    return book(store.folder / "inbox" / f"{FILE_NAME}.xlsx", [BOLD, CLICK], [RED, KEY], [CONTROLLED, BAR])


def flat(text: str) -> str:
    return "".join(text.replace("│", "").split())


def stands(pilot: Pilot[None], *texts: str) -> None:
    """Texts are on the screen as they are, but for where lines end."""
    found = flat(shown(pilot))
    for text in texts:
        assert flat(text) in found, f"{text}\n{shown(pilot)}"


def all_rows(pilot: Pilot[None]) -> str:
    """Every text of the grid, also what is scrolled away or cut."""
    rows = pilot.app.screen.query_one("#view", Grid).rows
    return "\n".join(row.cell(n).text for row in rows for n in range(7))


@pytest.mark.parametrize("size", SIZES)
async def test_choosing(store: Store, school: str, sent: Path, size: tuple[int, int]) -> None:
    app = SiptuiApp(store, school)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        app.push_screen(ImportScreen(school))
        await settle(pilot)
        stands(pilot, BAR, FILE_NAME[:40])
        await press(pilot, "down", "delete")
        assert isinstance(app.screen, RemovingScreen)
        stands(pilot, FILE_NAME[:30])
        await press(pilot, "escape")
        app.push_screen(PasswordScreen(sent.name, again=True))
        await settle(pilot)
        stands(pilot, FILE_NAME[:30])


@pytest.mark.parametrize("size", SIZES)
async def test_every_view(store: Store, school: str, sent: Path, size: tuple[int, int]) -> None:
    app = SiptuiApp(store, school)
    async with app.run_test(size=size) as pilot:
        screen = await read_in(pilot, school, sent)
        stands(pilot, FILE_NAME)
        assert app.screen is screen
        await press(pilot, "4")
        assert SHEET in all_rows(pilot)
        await press(pilot, "1")
        stands(pilot, BAR)
        await press(pilot, "2")
        for name in (BOLD, BAR, CLICK, RED, CONTROLLED, KEY, READING):
            assert name in all_rows(pilot)
        assert SHEET in note(pilot)
        stands(pilot, "[Voluntary", BOLD, BAR)
        screen.query_one("#view", Grid).move_to("5", "E")
        await settle(pilot)
        assert f"{BOLD!r}" in note(pilot)
        await press(pilot, "f5")
        assert isinstance(app.screen, MessageScreen)
        stands(pilot, BOLD)
        await press(pilot, "escape", "enter")
        assert isinstance(app.screen, ChoiceScreen)
        stands(pilot, f"What is {BOLD!r}?", f"Every cell that holds {BOLD!r}")
        await press(pilot, "escape")
        screen.query_one("#view", Grid).move_to("5", "F")
        await press(pilot, "enter")
        assert isinstance(app.screen, ChoiceScreen)
        stands(pilot, f"of {SHEET}", CONTROLLED, KEY, RED)
        await press(pilot, "escape", "3")
        for name in (SHEET, BOLD, RED, BAR):
            assert name in all_rows(pilot)
        await press(pilot, "5", "6")
        assert app.screen is screen


async def test_answered_accepted_and_where_it_came_from(store: Store, school: str, sent: Path) -> None:
    app = SiptuiApp(store, school)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await read_in(pilot, school, sent)
        for _ in range(9):
            assert screen.file.found is not None
            if not screen.file.found.questions:
                break
            question = screen.file.found.questions[0]
            choice = "leave out" if "leave out" in question.choices else question.choices[0]
            screen.file.answer(question.key, choice)
            await settle(pilot)
        screen.file.answer(f"value:{BOLD}", "2b")
        await settle(pilot)
        await press(pilot, "4")
        stands(pilot, f"{BOLD} counts as")
        await press(pilot, "y")
        assert app.screen is not screen
        assert FILE_NAME in note(pilot)
        app.push_screen(FigureSourceScreen(school, "progress/reading/3/2010-12", [BAR]))
        await settle(pilot)
        # The file and the sheet have words of pupils' names in theirs, so their own names are not kept.
        stands(pilot, NAMED_AFTER, f"{BOLD} counts as", READING)


@pytest.mark.parametrize("size", SIZES)
async def test_a_refused_one(store: Store, school: str, foreign: Path, size: tuple[int, int]) -> None:
    app = SiptuiApp(store, school)
    async with app.run_test(size=size) as pilot:
        screen = await read_in(pilot, school, foreign)
        assert screen.file.refused
        stands(pilot, FILE_NAME, BOLD, RED, KEY)
        for name in (BOLD, CLICK, RED, KEY, CONTROLLED, BAR):
            assert name in all_rows(pilot)
        await press(pilot, "1", "enter")
        stands(pilot, FILE_NAME[:40])
