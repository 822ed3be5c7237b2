"""A school's pupil tracking spreadsheet, read into a Proposal for Part D."""

from siptui.sheets.refusals import Locked, Stopped
from siptui.tracking.earlier import compare_with, day_of
from siptui.tracking.preview import ColumnSeen, SheetSeen
from siptui.tracking.process import Unusable, read_tracking
from siptui.tracking.proposal import ColumnMeaning, GridCell, GroupCell, NotCounted, TrackingProposal

__all__ = [
    "ColumnMeaning",
    "ColumnSeen",
    "GridCell",
    "GroupCell",
    "Locked",
    "NotCounted",
    "SheetSeen",
    "Stopped",
    "TrackingProposal",
    "Unusable",
    "compare_with",
    "day_of",
    "read_tracking",
]
