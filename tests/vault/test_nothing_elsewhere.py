"""Known sentences in every field of a vault's forms, and then every byte of everything else searched for them."""

import os
import zipfile
from pathlib import Path

import pytest

from siptui.framework.places import ANY
from siptui.records.change import Change
from siptui.records.values import NOT_TYPED
from siptui.store.store import Store
from siptui.vault.place import place_of
from siptui.vault.vault_store import Vault, make
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


def test_no_byte_of_it_is_anywhere_else(
    store: Store, ashwell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "TMPDIR", "HOME"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setattr("tempfile.tempdir", None)
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
