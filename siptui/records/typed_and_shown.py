"""What is in a field, and what may be, as a person reads and types it."""

from collections.abc import Callable
from datetime import date, datetime

from siptui.records.controls_made_visible import marked
from siptui.records.values import Field, Value

LONGEST_GRADE = 3
"""Characters of a scale's value that is shown before its name."""


def typed(value: Value | None) -> str:
    """A value as it would be typed; "" where there is none."""
    if value is None:
        return ""
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def shown(field: Field, value: str) -> str:
    """A field's value as a form shows it: `2 Good`, `12 Oct 10`."""
    if field.kind == "date":
        return day(value)
    if field.kind in AS_WORDS and value:
        return AS_WORDS[field.kind](field, value)
    found = field.scale.find(value) if field.scale else None
    if found is None:
        return value
    return f"{value} {found.name}" if _is_grade(value) and found.name.casefold() != value.casefold() else found.name


def _is_grade(value: str) -> bool:
    """Whether a scale's value is one that people say, as `2` or `GDS`, and no key such as `not_met`."""
    return len(value) <= LONGEST_GRADE and not value.islower()


def _money(_: Field, value: str) -> str:
    try:
        amount = float(value)
    except ValueError:
        return value  # as it was kept before money was asked
    return f"{'-' if amount < 0 else ''}£{abs(amount):,.2f}".removesuffix(".00")


def _with_unit(field: Field, value: str) -> str:
    unit = field.unit.removesuffix("s") if value == "1" else field.unit
    return f"{value} {unit}".strip()


AS_WORDS: dict[str, Callable[[Field, str], str]] = {
    "money": _money,
    "duration": _with_unit,
    "number": _with_unit,
    "whole": _with_unit,
    "tick": lambda _, __: "✓",
}
"""How a value of some kinds is shown otherwise than it is typed."""


def allowed(field: Field) -> str:
    """What may be typed in a field, for the formula bar."""
    if field.scale:
        return "  ".join(f"{v.key} {v.name}" if v.key else v.name for v in field.scale.values)
    hints = {
        "date": "day/month/year",
        "percent": "0 to 100",
        "number": "a number",
        "points": "points",
        "whole": "a whole number",
        "tick": "space ticks it",
        "time": "a time such as 9.15am",
        "duration": f"in {field.unit or 'hours'}, such as 1.5",
        "money": "an amount in pounds",
        "computed": "reckoned",
    }
    return hints.get(field.kind, "")


def printable(text: str) -> str:
    """A text that came from a file, on one line; what a terminal would obey is shown as a mark, as `␛`."""
    return " ".join("".join(c if c.isprintable() else " " for c in marked(text)).split())


def size(count: int) -> str:
    """A number of bytes as people say it: `640 B`, `34 kB`, `2.1 MB`."""
    if count < 1000:
        return f"{count} B"
    return f"{count / 1000:.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def day(iso: str) -> str:
    """An ISO date as people write it, `12 Oct 10`; "" for none."""
    return words(_date(iso))


def _date(iso: str) -> "Cell":
    try:
        return date.fromisoformat(iso) if iso else ""
    except ValueError:
        return iso  # what is none is shown as it stands


Cell = str | int | date
"""What a cell of the review holds; a date or a number stays one, so that a workbook sorts it."""


def words(cell: Cell) -> str:
    """A cell as people read it."""
    return f"{cell:%d %b %y}".lstrip("0") if isinstance(cell, date) else str(cell)


def clock(when: str) -> str:
    """A moment (ISO, UTC) by the clock on this machine's wall: `14:05` today, else `12 Oct 10 14:05`."""
    found = _moment(when)
    if found is None:
        return when
    return f"{found:%H:%M}" if found.date() == datetime.now(found.tzinfo).date() else _day_and_time(found)


def moment(when: str) -> str:
    """The same for what is kept and read another day: always with its date."""
    found = _moment(when)
    return _day_and_time(found) if found else when


def _day_and_time(found: datetime) -> str:
    return f"{found.day} {found:%b %y %H:%M}"


def _moment(when: str) -> datetime | None:
    try:
        return datetime.fromisoformat(when).astimezone()
    except (ValueError, OverflowError, OSError):
        return None  # no moment, or one that no clock shows
