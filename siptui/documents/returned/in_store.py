"""A document that came back, against the store that it left: whose it is, what it was made from, what it proposes."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from msgspec import Struct

from siptui.documents.identity import SCHEMA, START, Identity, identity_of
from siptui.documents.returned.document_read import DocumentRead
from siptui.documents.returned.proposal import DocumentProposal, document_proposal
from siptui.framework import Framework
from siptui.records.change import Edit, Record
from siptui.records.fields import Fields
from siptui.records.problem import Fact, Problem, Refused
from siptui.records.versions.merge import Blank
from siptui.store.school import School


class Kept(Protocol):
    """What is asked of a store."""

    @property
    def framework(self) -> Framework: ...
    @property
    def fields(self) -> Fields: ...
    def subjects(self) -> list[str]: ...
    def load(self, school_id: str) -> School: ...
    def as_of(self, school_id: str, revision: int) -> Record | None: ...
    def history_back(self, school_id: str) -> Iterator[Edit]: ...


class Returned(Struct, frozen=True):
    """A document that came back: the school that it is of, as its record stands, and what it proposes."""

    school: School
    proposal: DocumentProposal


def returned(store: Kept, file: str, read: DocumentRead, wanted: str | None, blank: Blank = "keeps") -> Returned:
    """What a document that was read proposes to a store; of the subject `wanted`, or of whichever it is.

    Raises Refused for one that is none of this store's, or is of another subject; StoreFault.
    """
    identity = identity_for(store, file, read.properties, wanted)
    school = store.load(identity.subject)
    base = base_of(store, school, identity)
    proposal = document_proposal(
        file, read, identity, store.fields, school.values, base, blank, lambda: store.history_back(school.id)
    )
    return Returned(school, proposal)


def base_of(store: Kept, school: School, identity: Identity) -> Record | None:
    """The record at the revision that a file says it was made from; None where the store has not got so far."""
    made_from = int(identity.revision)
    return store.as_of(school.id, made_from) if made_from <= school.revision else None


def identity_for(store: Kept, file: str, properties: Mapping[str, str], wanted: str | None) -> Identity:
    """What a file says it is, which must be of this store, and of the subject `wanted` if one is. Raises Refused."""
    identity = identity_of(properties)
    if identity is None and properties.get(f"{START}schema") == SCHEMA:
        raise _refused(
            file, "was written by a newer siptui", "ask for siptui to be brought up to date", "newer_document"
        )
    if identity is None:
        do = "send out the note with `siptui export note`, and have that file filled in and sent back"
        raise _refused(file, "is no document that siptui wrote, or has lost what says so", do, "document_not_ours")
    if any(form.place == identity.form for form in store.framework.forms if form.confidential) and not (
        store.fields.form_at(identity.form)
    ):
        do = "take it into your vault with: siptui vault import"
        raise _refused(file, "is confidential, and has no place in the record that is shared", do, "confidential_form")
    if identity.subject not in store.subjects():
        what = f"is of {identity.subject[:80] or 'no school'!r}, which is not in this store"
        raise _refused(file, what, "check which store it came from", "other_store", subject=identity.subject[:80])
    if wanted and identity.subject != wanted:
        what = f"is of {identity.subject}, and not of {wanted}"
        raise _refused(file, what, "name that school, or choose another file", "other_school", subject=identity.subject)
    if identity.framework != store.framework.name:
        what = f"was made under the forms {identity.framework[:80]!r}, and this store has {store.framework.name!r}"
        raise _refused(file, what, "type in by hand what the school changed", "other_framework")
    return identity


def _refused(file: str, what: str, do: str, code: str, **facts: Fact) -> Refused:
    return Refused(Problem(file, what, do, facts=facts, code=code))
