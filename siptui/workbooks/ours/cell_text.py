"""What a text becomes in a cell, by whatever it is written: what no workbook holds, and what it would take for more."""

import re

from siptui.framework.model import Scale
from siptui.records.values import clean

LONGEST_CELL = 32_767  # what a cell holds; Excel and openpyxl cut the rest without a word

_SURROGATES = re.compile("[\ud800-\udfff]")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MEANS_MORE = re.compile(r"[=+\-@'#\d]|true$|false$", re.IGNORECASE)


def plain(text: str) -> str:
    """`text` without what no workbook can hold; half a character pair is shown as one lost (U+FFFD)."""
    return clean(_SURROGATES.sub("\ufffd", text))


def escaped(text: str) -> str:
    """`text` as it is written in a workbook, where "_x0041_" would be an "A" but for its first underscore."""
    return _ESCAPE_LIKE.sub("_x005F_", text)


def length(written: str) -> int:
    """How long Excel finds a text: it counts an emoji twice."""
    return len(written.encode("utf-16-le")) // 2


def means_more(text: str) -> bool:
    """Whether a program would take `text` for a formula, a number or the like, if somebody edited its cell."""
    return _MEANS_MORE.match(text) is not None


def as_graded(scale: Scale | None, value: str) -> str:
    """A value of a scale as a cell shows it: a coloured grade by its letter if it has one, else as it is kept."""
    found = scale.find(value) if scale else None
    return found.mark if found and found.colour and found.mark else value


def is_number(value: str) -> bool:
    """Whether a scale's value is a whole number, and written as one."""
    return value.isascii() and value.isdigit() and str(int(value)) == value
