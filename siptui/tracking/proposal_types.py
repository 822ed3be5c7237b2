"""What a tracking spreadsheet comes to: Part D's averages, what was understood, and what was not counted."""

from typing import Any

from msgspec import Struct, field, to_builtins

from siptui.records.change import Change, Record
from siptui.records.proposal import Proposal
from siptui.records.source import Source
from siptui.rules.early_years import Gap
from siptui.tracking.words.columns import NOTHING, Means
from siptui.tracking.words.reasons import IN_NO_YEAR_GROUP, Why

ANSWERS = "progress/answers"
"""The path at which a school's answers are remembered."""
ALL_YEARS = "all"
"""The year group of a figure of all year groups of a file together."""
PRINTED = (
    *("grid", "columns", "not_counted", "problems", "questions"),
    *("sha256", "again", "groups", "eyfs", "entry", "suggestions", "notes", "remembered_used"),
)
"""What `import --dry-run --json` prints, beside the changes."""


class GridCell(Struct, frozen=True, omit_defaults=True):
    """The average point score, unrounded, of a subject, year group and point in time.

    It is incomplete where `left_out` pupils of the year group have something there that may be a result and does not
    count.
    """

    subject: str
    year: int
    point: str
    aps: float
    pupils: int
    left_out: int = 0


class GroupCell(Struct, frozen=True):
    """The same of a vulnerable group, by its name: of exactly those results that count in the whole year group's."""

    group: str
    subject: str
    year: int
    point: str
    aps: float
    pupils: int


class Measurement(Struct, frozen=True, omit_defaults=True):
    """A figure that is no average of points: what `measure` (`kinds.toml`) comes to in a subject, year group and time.

    `year` is the year group now, or "all" for all that the file has together; `then` the year group at the time, where
    it was another. `group` is that of which it is, by its key, "" for everybody. A share is in per cent, unrounded, of
    `pupils`, of whom `met` meet it; `judged` of these have a result, and `cohort` are of the year group (with those who
    have none), which others reckon by. `left_out` pupils are in no number, for these `reasons`. `national` is the
    figure of England, of that time or the last before it that is known, with its source.
    """

    subject: str
    year: int | str
    point: str
    measure: str
    value: float
    pupils: int
    group: str = ""
    met: int | None = None
    left_out: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    cohort: int = 0
    judged: int = 0
    results_left_out: int = 0
    then: int | None = None
    columns: list[str] = field(default_factory=list)  # that it is reckoned from, as "Year 3!F Reading Dec 10"
    given: bool = False  # as the school's sheet has it, and not reckoned here
    national: float | None = None
    national_of: str = ""  # of when that is
    source: str = ""

    @property
    def of_judged(self) -> float | None:
        """The share of those who have a result, where others are in the number too."""
        return 100 * self.met / self.judged if self.met is not None and 0 < self.judged < self.pupils else None

    @property
    def of_cohort(self) -> float | None:
        """The share of the whole year group, where some of it are in no number."""
        return 100 * self.met / self.cohort if self.met is not None and self.cohort > self.pupils else None


class MeasuredGap(Struct, frozen=True):
    """How many points of a measure a group is above the pupils who are not in it (below: less than 0)."""

    subject: str
    year: int | str
    point: str
    measure: str
    group: str
    others: str
    gap: float
    pupils: int
    other_pupils: int


class Entry(Struct, frozen=True):
    """The mean of a year group in a column of attainment on entry or at Key Stage 1, of so many pupils, unrounded.

    `unit` is "points" where levels or points could be told, else "numbers": the file's own, on whatever scale.
    """

    sheet: str
    column: str
    heading: str
    year: int
    mean: float
    pupils: int
    unit: str


class EyfsResult(Struct, frozen=True):
    """What the early years profiles come to: Part D's percentages, unrounded, by the key of the field; and NI 92.

    The percentage that needs every scale, and the gap, are only there if the file holds all 13.
    """

    pupils: int
    percentages: dict[str, float]
    columns: list[str]
    left_out: int  # pupils in Reception without points in a scale
    reasons: dict[str, int]
    gap: Gap | None = None


class ColumnMeaning(Struct, frozen=True):
    """What a column was understood to be (`meant`); `notation` is "levels", "points" or "", where it holds no results.

    `role` is "result", "target", "prediction", "estimate" or ""; only results count. `subject` and `point` are said
    where the column has one, also of columns that are left out; several points (for "Y3 Spr") have commas between.
    """

    sheet: str
    column: str
    heading: str
    meant: Means
    notation: str = ""
    role: str = ""
    subject: str = ""
    point: str = ""

    @property
    def left_out(self) -> bool:
        """Whether nothing of the column counts."""
        return self.meant.left_out

    @property
    def means(self) -> str:
        """What it was understood to be, in words."""
        return self.meant.words


class NotCounted(Struct, frozen=True):
    """A cell that is in no average, and why; a whole row has no column, a whole sheet row 0."""

    sheet: str
    row: int
    column: str
    value: str
    why: Why

    @property
    def reason(self) -> str:
        """Why, in words."""
        return self.why.words


class ColumnSeen(Struct, frozen=True):
    """A column: its letters, its heading, and what it was understood to mean."""

    letters: str
    heading: str = ""
    meant: Means = NOTHING

    @property
    def means(self) -> str:
        """What it was understood to mean, in words; "" where it has no heading."""
        return self.meant.words


class CellNamed(Struct, frozen=True):
    """A cell that the reason of a refusal is about, and what that says."""

    row: int
    letters: str
    says: str


class SheetSeen(Struct, frozen=True):
    """A table of the file, or a sheet that has none; `because` says why nothing of it is used.

    `header_rows`, `first`, the first row of pupils, and `numbers`, those of `rows`, are counted from 1; where no table
    was found the first two are empty and 0. Between two rows there may be others that are not shown.
    """

    name: str
    used: bool
    because: Why | None
    header_rows: list[int]
    first: int
    columns: list[ColumnSeen]
    numbers: list[int]
    rows: list[list[str]]
    named: list[CellNamed] = []

    @property
    def why(self) -> str:
        """Why nothing of it is used, in words."""
        return self.because.words if self.because else ""


class TrackingProposal(Proposal, kw_only=True):
    """A Proposal with the figures it comes from. Only `seen`, never printed, holds pupils' names."""

    grid: list[GridCell] = field(default_factory=list)
    columns: list[ColumnMeaning] = field(default_factory=list)
    not_counted: list[NotCounted] = field(default_factory=list)
    sha256: str = ""
    groups: list[GroupCell] = field(default_factory=list)
    fewest: int = 0  # pupils of a group that is shown: of fewer, one could be told
    eyfs: EyfsResult | None = None
    entry: list[Entry] = field(default_factory=list)
    suggestions: list[str] = field(default_factory=list)  # wording for comments, never typed in by itself
    notes: list[str] = field(default_factory=list)  # what else there is to say, a line each
    again: str = ""  # that this very file was imported before, when and by whom (`imported_before.compare_with`)
    remembered_used: dict[str, str] = field(default_factory=dict)  # answers given for earlier files, taken again
    measured: list[Measurement] = field(default_factory=list)
    gaps: list[MeasuredGap] = field(default_factory=list)
    provenance: Source | None = None  # what is kept in history with the changes
    seen: list[SheetSeen] = field(default_factory=list)  # holds pupils' names: for the screen alone, never printed

    @property
    def groups_shown(self) -> list[GroupCell]:
        """The averages of groups in which no single pupil could be told."""
        return [each for each in self.groups if each.pupils >= self.fewest]

    @property
    def incomplete(self) -> list[GridCell]:
        """The averages in which a pupil with a result is not counted."""
        return [cell for cell in self.grid if cell.left_out]

    @property
    def in_no_year_group(self) -> int:
        """How many pupils are in no figure because their year group is not known."""
        return sum(each.why.code in IN_NO_YEAR_GROUP for each in self.not_counted)

    def accepted(self, record: Record) -> list[Change]:
        """What a yes puts through the door, all of it or nothing, if the proposal was made from `record`.

        Beside what would change it names each figure that was listed as staying: that must still stand too, or what is
        kept would not be what was shown.
        """
        moved = [Change(c.path, c.new, record.get(c.path)) for c in self.changes]
        names = {c.path for c in moved}
        figures = self.provenance.figures if self.provenance else {}
        return moved + [Change(p, record[p], record[p]) for p in figures if p in record and p not in names]

    def as_json(self) -> dict[str, Any]:
        """The object that `import --dry-run --json` prints."""
        said: dict[str, dict[str, Any]] = {}
        made = {
            "grid": [*to_builtins(self.grid), *map(_measured, self.measured)],
            "groups": to_builtins(self.groups_shown),
            "columns": [_column(c) for c in self.columns],
            "not_counted": [_not_counted(n, said) for n in self.not_counted],
        }
        printed = {name: made[name] if name in made else to_builtins(getattr(self, name)) for name in PRINTED}
        printed |= {"gaps": to_builtins(self.gaps)} if self.measured else {}
        changes = [{"path": c.path, "old": to_builtins(c.old), "new": c.new} for c in self.changes]
        return printed | {"changes": changes}


def _measured(each: Measurement) -> dict[str, Any]:
    """A figure, with its measure and group said also where they are the plain ones."""
    others = {"of_judged": each.of_judged, "of_cohort": each.of_cohort}
    told: dict[str, Any] = to_builtins(each)
    return told | {"group": each.group} | {key: value for key, value in others.items() if value is not None}


def _column(each: ColumnMeaning) -> dict[str, Any]:
    """A column's sentence, and the code and facts that say the same."""
    said = {"means": each.means, "code": each.meant.code, "facts": each.meant.facts}
    told = {"notation": each.notation, "role": each.role, "subject": each.subject, "point": each.point}
    return {"sheet": each.sheet, "column": each.column, "heading": each.heading, **said, **told}


def _not_counted(each: NotCounted, known: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The same of a cell, a row or a sheet that is not counted; `known` is what was said of others, mostly the same."""
    key = f"{each.why.code}{each.why.facts}"
    said = known.get(key)
    if said is None:
        said = known[key] = {"reason": each.reason, "code": each.why.code, "facts": each.why.facts}
    return {"sheet": each.sheet, "row": each.row, "column": each.column, "value": each.value, **said}
