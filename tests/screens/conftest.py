"""What runs by the clock in the application does not run by itself in a test, however long that takes."""

import pytest

from support.piloting import read_styles_once, wait_quickly


@pytest.fixture(autouse=True)
def no_copy_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siptui.desk.daily_copy.COPY_AFTER", 3600.0)


@pytest.fixture(autouse=True)
def no_proofing_at_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that wants it lets the writer pause."""
    monkeypatch.setattr("screens.writing.proofing_while_writing.PAUSE", 3600.0)


@pytest.fixture(autouse=True)
def previews_wait_for_no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screens.frame.preview.PAUSE", 0.0)


@pytest.fixture(autouse=True)
def waits_are_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    wait_quickly(monkeypatch)


@pytest.fixture(autouse=True)
def memory_is_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a process that goes through hundreds of applications it takes ten times as long as in one of its own."""
    monkeypatch.setattr("screens.terminal.garbage_collection.WORTH", 1_000_000_000)


@pytest.fixture(autouse=True)
def styles_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read_styles_once(monkeypatch)
