"""The authority's forms as blank workbooks for a school to fill in: Part D, the progress grid, and Part E, the targets.

Source: the handbook, Annex A, Parts D and E. Blank Part F is `summary.write_summary` of an empty record.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from siptui.framework import Framework
from siptui.framework.model import FormField, Measure, Subject
from siptui.records.problem import Problem, Refused
from siptui.workbooks.ours import sheet_look
from siptui.workbooks.ours.identity import Identity
from siptui.workbooks.ours.new_book import Book
from siptui.workbooks.ours.safe_cells import DATE_FORMAT, at, put_text
from siptui.workbooks.save import check, save

FIRST = 3  # the row under the title and a space
POINTS_PLACE = "0.0"  # an average point score as it is shown; what is kept is not rounded
ROOM = 26.0  # points of height to write a comment in, by hand if need be
SOME_ROOM = 18.0  # the same for a figure
MUCH_ROOM = 44.0  # the same for a text


def write_progress(framework: Framework, out: Path, *, today: date | None = None) -> None:
    """Write the blank progress grid to `out`. Raises Refused."""
    check(out)
    book = Book(framework.progress.title, "", "", Identity("progress", framework.name))
    _draw_progress(book, framework, today or date.today())
    save(book.workbook, out)


def write_targets(framework: Framework, phase: str, out: Path, *, today: date | None = None) -> None:
    """Write the blank target form for schools of `phase` to `out`. Raises Refused."""
    check(out)
    measures = [measure for measure in framework.targets.measures if phase in measure.phases]
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
    book = Book(framework.targets.title, "", "", Identity("targets", framework.name))
    _draw_targets(book, framework, measures, today or date.today())
    save(book.workbook, out)


def _draw_progress(book: Book, framework: Framework, today: date) -> None:
    form, sheet = framework.progress, book.sheet
    points = len(form.points)
    gained, last = points + 2, points + 2 + len(form.comments)
    sheet_look.set_columns(sheet, [12, *[10.5] * points, 13, *[84 / max(1, len(form.comments))] * len(form.comments)])
    sheet_look.title(sheet, form.title)
    places = ((1, 2, 3, gained), (gained + 1, gained + 1, gained + 2, last))
    top = sheet_look.header(sheet, FIRST, sheet_look.school_pairs(framework, {}), places)
    row = _early_years(book, framework, top + 1, gained) + 1
    for number, subject in enumerate(form.subjects):
        if number == 1:
            # The first page ends after the first subject: two more of the same size fill the second.
            sheet.row_breaks.append(Break(id=row - 1))
        row = _subject(book, framework, subject, row) + 1
    sheet_look.set_heights(sheet)
    sheet_look.set_up(sheet, f"{get_column_letter(last)}{row - 2}", (1, top), f"B{top + 1}", "", today)
    sheet_look.protect(sheet)


def _early_years(book: Book, framework: Framework, row: int, gained: int) -> int:
    """The percentages of the EYFS and, beside them, the groups that are being tracked. Gives the row after."""
    form, sheet = framework.progress, book.sheet
    sheet_look.banner(sheet, row, form.eyfs_title, gained)
    for number, field in enumerate(form.eyfs, start=row + 1):
        where = sheet_look.labelled(sheet, number, field.label, "", (1, gained - 1, gained, gained))
        at(sheet, number, gained).alignment = sheet_look.CENTRED
        book.check_entries(framework, field, [where])
    here = row
    for field in form.groups:
        sheet_look.heading(at(sheet, here, gained + 1), field.label, centred=False)
        for slot in range(len(field.slot_names) or 1):
            here += 1
            cell = at(sheet, here, gained + 1)
            sheet_look.entry(cell)
            put_text(cell, field.preset_at(slot))
            book.check_entries(framework, field, [cell.coordinate])
            sheet.row_dimensions[here].height = ROOM
        here += 1
    return max(here, row + len(form.eyfs) + 1)


def _subject(book: Book, framework: Framework, subject: Subject, row: int) -> int:
    """The grid of a subject: a row a year group, a column a point in time. Gives the row after."""
    form, sheet = framework.progress, book.sheet
    columns = {point.key: get_column_letter(number) for number, point in enumerate(form.points, start=2)}
    gained = len(columns) + (2 if form.increase else 1)
    labels = [
        form.year_label,
        *(p.label for p in form.points),
        *([form.increase.label] if form.increase else []),
        *(c.label for c in form.comments),
    ]
    sheet_look.banner(sheet, row, f"{form.subject_label}: {subject.name}", len(labels))
    row += 1
    for number, label in enumerate(labels, start=1):
        sheet_look.heading(at(sheet, row, number), label)
    first = row + 1
    for year in form.years:
        row += 1
        cell = at(sheet, row, 1)
        cell.value = year
        sheet_look.form(cell, centred=True)
        for number in range(2, gained):
            sheet_look.entry(at(sheet, row, number), centred=True)
            at(sheet, row, number).number_format = POINTS_PLACE
        if form.increase:
            _increase(sheet, row, gained, columns[form.increase.since], columns[form.increase.until])
        for number in range(gained + 1, len(labels) + 1):
            sheet_look.entry(at(sheet, row, number))
        sheet.row_dimensions[row].height = ROOM
    score = FormField(key="aps", label=form.points[0].name, kind="number")
    area = f"{columns[form.points[0].key]}{first}:{columns[form.points[-1].key]}{row}"
    book.check_entries(framework, score, [area])
    return row + 1


def _increase(sheet: Worksheet, row: int, column: int, since: str, until: str) -> None:
    """What was gained over the year: a formula that shows nothing until both ends are there.

    Rounded far beyond what is shown: 15.2 less 12.1 is 3.0999999999999996 to a computer.
    """
    cell = at(sheet, row, column)
    cell.value = f'=IF(AND(ISNUMBER({since}{row}),ISNUMBER({until}{row})),ROUND({until}{row}-{since}{row},6),"")'
    sheet_look.form(cell, centred=True, grey=True)
    cell.number_format = POINTS_PLACE


def _draw_targets(book: Book, framework: Framework, measures: Sequence[Measure], today: date) -> None:
    form, sheet = framework.targets, book.sheet
    widths = [11.3 if column.kind != "text" else 24 for column in form.columns]
    sheet_look.set_columns(sheet, [40, *widths])
    last = len(widths) + 1
    half = (last + 1) // 2
    places = ((1, 1, 2, half), (half + 1, min(half + 2, last - 1), min(half + 3, last), last))
    sheet_look.title(sheet, form.title)
    top = sheet_look.header(sheet, FIRST, sheet_look.school_pairs(framework, {}), places)
    # What is asked before the first long text says whom the targets are for; what comes after it, what was agreed.
    texts = [number for number, field in enumerate(form.fields) if field.kind == "text"]
    split = texts[0] if texts else len(form.fields)
    head = _lines(book, framework, form.fields[:split], top, places) + 1
    after = _measures(book, framework, measures, head)
    row = _footnotes(sheet, measures, after + 1, last) + 1
    for field in form.fields[split:]:
        if field.kind == "text":
            sheet_look.labelled(sheet, row, field.label, "", (1, 1, 2, last))
            sheet.row_dimensions[row].height = MUCH_ROOM
            row += 1
    row = _lines(book, framework, [f for f in form.fields[split:] if f.kind != "text"], row, places)
    sheet_look.set_heights(sheet)
    repeated = (head, head)
    if sheet_look.fits(sheet, after - 1):
        # The targets on the first page, what was agreed about them on the next.
        repeated = (1, top - 1)
        sheet.row_breaks.append(Break(id=after - 1))
    sheet_look.set_up(sheet, f"{get_column_letter(last)}{row - 1}", repeated, f"B{head + 1}", "", today)
    sheet_look.protect(sheet)


def _lines(
    book: Book, framework: Framework, fields: Sequence[FormField], row: int, places: Sequence[sheet_look.Place]
) -> int:
    for number, field in enumerate(fields):
        where = sheet_look.labelled(
            book.sheet, row + number // len(places), field.label, "", places[number % len(places)]
        )
        if field.kind == "date":
            book.sheet[where].number_format = DATE_FORMAT
        book.check_entries(framework, field, [where])
    return row + -(-len(fields) // len(places))


def _measures(book: Book, framework: Framework, measures: Sequence[Measure], row: int) -> int:
    """A row a measure, in bold where a law asks for it; each cell takes what the measure is measured in."""
    sheet, columns = book.sheet, framework.targets.columns
    sheet_look.heading(at(sheet, row, 1), "Measure", centred=False)
    for number, column in enumerate(columns, start=2):
        sheet_look.heading(at(sheet, row, number), column.label)
    for measure in measures:
        row += 1
        cell = at(sheet, row, 1)
        put_text(cell, measure.name)
        sheet_look.form(cell, bold=measure.statutory)
        numbers = []
        for number, column in enumerate(columns, start=2):
            cell = at(sheet, row, number)
            sheet_look.entry(cell, centred=column.kind != "text")
            if column.kind == "number":
                numbers.append(cell.coordinate)
            else:
                book.check_entries(framework, column, [cell.coordinate])
        asked = FormField(key=measure.key, label=measure.name, kind=measure.unit, prompt=measure.note)
        book.check_entries(framework, asked, numbers)
        sheet.row_dimensions[row].height = SOME_ROOM
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
