"""Where the table is on a sheet: its header, its columns and what each means, its first row of pupils."""

import re
from collections.abc import Mapping
from functools import cache

from msgspec import structs

from siptui.sheets.cells import Cell, Sheet, blank, cell_at, number, plain, shown
from siptui.tracking.tables.table import LONGEST_HEADING, NOTHING_SAID, Column, Table, text_at
from siptui.tracking.vocabulary.headings import Headings, Meaning, tokens
from siptui.tracking.vocabulary.levels import levels_of_all
from siptui.tracking.vocabulary.upns import upn_in
from siptui.tracking.vocabulary.year_names import year_of_cell

_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}( 00:00(:00)?)?|(20)?\d\d ?[-/] ?(20)?\d\d")  # "2010-11" too
HEADER_WITHIN = 30  # rows from the top
DEEPEST = 3  # rows that a header may take
LEAST_LEVELS = 2  # rows with levels that tell of a table whose headings are not understood
BLANKS_AMONG = 2  # blank rows that may stand among them


def find_table(sheet: Sheet, headings: Headings, meant: Mapping[int, Meaning] = NOTHING_SAID) -> Table | None:
    """The table under the likeliest header near the top of the sheet; None if nothing there looks like one.

    `meant` is what somebody said that columns mean.

    A header names at least one thing that tells pupils apart, and something else. Of headers that say as much,
    the one of fewest rows is taken, and of these the first.
    """
    if meant:
        return _likeliest(sheet, headings, meant)
    found = headings.memo.of(  # asked several times
        "table", sheet, lambda: _likeliest(sheet, headings, NOTHING_SAID) or _under_names_alone(sheet, headings)
    )
    return found and Table(sheet, [structs.replace(c) for c in found.columns], found.top, found.first)


def _likeliest(sheet: Sheet, headings: Headings, meant: Mapping[int, Meaning]) -> Table | None:
    best: tuple[int, Table] | None = None
    identity = set(headings.words.identity)
    start = next((y for y, row in enumerate(sheet.rows) if any(row) and not all(blank(c) for c in row)), 0)
    may_head = cache(lambda y: _may_head(sheet.rows[y]))
    filled = cache(lambda y: [x for x, c in enumerate(sheet.rows[y]) if not blank(c)])
    likely = [
        _names_pupils(row, headings) for row in sheet.rows[start : start + HEADER_WITHIN + DEEPEST + BLANKS_AMONG]
    ]
    for top in range(start, min(start + HEADER_WITHIN, len(sheet.rows))):
        for depth in range(1, DEEPEST + BLANKS_AMONG + 1):
            if top + depth > len(sheet.rows) or not may_head(top + depth - 1):
                break
            if depth > DEEPEST and not _are_apart(
                [filled(y) for y in range(top, top + depth)], sheet.rows[top:], headings
            ):
                continue
            last = sheet.rows[top + depth - 1]
            if any(_is_title(filled(y), last, headings) for y in range(top, top + depth - 1)):
                break
            if not any(likely[top - start : top - start + depth]) and not any(
                m.name in identity for m in meant.values()
            ):
                continue
            columns = headed_columns(sheet, top, depth, headings)
            if _holds_pupil(sheet, top, depth, headings):
                break
            if (
                meant
                and not any(c.meaning.name in identity for c in columns)
                and _says_of_pupil(last, meant, headings.words.results)
            ):
                break
            for column in columns:
                column.meaning = meant.get(column.index, column.meaning)
            known = [c for c in columns if c.meaning.weight]
            if len(known) < 2 or not any(c.meaning.name in identity for c in known):
                continue
            score = sum(c.meaning.weight for c in columns) * 4 - depth
            again = best is not None and top >= best[1].first and _alike(sheet, top + depth - 1, best[1].first - 1)
            if best is None or (score > best[0] and not again):
                best = (score, Table(sheet, columns, top, top + depth))
    return best[1] if best else None


def _under_names_alone(sheet: Sheet, headings: Headings) -> Table | None:
    """A table of which nothing but what the pupils are called is understood, with levels below its other headings."""
    levels, identity = levels_of_all(headings.words.results), set(headings.words.identity)
    for y in [y for y, row in enumerate(sheet.rows[:HEADER_WITHIN]) if _names_pupils(row, headings)]:
        columns = headed_columns(sheet, y, 1, headings)
        others = [c.index for c in columns if c.meaning.kind == "unknown"]
        if not others or not any(c.meaning.name in identity for c in columns) or not _may_head(sheet.rows[y]):
            continue
        below = sheet.rows[y + 1 :]
        if sum(any(levels.is_sublevel(cell_at(row, x)) for x in others) for row in below) >= LEAST_LEVELS:
            return Table(sheet, columns, y, y + 1)
    return None


def _are_apart(filled: list[list[int]], rows: list[list[Cell]], headings: Headings) -> bool:
    """Whether a header's rows with blank ones among them belong together: those above are nothing but headings.

    `filled` says which columns of each row hold something.
    """
    last = max((n for n, row in enumerate(filled[:-1]) if not row), default=0)
    if not filled[0] or not filled[-1] or len(filled) - filled.count([]) > DEEPEST:
        return False
    above = [text_at(row, x) for row, places in zip(rows, filled[:last], strict=False) for x in places]
    if len(above) == 1 and headings.moments.written_date(above[0])[0] is not None:
        return False  # the day of printing
    return bool(above) and all(m.kind == "result" or m.points for m in map(headings.meaning, above))


def _names_pupils(row: list[Cell], headings: Headings) -> bool:
    """Whether a row holds a word such as UPN or surname; only a quick look, for most rows hold none."""
    return any(isinstance(c, str) and not headings.identifying.isdisjoint(tokens(c)) for c in row if c)


def _is_title(filled: list[int], last: list[Cell], headings: Headings) -> bool:
    """Whether a row of these filled columns holds one text alone, over one in the `last` that says who a pupil is."""
    return len(filled) == 1 and headings.meaning(text_at(last, filled[0])).kind == "column"


def _holds_pupil(sheet: Sheet, top: int, depth: int, headings: Headings) -> bool:
    """Whether an upper row of a header is a pupil's, with a year group above the heading for it."""
    last = sheet.rows[top + depth - 1]
    named = {x: headings.meaning(text_at(last, x)) for x in range(len(last)) if depth > 1}
    named = {x: meaning for x, meaning in named.items() if meaning.kind == "column"}
    for row in sheet.rows[top : top + depth - 1]:
        held = [x for x in named if text_at(row, x)]
        if len(held) > 1 and any(named[x].name == "year" and year_of_cell(row[x]) is not None for x in held):
            return True
    return False


def _says_of_pupil(row: list[Cell], meant: Mapping[int, Meaning], results: str) -> bool:
    """Whether a row is a pupil's and no header, by what somebody said of columns: it holds a year group or a result.

    A file may have no headings at all; its first pupil must not be lost. "W" heads writing, and is a result elsewhere.
    """
    levels = levels_of_all(results)
    for x, said in meant.items():
        text = text_at(row, x)
        result = bool(text) and (number(row[x]) is not None or levels.points_of(text) is not None)
        if said.kind == "result" and result and not said.subject.startswith(plain(text)):
            return True
        if said.name == "year" and text and year_of_cell(row[x]) is not None:
            return True
    return False


def _alike(sheet: Sheet, one: int, other: int) -> bool:
    """Whether two rows hold the same texts."""
    first, second = sheet.rows[one], sheet.rows[other]
    return all(plain(text_at(first, x)) == plain(text_at(second, x)) for x in range(max(len(first), len(second))))


def _may_head(row: list[Cell]) -> bool:
    """Whether a row could be one of a header's: mostly text, and no pupil's number."""
    filled = [c for c in row if not blank(c)]
    if any(map(upn_in, filled)):
        return False
    words = [c for c in filled if isinstance(c, str) and (any(x.isalpha() for x in c) or _DATE.fullmatch(c.strip()))]
    return not filled or len(words) * 3 >= len(filled) or any(not isinstance(c, str | float) for c in filled)


def headed_columns(sheet: Sheet, top: int, depth: int, headings: Headings) -> list[Column]:
    """Every headed column, where a header of `depth` rows begins at `top`."""
    rows = sheet.rows[top : top + depth]
    width = max(len(r) for r in rows)
    above = [_filled(sheet, top + n, width, rows[n + 1 :], headings) for n in range(depth - 1)]
    last = [text_at(rows[-1], x) for x in range(width)]
    columns = []
    for x in range(width):
        parts = [p for p in (*(line[x] for line in above), last[x]) if p]
        parts = [p for n, p in enumerate(parts) if n == 0 or p != parts[n - 1]]
        if not parts:
            continue
        meaning = headings.meaning(" ".join(parts))
        for at in range(1, len(parts)):
            meaning = _named_below(headings.meaning(" ".join(parts[at:])), meaning)
        columns.append(Column(x, " ".join(_as_seen(rows, above, x)), meaning))
    return columns


def _named_below(alone: Meaning, joined: Meaning) -> Meaning:
    """A heading such as UPN says all by itself, whatever stands above it.

    So does "English Dec 10": where merges are not known, "Reading" to its left is no heading of it.
    """
    untold = joined.kind == "unknown" or (joined.kind == "result" and not joined.points)
    if joined.kind == "result" and alone.kind == "left out" and alone.subject:
        return alone
    return alone if alone.kind == "column" and untold else joined


def _as_seen(rows: list[list[Cell]], above: list[list[str]], x: int) -> list[str]:
    """The heading's parts as they stand in the file, a merged one in each of its columns."""
    parts = [line[x].strip() for line in above if line[x]]
    cell = cell_at(rows[-1], x)
    if not blank(cell):
        parts.append(shown(cell).strip()[:LONGEST_HEADING])
    return parts


def _filled(sheet: Sheet, y: int, width: int, below: list[list[Cell]], headings: Headings) -> list[str]:
    """An upper row of a header with each text carried across its own merge, or the blanks after it.

    Only over columns that have a heading further down; a merge is never overstepped. Where texts seem to be typed over
    the middle of their columns, it cannot be told how far each reaches.
    """
    row = sheet.rows[y]
    line = [text_at(row, x) for x in range(width)]
    merged = {left: right for first, left, last, right in sheet.merges if first <= y <= last}
    if not merged and middles(line, below, headings):
        return line
    carried, until = "", width
    for x in range(width):
        if line[x]:
            carried, until = line[x], merged.get(x, width if not merged else x)
        elif carried and x <= until and any(text_at(r, x) for r in below):
            line[x] = carried
        else:
            carried = ""
    return line


def middles(line: list[str], below: list[list[Cell]], headings: Headings) -> list[int]:
    """Where the texts of a row without merges stand, if they seem to be typed over the middle of their columns.

    They do where a column left of the first of them, with nothing above it, is headed as one right of it is.
    """
    headed = ["\n".join(plain(text_at(row, x)) for row in below).strip() for x in range(len(line))]
    about = [x for x, head in enumerate(headed) if head and headings.meaning(head).kind != "column"]
    texts = [x for x in about if line[x]]
    right = {headed[x] for x in about if texts and x >= texts[0]}
    return texts if any(x < texts[0] and headed[x] in right for x in about if texts) else []
