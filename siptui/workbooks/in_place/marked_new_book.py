"""A new workbook with the cells of a file of another kind (.xls, .ods, .csv ...) as they stand, and marks in it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Protocol

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from siptui.records.values import BadValue
from siptui.records.workbook_mark import Mark
from siptui.workbooks.in_place.cell_notes import AUTHOR
from siptui.workbooks.ours.cell_text import LONGEST_CELL, escaped, plain
from siptui.workbooks.ours.safe_cells import at, put_date, put_text, safe_title

WIDEST = 40  # a column, in characters
MEASURED = 200  # rows that say how wide a column must be


class Table(Protocol):
    """A sheet of the file."""

    @property
    def name(self) -> str: ...
    @property
    def hidden(self) -> bool: ...
    @property
    def rows(self) -> Sequence[Sequence[str | int | float | bool | date]]: ...


def marked_plain(tables: Iterable[Table], marks: Sequence[Mark], colours: Mapping[str, str]) -> tuple[bytes, list[str]]:
    """The new workbook, and the addresses of texts that had to be cut to fit a cell."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    cut = []
    for table in tables:
        sheet = workbook.create_sheet(safe_title(table.name, workbook.sheetnames))
        sheet.sheet_state = "hidden" if table.hidden else "visible"
        for y, row in enumerate(table.rows, start=1):
            cut += [
                f"{sheet.title}!{get_column_letter(x)}{y}" for x, v in enumerate(row, start=1) if _put(sheet, y, x, v)
            ]
        for x, width in enumerate(_widths(table), start=1):
            sheet.column_dimensions[get_column_letter(x)].width = width
        for mark in marks:
            if mark.sheet == table.name:
                _mark(at(sheet, mark.row + 1, mark.column + 1), mark, colours)
    if all(s.sheet_state == "hidden" for s in workbook.worksheets):
        workbook.worksheets[0].sheet_state = "visible"
    made = BytesIO()
    workbook.save(made)
    return made.getvalue(), cut


def _put(sheet: Worksheet, row: int, column: int, value: str | int | float | bool | date) -> bool:
    """Write a value as what it is; whether its text had to be cut."""
    if value == "":
        return False
    cell = at(sheet, row, column)
    if isinstance(value, date):
        put_date(cell, value.isoformat()[:10])
    elif not isinstance(value, str):
        cell.value = value
    else:
        try:
            put_text(cell, value)
        except BadValue:
            put_text(cell, value[: LONGEST_CELL // 8])  # which fits even if every sign takes the most room
            return True
    return False


def _widths(table: Table) -> list[float]:
    """How wide each column must be for what stands in its first rows."""
    widths: list[float] = []
    for row in table.rows[:MEASURED]:
        for x, value in enumerate(row):
            length = 10 if isinstance(value, date) else len(str(value))
            if x == len(widths):
                widths.append(0)
            widths[x] = min(max(widths[x], length + 2), WIDEST)
    return widths


def _mark(cell: Cell, mark: Mark, colours: Mapping[str, str]) -> None:
    if mark.kind in colours:
        cell.fill = PatternFill("solid", fgColor=f"FF{colours[mark.kind]}")
    comment = Comment(escaped(plain(mark.text)), AUTHOR)
    comment.width, comment.height = 320, 60 + len(mark.text) // 2
    cell.comment = comment
