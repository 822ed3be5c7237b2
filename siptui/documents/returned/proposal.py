"""What a document that came back proposes: a three-way merge with the record, against what it was made from."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from msgspec import Struct, field

from siptui.documents.answer_mark import mark_of
from siptui.documents.identity import Identity
from siptui.documents.layout.answers import on_paper
from siptui.documents.layout.note import Document, note, one_form, without_answers
from siptui.documents.layout.page_content import TICKED, UNTICKED
from siptui.documents.returned.cells_without_marks import found_again
from siptui.documents.returned.comments_to_keep import CommentRead, comments_to_keep
from siptui.documents.returned.document_read import DocumentRead
from siptui.documents.returned.merge_with_record import known_base, merged_with
from siptui.documents.returned.normal_text import normal
from siptui.documents.returned.what_became_of_it import what_became_of_it
from siptui.documents.text_without_controls import plain
from siptui.framework.places import ANY
from siptui.records.change import Change, Edit, Record
from siptui.records.controls_made_visible import quoted
from siptui.records.fields import Fields
from siptui.records.paths_in_words import full_name
from siptui.records.problem import Problem
from siptui.records.proposal import Question
from siptui.records.values import BadValue, Field, Value, parse
from siptui.records.versions.merge import Blank, Merged

BOX = re.compile(f"([{TICKED}{UNTICKED}☑✓✔])")


class DocumentProposal(Struct, kw_only=True):
    """What a document would change, where it clashes, what is wrong with it, and its comments.

    `three_way` is False where what it was made from is not known.
    """

    subject: str
    kind: str
    revision: int
    three_way: bool
    merged: Merged
    problems: list[Problem] = field(default_factory=list)
    comments: list[CommentRead] = field(default_factory=list)
    """What is said of which answer, and what keeps it."""
    questions: list[Question] = field(default_factory=list)
    """What only a person can tell; nothing should be taken while one is open."""
    made_elsewhere: bool = False
    """Whether it is a workbook that siptui did not make."""

    @property
    def changes(self) -> list[Change]:
        """All that it would change while nobody has chosen otherwise: answers, then the comments that it keeps."""
        return [*self.merged.changes, *(change for each in self.comments for change in each.changes)]


def document_proposal(
    file: str,
    read: DocumentRead,
    identity: Identity,
    fields: Fields,
    ours: Record,
    base: Record | None,
    blank: Blank = "keeps",
    backwards: Callable[[], Iterable[Edit]] = tuple,
) -> DocumentProposal:
    """What a document of ours, read again, would change in `ours`; `base` is the record of the revision it names.

    `backwards` gives the history of the record, told from its end.
    """
    problems: list[Problem] = []
    known = known_base(file, identity, base, problems)
    printed = _printed(identity, fields, ours if known is None else known)
    exact = known is not None
    if printed.blank and known is not None:  # nobody saw what stood there
        known = without_answers(fields, known, printed.form)
    places = _places(fields, printed, known or {}, ours)
    marks = {mark_of(path): path for path in places}
    by_place = found_again(printed, read.cells)
    said = {marks[mark]: text for mark, text in read.answers.items() if mark in marks}
    said |= {path: read.cells[number].text for number, path in by_place.items()}
    theirs = _theirs(file, said, fields, printed, known, ours, problems)
    of_merge: list[Problem] = []
    merged = merged_with(file, fields, known, ours, theirs, blank, of_merge)
    problems += what_became_of_it(
        file, read, fields, printed, said, by_place, int(identity.revision) if exact else None
    )
    problems += of_merge
    on = [(marks.get(each.mark) or by_place.get(each.cell, ""), each) for each in read.comments]
    comments = comments_to_keep(file, on, fields, printed, ours, merged.changes, backwards, problems)
    kind = "note" if identity.form.split()[0] == "note" else "form"
    return DocumentProposal(
        subject=identity.subject,
        kind=kind,
        revision=int(identity.revision),
        three_way=exact,
        merged=merged,
        problems=problems,
        comments=comments,
    )


def _printed(identity: Identity, fields: Fields, record: Record) -> Document:
    """The document as it was printed."""
    kind, _, visit = identity.form.partition(" ")
    if kind == "note":
        return note(fields, record, date.today(), visit)
    return one_form(fields, record, identity.form, date.today(), identity.part, bool(identity.blank))


def _places(fields: Fields, printed: Document, *records: Record) -> dict[str, None]:
    """Every path that an answer in the document can be of."""
    found = dict.fromkeys(cell.path for sheet in printed.sheets for cell in sheet.cells)
    found |= dict.fromkeys(fields)
    return found | dict.fromkeys(path for record in records for path in record if ANY not in path)


def _theirs(
    file: str,
    said: Mapping[str, str],
    fields: Fields,
    printed: Document,
    base: Record | None,
    ours: Record,
    problems: list[Problem],
) -> dict[str, Value | None]:
    """What the texts say that stand at each path; of an untouched one the very value it was made from."""
    was = {cell.path: cell.printed for sheet in printed.sheets for cell in sheet.cells}
    record = ours if base is None else base
    theirs: dict[str, Value | None] = {}
    for path, text in said.items():
        place = fields.find(path)
        if place is None:
            continue
        before = was.get(path, on_paper(place, record.get(path)))
        if normal(text) == normal(before):
            theirs[path] = record.get(path)
            continue
        try:
            theirs[path] = _value(place, text)
        except BadValue as fault:
            what = f"{full_name(fields.framework, fields, path)}: {quoted(text)}: {fault}"
            problems.append(
                Problem(file, what, "type it here by hand", facts={"path": path, "text": text[:200]}, code="bad_value")
            )
    return theirs


def _value(place: Field, text: str) -> Value | None:
    said = (
        normal(text) if place.kind != "text" else "\n".join(line.rstrip() for line in plain(text).split("\n")).strip()
    )
    return parse(place, _chosen(said) if place.kind in ("tick", "scale") else said)


def _chosen(said: str) -> str:
    """What is ticked among boxes, with the words behind each; what has no boxes is as it was typed.

    Raises BadValue where more than one is.
    """
    _, *boxes = BOX.split(said)
    if not boxes:
        return said
    ticked = [words.strip() for box, words in zip(boxes[::2], boxes[1::2], strict=True) if box != UNTICKED]
    if len(ticked) > 1:
        raise BadValue("more than one is ticked")
    return (ticked[0] or "yes") if ticked else ""
