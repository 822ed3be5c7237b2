"""The inbox of a store, and paths that are completed."""

import os
import stat
from pathlib import Path

import pytest

from siptui.records.problem import Refused
from siptui.store import backup_zip, importable_files
from siptui.store.importable_files import arrived, beginning, completed, named, remove
from siptui.store.store import Store


@pytest.fixture
def place(store: Store) -> Path:
    """The inbox of a store."""
    return store.folder / importable_files.NAME


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
    assert [*store.faults()] == []
    (place / "link.xlsx").symlink_to("/nowhere")
    (fault,) = store.faults()
    assert (fault.where, "symbolic link" in fault.what) == (str(place / "link.xlsx"), True)
    backup_zip.write(store.backend, tmp_path / "backup.zip")
    assert b"inbox" not in (tmp_path / "backup.zip").read_bytes()


def test_an_inbox_open_to_others_is_a_fault(store: Store, place: Path, ashwell: str) -> None:
    place.chmod(0o755)
    (fault,) = store.faults()
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


def test_completing(tmp_path: Path) -> None:
    (tmp_path / "Schools").mkdir()
    for name in ("Ashwell 2010.xlsx", "Ashwell 2011.xlsx", "ash.csv"):
        put(tmp_path, name)
    at = f"{tmp_path}/"
    assert [each.name for each in beginning(at + "ash")] == ["ash.csv", "Ashwell 2010.xlsx", "Ashwell 2011.xlsx"]
    for typed, more in (
        ("Ashw", "Ashwell 201"),
        ("Ashwell 2010", "Ashwell 2010.xlsx"),
        ("S", "Schools/"),
        ("ashw", "Ashwell 201"),
        ("x", "x"),
        ("a", "a"),  # two spellings of a: no more is common to them
    ):
        assert completed(at + typed, beginning(at + typed)) == at + more


def test_a_folder_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    put(tmp_path, "tracking.csv")
    assert [each.name for each in beginning("~/tr")] == ["tracking.csv"]
    assert completed("~/tr", beginning("~/tr")) == "~/tracking.csv"
    assert named(tmp_path, "~/tracking.csv") == (tmp_path / "tracking.csv", "file")
    assert named(tmp_path, "~") == (tmp_path, "folder")


def test_a_name_alone_is_looked_for_here_and_then_in_the_inbox(
    store: Store, place: Path, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    put(place, "tracking.csv")
    assert named(store.folder, "tracking.csv") == (place / "tracking.csv", "file")
    put(tmp_path, "tracking.csv")
    assert named(store.folder, "tracking.csv") == (Path("tracking.csv"), "file")
    assert named(store.folder, "other.csv") == (Path("other.csv"), "")
    assert named(store.folder, "a\0b")[1] == ""


def test_a_folder_that_cannot_be_looked_into_lists_nothing() -> None:
    assert beginning("/nowhere/at/all/x") == []
    assert beginning("~nobody_here_by_that_name/x") == []
    assert beginning("a\0b/") == []
