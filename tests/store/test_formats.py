"""Stores of every format there has been, kept in `stores`, are read, edited and proven by today's siptui."""

import json
import re
import shutil
from pathlib import Path

import msgspec
import pytest

from siptui.records.change import Change
from siptui.store.backup import write_archive
from siptui.store.faults import StoreFault
from siptui.store.files import whole_files as files
from siptui.store.folder.care.mend import rebuild
from siptui.store.format import edit_lines as history
from siptui.store.format_version import FORMAT
from siptui.store.store import Store

STORES = Path(__file__).parent / "stores"
TEXT = "visits/autumn/judgements/S1.1/evaluation"


def test_every_format_has_its_store() -> None:
    kept = {int(p.name.removeprefix("format_")) for p in STORES.glob("format_*") if p.is_dir()}
    assert kept == set(range(1, FORMAT + 1))


@pytest.fixture(params=sorted(p.name for p in STORES.glob("format_*") if p.is_dir()))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Store, dict[str, dict[str, object]]]:
    """A store of that format, and what it should hold."""
    place = tmp_path / "s"
    shutil.copytree(STORES / request.param, place)
    for path in (place, *place.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    (place / "locks").mkdir(exist_ok=True, mode=0o700)
    lines = (STORES / f"{request.param}.dump").read_text().splitlines()
    return Store(place, "ab"), {line.split("\t")[0]: json.loads(line.split("\t")[1]) for line in lines}


def test_it_is_read_as_it_was(old: tuple[Store, dict[str, dict[str, object]]]) -> None:
    store, held = old
    assert {row.id: store.load(row.id).values for row in store.overview()[0]} == held
    assert len([*store.history("ashwell_primary")]) == 7
    assert list(store.care.faults()) == []


def test_it_is_edited_in_todays_format(old: tuple[Store, dict[str, dict[str, object]]], tmp_path: Path) -> None:
    store, held = old
    for number in range(3):
        store.change("ashwell_primary", [Change(TEXT, f"after {number}")])
    store.undo("ashwell_primary")
    again = Store(store.folder, "ab")
    assert again.load("ashwell_primary").values == held["ashwell_primary"] | {TEXT: "after 1"}
    assert len([*again.history("ashwell_primary")]) == 11
    assert json.loads((store.folder / "schools/ashwell_primary.json").read_bytes())["record"]["1"]["format"] == FORMAT
    write_archive.write(store.backend, tmp_path / "b.zip")
    assert list(store.care.faults()) == []
    list(rebuild(store.folder))
    assert not (store.folder / "summary.json").exists()
    assert list(store.care.faults()) == []


@pytest.mark.parametrize("name", ["office.json", "schools/ashwell_primary.json", "history/ashwell_primary.jsonl"])
def test_a_newer_format_is_refused_not_mangled(store: Store, ashwell: str, name: str) -> None:
    for value in ("one", "two"):
        store.change(ashwell, [Change(TEXT, value)])
    path = store.folder / name
    newer = re.sub(rb'"format":\d+', b'"format":99', path.read_bytes())
    if path.suffix == ".json":
        document = msgspec.json.decode(newer)
        del document["checksum"]
        newer = files.seal(document)
    else:
        first, _, rest = newer.partition(b"\n")
        newer = history.line(history.Heading(99)) + rest
        assert history.parse(first) is None
    path.write_bytes(newer)
    with pytest.raises(StoreFault, match="newer siptui"):
        list(Store(store.folder, "ab").history(ashwell))
    assert path.read_bytes() == newer
