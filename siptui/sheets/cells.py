"""A sheet's raw cells, how they are named, shown and compared."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property, lru_cache
from itertools import zip_longest
from operator import itemgetter
from typing import Any, TypeVar

from msgspec import Struct

T = TypeVar("T")
Cell = str | int | float | bool | date
Told = Callable[[str], None]
"""Takes a line that says how far a reading has come."""

UNSAVED = "(a formula without its result)"
"""Stands for a cell whose formula was never worked out by the program that saved the file."""
TWO_RESULTS = "(two results)"
"""Stands for two cells that give one pupil different results in one subject at one time."""


class CellComment(Struct, frozen=True):
    """What somebody remarked on a cell, row and column counted from 0: whose ("" where it is not said), when (ISO, to
    the minute; "" where that is not), and the words.
    """

    row: int
    column: int
    author: str
    when: str
    text: str


class Sheet(Struct, kw_only=True, dict=True):
    """A sheet as it stands: `rows[0][0]` is A1; `merges` are (top, left, bottom, right), counted from 0.

    Rows and columns that the file hides are among the others, and named in `hidden_rows` and `hidden_columns`.
    Cells that are `struck` through (row and column, of the file too) hold what they hold.

    Of several tables on a sheet the second and further ones are sheets too, the rest of which is blank; `part` is then
    where it begins. A sheet of one row a result is turned into one of a row a pupil; `origins` then says where in the
    file a cell stands, and `lines` where a row does; its `hidden_rows` are the file's. `comments`, and
    cells shown as `percents`, are looked for in workbooks that are read as a form.
    """

    name: str
    rows: list[list[Cell]]
    hidden: bool = False
    merges: list[tuple[int, int, int, int]] = []
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()
    part: str = ""
    origins: dict[tuple[int, int], tuple[int, int]] = {}
    lines: list[int] = []
    comments: list[CellComment] = []
    percents: frozenset[tuple[int, int]] = frozenset()

    def cell(self, y: int, x: int) -> Cell:
        """A cell, counted from 0; blank to the right of what its row holds, and below all rows."""
        return cell_at(self.rows[y], x) if 0 <= y < len(self.rows) else ""

    def text(self, y: int, x: int) -> str:
        """A cell as it is seen, without blanks around it."""
        return shown(self.cell(y, x)).strip()

    def fill(self, row: int, column: int, text: str) -> None:
        """Put `text` into a cell that is blank, also one a little to the right of what the row holds.

        That is while the file is opened: `columns` and `held` say what stood there when they were first asked.
        """
        if row >= len(self.rows) or column > len(self.rows[row]) + 64:
            return
        cells = self.rows[row]
        cells.extend([""] * (column + 1 - len(cells)))
        if blank(cells[column]):
            cells[column] = text

    @property
    def key(self) -> str:
        """The name by which questions about this table are asked."""
        return f"{self.name}!{self.part}" if self.part else self.name

    @cached_property
    def columns(self) -> list[tuple[Cell, ...]]:
        """The rows turned, once for all: going down a column row by row takes five times as long."""
        return list(zip_longest(*self.rows, fillvalue=""))

    def column(self, x: int) -> tuple[Cell, ...]:
        """The cells of a column, one for each row."""
        return self.columns[x] if x < len(self.columns) else ("",) * len(self.rows)

    def held(self, x: int) -> set[Cell]:
        """The different cells of a column, found once."""
        if x not in self._different:
            self._different[x] = set(self.column(x))
        return self._different[x]

    @cached_property
    def _different(self) -> dict[int, set[Cell]]:
        return {}

    def line(self, y: int) -> int:
        """The number of a row in the file."""
        return (self.lines[y] if self.lines else y) + 1

    def address(self, y: int, x: int) -> tuple[int, int]:
        """The number of a cell's row in the file, and its column from 0."""
        if self.origins and (y, x) in self.origins:
            y, x = self.origins[y, x]
            return y + 1, x
        return self.line(y), x


def hide_below_merges(sheet: Sheet) -> None:
    """Take away what lies hidden below merged cells: a spreadsheet program shows the first of them alone."""
    for top, left, bottom, right in sheet.merges:
        for y in range(top, min(bottom + 1, len(sheet.rows))):
            row = sheet.rows[y]
            for x in range(left, min(right + 1, len(row))):
                if (y, x) != (top, left):
                    row[x] = ""


class Untold(Struct):
    """What a reader does not tell of a sheet: texts for cells that it gives as blanks; what is hidden or struck."""

    cells: list[tuple[int, int, str]] = []
    rows: set[int] = set()
    columns: set[int] = set()
    struck: set[tuple[int, int]] = set()
    blanks: set[tuple[int, int]] = set()  # cells that are blank, whatever the reader gives

    def add(self, other: "Untold") -> None:
        """What is in another part of the same sheet."""
        self.cells += other.cells
        self.rows |= other.rows
        self.columns |= other.columns
        self.struck |= other.struck
        self.blanks |= other.blanks

    def add_to(self, sheet: Sheet) -> None:
        for y, x in self.blanks:
            if y < len(sheet.rows) and x < len(sheet.rows[y]):
                sheet.rows[y][x] = ""
        for y, x, text in self.cells:
            sheet.fill(y, x, text)
        sheet.hidden_rows = frozenset(y for y in self.rows if y < len(sheet.rows))
        sheet.hidden_columns = frozenset(self.columns)
        sheet.struck = frozenset(self.struck)


class Memo:
    """What was worked out of sheets, each thing once. It keeps the sheets too, so that none is taken for another."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], tuple[Sheet, Any]] = {}

    def of(self, what: str, sheet: Sheet, work_out: "Callable[[], T]") -> "T":
        """What was worked out of the sheet under that name, now or before."""
        key = (what, id(sheet))
        if key not in self._known:
            self._known[key] = (sheet, work_out())
        found: T = self._known[key][1]
        return found


def cell_at(row: Sequence[Cell], x: int) -> Cell:
    """A cell of a row; blank to the right of what the row holds."""
    return row[x] if x < len(row) else ""


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """`text` as it is compared: NFKC (so a no-break space is a space), single spaces, without case."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


def shown(cell: Cell) -> str:
    """A cell as a person would read it in the file."""
    if cell.__class__ is str or isinstance(cell, str):
        return cell
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def blank(cell: Cell) -> bool:
    """Whether nothing can be seen in the cell."""
    return isinstance(cell, str) and not cell.strip()


def told_apart(cells: Sequence[Cell]) -> Sequence[Cell]:
    """Cells with TRUE and FALSE as text, where there are any: they are no 1 and 0, though Python finds them equal."""
    if bool in set(map(type, cells)):
        return [str(c) if isinstance(c, bool) else c for c in cells]
    return cells


def stretch(places: list[int]) -> Sequence[int]:
    """Places as a range, where they are one; things are picked there sooner."""
    whole = range(places[0], places[0] + len(places)) if places else range(0)
    return whole if places == [*whole] else places


def picked(things: Sequence[T], places: Sequence[int]) -> Sequence[T]:
    """The things at some places: of many, sooner than one by one."""
    if isinstance(places, range):
        return things[places.start : places.stop]
    if len(places) > 1:
        return itemgetter(*places)(things)  # type: ignore[no-any-return]  # of several places a tuple
    return [things[at] for at in places]


_NUMBER = re.compile(r"[+-]?(\d{1,6}(\.\d{0,15})?|\.\d{1,15})", re.ASCII)


@lru_cache(maxsize=65536, typed=True)  # typed: TRUE is no 1
def number(cell: Cell) -> float | None:
    """The number in a cell, also one kept as text; None if there is none."""
    if isinstance(cell, bool | date):
        return None
    if isinstance(cell, int | float):
        return float(cell)
    text = plain(cell)
    return float(text) if _NUMBER.fullmatch(text) else None


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """A column's letters; 0 is A."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def index_of(column: str) -> int:
    """The number of a column's letters; A is 0."""
    number = 0
    for letter in column.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
