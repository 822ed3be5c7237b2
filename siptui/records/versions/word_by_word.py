"""Two versions of a text compared word by word."""

import re
from difflib import SequenceMatcher

from msgspec import Struct

TOKENS = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")
MOST_TOKENS = 6000
"""Words and signs of both texts together that are compared one by one; longer texts are compared line by line."""


class Piece(Struct, frozen=True):
    """A piece of a text, and whether it stands in the other one too."""

    text: str
    same: bool


def word_by_word(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces, those that stand in both told from those that do not."""
    left, right = TOKENS.findall(one), TOKENS.findall(other)
    if len(left) + len(right) > MOST_TOKENS:
        left, right = one.splitlines(keepends=True), other.splitlines(keepends=True)
    pieces: tuple[list[Piece], list[Piece]] = ([], [])
    for kind, i, j, k, m in SequenceMatcher(None, left, right).get_opcodes():
        for side, some in zip(pieces, (left[i:j], right[k:m]), strict=True):
            if some:
                side.append(Piece("".join(some), kind == "equal"))
    return pieces
