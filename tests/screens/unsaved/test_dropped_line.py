"""A line that drops, in a real terminal: what is open becomes a draft, is offered, and nothing half-typed goes in."""

import os
import sys
import time
from pathlib import Path

import pytest

from siptui.records.change import Change
from siptui.store.files.lock import locked
from siptui.store.store import Store
from support.dropping_line import Line
from support.places import ROOT
from support.stores.drafts_on_disk import kept

WAYS = ("hang up", "terminate", "close the window", "kill")
EVALUATION = "visits/autumn/judgements/S1.1/evaluation"
JUDGEMENTS = "a pane on the judgements"
PLACES = {
    "a bar on the front sheet": ("front", "school/name", "value", "school/name"),
    "a pane on the front sheet": ("front", "front/context", "value", "front/context"),
    "a bar on the progress grid": ("progress", "reading/1", "2010-07", "progress/reading/1/2010-07"),
    "a pane on the progress grid": ("progress", "reading/1", "comment", "progress/reading/1/comment"),
    JUDGEMENTS: ("judgements", "S1.1", "evaluation", EVALUATION),
}
"""Screen, row, column, and the path of the field that is there."""
A_SECOND = 1.0
PATIENCE = 60
"""Seconds in which the program ends by itself on a machine that has other things to do."""


def terminal(*argv: str) -> Line:
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    return Line([Path(sys.executable), *argv], 80, 24, {"PYTHONPATH": paths})


def opened_at(store: Store, place: str) -> Line:
    """The program with a cell open for writing."""
    screen, row, column, _ = PLACES[place]
    on = terminal("-m", "support.open_at", str(store.folder), "ashwell_primary", screen, row, column)
    on.await_text("Esc Keep" if "pane" in place else {"front": "School: ", "progress": "July 10: "}[screen])
    return on


def a_draft(store: Store, path: str, text: str) -> None:
    """Wait until a text is kept, as it is within a second where nobody else wants the machine."""
    end = time.monotonic() + PATIENCE
    while (path, text) not in [(each[1], each[3]) for each in kept(store)]:
        assert time.monotonic() < end, f"no draft of {path} in {kept(store)}"
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("how", "place"),
    [
        pytest.param(how, place, marks=[] if how == WAYS[0] or place == JUDGEMENTS else [pytest.mark.torture])
        for how in WAYS
        for place in PLACES
    ],
)
def test_what_is_open_becomes_a_draft_and_nothing_half_typed_an_edit(
    store: Store, ashwell: str, how: str, place: str
) -> None:
    path = PLACES[place][-1]
    store.change(ashwell, [Change("progress/reading/1/2010-07", 7)])
    before = store.load(ashwell)
    stood = str(before.values.get(path, ""))
    # A name made longer, a figure half gone, a text begun: each would fit its field.
    keys, half = {
        "school/name": (" Halfline", f"{stood} Halfline"),
        "progress/reading/1/2010-07": ("\x7f2", "2"),
    }.get(path, ("half a thou", "half a thou"))
    with opened_at(store, place) as on:
        on.press(keys.encode())
        on.await_text(half)
        if how == "kill":
            a_draft(store, path, half)
        on.drop(how)
        assert on.ends_within(PATIENCE)
    after = store.load(ashwell)
    assert (after.values, after.revision) == (before.values, before.revision)
    assert kept(store) == [(ashwell, path, before.values.get(path), half)]


@pytest.mark.parametrize("how", ["close the window", pytest.param("kill", marks=pytest.mark.torture)])
def test_what_was_open_is_offered_on_reopening(store: Store, ashwell: str, how: str) -> None:
    with opened_at(store, "a bar on the front sheet") as on:
        on.press(b" Halfline")
        a_draft(store, "school/name", "Ashwell Primary Halfline")
        on.drop(how)
        assert on.ends_within(PATIENCE)
    with terminal("-m", "siptui", "--store", str(store.folder), "--as", "tester") as on:
        on.await_text("session ended before it was saved")
        on.await_text("Ashwell Primary Halfline")
        time.sleep(0.5)  # no key is an answer before one can have read it
        on.press(b"k")
        on.await_text("saved")
    assert store.load(ashwell).values["school/name"] == "Ashwell Primary Halfline"
    assert kept(store) == []


def test_killed_a_second_after_a_key_an_evaluation_is_whole(store: Store, ashwell: str) -> None:
    """Typed at a stroke and then on, as one writes; then the second, and the kill that nothing can be done about."""
    words = ["Standards are rising, ", "but not yet in writing: ", "boys’ work in Year 4 is the weak point."]
    with opened_at(store, JUDGEMENTS) as on:
        for each in words:
            on.press(each.encode())
            on.await_text(each.split()[-1])
            time.sleep(0.3)
        time.sleep(A_SECOND - 0.3)
        a_draft(store, EVALUATION, "".join(words))
        on.drop("kill")
        assert on.ends_within(PATIENCE)
    with terminal("-m", "siptui", "--store", str(store.folder), "--as", "tester") as on:
        on.await_text("session ended before it was saved")
        on.await_text("weak point.")
        time.sleep(0.5)  # no key is an answer before one can have read it
        on.press(b"k")
        on.await_text("saved")
    assert store.load(ashwell).values[EVALUATION] == "".join(words)
    assert kept(store) == []


@pytest.mark.torture
@pytest.mark.parametrize("_", range(3))
def test_a_second_is_enough(store: Store, ashwell: str, _: int) -> None:
    """On a machine with nothing else to do: nobody looks whether there is a draft before the kill."""
    with opened_at(store, JUDGEMENTS) as on:
        on.press(b"Standards are rising.")
        time.sleep(A_SECOND)
        on.drop("kill")
        assert on.ends_within(PATIENCE)
    assert kept(store) == [(ashwell, EVALUATION, None, "Standards are rising.")]


@pytest.mark.parametrize("how", ["hang up", "terminate"])
def test_a_burst_just_before_the_line_drops_is_whole(store: Store, ashwell: str, how: str) -> None:
    """What has come is kept to its end, and no key of it is taken for a command of the screen below."""
    burst = "Half a thought, and on and on, to the end of a sentence of some length."
    before = store.load(ashwell).values
    with opened_at(store, "a pane on the judgements") as on:
        on.press(burst.encode(), 0.05)
        on.drop(how)
        assert on.ends_within(PATIENCE)
    assert store.load(ashwell).values == before
    assert kept(store) == [(ashwell, EVALUATION, None, burst)]


def test_what_had_been_left_goes_in_and_what_is_open_does_not(store: Store, ashwell: str) -> None:
    with opened_at(store, "a bar on the front sheet") as on:
        on.press(b" School\r", 0.05)
        on.press(b"\x1b[B\r" + b"X", 0.05)
        on.drop("hang up")
        assert on.ends_within(PATIENCE)
    assert store.load(ashwell).values["school/name"] == "Ashwell Primary School"
    assert [(path, text) for _, path, _, text in kept(store)] == [("school/sip", "ABX")]


def test_a_line_that_drops_over_a_store_that_is_held_leaves_a_draft(store: Store, ashwell: str) -> None:
    with opened_at(store, "a pane on the front sheet") as on, locked(store.folder / "locks" / f"{ashwell}.lock"):
        on.press(b"left\x1b")
        on.drop("hang up")
        assert on.ends_within(PATIENCE)
    assert "front/context" not in store.load(ashwell).values
    assert kept(store) == [(ashwell, "front/context", None, "left")]


def test_half_a_date_outlives_a_dropped_line(store: Store, ashwell: str) -> None:
    on = terminal("-m", "support.open_at", str(store.folder), ashwell, "visit", "visits/autumn/date", "value")
    with on:
        on.await_text("Date: ")
        on.press(b"12/1", 0.1)  # less than it takes to be kept as it goes
        on.hang_up()
        assert on.ends_within(PATIENCE)
    assert [text for *_, text in kept(store)] == ["12/1"]
