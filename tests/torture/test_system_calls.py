"""A signal at every system call that touches the store, and an error from every one."""

import signal
from pathlib import Path

import pytest

from support.faults.tracing import Point, Tracer
from support.faults.watched_store import Done, Trial, Witness, needs_to_be_heard, rounds, said_in_words

pytestmark = [pytest.mark.torture, pytest.mark.timeout(1200)]
SMALL = (0, 40, 3000)
TRIES = 3
"""The number of calls before the one that is meant varies by a few; then it is tried again."""
ERRORS = {
    "openat": ("ENOSPC", "EIO", "EDQUOT", "EMFILE", "EACCES"),
    "flock": ("ENOSPC", "EIO", "EDQUOT", "ENOLCK", "EINTR"),
}


class Calls:
    """A witness under a tracer, and the points that the edit of one school goes through."""

    def __init__(self, place: Path, by_name: bool = False) -> None:
        self.witness = Witness(place / "s")
        self.tracer = Tracer(self.witness, place)
        self.school = self.witness.schools[0]
        rows = self.witness.store.overview()[0]
        # By its name a school is found in the summary, which is then kept anew: as by a person in a hurry.
        self.given = next(r.name for r in rows if r.id == self.school) if by_name else self.school
        self.points = self.tracer.points(*self.trial()[1])
        self.witness.tally["points"] = len(self.points)
        self.missed = set(self.points)

    def trial(self) -> tuple[Trial, tuple[str, ...]]:
        trial = self.witness.trial(self.school, sizes=SMALL)
        return trial, ("set", self.given, trial.field, trial.new)

    def struck(self, point: Point, hit: bool) -> bool:
        self.witness.tally["struck" if hit else "missed"] += 1
        if hit:
            self.missed.discard(point)
        return hit

    def end(self, what: str) -> None:
        self.witness.end(what)
        assert not self.missed, f"never struck: {[str(p) for p in self.missed]}"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_killed_at_every_call(tmp_path: Path, number: signal.Signals) -> None:
    needs_to_be_heard(number)
    calls = Calls(tmp_path)
    for point in rounds(calls.points, calls.witness.chance):
        _kill(calls, point, number)
    calls.end(f"{number.name} at every call")


def test_killed_at_every_call_that_finds_a_school_by_name(tmp_path: Path) -> None:
    calls = Calls(tmp_path, by_name=True)
    calls.points = [point for point in calls.points if not point.locked]
    calls.missed = set(calls.points)
    for point in calls.points:
        _kill(calls, point, signal.SIGKILL)
    calls.end("SIGKILL at every call that finds a school by name")


def _kill(calls: Calls, point: Point, number: signal.Signals) -> None:
    for _ in range(TRIES):
        trial, argv = calls.trial()
        done, hit = calls.tracer.kill(point, number.name, argv)
        calls.witness.judge(trial, done, f"{number.name} at {point}")
        if calls.struck(point, hit):
            return


@pytest.mark.parametrize("by_name", [False, True])
def test_an_error_from_every_call(tmp_path: Path, by_name: bool) -> None:
    """Refused in words or done after all; and an edit whose fsync failed is never acknowledged."""
    calls = Calls(tmp_path, by_name)
    cases = [(point, error) for point in calls.points for error in ERRORS.get(point.call, ("ENOSPC", "EIO", "EDQUOT"))]
    if by_name:  # what follows the lock is the same again
        cases = [(point, error) for point, error in cases if not point.locked]
        calls.missed = {point for point, _ in cases}
    for point, error in cases if by_name else rounds(cases, calls.witness.chance):
        for _ in range(TRIES):
            trial, argv = calls.trial()
            done, hit = calls.tracer.fail(point, error, argv)
            struck = calls.struck(point, hit)
            _judge_error(calls, trial, done, point if struck else None, f"{error} from {point}")
            if struck:
                break
    calls.end(f"an error from every call{' that finds a school by name' if by_name else ''}")


def _judge_error(calls: Calls, trial: Trial, done: Done, point: Point | None, what: str) -> None:
    with calls.witness.keeping():
        # Whether a folder may be looked into is asked of what the command is given, before it is a store.
        if done.returncode != 0 and not (done.returncode == 2 and point and point.call.startswith("access")):
            said_in_words(done, what)
            assert "did not expect" not in done.stderr, f"NOT IN WORDS: {what}: {done.stderr}"
        # What is derived is not what was promised.
        if point and point.locked and point.call in ("fsync", "fdatasync") and "/derived/" not in point.text:
            assert done.returncode != 0, f"FALSE OK: {what}"
        found = calls.witness.held(trial.school, trial.field)
        untrue = "nothing was changed" in done.stderr and found != trial.old
        assert not untrue, f"UNTRUE: {what}: it holds the new value, and was said: {done.stderr}"
    calls.witness.judge(trial, done, what)
