"""What the desk needs of a store."""

from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path
from typing import Literal, Protocol

from siptui.framework import Framework
from siptui.records.change import Change, Edit, Record
from siptui.records.fields import Fields
from siptui.records.problem import Problem
from siptui.records.source import Source
from siptui.rules.caseload_row import CaseloadRow
from siptui.rules.forms.earlier_version import AsItWas
from siptui.rules.numbered_rows import Row
from siptui.store.school import School

Overview = tuple[list[CaseloadRow], list[Problem]]


class Writable(Protocol):
    """What the queue needs of a store."""

    def change(
        self, school_id: str, changes: Sequence[Change], why: str = "typed", source: Source | None = None
    ) -> Edit | None: ...
    def change_rows(
        self,
        school_id: str,
        changes: Sequence[Change],
        rows: Sequence[Row],
        why: str = "typed",
        source: Source | None = None,
    ) -> tuple[Edit | None, dict[str, str]]: ...
    def undo(self, school_id: str) -> Edit: ...
    def redo(self, school_id: str) -> Edit: ...


class Records(Writable, Protocol):
    """What the desk needs of a store."""

    who: str

    @property
    def folder(self) -> Path: ...
    @property
    def framework(self) -> Framework: ...
    @property
    def fields(self) -> Fields: ...
    @property
    def pupil_key(self) -> bytes: ...
    def overview(self) -> Overview: ...
    def load(self, school_id: str) -> School: ...
    def new(self, school_id: str, form_key: str, on: object = None) -> str: ...
    def step(self, school_id: str, place: str, step: str, on: object = None, reason: str = "") -> Edit: ...
    def roles(self, record: Record) -> frozenset[str]: ...
    def as_it_was(self, school_id: str, place: str, at: int | Literal["final"] = "final") -> AsItWas: ...
    def history(self, school_id: str) -> Iterator[Edit]: ...
    def watch(self) -> Hashable: ...
    def unwritable(self) -> Problem | None: ...
    def copy_of_today(self) -> list[Problem]: ...
