"""A school as it is kept: its record, how often it was edited, and its latest edit."""

import re
from datetime import datetime
from typing import Any

from msgspec import Struct

from siptui.records.change import Edit, apply
from siptui.records.values import Value
from siptui.store.format_number import FORMAT

MOST_EDITS = 2**53


class School(Struct, kw_only=True):
    """What is kept of a school: its record (a value by path), how often it was edited, and the latest Edit.

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


def is_id(text: str) -> bool:
    """Whether a text, which may come out of any file, can be a school's id: it names files."""
    return re.fullmatch(r"[a-z0-9_-]{1,80}", text) is not None


def is_possible(edit: Edit) -> bool:
    """Whether an Edit was made at a time there is, after as many others as can be."""
    try:
        datetime.fromisoformat(edit.when)
    except ValueError:
        return False
    return 0 < edit.revision < MOST_EDITS and 0 <= edit.of < MOST_EDITS
