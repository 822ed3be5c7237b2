"""Whether a record can be what siptui wrote: checked where it enters, so that nothing behind that meets a surprise.

What does not fit its field but is of the right kind (a category off its scale, points above the highest level) is kept
and shown: it may have been right under another edition of the forms. So are values whose field is gone.
"""

from collections.abc import Mapping
from datetime import date

from siptui.records.controls_made_visible import cleaned, quoted
from siptui.records.fields import Fields
from siptui.records.values import LARGEST, Field

NUMBERS = frozenset({"number", "percent", "whole", "points", "money", "duration"})


def what_is_wrong(values: Mapping[str, object], fields: Fields) -> str:
    """The first thing in a record's values that no siptui can have put there, in words; "" for a sound one."""
    for path, value in values.items():
        if why := _wrong(value, fields.get(path)):
            return f"{cleaned(path)[:120] or '(no path)'} holds {quoted(value)}, which is {why}"
    return ""


def _wrong(value: object, field: Field | None) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return "no value that a field can hold"
    if isinstance(value, int | float) and not -LARGEST <= value <= LARGEST:
        return "out of all range"
    if field is None:
        return ""
    if isinstance(value, str) == (field.kind in NUMBERS):
        return "a text where a number belongs" if isinstance(value, str) else "a number where a text belongs"
    return "no date" if field.kind == "date" and not _is_date(value) else ""


def _is_date(value: object) -> bool:
    try:
        return date.fromisoformat(str(value)).isoformat() == value
    except ValueError:
        return False
