"""What is put back as it was some days ago opens as well as today's: here it is noticed, until somebody means it."""

import shutil

import pytest

from siptui.records.change import Change
from siptui.store.faults import StoreFault
from siptui.store.store import Store
from siptui.vault.keys import key_file
from siptui.vault.vault_store import change_passphrase, unlock
from support.stores.vaults import PASSPHRASE, PAST, made, opened


def test_an_older_file_put_back_is_noticed(store: Store, ashwell: str) -> None:
    vault = made(store)
    vault.change(ashwell, [Change(PAST, "old")])
    before = vault.engine.place(ashwell).read_bytes()
    vault.change(ashwell, [Change(PAST, "new")])
    vault.engine.place(ashwell).write_bytes(before)
    again = opened(vault)
    with pytest.raises(StoreFault, match="is older than the one that was here before"):
        again.load(ashwell)
    with pytest.raises(StoreFault, match="is older"):
        vault.change(ashwell, [Change(PAST, "on top of the old one")])
    assert [problem.code for problem in again.care.faults()] == ["older_vault_file"]
    again.engine.take_for_newest()
    assert opened(vault).load(ashwell).values[PAST] == "old"
    assert list(opened(vault).care.faults()) == []


def test_a_school_taken_away_is_noticed(store: Store, ashwell: str) -> None:
    vault = made(store)
    vault.change(ashwell, [Change(PAST, "old")])
    vault.engine.place(ashwell).unlink()
    assert [problem.code for problem in opened(vault).care.faults()] == ["record_missing"]
    with pytest.raises(StoreFault, match="is missing, though it was here"):
        opened(vault).load(ashwell)
    with pytest.raises(StoreFault, match="is missing"):
        opened(vault).change(ashwell, [Change(PAST, "begun anew")])


def test_the_keys_of_an_older_passphrase_put_back_are_noticed(store: Store) -> None:
    vault = made(store)
    before = (vault.folder / key_file.NAME).read_bytes()
    change_passphrase(vault, "quite other words")
    for name in (key_file.NAME, key_file.COPY):
        (vault.folder / name).write_bytes(before)
    assert [problem.code for problem in unlock(store, vault.folder, PASSPHRASE).notes] == ["older_vault_file"]


def test_another_device_that_never_saw_the_newer_one_opens_it(
    store: Store, ashwell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = made(store)
    vault.change(ashwell, [Change(PAST, "old")])
    shutil.copytree(vault.folder, store.folder.parent / "copy")
    vault.change(ashwell, [Change(PAST, "new")])
    monkeypatch.setenv("XDG_STATE_HOME", str(store.folder.parent / "elsewhere"))
    assert unlock(store, store.folder.parent / "copy", PASSPHRASE).load(ashwell).values[PAST] == "old"


def test_damaged_marks_are_said(store: Store, ashwell: str) -> None:
    vault = made(store)
    vault.change(ashwell, [Change(PAST, "x")])
    marks = vault.engine.marks.path
    marks.write_bytes(marks.read_bytes()[:-1])
    with pytest.raises(StoreFault, match="does not say which state"):
        opened(vault)
