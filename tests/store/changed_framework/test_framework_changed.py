"""A framework that changes under a living store loses nothing: what moved is found, what is gone is kept."""

import json
from pathlib import Path

import pytest

from siptui.records.change import Change, Conflict
from siptui.records.changed_framework.effect_on_values import affected
from siptui.records.paths_in_words import not_asked
from siptui.store.drafts import Drafts, Entry, place_for
from siptui.store.store import Store
from support import split_processes
from support.frameworks.small_store import FOCUS, HOURS, MAIN, MOVED, STEPS, changed, write


def test_what_moved_is_found_and_reading_writes_nothing(store: Store) -> None:
    file = store.folder / "schools" / "ashwell.json"
    before = file.read_bytes()
    again = changed(store)
    values = again.load("ashwell").values
    assert {new: values[new] for new in MOVED.values()} == {new: f"at {old}" for old, new in MOVED.items()}
    assert values["visits/visit/judgements/T9/rating"] == "2"
    assert not_asked(again.fields, values) == {}
    assert file.read_bytes() == before
    assert not list(again.care.faults())


def test_the_first_edit_moves_all_and_undo_gives_all_back(store: Store) -> None:
    again = changed(store)
    again.change("ashwell", [Change(MAIN, "new", f"at {FOCUS}")])
    kept = again.backend.load("ashwell").values
    assert not kept.keys() & MOVED.keys()
    assert kept[MAIN] == "new"
    assert [e.changes for e in again.history("ashwell")][-1] == [Change(MAIN, "new", f"at {FOCUS}")]
    again.undo("ashwell")
    assert again.load("ashwell").values[MAIN] == f"at {FOCUS}"
    again.redo("ashwell")
    assert again.load("ashwell").values[MAIN] == "new"
    again.undo("ashwell")
    again.undo("ashwell")
    again.undo("ashwell")  # of what was typed under the earlier keys
    values = again.load("ashwell").values
    assert not values.keys() & {*MOVED, *MOVED.values()}
    assert not list(again.care.faults())


def test_a_place_has_its_whole_history(store: Store) -> None:
    again = changed(store)
    again.change("ashwell", [Change(MAIN, "new")])
    found = [c.new for edit in again.history("ashwell") for c in edit.changes if c.path == MAIN]
    assert found == [f"at {FOCUS}", "new"]


def test_a_change_from_another_value_is_a_conflict_still(store: Store) -> None:
    with pytest.raises(Conflict):
        changed(store).change("ashwell", [Change(MAIN, "new", "something else")])


def test_what_is_asked_in_both_places_stays_in_both(store: Store) -> None:
    both = {
        "forms/visit": (
            ('{ key = "hours"', '{ key = "main_focus", label = "Main", was = ["focus"] }, { key = "hours"'),
        )
    }
    values = changed(store, both).load("ashwell").values
    assert values[FOCUS] == f"at {FOCUS}"
    assert MAIN not in values


def test_a_draft_is_found_where_its_field_is_now(store: Store) -> None:
    drafts = Drafts(place_for(store.folder, "ann"))
    drafts.keep([Entry(school="ashwell", path=FOCUS, old=None, text="half a word", when="2026-10-01T10:00:00+00:00")])
    drafts.close()
    again = changed(store)
    (lost,) = Drafts(place_for(again.folder, "ann")).lost()
    assert lost.entry
    assert lost.entry.text == "half a word"
    assert again.earlier.now(lost.entry.path) == MAIN


def test_check_says_what_a_change_would_do(store: Store, tmp_path: Path) -> None:
    planned = write(
        tmp_path / "planned",
        {
            "forms/visit": (
                ('  { key = "focus", label = "Focus" },\n', ""),
                ('key = "aims"', 'key = "priorities", was = ["aims"]'),
                ('label = "Hours"', 'label = "Hours", kind = "number"'),
            ),
            "scales": (('{ value = "2", name = "Two" }', '{ value = "3", name = "Three" }'),),
        },
    )
    drafts = Drafts(place_for(store.folder, "ann"))
    drafts.keep([Entry(school="ashwell", path=FOCUS, old=None, text="half a word", when="2026-10-01T10:00:00+00:00")])
    ours = ["--as", "ann", "framework", "check", str(planned), "--store", str(store.folder)]
    said = split_processes.run(ours)
    drafts.close()
    assert said.status == 0, said.err
    lines = said.out.splitlines()
    for path, words in {
        FOCUS: "a value of ashwell ('at visits/visit/focus'): is no longer asked; it is kept",
        "visits/visit/aims/2": "is found at visits/visit/priorities/2",
        HOURS: f"it is kept at {HOURS}/as_before, and shown as no longer asked",
        "visits/visit/judgements/T1/grade": "is not on the scale Grade; it is kept",
    }.items():
        assert any(line.startswith(f"{path}: ") and words in line for line in lines), (path, lines)
    assert any(line.startswith(f"{FOCUS}: a draft of ashwell ('half a word')") for line in lines)
    assert len(lines) == 7


def test_check_of_the_stores_own_folder_lists_what_is_no_choice_any_more(store: Store) -> None:
    store.change("ashwell", [Change("visits/visit/judgements/T1/grade", "2")])
    own = write(
        store.folder / "frameworks" / "small",
        {"scales": (('{ value = "2", name = "Two" }', '{ value = "3", name = "Three" }'),)},
    )
    for folder in (str(own), "small"):
        said = split_processes.run(
            ["--as", "ann", "framework", "check", folder, "--store", str(store.folder), "--json"]
        )
        found = json.loads(said.out)
        assert [(each["path"], each["effect"]) for each in found] == [
            ("visits/visit/judgements/T1/grade", "choice_gone")
        ]


def test_a_state_that_its_way_has_no_longer_is_listed(store: Store) -> None:
    (store.folder / "frameworks" / "small" / "steps.toml").write_text(STEPS, "utf-8")
    again = changed(store, {"forms/visit": (('occurs = "visit"', 'occurs = "visit"\nway = "note"'),)})
    fields = again.fields
    record = {"visits/visit/state": "sent", "visits/visit/state_reason": "because"}
    assert list(affected(record, fields, again.earlier)) == []
    record["visits/visit/state"] = "agreed"
    assert [(each.path, each.effect) for each in affected(record, fields, again.earlier)] == [
        ("visits/visit/state", "choice_gone")
    ]
