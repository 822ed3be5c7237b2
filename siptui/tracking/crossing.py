"""The same pupils on several sheets: counted once, and in one year group; what cannot be told is asked."""

from collections import Counter
from functools import cached_property
from itertools import combinations

from msgspec import Struct, structs

from siptui.sheets.cells import plain, shown
from siptui.tracking.asking import Asking
from siptui.tracking.choosing import Pair, Reading
from siptui.tracking.layout import NAMES, Table
from siptui.tracking.pupils import Pupil, Rows

SAME = "the same pupils"
OTHERS = "other pupils"

Named = tuple[str, int | None]
"""A pupil's name, its words in order of the alphabet, and year group."""
Read = tuple[Table, Rows]


class Again(Struct):
    """Rows (sheet and row from 0) whose results count elsewhere; and the results that wait for an answer."""

    rows: dict[tuple[str, int], frozenset[Pair]]
    open: set[Pair]


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
            asks = f"Pupils on sheets {' and '.join(names)} have other year groups on each: which sheet's count?"
            answer = asking.ask(f"years:{'+'.join(names)}", asks, names, f"{one.table.sheet.name}!A{row}")
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


def find_again(read: list[Read], readings: list[Reading], asking: Asking) -> Again:
    """Pupils without a UPN whose names in the same year group stand on another sheet for the same results.

    What that sheet leaves blank counts here: a class's list may have a column for what its sets' lists hold.
    """
    again = Again({}, set())
    for (first, reading), (second, _) in combinations(zip(read, readings, strict=True), 2):
        shared = _results(first[0]) & _results(second[0])
        same = _same(first, second) if shared else []
        if not same:
            continue
        one, other = first[0].sheet.key, second[0].sheet.key
        here, there = (t[0].sheet.line(p.row) for t, p in zip((first, second), same[0], strict=True))
        asks = (
            f"{len(same)} names on sheet {other} also stand on sheet {one} with results at the same time (row "
            f"{there} and row {here}): are they the same pupils, to be counted once, as on sheet {one}?"
        )
        answer = asking.ask(f"sheets:{one}+{other}", asks, [SAME, OTHERS], f"{second[0].sheet.name}!A{there}")
        if answer is None:
            again.open |= shared
        elif answer == SAME:
            held = _held(first[1], reading)
            for there_too, pupil in same:
                place = (other, pupil.row)
                pairs = {pair for pair in shared if there_too.row in held.get(pair, ())}
                again.rows[place] = again.rows.get(place, frozenset()) | pairs
    return again


def _held(rows: Rows, reading: Reading) -> dict[Pair, set[int]]:
    """By result, the rows of a table that hold something there."""
    found: dict[Pair, set[int]] = {}
    for result in reading.results:
        mine = [p.row for p, worth in zip(rows.pupils, result.worths, strict=True) if not worth.nothing]
        if result.chosen:
            found.setdefault(result.pair, set()).update(mine)
    return found


def _results(table: Table) -> frozenset[Pair]:
    return frozenset((c.meaning.subject, p) for c in table.results for p in c.meaning.points)


def _same(first: Read, second: Read) -> list[tuple[Pupil, Pupil]]:
    """The pupils who seem to stand on both sheets: two full names, or half of what one of the sheets holds."""
    mine, theirs = _by_name(first), _by_name(second)
    short = _by_short_name(mine, theirs) or [(a, b) for b, a in _by_short_name(theirs, mine)]
    if short:
        return [(a, b) for a, b in short if not _told_apart(first, second, a, b)]
    same = [(mine[k], theirs[k]) for k in theirs if k in mine and not _told_apart(first, second, mine[k], theirs[k])]
    full = sum(len(k[0].split()) > 1 for k in theirs if k in mine)
    fewest = min(len(mine), len(theirs))
    return same if full > 1 or (same and len(same) * 2 >= fewest) else []


def _by_short_name(full: dict[Named, Pupil], short: dict[Named, Pupil]) -> list[tuple[Pupil, Pupil]]:
    """The pupils of a sheet that gives first names, or these and an initial, beside those whom another names in full.

    None unless they are half of the sheet.
    """
    by_word: dict[tuple[str, int | None], list[tuple[list[str], Pupil]]] = {}
    for (name, year), pupil in full.items():
        words = name.split()
        for word in words if len(words) > 1 else ():
            by_word.setdefault((word, year), []).append((words, pupil))
    found = []
    for (name, year), pupil in short.items():
        words = [w.strip(".") for w in name.split()]
        initials = [w for w in words if len(w) == 1]
        whole = [w for w in words if len(w) > 1]
        for others, one in by_word.get((whole[0], year), ()) if len(whole) == 1 else ():
            if len(others) >= len(words) and all(
                any(o.startswith(i) for o in others if o != whole[0]) for i in initials
            ):
                found.append((one, pupil))
                break
    return found if len(found) * 2 >= len(short) else []


def _told_apart(first: Read, second: Read, one: Pupil, other: Pupil) -> bool:
    """Whether UPNs or dates of birth on both sheets have the last word (the same ones are refused elsewhere)."""
    return any(_said(first[0], one.row, name) and _said(second[0], other.row, name) for name in ("upn", "dob"))


def _by_name(read: Read) -> dict[Named, Pupil]:
    """Pupils by name, however it is split over columns, and year group."""
    found = {}
    for pupil in read[1].pupils:
        name = _name(read[0], pupil.row)
        if name:
            found[name, pupil.year] = pupil
    return found


def _born_apart(one: Table, other: Table, mine: Pupil, theirs: Pupil) -> bool:
    """Whether two pupils of one name have other dates of birth."""
    born = _said(one, mine.row, "dob"), _said(other, theirs.row, "dob")
    return all(born) and born[0] != born[1]


def _name(table: Table, y: int) -> str:
    """A pupil's name however it is written: its words in order of the alphabet."""
    words = " ".join(_said(table, y, n) for n in NAMES)
    return " ".join(sorted(words.replace(",", " ").split()))


def _said(table: Table, y: int, name: str) -> str:
    row = table.sheet.rows[y]
    return " ".join(plain(shown(row[x])) for x in table.of(name) if x < len(row)).strip()
