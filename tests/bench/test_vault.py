"""The vault's figures: opening it beside a bare scrypt of the same cost, a field saved beside the store's own floor."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from siptui.records.change import Change
from siptui.store.store import Store
from siptui.vault.keys.passphrase_key import Cost, slow_key
from siptui.vault.vault_store import make, unlock
from support.stores.vaults import CHEAP, CODE, PASSPHRASE, PAST

pytestmark = pytest.mark.bench
ROUNDS, OPENINGS = 200, 7


def timed(act: Callable[[], object]) -> float:
    """Milliseconds."""
    begin = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - begin)


def test_opening_costs_little_more_than_its_scrypt(store: Store, ashwell: str, tmp_path: Path) -> None:
    vault = make(store, tmp_path / "vault", PASSPHRASE, CODE)
    pairs = [
        (
            timed(lambda: unlock(store, vault.folder, PASSPHRASE).load(ashwell)),
            timed(lambda: slow_key(PASSPHRASE, b"0" * 16, Cost())),
        )
        for _ in range(OPENINGS)
    ]
    ratio = statistics.median(ours / bare for ours, bare in pairs)
    ours, bare = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
    print(f"\nopening a vault  {ours:.0f} ms   bare scrypt {bare:.0f} ms   ratio {ratio:.2f} (at most 1.20)")
    assert ratio <= 1.20


def test_a_field_saved_beside_the_floor(store: Store, ashwell: str, tmp_path: Path) -> None:
    """The floor: the same bytes written, synced and renamed, and one line appended and synced."""
    vault = make(store, tmp_path / "vault", PASSPHRASE, CODE, CHEAP)
    vault.change(ashwell, [Change(PAST, "It went well. " * 400)])
    record = vault.engine.place(ashwell).read_bytes()
    log = os.open(tmp_path / "log", os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def floor() -> None:
        fd = os.open(tmp_path / "new", os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
        os.write(fd, record)
        os.fsync(fd)
        os.close(fd)
        (tmp_path / "new").rename(tmp_path / "record")
        fd = os.open(tmp_path, os.O_RDONLY)
        os.fsync(fd)
        os.close(fd)
        os.write(log, b"x" * 300 + b"\n")
        os.fsync(log)

    pairs = []
    for number in range(ROUNDS):
        change = [Change("htpm1/contact", f"number {number}")]
        pairs.append((timed(lambda change=change: vault.change(ashwell, change)), timed(floor)))  # type: ignore[misc]
    ratio = statistics.median(ours for ours, _ in pairs) / statistics.median(bare for _, bare in pairs)
    print(f"\na field saved in a vault   {ratio:.2f} of its floor (at most 2.50)")
    assert ratio <= 2.50


def test_a_start_without_a_vault_imports_no_cryptography(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "siptui", "--store", str(tmp_path / "s"), "init"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "cryptography" not in said.stderr
