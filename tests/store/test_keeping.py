"""Backup and restore, rebuild, daily copies, packed history: what keeps a store for years."""

import shutil
import stat
import subprocess
import sys
import threading
import time
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import IO

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from siptui.records.change import Change
from siptui.records.problem import Refused
from siptui.store.backend_protocol import Backend
from siptui.store.backup import read_archive, write_archive
from siptui.store.faults import StoreFault
from siptui.store.files import mounts
from siptui.store.files import whole_files as files
from siptui.store.folder import history, history_proof, school_file
from siptui.store.folder import office_file as office
from siptui.store.folder.care import daily_copies
from siptui.store.folder.care.mend import rebuild
from siptui.store.folder.care.restore import restore
from siptui.store.format import edit_lines, school_document
from siptui.store.office_settings import Office
from siptui.store.store import Store

CURRENT = "visits/autumn/judgements/S1.1/current"
TEXT = "visits/autumn/judgements/S1.1/evaluation"


def proof(store: Store) -> list[str]:
    return [p.line() for p in store.faults()]


def records(store: Store) -> dict[str, object]:
    return {row.id: Store(store.folder, "x").load(row.id).values for row in store.overview()[0]}


@pytest.fixture
def edited(store: Store, ashwell: str) -> Store:
    """A store of two schools with some history."""
    store.add_school("Zebra Lane", "infant", "CD")
    for value in "321":
        store.change(ashwell, [Change(CURRENT, value), Change(TEXT, f"for {value}")])
    return store


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


# -- backup and restore


def test_a_backup_is_restored_to_a_new_folder(edited: Store, tmp_path: Path) -> None:
    out = tmp_path / "all.zip"
    write_archive.write(edited.backend, out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    list(restore(tmp_path / "new", out))
    new = Store(tmp_path / "new", "x")
    assert records(new) == records(edited)
    assert [e for i in records(new) for e in new.history(i)] == [e for i in records(new) for e in edited.history(i)]
    assert proof(new) == []


def test_restored_over_a_damaged_store_the_old_is_kept(edited: Store, ashwell: str, tmp_path: Path) -> None:
    before, out = records(edited), tmp_path / "all.zip"
    write_archive.write(edited.backend, out)
    edited.change(ashwell, [Change(TEXT, "typed since")])
    edited.add_school("Newcomer", "primary")
    (edited.folder / "schools" / "zebra_lane.json").write_bytes(b"garbage")
    (edited.folder / "office.json").write_bytes(b"")
    says = "\n".join(restore(edited.folder, out))
    assert records(Store(edited.folder, "x")) == before
    assert proof(edited) == []
    assert "newcomer: was not in the backup" in says
    assert "1 of them had been edited since" in says
    kept = {p.name: p.read_bytes() for p in (edited.folder / "kept").rglob("*.json")}
    assert kept["zebra_lane.json"] == b"garbage"
    assert kept["office.json"] == b""
    assert b"typed since" in kept["ashwell_primary.json"]
    assert "newcomer.json" in kept


def test_one_school_is_restored_alone(edited: Store, ashwell: str, tmp_path: Path) -> None:
    write_archive.write(edited.backend, tmp_path / "all.zip")
    edited.change(ashwell, [Change(TEXT, "typed since")])
    edited.change("zebra_lane", [Change(TEXT, "kept")])
    list(restore(edited.folder, tmp_path / "all.zip", [ashwell]))
    assert edited.load(ashwell).values[TEXT] == "for 1"
    assert edited.load("zebra_lane").values[TEXT] == "kept"
    with pytest.raises(Refused, match="holds no school"):
        list(restore(edited.folder, tmp_path / "all.zip", ["nowhere"]))


@pytest.mark.parametrize("harm", ["cut", "flipped", "other", "traversal", "empty"])
def test_a_backup_that_is_none_changes_nothing(edited: Store, tmp_path: Path, harm: str) -> None:
    out = tmp_path / "all.zip"
    write_archive.write(edited.backend, out)
    whole = out.read_bytes()
    if harm == "cut":
        out.write_bytes(whole[: len(whole) // 2])
    elif harm == "flipped":
        out.write_bytes(whole[:160] + bytes([whole[160] ^ 4]) + whole[161:])
    elif harm == "empty":
        out.write_bytes(b"")
    else:
        with zipfile.ZipFile(out, "w") as made:
            made.writestr("../../etc/passwd" if harm == "traversal" else "letter.txt", "x")
            if harm == "traversal":
                manifest = read_archive.Manifest(2, "2026-01-01T00:00:00", edited.office, {"../x": 1})
                made.writestr(read_archive.MANIFEST, files.seal(msgspec.to_builtins(manifest)))
    before = {p: p.read_bytes() for p in edited.folder.rglob("*.json*")}
    with pytest.raises(Refused):
        list(restore(edited.folder, out))
    assert {p: p.read_bytes() for p in edited.folder.rglob("*.json*")} == before
    with pytest.raises(Refused):
        list(restore(tmp_path / "new", out))
    assert not (tmp_path / "new").exists()


def test_a_backup_takes_the_place_of_a_backup_and_of_nothing_else(edited: Store, tmp_path: Path) -> None:
    write_archive.write(edited.backend, tmp_path / "all.zip")
    write_archive.write(edited.backend, tmp_path / "all.zip")
    (tmp_path / "letter.txt").write_text("mine")
    for other in (tmp_path / "letter.txt", tmp_path, tmp_path / "nowhere" / "all.zip"):
        with pytest.raises(Refused):
            write_archive.write(edited.backend, other)
    assert (tmp_path / "letter.txt").read_text() == "mine"
    assert not list(tmp_path.glob(".*"))


def test_the_backup_that_was_proven_is_the_one_that_is_there(
    edited: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever may write to its folder puts something else in the place of what was written, before it gets its name."""
    fill = write_archive._fill

    def and_another(backend: Backend, file: IO[bytes]) -> object:
        found = fill(backend, file)
        (temporary,) = tmp_path.glob(".*.tmp")
        temporary.unlink()
        temporary.symlink_to("/dev/null")
        return found

    monkeypatch.setattr(write_archive, "_fill", and_another)
    with pytest.raises(Refused, match="somebody else"):
        write_archive.write(edited.backend, tmp_path / "a.zip")
    assert not list(tmp_path.glob("*.zip"))


def test_a_backup_goes_to_a_folder_behind_a_link_and_not_through_a_link_of_its_own_name(
    edited: Store, tmp_path: Path
) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "disk")
    write_archive.write(edited.backend, tmp_path / "link" / "a.zip")
    assert [p.name for p in (tmp_path / "disk").iterdir()] == ["a.zip"]
    (tmp_path / "disk" / "b.zip").symlink_to("a.zip")
    with pytest.raises(Refused, match="no backup"):
        write_archive.write(edited.backend, tmp_path / "disk" / "b.zip")


def test_a_folder_that_is_no_store_is_not_restored_over(edited: Store, tmp_path: Path) -> None:
    write_archive.write(edited.backend, tmp_path / "all.zip")
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("mine")
    with pytest.raises(Refused, match="not empty"):
        list(restore(tmp_path / "letters", tmp_path / "all.zip"))
    assert [p.name for p in (tmp_path / "letters").iterdir()] == ["letter.txt"]


def test_a_backup_leaves_out_what_is_damaged_and_says_so(edited: Store, ashwell: str, tmp_path: Path) -> None:
    (edited.folder / "schools" / f"{ashwell}.json").write_bytes(b"garbage")
    manifest, problems = write_archive.write(edited.backend, tmp_path / "all.zip")
    assert list(manifest.schools) == ["zebra_lane"]
    assert "ashwell_primary.json" in problems[0].where


WRITER = """
import sys
import threading
from pathlib import Path
from siptui.records.change import Change
from siptui.store.office_settings import Office
from siptui.store.store import Store
store = Store(Path(sys.argv[1]), "writer")
for n in range(100000):
    store.change(sys.argv[2], [Change(sys.argv[3], f"{n} " + "y" * (n % 7 * 300))])
"""


def test_backups_made_while_others_write_are_consistent(edited: Store, ashwell: str, tmp_path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(edited.folder), school, TEXT])
        for school in (ashwell, "zebra_lane")
    ]
    try:
        while any(len([*edited.history(school)]) < 5 for school in (ashwell, "zebra_lane")):
            assert all(writer.poll() is None for writer in writers)
            time.sleep(0.02)
        for number in range(5):
            write_archive.write(edited.backend, out := tmp_path / f"{number}.zip")
            assert [edit_lines.leads_to(c.edits, c.school) for c in read_archive.read(out)] == [True, True]
    finally:
        for writer in writers:
            writer.kill()
            writer.wait()
    assert proof(edited) == []


# -- daily copies


def test_a_copy_a_day_and_so_many_are_kept(edited: Store) -> None:
    edited.office.copies = 3
    today = date(2026, 11, 21)
    for day in range(5):
        assert daily_copies.due(edited.folder, 3, today + timedelta(days=day))
        assert daily_copies.make(edited.backend, today + timedelta(days=day)) == []
        assert not daily_copies.due(edited.folder, 3, today + timedelta(days=day))
    assert [p.name for p in daily_copies.kept(edited.folder)] == ["2026-11-25.zip", "2026-11-24.zip", "2026-11-23.zip"]
    assert proof(edited) == []


def test_a_damaged_school_stops_no_copy_and_pushes_out_none(edited: Store, ashwell: str) -> None:
    """The others are copied day by day, and the last copy that holds the damaged one stays."""
    edited.keep_copies(1)
    daily_copies.make(edited.backend, date(2026, 11, 21))
    (edited.folder / "schools" / f"{ashwell}.json").write_bytes(b"garbage")
    for day in (22, 23):
        (problem,) = daily_copies.make(Store(edited.folder, "x").backend, date(2026, 11, day))
        assert ashwell in problem.where
        assert not daily_copies.due(edited.folder, 1, date(2026, 11, day))
    assert [p.name for p in daily_copies.kept(edited.folder)] == ["2026-11-23.zip", "2026-11-22.zip", "2026-11-21.zip"]
    assert list(read_archive.manifest(daily_copies.kept(edited.folder)[0]).schools) == ["zebra_lane"]
    list(rebuild(edited.folder))
    assert daily_copies.make(Store(edited.folder, "x").backend, date(2026, 11, 24)) == []
    assert [p.name for p in daily_copies.kept(edited.folder)] == ["2026-11-24.zip"]


def test_settings_are_changed_one_at_a_time(edited: Store) -> None:
    """Whoever changes one setting loses nobody's change of another made since the store was opened."""
    other = Store(edited.folder, "other")
    other.backend.set_office(lambda office: structs.replace(office, people={"AB": "Ann Bell"}))
    edited.keep_copies(3)
    assert Store(edited.folder, "x").office.people == {"AB": "Ann Bell"}
    assert Store(edited.folder, "x").office.copies == 3
    started, inside = threading.Event(), threading.Event()

    def slowly(office: Office) -> Office:
        inside.set()
        assert not started.wait(0.2), "another change began meanwhile"
        return structs.replace(office, people={})

    def then() -> None:
        inside.wait()
        edited.backend.set_office(lambda office: started.set() or structs.replace(office, copies=5))

    thread = threading.Thread(target=then)
    thread.start()
    other.backend.set_office(slowly)
    thread.join()
    assert (Store(edited.folder, "x").office.people, Store(edited.folder, "x").office.copies) == ({}, 5)


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
