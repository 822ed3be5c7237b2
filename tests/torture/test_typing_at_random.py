"""Hours of typing at random into every screen, with lines that drop: no text that was typed is in neither the store nor
a draft, and nothing half-typed is an edit.

`SIPTUI_TYPING=3600 pytest -m torture -s tests/torture/test_typing_at_random.py` types for an hour, `SIPTUI_SEED` as
another run did. What is promised of a text: once it was left and is said to be saved, it is in the store's history;
while it is being typed, and after any end of the session but a kill, it is a draft to its last letter; after a kill, if
it had been kept by then.
"""

import os
import random
import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from siptui.records.change import Change
from siptui.store.store import Store
from support.dropping_line import Line
from support.places import ROOT
from support.stores.drafts_on_disk import kept

pytestmark = [pytest.mark.torture, pytest.mark.timeout(0)]
SECONDS = int(os.environ.get("SIPTUI_TYPING", "180"))
SEED = int(os.environ.get("SIPTUI_SEED", "0")) or random.randrange(1 << 30)
PATIENCE = 60
"""Seconds for what happens at once on a machine that has nothing else to do."""
LONG = 500
"""Letters of a text after which it is begun anew."""
LETTERS = "abcdefghijklmnopqrstuvwxyz     éß,.;:'()?!0123456789i?xq/"
ENTER, ESCAPE, CLEAR = b"\r", b"\x1b", b"\x1b[H\x0b"


@dataclass(frozen=True)
class Place:
    """A cell: its screen, row and column, the path of its field, and how it is written in: a bar, a pane, or not."""

    screen: str
    row: str
    column: str
    path: str
    how: str
    holds: str = "words"


def fields_of(screen: str, how: str, *paths: str) -> list[Place]:
    return [Place(screen, path, "value", path, how) for path in paths]


PLACES = [
    *fields_of("front", "bar", "school/name", "school/headteacher", "school/chair"),
    *fields_of("front", "pane", "front/context"),
    *fields_of("visit", "pane", "visits/autumn/activities", "visits/autumn/other_judgements"),
    Place("visit", "visits/autumn/date", "value", "visits/autumn/date", "bar", "date"),
    Place("judgements", "S1.1", "evaluation", "visits/autumn/judgements/S1.1/evaluation", "pane"),
    Place("judgements", "S1.2", "evaluation", "visits/autumn/judgements/S1.2/evaluation", "pane"),
    Place("judgements", "S1.1", "current", "visits/autumn/judgements/S1.1/current", "key", "1234"),
    Place("judgements", "S1.2", "progress", "visits/autumn/judgements/S1.2/progress", "key", "rag"),
    Place("progress", "reading/1", "2010-07", "progress/reading/1/2010-07", "bar", "figure"),
    Place("progress", "mathematics/6", "2011-03", "progress/mathematics/6/2011-03", "bar", "figure"),
    Place("progress", "writing/2", "comment", "progress/writing/2/comment", "pane"),
    Place("summary", "E13", "date", "summary/E13/date", "bar", "date"),
    Place("import", "", "", "", "none"),
]
ENDS = ("hang up", "terminate", "close the window", "kill")


@dataclass
class Model:
    """What the store and the drafts have to hold, by what was typed, seen and promised."""

    store: Store
    school: str
    held: dict[str, object]
    said: set[str] = field(default_factory=set)
    """Tokens of texts that were said to be saved, or kept as a draft: they may never be missing again."""
    tally: Counter[str] = field(default_factory=Counter)

    def drafts(self) -> dict[str, str]:
        return {path: text for _, path, _, text in kept(self.store)}

    def missing(self) -> set[str]:
        """Of what may never be missing, that which is neither in the history nor in a draft."""
        there = "\n".join(
            [str(change.new) for edit in self.store.history(self.school) for change in edit.changes]
            + list(self.drafts().values())
        )
        return {token for token in self.said if token not in there}


class Typist:
    """Types at random, in a terminal whose line drops at random."""

    def __init__(self, model: Model, chance: random.Random) -> None:
        self.model, self.chance, self.number = model, chance, 0

    def text(self, place: Place) -> tuple[str, str]:
        """Something to type, and the part of it by which it is known again: no two texts have the same."""
        self.number += 1
        if place.holds == "figure":
            known = f"{self.chance.randrange(1, 59)}.{self.number % 1000:03d}1"
            return known, known
        if place.holds == "date":
            day = f"{self.chance.randrange(1, 29)}/{self.chance.randrange(1, 13)}/{2010 + self.number % 2}"
            return day, ""
        known = f"t{self.number:05d}z"
        rest = "".join(self.chance.choice(LETTERS) for _ in range(self.chance.choice((0, 3, 20, 60))))
        return f"{known} {rest}".rstrip(), known

    def session(self) -> None:
        """Open some cells one after the other, write in each and leave it; in the last the line drops."""
        places = self.chance.sample(PLACES, self.chance.randrange(1, 5))
        cells = [word for place in places for word in (place.screen, place.row, place.column)]
        argv = ["-m", "support.open_at", str(self.model.store.folder), self.model.school, "wait", *cells]
        paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
        before = self.model.drafts()
        with Line([Path(sys.executable), *argv], 100, 30, {"PYTHONPATH": paths}) as line:
            self.take_up(line, before)
            for n, place in enumerate(places):
                self.go_home(line)
                line.send(signal.SIGUSR1)
                self.await_cell(line, place)
                if n == len(places) - 1:
                    self.break_off(line, place)
                else:
                    self.write(line, place)
        self.judge_store()

    def take_up(self, line: Line, drafts: dict[str, str]) -> None:
        """What an earlier session has left is offered first; it is kept."""
        line.await_text("Front sheet", PATIENCE)
        end = time.monotonic() + PATIENCE
        while any(self.model.drafts().get(path) == text for path, text in drafts.items()):
            assert time.monotonic() < end, f"NOT OFFERED: {drafts}\n" + "\n".join(line.screen.display)
            if line.shows("session ended before it was saved"):
                line.quiet(0.6)  # it answers to no key before one can have read it
                line.press(b"k", 0.3)
                self.model.tally["drafts taken up"] += 1
                if line.shows("does not fit"):  # half a date: whoever typed it throws it away
                    line.press(b"x", 0.3)
            line.quiet(0.1)
        self.model.held = dict(self.model.store.load(self.model.school).values)

    def stored(self, path: str) -> object:
        return self.model.store.load(self.model.school).values.get(path)

    def await_cell(self, line: Line, place: Place) -> None:
        bar = {"figure": "APS ", "date": "Date: "}.get(place.holds, ": ")
        words = {"pane": "Esc Keep", "bar": bar, "key": "Esc Keep", "none": "File to read"}[place.how]
        line.await_text(words, PATIENCE)
        line.quiet(0.5)
        if place.how == "key":  # it opens the text beside the scale
            line.press(ESCAPE, 0.3)

    def go_home(self, line: Line) -> None:
        """Back to the school's own screen, as a person goes."""
        for _ in range(6):
            line.quiet(0.2)
            if line.shows("Chair of Governors") and line.shows("Reds standing"):
                return
            line.press(ESCAPE, 0.3)

    def write(self, line: Line, place: Place) -> None:
        """Type something, leave the field, and wait until it is said to be saved."""
        if place.how == "none":
            line.press(b"/tmp/nothing here", 0.2)
            return
        if place.how == "key":
            stands = str(self.stored(place.path) or "")
            known = self.chance.choice(
                [key for key in place.holds if not stands.startswith(key)]
            )  # or nothing is saved
            line.press(known.encode())
        else:
            text, known = self.text(place)
            self.begin(line, place)
            line.press(text.encode(), 0.2)
            line.press(ESCAPE if place.how == "pane" else ENTER, 0.2)
        self.await_saved(line, place, known)
        self.model.tally["said to be saved"] += 1
        if place.holds == "words":
            self.model.said.add(known)
        self.model.held[place.path] = self.stored(place.path)

    def begin(self, line: Line, place: Place) -> str:
        """Clear a bar, or go on behind the text of a pane; what stands there then."""
        if place.how == "bar":
            line.press(CLEAR, 0.1)
            return ""
        line.press(b" ", 0.1)
        return f"{self.stored(place.path) or ''} "

    def await_saved(self, line: Line, place: Place, known: str) -> None:
        end = time.monotonic() + PATIENCE
        while not (known in str(self.stored(place.path)) and line.shows("saved")):
            line.quiet(0.1)
            assert time.monotonic() < end, f"LOST: {known!r} of {place.path}\n" + "\n".join(line.screen.display)

    def break_off(self, line: Line, place: Place) -> None:
        """Type something, and have the session end in the middle of it."""
        how = self.chance.choice(ENDS)
        self.model.tally[how] += 1
        if place.how in ("none", "key"):
            line.press(b"zz" if place.how == "none" else b"", 0.1)
            line.drop(how)
            assert line.ends_within(PATIENCE), "STUCK: it did not end"
            return
        text, known = self.text(place)
        part = text[: self.chance.randrange(1, len(text) + 1)]
        if part == str(self.stored(place.path)):  # 34 over 34, half of 34.5: nothing has been typed that is not there
            part = text
        typed = self.begin(line, place) + part
        line.press(part.encode(), self.chance.choice((0.0, 0.02, 0.3)))
        promised = how in ("hang up", "terminate")
        if self.chance.random() < 0.5:
            promised = self.await_draft(place, typed)
        line.drop(how)
        assert line.ends_within(PATIENCE), "STUCK: it did not end"
        found = self.model.drafts().get(place.path)
        if promised:
            assert (found or "").rstrip() == typed.rstrip(), f"LOST: {typed!r} in {place.path} after {how}: {found!r}"
            self.model.tally["half-typed, kept whole"] += 1
            if place.holds == "words" and known in typed:
                self.model.said.add(known)
        elif found is not None:
            assert typed.startswith(found.rstrip()) or found == "", f"WRONG: {found!r} is no beginning of {typed!r}"

    def await_draft(self, place: Place, text: str) -> bool:
        end = time.monotonic() + PATIENCE
        while (self.model.drafts().get(place.path) or "").rstrip() != text.rstrip():
            assert time.monotonic() < end, f"NOT KEPT: {text!r} of {place.path}, but {self.model.drafts()}"
            time.sleep(0.05)
        return True

    def judge_store(self) -> None:
        """Nothing half-typed is an edit, nothing that was said is missing, and the store is sound."""
        values = dict(self.model.store.load(self.model.school).values)
        held = self.model.held
        changed = {path: values.get(path) for path in values.keys() | held.keys() if values.get(path) != held.get(path)}
        assert changed == {}, "HALF-TYPED"
        assert not self.model.missing(), "LOST"
        assert [problem.line() for problem in self.model.store.care.faults()] == []
        long = [path for path, value in values.items() if len(str(value)) > LONG and path not in self.model.drafts()]
        self.model.store.change(self.model.school, [Change(path, None) for path in long if path != "school/name"])


def test_nothing_typed_is_lost(store: Store, ashwell: str) -> None:
    print(f"\nSIPTUI_SEED={SEED}")
    model = Model(store, ashwell, dict(store.load(ashwell).values))
    typist = Typist(model, random.Random(SEED))
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        model.tally["sessions"] += 1
        typist.session()
    print(f"{len(model.said)} texts there to the last: " + ", ".join(f"{n} {what}" for what, n in model.tally.items()))
    assert model.tally["said to be saved"]
    assert model.tally["half-typed, kept whole"]
    assert model.missing() == set()
