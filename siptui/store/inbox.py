"""What has arrived in the store's inbox, to be imported.

What lies in `inbox/` is no part of the store: it is a school's own file with pupils' names in it, put there by scp.
Backups and daily copies leave it out. Whoever put it there takes it away, or whoever has read it (`remove`).
"""

import contextlib
import os
import stat
from pathlib import Path

from siptui.records.problem import Problem, Refused
from siptui.store.faults import StoreFault
from siptui.store.files import whole_files
from siptui.store.files.open_safely import NotPlain
from siptui.store.folder_listing import Listed, entries, when_of

NAME = "inbox"


def arrived(store: Path) -> list[Listed]:
    """What has arrived in the inbox of the store in that folder, the newest first.

    Only plain files: a symbolic link there might lead anywhere. The inbox is made where it is missing and may be made.
    """
    place = store / NAME
    if not place.is_dir():
        with contextlib.suppress(StoreFault):
            whole_files.make_folder(place)
    found = [each for each in entries(place, links=False) if not each.folder]
    return sorted(found, key=lambda each: each.when, reverse=True)


def holds(store: Path, file: Listed) -> bool:
    """Whether a file lies in the inbox of the store in that folder."""
    return not file.folder and file.path.parent == store / NAME


def remove(store: Path, file: Listed) -> None:
    """Delete a file of the inbox, for good. Raises Refused where it is another by now, or may not be deleted."""
    try:
        if not holds(store, file):
            raise NotPlain
        with whole_files.held(store / NAME) as folder:
            about = os.stat(file.path.name, dir_fd=folder, follow_symlinks=False)
            if not stat.S_ISREG(about.st_mode):
                raise NotPlain
            if (about.st_size, when_of(about)) != (file.size, file.when):
                raise Refused(
                    Problem(
                        file.name,
                        "has arrived anew since it was listed",
                        "look at it before it goes",
                        code="arrived_anew",
                    )
                )
            os.unlink(file.path.name, dir_fd=folder)
    except NotPlain:
        raise Refused(
            Problem(file.name, "is no file of the inbox", "delete it where it lies", code="not_in_inbox")
        ) from None
    except OSError as fault:
        do = "ask whoever put it there to delete it"
        raise Refused(
            Problem(
                file.name,
                f"cannot be deleted: {fault.strerror}",
                do,
                facts={"reason": fault.strerror or ""},
                code="not_deleted",
            )
        ) from fault
