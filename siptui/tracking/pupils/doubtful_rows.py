"""Rows that look like pupils but may be totals or notes; no list of words is complete, so shapes are judged."""

import re
from collections import Counter
from collections.abc import Callable, Container
from datetime import date
from functools import cached_property
from math import fsum

from siptui.sheets.cells import blank, number, plain, shown
from siptui.tracking.tables.table import NAMES, Table
from siptui.tracking.vocabulary.levels import levels_of_all

_SIGNS = re.compile(r"[\d+&%=<>:]")
_DATE = re.compile(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}( .*)?")
MARKS = ("upn", "dob", "gender", "surname", "forename")
NAMED_IN_FULL = ("surname", "comma", "full name")
WRITTEN = ("full name", "comma")  # how names are written: of two words, "Surname, Forename"
USUAL = 0.9
NAMED = 0.5  # of names: counts below a small class are many, and have but one word
NEAR = 0.06
LETTERED = 5  # one in so many results of a column of lettered levels may be something else
LEAST_ABOVE = 3  # rows that a mean or a sum is made of
BY_CHANCE = 3  # columns in which a row between pupils must be the mean before it is doubted


class Doubts:
    """Judges the rows of one table that have been taken for pupils (`mine`) or for words that may be names.

    `upns` holds the rows that have a UPN. `results` names the kinds of result that the file holds.
    """

    def __init__(self, table: Table, mine: list[int], upns: Container[int], results: str = "") -> None:
        self.table, self.mine, self.upns = table, mine, upns
        self.levels = levels_of_all(results)
        self.reckoned = not results  # words in an order are no numbers of which others are reckoned
        self.names = [x for name in NAMES for x in table.of(name)]
        self.marks, self.full_names = {m: table.of(m) for m in MARKS}, table.of("name")
        self.births = table.of("dob")
        self.results = [c.index for c in table.results]
        self._marked: dict[int, set[str]] = {}

    # What follows takes long, and is of no use where a UPN or a date of birth tells of every row.

    @cached_property
    def classes(self) -> set[str]:
        return {plain(self._text(y, x)) for x in self.table.of("class") for y in self.mine} - {""}

    @cached_property
    def points(self) -> dict[tuple[int, int], float | None]:
        return {(y, x): self._points(y, x) for y in self.mine for x in self.results}

    @cached_property
    def known(self) -> bool:
        """Whether a UPN or a date of birth tells that some rows are pupils, and they have names too."""
        return any(self._sure(y) and {"surname", "forename", "full name"} & self._marks(y) for y in self.mine)

    @cached_property
    def usual(self) -> set[str]:
        return self._usual()

    @cached_property
    def common(self) -> set[str]:
        """What more than half of the rows have."""
        times = Counter(mark for y in self.mine for mark in self._marks(y))
        return {mark for mark, count in times.items() if count * 2 > len(self.mine)}

    @cached_property
    def counts(self) -> set[int]:
        """The rows at the foot with nothing but whole numbers where pupils have levels with letters.

        One number is doubted where others have more, or where the name is not written as names are: "At risk".
        """
        foot: dict[int, list[int]] = {}
        for y in reversed(self.mine):
            held = [x for x in self.results if not blank(self.table.sheet.cell(y, x))]
            if not held or not all(self._whole(y, x) for x in held):
                break
            foot[y] = held
        rows = [y for y in self.mine if y not in foot]
        lettered = {x for x in self.results if self._lettered(x, rows)} if foot and rows else set()
        return {
            y
            for y, held in foot.items()
            if lettered.issuperset(held) and (len(held) > 1 or len(lettered) > 1 or not self._written_as_name(y))
        }

    def _whole(self, y: int, x: int) -> bool:
        value = number(self.table.sheet.cell(y, x))
        return value is not None and value.is_integer()

    def _written_as_name(self, y: int) -> bool:
        words = [word for x in self.names for word in self._text(y, x).split()]
        return all(word[0].isupper() for word in words)

    def _lettered(self, x: int, rows: list[int]) -> bool:
        held = [c for y in rows if not blank(c := self.table.sheet.cell(y, x))]
        return bool(held) and sum(map(self.levels.is_sublevel, held)) * LETTERED >= len(held) * (LETTERED - 1)

    @cached_property
    def signs_are_usual(self) -> bool:
        return sum(map(self._signs, self.mine)) * 2 > len(self.mine)

    def found(self) -> list[int]:
        """The rows that are doubted."""
        if all(map(self.upns.__contains__, self.mine)) or all(map(self._sure, self.mine)):
            return []
        doubted: list[int] = []
        since = _Above(self)
        for n, y in enumerate(self.mine):
            last = n + 1 == len(self.mine) or self.mine[n + 1] > y + 1
            if n and self._section_between(self.mine[n - 1], y):
                since = _Above(self)
            if self._sure(y):
                since.rows.append(y)
            elif self._odd(y) or self._reckoned(y, since, last) or self._alone(y):
                doubted.append(y)
                since = _Above(self)
            else:
                since.rows.append(y)
        return doubted

    def like_a_pupil(self, y: int, above: list[int]) -> bool:
        """Whether a row named by a word such as Max, between pupils, has all they have, not worked out of theirs."""
        if self._lacks(y):
            return False
        return self._sure(y) or not any(
            self._matches(y, above, how, 1) for how in (_mean, fsum, max, min, _count) if len(above) > 1
        )

    def _text(self, y: int, x: int) -> str:
        return shown(self.table.sheet.cell(y, x))

    def _points(self, y: int, x: int) -> float | None:
        row = self.table.sheet.rows[y]
        if x >= len(row):
            return None
        value = number(row[x])
        return value if value is not None or not self.reckoned else self.levels.level(row[x]).points

    def _sure(self, y: int) -> bool:
        """Whether a UPN or a date of birth says that the row is a pupil."""
        if y in self.upns:
            return True
        born = [self.table.sheet.cell(y, x) for x in self.births]
        return any(isinstance(c, date) or _DATE.fullmatch(plain(shown(c))) for c in born)

    def _signs(self, y: int) -> bool:
        return any(_SIGNS.search(self._text(y, x)) for x in self.names)

    def _marks(self, y: int) -> set[str]:
        """What of a pupil's identity a row has; "full name" where the name is of more than one word."""
        known = self._marked.get(y)
        if known is not None:
            return known
        found = {m for m, places in self.marks.items() if any(plain(self._text(y, x)) for x in places)}
        upn = "".join(self._text(y, x) for x in self.marks["upn"])
        if sum(map(str.isalpha, upn)) > 3 or not any(map(str.isdigit, upn)):
            found.discard("upn")  # words among numbers are none
        names = [plain(self._text(y, x)) for x in self.full_names]
        found |= {"full name"} if any(" " in n or "," in n for n in names) else set()
        found |= {"comma"} if any("," in n for n in names) else set()
        self._marked[y] = found
        return found

    def _usual(self) -> set[str]:
        """What nearly every row has, down to the last that has it; below may stand totals that have none."""
        sure = [y for y in self.mine if self._sure(y)]
        rows = [self._marks(y) for y in (sure if len(sure) * 2 > len(self.mine) else self.mine)]
        usual = set()
        for mark in (*MARKS, *WRITTEN):
            having = [n for n, marks in enumerate(rows) if mark in marks]
            least = NAMED if mark in {"surname", "forename", *WRITTEN} else USUAL
            if len(having) > 1 and len(having) >= least * (having[-1] + 1):
                usual.add(mark)
        return usual

    def _lacks(self, y: int) -> bool:
        """Whether a row lacks part of the name that all others have, or half of what else they have."""
        lacking = self.usual - self._marks(y)
        if not self._marks(y) and self.known:
            return True  # a word under UPN and no name, where others have both
        if lacking & {"surname", "forename", *WRITTEN}:
            return True
        return bool(lacking) and "comma" not in self.usual and len(lacking) * 2 >= len(self.usual)

    def _odd(self, y: int) -> bool:
        if self._lacks(y) or (self._signs(y) and not self.signs_are_usual):
            return True
        if any(plain(self._text(y, x)) in self.classes for x in self.names) or y in self.counts:
            return True
        return any(self._broken(y, x) for x in self.results)

    def _broken(self, y: int, x: int) -> bool:
        """Whether a fraction stands in a column that otherwise holds whole points."""
        value = self.points[y, x]
        if value is None or value.is_integer() or value <= self.levels.table.highest_level:
            return False
        held = [p for r in self.mine if (p := self.points[r, x]) is not None]
        return sum(p.is_integer() for p in held) * 5 >= len(held) * 3

    def _reckoned(self, y: int, above: "_Above", last: bool) -> bool:
        """Whether a row's results are the mean or the sum of those above it."""
        if len(above.rows) < LEAST_ABOVE - 1:
            return False
        unlike = bool(self.common - self._marks(y))
        if len(above.rows) < LEAST_ABOVE - unlike:
            return False
        named = not unlike and not self.usual.isdisjoint(NAMED_IN_FULL) and not self._lacks(y)
        return above.matches(y, True, 1 if (last and not named) or unlike else BY_CHANCE) or above.matches(y, False, 1)

    def _matches(self, y: int, above: list[int], how: Callable[[list[float]], float], least: int) -> bool:
        """Whether all of a row's results are what `how` makes of those above; columns of one value prove nothing."""
        telling = 0
        for x in self.results:
            value = self.points[y, x]
            if value is None:
                continue
            held = [p for r in above if (p := self.points[r, x]) is not None]
            if not held or abs(how(held) - value) > NEAR:
                return False
            telling += len({*held, value}) > 1
        return telling >= least

    def _alone(self, y: int) -> bool:
        """Whether the row stands by itself at the foot, below a blank row."""
        rows = self.table.sheet.rows
        if y < self.table.first + LEAST_ABOVE or any(not blank(c) for c in rows[y - 1]):
            return False
        if any(not blank(c) for row in rows[y + 1 :] for c in row):
            return False
        return y - 2 in self.mine and y - 3 in self.mine

    def _section_between(self, one: int, other: int) -> bool:
        """Whether a heading or a total stands between two rows."""
        if other == one + 1:
            return False
        rows = self.table.sheet.rows[one + 1 : other]
        return any(not blank(c) for row in rows for c in row)


class _Above:
    """The rows above one, and the sums of their results, kept so that each row is added up but once."""

    def __init__(self, doubts: Doubts) -> None:
        self.doubts = doubts
        self.rows: list[int] = []
        self._added = 0
        self._sums = dict.fromkeys(doubts.results, 0.0)
        self._counts = dict.fromkeys(doubts.results, 0)
        self._values: dict[int, set[float]] = {x: set() for x in doubts.results}

    def matches(self, y: int, mean: bool, least: int) -> bool:
        """Whether all of a row's results are the means of those above (or their sums); see `Doubts._matches`."""
        self._add()
        telling = 0
        for x in self.doubts.results:
            value = self.doubts.points[y, x]
            if value is None:
                continue
            count = self._counts[x]
            if not count or abs(self._sums[x] / (count if mean else 1) - value) > NEAR:
                return False
            telling += len(self._values[x] | {value}) > 1
        return telling >= least

    def _add(self) -> None:
        for y in self.rows[self._added :]:  # mostly one
            for x in self.doubts.results:
                value = self.doubts.points[y, x]
                if value is not None:
                    self._sums[x] += value
                    self._counts[x] += 1
                    self._values[x].add(value)
        self._added = len(self.rows)


def _mean(values: list[float]) -> float:
    return fsum(values) / len(values)


def _count(values: list[float]) -> float:
    return float(len(values))
