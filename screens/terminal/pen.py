"""Writes cells to the terminal, with the shortest ways from place to place and from look to look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

ON = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "21", "51", "52", "53")
"""The codes of Rich's attributes, by their bits."""
OFF = {0: "22", 1: "22", 2: "23", 3: "24", 4: "25", 5: "25", 6: "27", 7: "28", 8: "29"}
WEIGHT = 0b11
"""Bold and dim, which one code ends together."""
QUIET = 0b111
"""Bold, dim and italic, which a blank does not show: what is blank in another attribute is not erased but written."""
BLANKS, BLANKS_AT_END, LAST_BLANKS = re.compile(" {11,}"), re.compile(" {11,}| {5,}$"), re.compile(" {11,}| {4,}$")
"""Blanks that cost more than erasing them and stepping over them; at the end of a stretch, and of a line, there is
nothing to step to."""


class Look(NamedTuple):
    """How a cell looks: Rich's attributes as bits, and the codes of its colours."""

    attributes: int = 0
    colour: str = ""
    background: str = ""
    link: tuple[str, str] = ("", "")


PLAIN = Look()

Piece = tuple[int, int, list[str], Look]
"""Cells of one look in a line: the first one's column, the line, and their texts."""


@lru_cache(maxsize=4096)
def change_of_look(before: Look, after: Look) -> str:
    """The shorter of two ways from one look to another: from the beginning, or what differs."""
    on = [ON[bit] for bit in range(len(ON)) if after.attributes >> bit & 1]
    afresh = ";".join(filter(None, ("0" if after[:3] != PLAIN[:3] else "", *on, after.colour, after.background)))
    gone = before.attributes & ~after.attributes
    come = after.attributes & ~before.attributes
    if gone & WEIGHT:
        come |= after.attributes & WEIGHT
    if any(bit not in OFF for bit in range(len(ON)) if gone >> bit & 1):
        return f"\x1b[{afresh}m"
    parts = list(dict.fromkeys(code for bit, code in OFF.items() if gone >> bit & 1))
    parts += [ON[bit] for bit in range(len(ON)) if come >> bit & 1]
    if before.colour != after.colour:
        parts.append(after.colour or "39")
    if before.background != after.background:
        parts.append(after.background or "49")
    step = ";".join(parts)
    return f"\x1b[{min(step, afresh, key=len)}m" if parts else ""


class Pen:
    """Writes cells one after another, with the shortest ways from place to place and from look to look."""

    def __init__(self, columns: int, erases: bool, look: Look | None = PLAIN) -> None:
        """`look`: how the terminal writes now; None where that is not known."""
        self._columns = columns
        self._erases = erases
        self._reset = "" if look else "\x1b[m"
        self._written: list[str] = []
        self.look = look or PLAIN
        self._x = self._y = -1  # nowhere: something else may have written on the terminal since the last update

    def write(self, x: int, y: int, texts: list[str], look: Look, ends: bool = False) -> None:
        """Write cells of one look; `ends`: what comes next does not go on where they end."""
        text = "".join(texts)
        if look.link[1]:
            text = f"\x1b]8;id={look.link[0]};{look.link[1]}\x1b\\{text}\x1b]8;;\x1b\\"
        # What a terminal makes of a wide character or of marks is its own: the next place is named in full.
        if len(text) != len(texts):
            self._put(x, y, text, look)
            self._x = self._y = -1
            return
        start = 0
        plain = not look.attributes & ~QUIET
        if plain and text.isspace() and look.background == self.look.background and not self.look.attributes & ~QUIET:
            look = self.look
        if self._erases and plain:
            at_line_end = x + len(text) == self._columns
            for blanks in (LAST_BLANKS if at_line_end else BLANKS_AT_END if ends else BLANKS).finditer(text):
                if blanks.start() > start:
                    self._put(x + start, y, text[start : blanks.start()], look)
                start = blanks.end()
                erase = f"\x1b[{start - blanks.start()}X" if x + start < self._columns else "\x1b[K"
                self._put(x + blanks.start(), y, erase, look)
                self._x = x + blanks.start()
        if start < len(text):
            self._put(x + start, y, text[start:], look)

    def _put(self, x: int, y: int, text: str, look: Look) -> None:
        if (x, y) != (self._x, self._y):
            self._go(x, y)
        if look != self.look:
            self._written.append(change_of_look(self.look, look))
            self.look = look
        self._written.append(text)
        self._x, self._y = x + len(text), y

    def _go(self, x: int, y: int) -> None:
        if y == self._y and 0 <= self._x < x:
            step = x - self._x
            self._written.append(f"\x1b[{step}C" if step > 1 else "\x1b[C")
        else:
            self._written.append(f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H")

    def write_all(self, pieces: Sequence[Piece]) -> None:
        """Write pieces one after another."""
        for at, (x, y, texts, look) in enumerate(pieces, 1):
            ends = at == len(pieces) or pieces[at][:2] != (x + len(texts), y)
            self.write(x, y, texts, look, ends)

    def finish(self) -> str:
        """All that was written. The look stays as it is: the next update goes on from there."""
        return self._reset + "".join(self._written) if self._written else ""
