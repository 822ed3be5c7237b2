"""`x` asks where the workbook is to be written; nothing is written, and nothing overwritten, but on a word."""

import threading
from pathlib import Path
from typing import Any

import pytest
from docx2python import docx2python
from textual.pilot import Pilot

from screens.fields.path_input import PathInput
from screens.forms.export_file import ExportScreen, ReplaceScreen, place_of
from screens.forms.what_is_exported import DOCUMENTS, WORKBOOK
from screens.forms.year_summary import SummaryScreen
from screens.frame.whole_message import MessageScreen
from screens.school.school_screen import SchoolScreen
from siptui.app import SiptuiApp
from siptui.documents.identity import identity_of
from siptui.records.change import Change
from siptui.records.problem import Refused
from siptui.store.store import Store
from siptui.workbooks.ours import summary as module
from siptui.workbooks.save import save_bytes
from support.documents.opened_docx import OpenedDocx
from support.piloting import note, press, settle, shown

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that siptui was started in."""
    folder = tmp_path / "mine"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def flat(pilot: Pilot[None]) -> str:
    """What stands in the box on the screen, without spaces."""
    lines = [line.split("│")[1] for line in shown(pilot).splitlines() if line.count("│") == 2]
    return "".join("".join(lines).split())


async def asked(pilot: Pilot[None]) -> ExportScreen:
    """The dialog, over the school."""
    await settle(pilot)
    await press(pilot, "x")
    screen = pilot.app.screen
    assert isinstance(screen, ExportScreen)
    return screen


@pytest.mark.parametrize("size", SIZES)
async def test_folder_and_name_are_shown_whole_and_enter_writes(
    store: Store, ashwell: str, here: Path, size: tuple[int, int]
) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=size) as pilot:
        await asked(pilot)
        assert str(here).replace(" ", "") in flat(pilot)
        assert "ashwell_primary summary.xlsx" in shown(pilot)
        assert not list(here.iterdir())
        await press(pilot, "enter")
        out = here / "ashwell_primary summary.xlsx"
        assert out.exists()
        if isinstance(app.screen, MessageScreen):  # the note has no room for it
            assert f"Wrote{str(out).replace(' ', '')}" in flat(pilot)
            await press(pilot, "escape")
        assert isinstance(app.screen, SchoolScreen)
        assert note(pilot).startswith(f"Wrote {out}")


async def test_a_name_that_ends_in_docx_is_the_note_of_visit(store: Store, ashwell: str, here: Path) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZES[0]) as pilot:
        box = (await asked(pilot)).query_one(PathInput)
        box.hold(f"{here}/note.docx")
        await press(pilot, "enter")
        await settle(pilot)
        with docx2python(here / "note.docx") as read:
            assert "School Improvement Partner note of visit" in read.text
        assert [p.name for p in here.iterdir()] == ["note.docx"]


async def test_a_part_or_a_blank_one_or_one_visit_is_chosen_with_the_arrows(tmp_path: Path, here: Path) -> None:
    store = Store.create(tmp_path / "norfolk", "tester", "norfolk_2010_11")
    school = store.add_school("Ashwell Primary", "primary")
    store.change(school, [Change("visits/autumn/date", "2010-11-09")])
    app = SiptuiApp(store, school)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "down", "x")
        assert "▸ As far as it is filled in" in shown(pilot)
        await press(pilot, "up", "up", "up", "up", "up")
        assert "▸ Part 1, the school's, as far as it is filled in" in shown(pilot)
        for keys in (["enter"], ["x", "down", "enter"], ["up", "x", "down", "down", "enter"]):
            await press(pilot, *keys)
            await settle(pilot)
            if isinstance(app.screen, MessageScreen):  # the note has no room for it
                await press(pilot, "escape")
    start = f"{school} visits autumn"
    names = [f"{school} note autumn.docx", f"{start} blank.docx", f"{start} school.docx"]
    assert sorted(p.name for p in here.iterdir()) == names
    said = [identity_of(OpenedDocx(here / name).properties) for name in names]
    assert [(i.form, i.part, i.blank) for i in said if i] == [
        ("note autumn", "", ""),
        ("visits/autumn", "", "yes"),
        ("visits/autumn", "school", ""),
    ]


async def test_a_name_that_was_typed_stays_whatever_is_chosen(store: Store, ashwell: str, here: Path) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        box = (await asked(pilot)).query_one(PathInput)
        box.hold(f"{here}/mine")
        await press(pilot, "down")
        assert box.value == f"{here}/mine"
        assert "mine.docx" in shown(pilot)
        await press(pilot, "enter")
        await settle(pilot)
    assert [p.name for p in here.iterdir()] == ["mine.docx"]


@pytest.mark.parametrize("when", ["at once", "after typing", "over a file", "asked to replace"])
async def test_esc_never_writes(store: Store, ashwell: str, here: Path, when: str) -> None:
    out = here / "ashwell_primary summary.xlsx"
    if when in {"over a file", "asked to replace"}:
        out.write_text("old")
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot)
        if when == "after typing":
            await press(pilot, *"abc")
        if when == "asked to replace":
            await press(pilot, "enter")
            assert isinstance(app.screen, ReplaceScreen)
            await press(pilot, "escape")
            assert isinstance(app.screen, ExportScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, SchoolScreen)
        assert note(pilot) == "Nothing was written"
    assert [p.read_text() for p in here.iterdir()] == (["old"] if out.exists() else [])


async def test_a_file_that_is_there_is_replaced_only_on_a_word(store: Store, ashwell: str, here: Path) -> None:
    out = here / "ashwell_primary summary.xlsx"
    out.write_text("old")
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        await asked(pilot)
        assert "There is such a file already: 3 B" in shown(pilot)
        await press(pilot, "enter", "enter", "enter", "y", "space")
        assert isinstance(app.screen, ReplaceScreen)
        assert out.read_text() == "old"
        await press(pilot, "n")
        assert isinstance(app.screen, ExportScreen)
        assert out.read_text() == "old"
        await press(pilot, "enter", "r")
        assert out.read_bytes().startswith(b"PK")


async def test_another_name_is_typed_and_completed(store: Store, ashwell: str, here: Path) -> None:
    (here / "Governors 2011").mkdir()
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        box = (await asked(pilot)).query_one(PathInput)
        box.hold(f"{here}/Gov")
        await press(pilot, "tab")
        assert box.value == f"{here}/Governors 2011/"
        assert "give the file a name" in shown(pilot)
        await press(pilot, "enter")
        assert isinstance(app.screen, ExportScreen)
        assert "give the file's name in it too" in " ".join(shown(pilot).replace("│", "").split())
        await press(pilot, *"Part F", "enter")
    assert [p.name for p in (here / "Governors 2011").iterdir()] == ["Part F.xlsx"]


async def test_what_is_wrong_is_said_and_what_was_typed_stays(store: Store, ashwell: str, here: Path) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        box = (await asked(pilot)).query_one(PathInput)
        box.hold(f"{here}/nowhere/f.xlsx")
        await settle(pilot)
        assert "There is no such folder" in shown(pilot)
        await press(pilot, "enter")
        assert isinstance(app.screen, ExportScreen)
        assert "make it, or give another" in " ".join(shown(pilot).replace("│", "").split())
        assert box.value == f"{here}/nowhere/f.xlsx"


async def test_from_the_summary_too(store: Store, ashwell: str, here: Path) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(SummaryScreen(ashwell))
        await asked(pilot)
        await press(pilot, "escape")
        assert isinstance(app.screen, SummaryScreen)


async def test_while_it_is_written_keys_are_answered(
    store: Store, ashwell: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, begun = threading.Event(), threading.Event()
    real = module.write_summary

    def slow(*about: Any, **more: Any) -> list[str]:
        begun.set()
        assert go.wait(30)
        return real(*about, **more)

    monkeypatch.setattr(module, "write_summary", slow)
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await asked(pilot)
        await pilot.press("enter")
        while not begun.is_set():
            await pilot.pause(0.01)
        assert "Writing …" in shown(pilot)
        await pilot.press("enter", "escape", *"xyz")
        assert app.screen is screen
        go.set()
        await settle(pilot)
        assert app.screen is not screen
    assert (here / "ashwell_primary summary.xlsx").exists()


async def test_esc_while_the_store_hangs_writes_nothing(
    store: Store, ashwell: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, begun = threading.Event(), threading.Event()

    async def hangs() -> None:
        begun.set()
        while not go.is_set():
            await pilot.pause(0.01)

    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        with monkeypatch.context() as patch:
            patch.setattr(app.desk, "settled", hangs)
            await pilot.press("x")
            await pilot.pause()
            await pilot.press("enter")
            while not begun.is_set():
                await pilot.pause(0.01)
            assert "Waiting until all that was typed is saved" in shown(pilot)
            await pilot.press("escape")
            go.set()
            await pilot.pause()
        await settle(pilot)
        assert isinstance(app.screen, SchoolScreen)
    assert not list(here.iterdir())


def test_a_file_that_came_meanwhile_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "f.xlsx"
    monkeypatch.setattr("siptui.store.files.export_file.check", lambda out, *_: out)
    out.write_text("theirs")
    with pytest.raises(Refused, match="exists already"):
        save_bytes(b"ours", out, replace=False)
    monkeypatch.setattr(Path, "hardlink_to", lambda *_: (_ for _ in ()).throw(PermissionError()))
    with pytest.raises(Refused, match="exists already"):
        save_bytes(b"ours", out, replace=False)
    assert [p.read_text() for p in tmp_path.iterdir()] == ["theirs"]
    save_bytes(b"ours", tmp_path / "g.xlsx", replace=False)
    assert (tmp_path / "g.xlsx").read_text() == "ours"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("f", "f.xlsx"),
        ("f.xlsx", "f.xlsx"),
        ("f.XLSX", "f.XLSX"),
        ("f.1", "f.1.xlsx"),
        (" f ", "f.xlsx"),
        ("n.docx", "n.docx"),
        ("n.PDF", "n.PDF"),
    ],
)
def test_a_name_gets_its_ending(here: Path, typed: str, name: str) -> None:
    assert place_of(typed, (WORKBOOK, *DOCUMENTS)).path == here / name


def test_names_that_no_file_can_have(here: Path) -> None:
    for typed in ("x" * 300, "a\0b", "~nobody-of-this-name/f"):
        assert not place_of(typed, (WORKBOOK, *DOCUMENTS)).stands
