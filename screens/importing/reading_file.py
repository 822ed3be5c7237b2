"""Reading the chosen file beside the keys: how far it has got is shown, and it can be stopped."""

import asyncio
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from time import monotonic

from screens.frame.desk_screen import DeskScreen
from screens.keys.key_names import spelled
from siptui.desk.open_records import Desk
from siptui.intake.read_in_child import read_tracking
from siptui.records.change import Edit, Record
from siptui.records.edit_that_set_a_value import brings_figures
from siptui.records.problem import Refused
from siptui.sheets.problems import Stopped
from siptui.store.faults import StoreFault
from siptui.store.folder_listing import Listed
from siptui.tracking.preview.imported_before import compare_with
from siptui.tracking.proposal_types import ANSWERS, TrackingProposal

STOPS = "{everywhere.back} stops"
LOOK_EVERY = 0.5
"""Seconds between two looks at how far a reading has got."""


class Reading:
    """One reading, in a thread until it is done or stopped."""

    def __init__(self, path: Path, answers: Mapping[str, str], forgotten: Collection[str], password: str) -> None:
        """`forgotten` are keys of remembered answers that somebody wants to give anew."""
        self.path, self.answers, self.forgotten, self.password = path, dict(answers), set(forgotten), password
        self.stop = threading.Event()
        self.since = monotonic()
        self.record: Record = {}
        """The school's record as it stood when the reading began: what it comes to is made from this."""
        self._told = ""

    def told(self, words: str) -> None:
        """Called from the thread with how far it has got."""
        self._told = words

    def read(self, desk: Desk, edits: Sequence[Edit]) -> TrackingProposal:
        """Read the file, and compare it with a school's history. Raises Refused, Locked, Stopped."""
        found = read_tracking(
            self.path,
            desk.framework,
            desk.fields,
            self._without_forgotten(),
            self.answers,
            password=self.password,
            pupil_key=desk.store.pupil_key,
            others=[
                row.name for row in desk.store.overview()[0] if row.name != self.record.get(desk.framework.roles.name)
            ],
            stop=self.stop,
            told=self.told,
        )
        return compare_with(edits, found)

    def _without_forgotten(self) -> Record:
        """The record, but for the answers that are forgotten."""
        record = dict(self.record)
        if self.forgotten and isinstance(known := record.get(ANSWERS), str):
            lines = [line for line in known.split("\n") if line.rpartition("=")[0].strip() not in self.forgotten]
            record[ANSWERS] = "\n".join(lines)
        return record

    def words(self) -> str:
        """How far it has got, and how long that took so far."""
        parts = [f"Reading {shown_name(self.path)}", self._told, f"{monotonic() - self.since:.0f} s"]
        return " · ".join(filter(None, parts))


class FileReader:
    """Reads beside the keys of a screen, one file at a time."""

    def __init__(self, screen: DeskScreen, done: Callable[[Reading, TrackingProposal | Refused], None]) -> None:
        """`done` hears what a reading comes to; of one that was stopped, nothing."""
        self._screen, self._done = screen, done
        self.now: Reading | None = None
        """What is being read."""

    def start(self, reading: Reading) -> None:
        """Read a file in place of one that is still being read."""
        self.halt()
        self.now = reading  # at once: the next key may be a yes
        self._screen.work(lambda: self._read(reading), "reading")

    def halt(self) -> bool:
        """Stop what is being read; whether anything was."""
        reading, self.now = self.now, None
        if reading is None:
            return False
        reading.stop.set()
        self._screen.workers.cancel_group(self._screen, "reading")
        return True

    async def _read(self, reading: Reading) -> None:
        self._progress(reading)
        timer = self._screen.set_interval(LOOK_EVERY, lambda: self._progress(reading))
        desk, school = self._screen.desk, self._screen.school_id
        found: TrackingProposal | Refused
        try:
            edits = await desk.history(school, brings_figures)
            reading.record = dict(desk.record(school))
            found = await asyncio.to_thread(reading.read, desk, edits)
        except Stopped:
            return
        except StoreFault as fault:
            found = Refused(fault.problem)
        except Refused as fault:
            found = fault
        finally:
            timer.stop()
            if reading is self.now:
                self.now = None
        self._done(reading, found)

    def _progress(self, reading: Reading) -> None:
        if reading is self.now:
            self._screen.say(f"{reading.words()} · {spelled(STOPS, self._screen)}")


def shown_name(path: Path) -> str:
    """A file's name as it may be shown."""
    return Listed(path, 0, "").name
