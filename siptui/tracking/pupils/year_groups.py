"""What year group each of a table's pupils is in: the year column, the sheet's name, headings, the class, or asking."""

from itertools import zip_longest

from msgspec import Struct

from siptui.records.problem import Fact, Place
from siptui.sheets.cells import Cell, blank, plain, shown
from siptui.tracking.pupils.leavers import moved
from siptui.tracking.pupils.year_by_birth_date import (
    MOST_VALUES,
    birth_of_no_pupil,
    by_birth,
    said_of_births,
    settle_missing,
)
from siptui.tracking.pupils.year_column import MOST_ASKED, YearCells, choices_of, year_answered
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.tables.rows_of_totals import Totals
from siptui.tracking.tables.table import Table, names_at, text_at
from siptui.tracking.vocabulary.headings import Headings, tokens
from siptui.tracking.vocabulary.year_names import (
    year_of_cell,
    year_of_class,
    year_of_heading,
    year_of_name,
    year_of_title,
)

HEADINGS = "headings of the pupils below"
TOTALS = "totals of the pupils above"

SAYS_NONE = "it says no year group"

Sections = dict[int, int | None]
"""Rows (from 0) that say a year group, and it; None where the pupils below are to be left out."""


class Told(Struct):
    """Each row's year group, None where it cannot be told; and whether somebody must still be asked."""

    years: dict[int, int | None]
    open: bool = False
    notes: list[str] = []


class YearGroups:
    """Tells the year groups of one table's rows."""

    def __init__(self, table: Table, headings: Headings, years: list[int], asking: Asking) -> None:
        self.table, self.headings, self.asking = table, headings, asking
        self.choices = choices_of(years)
        self.cells = YearCells(table, asking, self.choices)
        self.notes: list[str] = []

    def of(self, rows: list[int], rows_open: bool = False) -> Told:
        """The year group of each of these rows; with `rows_open` somebody is still asked which rows are pupils."""
        told = self._told(rows, rows_open)
        if not told.open and not rows_open and not self.cells.left_out:
            self.notes += settle_missing(self.table, told.years, self.headings, self.cells)
        return Told(told.years, told.open or self.cells.open, self.notes)

    def _told(self, rows: list[int], rows_open: bool) -> Told:
        named = None if self._is_subject(self.table.sheet.name) else year_of_name(self.table.sheet.name)
        said = self.table.of("year")[:1]
        if any(not blank(self.cells.at(y, x)) for x in said for y in rows) or (said and not rows):
            told = self.cells.by_column(rows, said[0], self._births)
            return Told(self._of_one(told, "year column", named), self.cells.open)
        sections, more = self._sections(set(rows))
        if self._leads_nobody(sections, rows):
            more |= {y: year for y, year in sections.items() if y >= self.table.first}
            sections = {y: year for y, year in sections.items() if y < self.table.first}
        unclear = self._unclear(rows, {*sections, *more})
        if (more or unclear) and rows_open:
            return Told(dict.fromkeys(rows), True)  # nothing is asked that another answer may settle
        if more and rows and max(rows) > min(more):
            if self._class_tells(rows):
                return Told(self._of_sheet(rows, None), self.cells.open)
            meant = self._meant(rows, sections, more, named)
            self.cells.left_out = self.cells.left_out or meant == LEAVE_OUT
            if meant not in {HEADINGS, TOTALS}:
                return Told(dict.fromkeys(rows), meant is None)
            if meant == HEADINGS:
                sections |= more
            elif not sections and named is None:
                below = {y: min((s for s in more if s > y), default=None) for y in rows}
                return Told({y: None if s is None else more[s] for y, s in below.items()}, self.cells.open)
        sections |= self._ask_unclear(unclear)
        above = {y: max((s for s in sections if s < y), default=None) for y in rows}
        if sections and (named is None or len({*sections.values(), named}) > 1):
            headless = [y for y, s in above.items() if s is None]
            before = self._of_sheet(headless, named) if headless else {}
            told = {y: before.get(y) if s is None else sections[s] for y, s in above.items()}
            return Told(told if headless else self._of_one(told, "heading", named), self.cells.open)
        return Told(self._of_sheet(rows, named), self.cells.open)

    def _births(self, rows: list[int]) -> dict[int, int]:
        """The year groups that dates of birth tell, which is said."""
        found = by_birth(self.table, rows, self.headings)
        self.notes += [said_of_births(self.table, sorted(found))] if found else []
        return found

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
            key = f"year:{sheet.key}:between" if together else f"year:{sheet.key}:{line}"
            choices = [SAYS_NONE, *([LEAVE_OUT] if together else self.choices)]
            place = Place(sheet.name, "A", line)
            answer = self.asking.ask(key, "year_between", choices, place, sheet=sheet.key, row=line)
            self.cells.open = self.cells.open or answer is None
            if answer and answer != SAYS_NONE:
                found[y] = year_answered(answer)
                self.cells.left_out = self.cells.left_out or answer == LEAVE_OUT
        return found

    def _class_tells(self, rows: list[int]) -> bool:
        """Whether the class of every pupil says the year group."""
        places = self.table.of("class")[:1]
        return bool(places) and all(year_of_class(self.cells.at(y, x)) is not None for y in rows for x in places)

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
        place, choices = Place(sheet.name, "A", sheet.line(min(more))), [HEADINGS, TOTALS, LEAVE_OUT]
        return self.asking.ask(f"year:{sheet.key}:rows", "year_rows", choices, place, sheet=sheet.key, rows=lines)

    def _is_subject(self, name: str) -> bool:
        """Whether a sheet's name is the letter of the one subject on it: "R" is Reception only elsewhere."""
        subject = self.headings.words.letters.get(plain(name))
        return subject is not None and {c.meaning.subject for c in self.table.results} <= {subject}

    def _of_sheet(self, rows: list[int], named: int | None) -> dict[int, int | None]:
        """Rows that no year column or heading tells of: by the sheet's name, the class, or by asking."""
        if named is not None:
            return dict.fromkeys(rows, named)
        if self.table.of("class"):
            classes = {y: self.cells.at(y, self.table.of("class")[0]) for y in rows}
            if any(year_of_class(c) is not None or self.cells.mixed(c) for c in classes.values()):
                return {y: self.cells.by_class(c) for y, c in classes.items()}
            names = {plain(shown(c)) for c in classes.values() if not blank(c)}
            if 1 < len(names) <= MOST_VALUES:
                return dict.fromkeys(rows)  # each class is asked about
        births = by_birth(self.table, rows, self.headings)
        if rows and len(births) == len(rows):
            self.notes.append(said_of_births(self.table, rows))
            return {**births}
        about: dict[str, Fact] = {"sheet": self.table.sheet.key}
        code, row = "year", self.table.first
        if (y := birth_of_no_pupil(self.table, rows, self.headings)) is not None:
            code, row = "year_despite_births", self.table.sheet.line(y)
            born = shown(self.table.sheet.cell(y, self.table.of("dob")[0])).strip()
            latest = self.headings.moments.latest_school_year
            about |= {"born": born, "school_year": f"{latest}-{(latest + 1) % 100:02}"}
        return dict.fromkeys(rows, self.cells.asked(f"year:{self.table.sheet.key}", code, row, about))

    def _of_one(self, told: dict[int, int | None], what: str, named: int | None) -> dict[int, int | None]:
        """What is told of pupils of one year group; where the sheet is named for another one, which it is is asked."""
        sheet, years = self.table.sheet, {year for year in told.values() if year is not None}
        if (
            self.cells.open
            or named is None
            or len(years) != 1
            or named in years
            or year_of_title(sheet.name) is not None
        ):
            return told
        key, about = f"year:{sheet.key}:name", {"what": what, "sheet": sheet.key, "year": str(min(years))}
        year = self.cells.ask(key, "year_of_name", self.table.first, **about)
        return {y: None if each is None else year for y, each in told.items()}

    def _sections(self, pupils: set[int]) -> tuple[Sections, Sections]:
        """Rows that hold nothing but a year group, such as "Year 4", titles too; and those that say more beside it."""
        above: Sections = {}
        alone: Sections = {}
        more: Sections = {}
        others = {c.index for c in self.table.columns if c.meaning.kind == "column"}.difference(names_at(self.table))
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
