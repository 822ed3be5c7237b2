"""Backups, what is put back from them, and a copy a day."""

import stat
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import IO

import msgspec
import pytest
from msgspec import structs

from siptui.records.change import Change
from siptui.records.problem import Refused
from siptui.store.backend_protocol import Backend
from siptui.store.backup import read_archive, write_archive
from siptui.store.files import whole_files as files
from siptui.store.folder.care import daily_copies
from siptui.store.folder.care.mend import rebuild
from siptui.store.folder.care.restore import restore
from siptui.store.format import edit_lines
from siptui.store.office_settings import Office
from siptui.store.store import Store
from support.stores.proof import proof, records

CURRENT = "visits/autumn/judgements/S1.1/current"
TEXT = "visits/autumn/judgements/S1.1/evaluation"


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

    def and_another(backend: Backend, file: IO[bytes], years: Mapping[str, Backend], private: bool) -> object:
        found = fill(backend, file, years, private)
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
    edited.care.keep_copies(1)
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
    edited.care.keep_copies(3)
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
