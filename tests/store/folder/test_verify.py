"""Every damage is found, and a sound store has none."""

from pathlib import Path

import pytest

from siptui.records.change import Change
from siptui.store.store import Store
from support.stores.proof import proof

CURRENT = "visits/autumn/judgements/S1.1/current"
TEXT = "visits/autumn/judgements/S1.1/evaluation"


def test_a_sound_store_has_no_faults(store: Store, ashwell: str) -> None:
    for value in "321":
        store.change(ashwell, [Change(CURRENT, value)])
    store.undo(ashwell)
    store.overview()
    assert proof(store) == []


@pytest.mark.parametrize("folder", ["schools", "history"])
@pytest.mark.parametrize(
    "harm",
    [
        lambda b: b"",
        lambda b: b[: len(b) // 2],
        lambda b: bytes(len(b)),
        lambda b: b.replace(b'"', b"!", 1),
        lambda b: b + b'"}]}',
    ],
)
def test_every_damage_is_found(store: Store, ashwell: str, folder: str, harm) -> None:
    for value in "321":
        store.change(ashwell, [Change(CURRENT, value)])
    store.overview()
    name = {"schools": f"{ashwell}.json", "history": f"{ashwell}.jsonl"}[folder]
    path = store.folder / folder / name
    path.write_bytes(harm(path.read_bytes()))
    assert proof(store)


def test_rights_links_and_lost_files_are_found(store: Store, ashwell: str, tmp_path: Path) -> None:
    store.change(ashwell, [Change(CURRENT, "3")])
    path = store.folder / "schools" / f"{ashwell}.json"
    path.chmod(0o644)
    assert "can be read by others" in proof(store)[0]
    path.chmod(0o600)
    path.rename(tmp_path / "x.json")
    assert any("is missing" in line for line in proof(store))
    path.symlink_to(tmp_path / "x.json")
    assert any("symbolic link" in line for line in proof(store))
