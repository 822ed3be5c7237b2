"""A store's settings: what it is, who works in it, under which framework, and who may open it."""

from typing import Literal

from msgspec import Struct, structs

PersonRole = Literal["sip", "manager", "head", "admin"]
"""What somebody is; the framework has the title."""
PersonKind = Literal["internal", "associate"]
PEOPLE_FORMAT = 4
"""The format of settings that know more of a person than the name."""


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
    b"" in an older store, which keeps no hashes.
    """

    format: int
    framework: str
    people: dict[str, Person | str] = {}
    demo: bool = False
    sharing: Sharing | None = None
    copies: int = 14
    pupil_key: bytes = b""

    def person(self, initials: str) -> Person | None:
        """Who has these initials."""
        found = self.people.get(initials)
        return Person(found) if isinstance(found, str) else found

    def full_name(self, initials: object) -> str:
        """What somebody of these initials is called; "" where that is not known."""
        found = self.person(str(initials))
        return found.name if found else ""

    def with_person(self, initials: str, person: Person) -> "Office":
        """The settings with somebody in them."""
        known = structs.replace(self, people=self.people | {initials: person})
        return structs.replace(known, format=max(known.format, PEOPLE_FORMAT))
