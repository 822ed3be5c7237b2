"""A folder of workbooks and documents that came back, on the screen: one table, taken together or one by one."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from textual.pilot import Pilot

from screens.grid.grid import Grid
from screens.importing.documents.document_screen import DocumentScreen
from screens.importing.folder.folder_screen import FolderScreen
from screens.importing.import_screen import ImportScreen
from siptui.app import SiptuiApp
from siptui.records.change import Change
from siptui.store.store import Store
from siptui.workbooks.export import write_workbook
from support.piloting import note, opened, press, settle, shown
from support.workbooks.returned_workbook import edited, type_over

SCORE, FOCUS = "progress/reading/3/2010-12", "visits/autumn/focus"


def sent(store: Store, school: str, form: str, file: Path, path: str, value: object) -> None:
    """A workbook as it was sent out, and as it came back."""
    its = store.load(school)
    write_workbook(store.fields, its.values, school, its.revision, file, form=form)
    edited(file, lambda book: type_over(book, file, path, value))


@pytest.fixture
def folder(store: Store, ashwell: str, tmp_path: Path) -> Path:
    """Two workbooks of one school, one of another in which both sides changed something, and one of nobody's."""
    bramble = store.add_school("Bramble Infant", "infant", "AB")
    store.change(bramble, [Change(FOCUS, "As sent")])
    folder = tmp_path / "back"
    folder.mkdir()
    sent(store, ashwell, "progress", folder / "a.xlsx", SCORE, 15.5)
    sent(store, ashwell, "visits/autumn", folder / "b.xlsx", FOCUS, "Reading")
    sent(store, bramble, "visits/autumn", folder / "c.xlsx", FOCUS, "Theirs")
    store.change(bramble, [Change(FOCUS, "Ours since")])
    Workbook().save(folder / "z.xlsx")
    return folder


@pytest.fixture
async def pilot(store: Store, folder: Path) -> AsyncIterator[Pilot[None]]:
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await app.push_screen(FolderScreen(folder))
        await settle(pilot)
        yield pilot


def states(pilot: Pilot[None]) -> list[str]:
    return [row.cell(5).text for row in pilot.app.screen.query_one(Grid).rows]


async def test_one_table_says_what_each_would_change(pilot: Pilot[None]) -> None:
    assert states(pilot) == ["take over", "take over", "choose first", "not read"]
    text = shown(pilot)
    assert "4 files in" in text
    assert "2 answers of 2 files to be taken over; 1 answer changed on both sides" in " ".join(text.split())


async def test_together_and_a_second_time_there_is_nothing_new(pilot: Pilot[None], store: Store, ashwell: str) -> None:
    await press(pilot, "y")
    values = store.load(ashwell).values
    assert (values[SCORE], values[FOCUS]) == (15.5, "Reading")
    assert store.load(ashwell).last.why == "imported from b.xlsx"  # each in an edit of its own
    assert note(pilot) == "2 answers of 2 files taken over"
    assert states(pilot) == ["taken over", "taken over", "choose first", "not read"]
    revision = store.load(ashwell).revision
    await press(pilot, "y")
    assert store.load(ashwell).revision == revision


async def test_one_is_left_out(pilot: Pilot[None], store: Store, ashwell: str) -> None:
    await press(pilot, "x")
    assert states(pilot)[:2] == ["leave out", "take over"]
    await press(pilot, "y")
    values = store.load(ashwell).values
    assert SCORE not in values
    assert values[FOCUS] == "Reading"


async def test_a_file_in_which_both_changed_something_is_chosen_in_alone(pilot: Pilot[None], store: Store) -> None:
    await press(pilot, "down", "down", "enter")
    assert isinstance(pilot.app.screen, DocumentScreen)
    await press(pilot, "t", "y")
    assert store.load("bramble_infant").values[FOCUS] == "Theirs"
    assert isinstance(pilot.app.screen, FolderScreen)
    assert states(pilot)[2] == "nothing new"


async def test_what_is_not_read_says_why(pilot: Pilot[None]) -> None:
    await press(pilot, "end", "ctrl+end", "enter")
    assert "z.xlsx" in shown(pilot)
    await press(pilot, "escape", "escape")
    assert not isinstance(pilot.app.screen, FolderScreen)


async def test_it_is_come_to_from_the_choice_of_a_file(store: Store, folder: Path, ashwell: str) -> None:
    inbox = store.folder / "inbox"
    inbox.mkdir(exist_ok=True)
    (folder / "a.xlsx").rename(inbox / "a.xlsx")
    async with opened(store, ashwell, ImportScreen(ashwell)) as pilot:
        await press(pilot, "f4")
        assert isinstance(pilot.app.screen, FolderScreen)
        assert states(pilot) == ["take over"]
        await press(pilot, "escape")
        await press(pilot, *f"{folder}/", "f4")
        assert states(pilot) == ["take over", "choose first", "not read"]


async def test_an_empty_folder_says_so(store: Store, tmp_path: Path) -> None:
    app = SiptuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await app.push_screen(FolderScreen(tmp_path))
        await settle(pilot)
        assert "holds no workbook or document" in note(pilot)


@pytest.mark.parametrize("size", ["80x24", "120x40"])
def test_look(snap_compare, store: Store, folder: Path, size: str) -> None:
    app = SiptuiApp(store)

    async def walk(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await app.push_screen(FolderScreen(folder))
        await settle(pilot)

    width, height = map(int, size.split("x"))
    assert snap_compare(app, terminal_size=(width, height), run_before=walk)
