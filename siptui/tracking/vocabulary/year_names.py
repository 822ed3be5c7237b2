"""Which year group a cell, a sheet's name or a class says (facts.md §5c). None where it cannot be told."""

import re
from functools import lru_cache

from siptui.sheets.cells import Cell, number, plain, shown
from siptui.tracking.vocabulary.headings import tokens
from siptui.tracking.vocabulary.schema_tables import Wordings, wordings

OLDEST = 13
LONGEST = 40  # letters of a heading such as "Year 4"
_SHORT = re.compile(r"\W*[^\W\d_]*\W*\d{1,2}\W*[^\W\d_]{0,3}\W*")  # "Y3", "Class 3B"
_FIRST, _JOIN, _YEAR = (
    r"(?:r|rec|reception|fs ?2|f ?2|n|nursery)",
    r"\W*(?:[/&+,-]|\band|\bto|\bor)\W*",
    r"(?:years?|yr|y|ncy)?\W?",
)
_MIXED = re.compile(rf"\b{_YEAR}{_FIRST}{_JOIN}{_YEAR}\d|\d{_JOIN}{_YEAR}{_FIRST}\b")
_CLASS = re.compile(r"(?:[Cc]lass )?([1-9])[A-Z]{1,3}")


@lru_cache(maxsize=4096, typed=True)
def year_of_cell(cell: Cell) -> int | None:
    """The year group in a year column: `3`, `Y3`, `Year 3`, `NCY 3`, `R`."""
    value = number(cell)
    if value is not None:
        return int(value) if value.is_integer() and 0 <= value <= OLDEST else None
    return _alone(_words(shown(cell)))


def is_mixed(text: str) -> bool:
    """Whether a text names Reception and another year group, as "R/Y1" does."""
    return _MIXED.search(plain(text)) is not None


def year_of_name(name: str) -> int | None:
    """The year group in a sheet's name: "Year 3", "Y3 2010-11", "Reception"; of the class "3B"; none in "Y3/4"."""
    if is_mixed(name):
        return None
    words = _words(name)
    starts = _year_words(wordings())
    found: set[int] = set()
    for at, word in enumerate(words):
        following = words[at + 1 : at + 3]
        if word in starts and following and _is_year(following[0]):
            if len(following) > 1 and _is_year(following[1]) and len(following[1]) == 1:
                return None
            if len(words) > at + 3 and words[at + 2] in {"and", "to", "or"} and _is_year(words[at + 3]):
                return None
            found.add(int(following[0]))
    if len(found) == 1:
        return found.pop()
    if not found and year_of_title(name) is not None:
        return year_of_title(name)
    return _alone(words) if not found and len(words) == 1 and words[0].isalpha() else None


def year_of_title(text: str) -> int | None:
    """The year group of a title that is nothing but a class: "Class 3B"."""
    found = _CLASS.fullmatch(text.strip())
    return int(found[1]) if found else None


def year_of_heading(cell: Cell, alone: bool = False) -> int | None:
    """The year group of a cell that heads pupils: "Year 4", "Y4 Class", "Class 3B", "Reception"; none in a number.

    Nor in a name alone; what heads pupils `alone` in its row may say more: "Year 4 2010-11".
    """
    if not isinstance(cell, str) or len(cell) > LONGEST:
        return None
    first = plain(cell.partition(" ")[0]).strip(":")
    if not _SHORT.fullmatch(cell) and first not in _named_years():
        return None  # names are many, and this is quick
    words = _words(cell)
    if (len(words) < 2 and first not in _named_years() - _year_words(wordings())) or is_mixed(cell):
        return None
    year = year_of_cell(cell)
    if year is None and first in _named_years():
        year = _alone(tuple(w for w in words if w not in wordings().heading_words))
    if year is None:
        year = year_of_title(cell)
    return year_of_name(cell) if year is None and alone else year


@lru_cache(maxsize=1)
def _named_years() -> frozenset[str]:
    """Words that begin what a year group is called and no pupil's name."""
    starts = {tokens(w)[0] for listed in (wordings().year_words, *wordings().years.values()) for w in listed}
    return frozenset(w for w in starts if len(w) > 1 or w in _year_words(wordings()))


def year_of_class(cell: Cell) -> int | None:
    """The year group in a class's name: "3B", "Y4 Oak"; none in "3/4B", nor in a bare "3", which may be class three."""
    if is_mixed(shown(cell)):
        return None
    words = _words(shown(cell))
    said = bool(words) and words[0] in _year_words(wordings())
    rest = [w for w in words if w not in _year_words(wordings())]
    if not rest or not _is_year(rest[0]):
        return _alone(words[:1])
    if any(w.isdigit() for w in rest[1:]) or (len(rest) == 1 and not said):
        return None
    return int(rest[0])


def _is_year(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= 2 and int(word) <= OLDEST


@lru_cache(maxsize=4096)
def _alone(words: tuple[str, ...]) -> int | None:
    table = wordings()
    named = {tokens(w): int(k) for k, listed in table.years.items() for w in listed}
    if words in named:
        return named[words]
    rest = tuple(w for w in words if w not in _year_words(table))
    if len(rest) == 1 and _is_year(rest[0]):
        return int(rest[0])
    return named.get(rest)


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """The words of a text, "year group" as one: a group alone is no year."""
    words = tokens(text)
    for phrase in [p for p in map(tokens, wordings().year_words) if len(p) > 1]:
        for at in reversed(range(len(words) - len(phrase) + 1)):
            if words[at : at + len(phrase)] == phrase:
                words = (*words[:at], "year", *words[at + len(phrase) :])
    return words


@lru_cache(maxsize=2)
def _starts(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(phrase for phrase in words if len(tokens(phrase)) == 1)


def _year_words(table: Wordings) -> frozenset[str]:
    return _starts(tuple(table.year_words))
