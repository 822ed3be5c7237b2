"""Whether a record can be what siptui wrote: checked where it enters, so that nothing behind that meets a surprise.

What does not fit its field but is of the right kind (a category off its scale, points above the highest level) is kept
and shown: it may have been right under another edition of the forms. So are values whose field is gone. What becomes of
a value whose field was of another kind is told in `changed_framework/`.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date

from siptui.framework.model.form_fields import NUMBERS
from siptui.records.change import Record
from siptui.records.controls_made_visible import cleaned, quoted
from siptui.records.fields import Fields
from siptui.records.values import LARGEST, TICKED, Field


def what_is_wrong(values: Mapping[str, object], fields: Fields) -> str:
    """The first thing in a record's values that no siptui can have put there, in words; "" for a sound one."""
    for path, value in values.items():
        if why := _wrong(value, fields.get(path)):
            return f"{cleaned(path)[:120] or '(no path)'} holds {quoted(value)}, which is {why}"
    return ""


def of_another_kind(values: Record, fields: Fields) -> list[str]:
    """Where a record holds what a field can hold, and the field there cannot: a text in a number."""
    return [path for path, value in values.items() if not _wrong(value, None) and _wrong(value, fields.get(path))]


def _wrong(value: object, field: Field | None) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return "no value that a field can hold"
    if isinstance(value, int | float) and not -LARGEST <= value <= LARGEST:
        return "out of all range"
    if field is None:
        return ""
    if isinstance(value, str) == (field.kind in NUMBERS):
        return "a text where a number belongs" if isinstance(value, str) else "a number where a text belongs"
    fits, otherwise = AS_KEPT.get(field.kind, (None, ""))
    return otherwise if fits and not fits(str(value)) else ""


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


AS_KEPT: dict[str, tuple[Callable[[str], object], str]] = {
    "date": (_is_date, "no date"),
    "time": (re.compile(r"([01]\d|2[0-3]):[0-5]\d").fullmatch, "no time"),
    "tick": (TICKED.__eq__, "no tick"),
}
"""Whether a text is one of the few that a field of some kinds is kept as, and what else it is."""
