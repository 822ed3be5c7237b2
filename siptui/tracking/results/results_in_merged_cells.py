"""A result in a cell merged over several pupils or several times: whose and when it is, is asked."""

from msgspec import structs

from siptui.records.problem import Place
from siptui.sheets.cells import Cell, blank, letters
from siptui.tracking.pupils.pupil_rows import Rows
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.tables.table import Table

EACH, FIRST = "each of them", "the first of them"
MOST_NAMED = 4

Merge = tuple[int, int, int, int]


def settle_merged(table: Table, rows: Rows, asking: Asking) -> bool:
    """Put such results where somebody says that they are; whether nobody has said it yet."""
    sheet = table.sheet
    results, pupils = {c.index for c in table.results}, {p.row for p in rows.pupils}
    found = [m for m in sheet.merges if _holds_results(table, m, results, pupils)]
    if not found or sheet.origins:
        return False
    places = [f"{letters(x)}{sheet.line(y)}:{letters(right)}{sheet.line(bottom)}" for y, x, bottom, right in found]
    more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    place = Place(sheet.name, letters(found[0][1]), sheet.line(found[0][0]))
    about = {"sheet": sheet.key, "cells": ", ".join(places[:MOST_NAMED]) + more}
    answer = asking.ask(f"merged:{sheet.key}", "merged", [EACH, FIRST, LEAVE_OUT], place, **about)
    if answer in {EACH, LEAVE_OUT}:
        cells = list(map(list, sheet.rows))
        for merge in found:
            _fill(cells, merge, answer == EACH)
        table.sheet = structs.replace(sheet, rows=cells)
    return answer is None


def _holds_results(table: Table, merge: Merge, results: set[int], pupils: set[int]) -> bool:
    """Whether a merged cell holds something and reaches over several pupils or several columns of results."""
    top, left, bottom, right = merge
    if blank(table.sheet.cell(top, left)) or left not in results:
        return False
    mine = sum(top <= y <= bottom for y in pupils)
    return mine > 0 and (mine > 1 or sum(left <= x <= right for x in results) > 1)


def _fill(cells: list[list[Cell]], merge: Merge, each: bool) -> None:
    top, left, bottom, right = merge
    value = cells[top][left] if each else ""
    for row in cells[top : bottom + 1]:
        row[left : right + 1] = [value] * len(row[left : right + 1])
