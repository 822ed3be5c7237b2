"""A line that drops, or a kill, in the midst of a sentence in the vault: it is kept sealed, and stands nowhere else."""

import contextlib
import os
import sys
import time
from pathlib import Path

import pytest

from siptui.store.store import Store
from siptui.vault.place import place_of
from siptui.vault.vault_store import Vault, make, unlock
from support.dropping_line import Line
from support.stores.vaults import CHEAP, CODE, PASSPHRASE, PAST

LEFT, HALF = "Zanzibar was left in its field", "Quagga is half typed"


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, with all folders that programs write to."""
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "TMPDIR", "HOME"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    return tmp_path


def in_the_clear(place: Path, words: str) -> list[str]:
    """The files below a folder in which some words can be read."""
    return [
        name
        for folder, _, names in os.walk(place)
        for name in names
        if words.split()[0].encode() in (Path(folder) / name).read_bytes()
    ]


def drafts_kept(vault: Vault) -> int:
    return sum(path.stat().st_size for path in (vault.folder / "drafts").rglob("*.json"))


@pytest.mark.parametrize("how", ["kill", "hang up", "terminate", "close the window"])
def test_what_is_typed_is_kept_sealed_and_stands_nowhere_else(
    store: Store, ashwell: str, at_home: Path, how: str
) -> None:
    vault = make(store, place_of(store.folder), PASSPHRASE, CODE, CHEAP)
    argv = [sys.executable, "-m", "siptui", "--store", str(store.folder), "open", ashwell]
    with Line(argv, 80, 24) as terminal:
        terminal.await_text("Vault")
        terminal.press(b"v")
        terminal.await_text("passphrase of your vault")
        terminal.press(PASSPHRASE.encode() + b"\r")
        terminal.await_text("CONFIDENTIAL")
        terminal.press(b"\r")
        terminal.await_text("past?")
        terminal.press(b"\x1b[B\r" + LEFT.encode() + b"\x1b")
        end = time.monotonic() + 60
        while unlock(store, vault.folder, PASSPHRASE).load(ashwell).values.get(PAST) != LEFT:
            assert time.monotonic() < end
            terminal.listen(0.2)
        before = drafts_kept(vault)
        terminal.press(b"\x1b[F\r " + HALF.encode())
        while drafts_kept(vault) == before:
            assert time.monotonic() < end
            terminal.listen(0.2)
        terminal.drop(how)
        assert terminal.ends_within(60)
        shown = bytes(terminal.received)
    assert b"\x1b[?1049h" in shown  # all of it on the alternate screen, which no scrollback keeps
    assert shown.index(b"\x1b[?1049h") < shown.index(LEFT.split()[0].encode())
    for words in (LEFT, HALF):
        assert in_the_clear(at_home, words) == []
    assert unlock(store, vault.folder, PASSPHRASE).load(ashwell).values[PAST] == LEFT
    assert drafts_kept(vault) > 0


ENDS_AT_CTRL_T = """
import sys
from textual.app import App

before = App.on_event


async def on_event(self, event):
    if getattr(event, "key", "") == "ctrl+t":
        typed = self.focused.value if hasattr(self.focused, "value") else self.focused.text
        raise RuntimeError(f"met {typed} and did not expect it")
    await before(self, event)


App.on_event = on_event
from siptui.cli import main

main()
"""


def test_a_crash_tells_nothing_of_it(store: Store, ashwell: str, at_home: Path) -> None:
    """What Textual prints of an error by itself has the values of the variables in it."""
    vault = make(store, place_of(store.folder), PASSPHRASE, CODE, CHEAP)
    argv = [sys.executable, "-c", ENDS_AT_CTRL_T, "--store", str(store.folder), "open", ashwell]
    with Line(argv, 80, 24) as terminal:
        terminal.await_text("Vault")
        terminal.press(b"v")
        terminal.await_text("passphrase of your vault")
        terminal.press(PASSPHRASE.encode() + b"\r")
        terminal.await_text("CONFIDENTIAL")
        terminal.press(b"\r")
        terminal.await_text("past?")
        terminal.press(b"\x1b[B\r" + HALF.encode())
        terminal.await_text(HALF)
        with contextlib.suppress(OSError):  # as it ends, its terminal does
            terminal.press(b"\x14")
        assert terminal.ends_within(60)
        _, _, after = bytes(terminal.received).rpartition(b"\x1b[?1049l")
    assert b"siptui met something it did not expect (RuntimeError)" in after
    assert b"Quagga" not in after
    assert in_the_clear(at_home, HALF) == []
    assert vault.folder.is_dir()
