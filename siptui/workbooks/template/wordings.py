"""What is written in somebody's workbook, as it is compared with what a form calls it.

The wordings that mean the same are data (`schemas/workbooks/wordings.toml`).
"""

import re
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

import schemas
from siptui.framework import data_file
from siptui.sheets.cells import plain

FOLDER = Path(schemas.__file__).parent / "workbooks"
FILE = "wordings.toml"
WORD = re.compile(r"[^\W\d_]+|\d+|[%+]")
POSSESSIVE = re.compile(r"[’']s\b")

Words = tuple[str, ...]


class Wordings(Struct, frozen=True, forbid_unknown_fields=True):
    """Lists of wordings that say one thing, and words that say nothing, or may be left out: see the data."""

    same: list[list[str]]
    filler: list[str]
    before_years: list[str]
    spare: list[str]


@lru_cache(maxsize=1)
def wordings() -> Wordings:
    """The wordings there are. Raises FrameworkFault."""
    return data_file.read(FOLDER / FILE, Wordings)


class Compared:
    """Texts as they are compared, each worked out once."""

    def __init__(self, words: Wordings) -> None:
        self._spare = frozenset(words.spare)
        self._filler, self._before = frozenset(words.filler), frozenset(words.before_years)
        self._means: dict[Words, Words] = {}
        for listed in words.same:
            first = self._split(listed[0])
            for each in listed:
                self._means.setdefault(self._split(each), first)
        self._longest = max(map(len, self._means), default=0)
        self._known: dict[str, Words] = {}

    def _split(self, text: str) -> Words:
        found = WORD.findall(POSSESSIVE.sub(" s", plain(text)))
        return tuple(word for word in found if word not in self._filler) or tuple(found)

    def words(self, text: str) -> Words:
        """The words of a text, those that mean the same alike."""
        if (known := self._known.get(text)) is None:
            known = self._known[text] = self._alike(self._split(text))
        return known

    def without_spare(self, words: Words) -> Words:
        """Words without those that may be left out; all of them where nothing else is left."""
        return tuple(word for word in words if word not in self._spare) or words

    def _alike(self, words: Words) -> Words:
        found: list[str] = []
        at = 0
        while at < len(words):
            for long in range(min(self._longest, len(words) - at), 0, -1):
                meant = self._means.get(words[at : at + long])
                if meant is not None:
                    found += meant
                    at += long
                    break
            else:
                word = words[at]
                year = len(word) == 2 and word.isdecimal() and found and found[-1] in self._before
                found.append(f"20{word}" if year else word)
                at += 1
        return tuple(found)
