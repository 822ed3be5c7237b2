"""Where imported figures came from: kept in the Edit that brought them, so that it stands or falls with them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from siptui.records.change import Edit


class GroupFigure(Struct, frozen=True, array_like=True):
    """A vulnerable group's average point score, unrounded, and how many of its pupils it counts."""

    aps: float
    pupils: int


class Figure(Struct, frozen=True, omit_defaults=True):
    """How one imported figure was reckoned: from which columns, of how many pupils."""

    columns: list[str]  # as "Year 3!F Reading Dec 10"
    pupils: int  # counted in it
    left_out: int = 0  # pupils of that year group with no result that counts
    reasons: dict[str, int] = field(default_factory=dict)  # why they were left out, and how many for each reason
    groups: dict[str, GroupFigure] = field(default_factory=dict)  # by the group's name, as "Free school meals"
    value: float | None = None  # the figure itself, as it is kept


class Source(Struct, frozen=True, omit_defaults=True):
    """The file that an Edit was imported from. It holds no pupil's name and no UPN."""

    file: str  # its name, without folders
    sha256: str
    figures: dict[str, Figure]  # by record path; also those that stood already as the file has them
    answers: dict[str, str] = field(default_factory=dict)  # what was answered to its questions
    pupils: dict[str, list[str]] = field(default_factory=dict)  # keyed hashes of UPNs by year group


def origin(edits: "Iterable[Edit]", path: str) -> "tuple[Edit, Figure | None] | None":
    """The Edit that the value standing at `path` came from, with its Figure where a file was imported.

    `edits` are a school's, oldest first. None where the field was never set. An import that left a figure as it stood
    counts as where it came from; an undo leads back to the edit before the one that it took back, and a redo to the
    edit that it made again, so that an Edit given with a Figure always has its `source`. Of a field that was cleared
    it is the Edit that cleared it.
    """
    standing: Edit | None = None
    value: object = None
    before: dict[int, Edit | None] = {}  # what had stood when an edit was made, or made again; by its revision
    made: dict[int, Edit] = {}
    for edit in edits:
        moved = next((c for c in edit.changes if c.path == path), None)
        meant = made.get(edit.of, edit)  # by an undo or redo
        if edit.why == "undo" and meant is not edit:
            if moved or standing is meant:
                standing = before[meant.revision]
        elif moved or _bears_out(meant, path, value):
            made[meant.revision] = meant
            if standing is not meant:
                before[meant.revision] = standing
            standing = meant
        value = moved.new if moved else value
    if standing is None:
        return None
    return standing, standing.source.figures.get(path) if standing.source else None


def _bears_out(edit: "Edit", path: str, value: object) -> bool:
    """Whether an edit was imported from a file that has the very value that stands."""
    figure = edit.source.figures.get(path) if edit.source else None
    return figure is not None and value is not None and figure.value in (None, value)
