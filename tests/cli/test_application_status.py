"""The application never leaves with 0 after a failure, and says what it was."""

import sys
from pathlib import Path

import pytest

from siptui.cli.commands.invented_caseload import demo_store
from support.terminal import on_terminal

BROKEN = """
import sys
from screens.caseload.caseload import CaseloadScreen
CaseloadScreen.{method} = lambda self, *_: 1 / 0
from siptui.cli import program
program()
"""


@pytest.mark.parametrize("method", ["show", "ready", "body"])
def test_a_failure_is_said_and_is_no_0(tmp_path: Path, method: str) -> None:
    store = demo_store(tmp_path / "s", "tester", 1)
    argv = [sys.executable, "-c", BROKEN.format(method=method), "--store", str(store.folder), "--as", "tester"]
    status, said = on_terminal(argv)
    assert status == 3
    assert "siptui met something it did not expect" in said
    assert "Traceback" not in said
