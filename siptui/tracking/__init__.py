"""A school's pupil tracking spreadsheet, read into a Proposal for Part D."""

from siptui.tracking.preview import ColumnSeen, Meant, SheetSeen, meanings, values
from siptui.tracking.proposal import ColumnMeaning, GridCell, NotCounted, TrackingProposal
from siptui.tracking.reading import read_tracking

__all__ = [
    "ColumnMeaning",
    "ColumnSeen",
    "GridCell",
    "Meant",
    "NotCounted",
    "SheetSeen",
    "TrackingProposal",
    "meanings",
    "read_tracking",
    "values",
]
