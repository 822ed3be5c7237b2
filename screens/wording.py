"""What is in a field, and what may be, as a person reads and types it."""

from siptui.records.values import Field, Value
from siptui.reports.review import day


def typed(value: Value | None) -> str:
    """A value as it would be typed; "" where there is none."""
    if value is None:
        return ""
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def shown(field: Field, value: str) -> str:
    """A field's value as a form shows it: `2 Good`, `12 Oct 10`."""
    if field.kind == "date":
        return day(value)
    found = field.scale.find(value) if field.scale else None
    if found is None:
        return value
    return found.name if found.name.casefold() == value.casefold() else f"{value} {found.name}"


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
    }
    return hints.get(field.kind, "")


def printable(text: str) -> str:
    """A text that came from a file, on one line and without what a terminal would take for a command."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
