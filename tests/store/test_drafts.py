"""Drafts: what is typed outlives the session that it was typed in, and no other user reads it."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from siptui.store.drafts import Drafts, Entry, Lost, place_for
from siptui.store.faults import StoreFault

ONE = Entry(school="ashwell", path="a/b", old=None, text="half a thou", when="2026-11-21T10:00:00+00:00")
TWO = Entry(school="ashwell", path="a/c", old=2.5, text="17.5é\n[b]", when="2026-11-21T10:00:01+00:00")


def left(folder: Path, *entries: Entry) -> None:
    """A session that has ended and left these."""
    session = Drafts(folder)
    session.keep(entries)
    session.close()


def test_what_is_kept_is_lost_when_the_session_ends(tmp_path: Path) -> None:
    folder = place_for(tmp_path, "mr")
    assert folder == tmp_path / "drafts" / "mr"
    left(folder, ONE, TWO)
    later = Drafts(folder)
    found = later.lost()
    assert [x.entry for x in found] == [ONE, TWO]
    later.forget(found[0])
    assert [x.entry for x in later.lost()] == [TWO]
    later.forget(found[1])
    assert later.lost() == []
    assert list(folder.iterdir()) == []


def test_nothing_is_made_for_nothing(tmp_path: Path) -> None:
    session = Drafts(place_for(tmp_path, "mr"))
    session.keep([])
    assert session.lost() == []
    session.close()
    assert list(tmp_path.iterdir()) == []


def test_what_is_saved_is_kept_no_more(tmp_path: Path) -> None:
    session = Drafts(tmp_path / "d" / "mr")
    session.keep([ONE])
    session.keep([])
    assert list((tmp_path / "d" / "mr").iterdir()) == []
    session.keep([TWO])
    assert len(list(session.folder.glob("*.json"))) == 1
    session.close()
    session.keep([])  # comes too late to take away what was left
    assert [x.entry for x in Drafts(session.folder).lost()] == [TWO]


def test_the_same_is_not_written_twice(tmp_path: Path) -> None:
    session = Drafts(tmp_path / "d")
    session.keep([ONE])
    written = next(session.folder.glob("*.json")).stat().st_ino
    session.keep([ONE])
    assert next(session.folder.glob("*.json")).stat().st_ino == written


def test_a_living_sessions_drafts_are_not_lost(tmp_path: Path) -> None:
    living, other = Drafts(tmp_path / "d"), Drafts(tmp_path / "d")
    living.keep([ONE])
    assert other.lost() == []
    living.close()
    assert [x.entry for x in other.lost()] == [ONE]


def test_what_one_session_offers_another_does_not(tmp_path: Path) -> None:
    left(tmp_path / "d", ONE)
    first, second = Drafts(tmp_path / "d"), Drafts(tmp_path / "d")
    assert len(first.lost()) == 1
    assert second.lost() == []
    first.release()
    assert len(second.lost()) == 1


def test_a_killed_session_is_found(tmp_path: Path) -> None:
    script = (
        "import sys, time\nfrom pathlib import Path\nfrom siptui.store.drafts import Drafts, Entry\n"
        "d = Drafts(Path(sys.argv[1]))\n"
        "d.keep([Entry(school='s', path='p', old='o', text='typed', when='')])\n"
        "print('kept', flush=True)\ntime.sleep(60)\n"
    )
    run = subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "d")], stdout=subprocess.PIPE)
    assert run.stdout is not None
    assert run.stdout.readline() == b"kept\n"
    session = Drafts(tmp_path / "d")
    assert session.lost() == []
    run.send_signal(signal.SIGKILL)
    run.communicate()
    assert [x.entry.text for x in session.lost() if x.entry] == ["typed"]


@pytest.mark.parametrize("data", [b"", b"{", b'{"checksum":"00000000","format":1,"entries":[]}', b"\xff" * 9])
def test_a_damaged_draft_is_said_and_can_be_thrown_away(tmp_path: Path, data: bytes) -> None:
    left(tmp_path / "d", ONE)
    left(tmp_path / "d", TWO)
    sorted((tmp_path / "d").glob("*.json"))[0].write_bytes(data)
    session = Drafts(tmp_path / "d")
    found = session.lost()
    assert sorted(x.entry is None for x in found) == [False, True]
    damaged = next(x for x in found if x.problem)
    session.forget(damaged)
    assert len(session.lost()) == 1


def test_what_died_over_its_first_draft_leaves_nothing(tmp_path: Path) -> None:
    left(tmp_path / "d", ONE)
    path = next((tmp_path / "d").glob("*.json"))
    path.rename(path.with_suffix(".tmp"))
    assert Drafts(tmp_path / "d").lost() == []
    assert list((tmp_path / "d").iterdir()) == []


def test_another_format_is_said(tmp_path: Path) -> None:
    from siptui.store.files import whole_files as files

    left(tmp_path / "d", ONE)
    path = next((tmp_path / "d").glob("*.json"))
    path.write_bytes(files.seal({"format": 2, "entries": []}))
    assert "format 2" in Drafts(tmp_path / "d").lost()[0].problem


@pytest.mark.parametrize("mask", [0, 0o022, 0o077])
def test_nobody_else_reads_a_draft(tmp_path: Path, mask: int) -> None:
    store = tmp_path / "store"
    store.mkdir(mode=0o700)
    before = os.umask(mask)
    try:
        session = Drafts(place_for(store, "mr"))
        session.keep([ONE])
    finally:
        os.umask(before)
    assert stat.S_IMODE((store / "drafts").stat().st_mode) == 0o700
    assert stat.S_IMODE(session.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(p.stat().st_mode) for p in session.folder.iterdir()} == {0o600}


def test_a_shared_store_has_room_for_everybodys_drafts(tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    store.chmod(0o2770)
    Drafts(place_for(store, "mr")).keep([ONE])
    assert stat.S_IMODE((store / "drafts").stat().st_mode) == 0o3770
    assert stat.S_IMODE((store / "drafts" / "mr").stat().st_mode) & 0o777 == 0o700


def test_a_symbolic_link_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    target.mkdir()
    (tmp_path / "d").symlink_to(target)
    with pytest.raises(StoreFault):
        Drafts(tmp_path / "d").keep([ONE])
    with pytest.raises(StoreFault, match="symbolic link"):
        Drafts(tmp_path / "d").lost()
    assert list(target.iterdir()) == []
    (tmp_path / "d").unlink()
    left(tmp_path / "d", ONE)
    path = next((tmp_path / "d").glob("*.json"))
    path.rename(target / "file.json")
    path.symlink_to(target / "file.json")
    session = Drafts(tmp_path / "d")
    (found,) = session.lost()
    assert "symbolic link" in found.problem
    session.forget(found)
    assert (target / "file.json").exists()


def test_nor_one_on_the_way_there(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    left(target / "mr", ONE)
    (tmp_path / "drafts").symlink_to(target)
    for touch in (lambda d: d.keep([TWO]), lambda d: d.lost()):
        with pytest.raises(StoreFault, match="symbolic link"):
            touch(Drafts(tmp_path / "drafts" / "mr"))
    assert len(list((target / "mr").glob("*.json"))) == 1


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "d").write_text("a file")
    with pytest.raises(StoreFault):
        Drafts(tmp_path / "d").keep([ONE])
    with pytest.raises(StoreFault, match="long"):
        Drafts(tmp_path / "e").keep([Entry(school="s", path="p", old=None, text="x" * 1_000_001, when="")])


def test_logins_that_are_no_file_names(tmp_path: Path) -> None:
    places = {place_for(tmp_path, who) for who in ("../../etc", "a/b", "", "Étienne", "x" * 400, "..", "A", "a")}
    assert len(places) == 8
    assert {p.parent for p in places} == {tmp_path / "drafts"}
    assert Lost("s", None).problem == ""
