"""A text in the parts that proofing looks at: words, and what is neither spelled nor read as prose."""

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

LETTER = r"(?:[^\W_]|[̀-ͯ­])"
APOSTROPHES = "'’‘ʼ"
HYPHENS = "‐‑-"  # the last one last: in brackets of a pattern it then stands for itself
WORD = re.compile(rf"{LETTER}+(?:[{APOSTROPHES}{HYPHENS}]{LETTER}+)*")
NOT_PROSE = re.compile(
    r"""(?<!\S)\S{1,100}@\S{1,100}                                  # e-mail
      | \b(?:https?|ftp|file)://\S+ | \bwww\.\S+                    # links
      | (?<![\w.-])[\w-]{1,60}(?:\.[\w-]{1,60}){0,6}\.(?:uk|com|org|net|gov|eu|info|edu)\b(?:/\S*)?
      | (?<!\S)(?!dd/mm/)[\w~.-]{0,60}(?:[/\\][\w.-]{1,60}){2,20}     # paths, but no date to be filled in
      | (?<![\w-])[\w-]{1,100}\.(?:docx?|xlsx?|pdf|pptx?|csv|ods|odt|txt)\b""",
    re.VERBOSE | re.IGNORECASE,
)
Spans = list[tuple[int, int]]
"""Where parts of a text begin and end."""
PLAIN = str.maketrans({**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(HYPHENS, "-"), "­": None})


class Word(Struct, frozen=True):
    """A word of a text as it stands, and plainly: without soft hyphens, with straight apostrophes."""

    start: int
    end: int
    plain: str


def not_prose(text: str) -> Spans:
    """Where e-mail addresses, links and names of files begin and end."""
    return [found.span() for found in NOT_PROSE.finditer(text)]


def within(at: int, spans: Spans) -> bool:
    """Whether a place is in one of the spans."""
    return bool(spans) and any(start <= at < end for start, end in spans)


def plainly(text: str) -> str:
    """A word as the dictionary has it: composed, straight apostrophes and hyphens, nothing invisible in it."""
    return unicodedata.normalize("NFC", text.translate(PLAIN))


def words_of(text: str, skipped: Spans) -> Iterator[Word]:
    """The words of a text, hyphens and apostrophes within them, but for what is in `skipped`."""
    for found in WORD.finditer(text):
        if not within(found.start(), skipped):
            yield Word(found.start(), found.end(), plainly(found.group()))


def parts_of(word: Word, text: str) -> Iterator[Word]:
    """What a word with hyphens in it is put together from."""
    at = word.start
    for piece in re.split(rf"[{HYPHENS}]", text[word.start : word.end]):
        yield Word(at, at + len(piece), plainly(piece))
        at += len(piece) + 1


def without_accents(word: str) -> str:
    """The word without accents, as the dictionary has most that came from French."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
