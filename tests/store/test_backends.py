"""What every backend must do, whatever it keeps schools in: over a folder of files, a database, a vault, and memory."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from siptui.records.change import Change, Conflict
from siptui.records.problem import Problem, Refused
from siptui.store.backend_protocol import Backend, Copied, NoSchool
from siptui.store.backup import read_archive, write_archive
from siptui.store.folder.folder_backend import Folder
from siptui.store.format import edit_lines
from siptui.store.format_version import FORMAT
from siptui.store.office_settings import Office
from siptui.store.postgres.postgres_backend import Postgres
from siptui.store.store import Store
from siptui.vault.vault_folder import VaultFolder
from support.milton_keynes import FRAMEWORK
from support.postgres.private_server import server
from support.stores.memory_backend import Memory
from support.stores.vaults import new_vault

CURRENT = "visits/autumn/judgements/S1.1/current"
TEXT = "visits/autumn/judgements/S1.1/evaluation"


def folder(place: Path) -> Backend:
    return Folder(Store.create(place / "s", "tester").folder)


def memory(place: Path) -> Backend:
    return Memory(place, FRAMEWORK)


def sealed(place: Path) -> Backend:
    office = Office(format=FORMAT, framework=FRAMEWORK)
    return VaultFolder(*new_vault(place), office, lambda _: {})


def database(_: Path) -> Backend:
    private = server()
    return Store.create(private.address(private.new_database()), "tester").backend


@pytest.fixture(params=[folder, memory, sealed, database])
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Backend]:
    make: Callable[[Path], Backend] = request.param
    made = make(tmp_path)
    yield made
    if isinstance(made, Postgres):
        made.close()


@pytest.fixture
def door(backend: Backend) -> Store:
    store = Store(backend, "ab")
    store.add_school("Ashwell Primary", "primary", "AB")
    return store


def test_load_gives_what_change_made(backend: Backend, door: Store) -> None:
    door.change("ashwell_primary", [Change(CURRENT, "2")])
    found = backend.load("ashwell_primary")
    assert (found.revision, found.values[CURRENT], found.last.who) == (2, "2", "ab")


def test_there_is_no_school_but_those_there_are(backend: Backend, door: Store) -> None:
    for ask in (backend.load, backend.history):
        with pytest.raises(NoSchool):
            ask("nowhere")
    with pytest.raises(Refused, match="no such school"):
        door.change("nowhere", [Change(CURRENT, "2")])


def test_history_holds_every_edit_in_order(backend: Backend, door: Store) -> None:
    for value in ("3", "2", None):
        door.change("ashwell_primary", [Change(CURRENT, value)])
    edits = [*backend.history("ashwell_primary")]
    assert [e.revision for e in edits] == [1, 2, 3, 4]
    assert [e.changes[0].new for e in edits[1:]] == ["3", "2", None]
    assert [e.changes[0].old for e in edits[1:]] == [None, "3", "2"]


def test_what_decide_raises_changes_nothing(backend: Backend, door: Store) -> None:
    with pytest.raises(Conflict):
        door.change("ashwell_primary", [Change(TEXT, "x"), Change(CURRENT, "2", "4")])
    assert backend.load("ashwell_primary").revision == 1
    assert backend.change("ashwell_primary", lambda standing: None, door.framework) is None


def test_a_conflict_names_who_and_when(backend: Backend, door: Store) -> None:
    made = Store(backend, "cd").change("ashwell_primary", [Change(CURRENT, "3")])
    with pytest.raises(Conflict) as caught:
        door.change("ashwell_primary", [Change(CURRENT, "2", None)])
    clash = caught.value.clashes[0]
    assert made is not None
    assert (clash.found, clash.wanted, clash.who, clash.when) == ("3", "2", "cd", made.when)


def test_one_writer_at_a_time(backend: Backend, door: Store) -> None:
    """Counting up by compare-and-set from many threads ends on the number of successes."""
    field = "visits/autumn/activities"
    door.change("ashwell_primary", [Change(field, "0")])
    done: list[int] = []

    def count() -> None:
        for _ in range(25):
            now = str(backend.load("ashwell_primary").values[field])
            try:
                Store(backend, "ab").change("ashwell_primary", [Change(field, str(int(now) + 1), now)])
                done.append(1)
            except Conflict:
                continue

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert backend.load("ashwell_primary").values[field] == str(len(done))
    assert len([*backend.history("ashwell_primary")]) == 2 + len(done)


def test_watch_moves_with_every_change_and_not_without(backend: Backend, door: Store) -> None:
    time.sleep(0.15)
    seen = [backend.watch()]
    assert backend.watch() == seen[0]
    for value in "32":
        door.change("ashwell_primary", [Change(CURRENT, value)])
        assert backend.watch() not in seen
        seen.append(backend.watch())


def test_the_summary_follows_every_change(backend: Backend, door: Store) -> None:
    door.add_school("Zebra Lane", "infant", "CD")
    for value in ("red", "green", "red"):
        door.change("ashwell_primary", [Change("visits/autumn/judgements/S1.1/progress", value)])
        rows, problems = backend.summary(door.framework)
        assert [(r.id, r.reds) for r in rows] == [("ashwell_primary", int(value == "red")), ("zebra_lane", 0)]
        assert problems == []


def test_a_copy_is_each_school_with_all_its_history(backend: Backend, door: Store) -> None:
    door.change("ashwell_primary", [Change(TEXT, "one")])
    door.change("ashwell_primary", [Change(TEXT, "two")])
    (copied,) = backend.copy()
    assert not isinstance(copied, Problem)
    edits = [*copied.edits]
    assert edit_lines.leads_to(edits, copied.school)
    assert [*edits, copied.school.last] == [*backend.history("ashwell_primary")]


def test_put_brings_back_a_copy(backend: Backend, door: Store) -> None:
    door.change("ashwell_primary", [Change(TEXT, "one")])
    (copied,) = backend.copy()
    assert not isinstance(copied, Problem)
    edits = [*copied.edits]
    door.change("ashwell_primary", [Change(TEXT, "spoilt")])
    backend.put(Copied(copied.school, edits))
    assert backend.load("ashwell_primary") == copied.school
    assert [*backend.history("ashwell_primary")] == [*edits, copied.school.last]
    door.change("ashwell_primary", [Change(TEXT, "and on")])
    assert [e.revision for e in backend.history("ashwell_primary")] == [1, 2, 3]


def test_a_store_is_carried_from_one_backend_to_the_other(backend: Backend, door: Store, tmp_path: Path) -> None:
    door.change("ashwell_primary", [Change(TEXT, "carried")])
    write_archive.write(backend, tmp_path / "all.zip")
    other = Memory(tmp_path, FRAMEWORK)
    for copied in read_archive.read(tmp_path / "all.zip"):
        other.put(copied)
    assert [*other.history("ashwell_primary")] == [*backend.history("ashwell_primary")]
