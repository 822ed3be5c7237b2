"""What mends a store in a database from what it still holds itself; what is replaced is kept aside."""

from collections.abc import Iterator
from pathlib import Path

from siptui.framework import load
from siptui.records.problem import Problem
from siptui.store.backend_protocol import Copied
from siptui.store.faults import StoreFault
from siptui.store.format.edit_lines import Replay
from siptui.store.format_version import FORMAT
from siptui.store.postgres.rows import edits_of
from siptui.store.postgres.subjects import Subjects
from siptui.store.school import School

EVERY = "select revision, edit::text from siptui.edit where subject = %s order by revision"
FORGET = "update siptui.subject set line_by = null where about = 'school'"


def rebuild(address: str) -> Iterator[Problem]:
    """Mend what can be mended, and say of each thing what became of it. Raises Refused, StoreFault.

    A record that its edits do not lead to is made again of them; the caseload's lines are reckoned again.
    """
    store = Subjects(address)
    try:
        for school_id in store.ids():
            yield from _subject(store, school_id)
        store.line.ask(FORGET)
        store.summary(load(*store.office.read_from(store.folder)))
        yield Problem(store.line.address.shown, "its caseload's lines were reckoned again", code="summary_made")
    finally:
        store.close()


def _subject(store: Subjects, school_id: str) -> Iterator[Problem]:
    where = store.place(school_id)
    edits, replay = list(edits_of(where, store.line.ask(EVERY, (school_id,)))), Replay(Path(school_id))
    for edit in edits:
        replay.take(edit)
    try:
        found = store.load(school_id)
        if edits and (found.values, found.last) == (replay.record, edits[-1]):
            return
        framework = found.framework
    except StoreFault:
        framework = store.office.framework
    if not edits:
        yield Problem(where, "has no history to be made again of", "restore it from a backup", code="no_history")
        return
    made = School(
        format=FORMAT,
        id=school_id,
        framework=framework,
        revision=edits[-1].revision,
        values=replay.record,
        last=edits[-1],
    )
    store.put(Copied(made, edits[:-1]))
    yield Problem(where, "its record was made again from its history", code="record_made")
