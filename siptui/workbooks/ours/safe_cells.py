"""What goes into a cell, and stays what it was.

A spreadsheet takes what it is given for more than it is: "=1+1" for a formula, "#N/A" for an error, "_x0041_" for an
"A". What a person typed is text and is written as text.
"""

import re
from datetime import date

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from siptui.records.values import BadValue
from siptui.workbooks.ours.cell_text import LONGEST_CELL, escaped, is_number, length, means_more
from siptui.workbooks.ours.cell_text import plain as plain

LONGEST_TITLE = 31
DATE_FORMAT = "dd/mm/yyyy"

_NOT_IN_TITLES = re.compile(r"[:\\/?*\[\]\x00-\x1f]")


def at(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell there, which must not be one that was joined to another."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise ValueError(f"{sheet.title}!{cell.coordinate} is joined to another cell")
    return cell


def put_text(cell: Cell, text: str) -> None:
    """Write `text` as text whatever it looks like, also when somebody edits the cell afterwards. Raises BadValue."""
    text = plain(text)
    written = escaped(text)
    if (long := length(written)) > LONGEST_CELL:
        raise BadValue(f"is {long:,} characters long; a cell holds {LONGEST_CELL:,}, so shorten it")
    cell.value = written or None
    if not text:
        return
    cell.data_type = "s"
    if means_more(text):
        cell.quotePrefix = True


def put_value(cell: Cell, value: str | int | float | None) -> None:
    """Write a number as a number, anything else as text, nothing as an empty cell."""
    if isinstance(value, str):
        put_text(cell, value)
    elif value is not None:
        cell.value = value


def put_scale(cell: Cell, value: str) -> None:
    """Write a scale's value: as a number when it is one, so that a school can count and compare it."""
    if is_number(value):
        cell.value = int(value)
    else:
        put_text(cell, value)


def put_date(cell: Cell, iso: str) -> None:
    """Write an ISO date as a date; what is none, as text."""
    try:
        cell.value = date.fromisoformat(iso)
    except ValueError:
        put_text(cell, iso)
    cell.number_format = DATE_FORMAT


def safe_title(title: str, taken: list[str]) -> str:
    """A sheet title near `title` that every program takes: short, without forbidden signs, unlike those `taken`."""
    base = _NOT_IN_TITLES.sub(" ", plain(title)).strip().strip("'")[:LONGEST_TITLE].strip() or "Sheet"
    used = {each.casefold() for each in taken}
    found, number = base, 1
    while found.casefold() in used:
        number += 1
        found = f"{base[: LONGEST_TITLE - len(str(number)) - 1]} {number}"
    return found
