"""Packed history, rebuild, and where a store may lie: what keeps it for years."""

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from siptui.records.change import Change
from siptui.records.problem import Refused
from siptui.store.faults import StoreFault
from siptui.store.files import mounts
from siptui.store.folder import history, history_proof, school_file
from siptui.store.folder import office_file as office
from siptui.store.folder.care import daily_copies
from siptui.store.folder.care.mend import rebuild
from siptui.store.format import school_document
from siptui.store.store import Store
from support.stores.proof import proof, records

CURRENT = "visits/autumn/judgements/S1.1/current"
TEXT = "visits/autumn/judgements/S1.1/evaluation"


# -- history in segments


def segments_of(store: Store, school_id: str) -> list[Path]:
    return sorted((store.folder / "history").glob(f"{school_id}.*.z"))


def test_history_is_packed_and_loses_no_text(store: Store, ashwell: str) -> None:
    texts = [f"{number}: " + f"Boys' writing in Year {number % 7} is the weak point. " * 40 for number in range(400)]
    for text in texts:
        store.change(ashwell, [Change(TEXT, text)])
    written = sum(2 * len(text) for text in texts)
    assert len(segments_of(store, ashwell)) == 2
    assert sum(path.stat().st_size for path in (store.folder / "history").iterdir()) < written / 2
    assert [c.new for e in [*store.history(ashwell)][1:] for c in e.changes] == texts
    assert proof(store) == []
    store.undo(ashwell)
    assert store.load(ashwell).values[TEXT] == texts[-2]


@settings(max_examples=10, deadline=None)
@given(texts=st.lists(st.text(max_size=80), min_size=1, max_size=25), pack_at=st.integers(1, 2000))
def test_packed_at_any_length_it_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], pack_at: int
) -> None:
    store = Store.create(tmp_path_factory.mktemp("pack") / "s", "tester")
    school = store.add_school("Packed Primary", "primary")
    kept = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history, "PACK_AT", pack_at)
        for text in texts:
            try:
                edit = store.change(school, [Change(TEXT, text)])
            except Refused:
                continue
            kept += [edit] if edit else []
    assert [*store.history(school)][1:] == kept
    assert proof(store) == []


def test_damage_in_a_segment_is_said(store: Store, ashwell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "PACK_AT", 900)
    for number in range(12):
        store.change(ashwell, [Change(TEXT, f"{number} " + "x" * 90)])
    path = segments_of(store, ashwell)[1]
    whole = path.read_bytes()
    for long in (True, False):
        monkeypatch.setattr(history_proof, "THOROUGH", 0 if long else 16)
        assert proof(store) == []
        for place in range(0, len(whole), 7 if long else 37):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            assert proof(store), place
        path.write_bytes(whole)
    path.unlink()
    assert any("is missing" in line for line in proof(store))


def test_a_long_history_is_proven_without_making_it_again(
    store: Store, ashwell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What its segments end with, and what came after them, is the record; one changed value, or edit, is noticed."""
    monkeypatch.setattr(history, "PACK_AT", 900)
    monkeypatch.setattr(history_proof, "THOROUGH", 0)
    for number in range(20):
        store.change(ashwell, [Change(TEXT, f"{number} " + "x" * 90), Change(CURRENT, str(1 + number % 4))])
    assert proof(store) == []
    place = store.folder / "schools" / f"{ashwell}.json"
    found, _ = school_file.read(place)
    place.write_bytes(school_document.as_file(structs.replace(found, values=found.values | {CURRENT: "1"})))
    assert any("does not lead to" in line for line in proof(store))


# -- rebuild


@pytest.mark.parametrize("harm", [b"garbage", b"", None])
def test_a_lost_record_is_made_again_from_its_history(edited: Store, ashwell: str, harm: bytes | None) -> None:
    path = edited.folder / "schools" / f"{ashwell}.json"
    path.unlink() if harm is None else path.write_bytes(harm)
    done = [p.line() for p in rebuild(edited.folder)]
    assert "was made again from its history" in done[0]
    assert proof(edited) == []
    # The latest edit was only in the file.
    assert Store(edited.folder, "x").load(ashwell).values[TEXT] == "for 2"


def test_with_a_copy_not_even_the_latest_edit_is_lost(edited: Store, ashwell: str) -> None:
    before = records(edited)
    daily_copies.make(edited.backend, date(2026, 11, 21))
    (edited.folder / "schools" / f"{ashwell}.json").write_bytes(b"garbage")
    (edited.folder / "history" / f"{ashwell}.jsonl").unlink()
    list(rebuild(edited.folder))
    assert records(edited) == before
    assert len([*edited.history(ashwell)]) == 4
    assert proof(edited) == []


def test_a_flipped_bit_loses_nothing(edited: Store, ashwell: str) -> None:
    """The latest edit is taken out of the damaged file, where it and the record's values agree."""
    before = records(edited)
    path = edited.folder / "schools" / f"{ashwell}.json"
    path.write_bytes(path.read_bytes().replace(b'"AB"', b'"AC"', 1))
    list(rebuild(edited.folder))
    assert records(edited) == before
    assert proof(edited) == []


@pytest.mark.parametrize("line", [1, 2, 3])
def test_a_damaged_history_is_bridged_and_the_record_untouched(edited: Store, ashwell: str, line: int) -> None:
    before, path = records(edited), edited.folder / "history" / f"{ashwell}.jsonl"
    lines = path.read_bytes().split(b"\n")
    lines[line] = b"spoilt"
    path.write_bytes(b"\n".join(lines))
    assert proof(edited)
    assert any("without" in p.line() for p in rebuild(edited.folder))
    assert records(edited) == before
    assert proof(edited) == []
    edited.change(ashwell, [Change(TEXT, "and on")])
    edited.undo(ashwell)
    assert records(edited) == before
    assert proof(edited) == []


def test_a_damaged_history_is_made_whole_from_a_copy(edited: Store, ashwell: str) -> None:
    before = [*edited.history(ashwell)]
    daily_copies.make(edited.backend, date(2026, 11, 21))
    edited.change(ashwell, [Change(TEXT, "since the copy")])
    path = edited.folder / "history" / f"{ashwell}.jsonl"
    lines = path.read_bytes().split(b"\n")
    lines[2] = b"spoilt"
    path.write_bytes(b"\n".join(lines))
    assert "whole" in next(iter(rebuild(edited.folder))).line()
    assert [*edited.history(ashwell)][:4] == before
    assert proof(edited) == []


def test_settings_and_rights_are_made_again(edited: Store, ashwell: str) -> None:
    (edited.folder / "office.json").unlink()
    (edited.folder / "schools" / f"{ashwell}.json").chmod(0o644)
    (edited.folder / "history").chmod(0o755)
    shutil.rmtree(edited.folder / "derived")
    with pytest.raises(StoreFault):
        Store(edited.folder, "x")
    list(rebuild(edited.folder))
    assert office.load(edited.folder).framework == edited.office.framework
    assert proof(edited) == []


def test_rebuild_leaves_a_sound_store_as_it_is(edited: Store) -> None:
    before = {p: p.read_bytes() for p in edited.folder.glob("*/*.json*") if p.parent.name != "derived"}
    assert list(rebuild(edited.folder)) == []
    assert {p: p.read_bytes() for p in before} == before


# -- where it lies


@pytest.mark.parametrize("name", ["local", "Schülerdaten", "two words", "back\\slash", "教育"])
def test_a_network_mount_is_said_whatever_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    place = tmp_path / name / "store"
    listed = str(tmp_path / name).replace("\\", "\\134").replace(" ", "\\040")
    table = tmp_path / "mountinfo"
    lines = ["21 1 8:1 / / rw - ext4 /dev/sda rw", f"22 21 0:40 / {listed} rw shared:1 - nfs4 host:/x rw", ""]
    table.write_bytes("\n".join(lines).encode())
    monkeypatch.setattr(mounts, "MOUNTS", table)
    assert mounts.kind(place) == "nfs4"
    assert mounts.kind(tmp_path) == "ext4"
    table.write_bytes(table.read_bytes() + lines[1].replace("nfs4", "xfs").encode() + b"\n")
    assert mounts.kind(place) == "xfs"  # mounted over it


@pytest.mark.parametrize(("kind", "safe"), [("ext4", True), ("nfs4", False), ("cifs", False), ("fuse.sshfs", False)])
def test_a_network_mount_is_said(
    edited: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, safe: bool
) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(
        "21 1 8:1 / / rw - ext4 /dev/sda rw\n"
        f"22 21 0:40 / {str(edited.folder.parent).replace(' ', chr(92) + '040')} rw shared:1 - {kind} host:/x rw\n"
    )
    monkeypatch.setattr(mounts, "MOUNTS", table)
    assert mounts.kind(edited.folder) == kind
    assert any("network mount" in line for line in proof(edited)) is not safe


def test_locks_that_are_only_imitated_are_said(edited: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    monkeypatch.setattr(fcntl, "flock", lambda fd, how: None)
    assert any("locks do not hold" in line for line in proof(edited))


# -- hands


CLERK = """
import sys
from pathlib import Path
from siptui.records.change import Change
from siptui.store.store import Store
store = Store(Path(sys.argv[1]), sys.argv[2])
for n in range(15):
    store.change("ashwell_primary", [Change(sys.argv[3], f"{sys.argv[2]}-{n}")])
"""


def test_twenty_writers_on_one_school_all_get_through(store: Store, ashwell: str) -> None:
    rows = [row.kip for row in store.framework.visits[0].rows]
    clerks = [
        subprocess.Popen([sys.executable, "-c", CLERK, str(store.folder), f"w{n}", path])
        for n in range(20)
        for path in [f"visits/autumn/judgements/{rows[n % len(rows)]}/evaluation"]
    ]
    assert [clerk.wait(100) for clerk in clerks] == [0] * 20
    assert len([*store.history(ashwell)]) == 1 + 20 * 15
