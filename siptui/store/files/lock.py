"""One writer a school: an exclusive `flock` on a file that is never renamed."""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from siptui.store.faults import Busy, StoreFault, from_os
from siptui.store.files import whole_files

PATIENCE = 15.0  # seconds
BIRTH_TRIES = 5


@contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock at `path`. Raises Busy after `patience` seconds, StoreFault when it cannot be had at all.

    The wait is a blocking flock, because the kernel serves those in turn, while those who poll can starve. It
    blocks in a thread so that it can be given up; a lock that comes after that is let go at once.
    """
    fd = _open(path)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        _wait(fd, path, patience)
    except OSError as fault:
        os.close(fd)
        raise from_os(fault, path) from fault
    try:
        yield
    finally:
        os.close(fd)


@contextmanager
def at_once(path: Path) -> Iterator[bool]:
    """Hold the lock at `path` if nobody else does; says whether it is held. Never waits, never raises StoreFault."""
    try:
        fd = _open(path)
    except StoreFault:
        yield False
        return
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(fd)
        yield False
        return
    try:
        yield True
    finally:
        os.close(fd)


def _open(path: Path) -> int:
    """The lock file, made where it is not there. Raises StoreFault."""
    for attempt in range(BIRTH_TRIES):
        try:
            return whole_files.open_in(path, os.O_RDWR | os.O_CREAT)
        except OSError as fault:
            raise from_os(fault, path) from fault
        except StoreFault:
            # A colleague who makes it at this very moment has not given us our rights to it yet.
            if attempt == BIRTH_TRIES - 1 or not path.exists() or path.is_symlink():
                raise
            time.sleep(0.02)
    raise AssertionError("not reached")


def _wait(fd: int, path: Path, patience: float) -> None:
    guard = threading.Lock()
    state = {"had": False, "given up": False}

    def block() -> None:
        fcntl.flock(fd, fcntl.LOCK_EX)
        with guard:
            state["had"] = True
            if state["given up"]:
                os.close(fd)

    waiter = threading.Thread(target=block, daemon=True)
    waiter.start()
    waiter.join(patience)
    with guard:
        if not state["had"]:
            state["given up"] = True
            raise Busy(path, "somebody else is writing to this school", "nothing was changed; try again in a moment")
