"""A school as it is kept: its record, how often it was edited, and its latest edit."""

from msgspec import Struct

from siptui.records.change import Edit, apply
from siptui.records.values import Value
from siptui.store.layout import FORMAT


class School(Struct, forbid_unknown_fields=True, kw_only=True):
    """What is kept of a school: its record (a value by path), how often it was edited, and the latest Edit."""

    format: int
    id: str
    framework: str
    revision: int
    values: dict[str, Value]
    last: Edit


def after(before: School | None, school_id: str, framework: str, edit: Edit) -> School:
    """A school as `edit` leaves it; `framework` is for a school that begins with it."""
    return School(
        format=FORMAT,
        id=school_id,
        framework=before.framework if before else framework,
        revision=edit.revision,
        values=apply(before.values if before else {}, edit.changes),
        last=edit,
    )
