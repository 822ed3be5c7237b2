"""Several tables on one sheet, one below the other or side by side: each as a sheet of its own, the rest blank."""

from datetime import date
from itertools import pairwise

from msgspec import Struct, structs

from siptui.sheets.cells import Cell, Sheet, blank, letters
from siptui.tracking.tables.header import find_table
from siptui.tracking.tables.headings_again import cell_text, find_other, find_repeats
from siptui.tracking.tables.table import Table, text_at
from siptui.tracking.vocabulary.headings import Headings
from siptui.tracking.vocabulary.year_names import year_of_cell, year_of_heading, year_of_name

DEEPEST = 40  # tables on one sheet, about


class Split(Struct):
    """Two parts of a sheet; `sure` if something stands between them; where the second begins."""

    parts: tuple[Sheet, Sheet]
    sure: bool
    begins: str


def divided(sheet: Sheet, headings: Headings, deep: int = 0) -> tuple[list[Sheet], list[str], bool]:
    """A sheet's tables as sheets of their own, where each but the first begins, and whether all are plainly apart."""
    found = split(sheet, headings) if deep < DEEPEST else None
    if found is None:
        return [sheet], [], True
    first, rest = (divided(part, headings, deep + 1) for part in found.parts)
    return [*first[0], *rest[0]], [*first[1], found.begins, *rest[1]], found.sure and first[2] and rest[2]


def split(sheet: Sheet, headings: Headings) -> Split | None:
    """The first table of a sheet and the rest of it; None for a sheet of one table."""
    table = find_table(sheet, headings)
    if table is None:
        return None
    x = find_beside(table, headings)
    found = _beside(table, x) if x is not None else None
    if found is None:
        y = find_repeats(table, headings)
        found = _below(table, y) if y is not None else _headed_anew(table, headings)
    return found


def find_beside(table: Table, headings: Headings) -> int | None:
    """The column (from 0) where a table of other pupils begins beside this one, if any."""
    rows = table.sheet.rows[table.first :]
    results = [c.index for c in table.columns if c.meaning.kind == "result" or c.meaning.points]
    named = sorted((x, name) for name in headings.words.identity for x in table.of(name))
    for name in headings.words.identity:
        for one, other in pairwise(table.of(name)):
            between = any(one < x < other for x in results)
            if between and any(cell_text(row, one) != cell_text(row, other) for row in rows):
                return min(x for x, _ in named if max(r for r in results if r < other) < x)
    for (one, name), (other, second) in pairwise(named):
        if name != second and any(one < x < other for x in results) and _blank_before(table, other) is not None:
            left = {n for x, n in named if x < other}
            if second not in left:
                return other
    return None


def _blank_before(table: Table, x: int) -> int | None:
    """The nearest column before `x` that is blank throughout the table."""
    rows = table.sheet.rows[table.top :]
    headed = {c.index for c in table.columns}
    return next(
        (b for b in range(x - 1, 0, -1) if b not in headed and all(b >= len(r) or blank(r[b]) for r in rows)), None
    )


def _beside(table: Table, x: int) -> Split:
    gap = _blank_before(table, x)
    edge = x if gap is None else gap + 1
    sheet = table.sheet
    left = structs.replace(
        sheet,
        rows=[row[:edge] for row in sheet.rows],
        merges=[(t, m, b, min(r, edge - 1)) for t, m, b, r in sheet.merges if m < edge],
    )
    rows: list[list[Cell]] = [["" for _ in row[:edge]] + row[edge:] for row in sheet.rows]
    for top, first, _, last in sheet.merges:  # a title over both
        if top < table.top and first < edge <= last and edge < len(rows[top]) and first < len(sheet.rows[top]):
            rows[top][edge] = sheet.rows[top][first]
    merges = [(t, max(m, edge), b, r) for t, m, b, r in sheet.merges if r >= edge]
    begins = f"{letters(x)}{table.first}"
    right = structs.replace(sheet, rows=rows, merges=merges, part=begins)
    return Split((left, right), gap is not None, begins)


def _below(table: Table, y: int) -> Split:
    named = {c.index for c in table.columns if c.meaning.kind == "column"}
    rows = table.sheet.rows
    below, floor = (y, table.first) if y >= table.first else (table.top, y + 1)  # the better header may be the lower
    top = below
    while top > floor and _leads(rows[top - 1], named):
        top -= 1
    gap = next((y for y in range(top, below) if all(blank(c) for c in rows[y])), below)
    if top > floor and gap < below:
        top = gap  # what follows a pupil at once, and a blank row stands below it, is the upper table's
    while all(blank(c) for c in rows[top]):
        top += 1
    begins = f"A{below + 1}"
    merges = table.sheet.merges
    upper = structs.replace(table.sheet, rows=rows[:top], merges=[m for m in merges if m[0] < top])
    empty: list[list[Cell]] = [[] for _ in range(top)]
    lower = structs.replace(
        table.sheet, rows=[*empty, *rows[top:]], merges=[m for m in merges if m[0] >= top], part=begins
    )
    return Split((upper, lower), True, begins)


def _headed_anew(table: Table, headings: Headings) -> Split | None:
    """Two parts where a row gives columns other headings and none to names: the lower has the upper's for these."""
    y = find_other(table, headings)
    if y is None:
        return None
    rows, top, first = table.sheet.rows, table.top, table.first
    named = {c.index for c in table.columns if c.meaning.kind == "column"}
    label = [c if x in named else "" for x, c in enumerate(rows[y])]
    anew = {x: text for x in range(len(rows[y])) if x not in named and (text := text_at(rows[y], x))}

    def alike(at: int) -> int:
        pairs = [(headings.meaning(text_at(rows[at], x)), headings.meaning(text)) for x, text in anew.items()]
        return sum((bool(a.subject), bool(a.points)) == (bool(b.subject), bool(b.points)) for a, b in pairs)

    level = max(range(top, first), key=lambda at: (alike(at), at))
    ends = y
    while ends > first and sum(not blank(c) for c in rows[ends - 1]) < 2:
        ends -= 1  # a title of the lower, or blank
    alone = [(row, held[0]) for row in rows[first:ends] if len(held := [c for c in row if not blank(c)]) == 1]
    years = [row for row, text in alone if year_of_heading(text) is not None]  # the last holds on
    lead = [*years[-1:], *rows[ends:y], *([label] if any(label) else [])]
    further = y + 1 - first
    down = further - len(lead)  # so far titles go down, and headings further
    line = [anew.get(x) or text_at(rows[level], x) for x in range(max(len(rows[y]), len(rows[level])))]
    head = [[*line] if at == level else rows[at] for at in range(top, first)]
    merges = table.sheet.merges
    own = [m for m in merges if m[0] != level or all(other[0] != y for other in merges)]
    moved = [(t + by, x, b + by, r) for t, x, b, r in own if t < first for by in [down if t < top else further]]
    moved += [(level + further, x, level + further, r) for t, x, _, r in merges if t == y]
    begins = f"A{y + 1}"
    below = [*([] for _ in range(down)), *rows[:top], *lead, *head, *rows[y + 1 :]]
    upper = structs.replace(table.sheet, rows=rows[:ends], merges=[m for m in merges if m[0] < ends])
    lower = structs.replace(table.sheet, rows=below, merges=[*moved, *(m for m in merges if m[0] > y)], part=begins)
    return Split((upper, lower), False, begins)


def _leads(row: list[Cell], named: set[int]) -> bool:
    """Whether a row above a header may lead up to it: blank, a title, or words and dates over columns of results."""
    filled = [(x, c) for x, c in enumerate(row) if not blank(c)]
    if len(filled) < 2 and all(isinstance(c, str) for _, c in filled):
        return True
    return all(
        x not in named and (isinstance(c, date) or (isinstance(c, str) and not c.strip().isdigit())) for x, c in filled
    )


def says_whose(part: Sheet, headings: Headings) -> bool:
    """Whether a title of its own says which year group, class or subject a part holds."""
    table = find_table(part, headings)
    if table is None:
        return False
    for row in part.rows[: table.first]:
        filled = [text_at(row, x) for x, c in enumerate(row) if not blank(c)]
        if len(filled) != 1:
            continue
        text = filled[0]
        years = (year_of_cell(text), year_of_name(text))
        if any(year is not None for year in years) or headings.title(text).subject:
            return True
    return False
