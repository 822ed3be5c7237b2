"""Which engine keeps the store at a place, and what is done with a place that need not hold a sound store yet.

A place is a folder on this host, or the address of a database. Nothing of a database is imported for a folder.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path

from msgspec import structs

from siptui.records.problem import Problem, Refused
from siptui.store.backend_protocol import Backend
from siptui.store.folder import office_file
from siptui.store.folder.folder_backend import Folder
from siptui.store.office_settings import Office
from siptui.store.school import School

Place = Path | str
"""A folder, or the address of a database."""
SCHEMES = ("postgresql://", "postgres://")


def place_named(text: str) -> Place:
    """The place that somebody names, on the command line or in the environment."""
    return text if text.startswith(SCHEMES) else Path(text)


def called(place: Place) -> str:
    """How a place is called to people; of an address only what tells one store from another. Raises Refused."""
    if isinstance(place, Path):
        return str(place)
    from siptui.store.postgres.address import address_of

    return address_of(place).shown


def open_store(place: Place) -> Backend:
    """Open the store at a place. Raises Refused where there is none, StoreFault where it is damaged."""
    return open_database(place)[0] if isinstance(place, str) else Folder(place)


def open_database(address: str) -> tuple[Backend, str]:
    """Open the store in a database, and the role that one logged in there as. Raises as `open_store`."""
    from siptui.store.postgres.postgres_backend import Postgres

    found = Postgres(address)
    return found, found.login


def make_store(place: Place, office: Office) -> None:
    """Make a store at a place that is new or empty. Raises Refused, StoreFault."""
    if isinstance(place, str):
        from siptui.store.postgres.care import new_store

        new_store.make(place, office)
    else:
        office_file.create(place, office)


def make_moved(place: Place, office: Office, key: bytes, frameworks: list[tuple[str, bytes]]) -> Backend:
    """Make a store for what another holds, with its key and its frameworks, and open it. Raises Refused, StoreFault."""
    if isinstance(place, str):
        from siptui.store.postgres.care import new_store

        new_store.make(place, office, key, frameworks)
    else:
        from siptui.store.files import store_frameworks

        office_file.create(place, office, key)
        store_frameworks.put_in(place, frameworks)
    return open_store(place)


def all_or_nothing(backend: Backend) -> AbstractContextManager[object]:
    """While what is put there counts together or not at all, where the engine can do that: in a database."""
    if backend.owns is None:
        return nullcontext()
    from siptui.store.postgres.subjects import Subjects

    return backend.together() if isinstance(backend, Subjects) else nullcontext()


def unmake_moved(place: Place) -> None:
    """Have no store at a place where one was made for what another holds, which did not all arrive."""
    if isinstance(place, str):
        from siptui.store.postgres.care import new_store

        new_store.unmake(place)
    else:
        (place / office_file.NAME).unlink(missing_ok=True)


def unsafe(place: Place) -> str:
    """Why two people may write the same school at once at that place, or "" where they may not."""
    if isinstance(place, str):
        return ""
    from siptui.store.files import mounts

    return mounts.unsafe(place, place / "locks")


def restore(place: Place, backup: Path, only: Collection[str] = ()) -> Iterator[str]:
    """Put back what a backup holds, in a new store or in the place of what one holds; says what it did, line by line.

    Raises Refused, and then nothing was changed; StoreFault.
    """
    if isinstance(place, str):
        from siptui.store.postgres.care import restore as into_database

        return into_database.restore(place, backup, only)
    from siptui.store.folder.care import restore

    return restore.restore(place, backup, only)


def rebuild(place: Place) -> Iterator[Problem]:
    """Mend a damaged store from what it holds itself, and say of each thing what became of it. Raises as `restore`."""
    if isinstance(place, str):
        from siptui.store.postgres.care import mend as mend_database

        return mend_database.rebuild(place)
    from siptui.store.folder.care import mend

    return mend.rebuild(place)


def put_year_away(place: Path, year: str, today: date) -> None:
    """Put a copy of all that a store holds away as a year that is over. Raises Refused, StoreFault."""
    from siptui.store.backup import write_archive
    from siptui.store.folder.care import year_turned

    backend = Folder(place)
    year_turned.put_away(backend, lambda out: write_archive.write(backend, out, inside=True)[1], year, today)


def refuse_to_turn(backend: Backend) -> None:
    """Raise Refused where no year of a store is put away: in a database, and by whoever is not root where people's
    records are private.
    """
    if not isinstance(backend, Folder):
        do = "move it to a folder, begin the year there, and move it back"
        raise Refused(Problem(str(backend.folder), "a store in a database keeps one year", do, code="one_year"))
    if backend.office.private:
        from siptui.store.folder import private_people

        private_people.refuse_unless_root()


def make_private(place: Path, managers: str) -> list[str]:
    """Give people's records to them and a group of managers alone; whose they are. Raises Refused, StoreFault."""
    from siptui.store.folder import private_people

    backend = Folder(place)
    private_people.refuse_unless_root()
    found = private_people.make(backend.folder, backend.office, managers)
    backend.set_office(lambda office: structs.replace(office, private=managers))
    return found


def begin_records(place: Path, records: Iterable[tuple[str, School | None]]) -> None:
    """Put these in the place of what stands there of each subject (None: nothing), history and all. Raises StoreFault.

    They must be kept elsewhere: nothing is put aside.
    """
    from siptui.store.folder.care import year_turned

    year_turned.begin(Folder(place), records)


def put_drafts_away(place: Path, year: str) -> None:
    """Put what was being typed away with its year, as far as it is one's own to move."""
    from siptui.store.folder.care import year_turned

    year_turned.drafts_away(place, year)
