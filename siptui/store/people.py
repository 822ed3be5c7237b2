"""Who works in a store: kept in its settings, each under initials, which nobody else has."""

from collections.abc import Mapping

from msgspec import structs

from siptui.records.change import Change
from siptui.records.problem import Problem, Refused
from siptui.records.values import Value
from siptui.store.door.checked_values import fitting, line
from siptui.store.office_settings import Office, Person
from siptui.store.school import is_subject
from siptui.store.store import Store

FACTS = ("nca", "appointed", "accredited")
"""What is kept in a person's record, by the role that says where."""


def add_person(store: Store, initials: str, person: Person, facts: Mapping[str, object] | None = None) -> str:
    """Put somebody in a store's settings, or say more of one who is there by that name; gives their id, `@AB`.

    `facts` are some of `FACTS`, for the person's record. Raises Refused, StoreFault.
    """
    store.refuse_to_deploy()
    initials = initials.removeprefix("@").upper()
    subject = f"@{initials}"
    if not is_subject(subject):
        what, do = f"{initials[:20]!r} are no initials", "give up to eight letters and digits, a letter first"
        raise Refused(Problem("initials", what, do, facts={"initials": initials[:20]}, code="bad_initials"))
    places = _places(store, facts or {})
    meant = structs.replace(person, name=line("name", person.name), login=line("login", person.login))
    if not meant.name:
        raise Refused(Problem(subject, "has no name", "give one", code="no_person_name"))

    def decide(office: Office) -> Office:
        _refuse_a_namesake(office, initials, meant)
        return office.with_person(initials, meant)

    store.backend.set_office(decide)
    path = store.framework.roles.person
    if path in store.fields and path not in store.load(subject).values:
        places = {path: meant.name, **places}
    if places:
        store.change(subject, [Change(each, value) for each, value in places.items()], "added")
    return subject


def _places(store: Store, facts: Mapping[str, object]) -> dict[str, Value | None]:
    """Where facts of a person are kept, and what as. Raises Refused for those the framework does not ask."""
    found = {getattr(store.framework.roles, key): value for key, value in facts.items()}
    return {path: fitting(store.field(path), value) for path, value in found.items()}


def _refuse_a_namesake(office: Office, initials: str, person: Person) -> None:
    standing = office.person(initials)
    if standing and standing.name.casefold() != person.name.casefold():
        what, do = f"is {standing.name} already", "give other initials"
        raise Refused(Problem(f"@{initials}", what, do, facts={"name": standing.name}, code="initials_taken"))
    for other in office.people:
        found = office.person(other)
        if found and person.login and other != initials and found.login == person.login:
            what = f"is the login of {found.name} (@{other}) already"
            raise Refused(Problem(person.login, what, "give another", facts={"person": other}, code="login_taken"))
