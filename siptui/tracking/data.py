"""The tables under `schemas/tracking/`, typed; a faulty one is refused with file, key and reason."""

from functools import lru_cache
from pathlib import Path

from schemas import ROOT
from siptui.framework import data_file
from siptui.framework.model import Data

FOLDER = ROOT / "tracking"


class Decimals(Data, frozen=True):
    """A way schools write sublevels as decimals: the fraction's digit and the letter it means."""

    name: str
    fractions: dict[str, str]


class KeyStage(Data, frozen=True):
    """A key stage's results: the reason its columns are left out for, and what becomes of each code."""

    column: str
    points: dict[str, float]
    disregarded: dict[str, str]
    nought: dict[str, str] = {}


class LevelTable(Data, frozen=True):
    """levels.toml: notations, their points, and what is disregarded (facts.md §1)."""

    prefixes: list[str]
    in_between: list[str]
    least_points: float
    most_points: float
    highest_level: int
    unlikely_level: int
    usual_points: float
    likely_highest: dict[str, int]
    certain_in_points: list[str]
    step: float
    points: dict[str, float]
    disregarded: dict[str, str]
    decimals: list[Decimals]
    key_stages: dict[str, KeyStage]


class Term(Data, frozen=True):
    """A term: its wordings, its months, and the months of its first and second half."""

    words: list[str]
    months: list[int]
    halves: list[list[int]]


class Wordings(Data, frozen=True):
    """headings.toml: what headings say (facts.md §5)."""

    subjects: dict[str, list[str]]
    letters: dict[str, str]
    other_subjects: dict[str, list[str]]
    months: list[list[str]]
    terms: dict[str, Term]
    end_of_year: list[str]
    end_words: list[str]
    roles: dict[str, str]
    columns: dict[str, list[str]]
    identity: list[str]
    names: dict[str, str]
    left_out: dict[str, list[str]]
    points_words: list[str]
    level_words: list[str]
    filler: list[str]
    year_words: list[str]
    totals_words: list[str]
    totals_groups: list[str]
    totals_or_names: list[str]
    totals_doubted: list[str]
    years: dict[str, list[str]]
    starts_month: int
    harmless: list[str]
    about_results: list[str]
    progress_signs: list[str]
    sheet_left_out: list[str]
    umbrella: dict[str, list[str]]
    long_form: dict[str, list[str]]


@lru_cache(maxsize=4)
def level_table(folder: Path = FOLDER) -> LevelTable:
    """The table of levels."""
    return data_file.read(folder / "levels.toml", LevelTable)


@lru_cache(maxsize=4)
def wordings(folder: Path = FOLDER) -> Wordings:
    """The wordings of headings."""
    return data_file.read(folder / "headings.toml", Wordings)
