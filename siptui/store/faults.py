"""What can be wrong with the store itself, as opposed to what it was given."""

import errno
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from siptui.records.change import Edit
from siptui.records.problem import Facts, Problem, Refused


class StoreFault(Exception):
    """The store is busy, damaged, full or out of reach; what was acknowledged before still stands."""

    def __init__(self, where: Path | str, what: str, do: str, *, code: str, facts: Facts | None = None) -> None:
        self.problem = Problem(str(where), what, do, facts=facts or {}, code=code)
        super().__init__(self.problem.line())


class NotYoursToMake(Refused):
    """A store in a database in which one may make none: somebody else can, by these statements."""

    def __init__(self, where: str, statements: Sequence[str]) -> None:
        do = "give the statements printed here to whoever looks after it"
        super().__init__(Problem(where, "is a database in which you may make no store", do, code="not_yours_to_make"))
        self.statements = statements


class Busy(StoreFault):
    """Somebody else has been writing to the same school for longer than one waits."""

    def __init__(self, where: Path | str, what: str, do: str) -> None:
        super().__init__(where, what, do, code="busy")


class Unsure(StoreFault):
    """The line dropped while an edit was being taken, so that nobody knows yet whether it was."""

    def __init__(self, fault: StoreFault, settle: Callable[[], Edit | None]) -> None:
        """`settle` finds out: the edit, or None where it was not taken. It raises StoreFault where it cannot."""
        found = fault.problem
        do = "whether the last edit was taken is seen when it is back: see the history before you do it again"
        super().__init__(found.where, found.what, do, code="unsure")
        self.settle = settle
        self.rows: Mapping[str, str] = {}
        """Of rows that somebody else had begun meanwhile, the place of each and that it has instead."""


MEND = "`siptui rebuild` mends what the store's history and copies hold"
"""What to do about a record or a history that is damaged."""
MENDING = f"nothing was changed; {MEND}"


class Damaged(StoreFault):
    """A file that is not as siptui left it."""

    def __init__(self, where: Path | str, what: str, do: str = MENDING, *, code: str = "damaged") -> None:
        super().__init__(where, what, do, code=code, facts={"is": what})


class Newer(StoreFault):
    """A file that a later siptui wrote: it is no damage, and is left as it is."""

    def __init__(self, where: Path | str, what: str, do: str) -> None:
        super().__init__(where, what, do, code="newer", facts={"is": what})


def bad_record(school_id: str, why: str) -> Damaged:
    """A record whose file is whole, and that holds what cannot be in it."""
    return Damaged(
        school_id, f"damaged: {why}", f"set it again, or restore the school from a backup; {MEND}", code="bad_record"
    )


REASONS = {
    errno.ENOENT: ("missing", "is missing, or the folder it belongs in is", MEND),
    errno.ENOTDIR: (
        "no_folder",
        "is in what should be a folder and is none",
        "look who put it there, and take it away",
    ),
    errno.ENOSPC: ("disk_full", "the disk is full", "make room and do it again"),
    errno.EDQUOT: ("quota_used_up", "your disk quota is used up", "make room and do it again"),
    errno.EFBIG: ("file_too_large", "the file may not grow so large here", "ask whoever looks after this machine"),
    errno.EACCES: ("not_allowed", "you may not do that", "ask the store's owner"),
    errno.EPERM: ("not_allowed", "you may not do that", "ask the store's owner"),
    errno.EROFS: ("disk_read_only", "the disk is read-only", "ask whoever looks after this machine"),
    errno.EIO: ("disk_fails", "the disk fails", "stop, and ask whoever looks after this machine"),
    errno.ELOOP: ("link", "is a symbolic link, which a store never holds", "ask whoever looks after this machine"),
}


UNCHANGED = "nothing was changed"
NOT_SURE = "it was changed, but may not be on disk for good"


def from_os(fault: OSError, where: Path | str, stands: str = UNCHANGED) -> StoreFault:
    """The operating system's refusal in plain words, and how things stand after it."""
    other = ("out_of_reach", fault.strerror or "cannot be reached", "try again")
    code, what, do = REASONS.get(fault.errno or 0, other)
    return StoreFault(where, what, f"{stands}; {do}", code=code)
