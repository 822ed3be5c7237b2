"""Known sentences in every field of a vault's forms, and then every byte of everything else searched for them."""

import os
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from siptui.framework.places import ANY
from siptui.records.change import Change
from siptui.records.values import NOT_TYPED
from siptui.store.store import Store
from siptui.vault.place import place_of
from siptui.vault.vault_store import Vault, make, unlock
from support.shell import Shell
from support.stores.vaults import CHEAP, CODE, PASSPHRASE

KNOWN = "Zanzibar"  # in every sentence
CODES = ("utf-8", "utf-16-le", "utf-16-be")


def sentences(vault: Vault) -> list[Change]:
    """A sentence of its own in every field of words."""
    found = []
    for form in vault.fields.forms:
        for number, (path, field) in enumerate(vault.fields.of_form(form).items()):
            if field.kind not in NOT_TYPED and field.kind in ("text", "line"):
                found.append(Change(path.replace(ANY, "1"), f"{KNOWN} {form.key} sentence {number}"))
    return found


def holding(place: Path) -> list[str]:
    """The files below a folder in which the known word stands, as it is or as other programs write text."""
    found = []
    for folder, _, names in os.walk(place):
        for name in names:
            if any(KNOWN.encode(code) in data for data in contents(Path(folder) / name) for code in CODES):
                found.append(name)
    return found


def contents(file: Path) -> list[bytes]:
    """The bytes of a file, and of each file packed in it."""
    if not zipfile.is_zipfile(file):
        return [file.read_bytes()]
    with zipfile.ZipFile(file) as archive:
        return [file.read_bytes(), *(archive.read(name) for name in archive.namelist())]


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, with all folders that programs write to."""
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "TMPDIR", "HOME"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setattr("tempfile.tempdir", None)
    return tmp_path


def test_no_byte_of_it_is_anywhere_else(store: Store, ashwell: str, at_home: Path) -> None:
    tmp_path = at_home
    vault = make(store, place_of(store.folder), PASSPHRASE, CODE, CHEAP)
    changes = sentences(vault)
    assert len(changes) > 30
    for change in changes:
        vault.change(ashwell, [change])
    vault.undo(ashwell)
    key, out = tmp_path / "passphrase", tmp_path / "out"
    key.write_text(PASSPHRASE)
    out.mkdir()
    shell = Shell(store.folder)
    unlocked = ("vault", "--passphrase-file", str(key))
    said = [
        shell("review"),
        shell("find", KNOWN),
        shell("dump"),
        shell("check", "ashwell", "--no-spelling"),
        shell("export", "note", "--all", "--out", str(out)),
        shell("export", "summary", "--all", "--out", str(out)),
        shell("backup", str(out / "store.zip")),
        shell("backup"),
        shell("vault", "backup", str(out / "vault.zip")),
        shell("vault", "--passphrase-file", str(out / "none"), "get", "ashwell", status=1),
        shell(*unlocked, "set", "ashwell", "htpm1/nope", f"{KNOWN} in no field", status=1),
        shell(*unlocked, "hand-over", "ashwell", "--out", str(out / "a.handover"), "--file-passphrase-file", str(key)),
        shell(*unlocked, "export", "htpm3", "ashwell", "--out", str(out / "a.xlsx"), "--lock", *_of_file(key)),
    ]
    assert not [each for each in said if KNOWN in each]
    assert KNOWN in shell(*unlocked, "get", "ashwell")
    assert holding(tmp_path) == []
    shell(*unlocked, "export", "htpm3", "ashwell", "--out", str(out / "in the clear.xlsx"))
    assert holding(tmp_path) == ["in the clear.xlsx"]


def _of_file(key: Path) -> tuple[str, str]:
    return "--file-passphrase-file", str(key)


@pytest.mark.parametrize("most", [0, 10, 200])
def test_a_disk_without_room_for_it_has_it_refused_in_words_and_left_nowhere(
    store: Store, ashwell: str, at_home: Path, most: int
) -> None:
    vault = make(store, place_of(store.folder), PASSPHRASE, CODE, CHEAP)
    key = at_home / "passphrase"
    key.write_text(PASSPHRASE)
    path = sentences(vault)[0].path
    argv = [sys.executable, "-m", "siptui", "--store", store.folder, "vault", "--passphrase-file", key, "set", ashwell]
    done = subprocess.run(
        [*argv, path, f"{KNOWN} finds no room"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY)),
    )
    assert done.returncode in (1, 3), done
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    assert KNOWN not in done.stdout + done.stderr
    assert holding(at_home) == []
    assert path not in unlock(store, vault.folder, PASSPHRASE).load(ashwell).values
