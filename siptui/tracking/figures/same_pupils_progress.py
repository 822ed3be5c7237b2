"""Progress of the same pupils between two points in time, by group; and since Key Stage 1 where the file has it."""

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import chain, compress, repeat
from math import fsum
from operator import is_not

from msgspec import Struct

from siptui.framework.model import Progress
from siptui.rules.progress import levels_made, points_made
from siptui.rules.suggested_comments import Made, Span, compared, overall, since_key_stage_1
from siptui.tracking.figures.counting import Tally
from siptui.tracking.proposal_types import GridCell
from siptui.tracking.vocabulary.group_table import GroupColumn

OTHERS = "others"
KEY_STAGE_1 = "Key Stage 1"
FIRST_YEAR_SINCE = 3  # Key Stage 1 ends with Year 2


class Earlier(Struct):
    """Results of Key Stage 1 in a subject: points by the number of the child."""

    subject: str
    points: dict[int, float]


def suggestions(tally: Tally, grid: list[GridCell], progress: Progress, earlier: Iterable[Earlier]) -> list[str]:
    """What the comments of Part D could say; only of as many pupils as a group must have to be kept."""
    found: list[str] = []
    if progress.increase is None:
        return found
    before = {e.subject: e.points for e in earlier}
    names = {p.key: p.name for p in progress.points}
    for subject in progress.subjects:
        for year in progress.years:
            mine = [c.point for c in grid if (c.subject, c.year) == (subject.key, year)]
            there = [p.key for p in progress.points if p.key in mine]
            if not there:
                continue
            since, until = progress.increase.since, there[-1]
            now = _points(tally, subject.key, year, until)
            if since in there and since != until:
                gains = _gains(_points(tally, subject.key, year, since), now)
                span = Span(subject.name.lower(), year, names[since], names[until])
                found += _of_groups(tally, span, gains)
            if subject.key in before and year >= FIRST_YEAR_SINCE:
                span = Span(subject.name.lower(), year, KEY_STAGE_1, names[until])
                found += _since_key_stage_1(tally, span, before[subject.key], now)
    return found


def _points(tally: Tally, subject: str, year: int, point: str) -> dict[int, float]:
    counted = tally.places[subject, year, point]
    return dict(zip(counted.children, counted.points, strict=True))


def _gains(before: dict[int, float], now: dict[int, float]) -> dict[int, float]:
    """Points made by each child with both results."""
    had = list(map(before.get, now))
    counts = list(map(is_not, had, repeat(None)))
    made = map(points_made, compress(had, counts), compress(now.values(), counts))
    return dict(zip(compress(now, counts), made, strict=True))


def _made(who: str, gains: Collection[Collection[float]]) -> Made:
    pupils = sum(map(len, gains))
    return Made(who, fsum(chain.from_iterable(gains)) / pupils, pupils)


def _of_groups(tally: Tally, span: Span, gains: dict[int, float]) -> list[str]:
    table = tally.membership.table
    if len(gains) < table.fewest:
        return []
    found = [overall(span, _made("", [gains.values()]))]
    by_told = tally.by_told(gains.keys(), gains.values())
    said = {name for by, _ in by_told for name in by}
    for column in table.columns:
        if column.column not in said:
            continue
        told = [(groups, some) for by, some in by_told if (groups := by.get(column.column)) is not None]
        for one, other in _pairs(column):
            mine = [some for groups, some in told if one in groups]
            rest = [some for groups, some in told if (other in groups if other else one not in groups)]
            if min(sum(map(len, mine)), sum(map(len, rest))) < table.fewest:
                continue
            who, whom = (table.groups[name].phrase if name else OTHERS for name in (one, other))
            left, right = _made(who, mine), _made(whom, rest)
            if abs(left.points - right.points) >= table.notable:
                found.append(compared(span, left, right))
    return found


def _pairs(column: GroupColumn) -> list[tuple[str, str]]:
    """The groups of a column that are compared: two that are all there is, or each with the others ("")."""
    names = [g.name for g in column.groups]
    if len(names) == 2 and not column.yes_no and not column.no:
        return [(names[0], names[1])]
    within = {name for g in column.groups for name in g.includes}
    return [(name, "") for name in names if name not in within]


def _since_key_stage_1(tally: Tally, span: Span, before: dict[int, float], now: dict[int, float]) -> list[str]:
    gains = _gains(before, now)
    if len(gains) < tally.membership.table.fewest:
        return []
    both = Counter(zip(map(before.__getitem__, gains), map(now.__getitem__, gains), strict=True))
    two = sum(times for (earlier, later), times in both.items() if levels_made(earlier, later) > 1)
    return [since_key_stage_1(span, _made("", [gains.values()]), two, tally.membership.table.fewest)]
