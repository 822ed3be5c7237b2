"""What the fault tests share: a store that is watched from outside, edits through the command, and their judge.

A `set` that ends with 0 has promised that its edit is on disk. What is tested is the promise, whatever befell the
command: the field holds the new value (or, where nothing was promised, the old one), everything else is as it was, the
store is sound, and the next ordinary edit goes through and clears up.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

from siptui.store.store import Store

TRIALS = int(os.environ.get("SIPTUI_TRIALS", "200"))
FIELDS = [
    *(f"visits/{visit}/{form}" for visit in ("autumn", "spring", "summer") for form in ("activities", "focus")),
    "front/context",
    "front/significant_changes",
]
"""Texts of any length, one for each of eight hands."""
SIZES = (0, 3, 40, 400, 400, 3000, 3000, 20_000)
"""Of a value, in letters: within a block, over one, over many."""

Done = subprocess.CompletedProcess[str]
Values = dict[str, object]
T = TypeVar("T")


@dataclass(frozen=True)
class Trial:
    """One edit to which something happens: what is to be there instead of what, and what all held before."""

    school: str
    field: str
    old: object
    new: str
    before: dict[str, Values]

    @property
    def argv(self) -> tuple[str, ...]:
        return "set", self.school, self.field, self.new


class Witness:
    """A store of invented schools, edited through the command and read without it."""

    def __init__(self, folder: Path, schools: int = 10) -> None:
        self.folder = folder
        made = self.run("demo", str(folder), "--schools", str(schools))
        assert made.returncode == 0, made.stderr
        self.store = Store(folder, "witness")
        self.schools = sorted(self.ids())
        self.chance = random.Random(folder.name)
        self.tally: Counter[str] = Counter()
        self.wrong: list[str] = []
        self._numbers = 0
        for field in FIELDS[:2]:  # so that each file there is has been through more than its making
            assert self.run("set", self.schools[0], field, self.value()).returncode == 0

    # -- the command

    def command(self, *argv: str) -> list[str]:
        return [sys.executable, "-m", "siptui", "--store", str(self.folder), *argv]

    def run(
        self,
        *argv: str,
        prefix: Sequence[str] = (),
        env: dict[str, str] | None = None,
        limit: Callable[[], None] | None = None,
    ) -> Done:
        """Run a command to its end, perhaps under another one, in a changed environment or with less allowed."""
        return subprocess.run(
            [*prefix, *self.command(*argv)],
            capture_output=True,
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=False,
            env={**os.environ, **(env or {})},
            preexec_fn=limit,
        )

    # -- what there is, read without the command

    def ids(self) -> list[str]:
        return [row.id for row in self.store.overview()[0]]

    def records(self) -> dict[str, Values]:
        return {school: dict(self.store.load(school).values) for school in self.schools}

    def held(self, school: str, field: str) -> object:
        return self.store.load(school).values.get(field)

    def litter(self) -> list[Path]:
        return list(self.folder.rglob(".*.tmp"))

    def unsound(self) -> list[str]:
        return [problem.line() for problem in self.store.care.faults()]

    # -- a trial

    def value(self, sizes: Sequence[int] = SIZES) -> str:
        """A value that has never been set, of letters of one byte and of two."""
        self._numbers += 1
        return f"v{self._numbers} " + self.chance.choice("aé") * self.chance.choice(sizes)

    def trial(self, school: str | None = None, field: str | None = None, sizes: Sequence[int] = SIZES) -> Trial:
        """An edit to try; of any school and field unless they are named."""
        school, field = school or self.chance.choice(self.schools), field or self.chance.choice(FIELDS)
        before = self.records()
        return Trial(school, field, before[school].get(field), self.value(sizes), before)

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """Keep what is found wrong for the end, so that one fault does not hide the next."""
        try:
            yield
        except AssertionError as fault:
            self.wrong.append(str(fault).partition("\n")[0])
            for path in self.litter():
                path.unlink()

    def judge(self, trial: Trial, done: Done, what: str) -> None:
        """Old or new, new if promised; nothing else touched; sound; and it goes on. `what` happened, for a report."""
        with self.keeping():
            self._judge(trial, done, what)

    def _judge(self, trial: Trial, done: Done, what: str) -> None:
        self.tally["trials"] += 1
        self.tally["acknowledged" if done.returncode == 0 else "not acknowledged"] += 1
        what = f"{what} ({trial.field} of {trial.school}, left with {done.returncode}, said {done.stderr[-300:]!r})"
        assert "Traceback" not in done.stderr, what
        found = self.held(trial.school, trial.field)
        allowed = {trial.new} if done.returncode == 0 else {trial.old, trial.new}
        assert found in allowed, f"LOST OR WRONG: {what}: holds {str(found)[:60]!r}, not {trial.new[:60]!r}"
        self.tally["new" if found == trial.new else "old"] += 1
        self._same_but(trial, found, what)
        assert not self.unsound(), f"UNSOUND: {what}: {self.unsound()}"
        self._goes_on(trial, what)

    def _same_but(self, trial: Trial, found: object, what: str) -> None:
        expected = {**trial.before, trial.school: {**trial.before[trial.school], trial.field: found}}
        if found is None:
            del expected[trial.school][trial.field]
        now = self.records()
        changed = [school for school in self.schools if now[school] != expected[school]]
        assert not changed, f"COLLATERAL: {what}: {changed}"

    def _goes_on(self, trial: Trial, what: str) -> None:
        """The next ordinary edit."""
        after = self.value((0, 40))
        done = self.run("set", trial.school, trial.field, after)
        assert done.returncode == 0, f"STUCK: {what}: {done.stderr}"
        assert self.held(trial.school, trial.field) == after, f"STUCK: {what}"
        assert not self.litter(), f"LITTER: {what}: {self.litter()}"

    def end(self, what: str) -> None:
        """The program itself finds the store sound, the figures are told, and nothing was wrong all along."""
        done = self.run("verify")
        tell(what, self.tally)
        assert done.returncode == 0, done.stdout + done.stderr
        kinds = Counter(wrong.partition(":")[0] for wrong in self.wrong)
        some = [wrong for kind in kinds for wrong in [w for w in self.wrong if w.startswith(f"{kind}:")][:8]]
        assert not self.wrong, f"{dict(kinds)} in {self.tally['trials']} trials, such as:\n" + "\n".join(some)


def tell(what: str, figures: Counter[str]) -> None:
    """Figures of a test, for who watches `make torture`."""
    print(f"\n{what}: " + ", ".join(f"{count} {name}" for name, count in figures.items()))


def said_in_words(done: Done, what: str) -> None:
    """A refusal is for a person: a status of 1 or 3, a line a problem, and no traceback."""
    assert done.returncode in (1, 3), f"{what}: left with {done.returncode}: {done.stderr}"
    lines = done.stderr.splitlines()
    assert lines, f"{what}: left with {done.returncode} and said nothing"
    assert all(": " in line for line in lines), f"{what}: {done.stderr}"
    assert "Traceback" not in done.stderr, f"{what}: {done.stderr}"


def needs_to_be_heard(number: signal.Signals) -> None:
    """Skip where what is started here is deaf to a signal, as to SIGHUP under nohup."""
    if signal.getsignal(number) == signal.SIG_IGN:
        pytest.skip(f"{number.name} is ignored by what is started here (nohup?)")


def gone_within(pid: int, seconds: float) -> int:
    """Wait for a child of ours; gives its status. An orphan is killed and reported."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    raise AssertionError(f"ORPHAN: still there after {seconds} s")


def rounds(cases: Sequence[T], chance: random.Random) -> Iterator[T]:
    """Every case once, then any of them, up to the number of trials."""
    yield from cases
    for _ in range(TRIALS - len(cases)):
        yield chance.choice(cases)


@dataclass(frozen=True)
class Window:
    """When a `set` writes, in seconds from its start, and how long it runs."""

    first: float
    last: float
    slack: float
    whole: float

    def moment(self, chance: random.Random, near: bool) -> float:
        """A moment of the run: near its writing, or anywhere."""
        if near:
            return chance.uniform(max(0.0, self.first - self.slack), self.last + self.slack)
        return chance.uniform(0.0, self.whole)


def write_window(witness: Witness, runs: int = 9) -> Window:
    """Found from the times of change that ordinary edits leave on the files."""
    firsts, lasts, wholes = [], [], []
    for _ in range(runs):
        trial, started = witness.trial(), time.time()
        assert witness.run(*trial.argv).returncode == 0
        wholes.append(time.time() - started)
        stamps = [path.stat().st_mtime - started for path in witness.folder.rglob("*")]
        firsts.append(min(stamp for stamp in stamps if stamp > 0))
        lasts.append(max(stamps))
    slack = max(0.004, (sorted(firsts)[-2] - min(firsts)) * 0.6)
    return Window(sorted(firsts)[runs // 2], sorted(lasts)[runs // 2], slack, max(wholes))
