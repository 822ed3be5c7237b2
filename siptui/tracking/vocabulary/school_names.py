"""Whether a text names a school: by its whole name, or by the words of it that other schools have not."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from siptui.tracking.vocabulary.headings import UNKNOWN, Headings, tokens

Words = tuple[str, ...]
LETTERS = 4  # of the one word that a file may be called by


class Named(NamedTuple):
    """A text, and the school of the caseload that it names."""

    text: str
    school: str


def another_named(
    file: str, texts: Iterable[str], own: str, others: Collection[str], common: Collection[str], headings: Headings
) -> Named | None:
    """The first of the other schools that a file's name or a text within names, where it does not name its own.

    `common` are words of many schools' names, as "primary". One word alone names a school in a file's name, as
    "Ashwell levels.xlsx", unless it is one of headings, as "Reading"; within the file, where it may be a class or a
    teacher, with "School" or "Primary" after it.
    """
    mine = tokens(own)
    for text, of_file in ((file, True), *((text, False) for text in texts)):
        words = tokens(text.replace("_", " "))
        found = set(words)
        alone = (
            [word for word in words if len(word) >= LETTERS and headings.meaning(word) == UNKNOWN] if of_file else []
        )
        for other in others:
            theirs = tokens(other)
            if other == own or found.isdisjoint(theirs) or not _names(theirs, words, common, alone):
                continue
            if _names(mine, words, common, alone) and not found & (set(theirs) - set(mine)):
                continue  # two of one name, or a text that says both
            if found & (set(mine) - set(theirs) - set(common)):
                continue
            return Named(text.strip(), other)
    return None


def _names(school: Words, words: Words, common: Collection[str], alone: Collection[str]) -> bool:
    """Whether words hold those of a school's name that are its own, one after the other; one of `alone` will do."""
    own = tuple(word for word in school if word not in common)
    if len(own) > 1:
        return any(True for _ in _places(own, words))
    if not own:
        return len(school) > 1 and any(True for _ in _places(school, words))
    return own[0] in alone or any(at + 1 < len(words) and words[at + 1] in common for at in _places(own, words))


def _places(some: Words, words: Words) -> Iterator[int]:
    return (at for at in range(len(words) - len(some) + 1) if words[at : at + len(some)] == some)
