"""Histories have no limit but the disk: in segments, read as a stream, and one that is bad stops nobody else."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siptui.records.change import Change
from siptui.records.problem import Refused
from siptui.store import engines
from siptui.store.backup import write_archive
from siptui.store.faults import StoreFault
from siptui.store.files import whole_files
from siptui.store.folder import history, history_proof
from siptui.store.folder.care import daily_copies
from siptui.store.store import Store
from support.shell import Shell
from support.stores.long_history import memory_taken

TEXT = "visits/autumn/judgements/S1.1/evaluation"


@pytest.fixture
def short_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "PACK_AT", 1500)


def segments_of(store: Store, school_id: str) -> list[Path]:
    return sorted((store.folder / "history").glob(f"{school_id}.*.z"))


@pytest.fixture
def long(store: Store, ashwell: str, short_segments: None) -> Store:
    store.add_school("Zebra Lane", "infant", "CD")
    for number in range(40):
        store.change(ashwell, [Change(TEXT, f"{number}: " + "word " * 30)])
    assert len(segments_of(store, ashwell)) > 4
    return store


def test_from_the_end_it_is_the_same(long: Store, ashwell: str) -> None:
    edits = [*long.history(ashwell)]
    assert [*long.history_back(ashwell)] == edits[::-1]
    assert [edit.revision for edit in edits] == list(range(1, 42))


def test_its_end_is_read_without_its_beginning(long: Store, ashwell: str) -> None:
    """The first segments may even be gone: the latest edits, and undo, do not need them."""
    for path in segments_of(long, ashwell)[:-2]:
        path.unlink()
    back = long.history_back(ashwell)
    assert [next(back).revision for _ in range(5)] == [41, 40, 39, 38, 37]
    long.undo(ashwell)
    with pytest.raises(StoreFault, match="is missing"):
        list(long.history(ashwell))


def test_undo_and_redo_reach_far_back(long: Store, ashwell: str) -> None:
    for _ in range(40):
        long.undo(ashwell)
    assert TEXT not in long.load(ashwell).values
    with pytest.raises(Refused, match="changed nothing"):
        long.undo(ashwell)
    for _ in range(40):
        long.redo(ashwell)
    assert long.load(ashwell).values[TEXT].startswith("39: ")
    assert list(long.care.faults()) == []


def test_a_bad_one_stops_no_backup_of_the_others(long: Store, ashwell: str, tmp_path: Path) -> None:
    path = segments_of(long, ashwell)[2]
    path.write_bytes(path.read_bytes()[:-20])
    (problem,) = daily_copies.make(long.backend, date(2026, 11, 21))
    assert ashwell in problem.where
    manifest, _ = write_archive.write(long.backend, tmp_path / "b.zip")
    assert (list(manifest.schools), manifest.missing) == (["zebra_lane"], [ashwell])
    says = list(engines.restore(long.folder, tmp_path / "b.zip"))
    assert any(ashwell in text and "stays as it is" in text for text in says)
    assert long.load(ashwell).values[TEXT].startswith("39: ")


def test_a_lost_segment_is_made_again_from_a_copy(long: Store, ashwell: str) -> None:
    daily_copies.make(long.backend, date(2026, 11, 21))
    long.change(ashwell, [Change(TEXT, "since")])
    before = [*long.history(ashwell)]
    segments_of(long, ashwell)[1].unlink()
    said = [problem.line() for problem in engines.rebuild(long.folder)]
    assert any("made again whole" in text for text in said)
    assert [*Store(long.folder, "x").history(ashwell)] == before
    assert [problem.line() for problem in Store(long.folder, "x").care.faults()] == []


def test_a_lost_segment_without_a_copy_is_bridged(long: Store, ashwell: str) -> None:
    """The edits before it stand, what it held is said to be lost, and the record is untouched."""
    standing = long.load(ashwell).values
    segments_of(long, ashwell)[3].unlink()
    said = " ".join(problem.line() for problem in engines.rebuild(long.folder))
    assert "made again without" in said
    again = Store(long.folder, "tester")
    assert again.load(ashwell).values == standing
    assert [problem.line() for problem in again.care.faults()] == []
    assert again.change(ashwell, [Change(TEXT, "and on")])


def test_a_writer_that_dies_between_segment_and_file_loses_nothing(
    long: Store, ashwell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = whole_files.replace

    def fails(path: Path, data: bytes, **how: bool) -> object:
        if path.suffix == ".jsonl":
            raise StoreFault(path, "the disk is full", "make room", code="disk_full")
        return replace(path, data, **how)

    before = [*long.history(ashwell)]
    with monkeypatch.context() as patch:
        patch.setattr(whole_files, "replace", fails)
        for number in range(40):
            try:
                before.append(long.change(ashwell, [Change(TEXT, f"again {number} " + "x" * 90)]))
            except StoreFault:
                break
    assert [*Store(long.folder, "x").history(ashwell)] == before
    long.change(ashwell, [Change(TEXT, "after that")])
    assert [edit.revision for edit in long.history(ashwell)] == list(range(1, len(before) + 2))
    assert list(long.care.faults()) == []


def test_a_reader_during_a_restore_is_told_or_reads_one_history(long: Store, ashwell: str, tmp_path: Path) -> None:
    long.care.back_up(tmp_path / "b.zip")
    reading = long.history(ashwell)
    next(reading)
    list(engines.restore(long.folder, tmp_path / "b.zip"))
    with pytest.raises(StoreFault, match="put back from a backup while it was being read"):
        list(reading)
    assert len([*Store(long.folder, "x").history(ashwell)]) == 41


@settings(max_examples=8, deadline=None)
@given(texts=st.lists(st.text(max_size=80), min_size=1, max_size=20), pack_at=st.integers(1, 2000))
def test_through_a_backup_it_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], pack_at: int
) -> None:
    place = tmp_path_factory.mktemp("long")
    store = Store.create(place / "s", "tester")
    school = store.add_school("Long Primary", "primary")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history, "PACK_AT", pack_at)
        patch.setattr(history_proof, "THOROUGH", pack_at % 3)
        for text in texts:
            try:
                store.change(school, [Change(TEXT, text)])
            except Refused:
                continue
        store.care.back_up(place / "b.zip")
        list(engines.restore(place / "n", place / "b.zip"))
        again = Store(place / "n", "x")
        assert [*again.history(school)] == [*store.history(school)]
        assert again.load(school) == store.load(school)
        assert list(again.care.faults()) == list(store.care.faults()) == []


# -- what it takes


def test_nothing_takes_memory_by_its_length(store: Store, ashwell: str) -> None:
    """None of what is done with a history of 16 MB needs as much as to hold it."""
    took = memory_taken(store, ashwell, 16)
    assert max(took.values()) < 16, took


def test_long_lines_of_a_history_are_printed_one_by_one(long: Store, ashwell: str) -> None:
    siptui = Shell(long.folder)
    every = json.loads(siptui("history", ashwell, "--json"))
    assert [edit["revision"] for edit in every] == list(range(1, 42))
    assert json.loads(siptui("history", ashwell, "--json", "--last", "3")) == every[-3:]
