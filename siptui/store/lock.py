"""One writer a school: an exclusive `flock` on a file that is never renamed."""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from siptui.store.faults import Busy, from_os

PATIENCE = 15.0  # seconds


@contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock at `path`. Raises Busy after `patience` seconds, StoreFault when it cannot be had at all.

    The wait is a blocking flock, because the kernel serves those in turn, while those who poll can starve. It
    blocks in a thread so that it can be given up; a lock that comes after that is let go at once.
    """
    try:
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as fault:
        raise from_os(fault, path) from fault
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
