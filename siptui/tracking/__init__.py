"""A school's pupil tracking spreadsheet, read into a Proposal for Part D."""

from siptui.tracking.process import read_tracking
from siptui.tracking.proposal import ColumnMeaning, GridCell, NotCounted, TrackingProposal
from siptui.tracking.refusals import Locked, Stopped

__all__ = ["ColumnMeaning", "GridCell", "Locked", "NotCounted", "Stopped", "TrackingProposal", "read_tracking"]
