"""What follows from early years profiles: the percentages of Part D, and NI 92's gap (facts.md §2)."""

import math
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

Profile = Mapping[str, int]
"""A pupil's points by the key of the scale."""


class Gap(Struct, frozen=True):
    """NI 92: how far the mean total of the `lowest` so many pupils lies below the median of all, in per cent of it."""

    percent: float
    median: float
    lowest: int
    lowest_mean: float


def share(profiles: Sequence[Profile], scales: Iterable[str], each: int, total: int = 0) -> float:
    """The percentage of pupils with at least `each` points in every one of `scales`, and `total` in all; unrounded.

    Raises ZeroDivisionError without pupils.
    """
    needed = list(scales)
    met = [p for p in profiles if all(p[s] >= each for s in needed) and sum(p.values()) >= total]
    return 100 * len(met) / len(profiles)


def gap(totals: Sequence[int], lowest_percent: float) -> Gap | None:
    """NI 92 of some pupils' totals; None without pupils, or where the median is 0.

    The lowest so many per cent are rounded to the nearest whole pupil, halves up, and are one at least.
    """
    from statistics import median  # which is long in loading, and few files have early years profiles

    if not totals or not median(totals):
        return None
    lowest = max(1, math.floor(len(totals) * lowest_percent / 100 + 0.5))
    middle, mean = float(median(totals)), math.fsum(sorted(totals)[:lowest]) / lowest
    return Gap(100 * (middle - mean) / middle, middle, lowest, mean)
