"""Headings that stand on a sheet more than once: printed again for each page, or those of another table."""

import re
from datetime import date
from itertools import compress

from siptui.sheets.cells import Cell, Sheet, blank, plain, shown
from siptui.tracking.tables.rows_of_totals import Totals
from siptui.tracking.tables.table import Table, text_at
from siptui.tracking.vocabulary.headings import Headings, Meaning
from siptui.tracking.vocabulary.schema_tables import Wordings
from siptui.tracking.vocabulary.year_names import year_of_name

_WORD = re.compile(r"[^\W\d_]{2}")  # levels have single letters


def find_repeats(table: Table, headings: Headings) -> int | None:
    """Note in `table.again` where its own headings stand again; the row (from 0) where another table's do, if any."""
    own = [_texts(table, y) for y in range(table.top, table.first)]
    whose = _says_whose(table)
    for y in sorted({*_naming(table.sheet, headings), *_like_last(table, own[-1], headings)}):
        if y >= len(table.sheet.rows) or table.top <= y < table.first or y in table.again:
            continue
        block = _again(table, y, own)
        if not block and not _is_header(table, y, headings):
            continue
        if not block or not whose or not _plain_before(table, block[0] - 1, headings.words):
            return y
        table.again += block
    return None


def find_other(table: Table, headings: Headings) -> int | None:
    """The first row (from 0) between pupils that gives results another heading, and none to names."""
    results = {c.index: c.meaning for c in table.columns if c.meaning.kind == "result" or c.meaning.points}
    held = {c: text_at([c], 0) for c in set[Cell]().union(*map(table.sheet.held, results)) if isinstance(c, str | date)}
    words = {c: text for c, text in held.items() if isinstance(c, date) or _may_head(text, headings)}
    found: set[int] = set()
    for x, meaning in results.items():
        texts = words.keys() & table.sheet.held(x)
        own = {plain(text_at(row, x)) for row in table.sheet.rows[table.top : table.first]} if texts else set()
        by_letter = not own.isdisjoint(headings.words.letters)
        texts = {c for c in texts if plain(words[c]) not in own and (by_letter or len(words[c].strip()) > 1)}
        other = {c for c in texts if _unlike(_said(words[c], headings), meaning, headings)}
        column = enumerate(table.sheet.column(x)[table.first :] if other else (), table.first)
        found.update(y for y, c in column if c in other)
    return next((y for y in sorted(found - {*table.again}) if _heads_only(table, y, [*results], headings)), None)


def _may_head(text: str, headings: Headings) -> bool:
    return _WORD.search(text) is not None or plain(text) in headings.words.letters


def _said(text: str, headings: Headings) -> Meaning:
    """What a heading says, also a letter for a subject."""
    subject = headings.words.letters.get(plain(text))
    return Meaning("result", subject=subject) if subject else headings.meaning(text)


def _heads_only(table: Table, y: int, results: list[int], headings: Headings) -> bool:
    """Whether a row between pupils holds headings of results, and no name; a pupil may have W in all subjects."""
    texts = [text for x in results if (text := text_at(table.sheet.rows[y], x))]
    named = [c.index for c in table.columns if c.meaning.kind == "column" and text_at(table.sheet.rows[y], c.index)]
    if not all(_said(t, headings).weight for t in texts) or len(named) > all(map(_WORD.search, texts)):
        return False
    parts = table.sheet.rows[table.first : y], table.sheet.rows[y + 1 :]
    return all(_pupils(table, part, results, headings) for part in parts)


def _unlike(said: Meaning, meaning: Meaning, headings: Headings) -> bool:
    """Whether a heading names another subject than a column has, another point in time, or targets."""
    if said.kind in {"result", "left out"} and said.subject and meaning.subject and said.subject != meaning.subject:
        return True
    if meaning.kind == "result" and headings.role(said) not in {"", "result"}:
        return True
    return bool(said.points and meaning.points) and set(said.points).isdisjoint(meaning.points)


def _pupils(table: Table, rows: list[list[Cell]], results: list[int], headings: Headings) -> bool:
    """Whether one of the rows is plainly a pupil's, with a result."""
    totals = Totals(table, headings.words)
    likely = (r for r in rows if any(text_at(r, x) for x in totals.labels) and any(text_at(r, x) for x in results))
    return any(totals.judge(row) == "no" for row in likely)


def _again(table: Table, y: int, own: list[list[str]]) -> range:
    """The rows around `y` that are the table's own headings again: all of them, or the last one alone."""
    here = _texts(table, y)
    for at in reversed(range(len(own))):
        begins = y - at
        rows = range(begins, begins + len(own))
        if here != own[at] or begins < table.first or rows.stop > len(table.sheet.rows):
            continue
        if [_texts(table, n) for n in rows] == own:
            return rows
    return range(y, y + 1) if here == own[-1] and y > table.first else range(0)


def _says_whose(table: Table) -> bool:
    """Whether every page's pupils are known to be of one table: each row, or the sheet's name, says the year group."""
    if table.of("year") or table.of("class"):
        return True
    return year_of_name(table.sheet.name) is not None and all(c.meaning.points for c in table.results)


def _like_last(table: Table, last: list[str], headings: Headings) -> list[int]:
    """The rows below the header that begin as its last row does, and do not name pupils: those are found by that."""
    x = next((x for x, text in enumerate(last) if text), 0)
    if not last or not headings.identifying.isdisjoint(last[x].split()):
        return []
    initials, length = {last[x][:1], last[x][:1].upper()}, len(last[x])
    may = {c for c in table.sheet.held(x) if isinstance(c, str) and c[:1] in initials and len(c) >= length}
    alike = {c for c in may if plain(c) == last[x]}
    return [y for y, c in enumerate(table.sheet.column(x)) if c in alike and y >= table.first] if alike else []


def cell_text(row: list[Cell], x: int) -> str:
    """A cell as it is compared."""
    return plain(text_at(row, x))


def _naming(sheet: Sheet, headings: Headings) -> list[int]:
    """The rows of a sheet that hold a word which tells pupils apart, such as UPN; most hold none. Looked for once."""

    def look() -> list[int]:
        found: set[int] = set()
        for x, column in enumerate(sheet.columns):
            naming = {c for c in sheet.held(x) if isinstance(c, str) and not c[1:12].isdigit() and _names(c, headings)}
            found.update(compress(range(len(column)), map(naming.__contains__, column)) if naming else ())
        return sorted(found)

    return headings.memo.of("naming", sheet, look)


def _names(text: str, headings: Headings) -> bool:
    """Whether a word of a text tells pupils apart."""
    return not headings.identifying.isdisjoint((text.casefold() if text.isascii() else plain(text)).split())


def _is_header(table: Table, y: int, headings: Headings) -> bool:
    """Whether a row's cells are headings of pupils and of something else."""
    row = table.sheet.rows[y]
    texts = [c for c in row if isinstance(c, str) and not blank(c)]
    if len(texts) < 2 or all(headings.identifying.isdisjoint(plain(t).split()) for t in texts):
        return False
    known = [m for m in map(headings.meaning, texts) if m.weight or m.points]
    names = {m.name for m in known if m.kind == "column"}
    return len(known) > 1 and len(known) * 2 > len(texts) and not names.isdisjoint(headings.words.identity)


def _texts(table: Table, y: int) -> list[str]:
    texts = [plain(text_at(table.sheet.rows[y], x)) for x in range(len(table.sheet.rows[y]))]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _plain_before(table: Table, y: int, words: Wordings) -> bool:
    """Whether the row before repeated headings is blank, a pupil's or a total's, and so says nothing about them."""
    while y > table.first and all(blank(c) for c in table.sheet.rows[y]):
        y -= 1
    row = table.sheet.rows[y]
    filled = [shown(c) for c in row if not blank(c)]
    return len(filled) != 1 and (not filled or any(text_at(row, x) for x in Totals(table, words).labels))
