"""Slips of the key: results far above a year group, or far from the pupil's own before or after. What counts, is asked.

What is far is data (`schemas/tracking/levels.toml`). A whole column of numbers that is far from any class's points, or
on no ladder of points, may be on another scale: marks, a school's own points.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import fsum
from operator import attrgetter

from siptui.records.problem import Place
from siptui.sheets.cells import Cell, letters, number, shown
from siptui.tracking.pupils.pupil_rows import Rows
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.results.which_column import Reading, Result
from siptui.tracking.tables.table import Table
from siptui.tracking.vocabulary.headings import Pair
from siptui.tracking.vocabulary.levels import Levels, Worth
from siptui.tracking.vocabulary.schema_tables import LevelTable
from siptui.tracking.words.reasons import why

COUNT = "count"
_POINTS = attrgetter("points")
MOST_NAMED = 6
LEAST = 3  # numbers that tell of a scale
HALF = 0.5  # between two whole points, as the mean of a test and an assessment is
SLIP = Worth(None, why("slip"))


def settle_slips(table: Table, rows: Rows, reading: Reading, levels: LevelTable, asking: Asking) -> set[Pair]:
    """Take such results out of a reading if somebody says so; those that wait for the answer."""
    chosen = [r for r in reading.results if r.chosen]
    points = [list(map(_POINTS, result.worths)) for result in chosen]
    if not _any_far(rows, chosen, points, levels):
        return set()  # as nearly always
    found = [*dict.fromkeys((*_too_high(rows, points, levels), *_out_of_line(chosen, points, levels)))]
    if not found:
        return set()
    cells = [_place(table, rows, chosen[n], at) for n, at in found]
    said = [
        f"{p} {table.sheet.text(rows.pupils[at].row, chosen[n].places[at])}"
        for p, (n, at) in zip(cells, found, strict=True)
    ]
    more = [f"and {len(said) - MOST_NAMED} more"] if len(said) > MOST_NAMED else []
    answer = asking.ask("slips", "slips", [COUNT, LEAVE_OUT], cells[0], cells=[*said[:MOST_NAMED], *more])
    if answer == LEAVE_OUT:
        for n, at in found:
            chosen[n].worths[at] = SLIP
    return set() if answer else {chosen[n].pair for n, _ in found}


def _place(table: Table, rows: Rows, result: Result, at: int) -> Place:
    line, x = table.sheet.address(rows.pupils[at].row, result.places[at])
    return Place(table.sheet.name, letters(x), line)


Points = list[float | None]


def _any_far(rows: Rows, results: list[Result], columns: list[Points], levels: LevelTable) -> bool:
    """Whether any result is far off: of many pupils few different pairs of results are looked at."""
    years = [p.year for p in rows.pupils]
    for places in _by_subject(results):
        mine = [columns[n] for n in places]
        for year, value in {pair for points in mine for pair in set(zip(years, points, strict=True))}:
            if value is not None and value > levels.likely_most_points.get(str(year), levels.most_points):
                return True
        steps = {pair for one, other in pairwise(mine) for pair in set(zip(one, other, strict=True))}
        if any(None in points for points in mine[1:-1]):  # of whom a result between is missing
            gaps = (row for row in set(zip(*mine, strict=True)) if None in row)
            steps |= {pair for row in gaps for pair in pairwise([p for p in row if p is not None])}
        made = [after - before for before, after in steps if before is not None and after is not None]
        if any(not -levels.most_fall <= step <= levels.most_step for step in made):
            return True
    return False


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


def _out_of_line(results: list[Result], columns: list[Points], levels: LevelTable) -> Iterator[tuple[int, int]]:
    """The results with a step from before or to the next that no pupil makes; of two the one that is further off."""
    for places in _by_subject(results):
        for at in range(len(columns[places[0]])) if len(places) > 1 else ():
            held = [(n, p) for n in places if (p := columns[n][at]) is not None]
            for (one, before), (other, after) in pairwise(held):
                if -levels.most_fall <= after - before <= levels.most_step:
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
    if sum(not v.is_integer() for v in outside) < LEAST:
        outside = {v for v in outside if v.is_integer()}  # a mean of two, here and there
    off = sum(times_held[v] for v in outside)
    table = levels.table
    low = any(
        len(values) >= LEAST and fsum(values) / len(values) < table.likely_least_mean.get(str(year), 0)
        for year, values in by_year.items()
    )
    if low or (len(times_held) >= LEAST and off > times_held.total() * table.most_off_ladder):
        return tuple(shown(v) for v in sorted(times_held)[:4])
    return ()
