"""Paths that are typed, completed, and looked for."""

from pathlib import Path

import pytest

from siptui.store import inbox
from siptui.store.store import Store
from siptui.store.typed_file_path import beginning, completed, named


def test_completing(tmp_path: Path) -> None:
    (tmp_path / "Schools").mkdir()
    for name in ("Ashwell 2010.xlsx", "Ashwell 2011.xlsx", "ash.csv"):
        (tmp_path / name).write_bytes(b"1,2")
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
    (tmp_path / "tracking.csv").write_bytes(b"1,2")
    assert [each.name for each in beginning("~/tr")] == ["tracking.csv"]
    assert completed("~/tr", beginning("~/tr")) == "~/tracking.csv"
    assert named(tmp_path, "~/tracking.csv") == (tmp_path / "tracking.csv", "file")
    assert named(tmp_path, "~") == (tmp_path, "folder")


def test_a_name_alone_is_looked_for_here_and_then_in_the_inbox(store: Store, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    place = store.folder / inbox.NAME
    (place / "tracking.csv").write_bytes(b"1,2")
    assert named(store.folder, "tracking.csv") == (place / "tracking.csv", "file")
    (tmp_path / "tracking.csv").write_bytes(b"1,2")
    assert named(store.folder, "tracking.csv") == (Path("tracking.csv"), "file")
    assert named(store.folder, "other.csv") == (Path("other.csv"), "")
    assert named(store.folder, "a\0b")[1] == ""


def test_a_folder_that_cannot_be_looked_into_lists_nothing() -> None:
    assert beginning("/nowhere/at/all/x") == []
    assert beginning("~nobody_here_by_that_name/x") == []
    assert beginning("a\0b/") == []
