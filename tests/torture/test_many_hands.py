"""Many hands in one store, and readers beside a writer."""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from siptui.records.change import Change
from siptui.store.store import Store
from support.faults.watched_store import FIELDS, SIZES, TRIALS, Done, Witness, said_in_words, tell

pytestmark = [pytest.mark.torture, pytest.mark.timeout(900)]
BOTH = pytest.mark.parametrize("hands", [2, 8])
COUNT = "visits/autumn/activities"


def together(hands: int, work: Callable[[int], None]) -> None:
    """One thread a hand; what one finds wrong is raised here."""
    with ThreadPoolExecutor(hands) as pool:
        for running in [pool.submit(work, hand) for hand in range(hands)]:
            running.result()


def acknowledged(done: Done, what: str) -> bool:
    """Whether it was done. It may be refused only because others were at work, and in words."""
    if done.returncode == 0:
        return True
    said_in_words(done, what)
    assert "somebody else" in done.stderr, f"{what}: {done.stderr}"
    return False


def edits(hands: int) -> range:
    return range(max(1, TRIALS // hands))


@BOTH
@pytest.mark.parametrize("one_school", [False, True], ids=["schools of their own", "fields of their own"])
def test_many_hands_on_what_is_their_own(tmp_path: Path, hands: int, one_school: bool) -> None:
    """Everybody finds what they wrote at once, and all of it is there at the end."""
    witness = Witness(tmp_path / f"own{hands}")
    before = witness.records()
    last: dict[tuple[str, str], str] = {}

    def work(hand: int) -> None:
        schools = witness.schools[:1] if one_school else witness.schools[hand::hands]
        fields = FIELDS[hand::hands] if one_school else FIELDS
        for turn in edits(hands):
            place = schools[turn % len(schools)], fields[turn % len(fields)]
            value = f"hand {hand}, {turn} " + "z" * SIZES[(hand + turn) % len(SIZES)]
            witness.tally["trials"] += 1
            if acknowledged(witness.run("set", *place, value), f"hand {hand}"):
                last[place] = value
                witness.tally["acknowledged"] += 1
                assert witness.held(*place) == value, f"LOST: {value[:30]} is not there when read back"

    together(hands, work)
    for (school, field), value in last.items():
        before[school][field] = value
    assert witness.records() == before, "LOST OR COLLATERAL"
    assert not witness.litter()
    witness.end(f"{hands} hands on {'fields of one school' if one_school else 'schools'} of their own")


@BOTH
def test_many_hands_on_one_field(tmp_path: Path, hands: int) -> None:
    """Every acknowledged value is in the history once."""
    witness = Witness(tmp_path / f"field{hands}")
    school, good = witness.schools[0], []

    def work(hand: int) -> None:
        for turn in edits(hands):
            witness.tally["trials"] += 1
            if acknowledged(witness.run("set", school, COUNT, f"hand {hand}, {turn}"), f"hand {hand}"):
                good.append(f"hand {hand}, {turn}")

    together(hands, work)
    witness.tally["acknowledged"] = len(good)
    said = witness.run("history", school, COUNT)
    assert said.returncode == 0, said.stderr
    times = Counter(said.stdout.splitlines())
    assert not [value for value in good if times[value] != 1], "LOST OR TWICE in the history"
    assert witness.held(school, COUNT) == said.stdout.splitlines()[-1]
    witness.end(f"{hands} hands on one field")


@BOTH
def test_counting_up_together(tmp_path: Path, hands: int) -> None:
    """Who has seen the number may raise it, if it is still that: the last number is how often it was raised."""
    witness = Witness(tmp_path / f"count{hands}")
    school, good = witness.schools[0], []
    assert witness.run("set", school, COUNT, "0").returncode == 0

    def work(hand: int) -> None:
        for _ in edits(hands):
            seen = witness.run("get", school, COUNT)
            assert seen.returncode == 0, seen.stderr
            now = seen.stdout.strip()
            done = witness.run("set", school, COUNT, str(int(now) + 1), "--expect", now)
            witness.tally["trials"] += 1
            if done.returncode == 0:
                good.append(now)
            else:
                said_in_words(done, f"hand {hand}")

    together(hands, work)
    witness.tally["raised"] = len(good)
    assert witness.held(school, COUNT) == str(len(good)), "LOST OR TWICE"
    assert len(set(good)) == len(good) > 0, "two raised the same number"
    witness.end(f"{hands} hands counting up")


def test_readers_beside_a_writer(tmp_path: Path) -> None:
    """The writer writes as fast as it can; no reader fails, goes back in time, or sees what nobody wrote."""
    witness = Witness(tmp_path / "readers")
    school, written = witness.schools[0], [str(witness.held(witness.schools[0], COUNT))]
    place: dict[str, int] = {written[0]: 0}
    reading, reads = [True], Counter[str]()

    def write(hand: int) -> None:
        store, turn = Store(witness.folder, "writer"), 0
        while any(reading):
            turn += 1
            place[value := f"v{turn} " + "y" * (turn % 7 * 900)] = turn
            store.change(school, [Change(COUNT, value)])
            reads["edits"] += 1
            time.sleep(0.002)

    def read(hand: int) -> None:
        latest = 0
        for _ in range(TRIALS // 2):
            seen = witness.run("get", school, COUNT)
            assert seen.returncode == 0, f"UNREADABLE: {seen.stderr}"
            value = seen.stdout.removesuffix("\n")
            assert value in place, f"WRONG: {value[:60]!r}"
            assert place[value] >= latest, "an older value after a newer one"
            latest = place[value]
            reads["reads"] += 1

    def work(hand: int) -> None:
        if hand == 0:
            write(hand)
            return
        try:
            read(hand)
        finally:
            reading.pop()

    reading.append(True)
    together(3, work)
    assert reads["edits"] > 10
    tell("readers beside a writer", reads)
    witness.end("the store they leave")


def test_histories_read_beside_a_writer(tmp_path: Path) -> None:
    """A record and its history, read between any two writes, are whole and fit each other."""
    witness = Witness(tmp_path / "histories")
    school, figures = witness.schools[0], Counter[str]()

    def work(hand: int) -> None:
        store = Store(witness.folder, f"hand {hand}")
        for turn in range(TRIALS * 2):
            if hand == 0:
                store.change(school, [Change(COUNT, f"v{turn} " + "y" * (turn % 7 * 900))])
            else:
                revisions = [edit.revision for edit in store.history(school)]
                assert revisions == list(range(1, len(revisions) + 1))
            figures["edits" if hand == 0 else "readings"] += 1

    together(3, work)
    tell("histories beside a writer", figures)
    witness.end("the store they leave")
