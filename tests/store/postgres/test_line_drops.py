"""A line that drops: what was acknowledged is there, what was not is said, and nothing is there twice."""

import time
from collections.abc import Iterator

import pytest

from siptui.records.change import Change
from siptui.store.faults import StoreFault, Unsure
from siptui.store.postgres import listener
from siptui.store.postgres.postgres_backend import Postgres
from siptui.store.store import Store
from support.postgres.dropping_way import Way
from support.postgres.private_server import Server

TEXT = "visits/autumn/activities"
SCHOOL = "ashwell_primary"


@pytest.fixture
def way(private: Server) -> Iterator[Way]:
    found = Way(private)
    yield found
    found.end()


@pytest.fixture
def far(way: Way, database: str, backend: Postgres, monkeypatch: pytest.MonkeyPatch) -> Iterator[Postgres]:
    """The store, opened over a way that can drop."""
    monkeypatch.setattr("siptui.store.postgres.line.SILENCE", 0.0)
    found = Postgres(way.address(database))
    yield found
    found.close()


def edits(backend: Postgres) -> list[object]:
    return [edit.changes[0].new for edit in backend.history(SCHOOL)][1:]


def test_reading_goes_on_over_a_new_connection(far: Postgres, way: Way) -> None:
    assert far.load(SCHOOL).revision == 1
    way.cut()
    assert far.load(SCHOOL).revision == 1


def test_an_edit_begins_on_a_new_connection(far: Postgres, way: Way) -> None:
    far.load(SCHOOL)
    way.cut()
    Store(far, "owner").change(SCHOOL, [Change(TEXT, "after the drop")])
    assert edits(far) == ["after the drop"]


def test_a_server_that_is_away_is_said_and_found_again(far: Postgres, way: Way) -> None:
    way.close()
    for act in (lambda: far.load(SCHOOL), lambda: Store(far, "owner").change(SCHOOL, [Change(TEXT, "x")])):
        with pytest.raises(StoreFault, match="cannot be reached") as caught:
            act()
        assert caught.value.problem.code == "server_away"
    assert far.unwritable() is None
    way.open()
    Store(far, "owner").change(SCHOOL, [Change(TEXT, "back")])
    assert edits(far) == ["back"]


def test_an_edit_whose_answer_is_lost_is_found_and_not_made_twice(far: Postgres, way: Way) -> None:
    way.drops = "after commit"
    made = Store(far, "owner").change(SCHOOL, [Change(TEXT, "once")])
    assert made is not None
    assert made.revision == 2
    assert edits(far) == ["once"]


def test_an_edit_that_never_arrived_is_refused_and_can_be_made_again(far: Postgres, way: Way) -> None:
    way.drops = "before commit"
    with pytest.raises(StoreFault, match="nothing was changed") as caught:
        Store(far, "owner").change(SCHOOL, [Change(TEXT, "once")])
    assert not isinstance(caught.value, Unsure)
    Store(far, "owner").change(SCHOOL, [Change(TEXT, "once")])
    assert edits(far) == ["once"]


def test_what_nobody_knows_is_said_and_settled_when_the_server_is_back(far: Postgres, way: Way) -> None:
    way.drops = "after commit, for long"
    with pytest.raises(Unsure, match="see the history before you do it again") as caught:
        Store(far, "owner").change(SCHOOL, [Change(TEXT, "once")])
    with pytest.raises(StoreFault):
        caught.value.settle()
    way.open()
    found = caught.value.settle()
    assert found is not None
    assert (found.revision, edits(far)) == (2, ["once"])


def test_a_school_whose_answer_is_lost_is_not_added_twice(far: Postgres, way: Way) -> None:
    way.drops = "after commit"
    assert Store(far, "owner").add_school("Birch", "infant") == "birch"
    assert far.ids() == [SCHOOL, "birch"]


def test_what_others_change_is_heard_also_after_a_drop(
    far: Postgres, backend: Postgres, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener, "LOOK_EVERY", 1e9)
    seen = far.watch()
    Store(backend, "owner").change(SCHOOL, [Change(TEXT, "heard")])
    until = time.monotonic() + 20
    while (now := far.watch()) == seen and time.monotonic() < until:
        time.sleep(0.01)
    assert now != seen
    assert far.watch() == now
    way.cut()
    time.sleep(0.1)
    with pytest.raises(StoreFault):
        far.watch()
    assert far.watch() != now  # who knows what was said meanwhile


def test_what_nobody_told_of_is_seen_all_the_same(
    far: Postgres, private: Server, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener, "LOOK_EVERY", 0.0)
    seen = far.watch()
    private.sql("select nextval('siptui.moved')", database=database)
    assert far.watch() != seen
