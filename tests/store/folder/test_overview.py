"""The caseload's lines: brought up to date by whoever writes, and believed only where nobody else could write them."""

import json
import os
import stat

import pytest

from siptui.records.change import Change
from siptui.store.files import whole_files as files
from siptui.store.folder import caseload_index
from siptui.store.store import Store
from support.stores.proof import proof

CURRENT = "visits/autumn/judgements/S1.1/current"
TEXT = "visits/autumn/judgements/S1.1/evaluation"


def test_the_overview_follows_every_change(store: Store, ashwell: str) -> None:
    store.add_school("Zebra Lane", "infant", "CD")
    assert [r.name for r in store.overview()[0]] == ["Ashwell Primary", "Zebra Lane"]
    for value in ("red", "green", "red"):
        store.change(ashwell, [Change("visits/autumn/judgements/S1.1/progress", value)])
        assert store.overview()[0][0].reds == (value == "red")


def test_the_summary_is_brought_up_to_date_by_the_writer(store: Store, ashwell: str) -> None:
    Store(store.folder, "x").change(ashwell, [Change("visits/autumn/judgements/S1.1/progress", "red")])
    kept = json.loads(caseload_index._place(store.folder).read_bytes())["schools"][ashwell]
    found = (store.folder / "schools" / f"{ashwell}.json").stat()
    assert kept[0] == [found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns]
    assert kept[1][7] == 1  # red
    assert proof(store) == []


def test_an_unchanged_file_is_not_read_twice(store: Store, ashwell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    other, reads = Store(store.folder, "other"), []
    monkeypatch.setattr(files, "read", lambda path, read=files.read: reads.append(path) or read(path))
    assert store.load(ashwell) is store.load(ashwell)
    assert reads == []  # it wrote that itself
    other.load(ashwell)
    other.load(ashwell)
    assert [path.stem for path in reads] == [ashwell]
    store.change(ashwell, [Change(CURRENT, "2")])
    assert other.load(ashwell).values[CURRENT] == "2"


def test_a_damaged_or_absent_summary_is_made_again(store: Store, ashwell: str) -> None:
    rows = store.overview()[0]
    summary = caseload_index._place(store.folder)
    assert stat.S_IMODE(summary.stat().st_mode) == 0o600
    for harm in (b"", b"{}", b"[" * 100_000, summary.read_bytes()[:-3]):
        summary.write_bytes(harm)
        assert store.overview()[0] == rows
    summary.unlink()
    assert store.overview()[0] == rows


def test_a_summary_that_others_could_have_written_is_not_believed(store: Store, ashwell: str) -> None:
    """Neither an earlier format's, in the store, nor one in a cache open to others, nor ids that lead out."""
    rows = store.overview()[0]
    summary = caseload_index._place(store.folder)
    told = json.loads(summary.read_bytes())
    del told["checksum"]
    line = told["schools"][ashwell]
    told["schools"] = {ashwell: [line[0], ["../../outside", "Planted", *line[1][2:]]], "../x": line}
    planted = files.seal(told)
    (store.folder / "derived" / "summary.json").write_bytes(planted)
    summary.write_bytes(planted)
    assert store.overview()[0] == rows
    line[1][1] = "Renamed by a colleague"
    told["schools"] = {ashwell: line}
    for open_to_others in (summary, summary.parent):
        summary.write_bytes(files.seal(told))
        before = stat.S_IMODE(open_to_others.stat().st_mode)
        open_to_others.chmod(before | 0o022)
        assert store.overview()[0] == rows
        open_to_others.chmod(before)
    if os.geteuid() == 0:
        summary.write_bytes(files.seal(told))
        os.chown(summary, 65534, 65534)
        assert store.overview()[0] == rows
        os.chown(summary, 0, 0)
