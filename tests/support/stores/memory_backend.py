"""A second backend, over nothing but memory: what is asked of a backend can be had without files."""

import threading
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path

from siptui.framework import Framework
from siptui.records.change import Edit
from siptui.records.problem import Problem
from siptui.rules.caseload_row import caseload_row
from siptui.store.backend_protocol import Copied, Decide, NoSchool, Overview
from siptui.store.format_version import FORMAT
from siptui.store.office_settings import Office
from siptui.store.school import School, after, is_id


class Memory:
    """Schools in a mapping, one writer at a time."""

    owns: bool | None = None

    def __init__(self, folder: Path, framework: str) -> None:
        self.folder = folder
        self.office = Office(format=FORMAT, framework=framework)
        self.kept: list[Copied] = []
        self._schools: dict[str, Copied] = {}
        self._lock = threading.Lock()
        self._moved = 0

    def load(self, school_id: str) -> School:
        if school_id not in self._schools:
            raise NoSchool(school_id)
        return self._schools[school_id].school

    def ids(self) -> list[str]:
        return sorted(self._schools)

    def history(self, school_id: str) -> Iterator[Edit]:
        self.load(school_id)
        found = self._schools[school_id]
        return iter([*found.edits, found.school.last])

    def history_back(self, school_id: str) -> Iterator[Edit]:
        return iter([*self.history(school_id)][::-1])

    def pupil_key(self) -> bytes:
        return b"a key of nobody's"

    def set_office(self, decide: Callable[[Office], Office]) -> None:
        self.office = decide(self.office)

    def change(self, school_id: str, decide: Decide, framework: Framework) -> Edit | None:
        with self._lock:
            before = self._schools[school_id].school if school_id in self._schools else None
            edit = decide(before)
            if edit is None:
                return None
            past = [*self.history(school_id)] if before else []
            self._schools[school_id] = Copied(after(before, school_id, framework.name, edit), past)
            self._moved += 1
            return edit

    def unwritable(self) -> Problem | None:
        return None

    def watch(self) -> Hashable:
        return self._moved

    def summary(self, framework: Framework) -> Overview:
        rows = [
            caseload_row(framework, c.school.id, c.school.values) for c in self._schools.values() if is_id(c.school.id)
        ]
        return sorted(rows, key=lambda row: (row.name.casefold(), row.id)), []

    def copy(self) -> Iterator[Copied | Problem]:
        yield from list(self._schools.values())

    def put(self, copied: Copied) -> None:
        with self._lock:
            if copied.school.id in self._schools:
                self.kept.append(self._schools[copied.school.id])
            self._schools[copied.school.id] = Copied(copied.school, [*copied.edits])
            self._moved += 1
