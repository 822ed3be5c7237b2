"""A school's record checked against its framework where it enters, so that nothing above meets what cannot be."""

from pathlib import Path

from siptui.records.fields import Fields
from siptui.records.misfits import misfits
from siptui.store.faults import Damaged
from siptui.store.school import School


def fitting(fields: Fields, found: School, where: Path | str) -> School:
    """The school that was found `where`, if every value of it is of its field's kind. Raises Damaged."""
    for path, why in misfits(fields, found.values):
        raise Damaged(where, f"is damaged: {path}: {why}", f"`siptui set {found.id} {path} VALUE` sets it again")
    return found
