"""What runs by the clock in the application does not run by itself in a test, however long that takes."""

import pytest


@pytest.fixture(autouse=True)
def no_copy_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siptui.desk.daily_copy.COPY_AFTER", 3600.0)


@pytest.fixture(autouse=True)
def no_proofing_at_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that wants it lets the writer pause."""
    monkeypatch.setattr("screens.writing.proofing_while_writing.PAUSE", 3600.0)
