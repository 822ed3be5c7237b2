"""Why a file is not opened, and how large one may be."""

from siptui.records.problem import Refused

MOST_CELLS = 4_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 2_000
MOST_SHEETS = 500

SAVE_AGAIN = "open it in Excel, save it as an Excel workbook (.xlsx) and try again"
SEND_AGAIN = "it may have been cut short on its way; ask for it to be sent again"
SAVE_OR_SEND = (
    "open it in Excel and save it again as .xlsx; if Excel cannot open it either, ask for it to be sent again"
)
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


class Unreadable(Exception):
    """What is wrong with a file's content, and what to do about it."""

    def __init__(self, what: str, do: str = SAVE_AGAIN) -> None:
        super().__init__(what)
        self.do = do
