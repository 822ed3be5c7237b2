"""Part D, the progress grid, and Part E, the targets, as the authority lays them out: a school's own, or blank.

Source: the handbook, Annex A, Parts D and E. Part F is `summary.write_summary`.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from siptui.documents.identity import Identity, digest_of
from siptui.framework import Framework
from siptui.framework.model import AnyBlock, FormField, Measure, MeasuresBlock, ProgressBlock, Subject
from siptui.framework.places import Field, static_places
from siptui.records.change import Record
from siptui.records.problem import Problem, Refused
from siptui.rules.summary import text
from siptui.workbooks.ours import sheet_look
from siptui.workbooks.ours.answer_cell import POINTS, asked_at, put_answer
from siptui.workbooks.ours.identity import PROGRESS, TARGETS, blank
from siptui.workbooks.ours.new_book import Book, drawn
from siptui.workbooks.ours.safe_cells import at, put_text
from siptui.workbooks.save import check

FIRST = 3  # the row under the title and a space
ROOM = 26.0  # points of height to write a comment in, by hand if need be
SOME_ROOM = 18.0  # the same for a figure
MUCH_ROOM = 44.0  # the same for a text


class _Filled(Struct, frozen=True):
    """A form being written: its record, and its places, by the field that they are of, itself, and by path."""

    framework: Framework
    record: Record
    places: dict[int, list[Field]]
    by_path: dict[str, Field]
    sip: str

    def put(self, book: Book, cell: Cell, place: Field | None, names: Sequence[Cell]) -> None:
        """Write what stands at a place into its cell, and say that it is there."""
        if place:
            put_answer(cell, place, self.record.get(place.path))
            book.answer(cell, place.path, names)

    def at(self, path: str) -> Field | None:
        """The place at a path."""
        return self.by_path.get(path)

    def of(self, asked: FormField, slot: int = 0) -> Field | None:
        """The place of a field, or of one of its slots."""
        found = self.places.get(id(asked), [])
        return found[slot] if slot < len(found) else None


def _filled(framework: Framework, record: Record, kind: type[AnyBlock], sip: str) -> _Filled:
    form = next((form for form in framework.forms if any(isinstance(block, kind) for block in form.blocks)), None)
    by_path = {place.path: place for place in static_places(framework, form)} if form else {}
    places: dict[int, list[Field]] = {}
    for place in by_path.values():
        places.setdefault(id(place.asked), []).append(place)
    return _Filled(framework, record, places, by_path, sip)


def write_progress(
    framework: Framework,
    out: Path,
    record: Record | None = None,
    subject: str = "",
    revision: int = 0,
    *,
    today: date | None = None,
    replace: bool = True,
    sip: str = "",
) -> None:
    """Write a school's progress grid to `out`, or the blank one. Raises Refused."""
    check(out, replace=replace)
    filled = _filled(framework, record or {}, ProgressBlock, sip)
    book = _book(filled, framework.progress.title, PROGRESS, subject, revision)
    with drawn(book, out, replace):
        _draw_progress(book, filled, today or date.today())


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
    filled = _filled(framework, record or {}, MeasuresBlock, sip)
    book = _book(filled, framework.targets.title, TARGETS, subject, revision)
    with drawn(book, out, replace):
        _draw_targets(book, filled, measures, today or date.today())


def _book(filled: _Filled, title: str, kind: str, subject: str, revision: int) -> Book:
    framework, record = filled.framework, filled.record
    kept = Identity(subject, kind, framework.name, str(revision), digest_of(record)) if subject else None
    who = filled.sip or text(record, framework.roles.sip)
    return Book(title, who, text(record, framework.roles.name), kept or blank(kind, framework.name))


def _draw_progress(book: Book, filled: _Filled, today: date) -> None:
    framework, record = filled.framework, filled.record
    form, sheet = framework.progress, book.sheet
    points = len(form.points)
    gained, last = points + 2, points + 2 + len(form.comments)
    sheet_look.set_columns(sheet, [12, *[10.5] * points, 13, *[84 / max(1, len(form.comments))] * len(form.comments)])
    sheet_look.title(sheet, form.title)
    places = ((1, 2, 3, gained), (gained + 1, gained + 1, gained + 2, last))
    top = sheet_look.header(sheet, FIRST, sheet_look.school_pairs(framework, record, filled.sip), places)
    row = _early_years(book, filled, top + 1, gained) + 1
    for number, subject in enumerate(form.subjects):
        if number == 1:
            # The first page ends after the first subject: two more of the same size fill the second.
            sheet.row_breaks.append(Break(id=row - 1))
        row = _subject(book, filled, subject, row) + 1
    sheet_look.set_heights(sheet)
    school = text(record, framework.roles.name)
    sheet_look.set_up(sheet, f"{get_column_letter(last)}{row - 2}", (1, top), f"B{top + 1}", school, today)
    sheet_look.protect(sheet)


def _early_years(book: Book, filled: _Filled, row: int, gained: int) -> int:
    """The percentages of the EYFS and, beside them, the groups that are being tracked. Gives the row after."""
    framework, sheet = filled.framework, book.sheet
    form = framework.progress
    sheet_look.banner(sheet, row, form.eyfs_title, gained)
    for number, field in enumerate(form.eyfs, start=row + 1):
        where = sheet_look.labelled(sheet, number, field.label, "", (1, gained - 1, gained, gained))
        at(sheet, number, gained).alignment = sheet_look.CENTRED
        filled.put(book, at(sheet, number, gained), filled.of(field), [at(sheet, number, 1)])
        book.check_entries(framework, field, [where])
    here = row
    for field in form.groups:
        sheet_look.heading(at(sheet, here, gained + 1), field.label, centred=False)
        for slot in range(len(field.slot_names) or 1):
            here += 1
            cell = at(sheet, here, gained + 1)
            sheet_look.entry(cell)
            filled.put(book, cell, filled.of(field, slot), [])
            book.check_entries(framework, field, [cell.coordinate])
            sheet.row_dimensions[here].height = ROOM
        here += 1
    return max(here, row + len(form.eyfs) + 1)


def _subject(book: Book, filled: _Filled, subject: Subject, row: int) -> int:
    """The grid of a subject: a row a year group, a column a point in time. Gives the row after."""
    framework, sheet = filled.framework, book.sheet
    form = framework.progress
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
    phase = text(filled.record, framework.roles.phase)
    for year in form.years_by_phase.get(phase, form.years):
        row += 1
        named = at(sheet, row, 1)
        named.value = year
        sheet_look.form(named, centred=True)
        base = f"{form.at}/{subject.key}/{year}"
        for number, point in enumerate(form.points, start=2):
            cell = at(sheet, row, number)
            sheet_look.entry(cell, centred=True)
            cell.number_format = POINTS
            filled.put(book, cell, filled.at(f"{base}/{point.key}"), [named])
        if form.increase:
            _increase(book, row, gained, columns[form.increase.since], columns[form.increase.until])
        for number, comment in enumerate(form.comments, start=gained + 1):
            cell = at(sheet, row, number)
            sheet_look.entry(cell)
            filled.put(book, cell, filled.at(f"{base}/{comment.key}"), [named])
        sheet.row_dimensions[row].height = ROOM
    score = FormField(key="aps", label=form.points[0].name, kind="number")
    area = f"{columns[form.points[0].key]}{first}:{columns[form.points[-1].key]}{row}"
    book.check_entries(framework, score, [area])
    return row + 1


def _increase(book: Book, row: int, column: int, since: str, until: str) -> None:
    """What was gained over the year: a formula that shows nothing until both ends are there, and its result.

    Rounded far beyond what is shown: 15.2 less 12.1 is 3.0999999999999996 to a computer.
    """
    cell = at(book.sheet, row, column)
    ends = [book.sheet[f"{each}{row}"].value for each in (since, until)]
    before, after = (each if isinstance(each, int | float) else None for each in ends)
    gained = "" if before is None or after is None else round(after - before, 6)
    book.results[cell.coordinate] = gained
    cell.value = f'=IF(AND(ISNUMBER({since}{row}),ISNUMBER({until}{row})),ROUND({until}{row}-{since}{row},6),"")'
    sheet_look.form(cell, centred=True, grey=True)
    cell.number_format = POINTS


def _draw_targets(book: Book, filled: _Filled, measures: Sequence[Measure], today: date) -> None:
    framework, sheet = filled.framework, book.sheet
    form = framework.targets
    widths = [11.3 if column.kind != "text" else 24 for column in form.columns]
    sheet_look.set_columns(sheet, [40, *widths])
    last = len(widths) + 1
    half = (last + 1) // 2
    places = ((1, 1, 2, half), (half + 1, min(half + 2, last - 1), min(half + 3, last), last))
    sheet_look.title(sheet, form.title)
    top = sheet_look.header(sheet, FIRST, sheet_look.school_pairs(framework, filled.record, filled.sip), places)
    # What is asked before the first long text says whom the targets are for; what comes after it, what was agreed.
    texts = [number for number, field in enumerate(form.fields) if field.kind == "text"]
    split = texts[0] if texts else len(form.fields)
    head = _lines(book, filled, form.fields[:split], top, places) + 1
    after = _measures(book, filled, measures, head)
    row = _footnotes(sheet, measures, after + 1, last) + 1
    for field in form.fields[split:]:
        if field.kind == "text":
            sheet_look.labelled(sheet, row, field.label, "", (1, 1, 2, last))
            filled.put(book, at(sheet, row, 2), filled.of(field), [at(sheet, row, 1)])
            sheet.row_dimensions[row].height = MUCH_ROOM
            row += 1
    row = _lines(book, filled, [f for f in form.fields[split:] if f.kind != "text"], row, places)
    sheet_look.set_heights(sheet)
    repeated = (head, head)
    if sheet_look.fits(sheet, after - 1):
        # The targets on the first page, what was agreed about them on the next.
        repeated = (1, top - 1)
        sheet.row_breaks.append(Break(id=after - 1))
    sheet_look.set_up(sheet, f"{get_column_letter(last)}{row - 1}", repeated, f"B{head + 1}", "", today)
    sheet_look.protect(sheet)


def _lines(
    book: Book, filled: _Filled, fields: Sequence[FormField], row: int, places: Sequence[sheet_look.Place]
) -> int:
    its = [(field, place) for field in fields for place in filled.places.get(id(field), [])]
    for number, (field, place) in enumerate(its):
        here, columns = row + number // len(places), places[number % len(places)]
        label = place.label if len(filled.places[id(field)]) > 1 else field.label
        where = sheet_look.labelled(book.sheet, here, label, "", columns)
        cell = at(book.sheet, here, columns[2])
        filled.put(book, cell, place, [at(book.sheet, here, columns[0])])
        book.check_entries(filled.framework, asked_at(filled.framework, place), [where])
    return row + -(-len(its) // len(places))


def _measures(book: Book, filled: _Filled, measures: Sequence[Measure], row: int) -> int:
    """A row a measure, in bold where a law asks for it; each cell takes what the measure is measured in."""
    framework, sheet, columns = filled.framework, book.sheet, filled.framework.targets.columns
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
            filled.put(book, cell, filled.at(f"{framework.targets.at}/{measure.key}/{column.key}"), [named])
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
