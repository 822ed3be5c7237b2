"""A vault behind the store's own door: what it takes, what it reads, undo and history, and two sessions at once."""

import threading

import pytest

from siptui.records.change import Change, Conflict
from siptui.records.problem import Refused
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
