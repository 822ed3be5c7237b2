"""Each byte of a vault flipped once: it is noticed, nothing crashes, and what is whole opens."""

from pathlib import Path

from siptui.records.change import Change
from siptui.records.problem import Refused
from siptui.store.faults import StoreFault
from siptui.store.store import Store
from siptui.vault.keys import key_file
from siptui.vault.vault_store import Vault
from support.stores.vaults import PAST, made, opened


def noticed(vault: Vault, subjects: dict[str, str]) -> bool:
    """Whether opening and verifying says anything; of every school, what opens must be what was written."""
    try:
        again = opened(vault)
    except (Refused, StoreFault):
        return True
    for school, text in subjects.items():
        try:
            assert again.load(school).values[PAST] == text
        except StoreFault:
            continue
    return bool(again.notes or list(again.care.faults()))


def flipped_in(path: Path, check: Vault, subjects: dict[str, str], bits: int) -> None:
    whole = path.read_bytes()
    other = path.with_name(key_file.COPY if path.name == key_file.NAME else key_file.NAME)
    beside = other.read_bytes() if other.exists() else b""
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ bits]) + whole[at + 1 :])
        assert noticed(check, subjects), f"{path.name}: byte {at} with {bits} turned was not noticed"
        path.write_bytes(whole)
        if beside:
            other.write_bytes(beside)
    assert not noticed(check, subjects)


def test_every_byte_turned_is_noticed(store: Store, ashwell: str) -> None:
    other = store.add_school("Birch Lane", "infant", "AB")
    vault = made(store)
    subjects = {ashwell: "one text", other: "another"}
    for school, text in subjects.items():
        vault.change(school, [Change(PAST, text)])
    for path in (vault.engine.place(ashwell), vault.folder / key_file.NAME, vault.folder / key_file.COPY):
        for bits in (0x01, 0x20):
            flipped_in(path, vault, subjects, bits)


def test_one_damaged_school_leaves_the_others_open(store: Store, ashwell: str) -> None:
    other = store.add_school("Birch Lane", "infant", "AB")
    vault = made(store)
    for school in (ashwell, other):
        vault.change(school, [Change(PAST, "text")])
    vault.engine.place(ashwell).write_bytes(b"")
    again = opened(vault)
    assert again.load(other).values[PAST] == "text"
    assert [problem.code for problem in again.care.faults()] == ["vault_damaged"]


def test_a_schools_file_in_the_place_of_anothers_is_noticed(store: Store, ashwell: str) -> None:
    other = store.add_school("Birch Lane", "infant", "AB")
    vault = made(store)
    for school in (ashwell, other):
        vault.change(school, [Change(PAST, school)])
    vault.engine.place(ashwell).write_bytes(vault.engine.place(other).read_bytes())
    again = opened(vault)
    assert [problem.code for problem in again.care.faults()] == ["vault_damaged"]
    assert again.load(other).values[PAST] == other
