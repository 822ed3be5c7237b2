"""What the terminal shows, cell by cell, and the least text that brings it to show something else.

Textual sends whole widgets, or whole lines of them, and every piece with its colours set and reset. Here an update is
compared with the cells that were sent before, and only those that differ go out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rich.cells import cell_len, split_graphemes
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.strip import Strip

from screens.terminal.pen import PLAIN, QUIET, Look, Pen, Piece
from siptui.records.controls_made_visible import TURNING

PLAIN_CELLS = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u21ff\u2500-\u25fc]*")
"""Texts of which each character is a cell, and belongs to no other: letters, and the signs that screens are made of."""
BLANK_END = [" "] * 4
"""So many blanks at a line's end are erased."""
SHORT_GAP = 4
"""Cells that stay as they are between two that change, and are sent again because a step over them costs as much."""


@lru_cache(maxsize=4096)
def look_of(style: Style | None, system: ColorSystem) -> Look:
    """A style as it comes out in the terminal's colours."""
    if style is None:
        return PLAIN
    codes = ["", ""]
    for index, (colour, plain) in enumerate(((style.color, "39"), (style.bgcolor, "49"))):
        if colour is not None:
            code = ";".join(colour.downgrade(system).get_ansi_codes(foreground=index == 0))
            codes[index] = "" if code == plain else code
    link = (style.link_id, style.link) if style.link else ("", "")
    return Look(style._attributes & style._set_attributes, codes[0], codes[1], link)


@lru_cache(maxsize=4096)
def clusters(text: str) -> tuple[str, tuple[str, ...]]:
    """A text cell by cell: a letter with its marks in one, and "" for what a wide one covers besides.

    Marks before the first letter are given apart: they belong to the letter before the text.
    """
    # No name from a file may reach the terminal as a command, nor turn a line round.
    text = "".join(c for c in text if c >= " " and not "\x7f" <= c < "\xa0" and ord(c) not in TURNING)
    loose = ""
    cells: list[str] = []
    for start, end, width in split_graphemes(text)[0]:
        if width:
            cells += (text[start:end], *[""] * (width - 1))
        else:
            loose += text[start:end]
    return loose, tuple(cells)


def cells_of(strip: Strip, system: ColorSystem) -> tuple[list[str], list[Look]]:
    """The texts and the looks of a strip's cells; of a plain blank only its background is a look."""
    texts: list[str] = []
    looks: list[Look] = []
    look = PLAIN
    for text, style, control in strip:
        if control:
            continue
        count = len(texts)
        if (text.isascii() and text.isprintable()) or PLAIN_CELLS.fullmatch(text):
            texts += text
        else:
            loose, cells = clusters(text)
            if loose and texts:
                at = -1 if texts[-1] else -2
                texts[at] += loose
                looks[at] = look  # a mark on a blank is seen
            texts += cells
        if added := len(texts) - count:
            look = look_of(style, system)
            blank = text.isspace() and not look.attributes & ~QUIET
            looks += [Look(background=look.background) if blank else look] * added
    return texts, looks


def strips_of(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """The strips of an update and where each stands.

    A piece between two widgets' edges that lies in a dirty span is taken whole: what of it has not changed is found
    out anyhow.
    """
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in line:
                yield y, x, strip
                x += strip.cell_length
        return
    seen: set[tuple[int, int]] = set()
    for y, x1, x2 in update.spans:
        for end, (x, piece) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            # One that nothing was drawn in is None, whatever Textual's annotation says.
            if piece and x < x2 and end > x1 and (y, x) not in seen:
                seen.add((y, x))
                yield y, x, piece


class SentCells:
    """The cells of the terminal as they were last sent; a cell without a look is not known."""

    def __init__(self, erases: bool) -> None:
        """`erases`: whether the terminal erases in the colour that is set, as most do."""
        self._erases = erases
        self._size = (0, 0)
        self._texts: list[list[str]] = []
        self._looks: list[list[Look | None]] = []
        self._look: Look | None = PLAIN  # that the terminal writes in

    def forget(self) -> None:
        """The terminal may show anything now, and write in any look: all of the next update is sent."""
        self._size = (0, 0)
        self._look = None

    def changes(self, update: LayoutUpdate | ChopsUpdate, console: Console, size: tuple[int, int]) -> str:
        """What to write for an update on a terminal of so many columns and lines; "" where nothing differs."""
        columns, lines = size
        if size != self._size:
            self._size = size
            self._texts = [[""] * columns for _ in range(lines)]
            self._looks = [[None] * columns for _ in range(lines)]
        system = console._color_system or ColorSystem.TRUECOLOR
        found: list[Piece] = []
        for y, x, strip in strips_of(update):
            if y < lines and x < columns:
                texts, looks = cells_of(strip, system)
                self._take(found, x, y, texts[: columns - x], looks[: columns - x])
        pen = Pen(columns, self._erases, self._look)
        pen.write_all(found)
        text = pen.finish()
        if text:
            self._look = pen.look
        return text

    def _take(self, found: list[Piece], x: int, y: int, texts: list[str], looks: list[Look]) -> None:
        """Find what of some cells of a line differs, and keep them."""
        end = x + len(texts)
        line_texts, line_looks = self._texts[y], self._looks[y]
        before, looks_before = line_texts[x:end], line_looks[x:end]
        if before == texts and looks_before == looks:
            return
        changed = [
            at
            for at, (text, old, look, old_look) in enumerate(zip(texts, before, looks, looks_before, strict=True))
            if text != old or (look != old_look and (text != " " or not _same_blank(look, old_look)))
        ]
        line_texts[x:end], line_looks[x:end] = texts, looks
        # The half that is left of a wide character becomes a blank, as it does where Textual cuts a line.
        if x and cell_len(line_texts[x - 1]) > 1 and texts[0] and (look := line_looks[x - 1]):
            self._take(found, x - 1, y, [" "], [look])
        if end < len(line_texts) and not line_texts[end] and (look := line_looks[end]):
            self._take(found, end, y, [" "], [look])
        for start, stop in runs(changed, texts, looks):
            at_line_end = self._erases and end == len(line_texts)
            if at_line_end and texts[stop - 4 : stop] == BLANK_END and _same_blanks(texts, looks, stop - 1):
                stop = len(texts)  # which is erased at once
            for first, last in pieces(texts, looks, start, stop):
                found.append((x + first, y, texts[first:last], looks[first]))


def _same_blank(one: Look, other: Look | None) -> bool:
    """Whether a blank is the same to see in two looks: the colour of letters is not."""
    return (
        other is not None
        and one.background == other.background
        and not (one.attributes | other.attributes) & ~QUIET
        and one.link == other.link
    )


def _same_blanks(texts: list[str], looks: list[Look], start: int) -> bool:
    """Whether nothing but one blank follows to the end."""
    first = looks[start]
    return all(text == " " for text in texts[start:]) and all(_same_blank(look, first) for look in looks[start:])


def runs(changed: list[int], texts: list[str], looks: list[Look]) -> Iterator[tuple[int, int]]:
    """The stretches of cells to write: those that changed, and few between them that need no other look."""
    start = stop = -1
    for at in changed:
        while at and not texts[at]:
            at -= 1  # a wide character is sent whole
        if at < stop:
            continue
        if start < 0:
            start, stop = at, at + 1
        elif at == stop or (at - stop <= SHORT_GAP and set(looks[stop:at]) == {looks[stop - 1]}):
            stop = at + 1
        else:
            yield start, stop
            start, stop = at, at + 1
        while stop < len(texts) and not texts[stop]:
            stop += 1
    if start >= 0:
        yield start, stop


def pieces(texts: list[str], looks: list[Look], start: int, stop: int) -> Iterator[tuple[int, int]]:
    """A stretch cut where the look changes, and around every character that is not one cell wide for certain."""
    odd = "" in texts[start:stop] or max(map(len, texts[start:stop])) > 1
    first = start
    for at in range(start + 1, stop):
        if looks[at] != looks[first] or (odd and texts[at] and (not texts[at - 1] or len(texts[at - 1]) > 1)):
            yield first, at
            first = at
    yield first, stop
