"""Slips between words: one or two of them twice, a for an, and words that are right each but not together."""

import re
from collections.abc import Iterator
from functools import lru_cache

from siptui.proofing.data import listed, words
from siptui.proofing.mark import Mark
from siptui.proofing.text_parts import Spans, within

TWICE = re.compile(r"(?<![\w'’-])([^\W\d_]+)([ \t]+|[ \t]*\n[ \t]*)(\1)(?![\w'’-])", re.IGNORECASE)
TWO_TWICE = re.compile(r"(?<![\w'’-])(([^\W\d_]+)\s([^\W\d_]+))\s(?:\1)(?![\w'’-])(?!\s\2\b)")
A_FOR_AN = re.compile(r"\b[Aa](?= (?!eu|ew|one|once|oui)(?:[aeio][a-z]{2}|hour|honest|honour|heir))")
AN_FOR_A = re.compile(r"\b[Aa]n(?= (?:[bcdfgjklmnpqrstvwyz][a-z]{2}|(?:one|once)\b|(?:uni|use|usual|euro)[a-z]))")
NOT_AFTER_A = re.compile(r" (?:and|are|its|into|onto|also|over|is|in|as|at|of|on|or|if|it)\b")
"""What comes after an a that is no article: level 2 a and b."""


def marks(path: str, text: str, skipped: Spans) -> Iterator[Mark]:
    """Every such slip of one text, kind by kind."""
    for check in (_doubled, _two_doubled, _articles, _instead):
        for mark in check(path, text):
            if not within(mark.start, skipped):
                yield mark


def _doubled(path: str, text: str) -> Iterator[Mark]:
    for found in TWICE.finditer(text):
        first, between, second = found.groups()
        if first.lower() in listed("doubled"):
            continue
        if len(first) == 1 and first.lower() not in "ai":
            continue
        if "\n" in between and not (first.islower() and second.islower()):
            continue  # two lines of a list that begin alike
        if first[0].islower() and second[0].isupper():
            continue
        yield Mark(path, found.start(), found.end(), "doubled_word", found.group(), [first])


def _two_doubled(path: str, text: str) -> Iterator[Mark]:
    """Two words that stand twice; three times is meant ("year on year on year")."""
    for found in TWO_TWICE.finditer(text):
        both, one, other = found.groups()
        three = text[: found.start()].rstrip().endswith(other)
        if one != other and both.islower() and not three:
            yield Mark(path, found.start(), found.end(), "doubled_word", found.group(), [both])


def _articles(path: str, text: str) -> Iterator[Mark]:
    """An a before a vowel, an an before none, as they are spoken; what is spelled in capitals may be either."""
    for found in A_FOR_AN.finditer(text):
        if not NOT_AFTER_A.match(text, found.end()):
            yield Mark(path, found.start(), found.end(), "a_or_an", found.group(), [f"{found.group()}n"])
    for found in AN_FOR_A.finditer(text):
        yield Mark(path, found.start(), found.end(), "a_or_an", found.group(), [found.group()[0]])


def _instead(path: str, text: str) -> Iterator[Mark]:
    for pattern, meant in _hardly_together():
        for found in pattern.finditer(text):
            wanted = found.expand(meant)
            wanted = wanted[:1].upper() + wanted[1:] if found.group()[:1].isupper() else wanted
            yield Mark(path, found.start(), found.end(), "hardly_meant", found.group(), [wanted])


@lru_cache(maxsize=1)
def _hardly_together() -> list[tuple[re.Pattern[str], str]]:
    return [
        (
            re.compile(rf"(?<![\w'’-])(?:{pattern.replace(chr(39), '[’' + chr(39) + ']')})(?![\w-])", re.IGNORECASE),
            meant,
        )
        for pattern, meant in words().instead.items()
    ]
