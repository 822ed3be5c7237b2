"""The hidden row and column by which siptui finds the answers of its own workbooks again: left out where one is read as
any other file, such as a blank form that a school has filled in.
"""

from collections.abc import Sequence

from siptui.sheets.cells import Sheet

OWN_SHEET = "siptui"
"""The hidden sheet that every workbook of ours has."""
CORNER = "siptui answers"
"""What stands where the hidden row and the hidden column of a sheet meet, and after it the number of the sheet."""


def corner_of(sheet: Sheet) -> tuple[int, int] | None:
    """Where the hidden row and the hidden column meet, row and column counted from 0; None where there are none."""
    for y in range(len(sheet.rows) - 1, -1, -1):
        for x, cell in enumerate(sheet.rows[y]):
            if isinstance(cell, str) and cell.startswith(CORNER):
                return y, x
    return None


def without_own_marks(sheets: Sequence[Sheet]) -> None:
    """Blank the marks of every sheet of a workbook of ours."""
    if not any(sheet.name == OWN_SHEET for sheet in sheets):
        return
    for sheet in sheets:
        if corner := corner_of(sheet):
            y, x = corner
            sheet.rows[y] = []
            for row in sheet.rows:
                if x < len(row):
                    row[x] = ""
