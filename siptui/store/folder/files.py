"""Files that are whole or not there: a checksum inside, replaced in one step, on disk before anyone is told so."""

import contextlib
import errno
import os
import stat
import time
import zlib
from pathlib import Path
from typing import Any

import msgspec

from siptui.store.faults import MENDING, NOT_SURE, UNCHANGED, Damaged, StoreFault, from_os

LARGEST = 64 * 1024 * 1024  # bytes; a record is some 30 KB, and nothing of ours comes near this
_HEAD = b'{"checksum":"'
_TAIL = b'",'

StatKey = tuple[int, int, int, int]
"""Inode, size, and nanosecond times of change: what tells one state of a file from the next."""


def seal(document: dict[str, Any]) -> bytes:
    """`document` as plain JSON whose first key is the checksum of the rest."""
    body = msgspec.json.encode(document)[1:]
    return _HEAD + b"%08x" % zlib.crc32(body) + _TAIL + body


def unseal(path: Path, data: bytes, do: str = MENDING) -> bytes:
    """The JSON that `seal` was given. Raises Damaged with what to do."""
    if not data:
        raise Damaged(path, "is empty, which siptui never leaves it", do)
    body = data[len(_HEAD) + 8 + len(_TAIL) :]
    if not data.startswith(_HEAD + b"%08x" % zlib.crc32(body) + _TAIL):
        raise Damaged(path, "is damaged, or was changed by something other than siptui", do)
    return b"{" + body


def read(path: Path) -> tuple[bytes, StatKey]:
    """A file's bytes and the state they were read in.

    Raises FileNotFoundError or NotADirectoryError; StoreFault for what is no ordinary file of the store's or cannot
    be read.
    """
    fd = open_in(path, os.O_RDONLY)
    try:
        with os.fdopen(fd, "rb") as file:
            found = os.fstat(fd)
            if found.st_size > LARGEST:
                raise Damaged(path, "is not a file of siptui's")
            return file.read(), stat_key(found)
    except OSError as fault:
        raise from_os(fault, path) from fault


def stat_key(found: os.stat_result) -> StatKey:
    """What is another as soon as a file has been replaced or written to."""
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


# -- rights: a file is as open as the folder it is in


def mode_in(folder: os.stat_result) -> int:
    """The rights of a file in a folder: the owner's, and in a shared folder (setgid) also the group's."""
    return 0o600 | (folder.st_mode & 0o060 if folder.st_mode & stat.S_ISGID else 0)


def foreign(folder: os.stat_result, found: os.stat_result) -> str:
    """Why a thing does not belong in a folder of the store: whose it is. "" where it does."""
    if folder.st_mode & stat.S_ISGID:
        return "" if found.st_gid == folder.st_gid else "does not belong to the store's group"
    return "" if found.st_uid == folder.st_uid else "belongs to somebody else"


def open_in(path: Path, flags: int) -> int:
    """Open a file of the store; a new one (O_CREAT) gets the rights that its folder asks for.

    Raises FileNotFoundError, NotADirectoryError, FileExistsError (O_EXCL), and StoreFault for a symbolic link, for
    what is no ordinary file, and for what belongs to somebody else.
    """
    try:
        folder = os.lstat(os.path.dirname(path))  # noqa: PTH120 - pathlib takes as long as the call itself
        if stat.S_ISLNK(folder.st_mode):
            raise from_os(OSError(errno.ELOOP, ""), path.parent)
        mode = mode_in(folder)
        fd = os.open(path, flags | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK, mode)
    except (FileNotFoundError, NotADirectoryError, FileExistsError):
        raise
    except OSError as fault:
        raise from_os(fault, path) from fault
    try:
        found = os.fstat(fd)
        if not stat.S_ISREG(found.st_mode):
            raise Damaged(path, "is not a file of siptui's")
        if flags & os.O_CREAT and found.st_size == 0 and found.st_uid == os.geteuid():
            _give_rights(fd, found, folder, mode)
        elif why := foreign(folder, found):
            raise StoreFault(path, why, "nothing was changed; ask whoever looks after this machine")
    except OSError as fault:
        os.close(fd)
        raise from_os(fault, path) from fault
    except StoreFault:
        os.close(fd)
        raise
    return fd


def _give_rights(fd: int, found: os.stat_result, folder: os.stat_result, mode: int) -> None:
    """What the umask took away, and the owner where the machine's administrator writes in somebody's private store."""
    if foreign(folder, found):
        os.fchown(fd, -1 if folder.st_mode & stat.S_ISGID else folder.st_uid, folder.st_gid)
    if stat.S_IMODE(found.st_mode) != mode:
        with contextlib.suppress(PermissionError):  # a file system without rights, which `verify` tells of
            os.fchmod(fd, mode)


def replace(path: Path, data: bytes, *, derived: bool = False) -> StatKey:
    """Put `data` at `path`, so that whatever happens the file is the old one or the new one, whole.

    On return it is on disk (a power cut may bring back the old one of a `derived` file); gives its state. Raises
    StoreFault, and then the old file stands. The temporary file has one fixed name: the lock that the caller holds
    keeps others off it, and what a dead writer left goes first.
    """
    temporary = path.with_name(f".{path.name}.tmp")
    placed = False
    try:
        fd = _new(temporary)
        try:
            write_all(fd, data)
            # A time of its own for every writing, so that no two states of a file look the same: the clock that the
            # kernel stamps files with stands still for milliseconds.
            os.utime(fd, ns=(now := time.time_ns(), now))
            os.fsync(fd)
            temporary.replace(path)
            placed = True
            state = stat_key(os.fstat(fd))
        finally:
            os.close(fd)
        if not derived:
            sync_folder(path.parent)
        return state
    except OSError as fault:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise from_os(fault, path, NOT_SURE if placed else UNCHANGED) from fault


def make_sure(path: Path) -> None:
    """See that what stands in a file is on disk, for whoever wrote it may have died before. Raises StoreFault."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
        sync_folder(path.parent)
    except OSError as fault:
        raise from_os(fault, path, NOT_SURE) from fault


def _new(path: Path) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        return open_in(path, flags)
    except FileExistsError:
        path.unlink()
        return open_in(path, flags)


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


def make_folder(folder: Path, mode: int | None = None) -> None:
    """Make a folder, if it is not there, with the rights given or those of the folder it is in, where that is shared.

    Raises StoreFault.
    """
    try:
        if folder.is_dir() and not folder.is_symlink():
            return
        above = folder.parent.stat() if folder.parent.exists() else None
        shared = above is not None and above.st_mode & stat.S_ISGID
        mode = mode or (stat.S_IMODE(above.st_mode) if above and shared else 0o700)
        folder.mkdir(mode=0o700, parents=True)
        if above and os.geteuid() == 0 and not shared:
            os.chown(folder, above.st_uid, above.st_gid)  # as in `_give_rights`
        if mode != 0o700:
            folder.chmod(mode)
        sync_folder(folder.parent)
    except FileExistsError:
        raise StoreFault(folder, "is a file, not a folder", "name another place") from None
    except OSError as fault:
        raise from_os(fault, folder) from fault
