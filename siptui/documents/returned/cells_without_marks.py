"""Answers whose bookmark is gone: Word takes it away with the words that are typed over.

Such an answer is known by its place, and only where there can be no doubt: between two cells that are known, or the
ends of the document, there are as many cells as were printed there, and every label among them is the printed one.
"""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from siptui.documents.answer_mark import mark_of
from siptui.documents.layout.note import Document
from siptui.documents.layout.page_content import Cell, Table
from siptui.documents.returned.document_read import CellRead
from siptui.documents.returned.normal_text import normal


class _Printed(Struct, frozen=True):
    """A cell as it was printed: the path of its answer ("" for none), or what must stand in it (None: anything)."""

    path: str = ""
    label: str | None = None


def found_again(printed: Document, cells: Sequence[CellRead]) -> dict[int, str]:
    """The path of the answer in each cell that has lost its bookmark, by the number of the cell."""
    was = _cells_printed(printed)
    marks = {cell.mark: number for number, cell in enumerate(cells) if cell.mark}
    known = [(n, marks[mark]) for n, each in enumerate(was) if each.path and (mark := mark_of(each.path)) in marks]
    found: dict[int, str] = {}
    ends = [(-1, -1), *known, (len(was), len(cells))]
    for (before, there), (after, then) in pairwise(ends):
        between = range(there + 1, then)
        if len(between) != after - before - 1:
            continue
        pairs = list(zip(was[before + 1 : after], between, strict=True))
        if all(_fits(each, cells[number]) for each, number in pairs):
            found |= {number: each.path for each, number in pairs if each.path and not cells[number].several}
    return found


def _fits(was: _Printed, now: CellRead) -> bool:
    return not now.mark and (was.label is None or normal(now.text) == was.label)


def _cells_printed(printed: Document) -> list[_Printed]:
    found: list[_Printed] = []
    seen: set[str] = set()
    for table in (piece for sheet in printed.sheets for piece in sheet.pieces if isinstance(piece, Table)):
        found += [_Printed(label=normal(text)) for text in table.columns]
        for cell in (cell for row in table.rows for cell in row.cells):
            found.append(_printed(cell) if cell.path not in seen else _Printed())
            seen |= {cell.path} - {""}
    return found


def _printed(cell: Cell) -> _Printed:
    if cell.path:
        return _Printed(cell.path)
    said = [cell.text] if cell.text or not cell.help else []
    return _Printed(label=normal("\n".join([*said, *([cell.help] if cell.help else [])]))) if cell.label else _Printed()
