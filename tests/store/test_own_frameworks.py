"""A store's own frameworks go into its backups and come back with it: without its forms no store opens."""

import zipfile
from pathlib import Path

import pytest

from siptui.store import backup_zip, engines
from siptui.store.files.store_frameworks import framework_of
from siptui.store.store import Store
from support.stores.small_store import FOLDER, NAME, small_store


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of a store under a framework of its own."""
    small_store(tmp_path / "s").back_up(tmp_path / "b.zip")
    return tmp_path / "b.zip"


def test_a_store_restored_elsewhere_opens_under_its_own_forms(backup: Path, tmp_path: Path) -> None:
    said = list(engines.restore(tmp_path / "new", backup))
    assert f"put back the framework {NAME}" in said
    again = Store(tmp_path / "new", "x")
    assert again.framework.name == NAME
    assert again.load("ashwell_primary").values["school/name"] == "Ashwell Primary"
    assert list(again.faults()) == []
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
    assert name not in dict(backup_zip.frameworks(backup))
    list(engines.restore(tmp_path / "new", backup))
    assert not any(path.is_file() and path.read_bytes() == b"planted" for path in tmp_path.rglob("*"))
