"""Whom the store believes: nobody but whoever it is opened by, and its owner; and what it keeps of pupils."""

import os
import shutil
import stat
import subprocess
import sys
import zipfile
from base64 import b64encode
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import structs

from siptui.records.change import Change
from siptui.records.problem import Refused
from siptui.store import engines
from siptui.store.backend_protocol import NoSchool
from siptui.store.backup import read_archive
from siptui.store.drafts import Drafts, Entry, place_for
from siptui.store.faults import StoreFault
from siptui.store.files import whole_files
from siptui.store.folder import office_file
from siptui.store.folder.care import daily_copies
from siptui.store.school import is_id
from siptui.store.store import Store
from support.shell import Shell

TEXT = "visits/autumn/judgements/S1.1/evaluation"
ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to give things to somebody else")
NEVER_TYPED = Entry(school="ashwell", path=TEXT, old=None, text="never typed by ab", when="2026-11-21T10:00:00+00:00")


# -- drafts


@ROOT
def test_a_drafts_folder_that_somebody_else_made_is_not_believed(store: Store) -> None:
    """What lies there was never typed by the person whose name it has; they get a folder of their own."""
    planted = Drafts(place_for(store.folder, "ab"))
    planted.keep([NEVER_TYPED])
    planted.close()
    theirs = place_for(store.folder, "ab")
    os.chown(theirs, 12345, 12345)
    assert place_for(store.folder, "ab") == theirs.with_name("ab.2")
    own = Drafts(place_for(store.folder, "ab"))
    assert own.lost() == []
    own.keep([structs.replace(NEVER_TYPED, text="typed")])
    own.close()
    again = Drafts(place_for(store.folder, "ab"))
    assert [lost.entry and lost.entry.text for lost in again.lost()] == ["typed"]
    with pytest.raises(StoreFault, match="belongs to somebody else"):
        Drafts(theirs).lost()
    with pytest.raises(StoreFault, match="belongs to somebody else"):
        Drafts(theirs).keep([NEVER_TYPED])


@ROOT
def test_a_draft_that_somebody_else_wrote_is_not_offered(store: Store) -> None:
    place = place_for(store.folder, "ab")
    planted = Drafts(place)
    planted.keep([NEVER_TYPED])
    planted.close()
    for path in place.glob("*.json"):
        os.chown(path, 12345, 12345)
    (lost,) = Drafts(place).lost()
    assert (lost.entry, "belongs to somebody else" in lost.problem) == (None, True)


# -- copies


@pytest.fixture
def another(tmp_path: Path) -> Path:
    """A sound archive of a store that says other things."""
    store = Store.create(tmp_path / "another", "mallory", people={"MM": "Mallory"})
    store.add_school("Ashwell Primary", "primary", "MM")
    store.care.back_up(tmp_path / "another.zip")
    return tmp_path / "another.zip"


def test_a_copy_that_became_a_link_after_it_was_listed_is_not_followed(
    store: Store, ashwell: str, another: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = store.folder / "copies" / "2026-11-21.zip"
    copy.symlink_to(another)
    monkeypatch.setattr(daily_copies, "kept", lambda _: [copy])
    assert {each.code for each in store.care.faults() if each.where == str(copy)} == {"planted", "bad_copy"}
    with pytest.raises(Refused, match="symbolic link"):
        list(engines.restore(store.folder, copy))
    (store.folder / "office.json").write_bytes(b"damaged")
    list(engines.rebuild(store.folder))
    assert Store(store.folder, "tester").office.people == {}
    (store.folder / "schools" / f"{ashwell}.json").write_bytes(b"damaged")
    assert [each.code for each in engines.rebuild(store.folder)][-1] == "not_mended", "and not with another's edits"


def test_what_is_put_back_is_the_very_file_that_was_proven(
    store: Store, ashwell: str, another: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.care.back_up(tmp_path / "b.zip")
    proves = read_archive.prove

    def and_then_it_is_another(*args: Any) -> read_archive.Manifest:
        found = proves(*args)
        another.replace(tmp_path / "b.zip")
        return found

    monkeypatch.setattr(read_archive, "prove", and_then_it_is_another)
    list(engines.restore(tmp_path / "new", tmp_path / "b.zip"))
    assert Store(tmp_path / "new", "tester").load(ashwell).last.who == "tester"


# -- ids


@pytest.mark.parametrize("text", ["../../etc/passwd", "..", "", "a/b", "A", "a.b", "a\n", "a" * 81, "é", "a b"])
def test_what_is_no_id_names_no_file(store: Store, text: str) -> None:
    assert not is_id(text)
    for ask in (store.backend.load, store.backend.history, store.backend.history_back):
        with pytest.raises(NoSchool):
            ask(text)
    with pytest.raises(NoSchool):
        store.backend.change(text, lambda standing: None, store.framework)


# -- what tells pupils


def test_the_key_of_pupils_is_in_no_backup(store: Store, ashwell: str, tmp_path: Path) -> None:
    key = store.pupil_key
    assert len(key) == 32
    assert Store(store.folder, "x").pupil_key == key
    assert stat.S_IMODE((store.folder / office_file.KEY).stat().st_mode) == 0o600
    assert store.office.pupil_key == b""
    store.care.back_up(tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as made:
        assert sorted(made.namelist()) == [f"history/{ashwell}.jsonl", f"schools/{ashwell}.json", read_archive.MANIFEST]
    assert read_archive.manifest(tmp_path / "b.zip").office.pupil_key == b""
    says = list(engines.restore(tmp_path / "new", tmp_path / "b.zip"))
    assert any("will not be known again" in text for text in says)
    assert Store(tmp_path / "new", "x").pupil_key not in (key, b"")
    assert not any("known again" in text for text in engines.restore(store.folder, tmp_path / "b.zip"))
    assert Store(store.folder, "x").pupil_key == key


def test_an_older_stores_key_is_moved_out_of_what_is_copied(store: Store, ashwell: str, tmp_path: Path) -> None:
    old = b"a key of yesterday's version, 32"
    for ask in ("import", "rebuild", "settings", "backup"):
        (store.folder / office_file.KEY).unlink()
        office_file.write(store.folder, structs.replace(store.office, format=2, pupil_key=old))
        again = Store(store.folder, "x")
        assert list(again.care.faults()) == []
        if ask == "rebuild":
            list(engines.rebuild(store.folder))
        elif ask == "settings":
            again.care.keep_copies(3)
        elif ask == "backup":
            again.care.back_up(tmp_path / "b.zip")
            assert read_archive.manifest(tmp_path / "b.zip").office.pupil_key == b""
        assert again.pupil_key == old
        assert Store(store.folder, "x").office.pupil_key == b""
        assert (store.folder / office_file.KEY).exists()


def test_an_earlier_backup_that_holds_the_key_is_said_to(store: Store, ashwell: str, tmp_path: Path) -> None:
    """By `restore`, `verify` and `backup`; what it is restored to in a new folder has another key."""
    key = store.pupil_key
    siptui = Shell(store.folder)
    assert "key" not in siptui("backup")
    (copy,) = daily_copies.kept(store.folder)
    as_earlier(copy, tmp_path / "old.zip", key)
    shutil.copyfile(tmp_path / "old.zip", copy)
    holds = "holds the key that they were made with"
    assert [p.where for p in store.care.faults() if holds in p.what] == [str(copy)]
    assert holds in siptui("verify", status=3)
    for words in (("backup",), ("backup", str(tmp_path / "new.zip"))):
        assert said_on_stderr(store, *words).count(holds) == 1
    copy.unlink()
    assert list(store.care.faults()) == []
    here = [*engines.restore(store.folder, tmp_path / "old.zip")]
    assert [line for line in here if holds in line]
    assert [line for line in here if "still uses that key" in line]
    there = [*engines.restore(tmp_path / "there", tmp_path / "old.zip")]
    assert [line for line in there if holds in line]
    assert not [line for line in there if "still uses that key" in line]
    assert Store(tmp_path / "there", "x").pupil_key not in (key, b"")
    assert not [line for line in engines.restore(tmp_path / "it", tmp_path / "new.zip") if holds in line]


def said_on_stderr(store: Store, *words: str) -> str:
    argv = [sys.executable, "-m", "siptui", "--store", str(store.folder), "--as", "x", *words]
    return subprocess.run(argv, capture_output=True, text=True, check=True).stderr


def as_earlier(made: Path, out: Path, key: bytes) -> None:
    """A backup as it was made when settings held the key."""
    with zipfile.ZipFile(made) as new, zipfile.ZipFile(out, "w") as old:
        for name in new.namelist():
            body = new.read(name)
            if name == read_archive.MANIFEST:
                found = msgspec.json.decode(body)
                del found["checksum"]
                found |= {"format": 2, "office": found["office"] | {"pupil_key": b64encode(key).decode()}}
                body = whole_files.seal(found)
            old.writestr(name, body)


# -- what is not understood


def test_keys_and_tables_that_are_not_known_stay(store: Store, ashwell: str) -> None:
    path = store.folder / "schools" / f"{ashwell}.json"
    document = msgspec.json.decode(path.read_bytes())
    del document["checksum"]
    document["record"]["1"]["mood"] = {"sunny": [1, 2.5, None]}
    document["record"]["2"] = {"another": "document"}
    document["notes"] = {"1": {"text": "by another program"}}
    path.write_bytes(whole_files.seal(document))
    assert [problem.line() for problem in store.care.faults()] == []
    store.change(ashwell, [Change(TEXT, "typed")])
    store.undo(ashwell)
    after = msgspec.json.decode(path.read_bytes())
    assert after["record"]["1"]["mood"] == {"sunny": [1, 2.5, None]}
    assert after["record"]["2"] == {"another": "document"}
    assert after["notes"] == {"1": {"text": "by another program"}}
    assert after["record"]["1"]["revision"] == 3
    assert list(store.care.faults()) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d.update(revision=10**30),
        lambda d: d.update(revision=-1),
        lambda d: d["last"].update(when="never"),
        lambda d: d.update(values=[]),
        lambda d: d["values"].update({TEXT: 10**25}),
        lambda d: d["values"].update({TEXT: [1]}),
        lambda d: d["values"].update({TEXT: True}),
        lambda d: d.update(last=None),
        lambda d: d.update(id="../x"),
    ],
)
def test_what_no_school_can_be_is_that_schools_line(store: Store, ashwell: str, spoil) -> None:
    store.add_school("Zebra Lane", "infant", "CD")
    path = store.folder / "schools" / f"{ashwell}.json"
    document = msgspec.json.decode(path.read_bytes())
    del document["checksum"]
    spoil(document["record"]["1"])
    import json

    from siptui.store.files.json_checksum import put_seal

    path.write_bytes(put_seal(json.dumps(document, separators=(",", ":")).encode()))
    rows, (problem,) = Store(store.folder, "x").overview()
    assert [row.id for row in rows] == ["zebra_lane"]
    assert ashwell in problem.line()
    with pytest.raises(StoreFault):
        Store(store.folder, "x").load(ashwell)
    assert any(ashwell in fault.line() for fault in Store(store.folder, "x").care.faults())


def test_nested_without_end_is_that_schools_line(store: Store, ashwell: str) -> None:
    from siptui.store.files.json_checksum import put_seal

    path = store.folder / "schools" / f"{ashwell}.json"
    path.write_bytes(put_seal(b'{"record":' + b"[" * 200_000 + b"]" * 200_000 + b"}"))
    rows, (problem,) = Store(store.folder, "x").overview()
    assert (rows, "nested too deeply" in problem.what) == ([], True)


# -- smaller


def test_restoring_a_shared_backup_says_that_it_is_shared(tmp_path: Path) -> None:
    import grp

    from siptui.store.office_settings import Sharing

    group = grp.getgrgid(os.getegid()).gr_name
    shared = Store.create(tmp_path / "s", "tester", sharing=Sharing(group))
    shared.add_school("Ashwell Primary", "primary", "AB")
    shared.care.back_up(tmp_path / "b.zip")
    says = list(engines.restore(tmp_path / "n", tmp_path / "b.zip"))
    assert any("is shared" in text and group in text for text in says)


def test_a_clock_before_1980_makes_a_backup_all_the_same(
    store: Store, ashwell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(0))
    store.care.back_up(tmp_path / "b.zip")
    assert list(read_archive.manifest(tmp_path / "b.zip").schools) == [ashwell]


def test_an_inbox_of_thousands_lists_them_all(store: Store) -> None:
    from siptui.store import inbox, typed_file_path

    place = store.folder / "inbox"
    for number in range(2000):
        (place / f"{number:04}.xlsx").touch()
    assert len(inbox.arrived(store.folder)) == 2000
    assert len(typed_file_path.beginning(f"{place}/1")) == 1000
    assert [each.name for each in typed_file_path.beginning(f"{place}/1999")] == ["1999.xlsx"]


def test_a_record_is_checked_anew_once_its_file_is_another(store: Store, ashwell: str) -> None:
    """What was found sound, or made here, is not gone through at each edit; what somebody else put there is."""
    store.change(ashwell, [Change(TEXT, "typed")])
    store.change(ashwell, [Change(TEXT, "typed again")])
    path = store.folder / "schools" / f"{ashwell}.json"
    document = msgspec.json.decode(path.read_bytes())
    del document["checksum"]
    document["record"]["1"]["values"]["visits/autumn/date"] = "never"
    path.write_bytes(whole_files.seal(document))
    for ask in (store.load, lambda school: store.change(school, [Change(TEXT, "more")])):
        with pytest.raises(StoreFault, match="no date"):
            ask(ashwell)
    store.change(ashwell, [Change("visits/autumn/date", "2010-10-12")])
    assert store.load(ashwell).values["visits/autumn/date"] == "2010-10-12"
