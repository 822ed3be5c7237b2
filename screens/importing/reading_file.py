"""Reading the chosen file beside the keys: how far it has got is shown, and Esc stops it; a locked one is opened."""

import asyncio
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic

from textual.timer import Timer

from screens.frame.message import MessageScreen
from screens.importing.choosing_file import FileScreen, PathInput
from screens.keys.key_bar import KeyBar
from screens.keys.key_names import spelled
from siptui.desk.open_records import Desk
from siptui.intake.tracking_file import Unusable, read_tracking
from siptui.records.change import Change, Edit, Record
from siptui.records.problem import Problem, Refused
from siptui.sheets.refusals import Locked, Stopped
from siptui.store.faults import StoreFault
from siptui.store.inbox import Listed
from siptui.tracking.preview.imported_before import compare_with
from siptui.tracking.proposal import TrackingProposal

STOPS = "{everywhere.back} stops"
OTHER = "{importing.file} chooses another file"
ANSWERS = "progress/answers"
"""The field that keeps a school's answers, `KEY=VALUE` a line: no figure."""
LOOK_EVERY = 0.5
"""Seconds between two looks at how far a reading has got."""


class Reading:
    """A reading that goes on in a thread, until it is done or stopped."""

    def __init__(self, path: Path, answers: Mapping[str, str], password: str) -> None:
        self.path, self.answers, self.password = path, dict(answers), password
        self.stop = threading.Event()
        self.since = monotonic()
        self._told = ""

    def told(self, words: str) -> None:
        """Called from the thread with how far it has got."""
        self._told = words

    def read(self, desk: Desk, record: Record, edits: Sequence[Edit]) -> TrackingProposal:
        """Read the file, and compare it with a school's history. Raises Refused, Locked, Stopped."""
        found = read_tracking(
            self.path,
            desk.framework,
            desk.fields,
            record,
            self.answers,
            password=self.password,
            pupil_key=desk.store.pupil_key,
            stop=self.stop,
            told=self.told,
        )
        return compare_with(edits, found)

    def words(self) -> str:
        """How far it has got, and how long that took so far."""
        parts = [f"Reading {shown_name(self.path)}", self._told, f"{monotonic() - self.since:.0f} s"]
        return " · ".join(filter(None, parts))


class ReadingScreen(FileScreen):
    """Reads what was chosen."""

    proposal: TrackingProposal | None = None
    """What the file comes to, once it is read; of one that is refused only why, and its first rows."""
    refused = False
    """Whether the file is refused."""

    def __init__(self, school_id: str) -> None:
        super().__init__(school_id)
        self.path = Path()
        self.answers: dict[str, str] = {}
        self.forgotten: set[str] = set()  # remembered answers that are not to be taken again
        self._password = ""
        self._reading: Reading | None = None

    @property
    def reads(self) -> bool:
        """Whether a file is being read."""
        return self._reading is not None

    @property
    def given(self) -> dict[str, str]:
        """The answers so far; while the file is read again, those with which it is."""
        return self._reading.answers if self._reading else self.answers

    @property
    def file(self) -> str:
        """The file's name as it may be shown."""
        return shown_name(self.path)

    def found(self, found: TrackingProposal, first: bool) -> None:
        """There is a proposal to be shown, the `first` of its file or one with other answers."""
        raise NotImplementedError

    def chosen(self, path: Path) -> None:
        self.proposal, self.refused, self._password, self.answers, self.forgotten = None, False, "", {}, set()
        self.start(path, {})

    def answer(self, key: str, choice: str | None) -> None:
        """Read the file again with an answer, or without one."""
        answers = {k: v for k, v in self.given.items() if k != key}
        self.start(self.path, answers if choice is None else answers | {key: choice})

    def start(self, path: Path, answers: Mapping[str, str]) -> None:
        """Read a file beside the keys, in place of one that is still being read."""
        self._halt()
        self.path = path
        reading = self._reading = Reading(path, answers, self._password)  # at once: the next key may be a yes
        self.work(lambda: self._propose(reading), "reading")

    # -- the reading itself

    async def _propose(self, reading: Reading) -> None:
        self._progress(reading)
        timer = self.set_interval(LOOK_EVERY, lambda: self._progress(reading))
        try:
            edits = await self.desk.history(self.school_id)
            found = await asyncio.to_thread(reading.read, self.desk, self._record(), edits)
        except Locked:
            self._over(reading, timer)
            self._unlock(reading.path, dict(reading.answers))
            return
        except Stopped:
            return
        except StoreFault as fault:
            self._over(reading, timer)
            self._not_read(Refused(fault.problem), reading.answers)
            return
        except Refused as fault:
            self._over(reading, timer)
            self._not_read(fault, reading.answers)
            return
        finally:
            self._over(reading, timer)
        self._have(found, reading.answers, refused=False)

    def _have(self, found: TrackingProposal, answers: dict[str, str], refused: bool) -> None:
        """Show what a file comes to; one that was refused until now, or is now, is new to whoever looks."""
        first = self.proposal is None or self.refused != refused
        self.proposal, self.answers, self.refused = found, answers, refused
        self._chosen()
        self.found(found, first)

    def _record(self) -> Record:
        """The record to read for: without the remembered answers that somebody wants to give anew."""
        record = dict(self.desk.record(self.school_id))
        if self.forgotten and isinstance(known := record.get(ANSWERS), str):
            lines = [line for line in known.split("\n") if line.rpartition("=")[0].strip() not in self.forgotten]
            record[ANSWERS] = "\n".join(lines)
        return record

    def to_change(self, found: TrackingProposal) -> list[Change]:
        """A proposal's changes, of what stands now: it may have been made for fewer remembered answers."""
        now = self.desk.record(self.school_id).get(ANSWERS)
        return [Change(c.path, c.new, now) if c.path == ANSWERS else c for c in found.changes]

    def _chosen(self) -> None:
        self.choosing = False
        self.query_one(PathInput).display = False
        self.query_one(KeyBar).refresh()

    def _progress(self, reading: Reading) -> None:
        if reading is self._reading:
            self.say(f"{reading.words()} · {spelled(STOPS, self)}")

    def _over(self, reading: Reading, timer: Timer) -> None:
        timer.stop()
        if reading is self._reading:
            self._reading = None

    def _not_read(self, fault: Refused, answers: dict[str, str]) -> None:
        """What was read before stays, if it is an answer that does not fit; else what there is of the file is shown."""
        if self.proposal is not None and not self.refused:
            line = fault.problems[0].line()
            self.say(line, problem=True)
            if len(line) > self.size.width - 2:
                self.app.push_screen(MessageScreen("\n".join(p.line() for p in fault.problems[:5])))
            return
        found = TrackingProposal(source=self.path.name, problems=list(fault.problems))
        if isinstance(fault, Unusable):
            found.seen, found.remembered_used = list(fault.seen), dict(fault.remembered)
        self._have(found, answers, refused=True)

    # -- stopping

    def _halt(self) -> bool:
        """Stop what is being read; whether anything was."""
        reading, self._reading = self._reading, None
        if reading is None:
            return False
        reading.stop.set()
        self.workers.cancel_group(self, "reading")
        return True

    def action_remove(self) -> None:
        """Not the file that is being read."""
        if not self.reads:
            super().action_remove()

    def leave(self) -> bool:
        self._halt()
        return super().leave()

    def action_back(self) -> None:
        """Stop reading; or go back, first to what was read before another file was to be chosen."""
        if self._halt():
            self.say(f"Stopped; {self.file} was not read to its end, and nothing was changed")
        elif self.choosing and self.proposal is not None:
            self._chosen()
            self.found(self.proposal, first=False)
        else:
            super().action_back()

    # -- a locked file

    def _unlock(self, path: Path, answers: dict[str, str]) -> None:
        from screens.importing.password import PasswordScreen

        def given(password: str | None) -> None:
            if password is None:
                problem = Problem(self.file, "is password-protected", "ask the school for the password")
                self._not_read(Refused(problem), answers)
            else:
                self._password = password
                self.start(path, answers)

        again, self._password = bool(self._password), ""
        self.say("")
        self.app.push_screen(PasswordScreen(self.file, again), given)


def shown_name(path: Path) -> str:
    """A file's name as it may be shown."""
    return Listed(path, 0, "").name
