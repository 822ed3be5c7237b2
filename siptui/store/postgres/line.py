"""The one connection on which a store's work is done: made when it is needed, and again when it has dropped."""

import contextlib
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Any

import psycopg
from psycopg import errors

from siptui.store.faults import UNCHANGED, Busy, StoreFault
from siptui.store.postgres.address import Address, with_proof

CONNECT_SECONDS = 5
STATEMENT_SECONDS = 20
LOCK_SECONDS = 15
"""As long as one waits for whoever writes to the same school; the folder engine's patience."""
SILENCE = 1.0  # seconds after a connection was not to be had, in which the server is not asked again
SETTINGS = {
    "statement_timeout": f"{STATEMENT_SECONDS}s",
    "lock_timeout": f"{LOCK_SECONDS}s",
    "idle_in_transaction_session_timeout": "60s",
    "synchronous_commit": "on",
    "timezone": "UTC",
    "search_path": "pg_catalog",
}
KEPT_ALIVE = {"keepalives_idle": "10", "keepalives_interval": "5", "keepalives_count": "3", "tcp_user_timeout": "15000"}
AWAY = (
    errors.AdminShutdown,
    errors.CrashShutdown,
    errors.CannotConnectNow,
    errors.TooManyConnections,
    errors.IdleInTransactionSessionTimeout,
)
Rows = list[tuple[Any, ...]]


def connect(address: Address) -> "psycopg.Connection[tuple[Any, ...]]":
    """A connection, each statement of it a transaction unless one is begun. Raises psycopg.Error."""
    options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
    parameters = with_proof(address.parameters)
    parameters["options"] = f"{parameters.get('options', '')} {options}".strip()
    parameters.setdefault("application_name", "siptui")
    parameters.setdefault("connect_timeout", str(CONNECT_SECONDS))
    return psycopg.connect("", autocommit=True, **{**KEPT_ALIVE, **parameters})  # type: ignore[arg-type]


class Line:
    """One connection, used by one thread at a time; the same thread may use it within its own transaction."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._connection: psycopg.Connection[tuple[Any, ...]] | None = None
        self._turn = threading.RLock()
        self._silent_until = 0.0
        self._fault: psycopg.Error | None = None
        self._within = 0

    @property
    def pid(self) -> int:
        """The number of the server's process at the other end; 0 where there is none."""
        found = self._connection
        return found.info.backend_pid if found and not found.closed else 0

    def _at_hand(self) -> "psycopg.Connection[tuple[Any, ...]]":
        if self._connection is None or self._connection.closed:
            if self._fault and time.monotonic() < self._silent_until:
                raise self._fault
            try:
                self._connection = connect(self.address)
            except psycopg.Error as fault:
                self._fault, self._silent_until = fault, time.monotonic() + SILENCE
                raise
            self._fault = None
        return self._connection

    def ask(self, query: str, given: Sequence[object] = ()) -> Rows:
        """What a query gives; one that a dropped connection has cut off is asked once more. Raises StoreFault."""
        with self._turn, said(self.address):
            try:
                return self._rows(query, given)
            except psycopg.OperationalError as fault:
                if self._within or not is_away(fault, self._connection):
                    raise
                return self._rows(query, given)

    def _rows(self, query: str, given: Sequence[object]) -> Rows:
        cursor = self._at_hand().execute(query, given or None)
        return cursor.fetchall() if cursor.description else []

    @contextlib.contextmanager
    def alone(self) -> Iterator["psycopg.Connection[tuple[Any, ...]]"]:
        """The connection, for whoever speaks psycopg; one that has dropped is another now. Raises StoreFault."""
        with self._turn, said(self.address):
            self._within += 1
            try:
                yield self._at_hand()
            finally:
                self._within -= 1

    @contextlib.contextmanager
    def transaction(self) -> Iterator["psycopg.Connection[tuple[Any, ...]]"]:
        """The same in one transaction, which is begun again on a fresh connection where the old one has dropped."""
        with self.alone() as connection, contextlib.ExitStack() as stack:
            try:
                stack.enter_context(connection.transaction())
            except psycopg.OperationalError as fault:
                if self._within > 1 or not is_away(fault, connection):
                    raise
                connection = self._at_hand()
                stack.enter_context(connection.transaction())
            yield connection

    def close(self) -> None:
        """Let go of the connection."""
        with self._turn:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


def is_away(fault: Exception, connection: "psycopg.Connection[tuple[Any, ...]] | None") -> bool:
    """Whether a fault means that the server, or the way to it, is not there."""
    if isinstance(fault, AWAY):
        return True
    plain = isinstance(fault, psycopg.OperationalError) and getattr(fault, "sqlstate", None) is None
    return plain or (isinstance(fault, psycopg.Error) and connection is not None and connection.closed)


@contextlib.contextmanager
def said(address: Address) -> Iterator[None]:
    """What psycopg raises, in plain words. Raises StoreFault."""
    try:
        yield
    except psycopg.Error as fault:
        raise in_words(address, fault) from None


WAIT = "try again when it is back"
TOLD = {
    "53100": ("disk_full", "the server's disk is full", "ask whoever looks after the server to make room"),
    "53200": ("server_at_its_limit", "the server has too little memory for this", "ask whoever looks after the server"),
    "42501": ("not_allowed", "you may not do that", "ask whoever looks after the database for the rights"),
    "25006": ("read_only", "the server only reads: it is a copy of another", "name the server that writes"),
    "57014": ("too_slow", "the server took too long and was stopped", "try again in a moment"),
    "22P05": ("no_text", "holds a character that PostgreSQL cannot keep", "take it out"),
}


def in_words(address: Address, fault: psycopg.Error, stands: str = UNCHANGED) -> StoreFault:
    """A fault of the database as one that a SIP can act on. Neither password nor statement is in it."""
    where, state = address.shown, fault.sqlstate or ""
    if state == "55P03":
        return Busy(where, "somebody else is writing to this school", f"{stands}; try again in a moment")
    if state in TOLD:
        code, what, do = TOLD[state]
        return StoreFault(where, what, f"{stands}; {do}", code=code)
    if state.startswith("28"):
        do = "see that your password or certificate is where libpq looks for it"
        return StoreFault(where, f"does not let you in: {_line(fault)}", do, code="not_let_in")
    if is_away(fault, None) or state[:2] in ("08", "57"):
        return StoreFault(where, "cannot be reached", f"{stands}; {WAIT} ({_line(fault)})", code="server_away")
    return StoreFault(where, f"does not do that: {_line(fault)}", f"{stands}; try again", code="database_refuses")


def _line(fault: psycopg.Error) -> str:
    """What the server says of it, on one line: its first sentence, never a detail, which may hold values."""
    told = fault.diag.message_primary or str(fault) or type(fault).__name__
    return " ".join(told.split())[:200]
