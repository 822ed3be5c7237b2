"""The SIP manager's table as a workbook: a school a row, to sort, filter and count."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl.utils import get_column_letter

from siptui.framework import Framework
from siptui.rules.caseload import CaseloadRow
from siptui.workbooks import page
from siptui.workbooks.book import Book
from siptui.workbooks.cells import at, put_date, put_scale, put_text
from siptui.workbooks.identity import Identity
from siptui.workbooks.save import check, save

HEAD = 3  # the row of headings, under the title and a space
TEXTS, GRADES, OTHER = (34, 8, 12), (8, 8), 12  # widths, in digits


def write_review(framework: Framework, rows: Sequence[CaseloadRow], out: Path, *, today: date | None = None) -> None:
    """Write the caseload to `out`. Raises Refused, and then `out` is as it was."""
    check(out)
    whose = f"{framework.identity.authority} {framework.identity.year}"
    book = Book(f"Caseload review: {whose}", "", "", Identity("review", framework.name))
    sheet = book.sheet
    visits = [f"{visit.name} {what}" for visit in framework.visits.visits for what in ("date", "judged", "sent")]
    headings = ["School", "SIP", "Phase", "Now", "Target", *visits, "Reds", "Next visit"]
    page.set_columns(sheet, [*TEXTS, *GRADES, *[OTHER] * (len(headings) - len(TEXTS) - len(GRADES))])
    page.title(sheet, f"Caseload review: {whose}")
    for number, words in enumerate(headings, start=1):
        page.heading(at(sheet, HEAD, number), words, centred=number > len(TEXTS))
    for number, row in enumerate(rows, start=HEAD + 1):
        _school(book, number, row)
    page.set_heights(sheet)
    last = f"{get_column_letter(len(headings))}{HEAD + len(rows)}"
    sheet.auto_filter.ref = f"A{HEAD}:{last}"
    page.set_up(sheet, last, (HEAD, HEAD), f"B{HEAD + 1}", whose, today or date.today())
    save(book.workbook, out)


def _school(book: Book, number: int, row: CaseloadRow) -> None:
    """A school's row: dates as dates and counts as numbers, so that they sort as they should."""
    column = 0
    for words in (row.name, row.sip, row.phase):
        column += 1
        put_text(at(book.sheet, number, column), words)
    for grade in (row.category, row.target):
        column += 1
        put_scale(at(book.sheet, number, column), grade)
    for state in row.visits:
        put_date(at(book.sheet, number, column + 1), state.date)
        at(book.sheet, number, column + 2).value = state.judged
        put_date(at(book.sheet, number, column + 3), state.sent)
        column += 3
    at(book.sheet, number, column + 1).value = row.reds
    put_date(at(book.sheet, number, column + 2), row.next_visit)
    for each in range(1, column + 3):
        page.form(at(book.sheet, number, each), centred=each > len(TEXTS))
