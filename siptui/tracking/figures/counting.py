"""What is counted in each average: points, whose they are, from which columns; and who was left out, and why."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import compress, repeat
from math import fsum
from operator import attrgetter, is_not, itemgetter, not_
from typing import cast

from msgspec import Struct, field

from siptui.sheets.cells import blank, picked
from siptui.tracking.figures.group_membership import Membership, ToldBy
from siptui.tracking.proposal_types import GroupCell
from siptui.tracking.pupils.pupil_rows import Key, Pupil, Rows
from siptui.tracking.results.which_column import Result
from siptui.tracking.tables.table import Table
from siptui.tracking.vocabulary.group_table import GroupTable
from siptui.tracking.vocabulary.headings import Pair
from siptui.tracking.vocabulary.levels import NOTHING, Worth
from siptui.tracking.words.reasons import WITHOUT_RESULT, why

Place = tuple[str, int, str]
"""A subject (with the kind of its results, where there are several), a year group and a point in time."""

_POINTS = attrgetter("points")
NO_RESULT_OF_KIND = why("no_result_of_kind")
NO_LEVEL, BETWEEN = why("no_level"), why("between_or_remark")
ELSEWHERE = Worth(None, why("on_another_sheet"))


class Counted(Struct):
    """What is in one average: points and, in step with them, the numbers of the children whose they are."""

    points: list[float] = field(default_factory=list)
    children: list[int] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    reasons: dict[str, int] = field(default_factory=dict)  # of the pupils that are left out
    results_left_out: int = 0  # how many of these have something there that may be a result

    @property
    def mean(self) -> float:
        return fsum(self.points) / len(self.points)


class Tally:
    """Collects what counts. It holds no pupil's name: children are numbers."""

    def __init__(self, tables: list[Table], results: str = "") -> None:
        self.membership = Membership(tables, results)
        self.told: list[int] = []  # of each child, which of the `ways` the file tells of groups
        self.ways: list[ToldBy] = []
        self.places: dict[Place, Counted] = {}
        self._known: dict[tuple[str, ...], int] = {}
        self._way: dict[int, int] = {}

    def children(self, table: Table, pupils: list[Pupil]) -> list[int]:
        """The numbers of rows' pupils, the same on every sheet where a UPN or a date of birth tells so."""
        numbers, known, told_of = [], self._known, self.told
        of_each = self._ways_of(self.membership.of(table, [p.row for p in pupils]))
        keys = [p.key for p in pupils]
        if not known and _lasting(keys) and len(set(keys)) == len(keys):
            numbers = list(range(len(told_of), len(told_of) + len(keys)))  # nobody stands anywhere else so far
            told_of.extend(of_each)
            known.update(zip(cast("list[Key]", keys), numbers, strict=True))
            return numbers
        for pupil, told in zip(pupils, of_each, strict=True):
            number = known.get(pupil.key) if pupil.key else None
            if number is None:
                number = len(told_of)
                told_of.append(told)
                if pupil.key and pupil.key[-1] != "no date":
                    known[pupil.key] = number
            elif told != told_of[number]:
                before, now = self.ways[told_of[number]], self.ways[told]
                both = {n: g if before.get(n, g) == g else None for n, g in now.items()}
                for name in (n for n, g in both.items() if g is None and now[n] is not None and before[n] is not None):
                    self.membership.note_contrary(name, table, pupil.row)
                told_of[number] = self._way_of({**before, **both})
            numbers.append(number)
        return numbers

    def _ways_of(self, told: list[ToldBy]) -> list[int]:
        """Of each child, the number of what is told: the same mapping is the same, and few are of many."""
        of = {each: self._way_of(one) for each, one in dict(zip(map(id, told), told, strict=True)).items()}
        return list(map(of.__getitem__, map(id, told)))

    def _way_of(self, told: ToldBy) -> int:
        way = self._way.get(id(told))
        if way is None:
            way = self._way[id(told)] = len(self.ways)
            self.ways.append(told)
        return way

    def at(self, place: Place) -> Counted:
        """What is counted for a place so far."""
        counted = self.places.get(place)
        if counted is None:
            counted = self.places[place] = Counted()
        return counted

    def say_columns(self, table: Table, results: list[Result], before: Mapping[Place, int]) -> None:
        """Note the columns of a table from which anything was counted; `before` is how much had been."""
        for place, counted in self.places.items():
            if len(counted.points) > before.get(place, 0):
                columns = [r.column for r in results if (r.counted_as, r.pair[1]) == (place[0], place[2])]
                counted.columns += [
                    f"{table.sheet.name}!{c.letters} {' '.join(c.heading.split())[:80]}" for c in columns
                ]

    def groups(self, places: list[Place]) -> list[GroupCell]:
        """Every group's average at these places, of exactly the results that are in the whole group's."""
        ranks = {name: n for n, name in enumerate(self.membership.table.groups)}
        named = [frozenset[str]().union(*filter(None, told.values())) for told in self.ways]
        cells = []
        for place in places:
            by_name = defaultdict[str, list[float]](list)
            by_way = self._by_way(self.places[place].children, self.places[place].points)
            for names, some in zip(named, by_way, strict=True):
                for name in names if some else ():
                    by_name[name] += some
            for name in sorted(by_name, key=ranks.__getitem__):
                some = by_name[name]
                cells.append(GroupCell(name, *place, fsum(some) / len(some), len(some)))
        return cells

    def by_told(self, children: Iterable[int], values: Iterable[float]) -> list[tuple[ToldBy, list[float]]]:
        """Values of children put together by what is told of these: few things of many children."""
        return [(told, some) for told, some in zip(self.ways, self._by_way(children, values), strict=True) if some]

    def _by_way(self, children: Iterable[int], values: Iterable[float]) -> list[list[float]]:
        found: list[list[float]] = [[] for _ in self.ways]
        mine = map(found.__getitem__, map(self.told.__getitem__, children))
        deque(map(list.append, mine, values), maxlen=0)  # a loop that takes half as long
        return found

    @property
    def group_table(self) -> GroupTable:
        return self.membership.table


def _lasting(keys: list[Key | None]) -> bool:
    """Whether all of these tell a pupil apart on every sheet."""
    return None not in keys and "no date" not in map(itemgetter(-1), cast("list[Key]", keys))


class LeftOut(Struct):
    """A cell that is in no average: its row and column from 0, the average, and why."""

    row: int
    column: int
    place: Place
    worth: Worth


class TableCount:
    """Counts one table's results, a column at a time: a column has many cells and few different ones.

    `again` holds rows, by the table's key and row, whose results count on another sheet.
    """

    def __init__(
        self, tally: Tally, table: Table, rows: Rows, years: list[int], again: Mapping[tuple[str, int], frozenset[Pair]]
    ) -> None:
        self.tally, self.sheet, self.pupils = tally, table.sheet, rows.pupils
        self.by_year: dict[int, list[int]] = {}
        for at, pupil in enumerate(rows.pupils):
            if pupil.year in years:
                self.by_year.setdefault(pupil.year, []).append(at)
        mine = sorted(at for ats in self.by_year.values() for at in ats)
        numbers = tally.children(table, [self.pupils[at] for at in mine])
        self.numbers = dict(zip(mine, numbers, strict=True))
        self.children_by_year = {year: [self.numbers[at] for at in ats] for year, ats in self.by_year.items()}
        key = table.sheet.key
        self.again = {at: pairs for at in mine if (pairs := again.get((key, self.pupils[at].row)))} if again else {}

    @property
    def children(self) -> dict[int, int]:
        """The numbers of the table's pupils in a year group of Part D, by row."""
        return {self.pupils[at].row: number for at, number in self.numbers.items()}

    def column(self, result: Result) -> Iterator[LeftOut]:
        """Count a column; gives what in it does not count."""
        points = list(map(_POINTS, result.worths))
        elsewhere = {at for at, pairs in self.again.items() if result.pair in pairs}
        for at in elsewhere:
            points[at] = None
        for year, ats in self.by_year.items():
            place = (result.counted_as, year, result.pair[1])
            mine = picked(points, ats)
            without = mine.count(None)
            counts = list(map(is_not, mine, repeat(None))) if without else None
            if without < len(mine):
                counted = self.tally.at(place)
                counted.points += cast("Iterable[float]", compress(mine, counts) if counts else mine)
                children = self.children_by_year[year]
                counted.children += compress(children, counts) if counts else children
            if counts:
                yield from self._left_out(result, place, compress(ats, map(not_, counts)), elsewhere)

    def nowhere(self, results: Iterable[Result], rows: Rows) -> None:
        """Note of the averages that pupils are wanting who may be in them: without a year group, or set aside.

        Of whom no year group is known may be in any that the table has.
        """
        wanting = [at for at, pupil in enumerate(self.pupils) if pupil.year is None]
        for result in results if wanting or rows.set_aside else ():
            subject, point = result.counted_as, result.pair[1]
            some = sum(result.worths[at].points is not None or holds_result(result.worths[at]) for at in wanting)
            for year in self.by_year if some else ():
                self.tally.at((subject, year, point)).results_left_out += some
            for pupil in rows.set_aside:
                if pupil.year in self.by_year and not blank(self.sheet.cell(pupil.row, result.column.index)):
                    self.tally.at((subject, pupil.year, point)).results_left_out += 1

    def _left_out(self, result: Result, place: Place, ats: Iterable[int], elsewhere: set[int]) -> Iterator[LeftOut]:
        worths, places, pupils = result.worths, result.places, self.pupils
        mine = [at for at in ats if worths[at] is not NOTHING]
        if elsewhere:
            yield from (LeftOut(pupils[at].row, places[at], place, ELSEWHERE) for at in mine if at in elsewhere)
            mine = [at for at in mine if at not in elsewhere]
        if not mine:
            return
        counted = self.tally.at(place)
        held = [worths[at] for at in mine]
        of = dict(zip(map(id, held), held, strict=True))  # which many pupils share
        for each, times in Counter(map(id, held)).items():
            reason = kept_reason(of[each])
            counted.reasons[reason] = counted.reasons.get(reason, 0) + times
            counted.results_left_out += times * holds_result(of[each])
        for at, worth in zip(mine, held, strict=True):
            yield LeftOut(pupils[at].row, places[at], place, worth)


def holds_result(worth: Worth) -> bool:
    """Whether a cell that does not count has something in it that may be a result."""
    return not worth.nothing and worth.why is not None and worth.why.code not in WITHOUT_RESULT


def kept_reason(worth: Worth) -> str:
    """Why a cell does not count, without what it holds: that may be anything, and is not kept in the store."""
    if worth.unknown and worth.why and worth.why.code == "not_of_kind":
        return NO_RESULT_OF_KIND.words
    kept = NO_LEVEL if worth.unknown else BETWEEN if worth.between or worth.graded else worth.why
    return kept.words if kept else ""
