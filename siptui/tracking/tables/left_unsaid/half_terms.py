"""Results of half terms: which half stands for its term is asked once, where that does not go without saying."""

import re
from collections.abc import Iterable, Iterator

from siptui.records.problem import Place
from siptui.sheets.cells import Sheet, cell_at, letters, plain
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.vocabulary.headings import Headings

LAST, FIRST = "the last of each term", "the first of each term"
MOST_DIFFERENT, TOP = 500, 40
LONGEST = 80  # letters of what may name a half term
FULL = 2  # the half at the end of which the term ends


def settle_half_terms(sheets: Iterable[Sheet], headings: Headings, asking: Asking) -> tuple[list[str], bool]:
    """Have headings of half terms be those of their terms, as somebody says; what there is to say, and if it is asked.

    Where only second halves are named, these end the term. While nobody has said it, they are read as if the last did.
    """
    found: dict[str, dict[int, Place]] = {}
    for sheet in sheets:
        for term, half, place in _named(sheet, headings):
            found.setdefault(term, {}).setdefault(half, place)
    if not found:
        return [], False
    answer: str | None = LAST
    if any({*halves} != {FULL} for halves in found.values()):
        said = ", ".join(f"{term} {half}" for term, halves in found.items() for half in sorted(halves))
        first = next(iter(next(iter(found.values())).values()))
        answer = asking.ask("half", "half", [LAST, FIRST, LEAVE_OUT], first, halves=said)
    stands = min if answer == FIRST else max
    halves = {} if answer == LEAVE_OUT else {term: stands(some) for term, some in found.items()}
    headings.moments.halves = halves
    short = [term for term, half in halves.items() if half != FULL] if answer else []
    notes = [f"{term.capitalize()}: results of the first half of the term stand for the term" for term in short]
    return notes, answer is None


def _named(sheet: Sheet, headings: Headings) -> Iterator[tuple[str, int, Place]]:
    """The half terms that a sheet's cells name, each with its term and where it stands first."""
    words = {plain(word): key for key, term in headings.words.terms.items() for word in term.words}
    named = re.compile(rf"(?<![a-z])({'|'.join(sorted(words, key=len, reverse=True))})(?:\s*term)?[\s.]*([12])(?!\d)")
    width = max(map(len, sheet.rows), default=0)
    for x in range(width):
        held = sheet.held(x)
        if len(held) > MOST_DIFFERENT:  # names or the like: what may name a time stands above them
            held = {cell_at(row, x) for row in sheet.rows[:TOP]}
        for cell in held:
            if not isinstance(cell, str) or len(cell) > LONGEST:
                continue
            match = named.search(plain(cell))
            if match:
                row = next(y for y, row in enumerate(sheet.rows) if cell_at(row, x) == cell)
                yield words[match[1]], int(match[2]), Place(sheet.name, letters(x), row + 1)
