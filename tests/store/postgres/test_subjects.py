"""What is particular to subjects in a database: nothing read twice, restores kept aside, lines of the caseload."""

from pathlib import Path

import pytest

from siptui.records.change import Change
from siptui.store.backend_protocol import Copied
from siptui.store.faults import Busy, Damaged, StoreFault
from siptui.store.postgres import line as line_module
from siptui.store.postgres.postgres_backend import Postgres
from siptui.store.store import Store
from support.postgres.private_server import Server

TEXT = "visits/autumn/activities"
BEHIND = f"""update siptui.subject set record = record || '{{"{TEXT}": "x"}}'"""
"""What changes a record behind the door."""


def test_a_subject_that_has_not_changed_is_not_read_twice(backend: Postgres, address: str) -> None:
    assert backend.load("ashwell_primary") is backend.load("ashwell_primary")
    Store(address, "cd").change("ashwell_primary", [Change(TEXT, "elsewhere")])
    assert backend.load("ashwell_primary").values[TEXT] == "elsewhere"


def test_a_long_history_is_read_page_by_page_both_ways(backend: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siptui.store.postgres.subjects.PAGE", 3)
    store = Store(backend, "owner")
    for number in range(10):
        store.change("ashwell_primary", [Change(TEXT, str(number))])
    there = [e.revision for e in backend.history("ashwell_primary")]
    assert there == list(range(1, 12))
    assert [e.revision for e in backend.history_back("ashwell_primary")] == there[::-1]


def test_what_is_put_back_is_kept_aside_with_its_history(backend: Postgres, private: Server, database: str) -> None:
    store = Store(backend, "owner")
    (copied,) = backend.copy()
    assert isinstance(copied, Copied)
    edits = [*copied.edits]
    store.change("ashwell_primary", [Change(TEXT, "spoilt")])
    backend.put(Copied(copied.school, edits))
    kept = private.sql(
        "select id, subject->'record'->>'visits/autumn/activities' from siptui.kept_subject", database=database
    )
    assert kept == [("ashwell_primary", "spoilt")]
    assert private.sql("select count(*) from siptui.kept_edit", database=database) == [(2,)]


def test_a_lost_edit_is_said_and_never_passed_over(backend: Postgres, private: Server, database: str) -> None:
    store = Store(backend, "owner")
    for each in "abc":
        store.change("ashwell_primary", [Change(TEXT, each)])
    private.sql("delete from siptui.edit where revision = 2", database=database)
    for read in (backend.history, backend.history_back):
        with pytest.raises(Damaged, match="lost edits"):
            list(read("ashwell_primary"))
    assert {p.code for p in store.care.faults()} == {"damaged"}


def test_verify_tells_a_record_that_was_changed_behind_the_door(
    backend: Postgres, private: Server, database: str
) -> None:
    private.sql(
        """update siptui.subject set record = record || '{"visits/autumn/activities": "x"}'""", database=database
    )
    assert "history_differs" in {p.code for p in Store(backend, "owner").care.faults()}


def test_rebuild_makes_a_record_again_from_its_history(
    backend: Postgres, private: Server, database: str, address: str
) -> None:
    from siptui.store import engines

    Store(backend, "owner").change("ashwell_primary", [Change(TEXT, "typed")])
    private.sql(
        """update siptui.subject set record = record || '{"visits/autumn/activities": "x"}'""", database=database
    )
    assert "record_made" in {p.code for p in engines.rebuild(address)}
    assert backend.load("ashwell_primary").values[TEXT] == "typed"
    assert list(Store(backend, "owner").care.faults()) == []


def test_whoever_waits_too_long_for_another_writer_is_told(
    address: str, backend: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(line_module.SETTINGS, "lock_timeout", "100ms")
    other = Postgres(address)
    with backend.line.transaction() as connection:
        connection.execute("select 1 from siptui.subject for update")
        with pytest.raises(Busy, match="somebody else is writing"):
            Store(other, "cd").change("ashwell_primary", [Change(TEXT, "x")])
    other.close()


def test_a_statement_that_takes_too_long_is_stopped_and_said(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(line_module.SETTINGS, "statement_timeout", "100ms")
    slow = Postgres(address)
    with pytest.raises(StoreFault, match="took too long"):
        slow.line.ask("select pg_sleep(5)")
    slow.close()


def test_a_store_in_a_database_keeps_none_of_it_on_this_host(backend: Postgres) -> None:
    assert [path for path in backend.folder.rglob("*") if path.is_file()] == []
    assert backend.folder.stat().st_mode & 0o077 == 0


def test_a_backup_of_a_folder_is_restored_into_a_database(
    store: Store, ashwell: str, private: Server, tmp_path: Path
) -> None:
    from siptui.store import engines

    store.change(ashwell, [Change(TEXT, "from a folder")])
    store.care.back_up(tmp_path / "all.zip")
    there = private.address(private.new_database())
    said = list(engines.restore(there, tmp_path / "all.zip"))
    assert said[-1].startswith("put back 1 school")
    back = Store(there, "owner")
    assert back.load(ashwell) == store.load(ashwell)
    back.change(ashwell, [Change(TEXT, "and on")])
    assert "1 of them had been edited since" in " ".join(engines.restore(there, tmp_path / "all.zip"))
    assert list(Store(there, "owner").care.faults()) == []
