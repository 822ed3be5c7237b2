"""A file that is a person's own: a cache, keys, a theme. It is believed only where nobody else could have written it.

At first nothing is imported here that a bare Python has not got.
"""

import os
import stat
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class NotOwn(OSError):
    """What stands there is no plain file, or somebody else's, or open to them; its text says which."""


def place_in_settings(name: str, variable: str = "") -> "Path":
    """Where a person's own settings of that name are, if they have any: where an environment variable says, if it does.

    Else it is in their folder for settings of siptui.
    """
    from pathlib import Path  # these two take longer than all else that a start needs here

    if named := os.environ.get(variable):
        return Path(named).expanduser()
    import platformdirs

    return Path(platformdirs.user_config_dir("siptui", appauthor=False)) / name


def read_own(
    path: "str | os.PathLike[str]", largest: int, *, links: bool = False, owners: Collection[int] = ()
) -> bytes:
    """The bytes of a person's own file, or of one that the machine's administrator made for all.

    Through a link only with `links`, for a person may keep settings elsewhere; of the users `owners` too, who keep a
    store. Raises NotOwn, OSError.
    """
    follow = 0 if links else os.O_NOFOLLOW
    fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | follow)
    try:
        found = os.fstat(fd)
        if not stat.S_ISREG(found.st_mode):
            raise NotOwn("is no file")
        if found.st_uid not in (os.geteuid(), 0, *owners):
            raise NotOwn("belongs to somebody else, and is not used")
        if found.st_mode & 0o002:
            raise NotOwn("can be written by everybody, and is not used")
        if found.st_size > largest:
            raise NotOwn("is too large for what it should hold")
        with os.fdopen(os.dup(fd), "rb") as file:
            return file.read(largest + 1)[:largest]
    finally:
        os.close(fd)


def append_line(path: "str | os.PathLike[str]", line: str) -> None:
    """Add a line in one write, on a line of its own whatever an editor left at the file's end. Raises OSError."""
    said = f"{line}\n".encode()
    fd = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NONBLOCK, 0o600)
    try:
        size = os.fstat(fd).st_size
        if size and os.pread(fd, 1, size - 1) != b"\n":
            said = b"\n" + said
        os.write(fd, said)
        os.fsync(fd)
    finally:
        os.close(fd)
