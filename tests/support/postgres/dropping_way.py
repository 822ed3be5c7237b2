"""A way to the tests' own server that can drop: at any time, and just before or after an edit is taken for good."""

import contextlib
import selectors
import shutil
import socket
import tempfile
import threading
from pathlib import Path
from typing import Literal

from support.postgres.private_server import OWNER, Server

When = Literal["", "before commit", "after commit", "after commit, for long"]


class Way:
    """A socket that leads to a server's; what goes over it is passed on until it is cut."""

    def __init__(self, server: Server) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="siptui-way-", dir="/tmp"))
        self.drops: When = ""
        """When the next edit has the way drop by itself."""
        self._server = server
        self._lost: list[socket.socket] = []
        self._guard = threading.Lock()
        self._listening: socket.socket | None = None
        self.open()

    def address(self, database: str, role: str = OWNER) -> str:
        """The address of a database, over this way."""
        return f"postgresql://{role}@/{database}?host={self.folder}"

    def open(self) -> None:
        """Let connections through."""
        place = self.folder / ".s.PGSQL.5432"
        place.unlink(missing_ok=True)
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(place))
        self._listening.listen(64)
        threading.Thread(target=self._accept, args=(self._listening,), daemon=True).start()

    def cut(self) -> None:
        """Drop what is connected; who tries again comes through."""
        with self._guard:
            lost, self._lost = self._lost, []
        for each in lost:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Drop what is connected, and let nothing through until it is opened again."""
        with self._guard:
            listening, self._listening = self._listening, None
        if listening is not None:
            (self.folder / ".s.PGSQL.5432").unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)
            listening.close()
        self.cut()

    def end(self) -> None:
        """Close it for good."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _accept(self, listening: socket.socket) -> None:
        while True:
            try:
                near, _ = listening.accept()
            except OSError:
                return
            far = socket.socket(socket.AF_UNIX)
            try:
                far.connect(str(self._server.folder / ".s.PGSQL.5432"))
            except OSError:
                near.close()
                continue
            with self._guard:
                self._lost += [near, far]
            threading.Thread(target=self._pass_on, args=(near, far), daemon=True).start()

    def _pass_on(self, near: socket.socket, far: socket.socket) -> None:
        with selectors.DefaultSelector() as ready, near, far, contextlib.suppress(OSError):
            ready.register(near, selectors.EVENT_READ, far)
            ready.register(far, selectors.EVENT_READ, near)
            swallows = False
            while True:
                for key, _ in ready.select():
                    source, to = key.fileobj, key.data
                    assert isinstance(source, socket.socket)
                    data = source.recv(65536)
                    if not data:
                        return
                    if source is far and swallows:
                        if self.drops == "after commit, for long":
                            self.close()
                        self.drops = ""
                        return
                    if source is near and self.drops and b"COMMIT" in data:
                        if self.drops == "before commit":
                            self.drops = ""
                            return
                        swallows = True
                    to.sendall(data)
