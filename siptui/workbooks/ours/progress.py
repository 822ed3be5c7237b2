"""Part D, the progress grid, as the authority lays it out: a school's own, or blank.

Source: the handbook, Annex A, Part D.
"""

from datetime import date
from pathlib import Path

from openpyxl.utils import get_column_letter

from siptui.framework import Framework
from siptui.framework.model import FormField, ProgressBlock, Subject
from siptui.records.change import Record
from siptui.records.problem import Problem, Refused
from siptui.rules.progress import increase
from siptui.rules.summary import text
from siptui.workbooks.ours import paper, sheet_look
from siptui.workbooks.ours.answer_cell import POINTS
from siptui.workbooks.ours.charts.charted import Charted
from siptui.workbooks.ours.filled_form import Filled, book_of, filled
from siptui.workbooks.ours.identity import PROGRESS
from siptui.workbooks.ours.increase_cell import put_increase
from siptui.workbooks.ours.new_book import Book, drawn
from siptui.workbooks.ours.safe_cells import at, safe_title
from siptui.workbooks.save import check

FIRST = 3  # the row under the title and a space
ROOM = 26.0  # points of height to write a comment in, by hand if need be
COMMENTS = [*range(84, 156, 8)]
"""How wide the columns of comments may be together."""


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
    by_subject: bool = False,
) -> None:
    """Write a school's progress grid to `out`, or the blank one; perhaps a sheet a subject. Raises Refused."""
    check(out, replace=replace)
    its = filled(framework, record or {}, ProgressBlock, sip)
    book = book_of(its, framework.progress.title, PROGRESS, subject, revision)
    with drawn(book, out, replace):
        day = today or date.today()
        charted = _draw(book, its, day, by_subject)
        if record:
            from siptui.workbooks.ours.charts.progress_chart import add_progress_charts

            add_progress_charts(book, framework, record, charted, day)


def _draw(book: Book, its: Filled, today: date, by_subject: bool) -> list[Charted]:
    """Draw the form, on a sheet or on a sheet a subject; gives where the figures of each subject stand."""
    form = its.framework.progress
    subjects = form.subjects if its.asks(ProgressBlock) else []
    if by_subject and subjects:
        if any(its.asks(asked) for asked in (form.eyfs, form.groups) if asked):
            _Page(book, its, form.title).end(today)
            book.add(subjects[0].name)
        else:
            book.sheet.title = safe_title(subjects[0].name, book.workbook.sheetnames)
        charted = []
        for number, subject in enumerate(subjects):
            if number:
                book.add(subject.name)
            page = _Page(book, its, form.title, early_years=False)
            charted.append(page.subject(subject))
            page.end(today)
        return charted
    page = _Page(book, its, form.title)
    charted = [page.subject(subject) for subject in subjects]
    if not book.has_answers:
        what = f"asks a school of the phase {text(its.record, its.framework.roles.phase)!r} for nothing"
        raise Refused(Problem(form.title, what, "export the other parts of its note", code="nothing_to_write"))
    page.end(today)
    return charted


class _Page:
    """The latest sheet of a book, being drawn from its title downwards."""

    def __init__(self, book: Book, its: Filled, title: str, early_years: bool = True) -> None:
        self.book, self.its, form = book, its, its.framework.progress
        self.points, self.words = len(form.points), len(form.comments)
        self.gained, self.last = self.points + 2, self.points + 2 + self.words
        sheet_look.set_columns(book.sheet, [12, *[10.5] * self.points, 13, *[self._wide(COMMENTS[0])] * self.words])
        sheet_look.title(book.sheet, title)
        places = ((1, 2, 3, self.gained), (self.gained + 1, self.gained + 1, self.gained + 2, self.last))
        self.top = sheet_look.header(book.sheet, FIRST, its.school_pairs(), places)
        after = _early_years(book, its, self.top + 1, self.gained) if early_years else self.top
        self.row = after + 1
        self.parts = [(1, after)]

    def _wide(self, together: float) -> float:
        return together / max(1, self.words)

    def subject(self, subject: Subject) -> Charted:
        """Draw a subject's grid below what is there."""
        first, self.row = self.row, _subject(self.book, self.its, subject, self.row) + 1
        self.parts.append((first, self.row - 1))
        rows = {year: first + 2 + number for number, year in enumerate(_years(self.its))}
        return Charted(subject, self.book.sheet, first + 1, rows)

    def end(self, today: date) -> None:
        """Make the sheet ready to print, and lock what is printed on it."""
        sheet, comments = self.book.sheet, range(self.gained + 1, self.last + 1)
        planned = paper.turned_between(self.parts, (1, self.top))
        repeated = paper.lay_out(sheet, comments, [self._wide(each) for each in COMMENTS], planned)
        area = f"{get_column_letter(self.last)}{self.row - 2}"
        sheet_look.set_up(sheet, area, repeated, f"B{self.top + 1}", self.its.school, today)
        sheet_look.protect(sheet)


def _years(its: Filled) -> list[int]:
    form, phase = its.framework.progress, text(its.record, its.framework.roles.phase)
    return form.years_by_phase.get(phase, form.years)


def _early_years(book: Book, its: Filled, row: int, gained: int) -> int:
    """The percentages of the EYFS and, beside them, the groups that are being tracked. Gives the row after."""
    form, sheet = its.framework.progress, book.sheet
    below = here = row
    if its.asks(form.eyfs):
        sheet_look.banner(sheet, row, form.eyfs_title, gained)
        for below, field in enumerate(form.eyfs, start=row + 1):
            where = sheet_look.labelled(sheet, below, field.label, "", (1, gained - 1, gained, gained))
            at(sheet, below, gained).alignment = sheet_look.CENTRED
            its.put(book, at(sheet, below, gained), its.of(field), [at(sheet, below, 1)])
            book.check_entries(its.framework, field, [where])
        below += 1
    for field in form.groups if its.asks(form.groups) else ():
        sheet_look.heading(at(sheet, here, gained + 1), field.label, centred=False)
        for slot in range(len(field.slot_names) or 1):
            here += 1
            cell = at(sheet, here, gained + 1)
            sheet_look.entry(cell)
            its.put(book, cell, its.of(field, slot), [])
            book.check_entries(its.framework, field, [cell.coordinate])
            sheet.row_dimensions[here].height = ROOM
        here += 1
    return max(here, below)


def _subject(book: Book, its: Filled, subject: Subject, row: int) -> int:
    """The grid of a subject: a row a year group, a column a point in time. Gives the row after."""
    form, sheet = its.framework.progress, book.sheet
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
    for year in _years(its):
        row += 1
        named = at(sheet, row, 1)
        named.value = year
        sheet_look.form(named, centred=True)
        base = f"{form.at}/{subject.key}/{year}"
        for number, point in enumerate(form.points, start=2):
            cell = at(sheet, row, number)
            sheet_look.entry(cell, centred=True)
            cell.number_format = POINTS
            its.put(book, cell, its.at(f"{base}/{point.key}"), [named])
        if form.increase:
            ends = columns[form.increase.since], columns[form.increase.until]
            put_increase(book, at(sheet, row, gained), *ends, increase(its.framework, its.record, subject.key, year))
        for number, comment in enumerate(form.comments, start=gained + 1):
            cell = at(sheet, row, number)
            sheet_look.entry(cell)
            its.put(book, cell, its.at(f"{base}/{comment.key}"), [named])
        sheet.row_dimensions[row].height = ROOM
    score = FormField(key="aps", label=form.points[0].name, kind="number")
    area = f"{columns[form.points[0].key]}{first}:{columns[form.points[-1].key]}{row}"
    book.check_entries(its.framework, score, [area])
    book.name_range(subject.name, (first - 1, 1), (row, len(labels)))
    return row + 1
