"""A database of an invented school for tests of the engine over one."""

from collections.abc import Iterator

import pytest

from siptui.store.postgres.postgres_backend import Postgres
from siptui.store.store import Store
from support.postgres.private_server import Server, server


@pytest.fixture
def private() -> Server:
    """The tests' own server."""
    return server()


@pytest.fixture
def database(private: Server) -> str:
    """The name of a database that is new."""
    return private.new_database()


@pytest.fixture
def address(private: Server, database: str) -> str:
    """The address of a store in that, as its owner."""
    found = private.address(database)
    Store.create(found, "tester")
    return found


@pytest.fixture
def backend(address: str) -> Iterator[Postgres]:
    """That store opened, with a school in it."""
    found = Postgres(address)
    Store(found, "owner").add_school("Ashwell Primary", "primary", "AB")
    yield found
    found.close()
