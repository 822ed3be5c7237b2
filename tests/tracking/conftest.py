"""Files are understood in the tests' own process, by the very code of the reader's: a tenth of a second less each.

What the process itself does is for tests/intake and tests/sheets; a test marked `apart` has one too.
"""

import os
import tempfile
import threading
from collections.abc import Callable

import pytest

from siptui.intake import limits, read_in_child
from siptui.intake.child_process import _Worker


class ReadingHere(read_in_child.Reading):
    """In the place of `Reading`, where it does not matter that a process stands between."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __exit__(self, *_: object) -> None:
        """There is no process to end."""

    def _said(self, request: bytes, stop: threading.Event | None, told: Callable[[str], None] | None) -> bytes:
        with tempfile.TemporaryFile() as out:
            _Worker(os.dup(out.fileno())).answer(request)
            out.seek(0)
            said = out.read()
        for line in said.partition(limits.ANSWER)[0].splitlines() if told else ():
            told(line.removeprefix(limits.TOLD).decode())
        return said


@pytest.fixture(autouse=True)
def read_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "apart" not in request.keywords:
        monkeypatch.setattr(read_in_child, "Reading", ReadingHere)
