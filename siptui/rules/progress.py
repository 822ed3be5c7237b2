"""Part D: what follows from the average point scores typed or imported into it.

Source: the handbook, Annex A, Part D ("Increase over year (Jul to Jul)"); facts.md §1e.
"""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from siptui.framework import Framework
from siptui.records.change import Record


def aps(framework: Framework, record: Record, subject: str, year: int, point: str) -> float | None:
    """The average point score kept for a subject, year group and point in time, unrounded; None where empty."""
    value = record.get(f"{framework.progress.at}/{subject}/{year}/{point}")
    return float(value) if isinstance(value, int | float) else None


def increase(framework: Framework, record: Record, subject: str, year: int) -> float | None:
    """Points gained over the year; None unless both ends are known, for half a measure is none."""
    span = framework.progress.increase
    if span is None:
        return None
    since, until = (aps(framework, record, subject, year, point) for point in (span.since, span.until))
    if since is None or until is None:
        return None
    return float(Decimal(repr(until)) - Decimal(repr(since)))


def shown(number: float | None, places: int = 1) -> str:
    """A number as a form shows it, halves rounded up as people do; "" for None."""
    if number is None:
        return ""
    rounded = Decimal(repr(float(number))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return str(rounded if rounded else abs(rounded))  # nothing is no less than nought


STEP = 6  # points between two whole levels
ABOVE = 1  # a whole level n begins, as nc, at 6n + 1


def whole_level(points: float) -> int:
    """The whole level of a number of points: 2c, 2b and 2a are all 2, and W and what is below it 0 (facts.md §1a)."""
    return max(0, int((points - ABOVE) // STEP))


def levels_made(before: float, now: float) -> int:
    """Whole levels between two results in points: from 2a to 4c is two, though it is 8 points (facts.md §1e).

    What the law calls two levels of progress is this and not 12 points; the two measures are kept apart.
    """
    return whole_level(now) - whole_level(before)


@lru_cache(maxsize=4096)  # there are few different ones, and rounding takes long
def points_made(before: float, now: float) -> float:
    """Points of progress between two results, without the noise that 15.3 less 15.1 is to a computer."""
    return round(now - before, 9)
