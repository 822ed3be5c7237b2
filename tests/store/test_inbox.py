"""The inbox of a store."""

import os
import stat
from pathlib import Path

import pytest

from siptui.records.problem import Refused
from siptui.store import inbox
from siptui.store.backup import write_archive
from siptui.store.inbox import arrived, remove
from siptui.store.store import Store
from siptui.store.typed_file_path import beginning


@pytest.fixture
def place(store: Store) -> Path:
    """The inbox of a store."""
    return store.folder / inbox.NAME


def put(folder: Path, name: str | bytes, when: int = 0) -> None:
    path = folder / os.fsdecode(name)
    path.write_bytes(b"1,2")
    os.utime(path, (when, when))


def test_the_newest_comes_first_and_only_plain_files(store: Store, place: Path, tmp_path: Path) -> None:
    put(place, "old.xlsx", 1000)
    put(place, "new.xlsx", 2000)
    put(place, ".hidden", 3000)
    (place / "folder").mkdir()
    put(tmp_path, "elsewhere.xlsx")
    (place / "link.xlsx").symlink_to(tmp_path / "elsewhere.xlsx")
    os.mkfifo(place / "pipe.xlsx")
    found = arrived(store.folder)
    assert [(each.name, each.size, each.when) for each in found] == [
        ("new.xlsx", 3, "1970-01-01T00:33:20+00:00"),
        ("old.xlsx", 3, "1970-01-01T00:16:40+00:00"),
    ]


def test_an_inbox_that_is_a_link_is_not_looked_into(store: Store, place: Path, tmp_path: Path) -> None:
    place.rmdir()
    put(tmp_path, "elsewhere.xlsx")
    place.symlink_to(tmp_path)
    assert arrived(store.folder) == []


def test_a_store_made_before_gets_its_inbox_when_it_is_looked_at(store: Store, place: Path) -> None:
    place.rmdir()
    assert arrived(store.folder) == []
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


def test_what_lies_in_the_inbox_is_no_fault_and_in_no_copy(store: Store, place: Path, tmp_path: Path, ashwell) -> None:
    put(place, "tracking.xlsx")
    (place / "tracking.xlsx").chmod(0o644)
    assert [*store.care.faults()] == []
    (place / "link.xlsx").symlink_to("/nowhere")
    (fault,) = store.care.faults()
    assert (fault.where, "symbolic link" in fault.what) == (str(place / "link.xlsx"), True)
    write_archive.write(store.backend, tmp_path / "backup.zip")
    assert b"inbox" not in (tmp_path / "backup.zip").read_bytes()


def test_an_inbox_open_to_others_is_a_fault(store: Store, place: Path, ashwell: str) -> None:
    place.chmod(0o755)
    (fault,) = store.care.faults()
    assert fault.where == str(place)


def test_names_that_are_no_text_are_shown_with_marks(store: Store, place: Path) -> None:
    put(place, b"Ann\xe9e \x1b[31m.csv")
    (each,) = arrived(store.folder)
    assert "�" in each.name
    assert not each.typeable
    assert each.path.read_bytes() == b"1,2"


def test_a_file_is_removed_and_no_other(store: Store, place: Path, tmp_path: Path) -> None:
    put(place, b"Ann\xe9e.csv", 1000)
    put(place, "other.csv", 2000)
    put(tmp_path, "mine.csv")
    _, odd = arrived(store.folder)
    remove(store.folder, odd)
    assert [each.name for each in arrived(store.folder)] == ["other.csv"]
    with pytest.raises(Refused, match="cannot be deleted"):
        remove(store.folder, odd)
    (mine,) = beginning(f"{tmp_path}/mine")
    with pytest.raises(Refused, match="no file of the inbox"):
        remove(store.folder, mine)
    assert mine.path.exists()


def test_a_file_that_came_again_is_not_removed_unseen(store: Store, place: Path) -> None:
    put(place, "tracking.csv", 1000)
    (listed,) = arrived(store.folder)
    put(place, "tracking.csv", 2000)
    with pytest.raises(Refused, match="arrived anew"):
        remove(store.folder, listed)
    assert listed.path.exists()


def test_nothing_is_removed_behind_a_link(store: Store, place: Path, tmp_path: Path) -> None:
    put(place, "tracking.csv", 1000)
    (listed,) = arrived(store.folder)
    place.rename(tmp_path / "elsewhere")
    place.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refused, match="no file of the inbox"):
        remove(store.folder, listed)
    place.unlink()
    (tmp_path / "elsewhere").rename(place)
    listed.path.rename(place / "kept.csv")
    listed.path.symlink_to(place / "kept.csv")
    with pytest.raises(Refused, match="no file of the inbox"):
        remove(store.folder, listed)
    assert (place / "kept.csv").read_bytes() == b"1,2"
