"""What a grid shows and how one line of it is cut, without a widget: columns, cells, rows, widths, spans."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from rich.cells import cell_len, set_cell_size

from siptui.records.controls_made_visible import TURNING, marked

Align = Literal["left", "right", "center"]
Part = tuple[str, str]
"""A piece of a line: its text and the name of its style ("" is the plain one)."""

GUTTER = 1
"""The beginning of every line: a blank, and on the cursor's row its mark."""
GAP = 1
"""Blank cells between two columns."""
MARGIN = 2
"""The end of every line: a blank, and the scroll mark."""
ENDLESS = 1 << 20
LIT = 30
"""Terminal cells of a wide column that the cursor lights where its text is shorter: each is sent at every move."""
LEAST = 4
"""Terminal cells of a column that is cut off at the end of the line: of fewer nothing could be read."""
FROZEN_SHARE = 2 / 3
"""Frozen columns wider than this part of the grid would leave no room to scroll in, and are let go."""

# A control character in a cell would reach the terminal as a command, and is shown; a tab has no width. Joiners,
# emoji selectors and marks of direction are of a width that terminals do not agree on, and would shift what follows;
# what turns the writing round is shown, for a line would read otherwise than it is.
_UNPRINTED: dict[int, str | None] = {
    **{code: marked(chr(code)) for code in (*range(32), *range(127, 160), 0x2028, 0x2029)},
    **dict.fromkeys(map(ord, "\t\n\r\v\f"), " "),
    **dict.fromkeys((*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFE0E, 0xFE0F, 0xFEFF)),
    **{code: marked(chr(code)) for code in TURNING},
}


class Marks(Struct, frozen=True):
    """The grid's own signs."""

    more: str = "…"
    left: str = "‹"
    right: str = "›"
    thumb: str = "█"
    track: str = "│"
    edge: str = "▌"
    upwards: str = "▲"
    downwards: str = "▼"


UNICODE_MARKS = Marks()

STATE_MARKS = {"conflict": "!", "finding": "?", "pending": "*"}
"""What stands in the gap after a cell in a state, for those who see no colour; the first that applies."""


class Column(Struct, frozen=True):
    """A column: `width` is its least width, `grow` its share of what is left over.

    One that `fits` grows no wider than the longest of what is in it.
    """

    key: str
    title: str
    width: int
    grow: int = 0
    align: Align = "left"
    editable: bool = False
    fits: bool = False
    hint: str = ""
    """The allowed values, shown in the formula bar while a cell is edited."""


class Cell(Struct, frozen=True):
    """One cell's text, never markup; `style` names one or more of the grid's states, apart by blanks."""

    text: str
    style: str = ""
    editable: bool | None = None
    value: str | None = None
    """The text to edit, copy and sort by, where it differs from the text shown."""

    @property
    def entry(self) -> str:
        """The cell's text as it would be typed."""
        return self.text if self.value is None else self.value

    @property
    def mark(self) -> str:
        """The sign of the cell's state, "" in most."""
        return next((STATE_MARKS[s] for s in STATE_MARKS if s in self.style), "") if self.style else ""


class Shape(Struct, frozen=True, cache_hash=True):
    """Columns that some rows have instead of the grid's, as a table within a form; the first `frozen` stay in view.

    Rows of one shape are scrolled sideways together, apart from all others.
    """

    columns: tuple[Column, ...]
    frozen: int = 1


class Row(Struct, frozen=True, cache_hash=True):
    """A row, or a heading: one line over the whole grid, or in a shape the titles of its columns.

    What `goes_on` is a further line of the row before, and is shown with it alone. Rows are keys of the cache of drawn
    lines: hashed once, not at every line.
    """

    key: str
    cells: tuple[Cell | str, ...]
    heading: bool = False
    shape: Shape | None = None
    goes_on: bool = False

    def cell(self, index: int) -> Cell:
        """The cell in a column; a row may have fewer cells than there are columns."""
        if not 0 <= index < len(self.cells):
            return Cell("")
        cell = self.cells[index]
        return cell if isinstance(cell, Cell) else Cell(cell)


class Span(Struct, frozen=True):
    """Where a column stands on the screen."""

    column: int
    x: int
    width: int
    whole: bool = True


@lru_cache(maxsize=8192)
def fit(text: str, width: int, align: Align = "left", more: str = "…") -> str:
    """The text in exactly `width` terminal cells: cut with a mark, or filled with blanks."""
    if width <= 0:
        return ""
    line, newline, rest = text.partition("\n")
    line = line.translate(_UNPRINTED).rstrip()
    if (newline and rest.strip()) or cell_len(line) > width:
        line = set_cell_size(line, min(cell_len(line), width - cell_len(more))).rstrip() + more
    spare = width - cell_len(line)
    if spare < 0:  # a first character wider than the column
        return set_cell_size(line, width)
    before = {"left": 0, "right": spare, "center": spare // 2}[align]
    return " " * before + line + " " * (spare - before)


Longest = dict[int, int]
"""The cells of the longest text of each column that fits, by the column's place."""


def longest_in(columns: Sequence[Column], rows: Iterable[Row], before: Longest) -> Longest:
    """How long the longest text is in each column that fits, what was there before among them.

    A column that was wide stays so while rows are hidden: else all would move at every letter of a filter.
    """
    fitting = [index for index, column in enumerate(columns) if column.fits]
    found = {index: before.get(index, 0) for index in fitting}
    for row in rows if fitting else ():
        if not row.heading and row.shape is None:
            for index in fitting:
                cell = row.cells[index] if index < len(row.cells) else ""
                text = cell if isinstance(cell, str) else cell.text
                length = len(text) if text.isascii() else cell_len(text)
                if length > found[index]:
                    found[index] = length
    return found


def fit_widths(columns: Sequence[Column], available: int, longest: Longest | None = None) -> tuple[int, ...]:
    """Least widths, and what is left over given to the columns that grow, by their shares; none more than it needs."""
    widths = [max(1, column.width) for column in columns]
    spare = available - sum(widths) - GAP * max(0, len(widths) - 1)
    room = [_room_to_grow(column, index, longest or {}) for index, column in enumerate(columns)]
    growing = [index for index in range(len(columns)) if room[index] > 0]
    # Those that need less than their share first: what they leave is shared by the others.
    for index in sorted(growing, key=lambda index: room[index]):
        shares = sum(columns[other].grow for other in growing)
        part = min(spare * columns[index].grow // shares, room[index])
        if part > 0:
            widths[index] += part
            spare -= part
        growing.remove(index)
    return tuple(widths)


def _room_to_grow(column: Column, index: int, longest: Longest) -> int:
    if column.grow <= 0:
        return 0
    return max(0, longest.get(index, 0) - column.width) if column.fits else ENDLESS


class Layout:
    """Which columns a grid of a width shows, and where, from the first scrolled column on."""

    def __init__(self, columns: Sequence[Column], frozen: int, width: int, longest: Longest | None = None) -> None:
        self.columns = tuple(columns)
        self.width = width
        self.available = max(0, width - GUTTER - MARGIN)
        self.widths = fit_widths(columns, self.available, longest)
        frozen = max(0, min(frozen, len(columns)))
        taken = sum(self.widths[:frozen]) + GAP * frozen
        self.frozen = frozen if frozen == len(columns) or taken <= self.available * FROZEN_SHARE else 0
        self.frozen_width = taken if self.frozen else 0
        self.last_left = self._last_left()

    def _last_left(self) -> int:
        """The furthest column to scroll to: from there on, all the rest can be seen."""
        room = self.available - self.frozen_width
        left = len(self.widths)
        used = -GAP
        while left > self.frozen and used + GAP + self.widths[left - 1] <= room:
            left -= 1
            used += GAP + self.widths[left]
        return max(self.frozen, min(left, len(self.widths) - 1))

    def clamp(self, left: int) -> int:
        """A first scrolled column that can be."""
        return max(self.frozen, min(left, self.last_left))

    def spans(self, left: int) -> list[Span]:
        """The columns that can be seen, frozen ones first, the last perhaps in part."""
        spans: list[Span] = []
        x = GUTTER
        for index in (*range(self.frozen), *range(self.clamp(left), len(self.widths))):
            width = min(self.widths[index], GUTTER + self.available - x)
            if width <= 0 or (len(spans) > self.frozen and width < min(self.widths[index], LEAST)):
                break
            spans.append(Span(index, x, width, whole=width == self.widths[index]))
            x += width + GAP
        return spans

    def reveal(self, left: int, column: int) -> int:
        """The nearest first scrolled column from which `column` can be seen whole."""
        left = self.clamp(left)
        if column < self.frozen:
            return left
        if column < left:
            return self.clamp(column)
        while left < column and not any(span.column == column and span.whole for span in self.spans(left)):
            left += 1
        # Past `last_left` only where the column alone is wider than the room for it.
        return self.clamp(left)


@lru_cache(maxsize=64)
def layout_of(shape: Shape, width: int) -> Layout:
    """Where the columns of a shape stand in a grid of a width."""
    return Layout(shape.columns, shape.frozen, width)


def header_height(columns: Iterable[Column]) -> int:
    """Lines of the tallest title."""
    return max((column.title.count("\n") + 1 for column in columns if column.title), default=0)


def header_line(
    layout: Layout, left: int, line: int, height: int, marks: Marks, order: tuple[int, str] = (-1, "")
) -> str:
    """One line of the header; its last line says with marks that there is more to a side, and what is sorted how."""
    last = line == height - 1
    left = layout.clamp(left)
    spans = layout.spans(left)
    pieces: list[str] = []
    x, after = 0, " "
    for span in spans:
        if span.x > x:
            scrolled = last and span.column == left and left > layout.frozen
            pieces.append((marks.left if scrolled else after).ljust(span.x - x))
        column = layout.columns[span.column]
        lines = column.title.split("\n")
        at = line - (height - len(lines))
        title = fit(lines[at] if at >= 0 else "", span.width, column.align, marks.more)
        after = order[1] if last and span.column == order[0] else " "
        if after != " " and title.endswith(" "):  # beside its own title, not before the next
            words = title.rstrip(" ")
            title, after = f"{words}{after}{title[len(words) + 1 :]}", " "
        pieces.append(title)
        x = span.x + span.width
    more = not spans or not spans[-1].whole or spans[-1].column < len(layout.columns) - 1
    end = marks.right if last and more and layout.columns else " "
    return "".join(pieces) + (after + " " * layout.width)[: layout.width - x - 1] + end


def row_parts(
    layout: Layout, spans: Sequence[Span], row: Row, marks: Marks, cursor: Callable[[int], str]
) -> list[Part]:
    """One row's line but for the scroll mark; `cursor` names the style a column has on top of the cell's own."""
    total = layout.width - 1
    if row.heading and row.shape is None:
        title = fit(row.cell(0).text, layout.available, "left", marks.more)
        rest = max(0, total - GUTTER - layout.available)
        return [(" " * GUTTER, ""), (title, row.cell(0).style or "heading"), (" " * rest, "")]
    parts: list[Part] = []
    x, mark = 0, ""
    to_left, to_right = _hidden(layout, spans) if row.heading else (-1, False)
    for span in spans:
        mark = marks.left if span.column == to_left else mark
        parts += (mark, mark and "strong"), (" " * (span.x - x - len(mark)), "")
        cell = row.cell(span.column)
        mark, align = cell.mark, layout.columns[span.column].align
        text = fit(cell.text, span.width, align, marks.more)
        if mark and align == "left" and text.endswith("  "):  # in a wide column it stands beside its text
            words = text.rstrip(" ")
            text, mark = f"{words} {mark}{text[len(words) + 2 :]}", ""
        if on_top := cursor(span.column):
            words = text.rstrip(" ")
            lit = text[: max(len(words), LIT - cell_len(words) + len(words))] if align == "left" else text
            parts += (lit, f"{cell.style} {on_top}".strip()), (text[len(lit) :], "")
        else:  # an underline ends with the text
            start = len(text) - len(text.lstrip(" "))
            end = max(start, len(text.rstrip(" ")))
            parts += (text[:start], ""), (text[start:end], cell.style), (text[end:], "")
        x = span.x + span.width
    if to_right:
        return [*parts, (" " * (total - x - len(marks.right)), ""), (marks.right, "strong")]
    return [*parts, (mark, mark and "strong"), (" " * (total - x - len(mark)), "")]


def _hidden(layout: Layout, spans: Sequence[Span]) -> tuple[int, bool]:
    """The column before which others are out of view, -1 where none are; and whether there are more after the last."""
    scrolled = next((s.column for s in spans if s.column >= layout.frozen), -1)
    more = bool(spans) and (not spans[-1].whole or spans[-1].column < len(layout.columns) - 1)
    return (scrolled if scrolled > layout.frozen else -1), more


def join_parts(parts: Iterable[Part]) -> list[Part]:
    """Neighbours of one style as one piece: every piece costs its colour codes on the wire."""
    joined: list[Part] = []
    for text, style in parts:
        if not text:
            continue
        if joined and joined[-1][1] == style:
            joined[-1] = (joined[-1][0] + text, style)
        else:
            joined.append((text, style))
    return joined


def thumb_lines(height: int, total: int, top: int) -> range:
    """The lines of a view that the scroll mark stands on; none where everything can be seen."""
    if total <= height or height <= 0:
        return range(0)
    size = max(1, height * height // total)
    start = round((height - size) * top / (total - height))
    return range(start, start + size)
