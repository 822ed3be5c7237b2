"""What others could plant where a store's files lie: named and refused at once; never followed nor waited for."""

import os
import socket
import stat
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from siptui.records.change import Change
from siptui.records.problem import Refused
from siptui.store import engines
from siptui.store.faults import StoreFault
from siptui.store.files import whole_files
from siptui.store.folder.care import daily_copies
from siptui.store.store import Store

TEXT = "visits/autumn/judgements/S1.1/evaluation"
FOLDERS = ("schools", "people", "history", "locks", "derived", "copies", "inbox", "drafts")
pytestmark = pytest.mark.timeout(20)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def link(path: Path) -> None:
    path.symlink_to("/etc/passwd")


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def folder(path: Path) -> None:
    path.mkdir(mode=0o700)


def plug(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        here = Path.cwd()
        os.chdir(path.parent)
        try:
            made.bind(path.name)
        finally:
            os.chdir(here)


KINDS = [pipe, link, loop, folder, plug]
NAMES = {
    "schools": "planted.json",
    "people": "@PL.json",
    "history": "planted.jsonl",
    "locks": "planted.lock",
    "copies": "2026-01-01.zip",
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("where", FOLDERS)
def test_it_is_named_by_verify_and_hides_nothing_else(
    store: Store, ashwell: str, where: str, kind: Callable[[Path], None]
) -> None:
    store.change(ashwell, [Change(TEXT, "typed")])
    path = store.folder / where / NAMES.get(where, "planted.xlsx")
    kind(path)
    if (where, kind) == ("drafts", folder):
        assert list(store.care.faults()) == []  # each has a folder there
        return
    said = [problem for problem in store.care.faults() if problem.where == str(path)]
    assert said, [problem.line() for problem in store.care.faults()]
    assert Store(store.folder, "x").load(ashwell).values[TEXT] == "typed"
    assert store.overview()[0][0].id == ashwell


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["schools/ashwell_primary.json", "history/ashwell_primary.jsonl", "office.json"])
def test_in_the_place_of_a_file_it_is_refused_and_nothing_waits(
    store: Store, ashwell: str, name: str, kind: Callable[[Path], None]
) -> None:
    path = store.folder / name
    for value in ("one", "two"):
        store.change(ashwell, [Change(TEXT, value)])
    path.unlink()
    kind(path)
    with pytest.raises((StoreFault, Refused)):
        list(Store(store.folder, "x").history(ashwell))
    with pytest.raises((StoreFault, Refused)):
        Store(store.folder, "x").change(ashwell, [Change(TEXT, "three")])
    assert not stat.S_ISREG(path.lstat().st_mode)


@pytest.mark.parametrize("kind", KINDS)
def test_a_lock_that_is_none_is_said(store: Store, ashwell: str, kind: Callable[[Path], None]) -> None:
    path = store.folder / "locks" / f"{ashwell}.lock"
    path.unlink()
    kind(path)
    with pytest.raises(StoreFault):
        store.change(ashwell, [Change(TEXT, "never")])
    list(engines.rebuild(store.folder))
    store.change(ashwell, [Change(TEXT, "after all")])


@pytest.mark.parametrize("kind", KINDS)
def test_rebuild_puts_it_aside(store: Store, ashwell: str, kind: Callable[[Path], None]) -> None:
    places = [store.folder / where / NAMES[where] for where in NAMES]
    for path in places:
        kind(path)
    said = " ".join(problem.line() for problem in engines.rebuild(store.folder))
    for path in places:
        assert str(path) in said
        assert not os.path.lexists(path)
    assert Store(store.folder, "x").load(ashwell).id == ashwell
    again = [problem for problem in Store(store.folder, "x").care.faults() if "kept" not in problem.where]
    assert again == []


def test_todays_copy_that_is_no_file_is_said(store: Store, ashwell: str) -> None:
    pipe(store.folder / "copies" / "2026-11-21.zip")
    with pytest.raises(StoreFault, match="is a pipe"):
        daily_copies.make(store.backend, date(2026, 11, 21))
    assert daily_copies.make(store.backend, date(2026, 11, 22)) == []
    assert [path.name for path in daily_copies.kept(store.folder)] == ["2026-11-22.zip"]


@pytest.mark.parametrize("kind", [pipe, plug, folder])
def test_no_pipe_is_restored_from(store: Store, tmp_path: Path, kind: Callable[[Path], None]) -> None:
    kind(tmp_path / "planted.zip")
    with pytest.raises(Refused):
        list(engines.restore(store.folder, tmp_path / "planted.zip"))


def test_no_endless_file_is_restored_from(store: Store) -> None:
    with pytest.raises(Refused, match="is a device"):
        list(engines.restore(store.folder, Path("/dev/zero")))


def test_a_kept_folder_that_is_a_link_leads_nowhere(store: Store, ashwell: str, tmp_path: Path) -> None:
    """What is replaced is kept in the store, whoever has put a link in its way."""
    aside = store.folder / "kept" / "2026-01-01T000000Z"
    aside.mkdir()
    (tmp_path / "outside").mkdir()
    (aside / "schools").symlink_to(tmp_path / "outside")
    from siptui.store.folder import kept_damaged_files

    with pytest.raises(StoreFault):
        kept_damaged_files.keep(store.folder / "schools" / f"{ashwell}.json", store.folder, aside)
    assert list((tmp_path / "outside").iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, whom somebody might cheat")
def test_rights_are_given_to_what_was_looked_at(store: Store, tmp_path: Path) -> None:
    """A file that becomes a link, or has a second name, is nobody's way to a file of somebody else's."""
    secret = tmp_path / "secret"
    secret.write_text("root's")
    secret.chmod(0o600)
    place = store.folder / "derived" / "x"
    place.symlink_to(secret)
    whole_files.set_rights(place)
    place.unlink()
    place.hardlink_to(secret)
    os.chown(store.folder / "derived", 12345, 12345)
    whole_files.set_rights(place)
    assert (secret.stat().st_uid, stat.S_IMODE(secret.stat().st_mode)) == (0, 0o600)
    place.unlink()
    place.write_text("left by root in somebody's store")
    whole_files.set_rights(place)
    assert place.stat().st_uid == 12345


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, whom somebody might cheat")
def test_a_folder_that_is_flipped_for_a_link_gives_nobody_anything(store: Store, tmp_path: Path) -> None:
    """What `rebuild` changes the owner and mode of is what it opened: flipped in between, the target stays root's."""
    import threading

    secret = tmp_path / "secret"
    secret.write_text("root's")
    secret.chmod(0o600)
    place, stop = store.folder / "derived" / "flipped", threading.Event()
    os.chown(store.folder / "derived", 12345, 12345)

    def flip() -> None:
        while not stop.is_set():
            place.unlink(missing_ok=True)
            place.write_text("mine")
            place.unlink()
            place.symlink_to(secret)

    thread = threading.Thread(target=flip)
    thread.start()
    until = time.monotonic() + 1.5
    while time.monotonic() < until:
        whole_files.set_rights(place)
    stop.set()
    thread.join()
    assert (secret.stat().st_uid, stat.S_IMODE(secret.stat().st_mode)) == (0, 0o600)


# -- bombs


@pytest.mark.parametrize("line", [b"0", b"0\n", b'00000000 {"format":3}\n'])
def test_a_bomb_is_refused_while_it_is_read(store: Store, ashwell: str, tmp_path: Path, line: bytes) -> None:
    """At its first line: no more of it is unpacked than one line may have."""
    import tracemalloc

    store.care.back_up(tmp_path / "sound.zip")
    with (
        zipfile.ZipFile(tmp_path / "sound.zip") as sound,
        zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in sound.namelist():
            if not name.startswith("history/"):
                made.writestr(name, sound.read(name))
        with made.open(f"history/{ashwell}.jsonl", "w") as member:
            for _ in range(256):
                member.write(line * (1024 * 1024 // len(line)))
    tracemalloc.start()
    with pytest.raises(Refused, match="damaged"):
        list(engines.restore(store.folder, tmp_path / "bomb.zip"))
    assert tracemalloc.get_traced_memory()[1] < 200_000_000
    tracemalloc.stop()
    assert (tmp_path / "bomb.zip").stat().st_size < 2_000_000


def test_a_packed_bomb_is_refused_at_its_first_line(store: Store, ashwell: str) -> None:
    """A line of format 2 that unpacks to much of what is no Edit."""
    import zlib
    from base64 import b64encode

    from siptui.store.format.edit_lines import Heading, Packed, line

    store.change(ashwell, [Change(TEXT, "typed")])
    engine = zlib.compressobj(1)
    data = b"".join([*(engine.compress(b"x\n" * 500_000) for _ in range(60)), engine.flush()])
    path = store.folder / "history" / f"{ashwell}.jsonl"
    path.write_bytes(line(Heading(2)) + line(Packed(1, b64encode(data).decode())))
    with pytest.raises(StoreFault, match="damaged where it is packed"):
        list(store.history(ashwell))
    assert any("damaged where it is packed" in problem.what for problem in store.care.faults())
