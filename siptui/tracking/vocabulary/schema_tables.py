"""The tables under `schemas/tracking/`, typed; a faulty one is refused with file, key and reason.

What is common to all schools is in headings.toml and levels.toml, what one system adds in systems/NAME.toml.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

from msgspec import field, structs

from schemas import ROOT
from siptui.framework import data_file, kept_for_next_start
from siptui.framework.data_file import FrameworkFault
from siptui.framework.model import Data
from siptui.sheets.cells import plain

FOLDER = ROOT / "tracking"


class Decimals(Data, frozen=True):
    """A way schools write sublevels as decimals: the fraction's digit and the letter it means."""

    name: str
    fractions: dict[str, str]


class KeyStage(Data, frozen=True):
    """A key stage's results: the reason its columns are left out for, and what becomes of each code."""

    column: str
    year_group: int  # at the end of which the key stage ends
    points: dict[str, float]
    disregarded: dict[str, str]
    nought: dict[str, str] = field(default_factory=dict)


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
    likely_spread: dict[str, int]
    columns_alike: int
    likely_most_points: dict[str, float]
    likely_least_points: dict[str, float]
    near_least: float
    likely_least_mean: dict[str, float]
    most_step: float
    most_fall: float
    most_step_low: float
    most_fall_low: float
    most_off_ladder: float
    most_off_ladder_and_high: float
    certain_in_points: list[str]
    step: float
    points: dict[str, float]
    disregarded: dict[str, str]
    grades: dict[str, str]
    decimals: list[Decimals]
    other_scales: list[list[str]]
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
    key_stage_words: list[str]
    near_months: dict[str, int]  # by a month, the month of a point in time for which it may stand
    end_of_year: list[str]
    end_words: list[str]
    roles: dict[str, str]
    columns: dict[str, list[str]]
    identity: list[str]
    names: dict[str, str]
    left_out: dict[str, list[str]]
    points_words: list[str]
    school_year_headings: list[str]
    level_words: list[str]
    filler: list[str]
    year_words: list[str]
    totals_words: list[str]
    totals_groups: list[str]
    heading_words: list[str]
    totals_or_names: list[str]
    totals_doubted: list[str]
    leavers: list[str]
    leavers_beside: list[str]
    joiners: list[str]
    years: dict[str, list[str]]
    starts_month: int
    harmless: list[str]
    about_results: list[str]
    progress_signs: list[str]
    sheet_left_out: list[str]
    words_of_schools: list[str]
    left_out_doubted: list[str]
    umbrella: dict[str, list[str]]
    long_form: dict[str, list[str]]
    results: str = ""  # the kinds of result that these wordings go with
    kinds: list[str] = field(default_factory=list)  # words that say of which kind a column's results are
    spelled_out: dict[str, str] = field(default_factory=dict)  # words that stand for several
    taken_in: dict[str, int] = field(default_factory=dict)  # subjects of which pupils have results in one year group
    yearly_subjects: list[str] = field(default_factory=list)  # whose results are those of the end of a year
    yearly_kinds: list[str] = field(default_factory=list)  # words for results of the end of a year


class Yearly(Data, frozen=True):
    """What has results once a year: subjects, and kinds of result by their keys."""

    subjects: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)


class OtherWordings(Data, frozen=True):
    """NAME/headings.toml: what headings say where results are of other kinds, beside the common wordings.

    `without` are common wordings that mean nothing there, or something else.
    """

    without: list[str] = field(default_factory=list)
    end_of_year: list[str] = field(default_factory=list)
    filler: list[str] = field(default_factory=list)
    spelled_out: dict[str, str] = field(default_factory=dict)
    subjects: dict[str, list[str]] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    left_out: dict[str, list[str]] = field(default_factory=dict)
    taken_in: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    yearly: Yearly = Yearly()


class System(Data, frozen=True):
    """systems/NAME.toml: what one system that schools use says in its own way, beside the common wordings."""

    name: str
    confidence: Literal["S", "L", "G"]  # how sure it is, as in facts.md
    subjects: dict[str, list[str]] = field(default_factory=dict)
    other_subjects: dict[str, list[str]] = field(default_factory=dict)
    terms: dict[str, list[str]] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    left_out: dict[str, list[str]] = field(default_factory=dict)
    long_form: dict[str, list[str]] = field(default_factory=dict)
    points_words: list[str] = field(default_factory=list)
    level_words: list[str] = field(default_factory=list)
    filler: list[str] = field(default_factory=list)
    points: dict[str, float] = field(default_factory=dict)
    disregarded: dict[str, str] = field(default_factory=dict)
    decimals: list[Decimals] = field(default_factory=list)


@lru_cache(maxsize=4)
def systems(folder: Path = FOLDER) -> dict[Path, System]:
    """The wordings of each known system, by file."""
    return {path: data_file.read(path, System) for path in sorted((folder / "systems").glob("*.toml"))}


@lru_cache(maxsize=4)
def level_table(folder: Path = FOLDER) -> LevelTable:
    """The table of levels, with what the systems add. Raises FrameworkFault where they contradict each other."""
    return kept_for_next_start.ready(
        "levels", folder, LevelTable, lambda: (_levels(folder), [folder, folder / "systems"])
    )


def _levels(folder: Path) -> LevelTable:
    table = data_file.read(folder / "levels.toml", LevelTable)
    points, reasons, decimals = dict(table.points), dict(table.disregarded), list(table.decimals)
    known = {plain(code) for code in (*points, *reasons)}
    for path, system in systems(folder).items():
        for code in (*system.points, *system.disregarded):
            if plain(code) in known:
                raise FrameworkFault(f"{path}: points.{code}: is already worth something else or left out")
            known.add(plain(code))
        points |= system.points
        reasons |= system.disregarded
        decimals += system.decimals
    return structs.replace(table, points=points, disregarded=reasons, decimals=decimals)


@lru_cache(maxsize=4)
def wordings(folder: Path = FOLDER) -> Wordings:
    """The wordings of headings, with the systems' own. Raises FrameworkFault where they contradict each other."""
    return kept_for_next_start.ready(
        "headings", folder, Wordings, lambda: (_wordings(folder), [folder, folder / "systems"])
    )


def with_others(words: Wordings, other: OtherWordings) -> Wordings:
    """The common wordings without some, and with those that go with other kinds of result."""
    gone = {plain(phrase) for phrase in other.without}

    def kept(lists: dict[str, list[str]], more: Mapping[str, list[str]]) -> dict[str, list[str]]:
        every = {key: [p for p in some if plain(p) not in gone] for key, some in lists.items()}
        return every | {key: [*every.get(key, ()), *some] for key, some in more.items()}

    return structs.replace(
        words,
        subjects=kept(words.subjects, other.subjects),
        other_subjects=kept(words.other_subjects, {}),
        columns=kept(words.columns, other.columns),
        left_out=kept(words.left_out, other.left_out),
        filler=[*(p for p in words.filler if plain(p) not in gone), *other.filler],
        end_of_year=[*words.end_of_year, *other.end_of_year],
        names=words.names | other.names,
        spelled_out=other.spelled_out,
        taken_in=other.taken_in,
        yearly_subjects=other.yearly.subjects,
    )


def _wordings(folder: Path) -> Wordings:
    words = data_file.read(folder / "headings.toml", Wordings)
    terms = {key: structs.replace(term, words=list(term.words)) for key, term in words.terms.items()}
    words = structs.replace(words, terms=terms)
    meant = {plain(phrase): place for place, phrases in _lists(words).items() for phrase in phrases}
    for path, system in systems(folder).items():
        lists = _lists(words)
        for (table, key), phrases in _lists(system).items():
            where = f"{table}.{key}".strip(".")
            if (table, key) not in lists:
                raise FrameworkFault(f"{path}: {where}: headings.toml has no such key")
            for phrase in phrases:
                place = meant.setdefault(plain(phrase), (table, key))
                if place != (table, key):
                    raise FrameworkFault(f"{path}: {where}: {phrase!r} already is {'.'.join(place).strip('.')}")
                if not any(c.isalnum() for c in phrase):
                    raise FrameworkFault(f"{path}: {where}: {phrase!r} holds no word")
            lists[table, key] += phrases
    return words


def _lists(data: Wordings | System) -> dict[tuple[str, str], list[str]]:
    """Every list of wordings by the names of its table and key."""
    found: dict[tuple[str, str], list[str]] = {}
    for table in ("subjects", "other_subjects", "columns", "left_out", "long_form"):
        found |= {(table, key): phrases for key, phrases in getattr(data, table).items()}
    for key, term in data.terms.items():
        found["terms", key] = term.words if isinstance(term, Term) else term
    return found | {(name, ""): getattr(data, name) for name in ("points_words", "level_words", "filler")}
