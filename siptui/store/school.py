"""A subject as it is kept, a school, a person or the office: its record, how often it was edited, its latest edit."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from msgspec import Struct

from siptui.records.change import Change, Edit, apply
from siptui.records.values import Value
from siptui.store.format_version import FORMAT

MOST_EDITS = 2**53


class School(Struct, kw_only=True):
    """What is kept of a school: its record (a value by path), how often it was edited, and the latest Edit.

    A person and the office, the other subjects that there are records of, are kept just so.
    `unknown` and `tables` are what else is in its file, put there by a later siptui or another program: it stays.
    """

    format: int
    id: str
    framework: str
    revision: int
    values: dict[str, Value]
    last: Edit
    unknown: dict[str, Any] = {}
    tables: dict[str, Any] = {}


def after(before: School | None, school_id: str, framework: str, edit: Edit) -> School:
    """A school as `edit` leaves it; `framework` is for a school that begins with it."""
    return School(
        format=FORMAT,
        id=school_id,
        framework=before.framework if before else framework,
        revision=edit.revision,
        values=apply(before.values if before else {}, edit.changes),
        last=edit,
        unknown=before.unknown if before else {},
        tables=before.tables if before else {},
    )


def in_one_edit(
    school_id: str, framework: str, values: Mapping[str, Value], who: str, why: str, when: str = ""
) -> School:
    """A school whose record is what one edit made it: now, or at a moment (ISO 8601, UTC)."""
    when = when or datetime.now(UTC).isoformat(timespec="seconds")
    changes = [Change(path, value, None) for path, value in values.items()]
    return after(None, school_id, framework, Edit(revision=1, who=who, when=when, why=why, changes=changes))


OFFICE = "@office"
"""The subject that what is asked of the office is kept under."""
INITIALS = re.compile(r"[A-Z][A-Z0-9]{0,7}")
ID = r"[a-z0-9_-]{1,80}|@office|@[A-Z][A-Z0-9]{0,7}"
"""What can be a subject's id: a school's, the office's, a person's; it names files."""


def is_id(text: str) -> bool:
    """Whether a text, which may come out of any file, can be a school's id."""
    return re.fullmatch(r"[a-z0-9_-]{1,80}", text) is not None


def is_subject(text: str) -> bool:
    """The same of any subject's id: a school's, `@AB`, `@office`."""
    return re.fullmatch(ID, text) is not None


def about(subject: str) -> Literal["school", "person", "office"]:
    """Which forms are asked of the subject of an id."""
    return "office" if subject == OFFICE else "person" if subject.startswith("@") else "school"


def folder_of(subject: str) -> str:
    """The folder of a store that a subject's file is in."""
    return "people" if subject.startswith("@") else "schools"


def counted_in_words(subjects: Iterable[str]) -> str:
    """`4 schools and 1 person`, and the office where it is among them."""
    whose = Counter(map(about, subjects))
    said = [f"{whose['school']} school{'' if whose['school'] == 1 else 's'}"]
    if whose["person"]:
        said.append(f"{whose['person']} {'person' if whose['person'] == 1 else 'people'}")
    if whose["office"]:
        said.append("the office")
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def blank(subject: str, framework: str) -> School:
    """A person or the office before anything is known of them."""
    never = Edit(revision=0, who="", when="", why="", changes=[])
    return School(format=FORMAT, id=subject, framework=framework, revision=0, values={}, last=never)


def is_possible(edit: Edit) -> bool:
    """Whether an Edit was made at a time there is, after as many others as can be."""
    try:
        datetime.fromisoformat(edit.when)
    except ValueError:
        return False
    return 0 < edit.revision < MOST_EDITS and 0 <= edit.of < MOST_EDITS


def slug(name: str) -> str:
    """An id made of a name: lower-case letters, digits and underscores, so that it is one word to every tool."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:60] or "school"
