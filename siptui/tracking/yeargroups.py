"""What year group each of a table's pupils is in: the year column, the sheet's name, headings, the class, or asking."""

from datetime import date
from functools import cache
from itertools import zip_longest

from msgspec import Struct

from siptui.sheets.cells import Cell, Sheet, blank, plain, shown, told_apart
from siptui.tracking.asking import LEAVE_OUT, Asking
from siptui.tracking.headings import Headings, tokens
from siptui.tracking.layout import Table, text_at
from siptui.tracking.leavers import moved
from siptui.tracking.totals import Totals
from siptui.tracking.years import OLDEST, is_mixed, year_of_cell, year_of_class, year_of_heading, year_of_name

AS_ABOVE = "as in the row above"
HEADINGS = "headings of the pupils below"
TOTALS = "totals of the pupils above"

SAYS_NONE = "it says no year group"
MOST_ASKED = 6  # rows that are asked about one by one

Sections = dict[int, int | None]
"""Rows (from 0) that say a year group, and it; None where the pupils below are to be left out."""


class Told(Struct):
    """Each row's year group, None where it cannot be told; and whether somebody must still be asked."""

    years: dict[int, int | None]
    open: bool = False


def merged_value(sheet: Sheet, y: int, x: int) -> Cell:
    """A cell's value, or that of the merge it lies in."""
    for top, left, bottom, right in sheet.merges:
        if top <= y <= bottom and left <= x <= right:
            y, x = top, left
            break
    return sheet.rows[y][x] if x < len(sheet.rows[y]) else ""


class YearGroups:
    """Tells the year groups of one table's rows."""

    def __init__(self, table: Table, headings: Headings, years: list[int], asking: Asking) -> None:
        self.table, self.headings, self.asking = table, headings, asking
        self.choices = [*map(str, years), LEAVE_OUT]
        self.open = False

    def of(self, rows: list[int], rows_open: bool = False) -> Told:
        """The year group of each of these rows; with `rows_open` somebody is still asked which rows are pupils."""
        named = None if self._is_subject(self.table.sheet.name) else year_of_name(self.table.sheet.name)
        if self.table.of("year"):
            return Told(self._by_column(rows, self.table.of("year")[0]), self.open)
        sections, more = self._sections(set(rows))
        if self._leads_nobody(sections, rows):
            more |= {y: year for y, year in sections.items() if y >= self.table.first}
            sections = {y: year for y, year in sections.items() if y < self.table.first}
        unclear = self._unclear(rows, {*sections, *more})
        if (more or unclear) and rows_open:
            return Told(dict.fromkeys(rows), True)  # nothing is asked that another answer may settle
        if more and rows and max(rows) > min(more):
            if self._class_tells(rows):
                return Told(self._of_sheet(rows, None), self.open)
            meant = self._meant(rows, sections, more, named)
            if meant not in {HEADINGS, TOTALS}:
                return Told(dict.fromkeys(rows), meant is None)
            if meant == HEADINGS:
                sections |= more
            elif not sections and named is None:
                below = {y: min((s for s in more if s > y), default=None) for y in rows}
                return Told({y: None if s is None else more[s] for y, s in below.items()}, self.open)
        sections |= self._ask_unclear(unclear)
        above = {y: max((s for s in sections if s < y), default=None) for y in rows}
        if sections and (named is None or len({*sections.values(), named}) > 1):
            headless = [y for y, s in above.items() if s is None]
            before = self._of_sheet(headless, named) if headless else {}
            return Told({y: before.get(y) if s is None else sections[s] for y, s in above.items()}, self.open)
        return Told(self._of_sheet(rows, named), self.open)

    def _leads_nobody(self, sections: Sections, rows: list[int]) -> bool:
        """Whether a row that says a year group has no pupils below it, as one below them has not."""
        starts = sorted(y for y in sections if y >= self.table.first)
        for start, end in zip_longest(starts, starts[1:]):
            again = end is not None and sections[end] == sections[start]
            if not again and not any(start < y and (end is None or y < end) for y in rows):
                return True
        return False

    def _unclear(self, rows: list[int], said: set[int]) -> list[int]:
        """Rows between pupils that hold nothing but words which may say a year group: "Wrens", "Class 3"."""
        table, last = self.table, max(rows, default=0)
        if last - table.first < len(rows) or self._class_tells(rows):
            return []
        edge = min((c.index for c in table.results), default=0)
        titles = {plain(text_at(row, x)) for row in table.sheet.rows[: table.top] for x in range(len(row))}
        found = []
        totals = Totals(table, self.headings.words)
        for y in sorted({*range(table.first, last)} - {*rows, *said, *table.again}):
            row = table.sheet.rows[y]
            filled = [x for x, c in enumerate(row) if not blank(c)]
            if len(filled) != 1 or filled[0] >= edge or plain(text := shown(row[filled[0]])) in titles:
                continue
            if not said and moved(row, self.headings.words):
                continue  # "Left" below a class
            plainly = plain(text) not in self.headings.words.year_words and not any(map(str.isdigit, text))
            if not totals.strongly(tokens(text)) and (not plainly or totals.judge(row) != "total"):
                found.append(y)
        return found

    def _ask_unclear(self, unclear: list[int]) -> Sections:
        """What year groups such rows say, as somebody tells."""
        sheet, found = self.table.sheet, Sections()
        together = len(unclear) > MOST_ASKED
        for y in unclear:
            line = sheet.line(y)
            asks = f"On sheet {sheet.key}, row {line} stands between pupils: does it say the year group of those below?"
            key = f"year:{sheet.key}:between" if together else f"year:{sheet.key}:{line}"
            choices = [SAYS_NONE, *([LEAVE_OUT] if together else self.choices)]
            answer = self.asking.ask(key, asks, choices, f"{sheet.name}!A{line}")
            self.open = self.open or answer is None
            if answer and answer != SAYS_NONE:
                found[y] = int(answer) if answer != LEAVE_OUT else None
        return found

    def _class_tells(self, rows: list[int]) -> bool:
        """Whether the class of every pupil says the year group."""
        places = self.table.of("class")[:1]
        return bool(places) and all(year_of_class(self._cell(y, x)) is not None for y in rows for x in places)

    def _meant(self, rows: list[int], sections: Sections, more: Sections, named: int | None) -> str | None:
        """Whether rows that say a year group beside other things are headings, or totals; asked where both may be."""
        both = sorted({**sections, **more}.items())
        ends = [*(y for y, _ in both[1:]), rows[-1] + 1]
        followed = {y: any(y < r < end for r in rows) for (y, _), end in zip(both, ends, strict=True)}
        before = dict(zip((y for y, _ in both), [named, *(year for _, year in both)], strict=False))
        differing = [y for y, year in more.items() if year != before[y]]
        if not differing or not any(followed[y] for y in more):
            return TOTALS if sections or named is not None else HEADINGS
        once = len({*more.values()}) == len(more)  # totals of classes say the same year group again
        if once and all(followed[y] for y in more) and both[0][0] < rows[0]:
            return HEADINGS
        sheet = self.table.sheet
        lines = ", ".join(str(sheet.line(y)) for y in sorted(more)[:6]) + (" and more" if len(more) > 6 else "")
        asks = f"On sheet {sheet.key}, rows that say a year group beside other things: {lines}. What are they?"
        place = f"{sheet.name}!A{sheet.line(min(more))}"
        return self.asking.ask(f"year:{sheet.key}:rows", asks, [HEADINGS, TOTALS, LEAVE_OUT], place)

    def _is_subject(self, name: str) -> bool:
        """Whether a sheet's name is the letter of the one subject on it: "R" is Reception only elsewhere."""
        subject = self.headings.words.letters.get(plain(name))
        return subject is not None and {c.meaning.subject for c in self.table.results} <= {subject}

    def _of_sheet(self, rows: list[int], named: int | None) -> dict[int, int | None]:
        """Rows that no year column or heading tells of: by the sheet's name, the class, or by asking."""
        if named is not None:
            return dict.fromkeys(rows, named)
        if self.table.of("class"):
            x = self.table.of("class")[0]
            if any(year_of_class(self._cell(y, x)) is not None or self._mixed(self._cell(y, x)) for y in rows):
                return {y: self._by_class(self._cell(y, x)) for y in rows}
        sheet = self.table.sheet.key
        asks = f"Which year group are the pupils on sheet {sheet} in?"
        return dict.fromkeys(rows, self._ask(f"year:{sheet}", asks, self.table.first))

    def _cell(self, y: int, x: int) -> Cell:
        return merged_value(self.table.sheet, y, x)

    def _by_column(self, rows: list[int], x: int) -> dict[int, int | None]:
        """By the year column. Where most of it is blank, a year may stand for the rows below it too: that is asked."""
        column = self.table.sheet.column(x)
        cells = told_apart([self._cell(y, x) for y in rows] if self.table.sheet.merges else [column[y] for y in rows])
        known = {c: self._by_cell(c) for c in set(cells)}
        told = dict(zip(rows, map(known.__getitem__, cells), strict=True))
        empty = [y for y, cell in zip(rows, cells, strict=True) if blank(cell)] if any(map(blank, known)) else []
        if not empty:
            return told
        if len(empty) == len(rows) or len(empty) * 2 < len(rows) or rows[0] in empty:
            self._fill_blanks(told, empty)
            return told
        name = self.table.sheet.key
        asks = f"On sheet {name} most pupils have no year group: is it that of the row above?"
        place = f"{self.table.sheet.name}!A{self.table.sheet.line(empty[0])}"
        answer = self.asking.ask(f"year:{name}:blank", asks, [AS_ABOVE, LEAVE_OUT], place)
        self.open = self.open or answer is None
        if answer == AS_ABOVE:
            last: int | None = None
            without = set(empty)
            for y in rows:
                last = told[y] = last if y in without else told[y]
        return told

    def _fill_blanks(self, told: dict[int, int | None], empty: list[int]) -> None:
        """Of pupils with a blank for their year group: the class tells, if it says of others what the year column says.

        Those who have no name count since somebody said so: of these it is asked.
        """
        known = cache(year_of_class)
        classes = {y: known(self._cell(y, x)) for x in self.table.of("class")[:1] for y in told}
        both = {(classes[y], year) for y, year in told.items() if year is not None} if classes else set()
        if both and all(one == other for one, other in both):
            told |= {y: classes[y] for y in empty}
        names, sheet = names_at(self.table), self.table.sheet
        nameless = [y for y in empty if told[y] is None and all(blank(self._cell(y, x)) for x in names)]
        for y in nameless:
            line = sheet.line(y) if len(nameless) <= MOST_ASKED else "nameless"
            asks = f"On sheet {sheet.key}, a pupil without a name has no year group (row {sheet.line(y)}): which is it?"
            told[y] = self._ask(f"year:{sheet.key}:{line}", asks, sheet.line(y))

    def _by_cell(self, cell: Cell) -> int | None:
        year = year_of_cell(cell)
        if year is None and not blank(cell):
            year = year_of_name(shown(cell))
        return year if year is not None else self._by_class(cell)

    def _by_class(self, cell: Cell) -> int | None:
        year = None if isinstance(cell, date) else year_of_class(cell)
        if year is None and self._mixed(cell):
            value = shown(cell).strip()
            year = self._ask(f"year:{value}", f"Which year group are the pupils in {value} in?", self.table.first)
        return year

    def _mixed(self, cell: Cell) -> bool:
        """Whether a cell names two year groups, as "3/4" does; Excel makes a date of that."""
        if isinstance(cell, date):
            return True
        years = [t for t in tokens(shown(cell)) if t.isdigit() and len(t) < 3 and 0 < int(t) <= OLDEST]
        return isinstance(cell, str) and (len(years) > 1 or is_mixed(cell))

    def _ask(self, key: str, asks: str, row: int) -> int | None:
        """The year group that somebody says; `row` is the last of the header, or a pupil's number in the file."""
        answer = self.asking.ask(key, asks, self.choices, f"{self.table.sheet.name}!A{row}")
        self.open = self.open or answer is None
        return int(answer) if answer and answer != LEAVE_OUT else None

    def _sections(self, pupils: set[int]) -> tuple[Sections, Sections]:
        """Rows that hold nothing but a year group, such as "Year 4", titles too; and those that say more beside it."""
        above: Sections = {}
        alone: Sections = {}
        more: Sections = {}
        others = {c.index for c in self.table.columns if c.meaning.kind == "column"} - names_at(self.table)
        for y, row in enumerate(self.table.sheet.rows):
            if y in pupils:
                continue
            filled = [x for x, c in enumerate(row) if not blank(c)]
            year = year_of_heading(row[filled[0]], alone=len(filled) == 1) if filled else None
            year = _year_of_letter(self.table, row, filled[0]) if year is None and filled else year
            if year is None:
                continue
            if len(filled) == 1:
                alone[y] = year
            elif y >= self.table.first and filled[0] not in others:
                more[y] = year
            elif y < self.table.top and all(_is_word(row[x]) for x in filled[1:]):
                above[y] = year  # "Year 3" and the teacher's name
        return alone, {**above, **more} if len(above) == 1 and not any(
            y in alone for y in range(self.table.top)
        ) else more


def _is_word(cell: Cell) -> bool:
    return isinstance(cell, str) and not any(map(str.isdigit, cell))


def heads(table: Table, row: list[Cell]) -> bool:
    """Whether a row below a header says a year group first, and so names no pupil, whatever stands beside it."""
    x = next((x for x, c in enumerate(row) if not blank(c)), None)
    if x is None or year_of_heading(row[x], alone=True) is None:
        return x is not None and _year_of_letter(table, row, x) is not None
    if year_of_heading(row[x]) is None and any(not blank(c) for c in row[x + 1 :]):
        return False
    return x in names_at(table) or all(c.index != x or c.meaning.kind == "unknown" for c in table.columns)


def _year_of_letter(table: Table, row: list[Cell], x: int) -> int | None:
    """The year group of a row that holds but a letter (in `x`), such as R, where rows below the header hold only "Y1".

    None where pupils may be called by letters.
    """
    text = shown(row[x]).strip()
    if len(text) > 1 or not text.isalpha() or any(not blank(c) for c in row[x + 1 :]):
        return None
    single = [c for c in table.sheet.held(x) if len(shown(c).strip()) == 1]
    below = [[c for c in r if not blank(c)] for r in table.sheet.rows[table.first :]]
    others = any(len(held) == 1 and year_of_heading(held[0]) is not None for held in below)
    return year_of_cell(text) if others and all(year_of_cell(c) is not None for c in single) else None


def names_at(table: Table) -> set[int]:
    """The columns that may hold a pupil's name or number."""
    return {x for name in ("upn", "surname", "forename", "name") for x in table.of(name)}
