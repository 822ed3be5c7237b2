"""Answers found in the sheets of a workbook by what their rows and columns are called."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import zip_longest

from msgspec import Struct, field

from siptui.records.controls_made_visible import quoted
from siptui.records.problem import Place
from siptui.records.proposal import Question
from siptui.sheets.cells import Cell, Sheet, blank, letters, shown
from siptui.workbooks.others.expected_cells import ExpectedForm, ExpectedRow, ExpectedTable, called

LEAVE_OUT = "leave out"
MOST_ROWS, MOST_COLUMNS = 400, 60  # of a sheet that is looked at
BESIDE = 12  # columns between a label and what stands beside it
NEAR = 0.8  # how much of a name must be the same for it to be asked about


class FoundCell(Struct, frozen=True):
    """A cell with an answer: of which row and column, what it holds, where it stands."""

    row: ExpectedRow
    column: str
    cell: Cell
    place: Place
    turned: bool = False  # whether rows of its table stand as columns


class FoundForm(Struct):
    """What was found of a form: cells of its tables and beside its labels, what must be asked, what is none of it."""

    cells: list[FoundCell] = field(default_factory=list)
    beside: list[tuple[str, Cell, Place]] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    strange: list[tuple[Place, str]] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many answers were found."""
        return len(self.cells) + len(self.beside)

    @property
    def looked_at(self) -> int:
        """How much was found of tables, or is asked of them."""
        return len(self.cells) + len(self.questions)


def find_cells(sheets: Sequence[Sheet], form: ExpectedForm, answers: Mapping[str, str]) -> FoundForm:
    """What the sheets hold of a form; `answers` say what rows and columns mean, as they were asked about."""
    found = FoundForm()
    for sheet in sheets:
        if sheet.hidden:
            continue
        for table in form.tables:
            before = found.looked_at
            _Table(sheet, form, table, answers, found).read()
            if found.looked_at == before:  # nothing of it: its rows may stand as columns
                _Table(_turned(sheet), form, table, answers, found, turned=True).read()
        _find_beside(sheet, form, found)
    return found


def _turned(sheet: Sheet) -> Sheet:
    """A sheet with its columns as rows: of what is looked at."""
    rows = [row[:MOST_ROWS] for row in sheet.rows[:MOST_COLUMNS]]
    return Sheet(name=sheet.name, rows=[[*row] for row in zip_longest(*rows, fillvalue="")])


class _Table:
    """One table being looked for on one sheet, or on one that was `turned`."""

    def __init__(
        self,
        sheet: Sheet,
        form: ExpectedForm,
        table: ExpectedTable,
        answers: Mapping[str, str],
        found: FoundForm,
        turned: bool = False,
    ) -> None:
        self.sheet, self.form, self.table, self.answers, self.found = sheet, form, table, answers, found
        self.turned = turned
        self.within = {called(each) for row in table.rows for each in row.within}
        self.above = self._named_in(sheet.name)
        self.columns: dict[int, str] = {}

    def read(self) -> None:
        for y, row in enumerate(self.sheet.rows[:MOST_ROWS]):
            texts = {x: called(shown(cell)) for x, cell in enumerate(row[:MOST_COLUMNS]) if not blank(cell)}
            columns = self._headings(y, texts)
            if columns:
                self.columns = columns
                self.above |= self._named_in(" ".join(shown(cell) for cell in row[: min(columns)]))
            elif len(texts) == 1 and self.within:
                (only,) = (shown(row[x]) for x in texts)
                self.above = self._named_in(only) or self.above
            elif self.columns and texts:
                self._row(y, texts)

    def _at(self, y: int, x: int) -> Place:
        """Where a cell stands in the file."""
        row, column = (x, y) if self.turned else (y, x)
        return Place(self.sheet.name, letters(column), row + 1)

    def _line(self, number: int, across: bool) -> str:
        """What a row (`across`), or a column, is called in the file."""
        return f"{self.sheet.name}!{number + 1 if across != self.turned else letters(number)}"

    def _named_in(self, text: str) -> set[str]:
        words = f" {called(text)} "
        return {each for each in self.within if f" {each} " in words}

    def _headings(self, y: int, texts: Mapping[int, str]) -> dict[int, str]:
        """The columns that a row heads; none where it heads fewer than two, or the one that there is."""
        sure: dict[int, str] = {}
        open_: list[tuple[int, list[str]]] = []
        wanted = {key: called(heading) for key, heading in self.table.columns.items()}
        for x, text in texts.items():
            over = called(f"{self._over(y, x)} {text}")
            exact = [key for key, heading in wanted.items() if heading in (text, over)]
            if exact:
                sure.setdefault(x, exact[0])
                continue
            near = [key for key, heading in wanted.items() if _one_in_other(heading, text)]
            besides = set(text.split()) - {w for key in near for w in wanted[key].split()} - self.form.words
            if len(near) == 1 and not besides and not text.isdecimal():
                sure.setdefault(x, near[0])
            elif near and not text.isdecimal():
                open_.append((x, near))
        if len(set(sure.values())) < min(2, len(wanted)) or any(isinstance(self.sheet.cell(y, x), float) for x in sure):
            return {}
        for x, cell in enumerate(self.sheet.rows[y - 1][:MOST_COLUMNS] if y else ()):
            if x not in texts and (key := next((k for k, h in wanted.items() if h == called(shown(cell))), "")):
                sure.setdefault(x, key)  # a heading of two rows' height
        left = set(wanted) - set(sure.values())
        for x, near in open_:
            self._ask_of_column(y, x, [key for key in near if key in left], sure)
        return {x: key for x, key in sure.items() if key}

    def _over(self, y: int, x: int) -> str:
        """What is headed by several columns together stands in the row above, in the first of them."""
        above = [shown(self.sheet.cell(y - 1, each)) for each in range(x, -1, -1)] if y else []
        return next((text for text in above if text.strip()), "")

    def _ask_of_column(self, y: int, x: int, keys: list[str], sure: dict[int, str]) -> None:
        if not keys:
            return
        where = self._at(y, x)
        names = {self.table.columns[key]: key for key in keys}
        asked = f"column:{self._line(x, across=False)}"
        if asked in self.answers:
            sure[x] = names.get(self.answers[asked], "")
            return
        what, heading = "row" if self.turned else "column", quoted(shown(self.sheet.cell(y, x)))
        words = f"is the {what} {heading} {' or '.join(map(quoted, names))}?"
        question = Question(asked, words, [*names, LEAVE_OUT], str(where), "which_column", place=where)
        if all(each.key != asked for each in self.found.questions):
            self.found.questions.append(question)

    def _row(self, y: int, texts: Mapping[int, str]) -> None:
        """Take what a row holds, if it is one of the table's."""
        years = self.table.years
        names = [called(shown(self.sheet.cell(y, x)), years) for x in texts if x not in self.columns]
        filled = [x for x in self.columns if not blank(self.sheet.cell(y, x))]
        if not names or not filled:
            return
        there = {*names, *self.above} | {each for name in names for each in self._named_in(name)}
        rows = [row for row in self.table.rows if all(called(each, years) in there for each in row.within)]
        its = [row for row in rows if any(called(name, years) in names for name in row.names)]
        its = its or [row for row in rows if row.code and names[0].split()[:1] == [called(row.code)]]
        if not its:
            its = self._asked_row(y, names, rows, min(filled))
        if len(its) == 1:
            for x in filled:
                place = self._at(y, x)
                self.found.cells.append(FoundCell(its[0], self.columns[x], self.sheet.cell(y, x), place, self.turned))

    def _asked_row(self, y: int, names: list[str], rows: list[ExpectedRow], beside: int) -> list[ExpectedRow]:
        """The row that somebody said it is; one with a name near to one of ours is asked about, another said."""
        words = next((shown(c) for c in self.sheet.rows[y][:beside] if isinstance(c, str) and not blank(c)), "")
        if not words or self.table.years:
            return []
        asked = f"row:{self._line(y, across=True)}"
        if asked in self.answers:
            return [row for row in rows if self.answers[asked] in row.names]
        by_name = {called(name): row for row in rows for name in row.names}
        near = [by_name[each] for name in names for each in get_close_matches(name, by_name, 3, NEAR)]
        where = self._at(y, 0)
        if not near:
            self.found.strange.append((where, words))
            return []
        choices = list(dict.fromkeys(max(row.names[:2], key=len) for row in near))
        words = f"is {quoted(words)} {' or '.join(map(quoted, choices))}?"
        self.found.questions.append(Question(asked, words, [*choices, LEAVE_OUT], str(where), "which_row", place=where))
        return []


def _find_beside(sheet: Sheet, form: ExpectedForm, found: FoundForm) -> None:
    """What stands in the next cell to the right of a label."""
    for y, row in enumerate(sheet.rows[:MOST_ROWS]):
        for x, cell in enumerate(row[:MOST_COLUMNS]):
            if isinstance(cell, str) and (path := form.beside.get(called(cell))):
                for at, beside in _right_of(row, x):
                    if called(shown(beside)) not in form.beside:
                        found.beside.append((path, beside, Place(sheet.name, letters(at), y + 1)))


def _right_of(row: Sequence[Cell], x: int) -> Iterator[tuple[int, Cell]]:
    """The first cell with something in it, not far from a label."""
    for at in range(x + 1, min(x + 1 + BESIDE, len(row))):
        if not blank(row[at]):
            yield at, row[at]
            return


def _one_in_other(one: str, other: str) -> bool:
    first, second = set(one.split()), set(other.split())
    return bool(first and second) and (first <= second or second <= first)
