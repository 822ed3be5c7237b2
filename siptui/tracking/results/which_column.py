"""Which of several columns counts that give results in one subject at one time: the first, or as somebody says."""

from itertools import compress

from msgspec import Struct

from siptui.records.problem import Place
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.tables.table import Column, Table
from siptui.tracking.vocabulary.headings import Pair
from siptui.tracking.vocabulary.levels import NOTHING, Worth
from siptui.tracking.words.columns import Means, means


class Result(Struct):
    """A column of results as understood. `chosen` is False if another column gives the same results.

    `places` says of each pupil which column the result stands in, for columns may complete each other.
    """

    column: Column
    pair: Pair
    notation: str
    worths: list[Worth]  # one for each of the table's pupils
    places: list[int]
    years: frozenset[int] = frozenset()  # of "Y3 Spr": the year groups of which it is at this point in time
    chosen: bool = True
    kind: str = ""  # of which kind its results are, where those of several kinds count beside each other

    @property
    def counted_as(self) -> str:
        """The subject under which it is counted, with its kind."""
        return f"{self.pair[0]}:{self.kind}" if self.kind else self.pair[0]


class Reading(Struct):
    """A table's results; what is still open; and what a column came to mean, where its heading does not say it."""

    results: list[Result]
    open: set[Pair]
    means: dict[int, Means]


def place_of(table: Table, column: Column) -> Place:
    """Where a column's heading stands, for a question about it."""
    return Place(table.sheet.name, column.letters, table.first)


class Choice:
    """Chooses among the results that were read from one table."""

    def __init__(self, table: Table, asking: Asking, found: Reading) -> None:
        self.table, self.asking, self.found = table, asking, found

    def choose(self) -> None:
        """Of columns that give the same results keep the first; where they differ, ask."""
        by_pair: dict[tuple[Pair, str], list[Result]] = {}
        for result in self.found.results:
            by_pair.setdefault((result.pair, result.kind), []).append(result)
        for (pair, _), same in by_pair.items():
            doubted = any(r.column.doubt for r in same)
            if len(same) < 2 and not doubted:
                continue
            kept: Result | None = next((r for r in same if any(w.points is not None for w in r.worths)), same[0])
            if doubted or any(_differ(a, b) for n, a in enumerate(same) for b in same[n + 1 :]):
                kept = self._ask_which(pair, same)
            elif kept:
                _complete(kept, same)
            for result in same:
                if result is not kept:
                    result.chosen = False
                    if kept and kept.years and result.years and kept.years.isdisjoint(result.years):
                        continue  # it completes the other
                    said = {"subject": pair[0], "point": pair[1]}
                    at = result.column.index
                    self.found.means[at] = (
                        means("same_as", **said, of=kept.column.letters) if kept else means("other_counts", **said)
                    )

    def _ask_which(self, pair: Pair, same: list[Result]) -> Result | None:
        names = {r.column.letters: r for r in same}
        if len(names) < len(same):  # of one column of a table in long form
            names = {f"{r.column.letters} {' '.join(r.column.heading.split())}": r for r in same}
        where = self.table.sheet.key
        doubts = ", ".join(repr(r.column.doubt) for r in same if r.column.doubt)
        code = "one_column_doubted" if len(names) < 2 else "which_column_doubted" if doubts else "which_column"
        about = {"columns": " and ".join(names), "subject": pair[0], "point": pair[1], "doubts": doubts}
        key = f"column:{where}:{same[0].counted_as}:{pair[1]}"
        answer = self.asking.ask(key, code, [*names, LEAVE_OUT], place_of(self.table, same[0].column), **about)
        if answer is None:
            self.found.open.add(pair)
        return names.get(answer) if answer else None


def _differ(one: Result, other: Result) -> bool:
    """Whether two columns disagree about anybody; a blank disagrees with nothing. Of many pupils few pairs differ."""
    both = zip(map(id, one.worths), map(id, other.worths), strict=True)
    pairs = dict(zip(both, zip(one.worths, other.worths, strict=True), strict=True))
    return any(
        a.points != b.points
        for a, b in pairs.values()
        if not (a.nothing or b.nothing) and (a.points is not None or b.points is not None)
    )


def _complete(kept: Result, same: list[Result]) -> None:
    """Where the column that is kept says nothing of a pupil, take what the first other one says."""
    nothing = {n for n, worth in dict(zip(map(id, kept.worths), kept.worths, strict=True)).items() if worth.nothing}
    empty = list(compress(range(len(kept.worths)), map(nothing.__contains__, map(id, kept.worths))))
    for at in empty:
        worth = kept.worths[at]
        other = next((r for r in same if not r.worths[at].nothing), None)
        if other:
            kept.worths[at], kept.places[at] = other.worths[at], other.places[at]
        elif worth is NOTHING:
            kept.worths[at], kept.places[at] = next(
                ((r.worths[at], r.places[at]) for r in same if r.worths[at] is not NOTHING),
                (worth, kept.places[at]),
            )
