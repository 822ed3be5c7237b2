"""Part E, the targets that a school of each phase sets, as the authority lays them out: a school's own, or blank.

Source: the handbook, Annex A, Part E.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from siptui.framework import Framework
from siptui.framework.model import FormField, Measure, MeasuresBlock
from siptui.records.change import Record
from siptui.records.problem import Problem, Refused
from siptui.workbooks.ours import paper, sheet_look
from siptui.workbooks.ours.answer_cell import asked_at
from siptui.workbooks.ours.filled_form import Filled, book_of, filled
from siptui.workbooks.ours.identity import TARGETS
from siptui.workbooks.ours.new_book import Book, drawn
from siptui.workbooks.ours.safe_cells import at, put_text
from siptui.workbooks.save import check

FIRST = 3  # the row under the title and a space
SOME_ROOM = 18.0  # points of height to write a figure in, by hand if need be
MUCH_ROOM = 44.0  # the same for a text
COMMENT = [*range(24, 96, 6)]
"""How wide the column of comments may be."""


def write_targets(
    framework: Framework,
    phase: str,
    out: Path,
    record: Record | None = None,
    subject: str = "",
    revision: int = 0,
    *,
    today: date | None = None,
    replace: bool = True,
    sip: str = "",
) -> None:
    """Write the targets of a school of `phase` to `out`, or the blank form. Raises Refused."""
    check(out, replace=replace)
    measures = [measure for measure in framework.targets.measures if not measure.phases or phase in measure.phases]
    if not measures:
        known = [name for name in framework.phase_names() if any(name in m.phases for m in framework.targets.measures)]
        raise Refused(
            Problem(
                str(out),
                f"{framework.name} has no targets for {phase!r}",
                f"use {', '.join(known)}",
                facts={"framework": framework.name, "phase": phase, "known": known},
                code="no_targets_for_phase",
            )
        )
    its = filled(framework, record or {}, MeasuresBlock, sip)
    book = book_of(its, framework.targets.title, TARGETS, subject, revision)
    with drawn(book, out, replace):
        _draw(book, its, measures, today or date.today())


def _draw(book: Book, its: Filled, measures: Sequence[Measure], today: date) -> None:
    form, sheet = its.framework.targets, book.sheet
    words = [number for number, column in enumerate(form.columns, start=2) if column.kind == "text"]
    sheet_look.set_columns(sheet, [40, *[COMMENT[0] if n in words else 11.3 for n in range(2, len(form.columns) + 2)]])
    last = len(form.columns) + 1
    half = (last + 1) // 2
    places = ((1, 1, 2, half), (half + 1, min(half + 2, last - 1), min(half + 3, last), last))
    sheet_look.title(sheet, form.title)
    top = sheet_look.header(sheet, FIRST, its.school_pairs(), places)
    # What is asked before the first long text says whom the targets are for; what comes after it, what was agreed.
    fields = [field for field in form.fields if its.shows(field)]
    texts = [number for number, field in enumerate(fields) if field.kind == "text"]
    split = texts[0] if texts else len(fields)
    head = _lines(book, its, fields[:split], top, places) + 1
    after = _measures(book, its, measures, head)
    row = _footnotes(sheet, measures, after + 1, last) + 1
    for field in fields[split:]:
        if field.kind == "text":
            sheet_look.labelled(sheet, row, field.label, "", (1, 1, 2, last))
            its.put(book, at(sheet, row, 2), its.of(field), [at(sheet, row, 1)])
            sheet.row_dimensions[row].height = MUCH_ROOM
            row += 1
    row = _lines(book, its, [f for f in fields[split:] if f.kind != "text"], row, places)

    def planned(page: paper.Page) -> paper.Plan:
        """The targets on the first page, what was agreed about them on the next; else a page from measure to measure,
        headed by what they are measured at."""
        if page.of((1, after - 1)) <= page.room:
            return paper.turned_between([(1, after - 1), (after, row - 1)], (1, top - 1))(page)
        each = [(n, n) for n in range(head + 1, after)]
        return paper.turned_between([(1, head), *each, (after, row - 1)], (head, head))(page)

    repeated = paper.lay_out(sheet, words, COMMENT, planned)
    area = f"{get_column_letter(last)}{row - 1}"
    sheet_look.set_up(sheet, area, repeated, f"B{head + 1}", its.school, today)
    sheet_look.protect(sheet)


def _lines(book: Book, its: Filled, fields: Sequence[FormField], row: int, places: Sequence[sheet_look.Place]) -> int:
    asked = [(field, place) for field in fields for place in its.places.get(id(field), [])]
    for number, (field, place) in enumerate(asked):
        here, columns = row + number // len(places), places[number % len(places)]
        label = place.label if len(its.places[id(field)]) > 1 else field.label
        where = sheet_look.labelled(book.sheet, here, label, "", columns)
        cell = at(book.sheet, here, columns[2])
        its.put(book, cell, place, [at(book.sheet, here, columns[0])])
        book.check_entries(its.framework, asked_at(its.framework, place), [where])
    return row + -(-len(asked) // len(places))


def _measures(book: Book, its: Filled, measures: Sequence[Measure], row: int) -> int:
    """A row a measure, in bold where a law asks for it; each cell takes what the measure is measured in."""
    framework, sheet, columns = its.framework, book.sheet, its.framework.targets.columns
    sheet_look.heading(at(sheet, row, 1), "Measure", centred=False)
    for number, column in enumerate(columns, start=2):
        sheet_look.heading(at(sheet, row, number), column.label)
    for measure in measures:
        row += 1
        named = at(sheet, row, 1)
        put_text(named, measure.name)
        sheet_look.form(named, bold=measure.statutory)
        numbers = []
        for number, column in enumerate(columns, start=2):
            cell = at(sheet, row, number)
            sheet_look.entry(cell, centred=column.kind != "text")
            its.put(book, cell, its.at(f"{framework.targets.at}/{measure.key}/{column.key}"), [named])
            if column.kind == "number":
                numbers.append(cell.coordinate)
            else:
                book.check_entries(framework, column, [cell.coordinate])
        asked = FormField(key=measure.key, label=measure.name, kind=measure.unit, prompt=measure.note)
        book.check_entries(framework, asked, numbers)
        sheet.row_dimensions[row].height = SOME_ROOM
    book.name_range("Measures", (row - len(measures), 1), (row, len(columns) + 1))
    return row + 1


def _footnotes(sheet: Worksheet, measures: Sequence[Measure], row: int, last: int) -> int:
    said = [f"{measure.name}: {measure.note}" for measure in measures if measure.note]
    if any(measure.statutory for measure in measures):
        said.insert(0, "In bold: statutory.")
    for words in said:
        sheet_look.note(at(sheet, row, 1), words, size=9)
        at(sheet, row, 1).alignment = sheet_look.WRAPPED
        sheet_look.join(sheet, row, 1, last, boxed=False)
        row += 1
    return row
