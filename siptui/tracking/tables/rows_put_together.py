"""A table in long form put together: a row a pupil, with a column for each subject and time that its rows name."""

import re
from collections import Counter
from functools import cache

from msgspec import Struct, structs

from siptui.sheets.cells import TWO_RESULTS, Cell, blank, cell_at, number, plain, shown
from siptui.tracking.tables.table import NAMES, Column, Table, names_at, text_at
from siptui.tracking.vocabulary.headings import OUTSIDE, Headings, Meaning
from siptui.tracking.vocabulary.levels import levels_of_all
from siptui.tracking.vocabulary.upns import upn_in
from siptui.tracking.vocabulary.year_names import year_of_cell

CHANGING = ("year", "class")  # what may differ between a pupil's rows because time has passed
Key = tuple[str, ...]
AGAIN = "#"
_TIME_OF_DAY = re.compile(r"(?<=\d)[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp][Mm])?\b")


class Near(Struct, frozen=True):
    """A result of the month before or after a point in time: its date, and where it stands."""

    date: tuple[int, int, int]
    row: int
    value: int
    said: tuple[str, ...]  # with the point in time for the date
    meaning: Meaning


class Turning:
    """Puts the rows of a table in long form together, a row a pupil; what is unclear is kept to be asked about."""

    def __init__(
        self, table: Table, headings: Headings, said: list[Column], values: list[Column], namesakes: bool = False
    ) -> None:
        self.table, self.headings, self.said, self.values = table, headings, said, values
        self.namesakes = namesakes
        self.no_upns = _words_of_several(table)
        self.heard: Counter[tuple[Key, tuple[object, ...]]] = Counter()
        self.by_name: set[int] = set()  # pupils whom nothing but a name tells from others
        self.levels = levels_of_all(headings.words.results)
        self.person = [c for c in table.columns if c.meaning.kind == "column" and c not in said]
        self.width = max((len(row) for row in table.sheet.rows), default=0)
        self.columns: dict[tuple[Meaning, int], Column] = {}
        self.known: dict[tuple[str, ...], list[tuple[Column, int]]] = {}
        self.known_texts = cache(lambda cell: _TIME_OF_DAY.sub("", text_at([cell], 0)))
        self.pupils: dict[Key, int] = {}
        self.rows: list[list[Cell]] = []
        self.lines: list[int] = []
        self.origins: dict[tuple[int, int], tuple[int, int]] = {}
        self.twice: dict[tuple[int, int], tuple[int, int]] = {}  # by a place, where another result stands further down
        self.alike: dict[tuple[int, int], tuple[int, int]] = {}  # by a place, where the same stands of that name again
        self.near_twice: dict[tuple[int, str, str], tuple[int, int]] = {}  # the rows of one name's results of one day
        self.near: dict[tuple[int, str, str], list[Near]] = {}  # by pupil, subject and point in time
        self.stages: dict[int, list[tuple[int, Cell]]] = {}
        self.vague: dict[Key, list[int]] = {}  # the values beside words that do not say what they are
        self.unread: list[tuple[int, int]] = []
        self.nameless: list[int] = []  # rows of results that name nobody, below one that does

    def fill(self, as_above: bool = False) -> None:
        """Put every row's cells into its pupil's row; `as_above`: a row that names nobody is of the pupil above."""
        named = {*names_at(self.table)}
        merged = {y for top, x, last, _ in self.table.sheet.merges if x in named for y in range(top + 1, last + 1)}
        above: Key = ()
        turned = {c.index for c in self.values}
        head = [plain(text_at(self.table.sheet.rows[self.table.first - 1], c.index)) for c in self.person]
        for y in range(self.table.first, len(self.table.sheet.rows)):
            row = self.table.sheet.rows[y]
            if all(blank(c) for c in row) or [plain(text_at(row, c.index)) for c in self.person] == head:
                continue
            key = self._key(row, y)
            if key == (str(y),) and above and self._says_no_other(row, self.rows[self.pupils[above]]):
                self.nameless += [y] if y not in merged else []
                key = above if as_above or y in merged else key
            above = key if key != (str(y),) else above
            key = self._apart(key, row) if self.namesakes and _is_name(key) else key
            at = self.pupils.get(key)
            if at is None:
                at = self.pupils[key] = len(self.rows)
                if _is_name(key):
                    self.by_name.add(at)
                self.rows.append(["" if x in turned else cell_at(row, x) for x in range(self.width)])
                self.lines.append(y)
            self._put(at, y, row)
            if not self._columns(self._said(row)):
                self._note_near(at, y, row)
            self._follow(at, row)

    def _said(self, row: list[Cell]) -> tuple[str, ...]:
        """What a row says of subject and time, without the time of day: each different text is read as a heading."""
        return tuple(self.known_texts(cell_at(row, c.index)) for c in self.said)

    def _key(self, row: list[Cell], y: int) -> Key:
        """What tells the pupil of a row from others; rows that name nobody stand for themselves."""

        def told(name: str) -> str:
            return " ".join(plain(text_at(row, x)) for x in self.table.of(name)).strip()

        upn = told("upn").replace(" ", "")
        if upn and upn not in self.no_upns:
            return ("upn", upn)
        named = [told(name) for name in NAMES]
        return (*named, told("dob"), told("admission")) if any(named) else (str(y),)

    def _apart(self, key: Key, row: list[Cell]) -> Key:
        """The key of a pupil of that name: who has had a result of this subject and time before, is another."""
        what = key, self._about(row)
        self.heard[what] += 1
        return (*key, f"{AGAIN}{self.heard[what]}") if self.heard[what] > 1 else key

    def _about(self, row: list[Cell]) -> tuple[object, ...]:
        """Of which subject and time a row is, however the time is written."""
        said = self._said(row)
        columns = tuple(sorted(column.index for column, _ in self._columns(said)))
        return columns or tuple((m.subject, m.near) for v in self.values if (m := self.heading_of(said, v)[1]).near)

    def _says_no_other(self, row: list[Cell], above: list[Cell]) -> bool:
        """Whether a row has a result and of what or when it is, and nothing of a pupil but what the one above has."""
        person = {(text_at(row, c.index), text_at(above, c.index)) for c in self.person if text_at(row, c.index)}
        if any(one != other for one, other in person) or not any(text_at(row, c.index) for c in self.said):
            return False
        held = [cell_at(row, c.index) for c in self.values]
        return any(number(c) is not None or self.levels.is_level_text(c) for c in held)

    def _put(self, at: int, y: int, row: list[Cell]) -> None:
        said = self._said(row)
        columns = self._columns(said)
        self.unread += [(y, x) for x in self.vague.get(said, ())]
        for column, x in columns:
            cell = cell_at(row, x)
            place = (at, column.index)
            kept = place in self.origins
            held = self.table.sheet.rows[self.origins[place][0]][self.origins[place][1]] if kept else ""
            if not kept or blank(held):
                self.origins[place] = (y, x)
            elif not blank(cell) and plain(shown(cell)) != plain(shown(held)):
                self.twice[place] = (y, x)
            elif not blank(cell) and at in self.by_name:
                self.alike[place] = (y, x)
            if len(column.meaning.points) == 1 and column.meaning.sure:
                school = self.headings.moments.school_year(column.meaning.points[0])
                years = self.table.of("year")
                if years:
                    self.stages.setdefault(at, []).append((school, cell_at(row, years[0])))

    def _note_near(self, at: int, y: int, row: list[Cell]) -> None:
        """Note results of the month beside a point in time; where a pupil has none at that, they may count."""
        times = [c for c in self.said if c.meaning.name == "time"]
        said = self._said(row)
        if len(times) != 1:
            return
        for n, value in enumerate(self.values):
            cell = cell_at(row, value.index)
            meaning = self.heading_of(tuple(said), value)[1]
            if meaning.name == OUTSIDE and meaning.near and not blank(cell):
                (point,) = meaning.near
                date = self.headings.moments.written_date(plain(said[self.said.index(times[0])]))[0] or (0, 0, 0)
                at_point = tuple(point if c in times else text for c, text in zip(self.said, said, strict=True))
                place = (at, meaning.subject, point)
                before = [near for near in self.near.get(place, ()) if near.date == date]
                if before and at in self.by_name:
                    self.near_twice.setdefault(place, (before[0].row, y))
                self.near.setdefault(place, []).append(Near(date, y, n, at_point, meaning))

    def _columns(self, said: tuple[str, ...]) -> list[tuple[Column, int]]:
        """The columns of results that a row's cells belong to, by what the row says of subject and time."""
        known = self.known.get(said)
        if known is None:
            known = self.known[said] = []
            for value in self.values:
                heading, meaning = self.heading_of(said, value)
                column = self.column(meaning, value.index, heading)
                if column.meaning.kind == "result" or column.meaning.points:
                    known.append((column, value.index))
                if meaning.kind == "unknown" or (meaning.kind == "result" and not meaning.points):
                    self.vague.setdefault(said, []).append(value.index)
        return known

    def heading_of(self, said: tuple[str, ...], value: Column) -> tuple[str, Meaning]:
        """What a row says of a column's results, as a heading; a term beside a date is believed if both agree."""
        heading = " ".join(p for p in (*said, value.heading) if p)
        meaning = self.headings.meaning(heading)
        times = [n for n, c in enumerate(self.said) if c.meaning.name == "time"]
        if meaning.near:  # a pupil may have a result at the point in time itself
            meaning = structs.replace(meaning, kind="left out", name=OUTSIDE, points=())
        if meaning.kind != "unknown" or len(times) < 2:
            return heading, meaning
        each = [
            self.headings.meaning(
                " ".join((*(t for n, t in enumerate(said) if n == k or n not in times), value.heading))
            )
            for k in times
            if said[k]
        ]
        alike = {(m.kind, m.subject, m.points, m.name) for m in each}
        return heading, each[0] if len(alike) == 1 else meaning

    def column(self, meaning: Meaning, source: int, heading: str) -> Column:
        alike = structs.replace(meaning, wording="") if meaning.kind == "result" and meaning.sure else meaning
        column = self.columns.get((alike, source))
        if column is None:
            index = self.width + len(self.columns)
            column = self.columns[alike, source] = Column(index, heading, meaning, source=source)
        return column

    def _follow(self, at: int, row: list[Cell]) -> None:
        """Fill what a pupil's first row left blank, and keep both of two year groups or classes."""
        for column in self.person:
            x = column.index
            cell, held = cell_at(row, x), self.rows[at][x]
            if blank(cell) or cell == held:
                continue
            if blank(held):
                self.rows[at][x] = cell
            elif column.meaning.name in CHANGING and plain(shown(cell)) not in plain(shown(held)).split(" / "):
                self.rows[at][x] = f"{shown(held)} / {shown(cell)}"

    def finish(self) -> Table:
        """The table with one row a pupil."""
        self._settle_years()
        for row in self.rows:
            row += [""] * len(self.columns)
        origins = {}
        first = self.table.first
        source = self.table.sheet.rows
        for (at, x), (y, from_x) in self.origins.items():
            self.rows[at][x] = cell_at(source[y], from_x)
            if (at, x) in self.twice:
                self.rows[at][x] = TWO_RESULTS
            origins[first + at, x] = (y, from_x)
        lines = [*range(first), *self.lines]
        sheet = structs.replace(
            self.table.sheet,
            rows=[*source[:first], *self.rows],
            merges=[m for m in self.table.sheet.merges if m[2] < first],
            origins=origins,
            lines=lines,
        )
        results = sorted(self.columns.values(), key=lambda c: (c.meaning.sure, c.index))
        columns = [*(c for c in self.table.columns if c not in self.values), *results]
        apart = frozenset(first + at for key, at in self.pupils.items() if key[-1].startswith(AGAIN))
        return structs.replace(self.table, sheet=sheet, columns=columns, namesakes=apart)

    def by_index(self, x: int) -> Column:
        return next(c for c in self.columns.values() if c.index == x)

    def _settle_years(self) -> None:
        """Where the year column says the year group at the time of each result, take that of the latest school year."""
        years = self.table.of("year")
        if not years or not any(" / " in str(row[years[0]]) for row in self.rows):
            return
        latest = self.headings.moments.latest_school_year
        told: dict[int, set[int | None]] = {}
        for at, stages in self.stages.items():
            found = {None if (y := year_of_cell(cell)) is None else y + latest - school for school, cell in stages}
            told[at] = found
        if any(len(found) != 1 or None in found for found in told.values()):
            return
        for at, found in told.items():
            (year,) = found
            self.rows[at][years[0]] = float(year or 0)


def _is_name(key: Key) -> bool:
    """Whether a pupil's key holds a name and nothing else."""
    return len(key) > 1 and key[0] != "upn" and not any(key[len(NAMES) :])


def _words_of_several(table: Table) -> set[str]:
    """What stands for want of a UPN, such as "Temp": not of its shape, and beside more than one name."""
    found: dict[str, set[str]] = {}
    names = [x for name in NAMES for x in table.of(name)]
    for x in table.of("upn") if names else ():
        words = {c: plain(text_at([c], 0)).replace(" ", "") for c in table.sheet.held(x) if not upn_in(c)}
        for row in table.sheet.rows[table.first :] if any(words.values()) else ():
            if word := words.get(cell_at(row, x), ""):
                found.setdefault(word, set()).add(" ".join(plain(text_at(row, n)) for n in names))
    return {word for word, several in found.items() if len(several) > 1}
