"""Which of a grid's rows are shown, and in what order: a filter by words, a sort by one column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from screens.grid.layout import Cell, Column, Row
from siptui.records.numbers import number_in

DIGITS = re.compile(r"(\d+)")


class Order(Struct, frozen=True):
    """The column that rows are sorted by."""

    column: str
    downwards: bool = False


def sort_key(cell: Cell) -> tuple[int, float, list[tuple[int, str]]]:
    """Numbers by size, texts by their letters and the numbers in them; what is empty last (see `ordered`)."""
    entry = cell.entry.strip()
    number = number_in(entry)
    if number is not None:
        return (0, number, [])
    pieces = DIGITS.split(entry.casefold())
    return (1, 0.0, [(int(p), "") if i % 2 else (-1, p) for i, p in enumerate(pieces)])


def ordered(rows: Iterable[Row], column: int, downwards: bool) -> list[Row]:
    """Rows by a column; those that have nothing in it come last either way."""
    full: list[Row] = []
    empty: list[Row] = []
    for row in rows:
        (full if row.cell(column).entry.strip() else empty).append(row)
    full.sort(key=lambda row: sort_key(row.cell(column)), reverse=downwards)
    return full + empty


Lines = Sequence[Row]
"""A row, and the further lines that it goes on in."""


def in_lines(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows, each with the further lines that it goes on in."""
    found: list[list[Row]] = []
    for row in rows:
        if row.goes_on and found:
            found[-1].append(row)
        else:
            found.append([row])
    return found


def fits(lines: Lines, words: Iterable[str], columns: Sequence[Column] = ()) -> bool:
    """Whether every word stands somewhere in a row; `sip:om` in the column whose title begins so, and nowhere else."""
    text = _text(lines)
    return all(_in_column(lines, word, columns) if ":" in word else word in text for word in words)


def _text(lines: Lines, column: int | None = None) -> str:
    cells = [row.cell(i) for row in lines for i in range(len(row.cells)) if column in (None, i)]
    return "\n".join(f"{cell.text}\n{cell.value or ''}" for cell in cells).casefold()


def _in_column(lines: Lines, word: str, columns: Sequence[Column]) -> bool:
    """The same of a word behind the beginning of a column's title; of what begins no title, of the whole row."""
    title, _, wanted = word.partition(":")
    meant = [i for i, each in enumerate(columns) if title and _title(each).startswith(title)]
    return any(wanted in _text(lines, i) for i in meant) if meant else word in _text(lines)


def _title(column: Column) -> str:
    """A title as it is typed: on a line, without blanks and hyphens at its line ends."""
    return column.title.replace("-\n", "").replace("\n", "").replace(" ", "").casefold()


def with_rows_only(rows: Iterable[Lines]) -> list[Row]:
    """Rows without the headings that have none left under them."""
    kept: list[Lines] = []
    for lines in rows:
        if lines[0].heading and kept and kept[-1][0].heading:
            kept.pop()
        kept.append(lines)
    while kept and kept[-1][0].heading:
        kept.pop()
    return [row for lines in kept for row in lines]


class Arrangement:
    """The filter and the order that stand, and the rows as they were given."""

    def __init__(self) -> None:
        self.given: tuple[Row, ...] = ()
        self.order: Order | None = None
        self._words: tuple[str, ...] = ()
        self._passed: frozenset[str] = frozenset()

    @property
    def filtered(self) -> bool:
        """Whether a filter stands."""
        return bool(self._words)

    @property
    def sortable(self) -> bool:
        """Whether the rows can be sorted: under headings they keep their order."""
        return not any(row.heading for row in self.given)

    def take(self, rows: Iterable[Row]) -> None:
        """Take other rows, in the order that a screen would have them."""
        self.given = tuple(rows)

    def replace(self, row: Row) -> None:
        """Take another row for the one with its key."""
        self.given = tuple(row if old.key == row.key and not old.heading else old for old in self.given)

    def narrow(self, wanted: str, columns: Sequence[Column] = ()) -> bool:
        """Show only rows that have all of these words; "" shows every row. Whether that is another filter."""
        words = tuple(wanted.casefold().split())
        if words == self._words:
            return False
        self._words = words
        self._passed = frozenset(
            lines[0].key for lines in in_lines(self.given) if not lines[0].heading and fits(lines, words, columns)
        )
        return True

    def next_order(self, column: str) -> Order | None:
        """What sorting by a column once more means: by it, then the other way round, then as the rows were given."""
        if self.order is None or self.order.column != column:
            return Order(column)
        return None if self.order.downwards else Order(column, downwards=True)

    def rows(self, columns: Sequence[Column]) -> list[Row]:
        """The rows to show, in their order."""
        rows = list(self.given)
        if self._words:
            # A row that fitted stays until other words are typed, even if it is edited so that it would not.
            rows = with_rows_only(
                lines
                for lines in in_lines(rows)
                if lines[0].heading or lines[0].key in self._passed or fits(lines, self._words, columns)
            )
        index = next((i for i, c in enumerate(columns) if self.order and c.key == self.order.column), None)
        if self.order is not None and index is not None and not any(row.heading for row in rows):
            rows = ordered(rows, index, self.order.downwards)
        return rows
