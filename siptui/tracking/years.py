"""Which year group a cell, a sheet's name or a class says (facts.md §5c). None where it cannot be told."""

import re
from functools import lru_cache

from siptui.sheets.cells import Cell, number, plain, shown
from siptui.tracking.data import Wordings, wordings
from siptui.tracking.headings import tokens

OLDEST = 13
LONGEST = 40  # letters of a heading such as "Year 4"
_SHORT = re.compile(r"\W*[^\W\d_]*\W*\d{1,2}\W*[^\W\d_]{0,3}\W*")  # "Y3", "Class 3B"
_CLASS = re.compile(r"(?:[Cc]lass )?([1-9])[A-Z]{1,3}")


@lru_cache(maxsize=4096, typed=True)
def year_of_cell(cell: Cell) -> int | None:
    """The year group in a year column: `3`, `Y3`, `Year 3`, `NCY 3`, `R`."""
    value = number(cell)
    if value is not None:
        return int(value) if value.is_integer() and 0 <= value <= OLDEST else None
    return _alone(tokens(shown(cell)))


def year_of_name(name: str) -> int | None:
    """The year group in a sheet's name: "Year 3", "Y3 2010-11", "Reception"; of the class "3B"; none in "Y3/4"."""
    words = tokens(name)
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


def year_of_heading(cell: Cell) -> int | None:
    """The year group of a cell that heads pupils: "Year 4", "Y4", "Class 3B"; none in a number or a name alone."""
    if not isinstance(cell, str) or len(cell) > LONGEST:
        return None
    if not _SHORT.fullmatch(cell) and plain(cell.partition(" ")[0]) not in _year_words(wordings()):
        return None  # names are many, and this is quick
    if len(tokens(cell)) < 2:
        return None
    year = year_of_cell(cell)
    return year if year is not None else year_of_title(cell)


def year_of_class(cell: Cell) -> int | None:
    """The year group in a class's name: "3B", "Y4 Oak"; none in "3/4B", nor in a bare "3", which may be class three."""
    words = tokens(shown(cell))
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


@lru_cache(maxsize=2)
def _starts(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(t for phrase in words for t in tokens(phrase))


def _year_words(table: Wordings) -> frozenset[str]:
    return _starts(tuple(table.year_words))
