"""How far a school's year groups have come in points, beside what is expected. Source: facts.md §1e.

What is expected of a year group is the framework's; of it so much is expected so far as of the year's intervals have
gone by. A year group counts where the year's beginning and a later point are known, and never by half.
"""

from collections.abc import Sequence

from msgspec import Struct

from siptui.framework import Framework
from siptui.records.change import Record
from siptui.rules.progress import aps
from siptui.rules.summary import text


class Gain(Struct, frozen=True, array_like=True, gc=False):
    """Of a subject: points made on average, those expected by then, and how many of how many year groups counted."""

    made: float
    expected: float
    counted: int
    of: int

    @property
    def behind(self) -> bool:
        """Whether less was made than is expected, to the tenth of a point that is shown."""
        return self.counted > 0 and round(self.made, 1) < round(self.expected, 1)


def gains(framework: Framework, record: Record) -> list[Gain]:
    """How far each subject has come, in the grid's order; none where nothing is expected."""
    grid = framework.progress
    if grid.increase is None or not grid.increase.expected:
        return []
    years = grid.years_by_phase.get(text(record, framework.roles.phase), grid.years)
    counts = [year for year in years if str(year) in grid.increase.expected]
    return [_gain(framework, record, subject.key, counts) for subject in grid.subjects]


class Course(Struct, frozen=True):
    """Of a subject: points made on average since the year's beginning at each point in time, None where not known; and
    those expected of the same year groups over the whole year."""

    made: list[float | None]
    expected: float


def course(framework: Framework, record: Record, subject: str) -> Course | None:
    """How the year groups have come along that count in `gains`; None where none does."""
    grid, span = framework.progress, framework.progress.increase
    if span is None or not span.expected:
        return None
    points = [point.key for point in grid.points]
    first, last = points.index(span.since), points.index(span.until)
    years = grid.years_by_phase.get(text(record, framework.roles.phase), grid.years)
    counted: list[list[float | None]] = []
    expected: list[float] = []
    for year in years:
        at = [aps(framework, record, subject, year, point) for point in points[first : last + 1]]
        if str(year) in span.expected and at[0] is not None and any(each is not None for each in at[1:]):
            counted.append([None if each is None else each - at[0] for each in at])
            expected.append(span.expected[str(year)])
    if not counted:
        return None
    made = [_mean([each for each in moment if each is not None]) for moment in zip(*counted, strict=True)]
    return Course(made, _mean(expected) or 0)


def _mean(figures: Sequence[float]) -> float | None:
    return round(sum(figures) / len(figures), 6) if figures else None


def _gain(framework: Framework, record: Record, subject: str, years: list[int]) -> Gain:
    span = framework.progress.increase
    assert span is not None  # noqa: S101
    points = [point.key for point in framework.progress.points]
    first, last = points.index(span.since), points.index(span.until)
    made, expected = [], []
    for year in years:
        since = aps(framework, record, subject, year, points[first])
        latest = next((n for n in range(last, first, -1) if aps(framework, record, subject, year, points[n])), None)
        if since is not None and latest is not None:
            made.append((aps(framework, record, subject, year, points[latest]) or 0) - since)
            expected.append(span.expected[str(year)] * (latest - first) / (last - first))
    count = len(made)
    return (
        Gain(round(sum(made) / count, 6), round(sum(expected) / count, 6), count, len(years))
        if count
        else Gain(0, 0, 0, len(years))
    )
