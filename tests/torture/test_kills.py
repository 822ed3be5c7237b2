"""Edits that are killed at any moment, and terminals that go away."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support.faults.watched_store import TRIALS, Done, Trial, Witness, gone_within, needs_to_be_heard, write_window
from support.terminal import Terminal

pytestmark = [pytest.mark.torture, pytest.mark.timeout(900)]
OPEN_TRIALS = min(TRIALS, 20)
GONE = 5.0
"""Seconds after which nothing may be left of a program whose terminal is."""
DOWN, ENTER, ESCAPE = b"\x1b[B", b"\r", b"\x1b"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_killed_at_any_moment(tmp_path: Path, number: signal.Signals) -> None:
    needs_to_be_heard(number)
    witness = Witness(tmp_path / number.name)
    window = write_window(witness)
    for turn in range(TRIALS):
        trial = witness.trial()
        moment = window.moment(witness.chance, near=turn % 2 == 0)
        run = subprocess.Popen(
            witness.command(*trial.argv), stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace"
        )
        time.sleep(moment)
        run.send_signal(number)
        _, said = run.communicate(timeout=20)
        witness.judge(trial, Done(run.args, run.returncode, "", said), f"{number.name} after {moment * 1000:.1f} ms")
    witness.end(f"{number.name} at any moment")
    assert witness.tally["not acknowledged"] >= TRIALS // 10, "hardly a kill came in time"


def test_the_terminal_drops_under_a_command(tmp_path: Path) -> None:
    witness = Witness(tmp_path / "dropped")
    window = write_window(witness)
    for turn in range(TRIALS):
        trial = witness.trial()
        moment = window.moment(witness.chance, near=turn % 2 == 0)
        argv = witness.command(*trial.argv)
        pid, master = pty.fork()
        if pid == 0:
            try:
                os.execv(argv[0], argv)
            finally:
                os._exit(127)
        time.sleep(moment)
        os.close(master)
        status = gone_within(pid, GONE)
        assert status != 127
        witness.judge(trial, Done(argv, status, "", ""), f"terminal dropped after {moment * 1000:.1f} ms")
    witness.end("terminal dropped under a command")


class Line(Terminal):
    """A terminal whose line can drop."""

    def drop(self) -> None:
        os.close(self._fd)
        gone_within(self._pid, GONE)

    def await_text(self, text: str) -> None:
        """Wait for what may be there already."""
        if not any(text in line for line in self.screen.display):
            self.wait_for(text)

    def type(self, keys: bytes) -> None:
        """Type without waiting for what comes of it, but for what is read while typing."""
        for key in keys:
            os.write(self._fd, bytes([key]))
            self._read(0.002)

    def __exit__(self, *fault: object) -> None:
        """What has not been dropped, because the test failed before, is ended."""
        if fault[0] is not None:
            try:
                super().__exit__(*fault)
            except (ProcessLookupError, ChildProcessError, OSError):
                return


def test_the_terminal_drops_under_the_open_application(tmp_path: Path) -> None:
    """One text is typed, left and said to be saved; another is being typed when the line drops."""
    witness = Witness(tmp_path / "open")
    for turn in range(OPEN_TRIALS):
        trial = witness.trial(field="visits/autumn/activities")
        kept, typed = f"kept {turn}", f"typed {turn} " + "and on " * 6
        with Line([sys.executable, "-m", "siptui", "--store", witness.folder, "open", trial.school]) as line:
            _to_the_focus_of_the_autumn_visit(line)
            line.press(ENTER)
            line.press(b"\x01" + b"\x0b" + kept.encode())
            line.press(ESCAPE)
            line.await_text("saved")
            line.press(DOWN)
            line.press(ENTER)
            line.type(typed[: witness.chance.randrange(len(typed))].encode())
            time.sleep(witness.chance.choice((0, 0, 0.05, 0.3)))
            line.drop()
        with witness.keeping():
            _judge_typed(witness, trial, kept, typed)
    witness.end("terminal dropped under the open application")


def _to_the_focus_of_the_autumn_visit(line: Line) -> None:
    line.wait_for("Front sheet")
    line.quiet()
    line.press(DOWN)
    line.press(ENTER)
    line.await_text("Focus of visit")
    for _ in range(3):
        line.press(DOWN, 0.05)


def _judge_typed(witness: Witness, trial: Trial, kept: str, typed: str) -> None:
    """What was left is there to the letter; of what was being typed, a beginning, and as a draft only."""
    focus = str(witness.held(trial.school, "visits/autumn/focus"))
    assert kept in focus, f"LOST: {kept!r} was said to be saved, there is {focus[-80:]!r}"
    trial.before[trial.school]["visits/autumn/focus"] = focus
    found, old = witness.held(trial.school, trial.field), str(trial.old or "")
    assert found == trial.old, f"HALF-TYPED: {found!r} was never left"
    begun = {(old + typed[:length]).strip() for length in range(len(typed) + 1)}
    drafts = [each for each in drafts_left(witness.folder) if each["path"] == trial.field]
    assert all(each["text"].strip() in begun for each in drafts), f"WRONG: {drafts} is no beginning of {old + typed!r}"
    there = Trial(trial.school, trial.field, trial.old, str(found), trial.before)
    witness.judge(there, Done([], -signal.SIGHUP, "", ""), f"terminal dropped while {typed!r} was being typed")


def drafts_left(folder: Path) -> list[dict[str, str]]:
    """What is offered at the next opening, whoever opens it; taken away, for the next trial begins without."""
    found: list[dict[str, str]] = []
    for path in (folder / "drafts").glob("*/*.json"):
        found += json.loads(path.read_bytes())["entries"]
        path.unlink()
    return found
