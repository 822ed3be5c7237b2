"""What year group each of a table's pupils is in: the year column, the sheet's name, headings, the class, or asking."""

from datetime import date

from msgspec import Struct

from siptui.tracking.asking import LEAVE_OUT, Asking
from siptui.tracking.cells import Cell, Sheet, blank, plain, shown
from siptui.tracking.headings import Headings, tokens
from siptui.tracking.layout import Table
from siptui.tracking.years import OLDEST, year_of_cell, year_of_class, year_of_name, year_of_title

AS_ABOVE = "as in the row above"


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

    def of(self, rows: list[int]) -> Told:
        """The year group of each of these rows."""
        named = None if self._is_subject(self.table.sheet.name) else year_of_name(self.table.sheet.name)
        if self.table.of("year"):
            return Told(self._by_column(rows, self.table.of("year")[0]), self.open)
        sections = self._sections()
        above = {y: max((s for s in sections if s < y), default=None) for y in rows}
        if sections and (named is None or len({*sections.values(), named}) > 1):
            headless = [y for y, s in above.items() if s is None]
            before = self._of_sheet(headless, named) if headless else {}
            return Told({y: before.get(y) if s is None else sections[s] for y, s in above.items()}, self.open)
        return Told(self._of_sheet(rows, named), self.open)

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
        cells = {y: self._cell(y, x) for y in rows} if self.table.sheet.merges else {y: column[y] for y in rows}
        kinds = {(c.__class__, c) for c in cells.values()}  # TRUE is no 1
        known = {(kind, c): self._by_cell(c) for kind, c in kinds}
        told = {y: known[c.__class__, c] for y, c in cells.items()}
        empty = [y for y, cell in cells.items() if blank(cell)]
        if not empty or len(empty) == len(rows) or len(empty) * 2 < len(rows) or rows[0] in empty:
            return told
        name = self.table.sheet.key
        asks = f"On sheet {name} most pupils have no year group: is it that of the row above?"
        place = f"{self.table.sheet.name}!A{self.table.sheet.line(empty[0])}"
        answer = self.asking.ask(f"year:{name}:blank", asks, [AS_ABOVE, LEAVE_OUT], place)
        self.open = self.open or answer is None
        if answer == AS_ABOVE:
            last: int | None = None
            for y in rows:
                last = told[y] = last if blank(cells[y]) else told[y]
        return told

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
        return (
            isinstance(cell, str) and sum(t.isdigit() and 0 < int(t) <= OLDEST for t in tokens(cell) if len(t) < 3) > 1
        )

    def _ask(self, key: str, asks: str, row: int) -> int | None:
        answer = self.asking.ask(key, asks, self.choices, f"{self.table.sheet.name}!A{row}")
        self.open = self.open or answer is None
        return int(answer) if answer and answer != LEAVE_OUT else None

    def _sections(self) -> dict[int, int]:
        """Rows that hold nothing but a year group, such as "Year 4", and that year group; titles count too."""
        found = {}
        for y, row in enumerate(self.table.sheet.rows):
            filled = [c for c in row if not blank(c)]
            if len(filled) == 1 and isinstance(filled[0], str) and len(tokens(filled[0])) > 1:
                year = year_of_cell(filled[0]) or year_of_title(filled[0])
                if year is not None:
                    found[y] = year
        return found
