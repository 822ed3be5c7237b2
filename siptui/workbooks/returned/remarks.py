"""The comments on cells of a workbook that came back, as rows of the table in which a form keeps comments."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from siptui.documents.layout.note import Document
from siptui.documents.layout.page_content import Sheet as Pages
from siptui.documents.returned.comments_to_keep import CommentRead, comments_to_keep
from siptui.documents.returned.document_read import Comment
from siptui.framework.model import Form
from siptui.records.change import Change, Edit, Record
from siptui.records.fields import Fields
from siptui.records.problem import Problem
from siptui.rules.steps import why_locked
from siptui.sheets.cells import Sheet, letters, shown
from siptui.workbooks.returned.marked_answers import MarkedAnswer

LONGEST_ON = 400  # characters of the words that a comment is on


def remarks(
    file: str,
    sheets: Sequence[Sheet],
    answers: Sequence[MarkedAnswer],
    fields: Fields,
    ours: Record,
    changes: Sequence[Change],
    backwards: Callable[[], Iterable[Edit]],
    problems: list[Problem],
) -> list[CommentRead]:
    """Each comment with the row that keeps it; what is in the way of keeping one is said.

    It is kept where the form keeps comments that it is on. Part D to F keep none: theirs are kept with the visit that
    is under way, of whose note they are a part.
    """
    found = list(_comments(sheets, answers))
    if not found:
        return []
    places = _places(fields, ours, answers)
    pages = Document("", "", "", [Pages("", [], place) for place in places])
    return comments_to_keep(file, found, fields, pages, ours, changes, backwards, problems)


def _comments(sheets: Sequence[Sheet], answers: Sequence[MarkedAnswer]) -> Iterator[tuple[str, Comment]]:
    """Each comment, and the path of the answer that it is on: "" where it is on none."""
    by_cell = {(each.place.sheet, each.place.column, each.place.row): each.path for each in answers}
    for sheet in sheets:
        for each in sheet.comments:
            path = by_cell.get((sheet.name, letters(each.column), each.row + 1), "")
            on = shown(sheet.cell(each.row, each.column))[:LONGEST_ON]
            yield path, Comment(each.author, each.when, each.text, on=on)


def _places(fields: Fields, ours: Record, answers: Sequence[MarkedAnswer]) -> list[str]:
    """The places of the forms in a workbook that keep comments; where it has none, of the visit that is under way."""
    forms: dict[str, Form] = {}
    for each in answers:
        if form := fields.form_of(each.path):
            forms.setdefault(form.place_of(each.path), form)
    own = [place for place, form in forms.items() if form.comments]
    if own:
        return own
    visits = [form for form in fields.forms if form.kind == "note" and form.occurs != "many" and form.comments]
    begun = [form.place for form in visits if any(path.startswith(f"{form.place}/") for path in ours)]
    open_ = [place for place in begun if not _locked(fields, ours, place)]
    later = [form.place for form in visits if form.place not in begun]
    return (open_ or later or begun)[-1:] if open_ or not later else later[:1]


def _locked(fields: Fields, ours: Record, place: str) -> bool:
    form = fields.form_at(place)
    table = form.comments if form else None
    return bool(form and table and why_locked(fields, ours, f"{form.where(table)}/{table.key}/1/comment"))
