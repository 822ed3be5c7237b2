"""Headings that stand on a sheet more than once: printed again for each page, or those of another table."""

from siptui.tracking.cells import Cell, Sheet, blank, plain, shown
from siptui.tracking.data import Wordings
from siptui.tracking.headings import Headings
from siptui.tracking.layout import Table, text_at
from siptui.tracking.totals import Totals


def find_repeats(table: Table, headings: Headings) -> int | None:
    """Note in `table.again` where its own headings stand again; the row (from 0) where another table's do, if any."""
    depth = table.first - table.top
    own = [_texts(table, y) for y in range(table.top, table.first)]
    for y in _naming(table.sheet, headings):
        if y >= len(table.sheet.rows) or table.top <= y < table.first or not _is_header(table, y, headings):
            continue
        begins = y - depth + 1
        if begins < table.first or [_texts(table, n) for n in range(begins, y + 1)] != own:
            return y
        if not table.of("year") or not _plain_before(table, begins - 1, headings.words):
            return y
        table.again += range(begins, y + 1)
    return None


def cell_text(row: list[Cell], x: int) -> str:
    """A cell as it is compared."""
    return plain(text_at(row, x))


def _naming(sheet: Sheet, headings: Headings) -> list[int]:
    """The rows of a sheet that hold a word which tells pupils apart, such as UPN; most hold none. Looked for once."""
    if sheet.naming is None:
        texts = [c for c in set().union(*sheet.rows) if isinstance(c, str) and not (len(c) == 13 and c[1:12].isdigit())]
        words = ((t, (t.casefold() if t.isascii() else plain(t)).split()) for t in texts)
        naming = {t for t, said in words if not headings.identifying.isdisjoint(said)}
        sheet.naming = [y for y, row in enumerate(sheet.rows) if not naming.isdisjoint(row)]
    return sheet.naming


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
