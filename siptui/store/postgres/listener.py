"""Whether anything has changed: heard on a connection of its own, and looked for now and then."""

import threading
import time
from typing import Any

import psycopg

from siptui.store.postgres.address import Address
from siptui.store.postgres.line import connect, said

LOOK_EVERY = 10.0
"""Seconds after which the listener looks itself: whoever dies between an edit and telling of it tells nobody."""


class Listener:
    """Hears of what others change. Asking costs no more than a look at a socket."""

    def __init__(self, address: Address, channel: str) -> None:
        self._address, self._channel = address, channel
        self._connection: psycopg.Connection[tuple[Any, ...]] | None = None
        self._turn = threading.Lock()
        self._heard = 0
        self._seen = 0
        self._looked = 0.0

    def heard(self, own: int) -> tuple[int, int]:
        """How much has been heard of others than `own`, a process of the server's, and where the store stands.

        What was said while there was no connection counts as something. Raises StoreFault.
        """
        with self._turn, said(self._address):
            if self._connection is None or self._connection.closed:
                self._connection = connect(self._address)
                self._connection.execute(psycopg.sql.SQL("listen {}").format(psycopg.sql.Identifier(self._channel)))
                self._heard += 1
                self._looked = 0.0
            self._heard += sum(each.pid != own for each in self._connection.notifies(timeout=0))
            if time.monotonic() - self._looked > LOOK_EVERY:
                row = self._connection.execute("select last_value from siptui.moved").fetchone()
                self._seen, self._looked = int(row[0]) if row else 0, time.monotonic()
            return self._heard, self._seen

    def close(self) -> None:
        """Let go of the connection."""
        with self._turn:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
