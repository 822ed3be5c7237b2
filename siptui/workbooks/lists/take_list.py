"""A list's schools and people put into a store, once nothing is left to ask; beforehand, all that it would write."""

from collections.abc import Sequence
from datetime import date

from msgspec import structs

from siptui.records.change import Change
from siptui.records.fields import Fields
from siptui.records.problem import Refused
from siptui.records.values import Value
from siptui.rules.caseload.allocations import allocated
from siptui.store.deployment import allocate
from siptui.store.door.checked_values import fitting
from siptui.store.office_settings import Person
from siptui.store.people import add_person
from siptui.store.school import slug
from siptui.store.store import Store
from siptui.workbooks.lists.proposal import ListProposal, Meant

FACTS = ("number", "headteacher", "chair")
"""What a table may say of a school besides, by its role."""


def entries(
    store: Store, file: str, proposal: ListProposal, today: date | None = None
) -> list[tuple[str, list[Change]]]:
    """What `take_list` writes in the record of each person and school, by id: preview equals save.

    Raises Refused for what does not fit, as a name that is too long, before anything is written; StoreFault.
    """
    roles, fields, found = store.framework.roles, store.fields, list[tuple[str, list[Change]]]()
    for initials, name in proposal.people.items():
        if name and roles.person in fields:
            found.append((f"@{initials}", [Change(roles.person, name)]))
    taken = set(store.subjects())
    for each in proposal.new:
        given = {roles.name: each.listed.name, roles.phase: each.phase, roles.sip: each.sip}
        try:
            values = _fitting(fields, given) | facts_of(store, each)
        except Refused as fault:
            where = f"{file}: {each.listed.where}"
            raise Refused(*(structs.replace(problem, where=where) for problem in fault.problems)) from None
        school_id = _free(slug(str(values.get(roles.name, ""))), taken)
        taken.add(school_id)
        found.append((school_id, [Change(path, value) for path, value in values.items()]))
    day = today or date.today()
    for each in proposal.moved:
        record = store.load(each.id).values
        found.append((each.id, list(allocated(store.framework, record, each.sip, day, _why(file), day))))
    return found


def facts_of(store: Store, meant: Meant) -> dict[str, Value]:
    """What a table says of a new school besides, by path. Raises Refused for what does not fit."""
    roles, also = store.framework.roles, meant.listed.also
    said = {getattr(roles, key): also[key] for key in FACTS if key in also}
    return _fitting(store.fields, {path: words for path, words in said.items() if path in store.fields})


def _fitting(fields: Fields, given: dict[str, str]) -> dict[str, Value]:
    return {path: value for path, raw in given.items() if raw and (value := fitting(fields[path], raw)) is not None}


def _free(stem: str, taken: set[str]) -> str:
    """The id that the store gives to a new school of that name."""
    number, found = 1, stem
    while found in taken:
        number += 1
        found = f"{stem}_{number}"
    return found


def _why(file: str) -> str:
    return f"list {file}"


def take_list(store: Store, file: str, proposal: ListProposal) -> None:
    """Put it in: people first, then new schools, then those that go to another. Raises Refused, StoreFault.

    Each is an edit of its own; a list that is read again puts in what is not there yet.
    """
    for initials, name in proposal.people.items():
        add_person(store, initials, Person(name))
    for each in proposal.new:
        facts = facts_of(store, each)
        school_id = store.add_school(each.listed.name, each.phase, each.sip, alone=True)
        if facts:
            store.change(school_id, [Change(path, value) for path, value in facts.items()], f"imported from {file}")
    for each in proposal.moved:
        allocate(store, each.id, each.sip, reason=_why(file))


def counted_facts(written: Sequence[tuple[str, list[Change]]], store: Store) -> dict[str, int]:
    """Of how many schools a list says each fact besides, by the field's label."""
    roles, found = store.framework.roles, dict[str, int]()
    for path in (getattr(roles, key) for key in FACTS):
        count = sum(any(change.path == path for change in changes) for _, changes in written)
        if count:
            found[store.fields[path].label] = count
    return found
