"""What a formula reads: the areas of a workbook that its text names, and which formulas follow from a changed cell.

Rather too much than too little: a formula that cannot be followed (INDIRECT, a range of sheets) reads everything.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from siptui.sheets.cells import index_of

LAST_ROW, LAST_COLUMN = 1_048_575, 16_383
DEEPEST = 8  # names that stand for names

Area = tuple[int, int, int, int, int]
"""A sheet, from 0, and the first row and column and the last ones, from 0."""
EVERYTHING: Area = (-1, 0, 0, LAST_ROW, LAST_COLUMN)

_TEXT = re.compile(r'"(?:[^"]|"")*"')
_SHEET = r"(?:(?P<sheet>'(?:[^']|'')+'|[^\W\d][\w.]*(?::[^\W\d][\w.]*)?|\[[^\]]+\][\w.]*)!)?"
_REFERENCE = re.compile(
    rf"(?<![\w.$!\]]){_SHEET}(?:"
    r"(?P<c1>\$?[A-Za-z]{1,3})(?P<r1>\$?[0-9]{1,7})(?::(?P<c2>\$?[A-Za-z]{1,3})(?P<r2>\$?[0-9]{1,7}))?"
    r"|(?P<c3>\$?[A-Za-z]{1,3}):(?P<c4>\$?[A-Za-z]{1,3})"
    r"|(?P<r3>\$?[0-9]{1,7}):(?P<r4>\$?[0-9]{1,7})"
    r"|(?P<name>[^\W\d][\w.\\?]*)"
    r")(?![\w.(!])"
)
_BRACKETS = re.compile(r"(?<=[\w.])\[(?:[^\[\]]|\[[^\[\]]*\])*\]")  # which part of a table
_UNFOLLOWED = re.compile(r"\b(?:INDIRECT|OFFSET|CELL|INFO|GETPIVOTDATA)\s*\(", re.IGNORECASE)
_NO_NAMES = frozenset({"true", "false"})


class Names(Struct):
    """What a workbook calls its sheets, its areas and its tables, each in lower case."""

    sheets: dict[str, int]
    names: dict[str, str]
    tables: dict[str, Area]


class Formula(Struct, array_like=True):
    """A cell that holds one, and what it reads."""

    sheet: int
    row: int
    column: int
    reads: list[Area]


def areas(text: str, sheet: int, names: Names, moved: tuple[int, int] = (0, 0), deep: int = 0) -> list[Area]:
    """What the formula `text` on a sheet reads; of one that is shared, `moved` by so many rows and columns."""
    text = _BRACKETS.sub("", _TEXT.sub('""', text))
    # An area between two things that are each an area, or from one to what a function gives, has its ":" left over.
    if deep > DEEPEST or _UNFOLLOWED.search(text) or ":" in _REFERENCE.sub("", text):
        return [EVERYTHING]
    found: list[Area] = []
    for each in _REFERENCE.finditer(text):
        area = _area(each, sheet, names, moved, deep)
        if area is None:
            return [EVERYTHING]
        found += area
    return list(dict.fromkeys(found))


def _area(each: re.Match[str], sheet: int, names: Names, moved: tuple[int, int], deep: int) -> list[Area] | None:
    """What one reference reads: nothing of another workbook; None where it cannot be told."""
    said = each["sheet"]
    if said:
        said = said.strip("'").replace("''", "'").casefold()
        if said.startswith("[") or "]" in said:
            return []
        if said not in names.sheets:
            return None
        sheet = names.sheets[said]
    if each["name"]:
        return _named(each, sheet, names, deep)
    if each["c1"]:
        rows, columns = (each["r1"], each["r2"] or each["r1"]), (each["c1"], each["c2"] or each["c1"])
    elif each["c3"]:
        rows, columns = ("$1", f"${LAST_ROW + 1}"), (each["c3"], each["c4"])
    else:
        rows, columns = (each["r3"], each["r4"]), ("$A", "$XFD")
    ys = sorted(_at(int(row.strip("$")) - 1, row, moved[0]) for row in rows)
    xs = sorted(_at(index_of(column.strip("$")), column, moved[1]) for column in columns)
    if xs[1] > LAST_COLUMN or ys[0] < 0:
        return None
    return [(sheet, ys[0], xs[0], ys[1], xs[1])]


def _at(number: int, said: str, moved: int) -> int:
    return number if said.startswith("$") else number + moved


def _named(each: re.Match[str], sheet: int, names: Names, deep: int) -> list[Area] | None:
    name = each["name"].casefold()
    if name in _NO_NAMES:
        return []
    if name in names.tables:
        return [names.tables[name]]
    if name in names.names:
        return areas(names.names[name], sheet, names, deep=deep + 1)
    return None


def following(formulas: Sequence[Formula], changed: Iterable[tuple[int, int, int]]) -> list[int]:
    """The numbers of the formulas that follow from changed cells (sheet, row, column), or from those that do."""
    new = set(changed)
    left = dict(enumerate(formulas))
    found: list[int] = []
    while new and left:
        where = _by_row(new)
        hit = [number for number, each in left.items() if any(_reads(area, where) for area in each.reads)]
        new = set()
        for number in hit:
            each = left.pop(number)
            new.add((each.sheet, each.row, each.column))
        found += hit
    return sorted(found)


Rows = Mapping[int, tuple[list[int], dict[int, list[int]]]]


def _by_row(cells: Iterable[tuple[int, int, int]]) -> Rows:
    """Cells by sheet: the rows that have some, and the columns in each."""
    found: dict[int, dict[int, list[int]]] = {}
    for sheet, row, column in cells:
        found.setdefault(sheet, {}).setdefault(row, []).append(column)
    return {
        sheet: (sorted(rows), {row: sorted(columns) for row, columns in rows.items()}) for sheet, rows in found.items()
    }


def _reads(area: Area, where: Rows) -> bool:
    sheet, top, left, bottom, right = area
    if sheet < 0:
        return bool(where)
    if sheet not in where:
        return False
    rows, columns = where[sheet]
    for row in rows[bisect_left(rows, top) : bisect_right(rows, bottom)]:
        there = columns[row]
        at = bisect_left(there, left)
        if at < len(there) and there[at] <= right:
            return True
    return False
