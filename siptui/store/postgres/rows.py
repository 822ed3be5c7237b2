"""A subject and its edits as they stand in the rows of tables, and back; what comes out of them is checked."""

from collections.abc import Iterable
from typing import Any

import msgspec

from siptui.records.change import Edit
from siptui.records.values import Value
from siptui.store.faults import MEND, Damaged
from siptui.store.format.school_document import impossible, newer
from siptui.store.format_version import FORMAT
from siptui.store.school import School, is_possible

COLUMNS = "id, format, framework, revision, record::text, last::text, unknown::text, tables::text"
"""What `school_of` reads, in that order."""


def text_of(content: object) -> str:
    """What it holds as JSON, for a column of it."""
    return msgspec.json.encode(content).decode()


def school_of(where: str, row: tuple[Any, ...]) -> School:
    """The subject in a row of `COLUMNS`. Raises Damaged, Newer."""
    subject, form, framework, revision, record, last, unknown, tables = row
    place = f"{where} {subject}"
    if form > FORMAT:
        raise newer(place, form)
    try:
        found = School(
            format=form,
            id=subject,
            framework=framework,
            revision=revision,
            values=msgspec.json.decode(record, type=dict[str, Value]),
            last=msgspec.json.decode(last, type=Edit),
            unknown=msgspec.json.decode(unknown, type=dict[str, Any]) if unknown != "{}" else {},
            tables=msgspec.json.decode(tables, type=dict[str, Any]) if tables != "{}" else {},
        )
    except (msgspec.DecodeError, RecursionError, OverflowError) as fault:
        raise Damaged(place, f"does not hold a school ({fault})") from fault
    if why := impossible(found):
        raise Damaged(place, f"does not hold a school ({why})")
    return found


def given_of(school: School) -> dict[str, object]:
    """A subject for the columns of its row, by name."""
    return {
        "id": school.id,
        "format": school.format,
        "framework": school.framework,
        "revision": school.revision,
        "record": text_of(school.values),
        "last": text_of(school.last),
        "unknown": text_of(school.unknown),
        "tables": text_of(school.tables),
    }


def edits_of(where: str, rows: Iterable[tuple[Any, ...]]) -> Iterable[Edit]:
    """The edits in rows of a revision and an edit. Raises Damaged at the first that is none."""
    for revision, text in rows:
        try:
            edit = msgspec.json.decode(text, type=Edit)
        except (msgspec.DecodeError, RecursionError, OverflowError):
            edit = None
        if edit is None or edit.revision != revision or not is_possible(edit):
            raise Damaged(where, f"is damaged in edit {revision}", MEND)
        yield edit
