"""A framework kept for the next start is never other than what its files say."""

import os
import shutil
from pathlib import Path

import pytest

from siptui.framework import Framework, FrameworkFault, kept_for_next_start, load
from siptui.framework.load import FOLDER
from support.milton_keynes import FRAMEWORK


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Frameworks to change, one of which extends the other."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(FOLDER / FRAMEWORK, tmp_path / "frameworks" / "base")
    (tmp_path / "frameworks" / "next").mkdir()
    identity = (FOLDER / FRAMEWORK / "framework.toml").read_text()
    (tmp_path / "frameworks" / "next" / "framework.toml").write_text('extends = "base"\n' + identity)
    return tmp_path / "frameworks"


def fresh(name: str, folder: Path):
    load.cache_clear()
    return load(name, folder)


@pytest.mark.parametrize("name", ["base", "next"])
def test_it_is_the_same_twice(folder: Path, name: str) -> None:
    first = fresh(name, folder)
    assert kept_for_next_start.find(name, folder, Framework) == first
    assert fresh(name, folder) == first


@pytest.mark.parametrize("name", ["base", "next"])
def test_a_changed_file_is_read_again(folder: Path, name: str) -> None:
    before = fresh(name, folder)
    path = folder / "base" / "forms" / "autumn.toml"
    text = path.read_text()
    path.write_text(text.replace(before.visits[0].name, "Michaelmas", 1))
    assert fresh(name, folder).visits[0].name == "Michaelmas"
    path.write_text("nonsense = = ")
    with pytest.raises(FrameworkFault):
        fresh(name, folder)


def test_a_file_that_comes_or_goes_is_noticed(folder: Path) -> None:
    fresh("next", folder)
    own = folder / "next" / "forms" / "autumn.toml"
    own.parent.mkdir()
    text = (folder / "base" / "forms" / "autumn.toml").read_text()
    own.write_text(text.replace('name = "Autumn"', 'name = "Michaelmas"', 1))
    changed = fresh("next", folder)
    own.unlink()
    assert changed.visits[0].name == "Michaelmas"
    assert fresh("next", folder).visits[0].name == "Autumn"
    shutil.rmtree(folder / "next")
    with pytest.raises(FrameworkFault, match="no such framework"):
        fresh("next", folder)


@pytest.mark.parametrize("harm", [b"", b"garbage", None])
def test_what_is_odd_is_passed_over(folder: Path, tmp_path: Path, harm: bytes | None) -> None:
    first = fresh("base", folder)
    (kept,) = (tmp_path / "cache" / "siptui").iterdir()
    kept.write_bytes(kept.read_bytes()[:-1] if harm is None else harm)
    assert kept_for_next_start.find("base", folder, Framework) is None
    assert fresh("base", folder) == first
    assert kept_for_next_start.find("base", folder, Framework) == first
    if os.geteuid() == 0:
        os.chown(kept, 12345, -1)
        assert kept_for_next_start.find("base", folder, Framework) is None


def test_where_nothing_can_be_kept_it_is_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way")
    assert fresh("base", folder).name == "base"
