"""A list's schools and people put into a store, once nothing is left to ask."""

from siptui.records.change import Change
from siptui.store.deployment import allocate
from siptui.store.office_settings import Person
from siptui.store.people import add_person
from siptui.store.store import Store
from siptui.workbooks.lists.proposal import ListProposal

FACTS = ("number", "headteacher", "chair")
"""What a table may say of a school besides, by its role."""


def take_list(store: Store, file: str, proposal: ListProposal) -> None:
    """Put it in: people first, then new schools, then those that go to another. Raises Refused, StoreFault.

    Each is an edit of its own; a list that is read again puts in what is not there yet.
    """
    for initials, name in proposal.people.items():
        add_person(store, initials, Person(name))
    for each in proposal.new:
        school_id = store.add_school(each.listed.name, each.phase, each.sip, alone=True)
        roles = store.framework.roles
        said = {getattr(roles, key): each.listed.also[key] for key in FACTS if key in each.listed.also}
        if facts := {path: value for path, value in said.items() if path in store.fields}:
            store.change(school_id, [Change(path, value) for path, value in facts.items()], f"imported from {file}")
    for each in proposal.moved:
        allocate(store, each.id, each.sip, reason=f"list {file}")
