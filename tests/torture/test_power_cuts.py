"""The power is cut while edits are being made: what was acknowledged is there when it comes back."""

import os
import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from support.faults.mounts import MEGABYTE, cut_power, ext4_image, mounted
from support.faults.tracing import Tracer
from support.faults.watched_store import FIELDS, TRIALS, Witness, said_in_words, tell

pytestmark = [pytest.mark.torture, pytest.mark.timeout(900)]
CUTS = max(2, TRIALS // 20)
HANDS = 4


class Hands:
    """Several hands at work, each in schools of its own, until the power goes."""

    def __init__(self, witness: Witness, cut: int) -> None:
        self.witness = witness
        self.cut = cut
        self.dark, self.stop = threading.Event(), threading.Event()
        self.tried: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.kept: dict[tuple[str, str], int] = {}
        """How many values had been tried when the latest was acknowledged."""
        self.added: list[str] = []
        self.refused: list[str] = []
        """Names of schools that could not be added any more."""
        self.acknowledged = 0

    def work(self, hand: int) -> None:
        turn = 0
        while not self.stop.is_set():
            turn += 1
            if turn % 8 == 0:
                self.add(f"Cut {self.cut} Hand {hand} Turn {turn}")
                continue
            mine = self.witness.schools[hand::HANDS]
            place = mine[turn % len(mine)], FIELDS[turn % 3]
            value = f"cut {self.cut}, hand {hand}, {turn} " + "m" * (0, 20, 500, 3000)[turn % 4]
            self.tried[place].append(value)
            in_the_dark = self.dark.is_set()
            done = self.witness.run("set", *place, value)
            if in_the_dark:
                self.witness.tally["refused in the dark"] += 1
                said_in_words(done, f"FALSE OK OR NOT IN WORDS: {value[:30]}, begun after the power went")
            elif done.returncode == 0:
                self.kept[place] = len(self.tried[place])
                self.acknowledged += 1

    def add(self, name: str) -> None:
        done = self.witness.run("add-school", name, "--phase", "primary")
        if done.returncode == 0:
            self.added.append(done.stdout.strip())
            self.acknowledged += 1
        else:
            self.refused.append(name)

    def judge(self, before: dict[str, dict[str, object]]) -> None:
        """Each field holds its last acknowledged value, or one that was on its way when the power went."""
        missing = set(self.added) - set(self.witness.ids())
        assert not missing, f"LOST: schools that were added: {missing}"
        now = self.witness.records()
        for (school, field), values in self.tried.items():
            found, old = now[school].pop(field, None), before[school].pop(field, None)
            kept = self.kept.get((school, field), 0)
            allowed = values[kept - 1 :] if kept else [old, *values]
            assert found in allowed, f"LOST: {field} of {school}: {str(found)[:40]!r}, not one of {len(allowed)}"
        assert now == before, "COLLATERAL"

    def again(self) -> None:
        """Everybody does again what the cut kept them from, which clears up what it left."""
        for school in {school for school, _ in self.tried}:
            done = self.witness.run("set", school, FIELDS[0], self.witness.value())
            assert done.returncode == 0, f"STUCK: {done.stderr}"
        for name in self.refused:  # one may have got there unsaid
            done = self.witness.run("add-school", name, "--phase", "primary")
            assert done.returncode in (0, 1), f"STUCK: {done.stderr}"
        assert not self.witness.litter(), f"LITTER: {self.witness.litter()}"


def test_the_power_is_cut_under_many_hands(tmp_path: Path) -> None:
    image = ext4_image(tmp_path, 64 * MEGABYTE)
    with mounted(image) as at:
        witness = Witness(at / "store", 12)
        os.sync()
    for cut in range(CUTS):
        hands = Hands(witness, cut)
        with mounted(image) as at:
            before = witness.records()
            with ThreadPoolExecutor(HANDS) as pool:
                running = [pool.submit(hands.work, hand) for hand in range(HANDS)]
                try:
                    least = witness.chance.randrange(15, 40)
                    while hands.acknowledged < least and not any(work.done() for work in running):
                        time.sleep(witness.chance.uniform(0, 0.02))
                    cut_power(at)
                    hands.dark.set()
                    time.sleep(0.3)
                finally:
                    hands.stop.set()
                for work in running:
                    work.result()
        with mounted(image):
            hands.judge(before)
            assert not witness.unsound(), witness.unsound()
            hands.again()
            trial = witness.trial()
            witness.judge(trial, witness.run(*trial.argv), f"after cut {cut}")
        witness.tally["cuts"] += 1
        witness.tally["acknowledged before a cut"] += hands.acknowledged
    with mounted(image):
        witness.end("power cuts")
    assert witness.tally["acknowledged before a cut"] >= min(200, CUTS * 15)


def test_the_power_is_cut_after_an_edit_that_another_began(tmp_path: Path) -> None:
    """A writer dies before its edit is safe; who then sets the same value is promised no less than anybody."""
    image = ext4_image(tmp_path, 64 * MEGABYTE)
    lost: list[str] = []
    with mounted(image) as at:
        witness = Witness(at / "store", 3)
        tracer = Tracer(witness, tmp_path)
        school = witness.schools[0]
        points = [p for p in tracer.points("set", school, FIELDS[0], "to be traced") if "sync" in p.call]
        os.sync()
    for number, point in enumerate(points):
        value = f"begun by another {number}"
        with mounted(image) as at:
            tracer.kill(point, "KILL", ("set", school, FIELDS[0], value))
            done = witness.run("set", school, FIELDS[0], value)
            cut_power(at)
        assert done.returncode == 0, done.stderr
        with mounted(image):
            if witness.held(school, FIELDS[0]) != value:
                lost.append(f"killed at {point}, then said {done.stdout!r}")
            assert not witness.unsound(), witness.unsound()
    witness.tally["cuts"] = len(points)
    tell("power cut after an edit that another began", witness.tally)
    assert not lost, f"LOST: {lost}"
