"""A store's settings, its key and its frameworks, as they stand in the database; and who one is there."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct
from psycopg import errors, sql

from siptui.records.problem import Problem, Refused
from siptui.store.faults import Damaged, Newer, StoreFault
from siptui.store.files import store_frameworks, whole_files
from siptui.store.format_version import FORMAT
from siptui.store.office_settings import YEARS_FORMAT, Office
from siptui.store.postgres import schema
from siptui.store.postgres.line import Line, in_words
from siptui.store.postgres.rows import text_of

OPENING = """select (select max(number) from siptui.step), settings::text, session_user::text,
    pg_has_role(current_user, (select nspowner from pg_namespace where nspname = 'siptui'), 'member'),
    coalesce((select sum(hashtextextended(name || md5(data), 0)) from siptui.framework_file), 0)::text
from siptui.store"""
MARK = ".as_in_database"
"""The file that says which frameworks of the database lie beside it."""


class Opened(Struct):
    """What is asked of a database as it is opened."""

    office: Office
    login: str
    """The role that one logged in as."""
    owns: bool
    """Whether one may change the tables themselves."""
    frameworks: str
    """What tells the frameworks kept there from others; "0" where there are none."""


def opened(line: Line) -> Opened:
    """The settings and who one is. Raises Refused where there is no store, StoreFault."""
    try:
        with line.alone() as connection:
            try:
                row = connection.execute(OPENING).fetchone()
            except (errors.UndefinedTable, errors.InvalidSchemaName):
                row = None
            except errors.InsufficientPrivilege as fault:
                if fault.diag.message_primary and "schema" not in fault.diag.message_primary:
                    raise
                do = "ask whoever looks after it to put your role in the group of its people"
                raise StoreFault(
                    line.address.shown, "is a store that you may not open", do, code="not_allowed"
                ) from None
    except errors.Error as fault:
        raise in_words(line.address, fault) from None
    if row is None:
        do = f"make one with: siptui --store '{line.address.shown}' init"
        raise Refused(Problem(line.address.shown, "there is no store here", do, code="no_store"))
    number, settings, login, owns, frameworks = row
    if number > schema.newest():
        raise Newer(line.address.shown, "was made by a newer siptui", "update siptui on this machine")
    if number < schema.newest():
        schema.bring_forward(line)
    return Opened(decoded(line.address.shown, settings), login, owns, frameworks)


def decoded(where: str, settings: str) -> Office:
    """The settings in the column of them. Raises StoreFault."""
    try:
        office = msgspec.json.decode(settings, type=Office)
    except (msgspec.DecodeError, RecursionError) as fault:
        raise Damaged(where, f"does not hold a store's settings ({fault})") from fault
    if office.format > max(FORMAT, YEARS_FORMAT):
        raise Newer(where, f"was written by a newer siptui (format {office.format})", "update siptui on this machine")
    return office


def make(
    line: Line, office: Office, key: bytes = b"", frameworks: Iterable[tuple[str, bytes]] = (), upto: int | None = None
) -> None:
    """Make a store in a database that has none. Raises Refused, StoreFault, and then there is none."""
    with line.transaction() as connection:
        schema.make(connection, upto)
        for each in first_rows(office, key or os.urandom(32), frameworks):
            connection.execute(each)


def first_rows(office: Office, key: bytes, frameworks: Iterable[tuple[str, bytes]]) -> Iterator[sql.Composed]:
    """What a new store begins with, a statement each."""
    yield sql.SQL("insert into siptui.store (settings) values ({})").format(text_of(office))
    yield sql.SQL("insert into siptui.secret (pupil_key) values ({})").format(key)
    for name, data in frameworks:
        yield sql.SQL("insert into siptui.framework_file (name, data) values ({}, {})").format(name, data)


def key_of(line: Line) -> bytes:
    """What UPNs are hashed with; b"" where it is not for whoever asks. Raises StoreFault."""
    may = line.ask("select has_table_privilege('siptui.secret', 'select')")
    rows = line.ask("select pupil_key from siptui.secret") if may[0][0] else []
    return bytes(rows[0][0]) if rows else b""


def frameworks_beside(line: Line, folder: Path, mark: str) -> None:
    """Have the frameworks that the database keeps in a folder of one's own, where they are read. Raises StoreFault."""
    place = folder / store_frameworks.FOLDER
    if mark == "0" and whole_files.look(place) is None:
        return
    seen = place / MARK
    if whole_files.look(seen) and whole_files.read(seen)[0] == mark.encode():
        return
    import shutil

    shutil.rmtree(place, ignore_errors=True)
    for name, data in line.ask("select name, data from siptui.framework_file order by name"):
        if store_frameworks.framework_of(name):
            whole_files.make_folder((folder / name).parent, 0o700)
            whole_files.replace(folder / name, bytes(data))
    if mark != "0":
        whole_files.replace(seen, mark.encode())
