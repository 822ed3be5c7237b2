"""The store: whole files, one door, history that misses nothing, damage that is said."""

import json
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siptui.records.change import Change, Conflict
from siptui.records.problem import Refused
from siptui.store.faults import Busy, Damaged, StoreFault
from siptui.store.files import whole_files as files
from siptui.store.files.lock import locked
from siptui.store.format import edit_lines as history
from siptui.store.store import Store

CURRENT = "visits/autumn/judgements/S1.1/current"
TEXT = "visits/autumn/judgements/S1.1/evaluation"


def test_a_change_is_kept_and_read_again(store: Store, ashwell: str) -> None:
    edit = store.change(ashwell, [Change(CURRENT, "2"), Change(TEXT, "Boys' writing [sic] 🙂")])
    assert edit is not None
    again = Store(store.folder, "somebody else").load(ashwell)
    assert again.values[CURRENT] == "2"
    assert again.values[TEXT] == "Boys' writing [sic] 🙂"
    assert again.revision == edit.revision == 2


def test_nothing_to_change_writes_nothing(store: Store, ashwell: str) -> None:
    store.change(ashwell, [Change(CURRENT, "2")])
    before = (store.folder / "schools" / f"{ashwell}.json").stat()
    assert store.change(ashwell, [Change(CURRENT, "2")]) is None
    assert (store.folder / "schools" / f"{ashwell}.json").stat().st_mtime_ns == before.st_mtime_ns


def test_all_of_it_or_none(store: Store, ashwell: str) -> None:
    with pytest.raises(Refused, match="not on the scale"):
        store.change(ashwell, [Change(TEXT, "kept?"), Change(CURRENT, "7")])
    assert TEXT not in store.load(ashwell).values


def test_a_field_that_has_moved_is_a_conflict_with_both_values(store: Store, ashwell: str) -> None:
    store.change(ashwell, [Change(CURRENT, "3")])
    with pytest.raises(Conflict) as caught:
        store.change(ashwell, [Change(CURRENT, "1", old="2")])
    clash = caught.value.clashes[0]
    assert (clash.expected, clash.found, clash.wanted) == ("2", "3", "1")
    store.change(ashwell, [Change(TEXT, "another field", old=None)])  # and other fields merge


def test_undo_and_redo_are_edits_too(store: Store, ashwell: str) -> None:
    store.change(ashwell, [Change(CURRENT, "3")])
    store.change(ashwell, [Change(CURRENT, "2"), Change(TEXT, "both")])
    store.undo(ashwell)
    assert store.load(ashwell).values[CURRENT] == "3"
    assert TEXT not in store.load(ashwell).values
    store.undo(ashwell)
    assert CURRENT not in store.load(ashwell).values
    store.redo(ashwell)
    store.redo(ashwell)
    assert store.load(ashwell).values[CURRENT] == "2"
    assert store.load(ashwell).values[TEXT] == "both"
    with pytest.raises(Refused):
        store.redo(ashwell)
    assert [e.why for e in store.history(ashwell)] == ["added", "typed", "typed", "undo", "undo", "redo", "redo"]


def test_undo_leaves_other_peoples_edits_and_the_school_itself(store: Store, ashwell: str) -> None:
    Store(store.folder, "other").change(ashwell, [Change(CURRENT, "3")])
    with pytest.raises(Refused, match="changed nothing here"):
        store.undo(ashwell)
    store.change(ashwell, [Change(CURRENT, "2")])
    Store(store.folder, "other").change(ashwell, [Change(CURRENT, "1")])
    with pytest.raises(Conflict):
        store.undo(ashwell)
    assert store.load(ashwell).values["school/name"] == "Ashwell Primary"


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["1", "2", "3", "4", None]), st.booleans()), max_size=12))
def test_history_replays_to_the_record(tmp_path_factory: pytest.TempPathFactory, steps: list) -> None:
    store = Store.create(tmp_path_factory.mktemp("replay") / "s", "tester")
    school = store.add_school("Replay Primary", "primary")
    for value, back in steps:
        if back:
            try:
                store.undo(school)
            except Refused:
                continue
        else:
            store.change(school, [Change(CURRENT, value)])
    record: dict = {}
    for edit in store.history(school):
        for change in edit.changes:
            assert record.get(change.path) == change.old
            record[change.path] = change.new
    assert {k: v for k, v in record.items() if v is not None} == store.load(school).values


def test_names_that_look_alike_get_ids_of_their_own(store: Store) -> None:
    first = store.add_school("St. Mary's", "primary")
    second = store.add_school("St Marys", "primary")
    assert (first, second) == ("st_marys", "st_marys_2")
    with pytest.raises(Refused, match="already"):
        store.add_school("ST. MARY'S", "primary")
    assert store.add_school("学校", "primary") == "school"


@pytest.mark.parametrize(
    ("text", "found"), [("ashwell_primary", True), ("Ashwell Primary", True), ("ashw", True), ("zzz", False)]
)
def test_find_by_id_name_or_part(store: Store, ashwell: str, text: str, found: bool) -> None:
    if found:
        assert store.find(text) == ashwell
    else:
        with pytest.raises(Refused, match="no such school"):
            store.find(text)


def test_a_part_that_fits_two_schools_names_them(store: Store, ashwell: str) -> None:
    store.add_school("Ashwell Infant", "infant")
    with pytest.raises(Refused, match=r"fits 2 schools: ashwell_infant .*ashwell_primary"):
        store.find("ashwell")
    assert store.find("ashwell primary") == ashwell


@pytest.mark.parametrize("text", ["../office", "a/b", "", "."])
def test_find_never_leaves_the_store(store: Store, ashwell: str, text: str) -> None:
    with pytest.raises(Refused):
        store.find(text)


# -- the files


def test_a_private_store_is_nobody_elses_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        store = Store.create(tmp_path / "open" / "store", "tester")
        school = store.add_school("Ashwell Primary", "primary")
        store.change(school, [Change(CURRENT, "2")])
        store.overview()
    finally:
        os.umask(before)
    for path in [store.folder, *store.folder.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_a_schools_file_is_a_tinydb_that_anyone_can_read(store: Store, ashwell: str) -> None:
    from tinydb import TinyDB

    path = store.folder / "schools" / f"{ashwell}.json"
    document = json.loads(path.read_bytes())
    assert next(iter(document)) == "checksum"
    with TinyDB(path) as database:
        found = database.table("record").get(doc_id=1)
    assert found["values"]["school/name"] == "Ashwell Primary"


@pytest.mark.parametrize(
    "harm",
    [
        lambda b: b"",
        lambda b: b[: len(b) // 2],
        lambda b: b[:-1],
        lambda b: bytes(len(b)),
        lambda b: b.replace(b"Ashwell", b"Bshwell"),
        lambda b: b + b'"}]}',
        lambda b: b"\xff\xfe" * 50,
        lambda b: files.seal({"record": {"1": {"format": 1}}}),
        lambda b: files.seal({"record": {"1": {"format": "x"}}}),
        lambda b: files.seal({"other": 1}),
    ],
)
def test_damage_is_said_and_never_written_over(store: Store, ashwell: str, harm) -> None:
    path = store.folder / "schools" / f"{ashwell}.json"
    path.write_bytes(harmed := harm(path.read_bytes()))
    with pytest.raises(Damaged):
        store.load(ashwell)
    with pytest.raises(Damaged):
        store.change(ashwell, [Change(CURRENT, "2")])
    assert path.read_bytes() == harmed
    rows, problems = store.overview()
    assert rows == []
    assert len(problems) == 1


def test_every_flipped_bit_is_noticed(store: Store, ashwell: str) -> None:
    path = store.folder / "schools" / f"{ashwell}.json"
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        with pytest.raises(StoreFault):
            store.load(ashwell)


def test_a_school_that_lost_its_file_is_missed(store: Store, ashwell: str) -> None:
    store.change(ashwell, [Change(CURRENT, "2")])
    (store.folder / "schools" / f"{ashwell}.json").unlink()
    with pytest.raises(StoreFault, match="is missing"):
        store.load(ashwell)


def test_a_newer_format_is_refused_not_mangled(store: Store, ashwell: str) -> None:
    path = store.folder / "schools" / f"{ashwell}.json"
    document = json.loads(path.read_bytes())
    del document["checksum"]
    document["record"]["1"]["format"] = 99
    document["record"]["1"]["something new"] = True
    path.write_bytes(data := files.seal(document))
    with pytest.raises(StoreFault, match="newer siptui"):
        store.change(ashwell, [Change(CURRENT, "2")])
    assert path.read_bytes() == data


def test_a_symbolic_link_in_the_store_is_refused(store: Store, ashwell: str, tmp_path: Path) -> None:
    path = store.folder / "schools" / f"{ashwell}.json"
    path.rename(tmp_path / "elsewhere.json")
    path.symlink_to(tmp_path / "elsewhere.json")
    with pytest.raises(StoreFault, match="symbolic link"):
        store.load(ashwell)


def test_a_failed_write_leaves_the_old_file_and_no_litter(store: Store, ashwell: str, monkeypatch) -> None:
    path = store.folder / "schools" / f"{ashwell}.json"
    before = path.read_bytes()

    def full(fd: int, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    store.change(ashwell, [Change(CURRENT, "3")])
    before = path.read_bytes()
    monkeypatch.setattr(files, "write_all", full)
    with pytest.raises(StoreFault, match="disk is full"):
        store.change(ashwell, [Change(CURRENT, "2")])
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert not list(store.folder.rglob(".*.tmp"))
    store.change(ashwell, [Change(CURRENT, "1")])
    assert [e.revision for e in store.history(ashwell)] == [1, 2, 3]


def test_what_a_dead_writer_left_is_cleaned_by_the_next(store: Store, ashwell: str) -> None:
    (store.folder / "schools" / f".{ashwell}.json.tmp").write_bytes(b"half a fil")
    store.change(ashwell, [Change(CURRENT, "2")])
    assert not list(store.folder.rglob(".*.tmp"))


# -- history


def test_a_torn_last_line_is_mended_from_the_record(store: Store, ashwell: str) -> None:
    for value in "321":
        store.change(ashwell, [Change(CURRENT, value)])
    path = store.folder / "history" / f"{ashwell}.jsonl"
    whole = path.read_bytes()
    last = whole.rstrip(b"\n").rfind(b"\n") + 1
    for cut in (last, last + 3, len(whole) - 1):
        # As after a crash before the record was replaced: the record still carries that edit.
        path.write_bytes(whole[:cut])
        record = store.folder / "schools" / f"{ashwell}.json"
        kept = record.read_bytes()
        document = json.loads(kept)["record"]["1"]
        document["last"] = json.loads(whole[last + 9 :])
        document["revision"] -= 1
        record.write_bytes(files.seal({"record": {"1": document}}))
        assert [e.revision for e in store.history(ashwell)] == [1, 2, 3]
        store.change(ashwell, [Change(CURRENT, "4")])
        assert [e.revision for e in store.history(ashwell)] == [1, 2, 3, 4]
        path.write_bytes(whole)
        record.write_bytes(kept)


def test_lost_history_is_said_and_not_papered_over(store: Store, ashwell: str) -> None:
    for value in "321":
        store.change(ashwell, [Change(CURRENT, value)])
    path = store.folder / "history" / f"{ashwell}.jsonl"
    whole = path.read_bytes()
    first = whole.split(b"\n")[1] + b"\n"
    for harmed in (b"", whole.replace(first, b""), whole.replace(b"typed", b"tyqed", 1)):
        path.write_bytes(harmed)
        with pytest.raises(StoreFault):
            [*store.history(ashwell)]


def test_an_emptied_history_stops_the_next_edit(store: Store, ashwell: str) -> None:
    for value in "321":
        store.change(ashwell, [Change(CURRENT, value)])
    (store.folder / "history" / f"{ashwell}.jsonl").write_bytes(b"")
    with pytest.raises(Damaged, match="has lost edits"):
        store.change(ashwell, [Change(CURRENT, "4")])
    assert store.load(ashwell).values[CURRENT] == "1"


def test_long_lines_are_found_from_the_end(store: Store, ashwell: str) -> None:
    for number in range(4):
        store.change(ashwell, [Change(TEXT, f"{number}" + "é" * 29_000)])
    assert [e.revision for e in store.history(ashwell)] == [1, 2, 3, 4, 5]


def test_history_lines_survive_a_round_trip(store: Store, ashwell: str) -> None:
    store.change(ashwell, [Change(TEXT, "two\nlines\t and  spaces")])
    for edit in store.history(ashwell):
        assert history.parse(history.line(edit).rstrip(b"\n")) == edit


# -- together


WRITER = """
import sys
from pathlib import Path
from siptui.records.change import Change, Conflict
from siptui.store.store import Store
folder, who, path, count = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
store = Store(folder, who)
for n in range(count):
    store.change("ashwell_primary", [Change(path, f"{who}-{n}")])
"""


def test_writers_in_many_processes_lose_nothing(store: Store, ashwell: str) -> None:
    paths = [f"visits/autumn/judgements/{code}/evaluation" for code in ("S1.1", "S1.2", "S1.3", "S1.3")]
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(store.folder), f"w{n}", path, "12"])
        for n, path in enumerate(paths)
    ]
    assert [w.wait(60) for w in writers] == [0, 0, 0, 0]
    edits = [*store.history(ashwell)]
    assert [e.revision for e in edits] == list(range(1, 2 + 4 * 12))
    values = {c.new for e in edits for c in e.changes}
    assert {f"w{w}-{n}" for w in range(4) for n in range(12)} <= values


def test_one_waits_for_a_lock_and_not_for_ever(store: Store, ashwell: str) -> None:
    path = store.folder / "locks" / f"{ashwell}.lock"
    held, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with locked(path):
            held.set()
            let_go.wait(60)

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(60)
    with pytest.raises(Busy), locked(path, patience=0.05):
        pass
    threading.Timer(0.1, let_go.set).start()
    with locked(path, patience=60):
        assert let_go.is_set()
    thread.join(5)
    with locked(path, patience=1):  # nor was it left held by the one who gave up
        pass


# -- making one


def test_init_refuses_what_exists(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="store already"):
        Store.create(store.folder, "tester")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    with pytest.raises(Refused, match="not empty"):
        Store.create(tmp_path / "full", "tester")
    with pytest.raises(Refused, match="is a file"):
        Store.create(tmp_path / "full" / "letter.txt", "tester")


def test_a_folder_that_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no store here"):
        Store(tmp_path / "nothing", "tester")
    (tmp_path / "schools").mkdir()
    with pytest.raises(Damaged):
        Store(tmp_path, "tester")
