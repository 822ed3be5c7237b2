"""What is counted in each average: points, whose they are, from which columns; and who was left out, and why."""

from collections.abc import Iterable, Mapping
from math import fsum

from msgspec import Struct, field

from siptui.tracking.choosing import Result
from siptui.tracking.groups import GroupTable, Membership, ToldBy
from siptui.tracking.layout import Table
from siptui.tracking.levels import Worth
from siptui.tracking.proposal import GroupCell
from siptui.tracking.pupils import Pupil

Place = tuple[str, int, str]
"""A subject, a year group and a point in time."""

NO_LEVEL = "no level that is understood"
BETWEEN = "between two levels, or with a remark"


class Counted(Struct):
    """What is in one average: points and, in step with them, the numbers of the children whose they are."""

    points: list[float] = field(default_factory=list)
    children: list[int] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    reasons: dict[str, int] = field(default_factory=dict)  # of the pupils that are left out

    @property
    def mean(self) -> float:
        return fsum(self.points) / len(self.points)


class Tally:
    """Collects what counts. It holds no pupil's name: children are numbers."""

    def __init__(self, tables: list[Table]) -> None:
        self.membership = Membership(tables)
        self.told: list[ToldBy] = []  # of each child, what the file says of groups
        self.places: dict[Place, Counted] = {}
        self._known: dict[tuple[str, ...], int] = {}

    def child(self, table: Table, pupil: Pupil) -> int:
        """The number of a row's pupil, the same on every sheet where a UPN or a date of birth tells so."""
        told = self.membership.of(table, pupil.row)
        number = self._known.get(pupil.key) if pupil.key else None
        if number is None:
            number = len(self.told)
            self.told.append(told)
            if pupil.key and pupil.key[-1] != "no date":
                self._known[pupil.key] = number
        elif told is not self.told[number]:
            before = self.told[number]
            both = {n: g if before.get(n, g) == g else None for n, g in told.items()}
            self.told[number] = {**before, **both}
        return number

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
                columns = [r.column for r in results if r.pair == (place[0], place[2])]
                counted.columns += [
                    f"{table.sheet.name}!{c.letters} {' '.join(c.heading.split())[:80]}" for c in columns
                ]

    def groups(self, places: list[Place]) -> list[GroupCell]:
        """Every group's average at these places, of exactly the results that are in the whole group's."""
        ranks = {name: n for n, name in enumerate(self.membership.table.groups)}
        none: frozenset[str] = frozenset()
        cells = []
        for place in places:
            by_name: dict[str, list[float]] = {}
            for told, some in self.by_told(zip(self.places[place].children, self.places[place].points, strict=True)):
                for name in none.union(*filter(None, told.values())):
                    by_name.setdefault(name, []).extend(some)
            for name in sorted(by_name, key=ranks.__getitem__):
                some = by_name[name]
                cells.append(GroupCell(name, *place, fsum(some) / len(some), len(some)))
        return cells

    def by_told(self, values: Iterable[tuple[int, float]]) -> list[tuple[ToldBy, list[float]]]:
        """Values of children put together by what is told of these: there are few ways, however many children."""
        held: dict[int, list[float]] = {}
        first: dict[int, ToldBy] = {}
        for child, value in values:
            told = self.told[child]
            kept = held.get(id(told))
            if kept is None:
                kept = held[id(told)] = []
                first[id(told)] = told
            kept.append(value)
        return [(first[key], some) for key, some in held.items()]

    @property
    def group_table(self) -> GroupTable:
        return self.membership.table


def kept_reason(worth: Worth) -> str:
    """Why a cell does not count, without what it holds: that may be anything, and is not kept in the store."""
    if worth.unknown:
        return NO_LEVEL
    return BETWEEN if worth.between else worth.reason
