"""A workbook of ours written, perhaps edited by a person, and read again against the record."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl import Workbook

from siptui.documents.identity import identity_of
from siptui.documents.returned.proposal import DocumentProposal
from siptui.framework.places import Field
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.records.values import Value
from siptui.records.versions.merge import Blank
from siptui.sheets.cells import Sheet
from siptui.sheets.comments_on_cells.of_file import add_comments
from siptui.sheets.open_file import read_file, sheets_of
from siptui.sheets.percent_cells import add_percents
from siptui.workbooks.export import write_workbook
from siptui.workbooks.ours.identity import properties_in
from siptui.workbooks.returned.marked_answers import marked_answers
from siptui.workbooks.returned.proposal import workbook_proposal

SUBJECT, REVISION = "ashwell", 7
MADE = date(2010, 11, 9)


def written(fields: Fields, record: Record, form: str, out: Path) -> Path:
    """The workbook of a kind, or of a form's path."""
    write_workbook(fields, record, SUBJECT, REVISION, out, form=form, replace=True, today=MADE)
    return out


def sheets_in(file: Path) -> list[Sheet]:
    """The sheets of a file, as the process that reads gives them."""
    data = read_file(file)
    sheets = sheets_of(file, data, "", lambda _: None)
    add_percents(data, sheets)
    add_comments(data, sheets)
    return sheets


def proposed(
    file: Path, fields: Fields, ours: Record, base: Record | None = None, blank: Blank = "keeps"
) -> DocumentProposal:
    """What a workbook proposes to a record; `base` is what it was made from, if not just that."""
    sheets = sheets_in(file)
    identity = identity_of(properties_in(sheets))
    assert identity is not None
    return workbook_proposal(file.name, sheets, identity, fields, ours, ours if base is None else base, blank)


def found(proposal: DocumentProposal) -> tuple[dict[str, Value | None], list[str], list[str]]:
    """What would change, what clashes, and what is said."""
    changes = {change.path: change.new for change in proposal.merged.changes}
    return changes, [clash.path for clash in proposal.merged.clashes], [each.line() for each in proposal.problems]


def edited(file: Path, edit: Callable[[Workbook], None]) -> None:
    """Let a person at the workbook."""
    book = openpyxl.load_workbook(file)
    edit(book)
    book.save(file)


def type_over(book: Workbook, file: Path, path: str, value: Any) -> None:
    """Type something into the first cell that holds the answer at a path, in the file as it was read."""
    sheet, address = address_of(file, path)
    cell = book[sheet][address]
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def address_of(file: Path, path: str) -> tuple[str, str]:
    """The sheet and the first cell that holds the answer at a path."""
    place = next(each.place for each in marked_answers(sheets_in(file)).answers if each.path == path)
    return place.sheet, f"{place.column}{place.row}"


def as_typed(place: Field, value: Value) -> Any:
    """A value as a person at a spreadsheet types it."""
    if place.kind == "date":
        return datetime.fromisoformat(str(value))
    if place.kind == "scale" and str(value).isdecimal():
        return int(value)
    return value
