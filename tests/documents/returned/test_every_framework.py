"""Whatever is filled in, under whatever forms: what goes out untouched proposes nothing when it comes back."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siptui.documents.export import content_of
from siptui.documents.identity import identity_of
from siptui.documents.layout.note import Document, note, one_form
from siptui.documents.returned.proposal import document_proposal
from siptui.documents.returned.read import read_document
from siptui.framework import load, names
from siptui.records.change import Record
from siptui.records.fields import Fields, fields_of
from support.documents.whole_year import SCHOOL, whole_year
from support.examples import examples

FIELDS = {name: fields_of(load(name)) for name in names()}


def returned(fields: Fields, record: Record, document: Document) -> tuple[list[str], list[str]]:
    """What an untouched document proposes: paths changed or clashing, and what is said of it."""
    read = read_document(content_of(document, fields, record, "ashwell", 7))
    identity = identity_of(read.properties)
    assert identity is not None
    found = document_proposal("note.docx", read, identity, fields, record, record)
    moved = [*found.merged.changes, *found.merged.clashes]
    return [each.path for each in moved], [problem.line() for problem in found.problems]


@pytest.mark.parametrize("name", names())
@settings(max_examples=examples(4))
@given(seed=st.integers(0, 10_000), share=st.floats(0, 1))
def test_the_note_of_a_year_filled_at_random(name: str, seed: int, share: float) -> None:
    fields, chance = FIELDS[name], random.Random(seed)
    record = {path: value for path, value in whole_year(fields).items() if chance.random() < share} | SCHOOL
    assert returned(fields, record, note(fields, record, date.today())) == ([], [])


@pytest.mark.parametrize("name", names())
def test_every_form_blank_and_filled(name: str) -> None:
    fields = FIELDS[name]
    whole = whole_year(fields)
    for form in fields.forms:
        place = form.place.replace("#", "1")
        numbered = {
            p.replace("#", "1"): "An invented text." for p, f in fields.of_form(form).items() if f.kind == "text"
        }
        for record in (SCHOOL, whole | numbered):
            document = one_form(fields, record, place, date.today())
            assert (form.key, returned(fields, record, document)) == (form.key, ([], []))
