"""The same pupils on several sheets: counted once, and in one year group; what cannot be told is asked."""

from collections import Counter
from functools import cached_property
from itertools import combinations

from msgspec import structs

from siptui.records.problem import Place
from siptui.sheets.cells import plain
from siptui.tracking.pupils.pupil_rows import Pupil, Rows
from siptui.tracking.questions.asking import Asking
from siptui.tracking.tables.table import NAMES, Table
from siptui.tracking.vocabulary.headings import Pair

Read = tuple[Table, Rows]


class Known:
    """A table's pupils by UPN and by name, worked out once for all the tables it is compared with."""

    def __init__(self, read: Read) -> None:
        self.read = read
        self.table, self.rows = read

    @cached_property
    def upns(self) -> dict[str, int]:
        """Where pupils stand among the rows' pupils, by UPN; not the pupils, whose year groups may yet change."""
        return {p.key[1]: n for n, p in enumerate(self.rows.pupils) if p.key and p.key[0] == "upn"}

    @property
    def has_upns(self) -> bool:
        """Whether most pupils have a UPN."""
        return len(self.upns) * 2 > len(self.rows.pupils)

    @cached_property
    def names(self) -> dict[str, int]:
        """The same by full name, without names that two of them have."""
        named = [_name(self.table, p.row) for p in self.rows.pupils]
        times = Counter(named)
        return {name: n for n, name in enumerate(named) if " " in name and times[name] == 1}


def on_both(one: Known, other: Known, names: bool = True) -> list[tuple[Pupil, Pupil]]:
    """The pupils whose UPN is on both sheets; where none is, those of the same name, if that is half of one sheet's.

    Where both sheets have UPNs, or not `names`, names tell nothing.
    """
    mine, theirs = one.rows.pupils, other.rows.pupils
    both = [(mine[one.upns[k]], theirs[other.upns[k]]) for k in one.upns.keys() & other.upns.keys()]
    if both or not names or (one.has_upns and other.has_upns):
        return both
    both = [(mine[one.names[k]], theirs[other.names[k]]) for k in one.names.keys() & other.names.keys()]
    both = [(a, b) for a, b in both if not _born_apart(one.table, other.table, a, b)]
    return both if len(both) * 2 >= min(len(mine), len(theirs)) else []


def align_years(read: list[Known], asking: Asking) -> None:
    """Put pupils who stand on two sheets into one year group; what cannot be told is asked.

    Part D follows a class by its year group now: a sheet of last summer may have everybody one year lower. Where names
    alone tell, those with results at the same time on both sheets are others.
    """
    for one, other in combinations([r for r in read if r.table.results], 2):
        both = on_both(one, other, names=not _results(one.table) & _results(other.table))
        steps = {b.year - a.year for a, b in both if a.year is not None and b.year is not None}
        if not steps - {0}:
            continue
        newest = _newest(one.read, other.read, steps, len(both))
        if newest is None:
            names = [one.table.sheet.key, other.table.sheet.key]
            row = one.table.sheet.line(min(a.row for a, b in both if a.year != b.year))
            key, place = f"years:{'+'.join(names)}", Place(one.table.sheet.name, "A", row)
            answer = asking.ask(key, "years_of_sheets", names, place, sheets=" and ".join(names))
            if answer is None:
                one.rows.year_open = other.rows.year_open = True
                continue
            newest = other.read if answer == names[1] else one.read
        if newest is other.read:
            _follow(one.rows, {a.row: b.year for a, b in both}, steps)
        else:
            _follow(other.rows, {b.row: a.year for a, b in both}, {-s for s in steps})


def _newest(one: Read, other: Read, steps: set[int], matched: int) -> Read | None:
    """The sheet of the later results, if everybody is one year higher there."""
    if any(not c.meaning.sure or len(c.meaning.points) != 1 for t, _ in (one, other) for c in t.results):
        return None
    last = [max((c.meaning.points[0] for c in t.results), default="") for t, _ in (one, other)]
    older = one if last[0] < last[1] else other
    step = 1 if older is one else -1
    if not all(last) or last[0] == last[1] or steps != {step} or matched * 2 < len(older[1].pupils):
        return None
    return other if older is one else one


def _follow(older: Rows, years: dict[int, int | None], steps: set[int]) -> None:
    """Give the pupils of a sheet their year group on another (by row), and the rest the same step if it is one."""
    step = next(iter(steps)) if len(steps) == 1 else 0
    older.pupils = [
        structs.replace(p, year=years.get(p.row, None if p.year is None else p.year + step)) for p in older.pupils
    ]


def _results(table: Table) -> frozenset[Pair]:
    return frozenset((c.meaning.subject, p) for c in table.results for p in c.meaning.points)


def _born_apart(one: Table, other: Table, mine: Pupil, theirs: Pupil) -> bool:
    """Whether two pupils of one name have other dates of birth."""
    born = _said(one, mine.row, "dob"), _said(other, theirs.row, "dob")
    return all(born) and born[0] != born[1]


def _name(table: Table, y: int) -> str:
    """A pupil's name however it is written: its words in order of the alphabet."""
    words = " ".join(_said(table, y, n) for n in NAMES)
    return " ".join(sorted(words.replace(",", " ").split()))


def _said(table: Table, y: int, name: str) -> str:
    return " ".join(plain(table.sheet.text(y, x)) for x in table.of(name)).strip()
