"""What a note may say that is another note's: the name of another school, a code that the framework has not."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from siptui.proofing import dictionary
from siptui.proofing.data import words
from siptui.proofing.mark import Known, Mark
from siptui.proofing.text_parts import Spans, within

GAP = r"\s+"


class NamesAndCodes:
    """What is looked for in one school's note, put together once."""

    def __init__(self, known: Known) -> None:
        own = own_part(known.school).lower()
        self.others = [
            (part.split()[0].partition("'")[0], _named(part))
            for part in dict.fromkeys(map(own_part, known.other_schools))
            if part and part.lower() != own and part.lower() not in known.school.lower()
        ]
        self.known = frozenset(known.words)
        self.codes = frozenset(code.upper() for code in known.codes)
        self.like_codes = _like(known.codes)

    def marks(self, path: str, text: str, skipped: Spans) -> Iterator[Mark]:
        """Every name and code of a text that does not belong there."""
        for begins, pattern in self.others:
            for found in pattern.finditer(text) if begins in text else ():
                if not within(found.start(), skipped):
                    yield Mark(path, found.start(), found.end(), "other_school", found.group())
        if self.like_codes is None:
            return
        for found in self.like_codes.finditer(text):
            code = found.group().upper().replace(" ", "")
            above = any(each.startswith(f"{code}.") for each in self.codes)
            if code not in self.codes and not above and code not in self.known and not within(found.start(), skipped):
                yield Mark(path, found.start(), found.end(), "no_such_code", found.group(), self._near(code))

    def _near(self, code: str) -> list[str]:
        from difflib import get_close_matches

        return sorted(get_close_matches(code, sorted(self.codes), n=3, cutoff=0.6))


def own_part(school: str) -> str:
    """What a school's name has that others have not: "Ashwell" of "Ashwell CE Primary School"."""
    return " ".join(_common().sub(" ", school.replace(",", " ")).split()).strip("-()& ")


@lru_cache(maxsize=1)
def _common() -> re.Pattern[str]:
    """The words that many schools' names have."""
    said = sorted([*words().of_schools, *words().kinds_of_school], key=len, reverse=True)
    return re.compile(rf"(?<![\w'’])(?:{'|'.join(map(_spaced, said))})(?![\w'’])\.?", re.IGNORECASE)


def _spaced(name: str) -> str:
    return GAP.join(re.escape(word) for word in name.split())


def _named(part: str) -> re.Pattern[str]:
    """What names a school in a text: its own part, or, where that is an ordinary word too, with "School" after it."""
    name = GAP.join(re.escape(word).replace("'", "['’]") for word in part.split())
    if " " in part or not _is_ordinary(part):
        return re.compile(rf"(?<![\w-]){name}(?![\w-])")
    of = "|".join(map(_spaced, words().of_schools))
    kinds = "|".join(map(_spaced, words().kinds_of_school))
    return re.compile(rf"(?<![\w-]){name}(?:['’]s?)?(?:{GAP}(?i:{of}))*{GAP}(?:{kinds})(?![\w-])")


def _is_ordinary(name: str) -> bool:
    """Whether a name is a word too; where there is no dictionary, it may be."""
    try:
        return dictionary.has(name.lower().removesuffix("'s"))
    except dictionary.NoDictionary:
        return True


def _like(codes: Sequence[str]) -> re.Pattern[str] | None:
    """What is written as one of the codes is: their letter, a figure, and another after a dot. None without letters.

    After a word that says that a code follows it may have any letter, or none.
    """
    letters = sorted({found[1] for code in codes if (found := re.fullmatch(r"([A-Za-z]{1,2})\d[\d.]*", code))})
    if not letters:
        return None
    said = "|".join(rf"(?<=\b{word} )(?:[A-Z] ?)?" for word in words().before_a_code)
    return re.compile(rf"(?<![\w.-])(?:{'|'.join(letters)}|{said})\d{{1,2}}(?:\.\d{{1,2}})?(?![\w-]|\.\d)")
