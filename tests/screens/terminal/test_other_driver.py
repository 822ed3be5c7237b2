"""TEXTUAL_DRIVER is honoured: a browser, say, has its terminal elsewhere, and ours steps aside."""

import json
import os
import subprocess
import sys
import time

import pytest
from textual import constants
from textual.drivers.web_driver import WebDriver

from screens.terminal.driver import TerminalDriver
from siptui.app import SiptuiApp
from siptui.store.store import Store

WEB = "textual.drivers.web_driver:WebDriver"


def test_ours_steps_aside(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert issubclass(SiptuiApp(store).get_driver_class(), TerminalDriver)
    monkeypatch.setattr(constants, "DRIVER", WEB)
    chosen = SiptuiApp(store).get_driver_class()
    assert issubclass(chosen, WebDriver)
    assert not issubclass(chosen, TerminalDriver)


def packet(kind: bytes, payload: bytes) -> bytes:
    return kind + len(payload).to_bytes(4, "big") + payload


def test_it_is_served_without_a_terminal(store: Store, ashwell: str) -> None:
    """As `textual-serve` runs it: pipes for a terminal, and packets in them."""
    argv = [sys.executable, "-m", "siptui", "--store", str(store.folder)]
    env = {**os.environ, "TEXTUAL_DRIVER": WEB, "COLUMNS": "80", "ROWS": "24", "TEXTUAL_COLOR_SYSTEM": "truecolor"}
    env.pop("NO_COLOR", None)
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env) as served:
        assert served.stdin is not None
        assert served.stdout is not None
        try:
            shown, end = b"", time.monotonic() + 60
            while (
                b"Ashwell" not in shown and time.monotonic() < end and (more := os.read(served.stdout.fileno(), 4096))
            ):
                shown += more
            assert shown.startswith(b"__GANGLION__\n")
            assert b"Ashwell" in shown
            served.stdin.write(packet(b"M", json.dumps({"type": "quit"}).encode()))
            served.stdin.flush()
            served.communicate(timeout=60)
            assert served.returncode == 0
        finally:
            served.kill()
