"""Where frameworks are found, which goes before which, and whose files are believed."""

import os
from pathlib import Path

import pytest

from siptui.framework import FrameworkFault, folders, load, names
from support.milton_keynes import FRAMEWORK


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store's folder with a framework of its own."""
    _extend(tmp_path / "store" / "frameworks" / "ours", "Of the store")
    return tmp_path / "store"


def _extend(folder: Path, title: str, base: str = FRAMEWORK) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = f'title = "{title}"\nauthority = "Anyshire"\nyear = "2026-27"\nextends = "{base}"\n'
    (folder / "framework.toml").write_text(text, "utf-8")


def test_a_store_has_its_own_and_a_shared_one_none_of_anybodys_settings(store: Path) -> None:
    _extend(folders.in_settings() / "mine", "Of the settings")
    _extend(folders.in_settings() / "ours", "Of the settings too")
    own, shared = folders.of_store(store, shared=False), folders.of_store(store, shared=True)
    assert {"ours", "mine", FRAMEWORK} <= set(names(own))
    assert "mine" not in names(shared)
    assert load("ours", own).identity.title == "Of the store"
    assert load("mine", own).identity.title == "Of the settings"
    with pytest.raises(FrameworkFault, match="no such framework"):
        load("mine", shared)


def test_one_of_the_stores_own_goes_before_the_packages_also_once_that_was_kept(store: Path) -> None:
    places = folders.of_store(store, shared=False)
    assert load("ours", places).identity.extends == FRAMEWORK
    _extend(store / "frameworks" / FRAMEWORK, "Another base", "norfolk_2010_11")
    load.cache_clear()
    with pytest.raises(FrameworkFault, match="extends itself"):  # norfolk's base is now the store's
        load("ours", places)


def test_what_is_the_packages_alone_is_read_once_for_all_stores(store: Path, tmp_path: Path) -> None:
    without = [folders.of_store(tmp_path / name, shared=shared) for name, shared in (("a", False), ("b", True))]
    assert load(FRAMEWORK, without[0].for_one(FRAMEWORK)) is load(FRAMEWORK, without[1].for_one(FRAMEWORK))
    with_its_own = folders.of_store(store, shared=False)
    assert with_its_own.for_one(FRAMEWORK) == with_its_own, "what it has may go before what the package's extends"
    assert without[0].for_one("ours") == without[0], "it may come into the settings yet"


@pytest.mark.parametrize("name", ["../secret", ".hidden", "a/b", "", "x" * 65])
def test_a_name_leads_nowhere_else(store: Path, name: str) -> None:
    places = folders.of_store(store, shared=False)
    assert places.find(name) is None
    _extend(store / "frameworks" / "led", "Led", name or "..")
    with pytest.raises(FrameworkFault, match="there is no framework"):
        load("led", places)


@pytest.mark.skipif(os.geteuid() != 0, reason="gives a file to somebody else")
def test_what_somebody_else_has_put_there_is_not_believed(store: Path) -> None:
    file = store / "frameworks" / "ours" / "framework.toml"
    os.chown(file, 12345, -1)
    with pytest.raises(FrameworkFault, match="belongs to somebody else"):
        load("ours", folders.of_store(store, shared=False))
    os.chown(store, 12345, -1)
    assert load("ours", folders.of_store(store, shared=True)).identity.title == "Of the store", "the store's owner's"


def test_what_everybody_can_write_is_not_believed(store: Path) -> None:
    (store / "frameworks" / "ours" / "framework.toml").chmod(0o666)
    with pytest.raises(FrameworkFault, match="everybody"):
        load("ours", folders.of_store(store, shared=False))
