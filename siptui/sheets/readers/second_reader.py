"""Workbooks that calamine does not open, read by openpyxl: a file is called damaged when neither reads it."""

import io
from datetime import date, datetime

from siptui.sheets.cells import Cell, Sheet
from siptui.sheets.limits import MOST_COLUMNS, MOST_ROWS


def openpyxl_sheets(data: bytes) -> list[Sheet]:
    """Every sheet of an xlsx; none where it cannot be read."""
    try:
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = []
        for each in book.worksheets:
            each.reset_dimensions()
            rows = [
                _cropped(list(map(_cell, row)))
                for row in each.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
            ]
            width = max(map(len, rows), default=0)
            even = [[*row, *[""] * (width - len(row))] for row in rows]
            sheets.append(Sheet(name=each.title, rows=even, hidden=each.sheet_state != "visible"))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - what a damaged file raises is anything
        return []
    return sheets


def _cropped(row: list[Cell]) -> list[Cell]:
    """A row to its last cell that holds anything: openpyxl gives all as wide as is asked for."""
    while row and row[-1] == "":
        row.pop()
    return row


def _cell(value: object) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if value is None:
        return ""
    return (
        value
        if isinstance(value, str | float | bool | date)
        else float(value)
        if isinstance(value, int)
        else str(value)
    )
