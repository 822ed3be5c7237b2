"""What a tracking spreadsheet comes to: Part D's averages, what was understood, and what was not counted."""

from typing import Any

from msgspec import Struct, field, to_builtins

from siptui.records.proposal import Proposal


class GridCell(Struct, frozen=True):
    """The average point score, unrounded, of a subject, year group and point in time."""

    subject: str
    year: int
    point: str
    aps: float
    pupils: int


class ColumnMeaning(Struct, frozen=True):
    """What a column was understood to be; `notation` is "levels", "points" or "" for one that holds no results.

    `role` is "result", "target", "prediction", "estimate" or ""; only results count. `subject` and `point` are said
    where the column has one, also of columns that are left out; several points (for "Y3 Spr") have commas between.
    """

    sheet: str
    column: str
    heading: str
    means: str
    notation: str = ""
    role: str = ""
    subject: str = ""
    point: str = ""

    @property
    def left_out(self) -> bool:
        """Whether nothing of the column counts."""
        return "left out" in self.means


class NotCounted(Struct, frozen=True):
    """A cell that is in no average, and why; a whole row has no column, a whole sheet row 0."""

    sheet: str
    row: int
    column: str
    value: str
    reason: str


class TrackingProposal(Proposal, kw_only=True):
    """A Proposal with the figures it comes from. It holds no pupil's name."""

    grid: list[GridCell] = field(default_factory=list)
    columns: list[ColumnMeaning] = field(default_factory=list)
    not_counted: list[NotCounted] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The object that `import --dry-run --json` prints."""
        names = ("grid", "columns", "not_counted", "problems", "questions")
        return {name: to_builtins(getattr(self, name)) for name in names} | {
            "changes": [{"path": c.path, "old": to_builtins(c.old), "new": c.new} for c in self.changes]
        }
