"""Why a tracking file is not read, and how much of one is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from siptui.records.proposal import Problem, Refused

if TYPE_CHECKING:
    from siptui.tracking.preview import SheetSeen

MOST_CELLS = 4_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 2_000
MOST_SHEETS = 500

SAVE_AGAIN = "open it in Excel, save it as an Excel workbook (.xlsx) and try again"
SEND_AGAIN = "it may have been cut short on its way; ask for it to be sent again"
TOO_FAR = "spreads over more cells than a tracking spreadsheet holds"
BRING_NEAR = "delete what stands far below or right of the table, save it and try again"
TOO_LARGE = (
    f"has more than {MOST_ROWS:,} rows, {MOST_COLUMNS:,} columns or {MOST_SHEETS} tables",
    "save the tracking table alone and try again",
)


class Locked(Refused):
    """The file is password-protected, and the password is missing or wrong."""


class Stopped(Refused):
    """The reading was stopped; nothing was changed."""


class Unusable(Refused):
    """The file was opened and cannot be used as it is; `seen` is what it holds, to be shown under the reasons.

    Pupils are named in it: it is for the screen alone.
    """

    def __init__(self, *problems: Problem, seen: "Sequence[SheetSeen]") -> None:
        super().__init__(*problems)
        self.seen = seen


class Unreadable(Exception):
    """What is wrong with a file's content, and what to do about it."""

    def __init__(self, what: str, do: str = SAVE_AGAIN) -> None:
        super().__init__(what)
        self.do = do
