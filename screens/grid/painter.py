"""A table's lines as the terminal gets them, from a picture of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from screens.grid.layout import (
    GUTTER,
    UNICODE_MARKS,
    Layout,
    Part,
    Row,
    fit,
    header_line,
    join_parts,
    row_parts,
    thumb_lines,
)
from screens.grid.repaint import Picture

PALETTE = ("red", "red-amber", "amber", "yellow", "amber-green", "green", "blue", "grey")
"""The colours of the values of scales."""
STATES = (*PALETTE, "dim", "strong", "pending", "conflict", "finding")
MARKS = UNICODE_MARKS
"""As they are in Unicode; what is written to another terminal is said in ASCII on its way."""


class Painter:
    """Paints lines. A row is drawn once, and again only with the cursor or a block on it."""

    def __init__(self, look: Callable[[str], Style]) -> None:
        """`look` gives the colours of one or more styles, apart by blanks; of those that are not known, plain ones."""
        self._look = look
        self._styles: dict[str, Style] = {}
        self._lines: LRUCache[tuple[Row, int], list[Part]] = LRUCache(1024)
        self._layout: Layout | None = None

    def forget_colours(self) -> None:
        """Another theme: colours are looked up again."""
        self._styles.clear()

    def line(self, picture: Picture, y: int, focused: bool, empty: str) -> Strip:
        """One line: a header line, a row, or nothing; `empty` is said where there are no rows."""
        layout = picture.layout
        if layout.width <= GUTTER:
            return Strip.blank(max(0, layout.width))
        if y < picture.header:
            style = "header" if y == picture.header - 1 else "strong"
            words = header_line(layout, picture.left, y, picture.header, MARKS, picture.order)
            return self._strip([(words, style)], layout.width)
        index = picture.top + y - picture.header
        if index < len(picture.rows):
            parts = self._row(picture, index, focused)
        else:
            text = empty if not picture.rows and y == picture.header else ""
            parts = [
                (" " * GUTTER, ""),
                (fit(text, layout.width - GUTTER - 1, "left", MARKS.more), "dim" if text else ""),
            ]
        end = _line_end(picture, y - picture.header)
        return self._strip(join_parts([*parts, (end, "")]), layout.width)

    def _row(self, picture: Picture, index: int, focused: bool) -> list[Part]:
        row = picture.rows[index]
        if picture.layout is not self._layout:
            self._layout = picture.layout
            self._lines.clear()
        left = picture.left if row.shape is None else picture.lefts.get(row.shape, 0)
        if index == picture.row or (picture.block and index in picture.block[0]):
            layout, spans = picture.shape_of(row)
            drawn = row_parts(layout, spans, row, MARKS, lambda column: picture.over(index, column, focused))
            return _lit(drawn, picture.line) if index == picture.row else drawn
        parts = self._lines.get((row, left))
        if parts is None:
            parts = row_parts(*picture.shape_of(row), row, MARKS, lambda _column: "")
            self._lines[(row, left)] = parts
        return parts

    def _style(self, names: str) -> Style:
        style = self._styles.get(names)
        if style is None:
            style = self._styles[names] = self._look(names)
        return style

    def _strip(self, parts: Sequence[Part], width: int) -> Strip:
        """Pieces as a strip; blanks go with the colour before them where that cannot be seen: each change costs."""
        segments: list[Segment] = []
        for text, name in parts:
            style = self._style(name)
            if segments and not name and text.isspace() and not _shows_on_blanks(segments[-1].style, style):
                segments[-1] = Segment(segments[-1].text + text, segments[-1].style)
            else:
                segments.append(Segment(text, style))
        return Strip(segments, width)


def _lit(parts: list[Part], line: bool) -> list[Part]:
    """The cursor's row: its first cell marked, and all of it lit where it is a line."""
    whole = [(text, f"{style} line".lstrip() if line else style) for text, style in join_parts(parts)]
    (text, style), *rest = whole
    # In a colour of its own it would cost half as much again.
    return [(MARKS.edge + text[GUTTER:], style), *rest]


def _shows_on_blanks(style: Style | None, plain: Style) -> bool:
    """Whether a blank in a style can be told from a plain one."""
    return style is None or bool(style.reverse or style.underline or style.strike) or style.bgcolor != plain.bgcolor


def _line_end(picture: Picture, line: int) -> str:
    """The last cell of a line: the scroll mark."""
    if len(picture.rows) <= picture.view:
        return " "
    return MARKS.thumb if line in thumb_lines(picture.view, len(picture.rows), picture.top) else MARKS.track
