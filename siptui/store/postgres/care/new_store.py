"""A store made in a database that has none, and its people let in; or the statements for whoever may do that."""

import os
from collections.abc import Iterable, Iterator

from siptui.framework.folders import Places
from siptui.store.faults import NotYoursToMake, StoreFault
from siptui.store.files import store_frameworks
from siptui.store.office_settings import Office
from siptui.store.postgres import schema, settings
from siptui.store.postgres.address import address_of
from siptui.store.postgres.care import rights
from siptui.store.postgres.line import Line

Frameworks = list[tuple[str, bytes]]


def make(address: str, office: Office, key: bytes = b"", frameworks: Iterable[tuple[str, bytes]] | None = None) -> None:
    """Make a store, with the frameworks given, or that of one's own settings which it is kept under.

    Raises Refused, NotYoursToMake, StoreFault, and then there is none.
    """
    if frameworks is None:
        frameworks = store_frameworks.in_settings(Places(settings=True), office.framework)
    files, key = list(frameworks), key or os.urandom(32)
    line = Line(address_of(address))
    try:
        there = _has_group(line, office)
        try:
            with line.transaction() as connection:
                settings.make(line, office, key, files)
                for each in rights.statements(office.sharing, there) if office.sharing else ():
                    connection.execute(each)
        except StoreFault as fault:
            if fault.problem.code != "not_allowed":
                raise
            raise NotYoursToMake(line.address.shown, [*for_administrator(office, key, files, there)]) from None
    finally:
        line.close()


def unmake(address: str) -> None:
    """Take away a store that was only just made, into which not all came that should have."""
    line = Line(address_of(address))
    try:
        line.ask("drop schema siptui cascade")
    finally:
        line.close()


def _has_group(line: Line, office: Office) -> bool:
    """Whether the server knows the group that a store is to be shared with."""
    name = office.sharing.group if office.sharing else ""
    return bool(line.ask("select 1 from pg_roles where rolname = %s", (name,)))


def for_administrator(office: Office, key: bytes, frameworks: Frameworks, there: bool) -> Iterator[str]:
    """All of it as statements, to be run by whoever may: they own the store then, and are none of its people."""
    yield "begin;"
    yield from schema.statements()
    for each in settings.first_rows(office, key, frameworks):
        yield each.as_string() + ";"
    for given in rights.statements(office.sharing, there) if office.sharing else ():
        yield given.as_string() + ";"
    yield "commit;"
