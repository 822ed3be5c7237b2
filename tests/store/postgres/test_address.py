"""Addresses: a password is never in one, nor in what is said; a server is proven unless somebody says otherwise."""

from pathlib import Path

import pytest

from siptui.records.problem import Refused
from siptui.store import engines
from siptui.store.postgres.address import address_of, with_proof

SECRET = "hunter2-tell-nobody"


@pytest.mark.parametrize(
    "text",
    [
        f"postgresql://ab:{SECRET}@db.example/sips",
        f"postgresql://db.example/sips?password={SECRET}",
        f"postgres://db.example/sips?user=ab&password={SECRET}&sslmode=disable",
        f"postgresql://db.example/sips?sslpassword={SECRET}",
    ],
)
def test_a_password_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(Refused, match="holds a password") as caught:
        address_of(text)
    assert SECRET not in str(caught.value)


def test_what_is_no_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(Refused, match="is no address") as caught:
        address_of(f"postgresql://ab:{SECRET}@db/sips?nonsense=1")
    assert SECRET not in str(caught.value)


def test_what_is_shown_tells_stores_apart_and_nothing_else() -> None:
    assert (
        address_of("postgresql://ab@db.example:5433/sips?sslmode=require").shown == "postgresql://db.example:5433/sips"
    )
    assert address_of("postgresql:///sips?host=/run/pg").shown == "postgresql://%2Frun%2Fpg/sips"


def test_a_place_is_a_folder_or_an_address() -> None:
    assert engines.place_named("some/folder") == Path("some/folder")
    assert engines.place_named("postgresql://db/sips") == "postgresql://db/sips"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("PGSSLMODE", "PGSSLROOTCERT", "PGSERVICE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.mark.usefixtures("bare")
def test_the_server_is_proven_by_default() -> None:
    assert with_proof({"host": "db"}) == {"host": "db", "sslmode": "verify-full", "sslrootcert": "system"}


@pytest.mark.usefixtures("bare")
def test_what_somebody_says_of_it_stands() -> None:
    assert with_proof({"host": "db", "sslmode": "disable"}) == {"host": "db", "sslmode": "disable"}
    given = {"host": "db", "sslrootcert": "/own/root.crt"}
    assert with_proof(given) == {**given, "sslmode": "verify-full"}
