"""A cell of a framework's workbook as what its column holds: a text, yes or no, a number, a date."""

from datetime import date, datetime
from typing import Any

from msgspec import inspect

from siptui.sheets.cells import Cell, shown
from siptui.workbooks.frameworks import cell_text
from siptui.workbooks.frameworks.outline import Column

YES, NO = ("yes", "true", "y", "x", "1"), ("no", "false", "n", "0")


def typed(cell: Cell, column: Column) -> Any:
    """A cell as what its column holds. Raises BadCell."""
    kind = column.kind
    text = cell if isinstance(cell, str) else shown(cell)
    if isinstance(kind, inspect.BoolType):
        return _yes_or_no(cell, text)
    if isinstance(kind, inspect.IntType | inspect.FloatType):
        return _number(cell, text, whole=isinstance(kind, inspect.IntType))
    if isinstance(kind, inspect.DateType):
        return _date(cell, text)
    if isinstance(kind, inspect.LiteralType):
        return "" if text.strip() == cell_text.EMPTY_TEXT else text.strip()
    if isinstance(cell, date):
        raise cell_text.BadCell("was made a date by the spreadsheet; give the cell the format Text and type it again")
    return cell_text.read(text, kind)


def _yes_or_no(cell: Cell, text: str) -> bool:
    said = text.strip().casefold()
    if cell is True or said in YES:
        return True
    if cell is False or said in NO:
        return False
    raise cell_text.BadCell(f"{text[:40]!r} is neither yes nor no")


def _number(cell: Cell, text: str, *, whole: bool) -> int | float:
    try:
        value = float(text) if isinstance(cell, str) else float(cell)  # type: ignore[arg-type]
    except (ValueError, TypeError):
        raise cell_text.BadCell(f"{text[:40]!r} is no number") from None
    if value.is_integer() and abs(value) < 1e15:
        return int(value)
    if whole:
        raise cell_text.BadCell(f"{text[:40]} is no whole number")
    return value


def _date(cell: Cell, text: str) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    raise cell_text.BadCell(f"{text[:40]!r} is no date; write it as 14/09/2010")
