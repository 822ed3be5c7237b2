"""Files that are whole or not there: a checksum inside, replaced in one step, on disk before anyone is told so."""

import contextlib
import os
import stat
import zlib
from pathlib import Path
from typing import Any

import msgspec

from siptui.store.faults import Damaged, StoreFault, from_os

LARGEST = 64 * 1024 * 1024  # bytes; a record is some 30 KB, and nothing of ours comes near this
_HEAD = b'{"checksum":"'
_TAIL = b'",'

StatKey = tuple[int, int, int, int]
"""Inode, size, and nanosecond times of change: what tells one state of a file from the next."""


def seal(document: dict[str, Any]) -> bytes:
    """`document` as plain JSON whose first key is the checksum of the rest."""
    body = msgspec.json.encode(document)[1:]
    return _HEAD + b"%08x" % zlib.crc32(body) + _TAIL + body


def unseal(path: Path, data: bytes) -> bytes:
    """The JSON that `seal` was given. Raises Damaged."""
    if not data:
        raise Damaged(path, "is empty, which siptui never leaves it")
    body = data[len(_HEAD) + 8 + len(_TAIL) :]
    if not data.startswith(_HEAD + b"%08x" % zlib.crc32(body) + _TAIL):
        raise Damaged(path, "is damaged, or was changed by something other than siptui")
    return b"{" + body


def read(path: Path) -> tuple[bytes, StatKey]:
    """A file's bytes and the state they were read in.

    Raises FileNotFoundError or NotADirectoryError; StoreFault for what is no ordinary file or cannot be read.
    """
    try:
        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    except (FileNotFoundError, NotADirectoryError):
        raise
    except OSError as fault:
        raise from_os(fault, path) from fault
    with os.fdopen(fd, "rb") as file:
        found = os.fstat(fd)
        if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
            raise Damaged(path, "is not a file of siptui's")
        try:
            return file.read(), stat_key(found)
        except OSError as fault:
            raise from_os(fault, path) from fault


def stat_key(found: os.stat_result) -> StatKey:
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def replace(path: Path, data: bytes, temporary: Path | None = None) -> None:
    """Put `data` at `path`, so that whatever happens the file is the old one or the new one, whole.

    On return it is on disk. Raises StoreFault, and then the old file stands. The temporary file has one fixed name:
    the lock that the caller holds keeps others off it, and what a dead writer left is overwritten by the next.
    """
    temporary = temporary or path.with_name(f".{path.name}.tmp")
    try:
        fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            write_all(fd, data)
            os.fsync(fd)
        finally:
            os.close(fd)
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as fault:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise from_os(fault, path) from fault


def write_all(fd: int, data: bytes) -> None:
    """Write every byte; a short write is followed up, and raises OSError where it cannot be."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def sync_folder(folder: Path) -> None:
    """Make what was created or renamed in `folder` durable."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def make_folder(folder: Path) -> None:
    """Make a folder that nobody else may look into, if it is not there. Raises StoreFault."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sync_folder(folder.parent)
    except FileExistsError:
        raise StoreFault(folder, "is a file, not a folder", "name another place") from None
    except OSError as fault:
        raise from_os(fault, folder) from fault
