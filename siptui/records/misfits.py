"""Values that do not fit their fields at all: of another kind than anything that could be typed there.

A value that a scale no longer has, or whose field is gone, is no misfit: it is kept and shown as it is.
"""

from collections.abc import Iterator
from datetime import date

from siptui.records.change import Record
from siptui.records.fields import Fields

_TEXTS = {"text", "line", "scale"}


def misfits(fields: Fields, record: Record) -> Iterator[tuple[str, str]]:
    """The paths of a record whose values are no texts, dates or numbers where these belong, and what is wrong."""
    for path, value in record.items():
        field = fields.get(path)
        if field is None:
            continue
        if field.kind == "date":
            if not _is_date(value):
                yield path, f"{str(value)[:40]!r} is not a date"
        elif field.kind in _TEXTS:
            if not isinstance(value, str):
                yield path, f"{value!r} is not a text"
        elif isinstance(value, str):
            yield path, f"{value[:40]!r} is not a number"


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False
