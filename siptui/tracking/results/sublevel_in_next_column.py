"""A level and its sublevel in two columns: 4 in one, b in the next."""

from collections.abc import Sequence

from siptui.records.problem import Place
from siptui.sheets.cells import Cell, letters, number, plain, shown
from siptui.tracking.questions.asking import Asking
from siptui.tracking.tables.table import Column, Table
from siptui.tracking.vocabulary.schema_tables import level_table

PART = "part of the level"
SOMETHING_ELSE = "something else"


def sublevels_beside(table: Table, column: Column, rows: Sequence[int]) -> int | None:
    """The column to the right of bare levels that holds nothing but a, b or c; None if there is none."""
    beside = column.index + 1
    held = {""}
    for y in rows:
        held.add(plain(shown(table.sheet.cell(y, beside))))
        if not held <= {"a", "b", "c", ""}:
            return None
    highest = level_table().highest_level
    if held == {""} or column.meaning.notation == "points":
        return None
    cells = [table.sheet.cell(y, column.index) for y in rows]
    bare = [n for n in map(number, cells) if n is not None]
    return beside if bare and all(n.is_integer() and n <= highest for n in bare) else None


def joined(table: Table, y: int, x: int, beside: int) -> Cell:
    """A level with the letter that stands beside it."""
    level, letter = table.sheet.cell(y, x), plain(shown(table.sheet.cell(y, beside)))
    return f"{shown(level).strip()}{letter}" if number(level) is not None and letter else level


def ask_sublevels(table: Table, column: Column, beside: int, asking: Asking) -> str | None:
    """Whether the letters belong to the levels, as somebody says."""
    name, where = table.sheet.key, letters(beside)
    place = Place(table.sheet.name, where, table.first + 1)
    choices = [PART, SOMETHING_ELSE]
    about = {"sheet": name, "column": where, "heading": column.heading}
    return asking.ask(f"sublevels:{name}!{where}", "sublevels", choices, place, **about)
