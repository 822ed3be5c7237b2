"""A store's settings: what it is, who works in it, under which framework, and who may open it."""

from pathlib import Path
from typing import Literal

from msgspec import Struct, structs

from siptui.framework.folders import Places, of_store

PersonRole = Literal["sip", "manager", "head", "admin"]
"""What somebody is; the framework has the title."""
PersonKind = Literal["internal", "associate"]
PEOPLE_FORMAT = 4
"""The format of settings that know more of a person than the name."""
YEARS_FORMAT = 5
"""The format of settings that know of years, of private records, and which store they are of."""


class Sharing(Struct, forbid_unknown_fields=True, frozen=True):
    """Who else may open a shared store: a group of the machine's users, to read and, if `write`, to edit."""

    group: str
    write: bool = True


class Person(Struct, forbid_unknown_fields=True, frozen=True, omit_defaults=True):
    """Somebody who works in a store; `login` is who they are on this machine, "" where that is not known."""

    name: str
    role: PersonRole = "sip"
    login: str = ""
    kind: PersonKind = "internal"


class Office(Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A store's settings.

    `people` is by initials a Person, or a name where no more is known;
    `demo` says that all in it is invented; `sharing` is None in a private store;
    `copies` is how many daily copies are kept (0: none are made); `pupil_key` is what UPNs are hashed with,
    b"" in an older store, which keeps no hashes; `id` tells the store from all others, wherever it lies ("" in an older
    one); `private` is the group of managers who, with each person, alone read
    that person's record ("": all do who share the store); `closed` is the day (ISO) since when the store is a year that
    is over;
    `turning` is the framework of the new year that is being begun, in which nobody else writes meanwhile.
    """

    format: int
    framework: str
    people: dict[str, Person | str] = {}
    demo: bool = False
    sharing: Sharing | None = None
    copies: int = 14
    pupil_key: bytes = b""
    id: str = ""
    private: str = ""
    closed: str = ""
    turning: str = ""

    @property
    def rehearsed(self) -> bool:
        """Whether the store is invented, and so is the day that it stands at: not of a year that is over."""
        return self.demo and not self.closed

    def framework_places(self, folder: Path) -> Places:
        """Where the framework of the store in a folder is looked for."""
        return of_store(folder, shared=self.sharing is not None)

    def read_from(self, folder: Path) -> tuple[str, Places]:
        """The name of that framework, and the places that it is read from."""
        return self.framework, self.framework_places(folder).for_one(self.framework)

    def person(self, initials: str) -> Person | None:
        """Who has these initials."""
        found = self.people.get(initials)
        return Person(found) if isinstance(found, str) else found

    def full_name(self, initials: object) -> str:
        """What somebody of these initials is called; "" where that is not known."""
        found = self.person(str(initials))
        return found.name if found else ""

    def is_private(self, subject: str) -> bool:
        """Whether the record of a subject is for its person and the managers alone; initials are capitals."""
        return bool(self.private) and subject.startswith("@") and subject[1:].isupper()

    def initials_of(self, login: str) -> str:
        """The initials of whoever has a login; "" where nobody has it."""
        found = ((initials, self.person(initials)) for initials in self.people)
        return next((initials for initials, person in found if person and person.login == login), "")

    def roles(self, login: str, of_its_sip: object, subject: str = "") -> frozenset[str]:
        """What whoever has a login is to a school whose SIP has these initials, or to another subject.

        A SIP is a colleague where the school, or the person, is another; a school that is nobody's is everybody's.
        Nothing where nobody has the login.
        """
        initials = self.initials_of(login)
        person = self.person(initials)
        if person is None:
            return frozenset()
        own = f"@{initials}" == subject or of_its_sip == initials
        if person.role != "sip":
            return frozenset({person.role, "sip"} if own else {person.role})
        # Initials are capitals, and `@office` has none.
        elsewhere = subject[1:].isupper() if subject.startswith("@") else bool(of_its_sip)
        return frozenset({"colleague"} if elsewhere and not own else {"sip"})

    def with_person(self, initials: str, person: Person) -> "Office":
        """The settings with somebody in them."""
        known = structs.replace(self, people=self.people | {initials: person})
        return structs.replace(known, format=max(known.format, PEOPLE_FORMAT))
