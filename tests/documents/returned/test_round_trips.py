"""Random records as documents, edited at random by others' libraries, on any route: exactly the edits come back."""

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
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
from support.documents.edited_odt import ODT_EDITS, EditedOdt, OdtEdit
from support.documents.libreoffice import PROGRAM, ROUTES, converted
from support.documents.school_edits import EDITS, WORDS, Edit, EditedByOthers
from support.documents.whole_year import SCHOOL, whole_year
from support.examples import examples

FIELDS = {name: fields_of(load(name)) for name in names()}
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
NO_LIBREOFFICE = "LibreOffice is not on this machine: no document went through it"
SLOW = settings(
    deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


class Plan(Struct, frozen=True):
    """A record, filled at random, and what a school does to its note: edits and comments by the place of the answer."""

    framework: str
    seed: int
    share: float
    texts: list[str]
    edits: dict[int, Edit]
    comments: dict[int, str]
    odt_edits: dict[int, OdtEdit] = {}

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
    edited: dict[str, str] = {}
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
    return structs.replace(one, content=by_others.saved(), edited=edited, comments=comments)


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


@settings(max_examples=examples(4), deadline=None)
@given(PLANS)
def test_by_others_libraries(plan: Plan) -> None:
    one = sent(plan)
    compare(one, one.content)


@pytest.mark.timeout(300)
@pytest.mark.skipif(PROGRAM is None, reason=NO_LIBREOFFICE)
@settings(SLOW, max_examples=1)
@given(st.lists(PLANS, min_size=2, max_size=2))
def test_a_few_as_libreoffice_saves_them(tmp_path_factory: pytest.TempPathFactory, plans: list[Plan]) -> None:
    through(tmp_path_factory.mktemp("few"), plans, "docx")


@pytest.mark.torture
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("route", ROUTES)
@settings(SLOW, max_examples=4)
@given(st.lists(PLANS, min_size=4, max_size=4))
def test_many_on_every_route(tmp_path_factory: pytest.TempPathFactory, route: str, plans: list[Plan]) -> None:
    assert PROGRAM, NO_LIBREOFFICE
    through(tmp_path_factory.mktemp("many"), plans, route)


@pytest.mark.torture
@pytest.mark.timeout(3600)
@settings(SLOW, max_examples=3)
@given(st.lists(PLANS, min_size=4, max_size=4))
def test_many_that_are_edited_as_odt_on_the_way(tmp_path_factory: pytest.TempPathFactory, plans: list[Plan]) -> None:
    assert PROGRAM, NO_LIBREOFFICE
    folder = tmp_path_factory.mktemp("odt")
    every = [sent(structs.replace(plan, edits={}, comments={})) for plan in plans]
    there = converted(folder / "there", [one.content for one in every], ["odt"])
    pairs = zip(plans, every, there, strict=True)
    every = [done_to(structs.replace(one, plan=plan), EditedOdt(odt), plan.odt_edits) for plan, one, odt in pairs]
    back = converted(folder / "back", [one.content for one in every], ["docx"], "odt")
    for one, content in zip(every, back, strict=True):
        compare(one, content)


def through(folder: Path, plans: list[Plan], route: str) -> None:
    every = [sent(plan) for plan in plans]
    every += [sent(structs.replace(plan, edits={}, comments={})) for plan in plans]
    for one, content in zip(every, converted(folder, [one.content for one in every], ROUTES[route]), strict=True):
        compare(one, content)
