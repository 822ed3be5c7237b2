"""Slips of the key: results far above or below a year group, or far from the pupil's own. What counts, is asked.

What is far is data (`schemas/tracking/levels.toml`). A whole column of numbers that is far from any class's points, or
on no ladder of points, may be on another scale: marks, a school's own points.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from itertools import pairwise
from math import fsum
from operator import attrgetter

from siptui.records.problem import Place
from siptui.sheets.cells import Cell, letters, number, plain, shown
from siptui.tracking.pupils.pupil_rows import Rows
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.results.which_column import Reading, Result
from siptui.tracking.tables.table import Table
from siptui.tracking.vocabulary.headings import Pair
from siptui.tracking.vocabulary.levels import Levels, Worth, levels_of_all
from siptui.tracking.vocabulary.schema_tables import LevelTable
from siptui.tracking.words.reasons import why

COUNT, EACH = "count", "say for each"
_POINTS = attrgetter("points")
MOST_NAMED = 6
LEAST = 3  # numbers that tell of a scale
HALF = 0.5  # between two whole points, as the mean of a test and an assessment is
SLIP = Worth(None, why("slip"))


def settle_slips(
    read: Iterable[tuple[Table, Rows, Reading]], waiting: Container[Pair], levels: LevelTable, asking: Asking
) -> set[Pair]:
    """Take such results out of a file's readings, or put what they should be, as somebody says; those that wait.

    Of results that are `waiting` for another answer nothing is asked: it may settle this too.
    """
    every = (slip for table, rows, reading in read for slip in _slips(table, rows, reading, levels))
    slips = [slip for slip in every if slip.result.pair not in waiting]
    if not slips:
        return set()
    more = [f"and {len(slips) - MOST_NAMED} more"] if len(slips) > MOST_NAMED else []
    said = [slip.said for slip in slips[:MOST_NAMED]]
    instead = _instead(slips[0], levels) if len(slips) == 1 else [EACH]
    answer = asking.ask("slips", "slips", [COUNT, LEAVE_OUT, *instead], slips[0].place, cells=[*said, *more])
    wait: set[Pair] = set()
    for slip in slips:
        told = answer
        if answer == EACH:
            choices = [COUNT, LEAVE_OUT, *_instead(slip, levels)]
            told = asking.ask(f"slips:{slip.place}", "slips", choices, slip.place, cells=[slip.said])
        if told is None:
            wait.add(slip.result.pair)
        elif told != COUNT:
            slip.result.worths[slip.at] = SLIP if told == LEAVE_OUT else Worth(_worth(told, slip, levels))
    return wait


def _slips(table: Table, rows: Rows, reading: Reading, levels: LevelTable) -> "Iterable[_Slip]":
    """The results of a table that are far off."""
    chosen = [r for r in reading.results if r.chosen]
    points = [list(map(_POINTS, result.worths)) for result in chosen]
    if not _any_far(rows, chosen, points, levels):
        return []  # as nearly always
    high = _too_high(rows, points, levels)
    low, steps = _too_low(table, rows, chosen, points, levels), _out_of_line(chosen, points, levels)
    return [_Slip(table, rows, chosen[n], at, levels) for n, at in dict.fromkeys((*high, *low, *steps))]


class _Slip:
    """A result that is far off: in which column, of which of the pupils, and where it stands."""

    def __init__(self, table: Table, rows: Rows, result: Result, at: int, levels: LevelTable) -> None:
        row = rows.pupils[at].row
        line, x = table.sheet.address(row, result.places[at])
        self.result, self.at, self.year = result, at, rows.pupils[at].year
        self.place = Place(table.sheet.name, letters(x), line)
        self.text = table.sheet.text(row, result.places[at])
        self.said = f"{self.place} {self.text}"
        value = number(self.text)
        self.in_points = result.notation == "points" or (value is not None and value > levels.highest_level)


def _instead(slip: _Slip, levels: LevelTable) -> list[str]:
    """What such a result may be meant for: every sublevel, or its points, that is likely; the most alike come first."""
    from difflib import SequenceMatcher  # rarely needed, and long in loading

    most = levels.likely_most_points.get(str(slip.year), levels.most_points)
    least = levels.likely_least_points.get(str(slip.year), levels.least_points)
    codes = [c for c, worth in levels.points.items() if c[:1].isdigit() and len(c) > 1 and least <= worth <= most]
    texts = [f"{levels.points[code]:g}" for code in codes] if slip.in_points else codes
    other = slip.result.worths[slip.at].points
    texts = [t for t in texts if _worth(t, slip, levels) != other]
    return sorted(texts, key=lambda text: -SequenceMatcher(None, text, plain(slip.text)).ratio())


def _worth(text: str, slip: _Slip, levels: LevelTable) -> float:
    return float(text) if slip.in_points else levels.points[text]


Points = list[float | None]


def _any_far(rows: Rows, results: list[Result], columns: list[Points], levels: LevelTable) -> bool:
    """Whether any result is far off: of many pupils few different pairs of results are looked at."""
    years = [p.year for p in rows.pupils]
    for places in _by_subject(results):
        mine = [columns[n] for n in places]
        for year, value in {pair for points in mine for pair in set(zip(years, points, strict=True))}:
            if value is None:
                continue
            if value > levels.likely_most_points.get(str(year), levels.most_points):
                return True
            if value < levels.likely_least_points.get(str(year), levels.least_points):
                return True
        steps = {pair for one, other in pairwise(mine) for pair in set(zip(one, other, strict=True))}
        if any(None in points for points in mine[1:-1]):  # of whom a result between is missing
            gaps = (row for row in set(zip(*mine, strict=True)) if None in row)
            steps |= {pair for row in gaps for pair in pairwise([p for p in row if p is not None])}
        if any(_is_far(*step, levels) for step in steps):
            return True
    return False


def _is_far(before: float | None, after: float | None, levels: LevelTable) -> bool:
    """Whether no pupil makes such a step; from P levels and W, or to them, some are longer."""
    if before is None or after is None:
        return False
    lowest = min(before, after) <= levels.usual_points
    fall, rise = (levels.most_fall_low, levels.most_step_low) if lowest else (levels.most_fall, levels.most_step)
    return not -fall <= after - before <= rise


def _by_subject(results: list[Result]) -> Iterable[list[int]]:
    """The places of each subject's results, in the order of their times."""
    found: dict[str, list[int]] = {}
    for n in sorted(range(len(results)), key=lambda n: results[n].pair[1]):
        found.setdefault(results[n].pair[0], []).append(n)
    return found.values()


def _too_high(rows: Rows, columns: list[Points], levels: LevelTable) -> Iterator[tuple[int, int]]:
    limits = {int(year): most for year, most in levels.likely_most_points.items()}
    least, years = min(limits.values()), [p.year for p in rows.pupils]
    for n, points in enumerate(columns):
        held = set(zip(points, years, strict=True))  # few of many pupils
        far = {(p, y) for p, y in held if p is not None and p > least and y in limits and p > limits[y]}
        if far:
            both = zip(points, years, strict=True)
            yield from ((n, at) for at, each in enumerate(both) if each in far)


def _too_low(
    table: Table, rows: Rows, results: list[Result], columns: list[Points], levels: LevelTable
) -> Iterator[tuple[int, int]]:
    """Results far below the year group, typed as a sublevel or a number, of pupils who have no other that is near it.

    P levels and W are not typed by a slip; and a pupil with special needs is low in more than one result.
    """
    limits = {int(year): least for year, least in levels.likely_least_points.items()}
    for at, pupil in enumerate(rows.pupils):
        least = limits.get(pupil.year or 0, levels.least_points)
        held = {n: p for n, points in enumerate(columns) if (p := points[at]) is not None}
        for n in [n for n, p in held.items() if p < least]:
            text = table.sheet.text(pupil.row, results[n].places[at])
            typed = number(text) is not None or levels_of_all().is_sublevel(text)
            if typed and not any(p < least + levels.near_least for m, p in held.items() if m != n):
                yield n, at


def _out_of_line(results: list[Result], columns: list[Points], levels: LevelTable) -> Iterator[tuple[int, int]]:
    """The results with a step from before or to the next that no pupil makes; of two the one that is further off."""
    for places in _by_subject(results):
        for at in range(len(columns[places[0]])) if len(places) > 1 else ():
            held = [(n, p) for n in places if (p := columns[n][at]) is not None]
            for (one, before), (other, after) in pairwise(held):
                if not _is_far(before, after, levels):
                    continue
                rest = [p for n, p in held if n not in {one, other}]
                middle = fsum(rest) / len(rest) if rest else before
                yield (one, at) if abs(before - middle) > abs(after - middle) else (other, at)


Numbers = Counter[tuple[float, int | None]]
"""How often each number stands beside pupils of each year group."""


def numbers_of(cells: Iterable[Cell], years: Iterable[int | None]) -> Numbers:
    """The numbers among a column's cells."""
    found: Numbers = Counter()
    for (cell, year), times in Counter(zip(cells, years, strict=True)).items():
        value = number(cell)
        if value is not None:
            found[value, year] += times
    return found


def fits_no_points(numbers: Numbers, levels: Levels) -> tuple[str, ...]:
    """Examples of numbers where they are on no ladder of points, or below any class's; () if they fit."""
    by_year: dict[int | None, list[float]] = {}
    for (value, year), times in numbers.items():
        by_year.setdefault(year, []).extend([value] * times)
    times_held = Counter(v for values in by_year.values() for v in values)
    ladder = set(levels.points.values())
    outside = {v for v in times_held if v not in ladder and v % 1 != HALF}
    if outside and outside == {*times_held} and not any(map(float.is_integer, outside)):
        return tuple(shown(v) for v in sorted(times_held)[:4])  # however few: none is a point, nor between two
    if sum(not v.is_integer() for v in outside) < LEAST:
        outside = {v for v in outside if v.is_integer()}  # a mean of two, here and there
    off = sum(times_held[v] for v in outside)
    table = levels.table
    low = any(
        len(values) >= LEAST and fsum(values) / len(values) < table.likely_least_mean.get(str(year), 0)
        for year, values in by_year.items()
    )
    high = any(
        v in outside and v > table.likely_most_points.get(str(y), v) for y, some in by_year.items() for v in some
    )
    most_off = table.most_off_ladder_and_high if high and off > 1 else table.most_off_ladder
    if low or (len(times_held) >= LEAST and off > times_held.total() * most_off):
        return tuple(shown(v) for v in sorted(times_held)[:4])
    return ()
