"""The tables of a store, made and brought forward in numbered steps: SQL files beside this, never backwards."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from psycopg import errors, sql

from siptui.records.problem import Problem, Refused
from siptui.store.faults import Newer, StoreFault
from siptui.store.postgres.line import Line

FOLDER = Path(__file__).parent / "migrations"
BEGIN = """create schema siptui;
create table siptui.step (number integer primary key, taken timestamptz not null default now());"""
ALONE = "select pg_advisory_xact_lock(hashtextextended('siptui schema', 0))"
Connection = psycopg.Connection[tuple[Any, ...]]


def steps() -> list[tuple[int, Path]]:
    """Every step by number, with the file that says what it does."""
    return [(int(path.name[:4]), path) for path in sorted(FOLDER.glob("[0-9]*.sql"))]


def newest() -> int:
    """The number of the step that this siptui's tables have."""
    return steps()[-1][0]


def statements(upto: int | None = None) -> Iterator[str]:
    """What makes the tables of a new store, a step each."""
    yield BEGIN
    for number, path in steps():
        if upto is None or number <= upto:
            yield path.read_text(encoding="utf-8")
            yield f"insert into siptui.step (number) values ({number});"


def make(connection: Connection, upto: int | None = None) -> None:
    """Make the tables in the transaction that is begun. Raises psycopg.Error, Refused where there are some."""
    connection.execute(ALONE)
    if connection.execute("select to_regnamespace('siptui')").fetchone() != (None,):
        do = "leave out init, or name another database"
        where = f"the database {connection.info.dbname}"
        raise Refused(Problem(where, "holds a store already", do, code="store_already"))
    for each in statements(upto):
        connection.execute(sql.SQL(each))


def bring_forward(line: Line) -> list[int]:
    """Take the steps that the tables lack; gives their numbers. Raises StoreFault, Newer.

    Whoever does not own the tables cannot, and is told who can.
    """
    with line.transaction() as connection:
        connection.execute(ALONE)
        at = number_of(line, connection)
        lacking = [(number, path) for number, path in steps() if number > at]
        if not lacking:
            return []
        try:
            for number, path in lacking:
                connection.execute(sql.SQL(path.read_text(encoding="utf-8")))
                connection.execute("insert into siptui.step (number) values (%s)", (number,))
        except errors.InsufficientPrivilege:
            what, do = "was made by an earlier siptui", "ask whoever made it to open it once with this siptui"
            raise StoreFault(line.address.shown, what, do, code="earlier_tables") from None
        return [number for number, _ in lacking]


def number_of(line: Line, connection: Connection) -> int:
    """The number of the last step that the tables have taken. Raises Newer."""
    row = connection.execute("select max(number) from siptui.step").fetchone()
    at = int(row[0]) if row and row[0] else 0
    if at > newest():
        raise Newer(line.address.shown, "was made by a newer siptui", "update siptui on this machine")
    return at
