"""Choosing the file to import, and reading it beside the keys."""

import os
import re
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from screens.fields.path_input import PathInput
from screens.frame.help import HelpScreen
from screens.grid.grid import Grid
from screens.importing import reading_file
from screens.importing.file_chooser import FileChooser
from screens.importing.import_screen import ImportScreen
from screens.importing.password import PasswordScreen
from screens.importing.removing_file import RemovingScreen
from screens.school.school_screen import SchoolScreen
from siptui.app import SiptuiApp
from siptui.intake.read_in_child import read_tracking
from siptui.records.problem import Problem
from siptui.sheets.problems import Locked, Stopped
from siptui.store.store import Store
from siptui.tracking.proposal_types import TrackingProposal
from support.piloting import note, press, settle, shown, until

TABLE = "Surname,Forename,Year,Reading Dec 10\nOak,Ann,3,2b\nAsh,Bob,3,2a\n"
SIZE = (100, 30)


@pytest.fixture
def sent(store: Store) -> Path:
    """A file that has arrived in the inbox."""
    path = store.folder / "inbox" / "tracking.csv"
    path.write_text(TABLE)
    return path


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[..., Any]], None]:
    """Has the screen read by another function, which is told all that the reader is."""

    def by(before: Callable[..., Any]) -> None:
        def read(
            path: Path,
            framework: Any,
            fields: Any,
            record: Any,
            answers: Mapping[str, str] | None = None,
            *,
            password: str = "",
            stop: threading.Event | None = None,
            told: Callable[[str], None] | None = None,
            **_: object,
        ) -> TrackingProposal:
            before(password, stop, told)
            return read_tracking(path, framework, fields, record, answers)

        monkeypatch.setattr(reading_file, "read_tracking", read)

    return by


async def importing(pilot: Pilot[None]) -> ImportScreen:
    await settle(pilot)
    await press(pilot, "i")
    screen = pilot.app.screen
    assert isinstance(screen, ImportScreen)
    return screen


async def test_a_file_from_the_inbox_by_two_keys(store: Store, ashwell: str, sent: Path) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await importing(pilot)
        assert "store/inbox" in shown(pilot)
        assert "tracking.csv" in shown(pilot)
        await press(pilot, "down", "enter")
        assert screen.file.found is not None
        assert "tracking.csv: 1 average in 1 year group, of up to 2 pupils" in shown(pilot)
        assert not screen.query_one(FileChooser).display


async def test_tab_completes_and_enter_goes_into_a_folder(store: Store, ashwell: str, tmp_path: Path) -> None:
    (tmp_path / "Schools sent").mkdir()
    (tmp_path / "Schools sent" / "tracking.csv").write_text(TABLE)
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await importing(pilot)
        box = screen.query_one(Input)
        box.value = f"{tmp_path}/Sc"
        await press(pilot, "h", "tab")
        assert box.value == f"{tmp_path}/Schools sent/"
        assert box.has_focus
        await press(pilot, "t", "tab", "tab")
        assert note(pilot) == "That is its whole name: Enter chooses it"
        await press(pilot, "enter")
        assert screen.file.path == tmp_path / "Schools sent" / "tracking.csv"
        await press(pilot, "f")
        assert box.has_focus
        box.value = f"{tmp_path}/Sch"
        await settle(pilot)
        await press(pilot, "down", "enter")
        assert box.value == f"{tmp_path}/Schools sent/"


async def test_a_name_that_is_not_there_is_said_and_can_be_mended(store: Store, ashwell: str, sent: Path) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await importing(pilot)
        screen.query_one(Input).value = "trakking.csv"
        await press(pilot, "tab")
        assert "No file or folder begins so" in note(pilot)
        assert screen.query_one("#files", Grid).rows[0].cell(0).text.endswith("inbox (nothing here begins so)")
        await press(pilot, "enter")
        assert "There is no such file" in note(pilot)
        assert screen.choosing
        screen.query_one(Input).value = "tracking.csv"  # the inbox's own
        await press(pilot, "enter")
        assert screen.file.path == sent


async def test_a_name_that_would_write_to_the_terminal_is_shown_safely(store: Store, ashwell: str) -> None:
    place = store.folder / "inbox"
    (place / "red \x1b[31m {everywhere.nothing} [b].csv").write_text(TABLE)
    unreadable = place / os.fsdecode(b"other bytes \xff.csv")
    unreadable.write_text(TABLE)
    os.utime(unreadable, (1, 1))
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await importing(pilot)
        assert "[31m {everywhere.nothing} [b].csv" in shown(pilot)
        assert "other bytes \N{REPLACEMENT CHARACTER}.csv" in shown(pilot)
        assert "\x1b" not in shown(pilot)
        await press(pilot, "down", "enter")
        assert screen.file.found is not None
        assert "1 average" in shown(pilot)
        assert "\x1b" not in shown(pilot)
        await press(pilot, "f")
        await press(pilot, "down", "down", "enter")  # read, or refused for its name
        assert not screen.choosing
        assert "other bytes \N{REPLACEMENT CHARACTER}.csv" in shown(pilot)


async def test_progress_is_shown_and_esc_stops(store: Store, ashwell: str, sent: Path, reads, monkeypatch) -> None:
    monkeypatch.setattr(reading_file, "LOOK_EVERY", 0.02)
    stopped = threading.Event()

    def slow(_password: str, stop: threading.Event, told: Callable[[str], None]) -> None:
        told("sheet 2 of 5")
        if stop.wait(100):
            stopped.set()
            raise Stopped(Problem("tracking.csv", "was not read to its end", code="stopped"))

    reads(slow)
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await importing(pilot)
        await pilot.press("down", "enter")
        await until(pilot, lambda: "sheet 2 of 5" in note(pilot))
        assert re.fullmatch(r"Reading tracking\.csv · sheet 2 of 5 · \d+ s · Esc stops", note(pilot))
        await press(pilot, "escape")
        assert app.screen is screen
        assert "Stopped" in note(pilot)
        assert stopped.wait(100)
        await settle(pilot)
        assert screen.file.found is None
        await press(pilot, "escape")
        assert isinstance(app.screen, SchoolScreen)
        assert store.load(ashwell).revision == 1


async def test_leaving_stops_the_reading(store: Store, ashwell: str, sent: Path, reads) -> None:
    stopped = threading.Event()

    def slow(_password: str, stop: threading.Event, _told: object) -> None:
        if stop.wait(100):
            stopped.set()

    reads(slow)
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        await importing(pilot)
        await pilot.press("down", "enter")
        await pilot.pause(0.05)
        await pilot.press("ctrl+q")
        assert stopped.wait(100)


async def test_a_locked_file_asks_for_its_password_unseen(store: Store, ashwell: str, sent: Path, reads) -> None:
    tried: list[str] = []

    def locked(password: str, *_: object) -> None:
        tried.append(password)
        if password != "Quince77":
            raise Locked(Problem("tracking.csv", "is password-protected", code="locked"))

    reads(locked)
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await importing(pilot)
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, PasswordScreen)
        await pilot.press(*"wrong")
        await press(pilot, "enter")
        assert "did not open it" in shown(pilot)
        await pilot.press(*"Quince77")
        await pilot.pause()
        assert "Quince77" not in shown(pilot)
        await press(pilot, "enter")
        assert app.screen is screen
        await press(pilot, "y")
        assert tried == ["", "wrong", "Quince77"]
        assert store.load(ashwell).values["progress/reading/3/2010-12"] == 16
    assert not any(b"Quince77" in p.read_bytes() for p in store.folder.rglob("*") if p.is_file())


async def test_a_locked_file_without_its_password_is_not_read(store: Store, ashwell: str, sent: Path, reads) -> None:
    def locked(*_: object) -> None:
        raise Locked(Problem("tracking.csv", "is password-protected", code="locked"))

    reads(locked)
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await importing(pilot)
        await press(pilot, "down", "enter")
        await press(pilot, "escape")
        assert app.screen is screen
        assert "was not read; nothing was changed" in note(pilot)
        assert "Ask the school for the password" in shown(pilot)


async def test_esc_from_choosing_another_file_goes_back_to_the_first(store: Store, ashwell: str, sent: Path) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await importing(pilot)
        await press(pilot, "down", "enter")
        await press(pilot, "f")
        assert screen.choosing
        await press(pilot, "y", "backspace", "escape")
        assert app.screen is screen
        assert "1 average" in shown(pilot)
        assert isinstance(screen.focused, Grid)
        assert store.load(ashwell).revision == 1


async def test_a_file_is_removed_from_the_inbox_after_asking(store: Store, ashwell: str, sent: Path) -> None:
    (sent.parent / "other.csv").write_text(TABLE)
    os.utime(sent.parent / "other.csv", (1, 1))
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await importing(pilot)
        assert "Del Remove" not in shown(pilot)  # where a name is typed, Del is for the name
        await press(pilot, "down")
        assert "Del Remove" in shown(pilot)
        assert note(pilot) == "f goes back to typing a name"
        await press(pilot, "delete")
        assert isinstance(app.screen, RemovingScreen)
        assert "Remove tracking.csv (63 B, " in shown(pilot)
        await press(pilot, "delete", "enter", "escape")
        assert app.screen is screen
        assert sent.exists()
        await press(pilot, "delete", "y")
        assert not sent.exists()
        assert note(pilot) == "tracking.csv is removed from the inbox"
        assert "other.csv" in shown(pilot)
        await press(pilot, "f")
        assert screen.query_one(PathInput).has_focus
        await press(pilot, "down")
        assert [p.name for p in sent.parent.iterdir()] == ["other.csv"]
        await press(pilot, "delete", "n")
        assert (sent.parent / "other.csv").exists()


async def test_what_cannot_be_removed_is_said(store: Store, ashwell: str, sent: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "tracking.csv").write_text(TABLE)
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await importing(pilot)
        await press(pilot, "down", "delete")
        sent.write_text(TABLE * 2)
        await press(pilot, "y")
        assert note(pilot) == "tracking.csv: has arrived anew since it was listed; look at it before it goes"
        assert sent.exists()
        screen.query_one(Input).value = f"{tmp_path}/mine/"
        await settle(pilot)
        await press(pilot, "delete")
        assert app.screen is screen
        assert note(pilot) == "Only what lies in the inbox is removed here"


async def test_del_removes_nothing_once_a_file_is_chosen(store: Store, ashwell: str, sent: Path) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await importing(pilot)
        await press(pilot, "down", "enter", "delete")  # while it is read
        assert app.screen is screen
        await press(pilot, "delete")
        assert app.screen is screen
        assert screen.file.found is not None
        assert sent.exists()


async def test_a_question_mark_asks_for_help_only_where_no_name_is_begun(store: Store, ashwell: str) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await importing(pilot)
        box = screen.query_one(PathInput)
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "escape")
        assert box.value == ""
        await press(pilot, "w", "question_mark", "e")
        assert app.screen is screen
        assert box.value == "w?e"
