"""What keeps schools: the one interface between the door (`store.py`) and wherever they lie.

`folder/` keeps them as files on one host. Another engine, for an authority that outgrows one host, is a class with
these methods that passes tests/store/test_backends.py; nothing above it changes.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from siptui.framework import Framework
from siptui.records.change import Edit
from siptui.records.fields import Fields
from siptui.records.problem import Problem
from siptui.rules.caseload_row import CaseloadRow
from siptui.store.office_settings import Office
from siptui.store.school import School

Overview = tuple[list[CaseloadRow], list[Problem]]
"""Every school's caseload line by name, and what is wrong with the schools that cannot be read."""

Decide = Callable[[School | None], Edit | None]
"""Given a school as it stands (None: there is none) while nobody else can change it, the Edit to make, or None."""


class NoSchool(LookupError):
    """There is no school of that id."""


class Copied(Struct):
    """A school with all its history: the Edits before its latest, oldest first, to be gone through once."""

    school: School
    edits: Iterable[Edit]


class Backend(Protocol):
    """Methods raise StoreFault where a school, or all of them, are damaged or out of reach."""

    folder: Path
    """Where on this host lies what is no part of the store: drafts, and the inbox."""
    office: Office
    owns: bool | None
    """Whether what is kept belongs to whoever opened it; None where the folder's own owner says."""

    def load(self, school_id: str) -> School:
        """A school. Raises NoSchool. Never waits for a writer, and an unchanged school is not read twice."""

    def ids(self) -> list[str]:
        """The ids of every school there is, those among them that cannot be read."""

    def history(self, school_id: str) -> Iterator[Edit]:
        """Every Edit of a school, oldest first, as a stream. Raises NoSchool at once, StoreFault on the way."""

    def history_back(self, school_id: str) -> Iterator[Edit]:
        """The same, the newest first: the last few of a long history cost no more than those of a short one."""

    def change(self, school_id: str, decide: Decide, framework: Framework) -> Edit | None:
        """Call `decide` with the school, alone with it, and make the Edit it gives.

        On disk on return, with its place in the history and in the summary. Whatever `decide` raises changes nothing.
        Raises Busy.
        """

    def unwritable(self) -> Problem | None:
        """Why whoever asks can read what is kept and not change it, or None. Cheap: it is asked every few seconds."""

    def watch(self) -> Hashable:
        """A token that is another one once any school has changed. Cheap: it is asked for every second."""

    def summary(self, framework: Framework) -> Overview:
        """Every school's caseload line, without reading every school."""

    def copy(self) -> Iterator[Copied | Problem]:
        """Every school with its history, each as it stood at one moment; a Problem for one that cannot be read.

        A history that proves damaged raises StoreFault while it is gone through; then the next school follows.
        """

    def put(self, copied: Copied) -> None:
        """Put a school and its history in the place of what stands there, which is kept aside."""

    def pupil_key(self) -> bytes:
        """What UPNs are hashed with; b"" where there is none, or it is not for whoever asks."""

    def set_office(self, decide: Callable[[Office], Office]) -> None:
        """Call `decide` with the settings as they stand, alone with them, and keep those it gives. Raises Busy."""

    # -- the care that is asked for through the door

    def copy_of(self, today: date) -> list[Problem]:
        """Make the day's copy, unless it is there or none is wanted; where a school is not in it, why."""

    def copies(self) -> tuple[int, str]:
        """How many daily copies there are, and where."""

    def copies_with_key(self) -> list[Problem]:
        """Daily copies of an earlier siptui's that hold what UPNs are hashed with, each as a problem."""

    def faults(self, framework: Framework, fields: Fields) -> Iterator[Problem]:
        """What is wrong with the store, each thing with what would mend it."""
