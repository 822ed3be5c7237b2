"""Unique pupil numbers: their shape, and their check letter (facts.md §5d).

A column of them is looked at as a whole, its letters and digits as bytes: tens of thousands one by one take long.
"""

import re
from collections.abc import Sequence
from itertools import islice

from siptui.sheets.cells import Cell, plain

CHECK = "abcdefghjklmnpqrtuvwxyz"  # facts.md §5d: without i, o and s
LENGTH = 13
SHAPE = re.compile(r"[a-z][0-9]{11}[0-9a-z]")
UPN = re.compile(rf"[{CHECK}][0-9]{{11}}[0-9{CHECK}]")
VALUES = {letter: n for n, letter in enumerate(CHECK)} | {str(n): n for n in range(10)}
WEIGHTS = (-1, *range(2, 14))  # so that a right check letter brings all to nothing
WEIGHED = [bytes(VALUES.get(chr(c), 0) * w % len(CHECK) for c in range(256)) for w in WEIGHTS]
"""For each place what a letter or digit there adds, by its code."""
_REST = bytes(n % len(CHECK) for n in range(256))
_HALF = 7  # of the places, whose sum a byte holds


def upn_in(cell: Cell) -> str:
    """What a cell holds in the shape of a UPN, in lower case and without spaces; "" if it holds none."""
    if not isinstance(cell, str):
        return ""
    text = cell.lower()
    if SHAPE.fullmatch(text):
        return text
    text = plain(cell).replace(" ", "")
    return text if SHAPE.fullmatch(text) else ""


def upns_in(cells: Sequence[Cell]) -> list[str]:
    """The same of each of a column's cells."""
    try:
        text = "".join(cells).lower()  # type: ignore[arg-type]  # which is how it is found that all are texts
    except TypeError:
        return list(map(upn_in, cells))
    if len(text) != LENGTH * len(cells) or not text.isascii() or set(map(len, cells)) != {LENGTH}:  # type: ignore[arg-type]
        return list(map(upn_in, cells))
    places = _places(text)
    if not (places[0].isalpha() and places[-1].isalnum() and all(map(bytes.isdigit, islice(places, 1, LENGTH - 1)))):
        return list(map(upn_in, cells))
    return [text[at : at + LENGTH] for at in range(0, len(text), LENGTH)]


def is_temporary(upn: str) -> bool:
    """Whether a number, in lower case, is one that a school gives until the pupil's own is known: a letter ends it."""
    return upn_in(upn) != "" and upn[-1].isalpha()


def wrong_ones(upns: Sequence[str]) -> list[int]:
    """Which of these, in lower case and each as long as a UPN, do not begin with their check letter, by their place.

    A temporary one has a letter at its end too.
    """
    added = [place.translate(by) for place, by in zip(_places("".join(upns)), WEIGHED, strict=True)]
    halves = [sum(int.from_bytes(a) for a in half) for half in (added[:_HALF], added[_HALF:])]
    rests = [half.to_bytes(len(upns)).translate(_REST) for half in halves]
    total = sum(int.from_bytes(rest) for rest in rests).to_bytes(len(upns)).translate(_REST)
    return [n for n, rest in enumerate(total) if rest] if total.strip(b"\0") else []


def _places(text: str) -> list[bytes]:
    """All first characters, all second ones, and so on."""
    data = text.encode("ascii")
    return [data[n::LENGTH] for n in range(LENGTH)]
