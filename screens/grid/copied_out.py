"""What of a table is copied: a block or all of it, perhaps with its headings, as a spreadsheet takes it."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from screens.grid.block import BlockChoice, counted
from screens.grid.cursor_and_scrolling import Viewport
from screens.grid.layout import Column, Row
from screens.grid.tab_separated import in_one_line, written

MOST_COPIED = 74_994
"""Bytes that go through OSC 52 in every terminal that knows it; what is longer some drop without a word."""


class Copied(Struct, frozen=True):
    """A text for the clipboard, "" for none, and what is said of it."""

    text: str = ""
    words: str = ""
    problem: bool = False


class Line(Struct, frozen=True):
    """A line of what is copied; a heading counts for no cell."""

    cells: list[str]
    row: Row | None = None


def copied(view: Viewport, choice: BlockChoice, headed: bool = False) -> Copied:
    """The block, or the cursor's cell, as text. With headings the block with those, or else the whole table.

    Of what terminals do not take at once the first rows are copied, and where it ends is said.
    """
    if headed and choice.block is None:
        lines = [*_whole(view)]
    else:
        rows, columns = choice.cells()
        lines = [*_block(view, rows, columns, headed)] if rows else []
    if not lines:
        return Copied()
    text, taken = _that_goes(lines)
    cells = sum(len(line.cells) for line in lines[:taken] if line.row)
    if taken == len(lines):
        return Copied(text, f"{counted(cells)} copied" + (", with their headings" if headed else ""))
    kilo = f"terminals take {MOST_COPIED // 1000} kB at once"
    if not cells:
        return Copied(words=f"Too much to copy: a row alone is larger, and {kilo}", problem=True)
    first = next(line.row for line in lines[taken:] if line.row)
    called = first.cell(0).text.partition("\n")[0].strip() or "the next row"
    some = f"{cells:,} of {sum(len(line.cells) for line in lines if line.row):,} cells copied"
    return Copied(text, f"{some}, as {kilo}: from {called} on choose a block and copy it apart", problem=True)


def _that_goes(lines: Sequence[Line]) -> tuple[str, int]:
    """The text of as many lines as terminals take, and how many these are."""
    texts, size = [], 0
    for line in lines:
        text = written([line.cells])
        size += len(text.encode()) + 1
        if size > MOST_COPIED + 1:  # the last has no end
            break
        texts.append(text)
    return "\n".join(texts), len(texts)


def _block(view: Viewport, rows: Sequence[Row], columns: Sequence[int], headed: bool) -> Iterator[Line]:
    if headed:  # what names the rows stays in view beside them
        frozen = rows[0].shape.frozen if rows[0].shape else view.frozen
        columns = [*(number for number in range(frozen) if number not in columns), *columns]
        yield _titles([view.columns_here[number] for number in columns])
    for row in rows:
        yield Line([row.cell(number).entry for number in columns], row)


def _whole(view: Viewport) -> Iterator[Line]:
    """Every row, under the titles of its columns where these are others than before."""
    shown: tuple[Column, ...] | None = None
    for index, row in enumerate(view.rows):
        columns = tuple(view.columns_of(index))
        if row.heading:
            if row.shape is None:
                yield Line([row.cell(0).text.strip()])
            continue
        if columns != shown and any(column.title for column in columns):
            yield _titles(columns)
        shown = columns
        yield Line([row.cell(number).entry for number in range(len(columns))], row)


def _titles(columns: Sequence[Column]) -> Line:
    return Line([in_one_line(column.title) for column in columns])
