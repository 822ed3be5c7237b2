"""Headings typed over the middle of their columns, without a merge: how far each reaches is asked."""

from msgspec import structs

from siptui.records.problem import Place
from siptui.sheets.cells import Sheet, letters
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.tables.header import find_table, headed_columns, middles
from siptui.tracking.tables.table import text_at
from siptui.tracking.vocabulary.headings import Headings

MIDDLE = "each over the middle of its columns"
FIRST = "each over the first of its columns"
ABOVE = 2  # rows above a header that may hold such headings


def settle_bands(sheet: Sheet, headings: Headings, asking: Asking) -> Sheet | None:
    """The sheet with each such heading over all of its columns, as somebody says; None while it is asked."""
    table = find_table(sheet, headings)
    for y in range(max(0, table.top - ABOVE), table.first - 1) if table else ():
        below = sheet.rows[y + 1 : table.first] if table else []
        line = [text_at(sheet.rows[y], x) for x in range(max(map(len, (sheet.rows[y], *below))))]
        merged = any(top <= y <= bottom for top, _, bottom, _ in sheet.merges)
        texts = [] if merged else middles(line, below, headings)
        if not texts:
            continue
        about = [c.index for c in headed_columns(sheet, y + 1, len(below), headings) if c.meaning.kind != "column"]
        groups = {MIDDLE: _around(texts, about), FIRST: _from(texts, about)}
        first = texts[0]
        choices = [*(c for c in groups if groups[c]), LEAVE_OUT]
        place = Place(sheet.name, letters(first), y + 1)
        answer = asking.ask(f"bands:{sheet.key}", "bands", choices, place, sheet=sheet.key, heading=line[first])
        if answer is None:
            return None
        for text, columns in groups.get(answer, {}).items():
            line = [line[text] if x in columns else said for x, said in enumerate(line)]
        sheet = structs.replace(sheet, rows=[*sheet.rows[:y], [*line], *sheet.rows[y + 1 :]])
    return sheet


def _from(texts: list[int], about: list[int]) -> dict[int, list[int]]:
    """The columns from each text to the next."""
    ends = [*texts[1:], about[-1] + 1]
    return {x: [c for c in about if x <= c < end] for x, end in zip(texts, ends, strict=True)}


def _around(texts: list[int], about: list[int]) -> dict[int, list[int]]:
    """As many columns for each text, which stands over one of them; none if they cannot be shared out so."""
    size = len(about) // len(texts)
    shares = {text: about[n * size : (n + 1) * size] for n, text in enumerate(texts)}
    return shares if size * len(texts) == len(about) and all(x in share for x, share in shares.items()) else {}
