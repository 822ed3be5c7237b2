"""What year group a table's cells say: in the year column, also where some of it is blank, and in a class's name."""

from collections.abc import Callable
from datetime import date
from functools import cache

from siptui.records.problem import Fact, Facts, Place
from siptui.sheets.cells import Cell, Sheet, blank, plain, shown, told_apart
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.tables.table import Table, names_at
from siptui.tracking.vocabulary.headings import tokens
from siptui.tracking.vocabulary.schema_tables import level_table
from siptui.tracking.vocabulary.year_names import OLDEST, is_mixed, year_of_cell, year_of_class, year_of_name

ByBirth = Callable[[list[int]], dict[int, int]]
AS_ABOVE = "as in the row above"
RECEPTION = "Reception"
MOST_ASKED = 6  # rows that are asked about one by one


def choices_of(years: list[int]) -> list[str]:
    """The answers to which year group pupils are in: those of Part D, and Reception, which may be the true one."""
    return [*(str(y) for y in years if y), RECEPTION, LEAVE_OUT]


def year_answered(answer: str | None) -> int | None:
    """The year group that such an answer says; None for no answer, and for pupils who are left out."""
    return None if answer in {None, LEAVE_OUT} else 0 if answer == RECEPTION else int(str(answer))


def merged_value(sheet: Sheet, y: int, x: int) -> Cell:
    """A cell's value, or that of the merge it lies in."""
    for top, left, bottom, right in sheet.merges:
        if top <= y <= bottom and left <= x <= right:
            y, x = top, left
            break
    return sheet.cell(y, x)


class YearCells:
    """Tells year groups from a table's cells; asks where they do not tell, and is `open` until somebody has said."""

    def __init__(self, table: Table, asking: Asking, choices: list[str]) -> None:
        self.table, self.asking, self.choices = table, asking, choices
        self._nothing = {plain(code) for code in level_table().disregarded if len(code) > 1}
        self.open = False
        self.left_out = False  # whether somebody left pupils out, whose year group is then no more asked

    def at(self, y: int, x: int) -> Cell:
        """A cell's value, or that of its merge."""
        return merged_value(self.table.sheet, y, x)

    def by_column(self, rows: list[int], x: int, by_birth: ByBirth) -> dict[int, int | None]:
        """By the year column; where that is blank, by the date of birth.

        Where most of it is blank, a year may stand for the rows below it too: that is asked.
        """
        column = self.table.sheet.column(x)
        cells = told_apart([self.at(y, x) for y in rows] if self.table.sheet.merges else [column[y] for y in rows])
        known = {c: self._by_cell(c) for c in set(cells)}
        told = dict(zip(rows, map(known.__getitem__, cells), strict=True))
        empty = [y for y, cell in zip(rows, cells, strict=True) if blank(cell)] if any(map(blank, known)) else []
        if not empty:
            return told
        births = by_birth(empty)
        told |= births
        empty = [y for y in empty if y not in births]
        if not empty:
            return told
        name = self.table.sheet.key
        if len(empty) == len(rows) or len(empty) * 2 < len(rows) or rows[0] in empty:
            self._fill_blanks(told, empty)
            still = [y for y in empty if told[y] is None]
            if not self.open and len(rows) > len(still) and len(still) * 2 >= len(rows):
                row = self.table.sheet.line(still[0])
                told |= dict.fromkeys(still, self.ask(f"year:{name}:blank", "year_of_most", row, sheet=name))
            return told
        place = Place(self.table.sheet.name, "A", self.table.sheet.line(empty[0]))
        answer = self.asking.ask(f"year:{name}:blank", "year_as_above", [AS_ABOVE, LEAVE_OUT], place, sheet=name)
        self.open = self.open or answer is None
        self.left_out = self.left_out or answer == LEAVE_OUT
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
        classes = {y: known(self.at(y, x)) for x in self.table.of("class")[:1] for y in told}
        both = {(classes[y], year) for y, year in told.items() if year is not None} if classes else set()
        if both and all(one == other for one, other in both):
            told |= {y: classes[y] for y in empty}
        names, sheet = names_at(self.table), self.table.sheet
        nameless = [y for y in empty if told[y] is None and all(blank(self.at(y, x)) for x in names)]
        for y in nameless:
            line = sheet.line(y) if len(nameless) <= MOST_ASKED else "nameless"
            about: dict[str, Fact] = {"sheet": sheet.key, "row": sheet.line(y)}
            told[y] = self.asked(f"year:{sheet.key}:{line}", "year_of_nameless", sheet.line(y), about)

    def _by_cell(self, cell: Cell) -> int | None:
        if isinstance(cell, str) and plain(cell) in self._nothing:
            return None  # "n/a" is no Nursery
        year = year_of_cell(cell)
        if year is None and not blank(cell):
            year = year_of_name(shown(cell))
        return year if year is not None else self.by_class(cell)

    def by_class(self, cell: Cell) -> int | None:
        """By a class's name; where it names two year groups, it is asked."""
        year = None if isinstance(cell, date) else year_of_class(cell)
        if year is None and self.mixed(cell):
            value = shown(cell).strip()
            year = self.ask(f"year:{value}", "year_of_value", self.table.first, value=value)
        return year

    def mixed(self, cell: Cell) -> bool:
        """Whether a cell names two year groups, as "3/4" does; Excel makes a date of that."""
        if isinstance(cell, date):
            return True
        years = [t for t in tokens(shown(cell)) if t.isdigit() and len(t) < 3 and 0 < int(t) <= OLDEST]
        return isinstance(cell, str) and (len(years) > 1 or is_mixed(cell))

    def ask(self, key: str, code: str, row: int, **facts: Fact) -> int | None:
        """The year group that somebody says; `row` is the last of the header, or a pupil's number in the file."""
        return self.asked(key, code, row, facts)

    def asked(self, key: str, code: str, row: int, facts: Facts, choices: list[str] | None = None) -> int | None:
        """The same, where a row is also what is asked about; `choices` where fewer than all year groups may be true."""
        choices = choices or self.choices
        answer = self.asking.ask(key, code, choices, Place(self.table.sheet.name, "A", row), **facts)
        self.open = self.open or answer is None
        self.left_out = self.left_out or answer == LEAVE_OUT
        return year_answered(answer)
