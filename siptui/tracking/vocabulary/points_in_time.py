"""Which of the framework's points in time a heading names: "Dec 10", "Autumn 2010-11", "Sum 09-10", a real date.

Nothing is guessed: words that fit two points ("July") give both, and whoever reads the column must ask.
"""

import re
from collections.abc import Callable, Iterable

from msgspec import Struct

from siptui.framework import Framework
from siptui.tracking.vocabulary.schema_tables import Wordings

_DATE = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(20\d\d)-(\d{2})-(\d{2})(?!\d)")
_DECIMALS = re.compile(r"\d+\.\d+")
_NUMBERS = re.compile(r"(?<!\d)(?:\d{4}|\d{2})(?!\d)")
_MONTH = re.compile(r"(?<!\d)(20\d\d)[-/](\d{2})(?!\d)")


class Parts(Struct):
    """What of a heading may name a point in time; `numbers` holds its words that nothing was known for."""

    months: list[int]
    terms: list[str]
    numbers: list[str]
    end_of_year: bool = False
    year_groups: list[int] = []  # 3 of "Y3 Spr"
    dated: tuple[int, int, int] | None = None  # a date written out; day 0 where it is not a real date


class Years(Struct, frozen=True):
    """The years that a title or a sheet's name gives: whole school years, months of a year (0 for none)."""

    school: tuple[int, ...] = ()
    months: tuple[tuple[int, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.school or self.months)


class Moment(Struct):
    """The points that fit, how it was said, and the words that are still unexplained."""

    points: tuple[str, ...]
    words: list[str]
    rest: list[str]
    named: bool
    sure: bool
    dated: bool = False  # whether a year was named
    span: bool = False  # from one time to another
    earlier: bool = False  # whether the time named is before all of the framework's
    year_group: bool = False  # whether a year group was named
    by_year: tuple[tuple[int, str], ...] = ()  # by a pupil's year group now, if only the year group's year is named
    other_year: bool = False  # whether only a year is named that is none of the framework's
    near: tuple[str, ...] = ()  # the points for which the month named may stand, where it is that of none

    @property
    def outside(self) -> bool:
        """Whether a time was named that the framework has no point for."""
        return self.named and not self.points


class Moments:
    """The framework's points in time, and the words for months and terms."""

    def __init__(self, words: Wordings, framework: Framework) -> None:
        self.words = words
        self.year_groups = framework.progress.years
        self.points = {p.key: (int(p.key[:4]), int(p.key[5:7])) for p in framework.progress.times}
        self.halves: dict[str, int] | None = None  # the half term that stands for each term, where that was asked
        self._month = {word: n for n, each in enumerate(words.months, 1) for word in each}
        # "16 July 2010": a lone figure before a month may be a year group's, as in "Year 5 July 2010".
        day, month = r"(?:[123]\d|\d?\d(?:st|nd|rd|th))", "|".join(self._month)
        self._in_words = re.compile(rf"(?<!\w){day} ({month})[.,]* (\d{{4}})(?!\d)")

    def school_year(self, point: str) -> int:
        """The school year of a point in time, as the year in which it starts."""
        return self.school_year_at(*self.points[point])

    def near(self, month: int, fits: Callable[[int], bool]) -> tuple[str, ...]:
        """The points in time for which a month may stand, of the years that fit: June for July."""
        stands_for = self.words.near_months.get(str(month))
        late = {p: y + (month < m - 6) for p, (y, m) in self.points.items() if m == stands_for}  # January for December
        return tuple(p for p, year in late.items() if fits(year))

    def name(self, point: str) -> str:
        """A point in time as it is said: "July 2010"."""
        year, month = self.points[point]
        return f"{self.words.months[month - 1][0].capitalize()} {year}"

    def summers_of(self, year_group: int) -> list[tuple[int, str]]:
        """The points in time at which pupils were at the end of a year group, each after their year group now."""
        last = max(month for _, month in self.points.values() if month < self.words.starts_month)
        ends = [point for point, (_, month) in self.points.items() if month == last]
        return [(year_group + self.latest_school_year - self.school_year(point), point) for point in ends]

    @property
    def latest_school_year(self) -> int:
        """The school year of the framework: that of its last points in time."""
        return max(map(self.school_year, self.points))

    def written_date(self, text: str) -> tuple[tuple[int, int, int] | None, str]:
        """A date with its day in `text` as (year, month, day), and the text without it.

        Only a date cell, which comes as 2011-07-10, has a day.
        """
        if found := self._in_words.search(text):
            rest = text[: found.start()] + " " + text[found.end() :]
            return (int(found[2]), self._month[found[1]], 0), rest
        for pattern, order in ((_ISO, (1, 2)), (_DATE, (3, 2)), (_MONTH, (1, 2))):
            found = pattern.search(text)
            if not found:
                continue
            year, month = int(found[order[0]]), int(found[order[1]])
            year += 2000 if year < 100 else 0
            if pattern is _MONTH and month == (year + 1) % 100:
                return None, text  # 2010-11 is a school year
            if 1 <= month <= 12:
                day = int(found[3]) if pattern is _ISO else 0
                return (year, month, day), text[: found.start()] + " " + text[found.end() :]
        return None, text

    def _date_moment(self, year: int, month: int, day: int, rest: list[str]) -> Moment:
        """The points that a date in a heading fits.

        Typed into Excel, "July 10" becomes 10 July of the year it was typed in; so a date whose day is one of the
        years may mean either, and is not sure.
        """
        plainly = self._matching(year, month)
        swapped = self._matching(2000 + day, month) if day and 2000 + day != year else ()
        points = tuple(dict.fromkeys((*plainly, *swapped)))
        said = f"{day:02}/{month:02}/{year}" if day else f"{month:02}/{year}"
        near = () if points else self.near(month, lambda y: y in {year, 2000 + day if day else year})
        return Moment(points, [said], rest, named=True, sure=not swapped, dated=True, near=near)

    def moment(self, parts: Parts) -> Moment:
        """The point in time that the parts name, with what they leave over."""
        years, school_years, halves, rest = self._numbers(parts)
        words = [self.words.months[m - 1][0] for m in parts.months]
        words += [t + (f" {halves[0]}" if halves else "") for t in parts.terms]
        words += ["end of year"] if parts.end_of_year else []
        months = self._months(parts, halves)
        if parts.dated:
            moment = self._date_moment(*parts.dated, rest)
            school = self.school_year_at(*parts.dated[:2])
            if (months and parts.dated[1] not in months) or (school_years and school not in school_years):
                moment.rest = [*rest, *words]  # a date in another term or year than it says explains nothing
                moment.points = moment.near = ()
            moment.earlier = parts.dated[:2] < min(self.points.values(), default=(0, 0))
            return moment
        if months is None:
            unsaid = [str(y) for y in (*years, *school_years)]
            moment = Moment((), unsaid, rest, named=False, sure=True, year_group=bool(parts.year_groups))
            moment.other_year = self._is_other_year(years, school_years, parts.numbers)
            return moment
        fitting = [
            key
            for key, (year, month) in self.points.items()
            if month in months
            and (not years or year in years)
            and (not school_years or self.school_year_at(year, month) in school_years)
        ]
        dated = bool(years or school_years)
        if parts.year_groups and not (dated and fitting):
            return self._relative(parts, months, words, rest, dated)
        span = len(parts.months) > 1 or any(len(set(said)) > 1 for said in (parts.terms, years, school_years))
        span = span or any(y not in {s, s + 1} for s in school_years for y in years)
        moment = Moment(tuple(fitting), words, rest, named=True, sure=len(fitting) < 2, dated=dated, span=span)
        if not fitting and len(parts.months) == 1 and not parts.terms and not span:
            month = parts.months[0]
            moment.near = self.near(
                month,
                lambda y: (
                    (not years or y in years) and (not school_years or self.school_year_at(y, month) in school_years)
                ),
            )
        times = {(y, m) for m in months for y in (*years, *(s + (m < self.words.starts_month) for s in school_years))}
        moment.earlier = bool(times) and max(times) < min(self.points.values())
        return moment

    def _is_other_year(self, years: list[int], school_years: list[int], written: list[str]) -> bool:
        """Whether years are named in full, and none of them is one of the framework's."""
        mine = {self.school_year(p) for p in self.points}
        calendar = {y for y, _ in self.points.values()} | {y + 1 for y in mine}
        full = [y for y in years if str(y) in written]
        return bool(full or school_years) and mine.isdisjoint(school_years) and calendar.isdisjoint(years)

    def _relative(self, parts: Parts, months: set[int], words: list[str], rest: list[str], dated: bool) -> Moment:
        """The points that "Y3 Spr" is for pupils who are now in Year 3, in Year 4 and so on."""
        group = parts.year_groups[0]
        by_year = tuple(
            (group + self.latest_school_year - self.school_year(key), key)
            for key, (_, month) in self.points.items()
            if month in months and group + self.latest_school_year - self.school_year(key) in self.year_groups
        )
        spans = len(parts.months) > 1 or len(set(parts.terms)) > 1 or len(set(parts.year_groups)) > 1
        points = () if dated else tuple(key for _, key in by_year)
        words = [f"y{group}", *words]
        return Moment(points, words, rest, True, sure=False, dated=True, span=spans, year_group=True, by_year=by_year)

    def years(self, text: str, months: list[int]) -> Years:
        """The years in a text that is no heading; "10" alone is none, unless a month stands in the text."""
        dated, text = self.written_date(text)
        numbers = _NUMBERS.findall(_DECIMALS.sub(" ", text))
        school, single = [], []
        at = 0
        while at < len(numbers):
            year, following = _year(numbers[at]), _year(numbers[at + 1]) if at + 1 < len(numbers) else None
            if year and following == year + 1:
                school.append(year)
                at += 1
            elif year and (months or len(numbers[at]) == 4):
                single.append(year)
            at += 1
        found = [(y, months[min(n, len(months) - 1)] if months else 0) for n, y in enumerate(single)]
        return Years(tuple(school), (*found, *((dated[:2],) if dated else ())))

    def fits(self, point: str, years: Years) -> bool | None:
        """Whether a point in time lies in the years that a title gives; None if that cannot be told."""
        year, month = self.points[point]
        mine = self.school_year_at(year, month)
        if years.school:
            return mine in years.school
        # "2010" over "Summer" may be the school year that begins in 2010.
        plain = month >= self.words.starts_month or year > self.latest_school_year
        sure = [self.school_year_at(y, m) == mine if m else y == year and plain for y, m in years.months]
        near = [abs(self.school_year_at(y, m) - mine) < 2 if m else y in {mine, mine + 1} for y, m in years.months]
        return True if any(sure) else None if any(near) else False

    def _months(self, parts: Parts, halves: list[int]) -> set[int] | None:
        """The months that are meant, or None where no time is named."""
        sets: list[Iterable[int]] = [[m] for m in parts.months]
        for key in parts.terms:
            term = self.words.terms[key]
            if halves and self.halves is not None:
                sets.append(term.months if self.halves.get(key) == halves[0] else [])
            else:
                sets.append(term.halves[halves[0] - 1] if halves else term.months)
        if parts.end_of_year:
            sets.append(list(self.words.terms.values())[-1].months)
        if not sets:
            return None
        return set.intersection(*(set(each) for each in sets))

    def _numbers(self, parts: Parts) -> tuple[list[int], list[int], list[int], list[str]]:
        """Years, school years (by the year they start in), half terms, and the words left over."""
        years: list[int] = []
        school_years: list[int] = []
        halves: list[int] = []
        rest: list[str] = []
        words = parts.numbers
        at = 0
        while at < len(words):
            year = _year(words[at])
            following = _year(words[at + 1]) if at + 1 < len(words) else None
            if year and following == year + 1:
                school_years.append(year)
                at += 1
            elif year:
                years.append(year)
            elif parts.terms and words[at] in {"1", "2"} and not halves:
                halves.append(int(words[at]))
            else:
                rest.append(words[at])
            at += 1
        return years, school_years, halves, rest

    def school_year_at(self, year: int, month: int) -> int:
        """The school year of a month."""
        return year if month >= self.words.starts_month else year - 1

    def _matching(self, year: int, month: int) -> tuple[str, ...]:
        return tuple(key for key, moment in self.points.items() if moment == (year, month))


def _year(word: str) -> int | None:
    """2010 for "10" and "2010"; None for what is no year."""
    if not word.isascii() or not word.isdigit():
        return None
    if len(word) == 2:
        return 2000 + int(word)
    return int(word) if len(word) == 4 and word.startswith(("19", "20")) else None
