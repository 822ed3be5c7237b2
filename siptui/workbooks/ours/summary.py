"""Part F as the governors get it: the summary of the year's judgements, as one sheet to print.

Source: the handbook, Annex A, Part F. The form has no RAG-ratings, so this has none.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from siptui.documents.identity import Identity, digest_of
from siptui.framework import Framework
from siptui.framework.model import FormField
from siptui.records.change import Record
from siptui.rules.summary import SummaryRow, SummarySection, part_f, text, undated
from siptui.workbooks.ours.grade_shades import shade
from siptui.workbooks.ours.identity import SUMMARY, blank
from siptui.workbooks.ours.new_book import Book, drawn
from siptui.workbooks.ours.safe_cells import at, put_date, put_scale, put_text
from siptui.workbooks.ours.sheet_look import (
    banner,
    entry,
    form,
    header,
    heading,
    merge,
    note,
    protect,
    school_pairs,
    set_columns,
    set_heights,
    set_up,
    title,
)
from siptui.workbooks.save import check

CODE, NAME, CURRENT, TARGET, DATE = range(1, 6)
WIDTHS = (16, 80, 14, 14, 19)
PLACES = ((CODE, CODE, NAME, NAME), (CURRENT, CURRENT, TARGET, DATE))
FIRST = 3  # the row under the title and a space


def write_summary(
    framework: Framework,
    record: Record,
    school_id: str,
    revision: int,
    out: Path,
    *,
    today: date | None = None,
    replace: bool = True,
    sip: str = "",
) -> list[str]:
    """Write Part F of a school to `out`; of an empty record, the blank form. Gives what the SIP should know of it.

    Raises Refused, and then `out` is as it was: also for a file that is there, unless it is to `replace` it.
    """
    check(out, replace=replace)
    sections = part_f(framework, record)
    school = text(record, framework.roles.name)
    form_title = framework.summary.title
    kept = Identity(school_id, SUMMARY, framework.name, str(revision), digest_of(record)) if school_id else None
    book = Book(form_title, sip or text(record, framework.roles.sip), school, kept or blank(SUMMARY, framework.name))
    with drawn(book, out, replace):
        day = today or date.today()
        _draw(book, framework, record, sections, sip, day)
        if record:
            from siptui.workbooks.ours.charts.category_chart import add_category_chart

            add_category_chart(book, framework, record, sections, day)
    return notes(framework, sections)


def notes(framework: Framework, sections: Sequence[SummarySection]) -> list[str]:
    """What is still missing from Part F, in plain words."""
    optional = {kip.code for kip in framework.register.kips if kip.optional}
    rows = [row for section in sections for row in section.rows]
    said: list[str] = []
    waiting = [row for row in rows if not row.current and row.code not in optional]
    if waiting:
        # With these it is all that is missing where the screen says how many rows are judged.
        spare = [row for row in rows if not row.current and row.code in optional]
        also = f"; nor {_codes(spare)}, which need not be" if spare else ""
        said.append(f"{_count(waiting)} not judged yet: {_codes(waiting)}{also}")
    aimless = [row for row in rows if row.current and not row.target]
    if aimless:
        said.append(f"{_count(aimless)} judged but without a target: {_codes(aimless)}")
    dateless = undated(rows)
    for visit in framework.visits:
        its = [row for row in dateless if row.visit == visit.key]
        if its:
            have = "1 of its rows has" if len(its) == 1 else f"{len(its)} of its rows have"
            said.append(f"the {visit.name.casefold()} visit has no date, so {have} none")
    own = [row for row in dateless if not row.visit]
    if own:
        said.append(f"{_count(own)} judged but without a date: {_codes(own)}")
    return said


def _count(rows: Sequence[SummaryRow]) -> str:
    return "1 row is" if len(rows) == 1 else f"{len(rows)} rows are"


def _codes(rows: Sequence[SummaryRow]) -> str:
    return ", ".join(row.code for row in rows)


def _draw(
    book: Book, framework: Framework, record: Record, sections: Sequence[SummarySection], sip: str, today: date
) -> None:
    sheet = book.sheet
    set_columns(sheet, WIDTHS)
    title(sheet, framework.summary.title)
    row = header(sheet, FIRST, school_pairs(framework, record, sip), PLACES) + 1
    _headings(sheet, framework, row)
    data = row + 2
    entries: list[int] = []
    row = data
    starts: list[int] = []
    for section in sections:
        starts.append(row)
        banner(sheet, row, section.title, DATE)
        for each in section.rows:
            row += 1
            _row(book, framework, row, each)
            entries.append(row)
        row += 1
    _validate(book, framework, entries)
    book.name_range("Part F", (data - 1, CODE), (row - 1, DATE))
    last = _legend(sheet, framework, row + 1)
    set_heights(sheet)
    _break_before(sheet, starts, last)
    set_up(sheet, f"E{last}", (data - 2, data - 1), f"C{data}", text(record, framework.roles.name), today)
    protect(sheet)


def _headings(sheet: Worksheet, framework: Framework, row: int) -> None:
    labels, roles = {field.key: field.label for field in framework.summary.fields}, framework.roles
    for column in range(CODE, DATE + 1):
        for each in (row, row + 1):
            heading(at(sheet, each, column), "")
    put_text(at(sheet, row, CODE), framework.summary.kip_heading)
    put_text(at(sheet, row, CURRENT), framework.summary.category_heading)
    put_text(at(sheet, row, DATE), labels.get(roles.visit_date, ""))
    put_text(at(sheet, row + 1, CURRENT), labels.get(roles.current, ""))
    put_text(at(sheet, row + 1, TARGET), labels.get(roles.target, ""))
    for area in (f"A{row}:B{row + 1}", f"C{row}:D{row}", f"E{row}:E{row + 1}"):
        merge(sheet, area)


def _row(book: Book, framework: Framework, row: int, what: SummaryRow) -> None:
    """A KIP's row. What a visit judged is answered where the visit has it; a date is that of all its rows."""
    sheet, roles, names = book.sheet, framework.roles, []
    for column, words in ((CODE, what.code), (NAME, what.name)):
        cell = at(sheet, row, column)
        put_text(cell, words)
        form(cell)
        names.append(cell)
    visit = next((visit for visit in framework.visits if visit.key == what.visit), None)
    judged = what.path or (f"{visit.judged_at}/{what.code}" if visit else "")
    for column, key, value in ((CURRENT, roles.current, what.current), (TARGET, roles.target, what.target)):
        cell = at(sheet, row, column)
        put_scale(cell, value)
        entry(cell, centred=True)
        if judged:
            book.answer(cell, f"{judged}/{key}", names)
    cell = at(sheet, row, DATE)
    put_date(cell, what.date)
    entry(cell, centred=True)
    if judged:
        book.answer(cell, f"{what.path or (visit.at if visit else '')}/{roles.visit_date}", names)


def _validate(book: Book, framework: Framework, rows: Sequence[int]) -> None:
    columns = dict(
        zip((framework.roles.current, framework.roles.target, framework.roles.visit_date), "CDE", strict=True)
    )
    for field in framework.summary.fields:
        if field.key in columns:
            cells = [f"{columns[field.key]}{row}" for row in rows]
            book.check_entries(framework, field, cells)
            if field.scale:
                shade(book.sheet, framework.scales[field.scale], cells)


def _legend(sheet: Worksheet, framework: Framework, row: int) -> int:
    """What the categories mean, under the table. Gives its last row."""
    fields: list[FormField] = [field for field in framework.summary.fields if field.scale]
    for key in dict.fromkeys(field.scale for field in fields):
        scale = framework.scales[key]
        note(at(sheet, row, CODE), scale.name, bold=True)
        for value in scale.values:
            row += 1
            cell = at(sheet, row, CODE)
            put_scale(cell, value.value)
            form(cell, centred=True)
            meaning = f"{value.name}: {value.meaning}" if value.meaning else value.name
            cell = at(sheet, row, NAME)
            put_text(cell, meaning)
            form(cell)
        row += 1
    return row - 1


def _break_before(sheet: Worksheet, starts: Sequence[int], last: int) -> None:
    """Turn the page at the section that divides the sheet most evenly, and not in the middle of one."""
    if len(starts) > 1:
        middle = min(starts[1:], key=lambda row: abs(row - last / 2))
        sheet.row_breaks.append(Break(id=middle - 1))
