"""A school's pupil tracking spreadsheet, read into a Proposal for Part D."""

from siptui.tracking.earlier import compare_with, day_of
from siptui.tracking.preview import ColumnSeen, Meant, SheetSeen, meanings, values
from siptui.tracking.process import read_tracking
from siptui.tracking.proposal import ColumnMeaning, GridCell, GroupCell, NotCounted, TrackingProposal
from siptui.tracking.refusals import Locked, Stopped, Unusable
from siptui.tracking.remembered import remembered

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
    "Unusable",
    "compare_with",
    "day_of",
    "meanings",
    "read_tracking",
    "remembered",
    "values",
]
