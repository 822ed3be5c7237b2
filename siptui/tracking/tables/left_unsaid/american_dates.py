"""Dates written month first, as in America: told by those that can be nothing else, for all of their column."""

import re

from msgspec import structs

from siptui.sheets.cells import Cell, Sheet
from siptui.tracking.tables.table import Table

_DATE = re.compile(r"(\s*)(\d{1,2})([/.-])(\d{1,2})([/.-]\d{2,4}\b.*)", re.DOTALL)
_WITHIN = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})([/.-]\d{2,4})(?![\d/.-])")
MONTHS = 12


def settle_month_first(table: Table) -> list[str]:
    """Write such dates day first in `table`; a line for each column of which that is so."""
    said = []
    for x in (*table.of("time"), *table.of("dob")):
        if not any(found and int(found[4]) > MONTHS for found in map(_read, table.sheet.held(x))):
            continue  # as nearly always
        held = [(y, found) for y, found in enumerate(map(_read, table.sheet.column(x))) if found and y >= table.first]
        months = sum(int(found[4]) > MONTHS for _, found in held)
        if not months or any(int(found[2]) > MONTHS for _, found in held):
            continue
        rows = list(table.sheet.rows)
        for y, found in held:
            rows[y] = [*rows[y][:x], f"{found[1]}{found[4]}{found[3]}{found[2]}{found[5]}", *rows[y][x + 1 :]]
        table.sheet = structs.replace(table.sheet, rows=rows)
        column = next(c for c in table.columns if c.index == x)
        example = next(found[0].strip() for _, found in held if int(found[4]) > MONTHS)
        said.append(
            f"Sheet {table.sheet.name}: the dates in column {column.letters} are read month first, as {example}"
        )
    return said


def days_first(sheet: Sheet, end: int) -> Sheet:
    """The same sheet with the dates above row `end` (from 0), as headings hold them, written day first.

    So if one of them can be nothing but month first, and none day first.
    """
    held = [d for row in sheet.rows[:end] for c in row if isinstance(c, str) for d in _WITHIN.findall(c)]
    if not any(int(day) > MONTHS for _, _, day, _ in held) or any(int(month) > MONTHS for month, *_ in held):
        return sheet
    headings = [row for row in sheet.rows[:end] if any(isinstance(c, str) and _WITHIN.search(c) for c in row)]
    rows = [
        [_WITHIN.sub(r"\3\2\1\4", c) if isinstance(c, str) else c for c in row] if row in headings else row
        for row in sheet.rows
    ]
    return structs.replace(sheet, rows=rows)


def _read(cell: Cell) -> re.Match[str] | None:
    return _DATE.fullmatch(cell) if isinstance(cell, str) else None
