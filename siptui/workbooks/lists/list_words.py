"""The words of lists of schools: `schemas/caseload_list.toml`, typed."""

import re
from functools import lru_cache

from schemas import ROOT
from siptui.framework import data_file
from siptui.framework.model import Data


class Ages(Data, frozen=True):
    """The ages by which schools that the register calls by one phase are of another."""

    phase: str
    of: str
    low_least: int = 0
    high_least: int = 0
    high_most: int = 99


class RegisterPeople(Data, frozen=True):
    """What stands for nobody, and what before a name is courtesy and no post."""

    nobody: list[str]
    courtesy: list[str]


class RegisterWords(Data, frozen=True):
    """What a register of schools says, and how: headings, statuses, phases, types and ages."""

    most_unasked: int
    columns: dict[str, list[str]]
    status: dict[str, list[str]]
    phases: dict[str, list[str]]
    types: dict[str, list[str]]
    ages: list[Ages]
    people: RegisterPeople


class ListWords(Data, frozen=True):
    """caseload_list.toml: headings over a key and over columns, and the words that say a phase."""

    key: list[str]
    columns: dict[str, list[str]]
    phases: dict[str, list[str]]
    register: RegisterWords

    @property
    def headings(self) -> str:
        """A heading of each column, for whoever asks what a list looks like."""
        return ", ".join(each[0] for each in self.columns.values())

    def column(self, heading: str) -> str:
        """What a heading is of; "" where it is none of those that are known."""
        said = plain(heading)
        return next((key for key, words in self.columns.items() if said in words), "")

    def is_key(self, heading: str) -> bool:
        """Whether a heading is over who the initials are."""
        return plain(heading) in self.key

    def phases_in(self, words: str) -> list[str]:
        """The phases that words name, each once."""
        said = " " + plain(re.sub(r"\W+", " ", words)) + " "
        return [phase for phase, known in self.phases.items() if any(f" {word} " in said for word in known)]


def plain(words: str) -> str:
    """Words without case, and without blanks and colons around them."""
    return " ".join(words.casefold().split()).strip(" :.*")


@lru_cache(maxsize=1)
def list_words() -> ListWords:
    """The words. Raises FrameworkFault."""
    return data_file.read(ROOT / "caseload_list.toml", ListWords)
