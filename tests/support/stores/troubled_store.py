"""A store in memory that goes wrong when it is told to."""

import threading
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from siptui.records.change import Change, Edit
from siptui.records.problem import Problem, Refused
from siptui.records.source import Source
from siptui.store.faults import StoreFault
from siptui.store.school import School
from siptui.store.store import Store
from support.milton_keynes import FRAMEWORK
from support.stores.memory_backend import Memory

GONE = Problem("ashwell", "there is no such school in this store", code="no_such_school")


def full_disk(*_: object, **__: object) -> NoReturn:
    """In the place of a store's method that writes."""
    raise StoreFault("ashwell", "the disk is full", "make room and do it again", code="disk_full")


class TroubledStore(Store):
    """What is asked of a school goes by its trouble: `full` (tried again), `gone` (refused), or none."""

    def __init__(self, who: str = "tester", kept: Memory | None = None) -> None:
        super().__init__(kept or Memory(Path("nowhere"), FRAMEWORK), who)
        self.trouble: dict[str, str] = {}
        self.through = threading.Event()
        """While this is clear, writing waits."""
        self.through.set()

    def beside(self, who: str) -> Store:
        """The same schools, for somebody whom nothing troubles."""
        return Store(self.backend, who)

    def _ask(self, school_id: str) -> None:
        trouble = self.trouble.get(school_id)
        if trouble == "full":
            full_disk(school_id)
        if trouble == "gone":
            raise Refused(GONE)

    def load(self, school_id: str) -> School:
        if self.trouble.get(school_id) == "gone":
            raise Refused(GONE)
        return super().load(school_id)

    def change(
        self, school_id: str, changes: Iterable[Change], why: str = "typed", source: Source | None = None
    ) -> Edit | None:
        self.through.wait(20)
        self._ask(school_id)
        return super().change(school_id, changes, why, source)

    def undo(self, school_id: str) -> Edit:
        self._ask(school_id)
        return super().undo(school_id)
