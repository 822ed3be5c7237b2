"""Tables are brought forward from every step there has been, with all that they hold; never backwards."""

import pytest

from siptui.records.change import Change
from siptui.records.problem import Refused
from siptui.store.faults import Newer
from siptui.store.format_version import FORMAT
from siptui.store.office_settings import Office
from siptui.store.postgres import schema, settings
from siptui.store.postgres.address import address_of
from siptui.store.postgres.line import Line
from siptui.store.postgres.postgres_backend import Postgres
from siptui.store.store import Store
from support.milton_keynes import FRAMEWORK
from support.postgres.private_server import Server

FIRST = """insert into siptui.subject (id, format, framework, revision, record, last) values
('ashwell', 3, 'milton_keynes_2010_11', 1, '{"school/name": "Ashwell", "school/phase": "primary", "school/sip": "AB"}',
'{"revision": 1, "who": "ab", "when": "2010-09-01T09:00:00+00:00", "why": "added", "changes":
[["school/name", "Ashwell", null], ["school/phase", "primary", null], ["school/sip", "AB", null]]}')"""
EDIT = "insert into siptui.edit select id, 1, last, '' from siptui.subject"


def test_the_steps_are_numbered_without_a_gap() -> None:
    assert [number for number, _ in schema.steps()] == list(range(1, schema.newest() + 1))


@pytest.mark.parametrize("number", [number for number, _ in schema.steps()])
def test_a_store_of_every_step_is_brought_forward_whole(private: Server, database: str, number: int) -> None:
    line = Line(address_of(private.address(database)))
    settings.make(line, Office(format=FORMAT, framework=FRAMEWORK), upto=number)
    roles = Store.create(private.address(private.new_database()), "tester").framework.roles
    first = FIRST
    for name, path in (("school/name", roles.name), ("school/phase", roles.phase), ("school/sip", roles.sip)):
        first = first.replace(name, path)
    line.ask(first)
    line.ask(EDIT)
    line.close()
    backend = Postgres(private.address(database))
    store = Store(backend, "owner")
    assert [(row.id, row.name, row.sip) for row in store.overview()[0]] == [("ashwell", "Ashwell", "AB")]
    store.change("ashwell", [Change("visits/autumn/judgements/S1.1/current", "2")])
    assert list(store.care.faults()) == []
    assert private.sql("select max(number) from siptui.step", database=database) == [(schema.newest(),)]
    backend.close()


def test_tables_of_a_newer_siptui_are_left_alone(private: Server, database: str, address: str) -> None:
    private.sql("insert into siptui.step (number) values (9000)", database=database)
    with pytest.raises(Newer, match="newer siptui"):
        Postgres(address)


def test_a_store_is_not_made_over_another(address: str) -> None:
    with pytest.raises(Refused, match="holds a store already"):
        Store.create(address, "tester")


def test_a_database_without_a_store_says_how_to_make_one(private: Server, database: str) -> None:
    with pytest.raises(Refused, match="there is no store here; make one with"):
        Postgres(private.address(database))
