"""Where the cursor stands in a table, and which of its rows and columns are in view; without a widget."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Literal

from screens.grid.layout import (
    ENDLESS,
    GAP,
    GUTTER,
    MARGIN,
    Cell,
    Column,
    Layout,
    Longest,
    Row,
    Shape,
    Span,
    fit_widths,
    header_height,
    layout_of,
    longest_in,
)

Way = Literal["enter", "down", "up", "right", "left", "stay"]
"""Where the cursor goes after a text is accepted."""
Place = tuple[str, str]
"""The keys of a row and of a column; "" where there is none."""


class Viewport:
    """A table's rows and columns, its cursor, and the part that is seen of it.

    Scrolling is by whole rows and whole columns. The cursor never stands on a heading; in an empty table its row is -1.
    """

    def __init__(self, columns: Sequence[Column], frozen: int = 1, whole_rows: bool = False) -> None:
        """`whole_rows` is for a cursor that is a row's and has no column of its own."""
        self.columns = tuple(columns)
        self.frozen = frozen
        self.whole_rows = whole_rows
        self.header = header_height(self.columns)
        self.width = self.height = 0
        self.row, self.column = -1, 0
        self._top = self._left = 0
        self._run: tuple[int, Shape | None] | None = None  # the column in which a run of Tabs began, and of what shape
        self._layout: Layout | None = None
        self._lefts: dict[Shape, int] = {}
        self._longest: Longest = {}
        self._take(())

    def _take(self, rows: Iterable[Row]) -> None:
        self.rows = tuple(rows)
        self._index = {row.key: index for index, row in reversed(tuple(enumerate(self.rows))) if not row.heading}
        self._stops = [index for index, row in enumerate(self.rows) if not row.heading]
        self._shaped = any(row.shape for row in self.rows)
        self._fit_to(self.rows)

    def _fit_to(self, rows: Iterable[Row]) -> None:
        """Have columns that fit be as wide as what is in them."""
        longest = longest_in(self.columns, rows, self._longest)
        if longest != self._longest:
            self._longest, self._layout = longest, None

    # What is where

    @property
    def layout(self) -> Layout:
        """Where the columns stand at the present width."""
        if self._layout is None or self._layout.width != self.width:
            self._layout = Layout(self.columns, self.frozen, self.width, self._longest)
        return self._layout

    @property
    def whole_width(self) -> int:
        """Columns in which all of it could be seen, those that fit as wide as what is in them."""
        widths = (
            fit_widths(self.columns, ENDLESS, self._longest) if all(c.fits or not c.grow for c in self.columns) else ()
        )
        return GUTTER + sum(widths) + GAP * (len(widths) - 1) + MARGIN if widths else ENDLESS

    @property
    def page(self) -> int:
        """Rows that can be seen at once."""
        return max(1, self.height - self.header)

    @property
    def top(self) -> int:
        """Index of the first row that can be seen."""
        return max(0, min(self._top, len(self.rows) - self.page))

    @property
    def left(self) -> int:
        """Index of the first column that can be seen beside the frozen ones."""
        return self.layout.clamp(self._left)

    @property
    def lefts(self) -> dict[Shape, int]:
        """The same of the shapes that are scrolled sideways."""
        return self._lefts

    def columns_of(self, row: int) -> tuple[Column, ...]:
        """The columns of a row by its index: those of its shape, or the grid's."""
        shape = self._shape(row)
        return shape.columns if shape else self.columns

    def _shape(self, row: int) -> Shape | None:
        return self.rows[row].shape if 0 <= row < len(self.rows) else None

    def _spans(self, row: int) -> list[Span]:
        shape = self._shape(row)
        if shape is None:
            return self.layout.spans(self.left)
        layout = layout_of(shape, self.width)
        return layout.spans(self._lefts.get(shape, 0))

    @property
    def columns_here(self) -> tuple[Column, ...]:
        """The columns of the cursor's row."""
        return self.columns_of(self.row)

    @property
    def place(self) -> Place:
        """The keys of the cursor's row and column."""
        row = self.rows[self.row].key if 0 <= self.row < len(self.rows) else ""
        columns = self.columns_here
        return row, columns[self.column].key if self.column < len(columns) else ""

    @property
    def cell(self) -> Cell:
        """The cell under the cursor."""
        return self.rows[self.row].cell(self.column) if 0 <= self.row < len(self.rows) else Cell("")

    def index(self, row_key: str) -> int | None:
        """Where the row with a key is; None where there is none that the cursor could stand on."""
        return self._index.get(row_key)

    def column_index(self, column_key: str, row: int = -1) -> int | None:
        """Where the column with a key is: in the grid, or in a row of a shape of its own."""
        return next((i for i, column in enumerate(self.columns_of(row)) if column.key == column_key), None)

    def editable(self, row: int, column: int) -> bool:
        """Whether a cell can be edited in its place."""
        if not (0 <= row < len(self.rows) and 0 <= column < len(self.columns_of(row))) or self.rows[row].heading:
            return False
        own = self.rows[row].cell(column).editable
        return self.columns_of(row)[column].editable if own is None else own

    def at(self, x: int, y: int) -> tuple[int, int] | None:
        """The row and column that are seen at a point; the row is -1 on a title, None where the cursor cannot go."""
        if x >= GUTTER + self.layout.available:
            return None
        index = self.top + y - self.header
        spans = self.layout.spans(self.left) if y < self.header else self._spans(index)
        column = next((s.column for s in reversed(spans) if s.x <= x), self.column)
        if y < self.header:
            return -1, column
        return (index, column) if index in self._stops else None

    # Other rows, other columns, another size

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Take other rows; the cursor stays on its row if that is still there, else near to where it was."""
        top, (key, column), at = self.top, self.place, self.row
        self._take(rows)
        if (index := self.index(key)) is not None:
            self.row = index
            # A row that moved keeps its place on the screen, where it can.
            self._top = max(0, top + self.row - at)
        else:
            self.row = self._stop_near(at)
            self._top = top
        self._top = self.top
        if self._shaped:
            found = self.column_index(column, self.row)
            self.column = min(self.column, len(self.columns_here) - 1) if found is None else found
        self.reveal_row()

    def replace(self, row: Row) -> None:
        """Take another row for the one with its key, if it is here."""
        if (index := self.index(row.key)) is not None and not row.heading:
            self.rows = (*self.rows[:index], row, *self.rows[index + 1 :])
            self._fit_to((row,))

    def set_columns(self, columns: Sequence[Column], rows: Iterable[Row]) -> None:
        """Take other columns; the cursor keeps its column if that is still there."""
        _, key = self.place
        self.columns = tuple(columns)
        self.header = header_height(self.columns)
        self._layout, self._longest = None, {}
        self.column = self.column_index(key) or 0
        self.set_rows(rows)
        self.reveal_column()

    def fit(self, width: int, height: int) -> None:
        """Be of a size. Nothing is scrolled; that is for `resized`, when the widget is told."""
        self.width, self.height = width, height

    def resized(self) -> None:
        """Keep the cursor in view at another size."""
        # A first heading, which the cursor cannot go to, comes back into view as soon as there is room for it.
        self._top = 0 if self.row < self.page else self.top
        self.reveal_row()
        self.reveal_column()

    # The cursor

    def go(self, row: int, column: int) -> None:
        """Put the cursor on a row and a column, by their indexes, and have it in view."""
        self._run = None
        if self.row < 0 or row < 0 or not self.columns or (row, column) == (self.row, self.column):
            return
        self.row, self.column = row, column
        self.reveal_row()
        self.reveal_column()

    def move(self, way: str) -> None:
        """Move the cursor: `up`, `page_down`, `row_start` …"""
        page, rows, columns = max(2, self.page - 1), len(self.rows) + 1, len(self.columns_here)
        down = {"up": -1, "down": 1, "page_up": -page, "page_down": page, "first": -rows, "last": rows}
        across = {"left": -1, "right": 1, "row_start": -columns, "row_end": columns}
        if way in down:
            self._step(down[way])
        elif self.whole_rows:
            self.scroll(0, across[way])
        else:
            self.go(self.row, max(0, min(self.column + across[way], columns - 1)))

    def tab(self, way: int) -> None:
        """To the next cell along the rows that can be edited, or the one before (`way` -1); at the last one stay."""
        begun = self._run or (self.column, self._shape(self.row))
        row, column = self.row, self.column + way
        while 0 <= row < len(self.rows) and not self.editable(row, column):
            column += way
            if not 0 <= column < len(self.columns_of(row)):
                row += way
                column = 0 if way > 0 else len(self.columns_of(row)) - 1
        if 0 <= row < len(self.rows):
            self.go(row, column)
            self._run = begun if way > 0 else None

    @property
    def in_run(self) -> bool:
        """Whether the cursor came here by Tab."""
        return self._run is not None

    def leave(self, way: Way) -> None:
        """On from a cell that was edited, to one that can be: by Enter to the next row, where a run of Tabs began."""
        if way in ("right", "left"):
            self.tab(1 if way == "right" else -1)
        elif way != "stay":
            column, shape = self.column, self._shape(self.row)
            if way == "enter" and self._run is not None and self._run[1] == shape:
                column = self._run[0]
            rows = range(self.row - 1, -1, -1) if way == "up" else range(self.row + 1, len(self.rows))
            across = {row: column if self._shape(row) == shape else self._below(row) for row in rows}
            self.go(*next(((row, at) for row, at in across.items() if self.editable(row, at)), (self.row, column)))

    def _below(self, row: int) -> int:
        """The column of another row that stands where the cursor's does, one that can be edited if there is any."""
        if self._shape(row) == self._shape(self.row):
            return self.column
        x = next((span.x for span in self._spans(self.row) if span.column == self.column), 0)
        spans = self._spans(row)
        able = [span for span in spans if self.editable(row, span.column)] or spans
        return min(able, key=lambda span: abs(span.x - x)).column if able else 0

    def ends(self) -> tuple[int, int] | None:
        """The first and the last row that the cursor may stand on, None where there is none."""
        return (self._stops[0], self._stops[-1]) if self._stops and self.columns else None

    def _stop_near(self, index: int, forward: bool = True) -> int:
        """The row nearest to an index that the cursor may stand on, -1 if none."""
        if not self._stops:
            return -1
        at = bisect_left(self._stops, index) if forward else bisect_right(self._stops, index) - 1
        return self._stops[max(0, min(at, len(self._stops) - 1))]

    def _step(self, rows: int) -> None:
        """Move the cursor by rows, over headings."""
        if rows in (1, -1) and self._stops:
            at = bisect_left(self._stops, self.row) + rows
            row = self._stops[max(0, min(at, len(self._stops) - 1))]
        else:
            row = self._stop_near(self.row + rows, rows > 0)
        self.go(row, self._below(row) if row >= 0 else self.column)

    # Scrolling

    def scroll(self, rows: int, columns: int) -> None:
        """Scroll without moving the cursor."""
        self._top = self.top + rows
        self._top = self.top
        if shape := self._shape(self.row):
            layout = layout_of(shape, self.width)
            self._lefts = self._lefts | {shape: layout.clamp(self._lefts.get(shape, 0) + columns)}
        else:
            self._left = self.layout.clamp(self.left + columns)

    def reveal_row(self) -> None:
        """Scroll half a page where the cursor is out of view: one repaint instead of one a row."""
        top = self.top
        # Before the first layout there is no view to be out of.
        if self.row < 0 or not self.height or top <= self.row < top + self.page:
            return
        if self.row < top:
            self._top = self.row - (self.page - 1 - self.page // 2)
            if self._top < 0 or (self.row == self._stops[0] and self.row < self.page):
                self._top = 0
        else:
            self._top = self.row - self.page // 2
        self._top = self.top

    def reveal_column(self) -> None:
        """Scroll by whole columns, half of those in view, where the cursor's column is not."""
        if shape := self._shape(self.row):
            left = _revealing(layout_of(shape, self.width), self._lefts.get(shape, 0), self.column)
            if left != self._lefts.get(shape, left):
                self._lefts = self._lefts | {shape: left}
            self._lefts.setdefault(shape, left)
        else:
            self._left = _revealing(self.layout, self.left, self.column)


def _revealing(layout: Layout, left: int, column: int) -> int:
    """The first scrolled column from which a column can be seen."""
    left = layout.clamp(left)
    shown = layout.reveal(left, column)
    if shown == left:
        return left
    half = sum(span.column >= layout.frozen for span in layout.spans(shown)) // 2
    return layout.reveal(layout.clamp(shown + half if shown > left else shown - half), column)
