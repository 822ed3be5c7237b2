"""A vault behind the store's own door: what it takes, what it reads, undo and history, and two sessions at once."""

import threading

import pytest

from siptui.records.change import Change, Conflict
from siptui.records.problem import Refused
from siptui.store.faults import StoreFault
from siptui.store.store import Store
from support.stores.vaults import PAST, made, opened


def test_what_is_set_is_read_by_the_next_session_and_by_no_store(store: Store, ashwell: str) -> None:
    vault = made(store)
    vault.change(ashwell, [Change(PAST, "It went well")])
    assert opened(vault).load(ashwell).values[PAST] == "It went well"
    assert PAST not in store.load(ashwell).values
    assert not any(PAST in edit.changes[0].path for edit in store.history(ashwell))


def test_only_confidential_forms_are_written(store: Store, ashwell: str) -> None:
    vault = made(store)
    assert [form.key for form in vault.fields.forms] == [f.key for f in store.framework.forms if f.confidential]
    for path in ("school/name", "visits/autumn/focus", "visits/autumn/judgements/S1.1/current"):
        with pytest.raises(Refused, match="is in the record that is shared"):
            vault.change(ashwell, [Change(path, "2")])
    with pytest.raises(Refused, match="keep it in your vault"):
        store.change(ashwell, [Change(PAST, "x")])
    with pytest.raises(Refused, match="no such school"):
        vault.change("nowhere", [Change(PAST, "x")])


def test_what_forms_copy_is_read_from_the_shared_record_and_kept_there_alone(store: Store, ashwell: str) -> None:
    vault = made(store)
    vault.change(ashwell, [Change(PAST, "well")])
    store.change(ashwell, [Change("school/headteacher", "Ms Invented")])
    found = opened(vault).load(ashwell).values
    assert found["school/headteacher"] == "Ms Invented"
    assert vault.copied.left_out(found) == {PAST: "well"}
    (copied,) = vault.engine.copy()
    assert copied.school.values == {PAST: "well"}  # type: ignore[union-attr]


def test_undo_redo_and_history(store: Store, ashwell: str) -> None:
    vault = made(store)
    for text in ("one", "two"):
        vault.change(ashwell, [Change(PAST, text)])
    vault.undo(ashwell)
    assert opened(vault).load(ashwell).values[PAST] == "one"
    vault.redo(ashwell)
    assert [edit.changes[0].new for edit in opened(vault).history(ashwell)] == ["one", "two", "one", "two"]
    assert list(opened(vault).care.faults()) == []


def test_steps_of_a_confidential_form(store: Store, ashwell: str) -> None:
    vault = made(store)
    vault.change(ashwell, [Change("htpm4/signed_governor", "A Governor"), Change(PAST, "x")])
    vault.change(ashwell, [Change("htpm4/signed_governor_date", "2010-12-01")])
    vault.step(ashwell, "htpm4", "give", "2010-12-02")
    assert vault.load(ashwell).values["htpm4/given"] == "2010-12-02"


def test_two_sessions_lose_no_update(store: Store, ashwell: str) -> None:
    first = made(store)
    second = opened(first)
    first.change(ashwell, [Change(PAST, "first")])
    second.change(ashwell, [Change("htpm1/contact", "second")])
    assert first.copied.left_out(first.load(ashwell).values) == {PAST: "first", "htpm1/contact": "second"}
    with pytest.raises(Conflict):
        second.change(ashwell, [Change(PAST, "other", "what it never was")])
    done = []

    def write(vault: object, name: str) -> None:
        for number in range(10):
            opened(first).change(ashwell, [Change(f"htpm1/governors/{name}/role", str(number))])
            done.append(1)

    threads = [threading.Thread(target=write, args=(first, name)) for name in "123"]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(done) == 30
    assert len([*opened(first).history(ashwell)]) == 32
    assert list(opened(first).care.faults()) == []


def test_the_day_of_the_meeting_is_told_to_the_shared_record_and_nothing_more(store: Store, ashwell: str) -> None:
    vault = made(store)
    before = dict(store.load(ashwell).values)
    vault.change(ashwell, [Change("htpm_stages/stage_1", "2010-11-05"), Change(PAST, "a secret")])
    assert store.load(ashwell).values == before
    vault.change(ashwell, [Change("htpm_stages/stage_3", "26/11/2010"), Change("htpm3/overall", "another secret")])
    told = {path: value for path, value in store.load(ashwell).values.items() if path not in before}
    assert told == {"htpm_visit/date": "2010-11-26", "htpm_visit/took_place": "yes"}
    vault.change(ashwell, [Change("htpm_stages/stage_3", "")])
    assert "htpm_visit/date" in store.load(ashwell).values


def test_where_the_shared_record_cannot_be_told_it_is_said(store: Store, ashwell: str) -> None:
    vault = made(store)
    vault.shared = Store(store.folder, "tester")

    def refuse(*_: object) -> None:
        raise StoreFault(store.folder, "the disk is full", "make room", code="disk_full")

    vault.shared.change = refuse  # type: ignore[assignment]
    vault.change(ashwell, [Change("htpm_stages/stage_3", "26/11/2010")])
    assert vault.load(ashwell).values["htpm_stages/stage_3"] == "2010-11-26"
    assert [problem.code for problem in vault.notes] == ["not_told"]


def test_minutes_of_monitoring_are_begun_one_a_meeting(store: Store, ashwell: str) -> None:
    vault = made(store)
    assert [vault.new(ashwell, "htpm_monitoring", day) for day in ("2010-12-01", "2011-03-01")] == [
        "forms/htpm_monitoring/1",
        "forms/htpm_monitoring/2",
    ]
    vault.change(ashwell, [Change("forms/htpm_monitoring/2/minutes", "Objective 1 is on its way")])
    assert opened(vault).load(ashwell).values["forms/htpm_monitoring/2/date"] == "2011-03-01"
