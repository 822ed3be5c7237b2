"""Pupils who stand below "Left" or "Leavers", or beside the date on which they left: do they count? It is asked."""

from collections.abc import Mapping

from siptui.sheets.cells import Cell, blank, plain, shown
from siptui.tracking.asking import LEAVE_OUT, Asking
from siptui.tracking.data import Wordings
from siptui.tracking.headings import tokens
from siptui.tracking.layout import Table

COUNT = "they count"
LEFT = "stands among those who have left"
NOT_LEFT = {"", "n", "no", "-", "0", "false"}


def moved(row: list[Cell], words: Wordings) -> str:
    """ "left" or "joined" if a row holds nothing but a heading of such pupils, else ""."""
    filled = [c for c in row if not blank(c)]
    return said(shown(filled[0]), words) if len(filled) == 1 else ""


def said(text: str, words: Wordings) -> str:
    """The same of a text: "Leavers", "Left July 2010"; a time changes nothing."""
    if len(text) > 40:
        return ""
    times = {w for month in words.months for w in month} | {w for t in words.terms.values() for w in t.words}
    found = tuple(t for t in tokens(text) if not t.isdigit() and t not in times)
    both = {"left": words.leavers, "joined": words.joiners}
    return next((name for name, listed in both.items() if found in map(tokens, listed)), "")


def settle_leavers(table: Table, reasons: dict[int, str], words: Wordings, asking: Asking, ends: set[str]) -> bool:
    """Leave out the pupils who have left, unless somebody says that they count; whether that is still asked.

    `reasons` says why rows are no pupils ("" for one); those in `ends` end what a heading is about.
    """
    sheet = table.sheet
    heads = {y: moved(row, words) for y, row in enumerate(sheet.rows) if y < table.first or reasons.get(y) in ends}
    below = said(sheet.name, words) == "left"
    found: list[int] = []
    for y in sorted({*reasons, *(y for y, what in heads.items() if what)}):
        if y in heads:
            below = heads[y] == "left"
        elif not reasons[y] and (below or _has_left(table, y)):
            found.append(y)
    if not found:
        return False
    lines = ", ".join(str(sheet.line(y)) for y in found[:6]) + (f" and {len(found) - 6} more" if len(found) > 6 else "")
    asks = f"On sheet {sheet.key}, pupils in rows {lines} seem to have left: do they count?"
    place = f"{sheet.name}!A{sheet.line(found[0])}"
    answer = asking.ask(f"rows:{sheet.key}:left", asks, [COUNT, LEAVE_OUT], place)
    reasons |= dict.fromkeys(found, "" if answer == COUNT else LEFT)
    return answer is None


def _has_left(table: Table, y: int) -> bool:
    row: Mapping[int, Cell] = dict(enumerate(table.sheet.rows[y]))
    return any(plain(shown(row.get(x, ""))) not in NOT_LEFT for x in table.of("leaving"))
