"""A store's settings: what it is, who works in it, under which framework, and who may open it."""

from msgspec import Struct


class Sharing(Struct, forbid_unknown_fields=True, frozen=True):
    """Who else may open a shared store: a group of the machine's users, to read and, if `write`, to edit."""

    group: str
    write: bool = True


class Office(Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A store's settings.

    `people` is names by initials; `demo` says that all in it is invented; `sharing` is None in a private store;
    `copies` is how many daily copies are kept (0: none are made); `pupil_key` is what UPNs are hashed with,
    b"" in an older store, which keeps no hashes.
    """

    format: int
    framework: str
    people: dict[str, str] = {}
    demo: bool = False
    sharing: Sharing | None = None
    copies: int = 14
    pupil_key: bytes = b""
