"""Part D: what follows from the average point scores typed or imported into it.

Source: the handbook, Annex A, Part D ("Increase over year (Jul to Jul)"); facts.md §1e.
"""

from decimal import ROUND_HALF_UP, Decimal

from siptui.framework import Framework
from siptui.records.change import Record


def aps(record: Record, subject: str, year: int, point: str) -> float | None:
    """The average point score kept for a subject, year group and point in time, unrounded; None where empty."""
    value = record.get(f"progress/{subject}/{year}/{point}")
    return float(value) if isinstance(value, int | float) else None


def increase(framework: Framework, record: Record, subject: str, year: int) -> float | None:
    """Points gained over the year; None unless both ends are known, for half a measure is none."""
    span = framework.progress.increase
    since, until = (aps(record, subject, year, point) for point in (span.since, span.until))
    if since is None or until is None:
        return None
    return float(Decimal(repr(until)) - Decimal(repr(since)))


def shown(number: float | None, places: int = 1) -> str:
    """A number as a form shows it, halves rounded up as people do; "" for None."""
    if number is None:
        return ""
    return str(Decimal(repr(float(number))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
