"""A store's own frameworks go into its backups and come back with it: without its forms no store opens."""

import shutil
import zipfile
from pathlib import Path

import pytest

from siptui.framework import load
from siptui.store import engines
from siptui.store.backup import read_archive
from siptui.store.files.store_frameworks import framework_of
from siptui.store.store import Store
from support.stores.small_store import FOLDER, NAME, small_store


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of a store under a framework of its own."""
    small_store(tmp_path / "s").care.back_up(tmp_path / "b.zip")
    return tmp_path / "b.zip"


def test_a_store_restored_elsewhere_opens_under_its_own_forms(backup: Path, tmp_path: Path) -> None:
    said = list(engines.restore(tmp_path / "new", backup))
    assert f"put back the framework {NAME}" in said
    again = Store(tmp_path / "new", "x")
    assert again.framework.name == NAME
    assert again.load("ashwell_primary").values["school/name"] == "Ashwell Primary"
    assert list(again.care.faults()) == []
    for path in FOLDER.rglob("*.toml"):
        put = tmp_path / "new/frameworks" / NAME / path.relative_to(FOLDER)
        assert put.read_bytes() == path.read_bytes()
        assert put.stat().st_mode & 0o777 == 0o600


def test_a_framework_that_is_there_stays_as_it_is(backup: Path, tmp_path: Path) -> None:
    changed = tmp_path / "s/frameworks" / NAME / "forms/diary.toml"
    changed.write_text(changed.read_text("utf-8").replace("Note", "Remark"), "utf-8")
    (tmp_path / "s/frameworks" / NAME / "rules.toml").unlink()
    assert not any("put back the framework" in line for line in engines.restore(tmp_path / "s", backup))
    assert "Remark" in changed.read_text("utf-8")
    assert not (tmp_path / "s/frameworks" / NAME / "rules.toml").exists()


def in_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store under a framework that lies in its owner's settings, backed up; gives that framework's folder."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    home = tmp_path / "config/siptui/frameworks" / NAME
    shutil.copytree(FOLDER, home)
    store = Store.create(tmp_path / "s", "x", NAME)
    store.add_school("Ashwell Primary", "primary")
    assert store.care.back_up(tmp_path / "b.zip")[1] == []
    return home


def test_one_in_settings_comes_back_as_the_stores_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(in_settings(tmp_path, monkeypatch))
    assert f"put back the framework {NAME}" in [*engines.restore(tmp_path / "new", tmp_path / "b.zip")]
    again = Store(tmp_path / "new", "x")
    assert again.load("ashwell_primary").values["school/name"] == "Ashwell Primary"
    assert list(again.care.faults()) == []


def test_where_it_is_in_settings_still_it_stays_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_settings(tmp_path, monkeypatch)
    assert not any("framework" in line for line in engines.restore(tmp_path / "s", tmp_path / "b.zip"))
    assert not (tmp_path / "s/frameworks" / NAME).exists()


def test_one_in_settings_that_cannot_be_read_is_said_and_the_records_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = in_settings(tmp_path, monkeypatch)
    store = Store(tmp_path / "s", "x")
    (home / "framework.toml").write_bytes(b"title = ")
    load.cache_clear()
    backed_up, problems = store.care.back_up(tmp_path / "c.zip")
    assert backed_up == ["ashwell_primary"]
    assert [problem.code for problem in problems] == ["no_framework_in_backup"]


@pytest.mark.parametrize(
    "name",
    [
        "frameworks/../office.json",
        "frameworks/a/../../x.toml",
        "/frameworks/a/kips.toml",
        "frameworks/a/b/kips.toml",
        "frameworks/a/kips.py",
        "frameworks/.a/kips.toml",
        "frameworks/kips.toml",
        "schools/a/kips.toml",
    ],
)
def test_what_else_an_archive_may_name_is_not_written(backup: Path, tmp_path: Path, name: str) -> None:
    assert framework_of(name) == ""
    with zipfile.ZipFile(backup, "a") as archive:
        archive.writestr(name, b"planted")
    assert name not in dict(read_archive.frameworks(backup))
    list(engines.restore(tmp_path / "new", backup))
    assert not any(path.is_file() and path.read_bytes() == b"planted" for path in tmp_path.rglob("*"))
