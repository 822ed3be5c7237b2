"""A school's pupil tracking spreadsheet, read into a Proposal for Part D."""

from siptui.tracking.containers import Locked, Stopped
from siptui.tracking.preview import ColumnSeen, Meant, SheetSeen, meanings, values
from siptui.tracking.proposal import ColumnMeaning, GridCell, GroupCell, NotCounted, TrackingProposal
from siptui.tracking.reading import read_tracking

__all__ = [
    "ColumnMeaning",
    "ColumnSeen",
    "GridCell",
    "GroupCell",
    "Locked",
    "Meant",
    "NotCounted",
    "SheetSeen",
    "Stopped",
    "TrackingProposal",
    "meanings",
    "read_tracking",
    "values",
]
