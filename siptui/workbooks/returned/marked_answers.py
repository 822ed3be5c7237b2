"""The answers in the sheets of a workbook of ours, found by their marks wherever rows and columns have gone."""

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from siptui.records.controls_made_visible import quoted
from siptui.records.problem import Place
from siptui.sheets.cells import Cell, Sheet, blank, letters
from siptui.sheets.own_marks import corner_of
from siptui.workbooks.ours.answer_marks import COLUMN, RowMark, digest_of, row_mark
from siptui.workbooks.ours.identity import SHEET

MOST_STRANGE = 20


class MarkedAnswer(Struct, frozen=True):
    """What a cell holds, of which path, and where it stands."""

    path: str
    cell: Cell
    place: Place


class MarkedSheets(Struct):
    """The answers of a workbook's sheets; the paths whose row or column is not what it was; words that are no answer.

    Of `lost` nothing was taken. `strange` are cells with words in rows that siptui did not write.
    """

    answers: list[MarkedAnswer] = field(default_factory=list)
    lost: dict[str, str] = field(default_factory=dict)
    """By path, why."""
    strange: list[tuple[Place, str]] = field(default_factory=list)


def marked_answers(sheets: Sequence[Sheet]) -> MarkedSheets:
    """Every answer of the sheets of a workbook."""
    found = MarkedSheets()
    for sheet in sheets:
        corner = corner_of(sheet) if sheet.name != SHEET else None
        if corner:
            _of_sheet(sheet, *corner, found)
    return found


def _of_sheet(sheet: Sheet, bottom: int, beside: int, found: MarkedSheets) -> None:
    columns = {str(cell): x for x, cell in enumerate(sheet.rows[bottom]) if COLUMN.fullmatch(str(cell))}
    marks = {y: mark for y in range(bottom) if (mark := row_mark(sheet.text(y, beside)))}
    by_digest: dict[tuple[str, ...], list[RowMark]] = {}
    for mark in marks.values():
        by_digest.setdefault((mark.digest, *mark.named_by), []).append(mark)
    for y, mark in marks.items():
        meant: RowMark | None = mark
        digest = digest_of(sheet.text(y, columns[each]) for each in mark.named_by if each in columns)
        if digest != mark.digest:
            others = by_digest.get((digest, *mark.named_by), [])
            meant = others[0] if len(others) == 1 else None
        if meant is None:
            named = " ".join(sheet.text(y, columns[each]) for each in mark.named_by if each in columns)
            why = f"row {y + 1} of {sheet.name} is now called {quoted(named)}"
            found.lost.update(dict.fromkeys(mark.paths.values(), why))
            continue
        for column, path in meant.paths.items():
            if column in columns:
                x = columns[column]
                found.answers.append(MarkedAnswer(path, sheet.cell(y, x), Place(sheet.name, letters(x), y + 1)))
            else:
                found.lost[path] = f"the column of {sheet.name} that it stood in is gone"
    for answer in found.answers:
        found.lost.pop(answer.path, None)
    found.strange += list(_strange(sheet, bottom, beside, set(marks), columns))[:MOST_STRANGE]


def _strange(
    sheet: Sheet, bottom: int, beside: int, marked: set[int], columns: dict[str, int]
) -> Iterator[tuple[Place, str]]:
    """Words in rows below the first answer that have no mark of ours."""
    first = min(marked, default=bottom)
    for y in range(first, bottom):
        if y in marked or sheet.text(y, beside):
            continue
        for x in columns.values():
            if not blank(sheet.cell(y, x)):
                yield Place(sheet.name, letters(x), y + 1), sheet.text(y, x)
