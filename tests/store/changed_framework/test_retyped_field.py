"""A field that becomes one of another kind under a living store keeps what was answered, and the school is read."""

from pathlib import Path

import pytest

from siptui.records.change import Change
from siptui.records.paths_in_words import not_asked
from siptui.store.faults import StoreFault
from siptui.store.store import Store
from support import split_processes
from support.frameworks.small_store import HOURS, changed
from support.stores.bad_records import document, plant, with_values

ASIDE = f"{HOURS}/as_before"
NUMBER = {"forms/visit": (('label = "Hours"', 'label = "Hours", kind = "number"'),)}


def test_a_text_that_is_no_number_stands_beside_its_field(store: Store) -> None:
    file = store.folder / "schools" / "ashwell.json"
    before = file.read_bytes()
    again = changed(store, NUMBER)
    values = again.load("ashwell").values
    assert HOURS not in values
    assert not_asked(again.fields, values) == {ASIDE: "about two"}
    assert file.read_bytes() == before
    rows, problems = again.overview()
    assert ([row.id for row in rows], problems) == (["ashwell"], [])
    assert [(each.code, each.where) for each in again.care.faults()] == [("no_longer_asked", f"ashwell: {ASIDE}")]


def test_it_stays_there_when_the_field_is_answered_and_through_undo_and_redo(store: Store) -> None:
    again = changed(store, NUMBER)
    again.change("ashwell", [Change(HOURS, 2, None)])
    kept = again.backend.load("ashwell").values
    assert (kept[HOURS], kept[ASIDE]) == (2, "about two")
    again.undo("ashwell")
    assert not_asked(again.fields, again.load("ashwell").values) == {ASIDE: "about two"}
    assert HOURS not in again.load("ashwell").values
    again.redo("ashwell")
    assert again.load("ashwell").values[HOURS] == 2
    assert Store(store.folder, "bob").load("ashwell").values[ASIDE] == "about two"
    assert [each.code for each in again.care.faults()] == ["no_longer_asked"]
    again.undo("ashwell")
    again.undo("ashwell")  # of the text, typed when it was one
    assert not {HOURS, ASIDE} & again.load("ashwell").values.keys()
    again.redo("ashwell")
    assert again.load("ashwell").values[ASIDE] == "about two"
    again.redo("ashwell")
    assert again.load("ashwell").values[HOURS] == 2


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [("number", "12.5", 12.5), ("date", "2011-03-04", "2011-03-04"), ("time", "9.15am", "09:15")],
)
def test_a_text_that_means_something_there_is_read_as_that(store: Store, kind: str, text: str, value: object) -> None:
    store.change("ashwell", [Change(HOURS, text)])
    again = changed(store, {"forms/visit": (('label = "Hours"', f'label = "Hours", kind = "{kind}"'),)})
    values = again.load("ashwell").values
    assert values[HOURS] == value
    assert not not_asked(again.fields, values)
    again.change("ashwell", [Change("visits/visit/aims/1", "Read more")])
    assert again.backend.load("ashwell").values[HOURS] == value


def test_a_number_is_read_as_a_text_and_a_text_again(store: Store) -> None:
    numbers = changed(store, NUMBER)
    numbers.change("ashwell", [Change(HOURS, 2.5, None)])
    again = changed(store, {})
    assert again.load("ashwell").values[HOURS] == "2.5"
    again.change("ashwell", [Change(HOURS, "about three", "2.5")])
    assert changed(store, NUMBER).load("ashwell").values[f"{HOURS}/as_before_2"] == "about three"


def test_the_command_line_shows_and_exports_it(store: Store, tmp_path: Path) -> None:
    changed(store, NUMBER)
    ours = ["--as", "ann", "--store", str(store.folder)]
    assert split_processes.run([*ours, "get", "ashwell", ASIDE]).out == "about two\n"
    check = split_processes.run([*ours, "check", "ashwell"])
    assert ASIDE in check.out
    assert split_processes.run([*ours, "set", "ashwell", HOURS, "3"]).status == 0
    assert split_processes.run([*ours, "get", "ashwell", HOURS]).out == "3\n"


def test_what_the_history_did_not_write_is_damage_still(store: Store) -> None:
    store.change("ashwell", [Change(HOURS, "2")])
    standing = document(store.folder, "ashwell")["record"]["1"]["values"]
    plant(store.folder, "ashwell", with_values(store.folder, "ashwell", standing | {HOURS: "quite another"}))
    again = changed(store, NUMBER)
    with pytest.raises(StoreFault, match="a text where a number belongs"):
        again.load("ashwell")
    assert [each.code for each in again.overview()[1]] == ["bad_record"]
