"""A note filled at random and edited at random, as it is sent back, and what must come of it."""

import random
from datetime import date
from typing import Any

from hypothesis import strategies as st
from msgspec import Struct, structs

from siptui.documents.export import content_of
from siptui.documents.identity import identity_of
from siptui.documents.layout.note import note
from siptui.documents.returned.normal_text import normal
from siptui.documents.returned.proposal import document_proposal
from siptui.documents.returned.read import read_document
from siptui.framework import load, names
from siptui.records.change import Record
from siptui.records.fields import Fields, fields_of
from siptui.rules.steps import why_locked
from support.documents.edited_in_libreoffice import LIBREOFFICE_EDITS, EditedInLibreOffice, LibreOfficeEdit
from support.documents.edited_odt import ODT_EDITS, EditedOdt, OdtEdit
from support.documents.school_edits import EDITS, WORDS, Edit, EditedByOthers
from support.documents.whole_year import SCHOOL, whole_year

FIELDS = {name: fields_of(load(name)) for name in names()}
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)


class Plan(Struct, frozen=True):
    """A record, filled at random, and what a school does to its note: edits and comments by the place of the answer."""

    framework: str
    seed: int
    share: float
    texts: list[str]
    edits: dict[int, Edit]
    comments: dict[int, str]
    odt_edits: dict[int, OdtEdit] = {}
    libreoffice_edits: dict[int, LibreOfficeEdit] = {}

    @property
    def fields(self) -> Fields:
        """The places of the record."""
        return FIELDS[self.framework]

    def record(self) -> Record:
        """The record that the note is made from."""
        chance = random.Random(self.seed)
        whole = whole_year(self.fields)
        texts = [path for path in whole if self.fields[path].kind == "text"]
        written = {path: chance.choice(self.texts) for path in texts}
        return {path: value for path, value in (whole | written).items() if chance.random() < self.share} | SCHOOL


PLANS = st.builds(
    Plan,
    st.sampled_from(names()),
    st.integers(0, 10_000),
    st.floats(0.05, 1),
    st.lists(TEXTS, min_size=1, max_size=5),
    st.dictionaries(st.integers(0, 10_000), EDITS, max_size=4),
    st.dictionaries(st.integers(0, 10_000), WORDS, max_size=2),
    st.dictionaries(st.integers(0, 10_000), ODT_EDITS, max_size=4),
    st.dictionaries(st.integers(0, 10_000), LIBREOFFICE_EDITS, max_size=6),
)


class Sent(Struct):
    """A note as it went out, and as it is sent back before it has gone any route: what must come of it."""

    plan: Plan
    record: Record
    content: bytes
    edited: dict[str, str]
    comments: set[tuple[str, str]]
    texts: list[str]
    """The paths of the answers that can be edited."""


def sent(plan: Plan) -> Sent:
    fields, record = plan.fields, plan.record()
    document = note(fields, record, date.today())
    content = content_of(document, fields, record, "ashwell", 7)
    cells = [cell for sheet in document.sheets for cell in sheet.cells]
    texts = [cell.path for cell in cells if (f := fields.find(cell.path)) and f.kind == "text" and not f.preset]
    texts = [path for path in texts if not why_locked(fields, record, path)]
    return done_to(Sent(plan, record, content, {}, set(), texts), EditedByOthers(content), plan.edits)


def done_to(one: Sent, by_others: EditedByOthers | EditedOdt, edits: dict[int, Any]) -> Sent:
    """The note with edits, and the plan's comments, made by another library."""
    return structs.replace(said_of(one, by_others, edits), content=by_others.saved())


def said_of(one: Sent, by_others: EditedByOthers | EditedOdt | EditedInLibreOffice, edits: dict[int, Any]) -> Sent:
    """What is to come of edits, and of the plan's comments."""
    edited = dict(one.edited)
    for place, edit in edits.items():
        path = one.texts[place % len(one.texts)]
        if path not in edited:
            edited[path] = by_others.edit(path, edit)
    comments = set()
    for place, words in one.plan.comments.items():
        path = one.texts[place % len(one.texts)]
        if path not in {each for each, _ in comments} | set(edited):
            by_others.comment(path, words)
            comments.add((path, words))
    return structs.replace(one, edited=edited, comments=comments)


def in_libreoffice(one: Sent, there: EditedInLibreOffice) -> Sent:
    """What is to come of a note in which somebody decides on what others tracked, and then edits and comments."""
    edited = dict(one.edited)
    for nth, path in enumerate(edited):
        there.decide(path, accepted=nth % 2 == 0)
        if nth % 2:
            edited[path] = str(one.record.get(path, ""))
    return said_of(structs.replace(one, edited=edited), there, one.plan.libreoffice_edits)


def compare(one: Sent, content: bytes) -> None:
    """Exactly the edits come back, and the comments."""
    fields = one.plan.fields
    read = read_document(content)
    identity = identity_of(read.properties)
    assert identity is not None
    found = document_proposal("note.docx", read, identity, fields, one.record, one.record, "erases")
    expected = {p: normal(t) for p, t in one.edited.items() if normal(t) != normal(str(one.record.get(p, "")))}
    changes = {c.path: normal(str(c.new if c.new is not None else "")) for c in found.merged.changes}
    assert changes == expected
    assert found.merged.clashes == []
    assert [p.line() for p in found.problems if p.code not in ("no_place_for_comments", "comments_locked")] == []
    assert {(each.path, normal(each.comment.text)) for each in found.comments} == {
        (p, normal(w)) for p, w in one.comments
    }
