"""Any form, or the note of a year, written as a workbook: entry cells open, what may be chosen offered, ready to print.

What comes back in it is read by `siptui.workbooks.returned`.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from siptui.documents.export import NOTE
from siptui.documents.identity import Identity, digest_of
from siptui.documents.layout.note import Document, note, one_form
from siptui.framework.model import Form, Scale, ScaleValue
from siptui.framework.places import Field
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.records.problem import Problem, Refused
from siptui.rules.summary import part_f, text
from siptui.workbooks.forms.answer_rows import AnswerRow, AnswerSheet, Banner, Gained
from siptui.workbooks.forms.sheet_layout import sheets_of
from siptui.workbooks.ours import sheet_look
from siptui.workbooks.ours.answer_cell import USUAL, WIDTHS, as_graded, asked_at, put_answer
from siptui.workbooks.ours.grade_shades import shade
from siptui.workbooks.ours.identity import PROGRESS, SUMMARY
from siptui.workbooks.ours.increase_cell import put_increase
from siptui.workbooks.ours.new_book import Book, drawn
from siptui.workbooks.ours.safe_cells import at, put_text
from siptui.workbooks.save import check

HEAD = 4  # the row of headings, under the title, whose it is, and a space
LABELS = {"": 40.0, "Code": 9.0, "No.": 14.0, "Indicator": 52.0, "Statement": 80.0, "Measure": 52.0}
NAMED, LEAST, BESIDES = 26.0, 11.0, 4.0  # a column of names is as wide as they are, within these
SHORT = 3  # letters of a grade that nobody need know the meaning of
ALONE = 84.0  # the column of answers where there is one


def write_form(
    fields: Fields,
    record: Record,
    subject: str,
    revision: int,
    out: Path,
    *,
    form: str = NOTE,
    visit: str = "",
    today: date | None = None,
    replace: bool = False,
    sip: str = "",
    by_subject: bool = False,
) -> list[str]:
    """Write the note, or the form of that path, to `out`; of an empty record, the blank form. Gives what to know of it.

    Raises Refused, and then `out` is as it was: also for a file that is there, unless it is to `replace` it.
    """
    check(out, replace=replace)
    day = today or date.today()
    document = note(fields, record, day, visit) if form == NOTE else one_form(fields, record, form, day)
    identity = Identity(subject, document.form, fields.framework.name, str(revision), digest_of(record))
    who = sip or text(record, fields.framework.roles.sip) or fields.framework.identity.authority
    sheets = [
        each
        for sheet in document.sheets
        if sheet.place and (own := fields.form_at(sheet.place))
        for each in sheets_of(fields, record, own, sheet.place, day, by_subject)
    ]
    if not sheets:
        raise Refused(Problem(str(out), "asks for nothing that a workbook could hold", code="nothing_to_write"))
    book = Book(document.title, who, document.whose, identity, sheets[0].title)
    with drawn(book, out, replace):
        for number, each in enumerate(sheets):
            if number:
                book.add(each.title)
            _Drawing(book, fields, record, each).draw(document, day)
        if (its := fields.form_at(form)) and record:
            _add_charts(book, fields, record, its, day)
    return [f"it is a draft ({', '.join(document.states)})"] if document.draft and document.states else []


def _add_charts(book: Book, fields: Fields, record: Record, form: Form, day: date) -> None:
    """Charts where people look: of a progress grid's measures, and of a summary."""
    if form.kind == PROGRESS:
        from siptui.workbooks.ours.charts.measure_chart import add_measure_charts

        add_measure_charts(book, fields.framework, record, form, day)
    elif form.kind == SUMMARY:
        from siptui.workbooks.ours.charts.category_chart import add_category_chart

        add_category_chart(book, fields.framework, record, part_f(fields.framework, record), day)


class _Drawing:
    """A sheet being drawn."""

    def __init__(self, book: Book, fields: Fields, record: Record, layout: AnswerSheet) -> None:
        self.book, self.fields, self.record, self.layout = book, fields, record, layout
        self.sheet: Worksheet = book.sheet
        self.named = len(layout.headings)
        self.last = self.named + len(layout.columns)
        self.entries: dict[int, list[tuple[str, Field]]] = {}

    def draw(self, document: Document, today: date) -> None:
        sheet, layout = self.sheet, self.layout
        sheet_look.set_columns(sheet, [*map(self._label_width, range(self.named)), *self._answer_widths()])
        sheet_look.title(sheet, _headed(document.title, layout.title))
        sheet_look.join(sheet, 1, 1, self.last, boxed=False)
        at(sheet, 1, 1).alignment = sheet_look.WRAPPED
        sheet_look.note(at(sheet, 2, 1), document.whose)
        headed = any(layout.headings) or any(column.heading for column in layout.columns)
        if headed:
            heads = [*layout.headings, *(column.heading for column in layout.columns)]
            for number, words in enumerate(heads, start=1):
                sheet_look.heading(at(sheet, HEAD, number), words, centred=number > self.named)
        row = HEAD if headed else HEAD - 1
        for each in layout.rows:
            row += 1
            if isinstance(each, Banner):
                sheet_look.banner(sheet, row, each.text, self.last)
                if len(each.text) > 100:  # printed words, which would run off the page
                    sheet_look.join(sheet, row, 1, self.last, boxed=False)
                    at(sheet, row, 1).alignment = sheet_look.WRAPPED
            else:
                self._row(row, each)
        if headed:
            self.book.name_range(sheet.title, (HEAD, 1), (row, self.last))
        scales = self._offer()
        row = self._key(row + 2, scales) if scales else row
        sheet_look.set_heights(sheet)
        below = f"{get_column_letter(self.named + 1)}{HEAD + 1}"
        sheet_look.set_up(sheet, f"{get_column_letter(self.last)}{row}", (HEAD, HEAD), below, document.whose, today)
        sheet_look.protect(sheet)

    def _label_width(self, number: int) -> float:
        heading = self.layout.headings[number]
        names = [
            row.labels[number] for row in self.layout.rows if isinstance(row, AnswerRow) and number < len(row.labels)
        ]
        longest = max(map(len, [heading, *names]))
        return LABELS.get(heading, min(NAMED, max(LEAST, longest + BESIDES)))

    def _answer_widths(self) -> list[float]:
        if len(self.layout.columns) == 1 and not self.layout.columns[0].heading:
            return [ALONE]
        columns = self.layout.columns
        wanted = [WIDTHS.get(each.sample.kind if each.sample else "", USUAL) for each in columns]
        return [max(w, sheet_look.least_width(each.heading)) for w, each in zip(wanted, columns, strict=True)]

    def _row(self, row: int, what: AnswerRow) -> None:
        names = []
        for column, words in enumerate(what.labels, start=1):
            cell = at(self.sheet, row, column)
            put_text(cell, words)
            sheet_look.form(cell, grey=self.named == 1)
            names.append(cell)
        for column, answer in enumerate(what.answers, start=self.named + 1):
            cell = at(self.sheet, row, column)
            if isinstance(answer, Gained):
                keys = [each.key for each in self.layout.columns]
                ends = [get_column_letter(self.named + 1 + keys.index(key)) for key in (answer.since, answer.until)]
                put_increase(self.book, cell, ends[0], ends[1], answer.value)
                continue
            if not isinstance(answer, Field):
                sheet_look.form(cell, grey=answer is not None, centred=len(what.answers) > 1)
                put_text(cell, answer or "")
                continue
            alone = self.last == self.named + 1
            sheet_look.entry(cell, centred=answer.kind not in ("text", "line") and not alone)
            put_answer(cell, answer, self.record.get(answer.path))
            self.book.answer(cell, answer.path, names)
            self.entries.setdefault(column, []).append((cell.coordinate, answer))

    def _key(self, row: int, scales: Iterable[Scale]) -> int:
        """What the grades mean that stand in cells by letter or number, a line a scale. Gives the last row."""
        last = row
        for last, scale in enumerate(scales, start=row):
            said = "; ".join(f"{as_graded(scale, value.value)} {value.name}" for value in scale.values)
            sheet_look.note(at(self.sheet, last, 1), f"{scale.name}: {said}", size=9)
            sheet_look.join(self.sheet, last, 1, self.last, boxed=False)
            at(self.sheet, last, 1).alignment = sheet_look.WRAPPED
        return last

    def _offer(self) -> list[Scale]:
        """What may be entered, column by column, and the shades of grades; gives the scales whose cells want a key."""
        alike: dict[tuple[str, int, str, str], list[tuple[str, Field]]] = {}
        for entries in self.entries.values():
            for where, place in entries:
                alike.setdefault((place.kind, id(place.scale), place.label, place.prompt), []).append((where, place))
        for group in alike.values():
            asked = asked_at(self.fields.framework, group[0][1])
            self.book.check_entries(self.fields.framework, asked, [where for where, _ in group])
        scales: dict[int, tuple[Scale, list[str]]] = {}
        for entries in self.entries.values():
            for where, place in entries:
                if place.scale:
                    scales.setdefault(id(place.scale), (place.scale, []))[1].append(where)
        for scale, cells in scales.values():
            shade(self.sheet, scale, cells)
        return [scale for scale, _ in scales.values() if any(_is_short(scale, each) for each in scale.values)]


def _is_short(scale: Scale, value: ScaleValue) -> bool:
    """Whether a cell shows a value by a letter or a number, and not by its name."""
    said = as_graded(scale, value.value)
    return len(said) <= SHORT and said.casefold() != value.name.casefold()


def _headed(form: str, sheet: str) -> str:
    """What a sheet of a form is headed by: both their titles, nothing said twice."""
    first, _, rest = sheet.partition(": ")
    said = rest if form.casefold().endswith(first.casefold()) else sheet
    return sheet if form in sheet else ": ".join(filter(None, [form, said]))
