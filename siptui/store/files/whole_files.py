"""Files that are whole or not there: a checksum inside, replaced in one step, on disk before anyone is told so."""

import contextlib
import os
import stat
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from siptui.store.faults import MENDING, NOT_SURE, UNCHANGED, Damaged, StoreFault, from_os
from siptui.store.files.json_checksum import BadSeal, put_seal, without_seal
from siptui.store.files.open_safely import NotOurs, NotPlain, TooLong, foreign, open_folder, open_plain, read_plain

LARGEST = 64 * 1024 * 1024  # bytes; a record is some 30 KB, and nothing of ours comes near this

StatKey = tuple[int, int, int, int]
"""Inode, size, and nanosecond times of change: what tells one state of a file from the next."""


OPEN_INSIDE = stat.S_ISUID
"""What a folder is marked by whose files may be read and written by whoever passes through it; it means nothing else
on a folder."""


def seal(document: dict[str, Any]) -> bytes:
    """`document` as plain JSON whose first key is the checksum of the rest."""
    return put_seal(msgspec.json.encode(document))


def unseal(path: Path, data: bytes, do: str = MENDING) -> bytes:
    """The JSON that `seal` was given. Raises Damaged with what to do."""
    try:
        return without_seal(data)
    except BadSeal as fault:
        raise Damaged(path, str(fault), do) from None


def read(path: Path, largest: int = LARGEST) -> tuple[bytes, StatKey]:
    """A file's bytes and the state they were read in.

    Raises FileNotFoundError or NotADirectoryError; StoreFault for what is no plain file of the store's or cannot be
    read.
    """
    try:
        data, found = read_plain(os.fspath(path), largest)
    except (FileNotFoundError, NotADirectoryError):
        raise
    except OSError as fault:
        raise said_of(fault, path) from fault
    return data, stat_key(found)


def stat_key(found: os.stat_result) -> StatKey:
    """What is another as soon as a file has been replaced or written to."""
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def look(path: Path) -> os.stat_result | None:
    """What stands at `path`, itself and not where it leads; None where there is nothing. Raises StoreFault."""
    try:
        return path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as fault:
        raise said_of(fault, path) from fault


def names(folder: Path, ending: str = "") -> list[str]:
    """The names in a folder of the store that are not hidden and have that ending, in order; none where it is missing.

    Raises StoreFault.
    """
    return [name for name in all_names(folder) if not name.startswith(".") and name.endswith(ending)]


def all_names(folder: Path) -> list[str]:
    """The names in a folder of the store, hidden ones too, in order; none where it is missing. Raises StoreFault."""
    try:
        with held(folder) as fd:
            return sorted(os.listdir(fd))  # noqa: PTH208 - pathlib knows no descriptors
    except FileNotFoundError:
        return []
    except OSError as fault:
        raise said_of(fault, folder) from fault


def said_of(fault: OSError, path: Path, stands: str = UNCHANGED) -> StoreFault:
    """What to say of the store where a file of it cannot be used."""
    if isinstance(fault, NotPlain):
        return Damaged(path, str(fault), f"{UNCHANGED}; look who put it there, and take it away")
    if isinstance(fault, NotOurs):
        return StoreFault(path, str(fault), f"{UNCHANGED}; ask whoever looks after this machine", code="foreign_file")
    if isinstance(fault, TooLong):
        return Damaged(path, f"is not a file of siptui's: it {fault}")
    return from_os(fault, path, stands)


@contextlib.contextmanager
def held(folder: Path) -> Iterator[int]:
    """A folder's descriptor, by which all is done in it."""
    fd = open_folder(folder)
    try:
        yield fd
    finally:
        os.close(fd)


# -- rights: a file is as open as the folder it is in


def mode_in(folder: os.stat_result) -> int:
    """The rights of a file in a folder: the owner's, and in a shared folder (setgid) also the group's.

    In a folder that nobody but its owner and its group passes through, and that says so, everybody's.
    """
    if folder.st_mode & OPEN_INSIDE and not folder.st_mode & 0o007:
        return 0o666
    return 0o600 | (folder.st_mode & 0o060 if folder.st_mode & stat.S_ISGID else 0)


def open_in(path: Path, flags: int) -> int:
    """Open a file of the store; a new one (O_CREAT) gets the rights that its folder asks for.

    Raises FileNotFoundError, NotADirectoryError, FileExistsError (O_EXCL), and StoreFault for what is no plain file
    and for what belongs to somebody else.
    """
    try:
        with held(path.parent) as folder:
            return open_within(folder, path.name, flags)
    except (FileNotFoundError, NotADirectoryError, FileExistsError):
        raise
    except OSError as fault:
        raise said_of(fault, path) from fault


def open_within(folder: int, name: str, flags: int) -> int:
    """The same in an open folder. Raises OSError."""
    about = os.fstat(folder)
    mode = mode_in(about)
    fd, found = open_plain(folder, name, flags, mode)
    try:
        if flags & os.O_CREAT and found.st_size == 0 and found.st_uid == os.geteuid():
            _give_rights(fd, found, about, mode)
        elif why := foreign(about, found):
            raise NotOurs(why)
    except OSError:
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


def set_rights(path: Path) -> None:
    """Give a plain file of the store the rights that its folder asks for; what one may not change stays as it is.

    A file with a second name is left alone: it may be somebody's who has not put it there.
    """
    with contextlib.suppress(OSError), held(path.parent) as folder:
        fd, found = open_plain(folder, path.name)
        try:
            if found.st_nlink == 1:
                about = os.fstat(folder)
                _give_rights(fd, found, about, mode_in(about))
        finally:
            os.close(fd)


# -- writing


def replace(path: Path, data: bytes, *, derived: bool = False) -> StatKey:
    """Put `data` at `path`, so that whatever happens the file is the old one or the new one, whole.

    On return it is on disk (a power cut may bring back the old one of a `derived` file); gives its state. Raises
    StoreFault, and then the old file stands. The temporary file has one fixed name: the lock that the caller holds
    keeps others off it, and what a dead writer left goes first.
    """
    temporary = f".{path.name}.tmp"
    placed = False
    try:
        with held(path.parent) as folder:
            state = put_in_place(_new(folder, temporary), folder, temporary, path.name, data)
            placed = True
            if not derived:
                os.fsync(folder)
            return state
    except OSError as fault:
        raise said_of(fault, path, NOT_SURE if placed else UNCHANGED) from fault


def put_in_place(fd: int, folder: int, temporary: str, name: str, data: bytes) -> StatKey:
    """Write `data` to a temporary file that is open and new, and give it another's name in an open folder; closes it.

    Gives its state. Raises OSError, and then what had the name has it still. That the name is on disk is for the
    caller to see to.
    """
    try:
        write_all(fd, data)
        # A time of its own for every writing, so that no two states of a file look the same: the clock that the
        # kernel stamps files with stands still for milliseconds.
        os.utime(fd, ns=(now := time.time_ns(), now))
        os.fsync(fd)
        os.replace(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
        return stat_key(os.fstat(fd))
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(temporary, dir_fd=folder)
        raise
    finally:
        os.close(fd)


def make_sure(path: Path) -> None:
    """See that what stands in a file is on disk, for whoever wrote it may have died before. Raises StoreFault."""
    try:
        with held(path.parent) as folder:
            fd, _ = open_plain(folder, path.name)
            try:
                os.fsync(fd)
            finally:
                os.close(fd)
            os.fsync(folder)
    except OSError as fault:
        raise said_of(fault, path, NOT_SURE) from fault


def remove(path: Path) -> None:
    """Take a file, or a link, out of its folder, if it is there. Raises StoreFault."""
    try:
        with held(path.parent) as folder:
            os.unlink(path.name, dir_fd=folder)
    except FileNotFoundError:
        return
    except OSError as fault:
        raise said_of(fault, path) from fault


def _new(folder: int, name: str) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        return open_within(folder, name, flags)
    except FileExistsError:
        os.unlink(name, dir_fd=folder)
        return open_within(folder, name, flags)


def write_all(fd: int, data: bytes) -> None:
    """Write every byte; a short write is followed up, and raises OSError where it cannot be."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def sync_folder(folder: Path) -> None:
    """Make what was created or renamed in `folder` durable."""
    with held(folder) as fd:
        os.fsync(fd)


# -- folders


def make_folder(folder: Path, mode: int | None = None) -> None:
    """Make a folder, if it is not there, with the rights given or those of the folder it is in, where that is shared.

    Raises StoreFault.
    """
    try:
        found = look(folder)
        if found is not None and stat.S_ISDIR(found.st_mode):
            return
        if found is not None:
            what = "is a symbolic link" if stat.S_ISLNK(found.st_mode) else "is a file, not a folder"
            raise StoreFault(folder, what, "name another place", code="bad_folder")
        parent = folder.parent.resolve()
        for level in reversed([p for p in (parent, *parent.parents) if not p.exists()]):
            make_folder(level, mode)
        with held(parent) as above:
            os.close(_made_in(above, folder.name, mode))
    except FileExistsError:
        raise StoreFault(folder, "is a file, not a folder", "name another place", code="no_folder") from None
    except OSError as fault:
        raise said_of(fault, folder) from fault


def _made_in(above: int, name: str, mode: int | None = None) -> int:
    """Make a folder in an open one and open it; one that is there already is opened."""
    about = os.fstat(above)
    shared = about.st_mode & stat.S_ISGID
    try:
        os.mkdir(name, 0o700, dir_fd=above)
    except FileExistsError:
        return open_folder(name, above)
    fd = open_folder(name, above)
    try:
        if os.geteuid() == 0 and not shared:
            os.fchown(fd, about.st_uid, about.st_gid)  # as in `_give_rights`
        wanted = mode or (stat.S_IMODE(about.st_mode) if shared else 0o700)
        if wanted != 0o700:
            os.fchmod(fd, wanted)
        os.fsync(above)
    except OSError:
        os.close(fd)
        raise
    return fd


@contextlib.contextmanager
def made_below(folder: Path, names: Sequence[str]) -> Iterator[int]:
    """The descriptor of a folder within folders of the store, each made where it is missing, none through a link."""
    fd = open_folder(folder)
    try:
        for name in names:
            fd, above = _made_in(fd, name), fd
            os.close(above)
        yield fd
    finally:
        os.close(fd)


def set_folder_rights(folder: Path, mode: int, group: int = -1) -> None:
    """Give a folder that is one's own its rights and group; others' folders stay as they are. Raises StoreFault."""
    try:
        with held(folder) as fd:
            found = os.fstat(fd)
            if os.geteuid() in (found.st_uid, 0):
                if group not in (-1, found.st_gid):
                    os.fchown(fd, -1, group)
                os.fchmod(fd, mode)
    except OSError as fault:
        raise said_of(fault, folder) from fault
