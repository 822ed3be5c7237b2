"""Which of a grid's rows are shown, and in what order: a filter by words, a sort by one column."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct
from textual.geometry import Region

from screens.frame.lines import Told
from screens.grid.block import BlockGrid
from screens.grid.cursor import CellMessage
from screens.grid.layout import Cell, Column, Row
from screens.keys.key_names import spelled

DIGITS = re.compile(r"(\d+)")


class Order(Struct, frozen=True):
    """The column that rows are sorted by."""

    column: str
    downwards: bool = False


def sort_key(cell: Cell) -> tuple[int, float, list[tuple[int, str]]]:
    """Numbers by size, texts by their letters and the numbers in them; what is empty last (see `ordered`)."""
    entry = cell.entry.strip()
    try:
        return (0, float(entry), [])
    except ValueError:
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


def fits(row: Row, words: Iterable[str]) -> bool:
    """Whether every word stands somewhere in a row."""
    cells = [row.cell(index) for index in range(len(row.cells))]
    text = "\n".join(f"{cell.text}\n{cell.value or ''}" for cell in cells).casefold()
    return all(word in text for word in words)


def with_rows_only(rows: Iterable[Row]) -> list[Row]:
    """Rows without the headings that have none left under them."""
    kept: list[Row] = []
    for row in rows:
        if row.heading and kept and kept[-1].heading:
            kept.pop()
        kept.append(row)
    while kept and kept[-1].heading:
        kept.pop()
    return kept


class OrderedGrid(BlockGrid):
    """A grid whose rows can be filtered and sorted. A screen gives its rows as ever, in the order it would have."""

    _given: tuple[Row, ...] = ()
    _words: tuple[str, ...] = ()
    _passed: frozenset[str] = frozenset()
    order: Order | None = None

    class Arranged(CellMessage, namespace="grid"):
        """Other rows are shown, or in another order, because a person wants it so."""

    @property
    def filtered(self) -> bool:
        """Whether a filter stands."""
        return bool(self._words)

    def _take_rows(self, rows: Iterable[Row]) -> None:
        self._given = tuple(rows)
        super()._take_rows(self._arranged())

    def set_row(self, row: Row) -> None:
        self._given = tuple(row if old.key == row.key and not old.heading else old for old in self._given)
        super().set_row(row)

    def _arranged(self) -> list[Row]:
        rows = list(self._given)
        if self._words:
            # A row that fitted stays until other words are typed, even if it is edited so that it would not.
            rows = with_rows_only(r for r in rows if r.heading or r.key in self._passed or fits(r, self._words))
        if self.order is not None and not any(row.heading for row in rows):
            index = next((i for i, c in enumerate(self.columns) if c.key == self.order.column), None)
            if index is not None:
                rows = ordered(rows, index, self.order.downwards)
        return rows

    def narrow(self, wanted: str) -> None:
        """Show only rows that have all of these words; "" shows every row."""
        words = tuple(wanted.casefold().split())
        if words != self._words:
            self._words = words
            self._passed = frozenset(row.key for row in self._given if not row.heading and fits(row, words))
            self._arrange_anew()

    def sort_by(self, order: Order | None) -> None:
        """Sort by a column, or go back to the order in which the rows were given."""
        if order != self.order:
            self.order = order
            self._arrange_anew()
            self.refresh(Region(0, 0, self.size.width, self._header))

    def action_sort(self) -> None:
        """By the column under the cursor; again: the other way round; a third time: as the rows were given."""
        if self.columns:
            self.sort_column(self.columns[self._column])

    def sort_column(self, column: Column) -> None:
        """What the key does under a column, or a click on its title."""
        if any(row.heading for row in self._given):
            self.post_message(Told("Rows under headings keep their order; / shows those with a word in them"))
        elif self.order is None or self.order.column != column.key:
            self.sort_by(Order(column.key))
        else:
            self.sort_by(None if self.order.downwards else Order(column.key, downwards=True))

    def _header_mark(self) -> tuple[int, str]:
        if self.order is None:
            return super()._header_mark()
        column = next((i for i, c in enumerate(self.columns) if c.key == self.order.column), -1)
        return column, self.marks.downwards if self.order.downwards else self.marks.upwards

    def _why_empty(self) -> str:
        if not (self._words and self._given):
            return super()._why_empty()
        return spelled("Nothing fits; {grid.drop} shows all", self)

    async def action_filter(self) -> None:
        """Type words that the rows must have."""
        from screens.grid.filter_bar import open_filter

        await open_filter(self, self.narrow)

    def _arrange_anew(self) -> None:
        self.drop_block()
        self.set_rows(self._given)
        self.post_message(self.Arranged(self, self.cursor_row_key, self.cursor_column_key))
