"""A tracking file read for a school of a store: with what is known of its earlier files, and of the other schools."""

import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from siptui.intake.read_in_child import read_tracking
from siptui.intake.request_and_answer import MarkedCopy
from siptui.records.change import Record
from siptui.records.edit_that_set_a_value import brings_figures
from siptui.tracking.preview.imported_before import compare_with
from siptui.tracking.proposal_types import TrackingProposal

if TYPE_CHECKING:  # what is asked of a store, which takes long to import and changes nothing here
    from typing import Protocol

    from siptui.documents.returned.in_store import Kept
    from siptui.records.change import Edit
    from siptui.records.problem import Problem
    from siptui.rules.caseload_row import CaseloadRow

    class CaseloadStore(Kept, Protocol):
        """What is asked of a store."""

        @property
        def pupil_key(self) -> bytes: ...
        def overview(self) -> tuple[list[CaseloadRow], list[Problem]]: ...
        def history(self, school_id: str) -> Iterator[Edit]: ...


def read_for(
    store: "CaseloadStore",
    school_id: str,
    file: Path,
    record: Record,
    given: Mapping[str, str],
    *,
    dry_run: bool,
    password: str = "",
    marked: Callable[[MarkedCopy], None] | None = None,
    forms: bool = True,
    stop: threading.Event | None = None,
) -> TrackingProposal:
    """What a tracking file would change in a school's record. Raises as `read_tracking`."""
    history = [edit for edit in store.history(school_id) if brings_figures(edit)]
    known = any(edit.source and edit.source.pupils for edit in history)
    pupil_key = store.pupil_key if known or not dry_run else b""  # with nobody to know again and nothing to keep, none
    others = [row.name for row in store.overview()[0] if row.id != school_id]
    proposal = read_tracking(
        file,
        store.framework,
        store.fields,
        record,
        given,
        password=password,
        pupil_key=pupil_key,
        others=others,
        marked=marked,
        forms=forms,
        stop=stop,
    )
    compare_with(history, proposal)
    return proposal
