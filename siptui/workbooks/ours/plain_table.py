"""A plain table as a workbook, such as the manager's review: to sort, filter and print."""

from collections.abc import Sequence
from datetime import date

from openpyxl.utils import get_column_letter

from siptui.framework import Framework
from siptui.workbooks.ours.identity import blank
from siptui.workbooks.ours.new_book import Book
from siptui.workbooks.ours.safe_cells import at, put_date, put_value
from siptui.workbooks.ours.sheet_look import form, heading, note, set_columns, set_heights, set_up, title

HEADING_ROW = 3


def table_book(
    framework: Framework,
    name: str,
    headings: Sequence[str],
    lines: Sequence[Sequence[str | int | float | date]],
    foot: str,
    *,
    today: date | None = None,
) -> Book:
    """A book with `lines` under `headings`, and `foot` below them."""
    book = Book(name, "", "", blank("review", framework.name))
    sheet = book.sheet
    title(sheet, name)
    widths = [max(len(f"{each}") for each in column) for column in zip(headings, *lines, strict=True)]
    set_columns(sheet, [min(45, width + 4) for width in widths])
    for number, text in enumerate(headings, start=1):
        heading(at(sheet, HEADING_ROW, number), text, centred=number > 1)
    for row, line in enumerate(lines, start=HEADING_ROW + 1):
        for number, value in enumerate(line, start=1):
            cell = at(sheet, row, number)
            if isinstance(value, date):
                put_date(cell, value.isoformat())
            else:
                put_value(cell, value)
            form(cell, centred=number > 1)
    last = HEADING_ROW + len(lines)
    right = get_column_letter(len(headings))
    note(at(sheet, last + 2, 1), foot)
    sheet.auto_filter.ref = f"A{HEADING_ROW}:{right}{last}"
    set_heights(sheet)
    set_up(sheet, f"{right}{last + 2}", (1, HEADING_ROW), f"B{HEADING_ROW + 1}", name, today or date.today())
    return book
