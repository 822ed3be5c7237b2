"""Through the door: steps, what they lock, versions that were final; numbered forms and rows that two never share."""

import subprocess
import sys

import pytest
from msgspec import UNSET

from siptui.records.change import Change
from siptui.records.problem import Refused
from siptui.rules.numbered_rows import row_of
from siptui.store.store import Store

LOOK = "visits/look"
TEXT = f"{LOOK}/text"
WHAT, LEAD = f"{LOOK}/actions/3/what", f"{LOOK}/actions/3/lead"


@pytest.fixture
def final(store: Store, ashwell: str) -> str:
    """A school whose note is final."""
    store.change(ashwell, [Change(TEXT, "as agreed"), Change(f"{LOOK}/date", "2010-11-20")])
    store.step(ashwell, LOOK, "send", "26/11/2010")
    store.step(ashwell, LOOK, "agree")
    return ashwell


def test_a_step_is_one_edit_with_its_day(store: Store, ashwell: str) -> None:
    edit = store.step(ashwell, LOOK, "send", "26/11/2010")
    assert edit.why == "step: send"
    assert store.load(ashwell).values[f"{LOOK}/sent"] == "2010-11-26"
    assert store.load(ashwell).values[f"{LOOK}/state"] == "sent"
    assert list(store.care.faults()) == []
    store.undo(ashwell)
    assert not {f"{LOOK}/sent", f"{LOOK}/state"} & set(store.load(ashwell).values)
    store.redo(ashwell)
    assert store.load(ashwell).values[f"{LOOK}/sent"] == "2010-11-26"


@pytest.mark.parametrize(
    ("place", "step", "on", "code"),
    [
        ("visits/loo", "send", None, "no_such_form"),
        ("forms/alarm/0", "give", None, "no_such_form"),
        ("forms/alarm/7", "give", None, "not_begun"),
        ("school", "send", None, "no_steps"),
        (LOOK, "send", "tomorrow", "bad_value"),
        (LOOK, "agree", None, "step_not_from_here"),
    ],
)
def test_a_step_that_is_none_changes_nothing(
    store: Store, ashwell: str, place: str, step: str, on: str | None, code: str
) -> None:
    with pytest.raises(Refused) as caught:
        store.step(ashwell, place, step, on)
    assert caught.value.problems[0].code == code
    assert store.load(ashwell).revision == 1


def test_nothing_is_written_in_what_is_final_whoever_brings_it(store: Store, final: str) -> None:
    for why in ("typed", "imported from note.xlsx", "merge"):
        with pytest.raises(Refused, match="is locked: Look is final") as caught:
            store.change(final, [Change(TEXT, "slipped in"), Change("school/chair", "Mrs Plover")], why)
        assert [p.code for p in caught.value.problems] == ["locked"]
    assert "school/chair" not in store.load(final).values
    store.change(final, [Change(TEXT, "as agreed"), Change("school/chair", "Mrs Plover")])  # it is so already


def test_what_another_has_made_final_cannot_be_undone_and_ones_own_step_can(store: Store, ashwell: str) -> None:
    store.change(ashwell, [Change(TEXT, "mine")])
    other = Store(store.folder, "other")
    other.step(ashwell, LOOK, "send")
    other.step(ashwell, LOOK, "agree")
    with pytest.raises(Refused, match="is locked"):
        store.undo(ashwell)
    other.undo(ashwell)
    store.undo(ashwell)
    assert TEXT not in store.load(ashwell).values


def test_what_was_final_can_be_read_for_good(store: Store, final: str) -> None:
    at = store.load(final).revision
    store.step(final, LOOK, "reopen", reason="a figure was wrong")
    assert store.load(final).values[f"{LOOK}/state_reason"] == "a figure was wrong"
    store.change(final, [Change(TEXT, "otherwise"), Change(f"{LOOK}/after", "All"), Change("school/chair", "X")])
    found = store.as_it_was(final, LOOK)
    assert (found.revision, found.who) == (at, "tester")
    assert found.values == {
        TEXT: "as agreed",
        f"{LOOK}/date": "2010-11-20",
        f"{LOOK}/sent": "2010-11-26",
        f"{LOOK}/state": "final",
    }
    assert store.as_it_was(final, LOOK, 2).values == {TEXT: "as agreed", f"{LOOK}/date": "2010-11-20"}
    store.step(final, LOOK, "agree")
    assert store.as_it_was(final, LOOK).values[TEXT] == "otherwise"
    store.undo(final)
    assert store.as_it_was(final, LOOK).values[TEXT] == "as agreed"  # it was not final after all


def test_a_note_that_was_never_final_has_no_such_version(store: Store, ashwell: str) -> None:
    with pytest.raises(Refused) as caught:
        store.as_it_was(ashwell, LOOK)
    assert caught.value.problems[0].code == "no_such_version"


# --- forms that occur many times


def test_new_takes_the_next_number_and_never_one_that_was_used(store: Store, ashwell: str) -> None:
    assert store.new(ashwell, "alarm", "3/2/2011") == "forms/alarm/1"
    assert store.load(ashwell).values["forms/alarm/1/on"] == "2011-02-03"
    assert store.load(ashwell).values["forms/alarm/1/state"] == "raised"
    assert store.new(ashwell, "alarm") == "forms/alarm/2"
    store.undo(ashwell)
    assert not any(path.startswith("forms/alarm/2") for path in store.load(ashwell).values)
    assert store.new(ashwell, "alarm") == "forms/alarm/3"
    store.change(ashwell, [Change("forms/alarm/8/concern", "by its path"), Change("forms/alarm/8/concern", None)])
    store.change(ashwell, [Change("forms/alarm/9/concern", "by its path")])
    store.change(ashwell, [Change("forms/alarm/9/concern", None)])
    assert store.new(ashwell, "alarm") == "forms/alarm/10"
    assert list(store.care.faults()) == []


@pytest.mark.parametrize(("form", "code"), [("look", "occurs_once"), ("alert", "no_such_form")])
def test_what_does_not_occur_many_times_is_not_begun(store: Store, ashwell: str, form: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        store.new(ashwell, form)
    assert caught.value.problems[0].code == code
    assert "alarm" in caught.value.problems[0].do


def test_two_processes_begin_theirs_at_once_and_share_no_number(store: Store, ashwell: str) -> None:
    script = (
        "import sys; from pathlib import Path; from siptui.store.store import Store\n"
        "store = Store(Path(sys.argv[1]), sys.argv[2]); input()\n"
        "print(*[store.new('ashwell_primary', 'alarm') for _ in range(20)])"
    )
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(store.folder), who],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for who in ("ann", "ben")
    ]
    for run in runs:
        assert run.stdin is not None
        run.stdin.write("go\n")
        run.stdin.flush()
    places = [place for run in runs for place in run.communicate(timeout=60)[0].split()]
    assert sorted(places, key=lambda place: int(place.rpartition("/")[2])) == [
        f"forms/alarm/{number}" for number in range(1, 41)
    ]
    values = store.load(ashwell).values
    assert all(f"{place}/state" in values for place in places)


# --- numbered rows


def test_two_who_begin_a_row_at_once_have_one_each(store: Store, ashwell: str) -> None:
    ann, ben = (Store(store.folder, who) for who in ("ann", "ben"))
    row = row_of(store.fields, WHAT)
    assert row is not None
    edit, gone = ann.change_rows(ashwell, [Change(WHAT, "Ann's action", None)], [row])
    assert gone == {}
    edit, gone = ben.change_rows(ashwell, [Change(LEAD, "Ben", None)], [row])
    assert gone == {f"{LOOK}/actions/3": f"{LOOK}/actions/4"}
    assert edit is not None
    assert edit.changes == [Change(f"{LOOK}/actions/4/lead", "Ben", None)]
    assert LEAD not in store.load(ashwell).values
    _, gone = ben.change_rows(ashwell, [Change(f"{LOOK}/actions/4/lead", "Ben", None)], [row.other(4)])
    assert gone == {}  # tried once more: it is there


def test_a_table_of_so_many_rows_says_when_it_is_full(store: Store, ashwell: str) -> None:
    row = row_of(store.fields, WHAT)
    assert row is not None
    store.change(ashwell, [Change(f"{LOOK}/actions/{n}/what", "taken") for n in range(1, 9) if n != 2])
    _, gone = store.change_rows(ashwell, [Change(WHAT, "mine", UNSET)], [row])
    assert gone == {row.place: f"{LOOK}/actions/2"}
    with pytest.raises(Refused) as caught:
        store.change_rows(ashwell, [Change(WHAT, "another", UNSET)], [row])
    assert caught.value.problems[0].code == "table_full"


def test_in_a_table_of_any_number_of_rows_a_row_keeps_its_number_for_good(store: Store, ashwell: str) -> None:
    first = f"{LOOK}/people/1"
    row = row_of(store.fields, f"{first}/name")
    assert row is not None
    ben = Store(store.folder, "ben")
    ben.change(ashwell, [Change(f"{first}/name", "Ms Plover"), Change(f"{LOOK}/people/4/name", "Mr Wren")])
    ben.change(ashwell, [Change(f"{first}/name", None), Change(f"{LOOK}/people/4/name", None)])
    _, gone = store.change_rows(ashwell, [Change(f"{first}/name", "Dr Tansy", None)], [row])
    assert gone == {first: f"{LOOK}/people/5"}  # both were Ben's
    _, gone = ben.change_rows(ashwell, [Change(f"{first}/name", "Ms Plover after all", None)], [row])
    assert gone == {}


def test_what_is_needed_and_rules_that_name_a_step_stand_before_it(store: Store, ashwell: str) -> None:
    place = store.new(ashwell, "alarm", "1/1/2099")
    with pytest.raises(Refused) as caught:
        store.step(ashwell, place, "give")
    assert [(p.where, p.code) for p in caught.value.problems] == [
        (f"{place}/concern", "needed"),
        (f"{place}/on", "finding"),
    ]
    assert "Raised on is still to come; mend it before “Give it to the head”" in str(caught.value)
    store.change(ashwell, [Change(f"{LOOK}/judgements/S1/current", "2")])
    store.step(ashwell, LOOK, "send")  # which no rule stands before
