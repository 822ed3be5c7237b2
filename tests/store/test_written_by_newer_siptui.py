"""What a newer siptui wrote is no damage: it is left as it is, and said."""

import re
import zipfile
from datetime import date
from pathlib import Path

import msgspec
import pytest

from siptui.records.change import Change
from siptui.store import engines
from siptui.store.backup import read_archive, write_archive
from siptui.store.faults import Newer
from siptui.store.files import whole_files
from siptui.store.folder.care import daily_copies
from siptui.store.format.edit_lines import Heading, line
from siptui.store.store import Store

TEXT = "visits/autumn/judgements/S1.1/evaluation"
FILES = ["office.json", "schools/ashwell_primary.json", "history/ashwell_primary.jsonl"]


@pytest.fixture
def typed(store: Store, ashwell: str) -> Store:
    store.add_school("Zebra Lane", "infant", "CD")
    for value in ("one", "two"):
        store.change(ashwell, [Change(TEXT, value)])
    daily_copies.make(store.backend, date(2026, 11, 21))
    return store


def made_newer(path: Path) -> bytes:
    """The file as a newer siptui might leave it, with its checksum right and a key that nobody here knows."""
    if path.suffix == ".json":
        newer = re.sub(rb'"format":\d+', b'"format":99,"unheard":[1]', path.read_bytes(), count=1)
        document = msgspec.json.decode(newer)
        del document["checksum"]
        data = whole_files.seal(document)
    else:
        data = line(Heading(99)) + b"whatever comes after it\n"
    path.write_bytes(data)
    return data


@pytest.mark.parametrize("name", FILES)
def test_rebuild_leaves_it_and_says_so(typed: Store, ashwell: str, name: str) -> None:
    typed.change("zebra_lane", [Change(TEXT, "other")])
    before = made_newer(typed.folder / name)
    (typed.folder / "schools" / "zebra_lane.json").write_bytes(b"garbage")
    if name == "office.json":
        with pytest.raises(Newer):
            list(engines.rebuild(typed.folder))
    else:
        said = [problem.line() for problem in engines.rebuild(typed.folder)]
        assert any("newer siptui" in text and "update siptui" in text for text in said)
        assert any("zebra_lane" in text and "made again" in text for text in said)
        assert any("newer siptui" in problem.what for problem in Store(typed.folder, "x").care.faults())
    assert (typed.folder / name).read_bytes() == before


@pytest.mark.parametrize("only", [(), ("ashwell_primary",)])
@pytest.mark.parametrize("name", FILES)
def test_restore_does_not_replace_it(typed: Store, tmp_path: Path, name: str, only: tuple[str, ...]) -> None:
    typed.care.back_up(tmp_path / "b.zip")
    made_newer(typed.folder / name)
    before = {path: path.read_bytes() for path in typed.folder.rglob("*") if path.is_file()}
    with pytest.raises(Newer):
        list(engines.restore(typed.folder, tmp_path / "b.zip", only))
    assert {path: path.read_bytes() for path in typed.folder.rglob("*") if path.is_file()} == before


def test_restore_of_another_school_goes_on(typed: Store, tmp_path: Path) -> None:
    typed.care.back_up(tmp_path / "b.zip")
    made_newer(typed.folder / FILES[1])
    assert list(engines.restore(typed.folder, tmp_path / "b.zip", ["zebra_lane"]))


def test_a_newer_copy_is_not_to_be_taken_away(typed: Store, tmp_path: Path) -> None:
    """Neither by advice, nor by a backup to the same name; and restoring from it changes nothing."""
    (copy,) = daily_copies.kept(typed.folder)
    with zipfile.ZipFile(copy) as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    manifest = msgspec.json.decode(members[read_archive.MANIFEST])
    del manifest["checksum"]
    members[read_archive.MANIFEST] = whole_files.seal(manifest | {"format": 99, "unheard": {}})
    with zipfile.ZipFile(copy, "w") as newer:
        for name, data in members.items():
            newer.writestr(name, data)
    copy.chmod(0o600)
    (fault,) = typed.care.faults()
    assert "newer siptui" in fault.what
    assert "take it away" not in fault.do
    with pytest.raises(Newer):
        list(engines.restore(typed.folder, copy))
    before = copy.read_bytes()
    with pytest.raises(Newer):
        write_archive.write(typed.backend, copy)
    assert copy.read_bytes() == before


def test_its_segments_are_left_too(typed: Store, ashwell: str) -> None:
    heading = Heading(99, era="0" * 8, segments=1, until=2)
    path = typed.folder / "history" / f"{ashwell}.jsonl"
    path.write_bytes(line(heading))
    segment = path.with_name(f"{ashwell}.00000000.000001.z")
    segment.write_bytes(b"what a newer siptui keeps there")
    for each in (path, segment):
        each.chmod(0o600)
    list(engines.rebuild(typed.folder))
    assert segment.read_bytes() == b"what a newer siptui keeps there"
    with pytest.raises(Newer):
        typed.change(ashwell, [Change(TEXT, "never")])
