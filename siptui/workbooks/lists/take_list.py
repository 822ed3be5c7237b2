"""A list's schools and people put into a store, once nothing is left to ask; beforehand, all that it would write."""

from collections.abc import Iterable, Sequence
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
from siptui.workbooks.lists.proposal import ListProposal, Meant, Numbers

FACTS = ("number", "headteacher", "chair", "urn", "postcode", "category")
"""What a table may say of a school besides, by its role."""
PLACES = {"category": "category_before"}
"""The role whose path a fact has, where it is called otherwise."""


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
    found += [(each.id, changes) for each in proposal.same if (changes := _added(store, each))]
    for each in proposal.moved:
        record = store.load(each.id).values
        moved = list(allocated(store.framework, record, each.sip, day, _why(file), day))
        found.append((each.id, [*moved, *_added(store, each)]))
    return found


def facts_of(store: Store, meant: Meant) -> dict[str, Value]:
    """What a table says of a new school besides, by path. Raises Refused for what does not fit."""
    roles, also = store.framework.roles, meant.listed.also
    said = {getattr(roles, PLACES.get(key, key)): also[key] for key in FACTS if key in also}
    if "urn" in also and roles.urn not in store.fields:
        said.setdefault(roles.number, also["urn"])
    return _fitting(store.fields, {path: words for path, words in said.items() if path in store.fields})


def _added(store: Store, meant: Meant) -> list[Change]:
    """What a table says of a school of the store that its record lacks; of a closed one's heir, also what differs."""
    if not meant.listed.also:
        return []
    record, roles = store.load(meant.id).values, store.framework.roles
    renewed = {roles.urn, roles.number, roles.headteacher, roles.postcode} if meant.renewed else set()
    facts = facts_of(store, meant).items()
    return [
        Change(path, value, record.get(path))
        for path, value in facts
        if record.get(path) is None or (path in renewed and record.get(path) != value)
    ]


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
    for each in (*proposal.same, *proposal.moved):
        if changes := _added(store, each):
            store.change(each.id, changes, f"imported from {file}")


def numbers_of(store: Store, ids: Iterable[str]) -> Numbers:
    """The numbers by which the schools of a store are known."""
    roles, urns, numbers = store.framework.roles, dict[str, str](), dict[str, str]()
    for each in ids:
        record = store.load(each).values
        if urn := record.get(roles.urn):
            urns[each] = str(urn)
        if number := record.get(roles.number):
            numbers[each] = str(number)
    return Numbers(urns, numbers)


def counted_facts(written: Sequence[tuple[str, list[Change]]], store: Store) -> dict[str, int]:
    """Of how many schools a list says each fact besides, by the field's label."""
    roles, found = store.framework.roles, dict[str, int]()
    for path in (getattr(roles, PLACES.get(key, key)) for key in FACTS):
        count = sum(any(change.path == path for change in changes) for _, changes in written)
        if count:
            found[store.fields[path].label] = count
    return found
