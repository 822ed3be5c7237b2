"""A record's texts as proofing wants them, and what is known of those it is about."""

import re
from collections.abc import Collection, Iterator

from siptui.framework.places import Field
from siptui.proofing.mark import Known
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.rules.steps import why_locked

NAMES = {"line", "person"}
"""Kinds of field in which names are written: who leads an action, who is the headteacher."""
CAPITAL = re.compile(r"\b[A-Z][\w'’-]+")


def texts_of(fields: Fields, record: Record, below: str = "") -> dict[str, str]:
    """Every text of a record by its path, but for those that are locked; `below` is one form's place, `visits/autumn`.

    What stands in a form that is final, or waits for somebody else, is no draft of whoever writes now.
    """
    start = f"{below.rstrip('/')}/" if below else ""
    return {
        path: value
        for path, value in record.items()
        if isinstance(value, str)
        and value.strip()
        and (not start or path.startswith(start))
        and (field := fields.find(path))
        and field.kind == "text"
        and why_locked(fields, record, path) is None
    }


def known_of(
    fields: Fields, record: Record, *, schools: Collection[str], people: Collection[str], own: Collection[str]
) -> Known:
    """What is known where a draft of `record` is written.

    `schools` are the names of the caseload's schools: a note of one of them speaks of no other, and what is written of
    a person or the office may speak of any. `people` are names known beside those in the record; `own` the words that
    whoever writes has added.
    """
    framework = fields.framework
    school = str(record.get(framework.roles.name) or "")
    return Known(
        words=sorted({*_titles(fields), *_names(fields, record), *schools, *people, *own}),
        codes=[kip.code for kip in framework.register.kips],
        school=school,
        other_schools=[name for name in schools if name != school] if school else [],
        lists=[path for path in record if (field := fields.find(path)) and _in_list(field)],
        spelling=framework.identity.spelling,
    )


def _in_list(field: Field) -> bool:
    """Whether a place is one of several alike: a numbered slot, or a row of a table that judges no indicator."""
    slots = field.asked.slot_names if field.asked else []
    return field.kind == "text" and bool(slots or (field.row and not field.kip))


def _titles(fields: Fields) -> Iterator[str]:
    """What the framework calls things: words that its authority writes so."""
    framework = fields.framework
    yield framework.identity.authority
    yield from (form.title for form in fields.forms)
    yield from (kip.name for kip in framework.register.kips)
    yield from (section.title for section in framework.register.sections)


def _names(fields: Fields, record: Record) -> Iterator[str]:
    """The words with a capital that stand where names are written."""
    for path, value in record.items():
        if isinstance(value, str) and (field := fields.find(path)) and field.kind in NAMES:
            yield from CAPITAL.findall(value)
