"""Words that are in no list: the dictionary's, the field's, those of people and schools known, one's own."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from siptui.proofing import dictionary
from siptui.proofing.data import listed, words
from siptui.proofing.mark import Known, Mark
from siptui.proofing.text_parts import (
    APOSTROPHES,
    WORD,
    Spans,
    Word,
    parts_of,
    plainly,
    within,
    without_accents,
    words_of,
)

MOST_OFFERED = 150
"""Wrong words for which others are looked for, at 10 ms each: a text in another language is marked all the same."""
WITH_FIGURES = re.compile(r"(?<![\w.,-])(?:0[a-z]{1,12}|\d{1,4}[oO])(?![\w-])")
"""A nought for an o, or an o for a nought."""
NAME = r"[A-Z][^\W\d_]*(?:['’-][A-Z]?[^\W\d_]+)*"


CONTRACTED = re.compile(r"([^\W\d_]+)'(?:ll|d|ve|re|d've)")
OTHER_O = str.maketrans("0oO", "o00")


@lru_cache(maxsize=1)
def _of_several_words() -> re.Pattern[str]:
    """What is right as a whole, and not word by word."""
    said = "|".join(map(re.escape, words().of_several_words)).replace(r"\ ", r"[\s-]+").replace("'", f"[{APOSTROPHES}]")
    return re.compile(rf"(?<![\w-])(?:{said})(?![\w-])", re.IGNORECASE)


class Spelling:
    """The spelling of one person's drafts: what they know is gathered once."""

    def __init__(self, known: Known, texts: Mapping[str, str]) -> None:
        self.spelling = known.spelling
        self.offered = 0
        self.known = frozenset(_pieces([*known.words, known.school, *known.other_schools])) | _titled(texts.values())

    def marks(self, path: str, text: str, skipped: Spans) -> Iterator[Mark]:
        """What is wrong with the words of a text."""
        together = [found.span() for found in _of_several_words().finditer(text)]
        for found in WITH_FIGURES.finditer(text):
            meant = found.group().translate(OTHER_O)
            yield Mark(path, found.start(), found.end(), "spelling", found.group(), [meant])
        for word in words_of(text, skipped):
            if within(word.start, together):
                continue
            if self._right(word.plain):
                yield from self._doubtful(path, text, word)
                continue
            parts = list(parts_of(word, text))
            for number, part in enumerate(parts):
                bound = "before_a_hyphen" if number < len(parts) - 1 else "after_a_hyphen"
                known = len(parts) > 1 and part.plain.lower() in listed(bound)
                wrong = not known and not self._right(part.plain)
                if wrong or len(parts) > 1:
                    yield from self._wrong(path, text, part) if wrong else self._doubtful(path, text, part)

    def _right(self, word: str) -> bool:
        base = word.removesuffix("'s").removesuffix("'S")
        if {word, base, base.lower() if base[:1].isupper() else base} & self.known:
            return True
        if (found := CONTRACTED.fullmatch(word)) and found[1].lower() in listed("contracted"):
            return True
        if dictionary.is_code(base) or base in listed("abbreviations") or dictionary.has(word) or dictionary.has(base):
            return True
        other = {dictionary.in_ise(base), base.replace("-", ""), without_accents(base)} - {base}
        return any(dictionary.has(each) for each in other)

    def _doubtful(self, path: str, text: str, word: Word) -> Iterator[Mark]:
        """A word that there is, but another one is wanted."""
        base = _without_s(word)
        if base.plain in self.known:
            return
        if other := dictionary.with_other_ending(base.plain, self.spelling):
            yield _mark(path, text, base, "other_ending", [other])
        elif meant := words().hardly_meant.get(base.plain.lower()):
            yield _mark(path, text, base, "hardly_meant", [_as_written(meant, base.plain)])

    def _wrong(self, path: str, text: str, word: Word) -> Iterator[Mark]:
        base = _without_s(word)
        self.offered += 1
        offered = self._offered(base.plain) if self.offered <= MOST_OFFERED else []
        yield _mark(path, text, base, "spelling", offered)

    def _offered(self, word: str) -> list[str]:
        """What could have been meant: a name that is known, then the dictionary's."""
        small = word.lower() if word[:1].isupper() else word  # most often it begins a sentence
        near = [*dictionary.suggestions(small), *dictionary.suggestions(word)]
        written = [*self._names_like(word), *(_as_written(each, word) for each in near)]
        return list(dict.fromkeys(written))[: dictionary.SUGGESTIONS]

    def _names_like(self, word: str) -> list[str]:
        """Names and words that are known and come near: whose they are is looked at most closely."""
        from difflib import get_close_matches

        return get_close_matches(word, [each for each in self.known if len(each) > 3], n=2, cutoff=0.8)


def _without_s(word: Word) -> Word:
    """The word without a possessive's s."""
    base = word.plain.removesuffix("'s").removesuffix("'S")
    return Word(word.start, word.end - (len(word.plain) - len(base)), base)


def _as_written(word: str, as_this: str) -> str:
    if as_this.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if as_this[:1].isupper() else word


def _mark(path: str, text: str, word: Word, code: str, instead: list[str]) -> Mark:
    return Mark(path, word.start, word.end, code, text[word.start : word.end], instead)


def _pieces(texts: Collection[str]) -> Iterator[str]:
    """Every word of some names, whole and in its parts."""
    for text in texts:
        for found in WORD.finditer(text):
            plain = plainly(found.group())
            yield plain
            yield plain.removesuffix("'s")
            yield from plain.split("-")


def _titled(texts: Collection[str]) -> frozenset[str]:
    """The names that come after a title or initials: "Mrs Quill-Hartley", "A. B. Teasel"."""
    titles = "|".join(sorted(listed("titles")))
    named = re.compile(rf"\b(?:(?:{titles})\.? (?:[A-Z]\.? ?)*|(?:[A-Z]\. ?){{2,}})({NAME}(?: {NAME})?)")
    return frozenset(_pieces([name for text in texts for name in named.findall(text)]))
