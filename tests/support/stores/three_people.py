"""Two SIPs and their manager, invented."""

from siptui.store.office_settings import Person
from siptui.store.people import add_person
from siptui.store.store import Store

PEOPLE = {
    "AB": Person("Ann Bell", "sip", "ann"),
    "CD": Person("Cal Dunn", "sip", "cal"),
    "MM": Person("Mo Marsh", "manager", "mo"),
}


def add_three_people(store: Store) -> None:
    """Have them work in a store, with logins of their own."""
    for initials, person in PEOPLE.items():
        add_person(store, initials, person)
