"""A record's texts as proofing wants them, and what is known of those it is about."""

import re
from collections.abc import Collection, Iterator

from siptui.proofing.mark import Known
from siptui.records.change import Record
from siptui.records.fields import Fields

NAMES = {"line", "person"}
"""Kinds of field in which names are written: who leads an action, who is the headteacher."""
CAPITAL = re.compile(r"\b[A-Z][\w'’-]+")


def texts_of(fields: Fields, record: Record, below: str = "") -> dict[str, str]:
    """Every text of a record by its path; `below` is the place of one form, as `visits/autumn`."""
    start = f"{below.rstrip('/')}/" if below else ""
    return {
        path: value
        for path, value in record.items()
        if isinstance(value, str)
        and value.strip()
        and (not start or path.startswith(start) or path == below)
        and (field := fields.find(path))
        and field.kind == "text"
    }


def known_of(
    fields: Fields, record: Record, *, schools: Collection[str], people: Collection[str], own: Collection[str]
) -> Known:
    """What is known where a draft of `record` is written.

    `schools` are the names of the caseload's schools, its own among them; `people` the names known beside those in the
    record; `own` the words that whoever writes has added.
    """
    framework = fields.framework
    school = str(record.get(framework.roles.name) or "")
    return Known(
        words=sorted({*_titles(fields), *_names(fields, record), *people, *own}),
        codes=[kip.code for kip in framework.register.kips],
        school=school,
        other_schools=[name for name in schools if name != school],
        spelling=framework.identity.spelling,
    )


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
