"""Unique pupil numbers: their shape, and their check letter (facts.md §5d)."""

import re
from operator import mul

from siptui.sheets.cells import Cell, plain

CHECK = "abcdefghjklmnpqrtuvwxyz"  # facts.md §5d: without i, o and s
SHAPE = re.compile(r"[a-z][0-9]{11}[0-9a-z]")
UPN = re.compile(rf"[{CHECK}][0-9]{{11}}[0-9{CHECK}]")
VALUES = bytes.maketrans((CHECK + "0123456789").encode(), bytes([*range(len(CHECK)), *range(10)]))
WEIGHTS = (-1, *range(2, 14))  # so that a right check letter brings all to nothing


def upn_in(cell: Cell) -> str:
    """What a cell holds in the shape of a UPN, in lower case and without spaces; "" if it holds none."""
    if not isinstance(cell, str):
        return ""
    text = cell.lower()
    if SHAPE.fullmatch(text):
        return text
    text = plain(cell).replace(" ", "")
    return text if SHAPE.fullmatch(text) else ""


def is_temporary(upn: str) -> bool:
    """Whether a number, in lower case, is one that a school gives until the pupil's own is known: a letter ends it."""
    return upn_in(upn) != "" and upn[-1].isalpha()


def is_right(upn: str) -> bool:
    """Whether a UPN, in lower case, begins with its check letter; a temporary one has a letter at its end too."""
    total: int = sum(map(mul, WEIGHTS, upn.encode().translate(VALUES)))
    return total % len(CHECK) == 0
