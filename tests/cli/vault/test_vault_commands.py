"""The commands below `vault`, on a vault whose passphrase costs next to nothing."""

import stat
from pathlib import Path

import pytest
from docx import Document
from msgspec import json

from siptui.store.store import Store
from siptui.vault.place import place_of
from siptui.vault.vault_store import make
from support.shell import Shell
from support.stores.vaults import CHEAP, CODE, PASSPHRASE, PAST

WORDS = "It went well enough this year"


@pytest.fixture
def vault(store: Store, ashwell: str, tmp_path: Path) -> "VaultShell":
    make(store, place_of(store.folder), PASSPHRASE, CODE, CHEAP)
    return VaultShell(store.folder, tmp_path)


class VaultShell(Shell):
    """siptui on one store, and the commands below `vault` with the passphrase in a file."""

    def __init__(self, folder: Path, beside: Path) -> None:
        super().__init__(folder)
        self.beside = beside
        self.passphrase = self.file("passphrase", PASSPHRASE)

    def file(self, name: str, text: str) -> Path:
        path = self.beside / name
        path.write_text(f"{text}\n")
        path.chmod(0o600)
        return path

    def vault(self, *argv: str, status: int = 0) -> str:
        return self("vault", "--passphrase-file", str(self.passphrase), *argv, status=status)


def test_forms_are_read_and_edited_by_path(vault: VaultShell) -> None:
    vault.vault("set", "ashwell", PAST, WORDS)
    vault.vault("set", "ashwell", "htpm1/review_date", "26/11/2010")
    assert vault.vault("get", "ashwell", PAST) == f"{WORDS}\n"
    assert json.decode(vault.vault("get", "ashwell")) == {"htpm1": {"past": WORDS, "review_date": "2010-11-26"}}
    assert json.decode(vault.vault("get", "ashwell", "htpm2"))["school"] == "Ashwell Primary"
    assert vault.vault("history", "ashwell", PAST) == f"{WORDS}\n"
    vault.vault("undo", "ashwell")
    assert vault.vault("get", "ashwell", "htpm1/review_date") == "\n"
    listed = json.decode(vault.vault("forms", "ashwell", "--json"))
    assert {each["path"]: each["filled"] for each in listed}["htpm1"] == 1
    assert vault.vault("verify").endswith(": sound\n")


def test_no_other_command_knows_of_it(vault: VaultShell) -> None:
    vault.vault("set", "ashwell", PAST, WORDS)
    for argv in (["get", "ashwell"], ["dump"], ["review", "--json"], ["history", "ashwell"], ["find", "went"]):
        assert WORDS not in vault(*argv)
    assert "htpm1" not in vault("forms", "ashwell")
    assert "keep it in your vault" in vault("set", "ashwell", PAST, "x", status=1)
    assert "is no form" in vault("export", "htpm1", "ashwell", "--out", str(vault.beside / "x.docx"), status=1)
    assert "is in the record that is shared" in vault.vault("set", "ashwell", "school/name", "x", status=1)


def test_a_wrong_passphrase_changes_nothing(vault: VaultShell) -> None:
    wrong = vault.file("wrong", "five words of somebody else")
    said = vault("vault", "--passphrase-file", str(wrong), "set", "ashwell", PAST, "x", status=1)
    assert said == "passphrase: does not open this vault; type it again; the vault is as it was\n"
    assert vault.vault("get", "ashwell", PAST) == "\n"
    assert "cannot be read" in vault("vault", "--passphrase-file", "/nowhere/at/all", "verify", status=1)


def test_a_passphrase_file_that_others_may_read_is_said(vault: VaultShell) -> None:
    vault.passphrase.chmod(0o644)
    assert "others may read this passphrase" in vault.vault("set", "ashwell", "htpm1/nope", "x", status=1)


def test_no_vault_is_said_with_what_makes_one(store: Store, ashwell: str, tmp_path: Path) -> None:
    shell = VaultShell(store.folder, tmp_path)
    assert "there is no vault here; make one with: siptui vault init" in shell.vault("get", "ashwell", status=1)


def test_init_tells_what_cannot_be_undone_and_gives_a_code_that_opens(
    store: Store, ashwell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = VaultShell(store.folder, tmp_path)
    said = shell.vault("init")
    assert said.index("nobody can open it") < said.index("Recovery code: ") < said.index("made a vault in")
    assert stat.S_IMODE(place_of(store.folder).stat().st_mode) == 0o700
    shell.vault("set", "ashwell", PAST, WORDS)
    new = shell.file("new", "quite other words")
    changed = shell.vault("change", "--new-passphrase-file", str(new))
    assert "Recovery code: " in changed
    assert "does not open" in shell.vault("get", "ashwell", status=1)
    assert shell("vault", "--passphrase-file", str(new), "get", "ashwell", PAST) == f"{WORDS}\n"


def test_a_form_goes_out_for_its_owner_alone_is_filled_in_and_comes_back(vault: VaultShell) -> None:
    out = vault.beside / "self review.docx"
    vault.vault("set", "ashwell", PAST, WORDS)
    assert "wrote" in vault.vault("export", "htpm1", "ashwell", "--out", str(out))
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    document = Document(str(out))
    found = [p for t in document.tables for row in t.rows for cell in row.cells for p in cell.paragraphs]
    (place,) = [p for p in [*document.paragraphs, *found] if p.text == WORDS]
    place.runs[0].text = f"{WORDS}, and more"
    document.save(str(out))
    said = json.decode(vault.vault("import", str(out), "--yes", "--json"))
    assert [change["new"] for change in said["changes"]] == [f"{WORDS}, and more"]
    assert vault.vault("get", "ashwell", PAST) == f"{WORDS}, and more\n"
    refused = vault("import", str(out), "--yes", status=1)
    assert "is confidential" in refused
    assert "siptui vault import" in refused


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_a_locked_file_holds_no_word_in_the_clear_and_comes_back(vault: VaultShell, ending: str) -> None:
    out, key = vault.beside / f"form{ending}", vault.file("key", "a passphrase of the file")
    vault.vault("set", "ashwell", PAST, WORDS)
    vault.vault("export", "htpm1", "ashwell", "--out", str(out), "--lock", "--file-passphrase-file", str(key))
    assert WORDS.encode() not in out.read_bytes()
    assert b"word/document.xml" not in out.read_bytes()
    vault.vault("set", "ashwell", "htpm1/contact", "set since")
    again = vault.vault("import", str(out), "--lock", "--file-passphrase-file", str(key), "--json")
    assert json.decode(again)["changes"] == []
    wrong = vault.file("wrong", "no passphrase of the file")
    said = vault.vault("import", str(out), "--lock", "--file-passphrase-file", str(wrong), status=1)
    assert "is not opened by that passphrase" in said


def test_a_backup_is_the_vault_as_it_lies(vault: VaultShell) -> None:
    import zipfile

    vault.vault("set", "ashwell", PAST, WORDS)
    out = vault.beside / "vault.zip"
    assert "the forms of 1 school, sealed" in vault("vault", "backup", str(out))
    assert WORDS.encode() not in out.read_bytes()
    with zipfile.ZipFile(out) as archive:
        archive.extractall(vault.beside / "back")
    for each in (vault.beside / "back", vault.beside / "back" / "schools"):
        each.chmod(0o700)
    (vault.beside / "back" / "locks").mkdir(mode=0o700)
    elsewhere = ("vault", "--vault", str(vault.beside / "back"), "--passphrase-file", str(vault.passphrase))
    assert vault(*elsewhere, "get", "ashwell", PAST) == f"{WORDS}\n"


def test_a_hand_over_is_opened_by_the_next_sip(vault: VaultShell, tmp_path: Path) -> None:
    out, key = vault.beside / "ashwell.handover", vault.file("key", "what we said on the telephone")
    vault.vault("set", "ashwell", PAST, WORDS)
    vault.vault("set", "ashwell", "htpm3/suggested/1/objective", "Pupils' progress in writing")
    said = vault.vault("hand-over", "ashwell", "--out", str(out), "--file-passphrase-file", str(key))
    assert "2 answers of ashwell_primary" in said
    assert WORDS.encode() not in out.read_bytes()
    theirs = Store.create(tmp_path / "theirs" / "store", "next")
    school = theirs.add_school("Ashwell Primary", "primary", "CD")
    make(theirs, place_of(theirs.folder), PASSPHRASE, CODE, CHEAP)
    (tmp_path / "next").mkdir()
    successor = VaultShell(theirs.folder, tmp_path / "next")
    successor.vault("set", school, "htpm1/contact", "mine")
    successor.vault("import", str(out), "--yes", "--file-passphrase-file", str(key))
    assert successor.vault("get", school, PAST) == f"{WORDS}\n"
    assert successor.vault("get", school, "htpm1/contact") == "mine\n"
    why = {edit["why"] for edit in json.decode(successor.vault("history", school, "--json"))}
    assert "imported from ashwell.handover" in why
    successor.vault("set", school, PAST, "written anew")
    clash = successor.vault("import", str(out), "--yes", "--file-passphrase-file", str(key), "--json", status=1)
    assert clash is not None
    assert successor.vault("get", school, PAST) == "written anew\n"


@pytest.mark.parametrize("content", [b"", b"{}", b"PK\x03\x04", b'{"checksum":"00000000",}', b"\xff" * 400])
def test_what_is_no_hand_over_is_said(vault: VaultShell, content: bytes) -> None:
    bad = vault.beside / "bad.handover"
    bad.write_bytes(content)
    key = vault.file("key", "what we said on the telephone")
    said = vault.vault("import", str(bad), "--yes", "--file-passphrase-file", str(key), status=1)
    assert "is no hand-over that this siptui can read" in said
