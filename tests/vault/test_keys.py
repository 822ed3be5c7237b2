"""How a vault is opened: passphrase, recovery code, another passphrase, a damaged copy, and costs that are none."""

import pytest
from msgspec import structs

from siptui.records.change import Change
from siptui.records.problem import Refused
from siptui.store.faults import StoreFault
from siptui.store.store import Store
from siptui.vault.keys import key_file
from siptui.vault.keys.passphrase_key import Cost
from siptui.vault.keys.recovery_code import as_typed, new_code
from siptui.vault.vault_store import change_passphrase, make, unlock
from support.stores.vaults import CHEAP, CODE, PASSPHRASE, PAST, made, opened


def test_the_recovery_code_opens_however_it_is_typed(store: Store, ashwell: str) -> None:
    vault = made(store)
    vault.change(ashwell, [Change(PAST, "well")])
    for typed in (CODE, CODE.lower(), CODE.replace("-", " "), CODE.replace("0", "O").replace("1", "l")):
        assert unlock(store, vault.folder, recovery=typed).load(ashwell).values[PAST] == "well"
    assert as_typed(new_code()) is not None
    assert new_code() != new_code()


@pytest.mark.parametrize("wrong", ["", "four words of mind", PASSPHRASE + " "])
def test_a_wrong_passphrase_says_so_and_no_more(store: Store, wrong: str) -> None:
    vault = made(store)
    with pytest.raises(Refused, match="does not open this vault"):
        unlock(store, vault.folder, wrong)


@pytest.mark.parametrize("wrong", ["W4TV", "", CODE[:-1] + "S", "U" * 32])
def test_a_wrong_code_opens_nothing(store: Store, wrong: str) -> None:
    vault = made(store)
    with pytest.raises(Refused):
        unlock(store, vault.folder, recovery=wrong or " ")


def test_a_passphrase_typed_on_another_keyboard_is_the_same(store: Store) -> None:
    vault = make(store, store.folder.parent / "v", "caf\u00e9 au lait lait", CODE, CHEAP)
    assert unlock(store, vault.folder, "cafe\u0301 au lait lait").folder == vault.folder


def test_changing_the_passphrase_keeps_all_and_ends_the_old_ones(store: Store, ashwell: str) -> None:
    vault = made(store)
    vault.change(ashwell, [Change(PAST, "well")])
    code = change_passphrase(vault, "quite other words")
    assert unlock(store, vault.folder, "quite other words").load(ashwell).values[PAST] == "well"
    assert unlock(store, vault.folder, recovery=code).load(ashwell).values[PAST] == "well"
    for old in ({"passphrase": PASSPHRASE}, {"recovery": CODE}):
        with pytest.raises(Refused):
            unlock(store, vault.folder, **old)


@pytest.mark.parametrize("passphrase", ["short", "x" * 2000, ""])
def test_a_weak_passphrase_is_refused_and_nothing_made(store: Store, passphrase: str) -> None:
    folder = store.folder.parent / "v"
    with pytest.raises(Refused, match="passphrase"):
        make(store, folder, passphrase, CODE, CHEAP)
    assert not folder.exists()


def test_a_vault_is_never_made_in_the_store_or_over_something(store: Store) -> None:
    with pytest.raises(Refused, match="is in the store"):
        make(store, store.folder / "vault", PASSPHRASE, CODE, CHEAP)
    vault = made(store)
    with pytest.raises(Refused, match="is not empty"):
        make(store, vault.folder, PASSPHRASE, CODE, CHEAP)


def test_a_vault_that_others_may_look_into_is_not_opened(store: Store) -> None:
    vault = made(store)
    vault.folder.chmod(0o750)
    with pytest.raises(StoreFault, match="can be looked into by others"):
        opened(vault)


@pytest.mark.parametrize("name", [key_file.NAME, key_file.COPY])
def test_one_damaged_copy_of_the_keys_is_said_and_mended(store: Store, name: str) -> None:
    vault = made(store)
    whole = (vault.folder / name).read_bytes()
    (vault.folder / name).write_bytes(whole[:-7])
    again = opened(vault)
    assert [problem.code for problem in again.notes] == ["damaged"]
    assert opened(vault).notes == []
    assert (vault.folder / name).read_bytes() == whole


def test_no_cost_that_a_machine_cannot_bear_is_paid() -> None:
    assert Cost().sound
    assert CHEAP.sound
    for n, r, p in ((2**30, 8, 1), (3, 8, 1), (2**17, 0, 1), (2**10, 8, 1000), (0, 8, 1), (2**20, 2**20, 1)):
        assert not Cost(n, r, p).sound


def test_what_is_told_of_the_cost_is_proven(store: Store) -> None:
    vault = made(store)
    found, _ = key_file.read(vault.folder)
    for changed in (
        structs.replace(found, cost=Cost(4, 1, 1)),
        structs.replace(found, vault="0" * 32),
        structs.replace(found, version=7),
        structs.replace(found, salt=b"0" * 16),
        structs.replace(found, by_recovery=found.by_passphrase),
    ):
        key_file.write(vault.folder, changed)
        with pytest.raises((Refused, StoreFault)):
            opened(vault)
    key_file.write(vault.folder, found)
    assert opened(vault).notes == []
