"""The British dictionary: whether a word is in it, and what it has instead.

Hunspell with SCOWL's list of words: a compiled library that pip brings with it, and nothing of the system. Loaded where
it is first asked, which takes 30 ms and 10 MB.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from siptui.framework.model import Spelling
from siptui.proofing import data
from siptui.proofing.data import ize_verbs, listed, words
from siptui.records.problem import Problem, Refused

if TYPE_CHECKING:
    from hunspell import Hunspell

LONGEST = 40  # letters of a word that is looked up; a longer one is in no dictionary
SUGGESTIONS = 5
ENDING = re.compile(
    r"(.{2,}?)i([sz])(e|es|ed|er|ers|ing|ings|ation|ations|ational|ationally|able|ability)", re.IGNORECASE
)
ROMAN = re.compile(r"[ivx]{1,6}")


class NoDictionary(Refused):
    """The library that reads the dictionary is not there, or the dictionary is not."""

    def __init__(self, reason: str) -> None:
        what = f"there is no dictionary to look in: {reason}"
        do = "install siptui anew with pip, which brings it, or leave the spelling out"
        super().__init__(Problem("spelling", what, do, facts={"reason": reason}, code="no_dictionary"))


@lru_cache(maxsize=1)
def _hunspell() -> "Hunspell":
    try:
        from hunspell import Hunspell  # takes longer than all else that is imported here
    except ImportError as fault:
        raise NoDictionary(str(fault)) from None
    if not (data.DICTIONARY / f"{data.DICTIONARY_NAME}.dic").is_file():
        raise NoDictionary(f"{data.DICTIONARY} lacks it")
    loaded = Hunspell(data.DICTIONARY_NAME, hunspell_data_dir=str(data.DICTIONARY))
    for word in {*listed("field"), *listed("names"), *listed("places")}:
        loaded.add(word)
    return loaded


def load() -> None:
    """Have the dictionary ready. Raises NoDictionary, as all do here that look into it."""
    _hunspell()


@lru_cache(maxsize=20_000)
def has(word: str) -> bool:
    """Whether a word, plainly written, is the dictionary's or the field's."""
    if len(word) > LONGEST or "\0" in word:
        return False
    small = word[:1].lower() + word[1:]
    if word in listed("names") or word in listed("places") or {word, small} & listed("field"):
        return True  # which Hunspell forgets of two words that differ in their capitals alone
    return bool(_hunspell().spell(word))


def is_code(word: str) -> bool:
    """Whether a word is none to be spelled: a letter, a number or code, an abbreviation in capitals, a Roman number."""
    if len(word) == 1 or any(c.isdigit() for c in word) or ROMAN.fullmatch(word):
        return True
    capitals = word[:-1] if word.endswith("s") and len(word) > 2 else word
    return capitals.isupper() and len(capitals) <= words().longest_abbreviation


def with_other_ending(word: str, spelling: Spelling) -> str:
    """The word with the ending that `spelling` wants, where it has the other one; "" where it is as it should be."""
    found = ENDING.fullmatch(word)
    if found is None or spelling == "either" or found[1].lower() not in ize_verbs():
        return ""
    wanted = "z" if spelling == "ize" else "s"
    if found[2].lower() == wanted:
        return ""
    at = found.start(2)
    return word[:at] + (wanted.upper() if word[at].isupper() else wanted) + word[at + 1 :]


def in_ise(word: str) -> str:
    """The word with -ise for -ize, as the dictionary has it, if it is one that may have either."""
    return with_other_ending(word, "ise") or word


@lru_cache(maxsize=2_000)
def suggestions(word: str) -> tuple[str, ...]:
    """What could have been meant, the likeliest first; () where nothing is near."""
    if len(word) > LONGEST or "\0" in word:
        return ()
    return tuple(_hunspell().suggest(word)[:SUGGESTIONS])
