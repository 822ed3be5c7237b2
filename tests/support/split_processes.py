"""siptui's commands, each in a process of its own that is split from one in which everything is imported already.

A new Python takes a fifth of a second to get as far. What a process has is its own all the same: arguments,
environment, folder, standard streams, umask, an end by itself. How a new Python begins is for the tests that start one.
"""

import atexit
import contextlib
import fcntl
import os
import pickle
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple

CLOSED = -1
"""In the place of a stream: there is none."""
_HEAD = struct.Struct("!Q")
_STATUS = struct.Struct("!i")


class Ended(NamedTuple):
    """How a command ended, and what it said."""

    status: int
    out: str
    err: str


def run(words: Sequence[str]) -> Ended:
    """Run `siptui WORDS` with nobody at its input and no terminal."""
    with Path(os.devnull).open("rb") as nothing, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        status = run_on(words, nothing.fileno(), out.fileno(), err.fileno())
        return Ended(status, _text(out), _text(err))


def run_on(words: Sequence[str], stdin: int, stdout: int, stderr: int) -> int:
    """Run `siptui WORDS` on these file descriptors, of which any may be `CLOSED`; its status."""
    return _source().run(words, (stdin, stdout, stderr))


def run_on_terminal(words: Sequence[str], typed: bytes = b"") -> tuple[int, str]:
    """Run `siptui WORDS` on a terminal of its own, at which this is typed; its status, and what it sent there."""
    ours, theirs = os.openpty()
    source = _source()
    source.start(words, (theirs, theirs, theirs), terminal=True)
    os.close(theirs)
    os.write(ours, typed)
    sent = read_to_the_end(ours)
    os.close(ours)
    return source.status(), sent


def read_to_the_end(terminal: int) -> str:
    """What a program sends to a terminal, until it ends."""
    sent = bytearray()
    with contextlib.suppress(OSError):  # as Linux says that nobody is there any more
        while read := os.read(terminal, 65536):
            sent += read
    return sent.decode("utf-8", "surrogateescape")


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "surrogateescape")


# -- the tests' end


class _Source:
    """The process from which all others are split."""

    def __init__(self) -> None:
        self._line, theirs = socket.socketpair()
        code = f"import sys; sys.path[:] = {sys.path!r}; from support.split_processes import serve; serve()"
        self._process = subprocess.Popen(
            [sys.executable, "-c", code], stdin=theirs.fileno(), stdout=subprocess.DEVNULL, start_new_session=True
        )
        theirs.close()

    def run(self, words: Sequence[str], streams: Sequence[int]) -> int:
        self.start(words, streams)
        return self.status()

    def start(self, words: Sequence[str], streams: Sequence[int], terminal: bool = False) -> None:
        os.umask(umask := os.umask(0))
        request = {"words": list(words), "env": dict(os.environ), "cwd": str(Path.cwd()), "umask": umask}
        said = pickle.dumps({**request, "there": [fd != CLOSED for fd in streams], "terminal": terminal})
        socket.send_fds(self._line, [_HEAD.pack(len(said))], [fd for fd in streams if fd != CLOSED])
        self._line.sendall(said)

    def status(self) -> int:
        try:
            return int(_STATUS.unpack(_exactly(self._line, _STATUS.size))[0])
        except BaseException:  # a test that ran out of time: nothing of it may be left, nor answer the next
            self.end()
            _sources.clear()
            raise

    def end(self) -> None:
        self._line.close()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


_sources: dict[int, _Source] = {}


def _source() -> _Source:
    """The one of this process."""
    if os.getpid() not in _sources:
        _sources[os.getpid()] = source = _Source()
        atexit.register(source.end)
    return _sources[os.getpid()]


def _exactly(line: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < size:
        more = line.recv(size - len(found))
        if not more:
            raise EOFError("the other end is gone")
        found += more
    return found


# -- the other end


def serve() -> None:
    """Import all that a command may, then be split for each that is asked for, until nobody asks any more."""
    _import_everything()
    line = socket.socket(fileno=os.dup(0))
    while True:
        head, fds, _, _ = socket.recv_fds(line, _HEAD.size, 3)
        if not head:
            os._exit(0)
        head += _exactly(line, _HEAD.size - len(head))
        asked = pickle.loads(_exactly(line, _HEAD.unpack(head)[0]))
        pid = os.fork()
        if pid == 0:
            line.close()
            _become(asked, fds)
            return  # as a command that leaves by itself does
        for fd in fds:
            os.close(fd)
        line.sendall(_STATUS.pack(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])))


def _import_everything() -> None:
    import gc
    import importlib
    import pkgutil

    import openpyxl.workbook
    import rich.table

    import siptui

    del openpyxl, rich
    for module in pkgutil.walk_packages(siptui.__path__, "siptui."):
        if module.name not in {"siptui.app", "siptui.__main__"}:
            importlib.import_module(module.name)
    gc.collect()
    gc.freeze()


def _become(asked: dict[str, Any], fds: list[int]) -> None:
    """Be a new process that was started as it is asked."""
    given = iter(fds)
    for number, there in enumerate(asked["there"]):
        if there:
            os.dup2(next(given), number)
        else:
            os.close(number)
    for fd in fds:
        os.close(fd)
    if asked["terminal"]:
        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.chdir(asked["cwd"])
    os.umask(asked["umask"])
    os.environ.clear()
    os.environ.update(asked["env"])
    time.tzset()
    sys.stdin = _stream(0, "r", "surrogateescape") if asked["there"][0] else None  # type: ignore[assignment]
    sys.stdout = _stream(1, "w", "surrogateescape") if asked["there"][1] else None  # type: ignore[assignment]
    sys.stderr = _stream(2, "w", "backslashreplace") if asked["there"][2] else None  # type: ignore[assignment]
    sys.argv = ["siptui", *asked["words"]]

    from siptui.cli import program

    program()


def _stream(fd: int, mode: str, errors: str) -> IO[str]:
    """A standard stream as Python makes it where texts are UTF-8."""
    return open(fd, mode, encoding="utf-8", errors=errors, buffering=1 if os.isatty(fd) or fd == 2 else -1)
