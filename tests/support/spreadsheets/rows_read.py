"""A sheet's rows, read as they stand: what was counted, what was asked."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from siptui.framework import load
from siptui.records.fields import fields_of
from siptui.sheets.cells import Cell, Sheet
from siptui.tracking.proposal_types import TrackingProposal
from siptui.tracking.reading import propose
from support.milton_keynes import FRAMEWORK

MILTON_KEYNES = load(FRAMEWORK)
FIELDS = fields_of(MILTON_KEYNES)
Figures = dict[str, tuple[float, int]]


def sheet(*rows: Sequence[Cell | None], name: str = "T", merges: Sequence[tuple[int, int, int, int]] = ()) -> Sheet:
    """A sheet with these rows; numbers as workbooks give them, None for a blank."""
    width = max(map(len, rows), default=0)
    cells: list[list[Cell]] = [[_cell(c) for c in (*row, *[None] * (width - len(row)))] for row in rows]
    return Sheet(name=name, rows=cells, merges=[*merges])


def _cell(value: Cell | None) -> Cell:
    if value is None:
        return ""
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def read_sheets(*sheets: Sheet, answers: Mapping[str, str] | None = None) -> TrackingProposal:
    """What a file of these sheets comes to."""
    return propose(Path("t.xlsx"), list(sheets), MILTON_KEYNES, FIELDS, {}, answers or {})


def read_rows(
    *rows: Sequence[Cell | None], name: str = "T", answers: Mapping[str, str] | None = None
) -> TrackingProposal:
    """What a file of one sheet comes to."""
    return read_sheets(sheet(*rows, name=name), answers=answers)


def figures(found: TrackingProposal) -> Figures:
    """Every average, rounded to a hundredth, and of how many pupils: "reading 3 2010-12"."""
    return {f"{c.subject} {c.year} {c.point}": (round(c.aps, 2), c.pupils) for c in found.grid}


def keys(found: TrackingProposal) -> list[str]:
    """The keys of what is asked."""
    return [question.key for question in found.questions]
