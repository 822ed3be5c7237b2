"""Names of schools as they are compared: without case, and with words that mean the same written in one way.

The words are data (`schemas/names_alike.toml`).
"""

import re
from functools import lru_cache

from schemas import ROOT
from siptui.framework import data_file
from siptui.framework.model import Data


class AlikeWords(Data, frozen=True):
    """names_alike.toml."""

    alike: list[list[str]]


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    found = []
    for first, *others in data_file.read(ROOT / "names_alike.toml", AlikeWords).alike:
        some = "|".join(re.escape(word) for word in sorted(others, key=len, reverse=True))
        found.append((re.compile(rf"(?<!\w)(?:{some})(?!\w)"), first))
    return found


def as_compared(name: str) -> str:
    """A name to compare: "St. Mary's C of E Primary" is "Saint Mary's CofE Primary". Raises FrameworkFault."""
    text = " ".join(name.replace("’", "'").replace("&", " and ").casefold().split()).strip(" :.*")
    for pattern, word in _patterns():
        text = pattern.sub(word, text)
    return text
