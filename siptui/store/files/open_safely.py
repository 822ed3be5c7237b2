"""Files opened so that nothing planted in their folder is followed, waited for or believed.

A folder that others may write to can hold anything, and another thing a moment later. So its files are opened by the
folder's descriptor, never through a link, never waiting for a pipe; what was opened is looked at, not what a path led
to before; and all that is done with it goes by its descriptor.

Nothing is imported here that a bare Python has not got: `get` of one text wants this and little else.
"""

import errno
import os
import stat

FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
PLAIN = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
LINK = "is a symbolic link, which a store never holds"


class NotPlain(OSError):
    """What stands there is no plain file, or a link to a folder; its text says what it is."""


class NotOurs(OSError):
    """A file that does not belong where it lies; its text says whose it is."""


class TooLong(OSError):
    """A file that is longer than any of its kind."""


def open_folder(path: "str | os.PathLike[str]", above: int | None = None) -> int:
    """Open a folder. Raises NotPlain for a link, NotADirectoryError for another thing, OSError."""
    try:
        return os.open(path, FOLDER, dir_fd=above)
    except NotADirectoryError:
        if stat.S_ISLNK(os.stat(path, dir_fd=above, follow_symlinks=False).st_mode):
            raise NotPlain(LINK) from None
        raise


def open_plain(folder: int, name: str, flags: int = os.O_RDONLY, mode: int = 0o600) -> tuple[int, os.stat_result]:
    """Open a plain file in an open folder, and tell its state. Raises NotPlain at once for all else, OSError."""
    try:
        fd = os.open(name, flags | PLAIN, mode, dir_fd=folder)
    except OSError as fault:
        if fault.errno not in (errno.ELOOP, errno.EISDIR, errno.ENXIO):
            raise
        raise NotPlain(what_it_is(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)) from None
    try:
        found = os.fstat(fd)
        if not stat.S_ISREG(found.st_mode):
            raise NotPlain(what_it_is(found.st_mode))
    except OSError:
        os.close(fd)
        raise
    return fd, found


def read_plain(path: str, largest: int) -> tuple[bytes, os.stat_result]:
    """The bytes of a plain file that belongs where it lies, and the state they were read in.

    Raises NotPlain, NotOurs, TooLong, OSError.
    """
    above, name = os.path.split(path)
    folder = open_folder(above or ".")
    try:
        return read_in(folder, name, largest)
    finally:
        os.close(folder)


def read_in(folder: int, name: str, largest: int) -> tuple[bytes, os.stat_result]:
    """The same of a file in an open folder."""
    fd, found = open_plain(folder, name)
    with os.fdopen(fd, "rb") as file:
        if why := foreign(os.fstat(folder), found):
            raise NotOurs(why)
        # No more is asked for than there should be: room for the largest would be made, and given back, each time.
        data = file.read(found.st_size + 1) if found.st_size <= largest else b""
        if len(data) > found.st_size:
            data += file.read(largest + 1 - len(data))
        if found.st_size > largest or len(data) > largest:
            raise TooLong(f"is longer than {largest:,} bytes")
        return data, found


def foreign(folder: os.stat_result, found: os.stat_result) -> str:
    """Why a thing does not belong in a folder of the store: whose it is. "" where it does."""
    if folder.st_mode & stat.S_ISGID:
        return "" if found.st_gid == folder.st_gid else "does not belong to the store's group"
    return "" if found.st_uid == folder.st_uid else "belongs to somebody else"


def what_it_is(mode: int) -> str:
    """What is wrong with a thing that is no plain file, in words; "" for a plain file."""
    kinds = {
        stat.S_IFREG: "",
        stat.S_IFLNK: LINK,
        stat.S_IFDIR: "is a folder, where a file should be",
        stat.S_IFIFO: "is a pipe, which a store never holds",
        stat.S_IFSOCK: "is a socket, which a store never holds",
    }
    return kinds.get(stat.S_IFMT(mode), "is a device, which a store never holds")
