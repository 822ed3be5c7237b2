"""The kinds of result that a framework's files hold, as data: what a cell of each is, what counts, what is reckoned.

Levels and points are those of `schemas/tracking/kinds.toml`; others stand in a folder of their own, which a framework's
progress grid names (`results`). Nothing but these files knows a standard, a threshold or a code.
"""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from msgspec import field, structs

from siptui.framework import data_file, kept_for_next_start
from siptui.framework.model import Data
from siptui.tracking.vocabulary.schema_tables import (
    FOLDER,
    LevelTable,
    OtherWordings,
    Wordings,
    level_table,
    with_others,
    wordings,
)

Form = Literal["levels", "points", "ordered", "number"]
How = Literal["mean", "share", "share_of_year", "ever", "took", "number"]
Becomes = Literal["not met", "not judged", "gone", "nothing"]


class Measured(Data, frozen=True):
    """What is reckoned of a kind's results: `how`, and for a share the `least` value that meets it.

    In what is combined, `of` names the measure that each part must meet.
    """

    key: str
    name: str
    how: How = "share"
    least: float = 0
    of: str = ""


class Outcome(Data, frozen=True):
    """A result in words, its place in the order, and how it is written; with `says` "nothing" it is as a blank."""

    key: str
    value: float
    words: list[str]
    name: str = ""
    says: Literal["", "nothing"] = ""


class Code(Data, frozen=True):
    """What stands for a result that there is not, what becomes of its pupil, and why."""

    becomes: Becomes
    words: list[str]
    because: str


class Kind(Data, frozen=True):
    """A kind of result.

    `words` in a heading say it; a `hinted` kind is never told by its numbers alone, an `asked` one only by a person;
    `said_around` are words of a title or a sheet's name without which it is none. `beside` names the kind that its
    columns complete. `like` takes values and measures of another kind, `like_codes` codes.
    """

    key: str
    name: str
    form: Form
    measures: list[Measured] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    goals: bool = False
    words: list[str] = field(default_factory=list)
    said_around: list[str] = field(default_factory=list)
    hinted: bool = False
    asked: bool = False
    beside: str = ""
    like: str = ""
    like_codes: str = ""
    values: list[Outcome] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)
    least: float = 0
    most: float = 0
    whole: bool = False
    meets: float | None = None
    thresholds: dict[str, float] = field(default_factory=dict)
    codes: list[Code] = field(default_factory=list)

    def threshold(self, point: str) -> float | None:
        """The number that meets the standard at a point in time; None where there is none, or it is not known."""
        return self.thresholds.get(point[:4], self.meets)


class OwnScale(Data, frozen=True):
    """A way in which a school's own numbers may stand for outcomes."""

    name: str
    values: dict[str, str]


class Combined(Data, frozen=True):
    """What is reckoned of several results of one pupil; `beside` names a kind that says the same of each pupil."""

    subject: str
    parts: list[str]
    name: str
    measures: list[Measured]
    beside: str = ""


class Profile(Data, frozen=True):
    """The early learning goals, by code, with their wordings; a table with fewer of them is no profile."""

    year_group: int = 0
    least_goals: int = 99
    goals: dict[str, list[str]] = field(default_factory=dict)


class Percentages(Data, frozen=True):
    """How a sheet of percentages is headed; the `whole` is of no more pupils than any of its `parts`."""

    percent_words: list[str] = field(default_factory=list)
    count_words: list[str] = field(default_factory=list)
    letters: dict[str, str] = field(default_factory=dict)
    whole: str = ""
    parts: list[str] = field(default_factory=list)
    alone: dict[str, str] = field(default_factory=dict)  # subjects that have one measure, which needs no word
    nothing: list[str] = field(default_factory=list)
    measures: dict[str, list[str]] = field(default_factory=dict)  # the lower before the higher
    groups: dict[str, list[str]] = field(default_factory=dict)
    years: dict[str, int] = field(default_factory=dict)


class KindTable(Data, frozen=True):
    """kinds.toml."""

    kinds: list[Kind]
    scales: list[OwnScale] = field(default_factory=list)
    combined: list[Combined] = field(default_factory=list)
    profile: Profile = Profile()
    percentages: Percentages = Percentages()
    ask_undated: bool = False
    ask_half_terms: bool = False
    own_scale_most: int = 0
    most_strange: float = 0.5

    @property
    def by_levels(self) -> bool:
        """Whether files are read as levels and points."""
        return any(kind.form == "levels" for kind in self.kinds)

    def of(self, key: str) -> Kind | None:
        """The kind of that key."""
        return next((kind for kind in self.kinds if kind.key == key), None)

    def of_subject(self, subject: str) -> list[Kind]:
        """The kinds that a subject's results may be of."""
        if subject in self.profile.goals:
            return [kind for kind in self.kinds if kind.goals]
        return [kind for kind in self.kinds if subject in kind.subjects]

    def span(self, subject: str, measure: str) -> tuple[float, float] | None:
        """Between which numbers a mean of a subject's results lies; None where there is no such measure."""
        for kind in self.of_subject(subject):
            if any(m.key == measure and m.how == "mean" for m in kind.measures) and kind.most:
                return kind.least, kind.most
        parts = [c.parts for c in self.combined if c.subject == subject for m in c.measures if m.key == measure]
        return (0.0, float(len(parts[0]))) if parts else None

    @property
    def judged_without(self) -> set[str]:
        """Why pupils are left out who are of the year group all the same."""
        return {code.because for kind in self.kinds for code in kind.codes if code.becomes == "not judged"}


@lru_cache(maxsize=4)
def kind_table(results: str = "", folder: Path = FOLDER) -> KindTable:
    """The kinds of result of that name; "" for levels and points. Raises FrameworkFault."""
    where = folder / results

    def read() -> tuple[KindTable, list[Path]]:
        return _kinds(where / "kinds.toml"), [where]

    return kept_for_next_start.ready(f"kinds-{results}", folder, KindTable, read)


def _kinds(path: Path) -> KindTable:
    table = data_file.read(path, KindTable)
    by_key = {kind.key: kind for kind in table.kinds}
    return structs.replace(table, kinds=[_like(kind, by_key) for kind in table.kinds])


def _like(kind: Kind, by_key: dict[str, Kind]) -> Kind:
    """A kind with what it takes from others."""
    if kind.like:
        other = by_key[kind.like]
        kind = structs.replace(kind, values=other.values, signs=other.signs, measures=other.measures)
    return structs.replace(kind, codes=by_key[kind.like_codes].codes) if kind.like_codes else kind


@lru_cache(maxsize=4)
def wordings_of(results: str = "", folder: Path = FOLDER) -> Wordings:
    """The wordings of headings that go with some kinds of result. Raises FrameworkFault."""
    if not results:
        return wordings(folder)

    def read() -> tuple[Wordings, list[Path]]:
        return _wordings(results, folder), [folder, folder / "systems", folder / results]

    return kept_for_next_start.ready(f"headings-{results}", folder, Wordings, read)


def _wordings(results: str, folder: Path) -> Wordings:
    other = data_file.read(folder / results / "headings.toml", OtherWordings)
    table = kind_table(results, folder)
    words = list(dict.fromkeys(word for kind in table.kinds for word in kind.words))
    yearly = [word for key in other.yearly.kinds if (kind := table.of(key)) for word in kind.words]
    found = with_others(wordings(folder), other)
    return structs.replace(found, results=results, kinds=words, yearly_kinds=yearly)


@lru_cache(maxsize=4)
def detected(results: str = "", folder: Path = FOLDER) -> LevelTable:
    """By what a cell is told to be a result where headings do not say so: the levels, or words of other kinds.

    A letter or a number alone is no such word: it may be anything.
    """
    table = level_table(folder)
    if not results:
        return table
    points: dict[str, float] = {}
    reasons: dict[str, str] = {}
    for kind in kind_table(results, folder).kinds:
        for outcome in kind.values:
            for word in (w for w in outcome.words if len(w) > 1 and not w.isdigit()):
                points |= dict.fromkeys((word, *(f"{word}{sign}" for sign in kind.signs)), outcome.value)
        reasons |= {word: code.because for code in kind.codes for word in code.words}
    return structs.replace(
        table,
        points=points,
        disregarded=reasons,
        prefixes=[],
        in_between=[],
        certain_in_points=[],
        decimals=[],
        other_scales=[],
        grades={},
        key_stages={},
        least_points=1.0,
        most_points=0.0,
        usual_points=1e9,
        highest_level=0,
    )
