"""The files under `schemas/proofing/`, typed; a faulty one is refused with file, key and reason."""

from functools import lru_cache

from schemas import ROOT
from siptui.framework import data_file
from siptui.framework.model import Data

FOLDER = ROOT / "proofing"
DICTIONARY = FOLDER / "en_GB"
"""SCOWL's British dictionary (its licence beside it), in Hunspell's form; it spells with -ise alone."""
DICTIONARY_NAME = "en_GB-ise"


class Words(Data, frozen=True):
    """words.toml: what is known beside the dictionary; lists are words with white space between."""

    longest_abbreviation: int
    field: str
    names: str
    places: str
    titles: str
    abbreviations: str
    doubled: str
    before_a_hyphen: str
    after_a_hyphen: str
    of_several_words: list[str]
    contracted: str
    before_a_code: list[str]
    of_schools: list[str]
    kinds_of_school: list[str]
    placeholders: list[str]
    to_insert: list[str]
    to_insert_in_round_brackets: list[str]
    hardly_meant: dict[str, str]
    instead: dict[str, str]


class Endings(Data, frozen=True):
    """ize.toml: the verbs that may end in -ise or in -ize, without that ending."""

    verbs: str


@lru_cache(maxsize=1)
def words() -> Words:
    """What is known beside the dictionary. Raises FrameworkFault."""
    return data_file.read(FOLDER / "words.toml", Words)


@lru_cache(maxsize=1)
def ize_verbs() -> frozenset[str]:
    """The verbs that may end in -ize. Raises FrameworkFault."""
    return frozenset(data_file.read(FOLDER / "ize.toml", Endings).verbs.split())


@lru_cache(maxsize=8)
def listed(name: str) -> frozenset[str]:
    """A list of words.toml by its name."""
    return frozenset(getattr(words(), name).split())
