"""A school's pupil tracking spreadsheet, read into a Proposal for Part D."""

from siptui.tracking.proposal import ColumnMeaning, GridCell, NotCounted, TrackingProposal
from siptui.tracking.reading import read_tracking

__all__ = ["ColumnMeaning", "GridCell", "NotCounted", "TrackingProposal", "read_tracking"]
