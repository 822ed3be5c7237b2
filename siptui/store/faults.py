"""What can be wrong with the store itself, as opposed to what it was given."""

import errno
from pathlib import Path

from siptui.records.problem import Problem


class StoreFault(Exception):
    """The store is busy, damaged, full or out of reach; what was acknowledged before still stands."""

    def __init__(self, where: Path | str, what: str, do: str) -> None:
        self.problem = Problem(str(where), what, do)
        super().__init__(self.problem.line())


class Busy(StoreFault):
    """Somebody else has been writing to the same school for longer than one waits."""


MEND = "`siptui rebuild` mends what the store's history and copies hold"
"""What to do about a record or a history that is damaged."""
MENDING = f"nothing was changed; {MEND}"


class Damaged(StoreFault):
    """A file that is not as siptui left it."""

    def __init__(self, where: Path | str, what: str, do: str = MENDING) -> None:
        super().__init__(where, what, do)


class Newer(StoreFault):
    """A file that a later siptui wrote: it is no damage, and is left as it is."""


def bad_record(school_id: str, why: str) -> Damaged:
    """A record whose file is whole, and that holds what cannot be in it."""
    return Damaged(school_id, f"damaged: {why}", f"set it again, or restore the school from a backup; {MEND}")


REASONS = {
    errno.ENOENT: ("is missing, or the folder it belongs in is", MEND),
    errno.ENOTDIR: ("is in what should be a folder and is none", "look who put it there, and take it away"),
    errno.ENOSPC: ("the disk is full", "make room and do it again"),
    errno.EDQUOT: ("your disk quota is used up", "make room and do it again"),
    errno.EFBIG: ("the file may not grow so large here", "ask whoever looks after this machine"),
    errno.EACCES: ("you may not do that", "ask the store's owner"),
    errno.EPERM: ("you may not do that", "ask the store's owner"),
    errno.EROFS: ("the disk is read-only", "ask whoever looks after this machine"),
    errno.EIO: ("the disk fails", "stop, and ask whoever looks after this machine"),
    errno.ELOOP: ("is a symbolic link, which a store never holds", "ask whoever looks after this machine"),
}


UNCHANGED = "nothing was changed"
NOT_SURE = "it was changed, but may not be on disk for good"


def from_os(fault: OSError, where: Path | str, stands: str = UNCHANGED) -> StoreFault:
    """The operating system's refusal in plain words, and how things stand after it."""
    what, do = REASONS.get(fault.errno or 0, (fault.strerror or "cannot be reached", "try again"))
    return StoreFault(where, what, f"{stands}; {do}")
