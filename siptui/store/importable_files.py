"""Files that could be imported: what has arrived in the store's inbox, and what is in a folder that somebody names.

What lies in `inbox/` is no part of the store: it is a school's own file with pupils' names in it, put there by scp.
Backups and daily copies leave it out. Whoever put it there takes it away, or whoever has read it (`remove`).
"""

import contextlib
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from siptui.records.problem import Problem, Refused
from siptui.store.faults import StoreFault
from siptui.store.files import whole_files

NAME = "inbox"


class Listed(Struct, frozen=True):
    """A file or a folder, `size` in bytes, `when` last written (ISO, UTC)."""

    path: Path
    size: int
    when: str
    folder: bool = False

    @property
    def name(self) -> str:
        """Its name as it may be shown: with marks for bytes that are no text, and for what a terminal would obey."""
        text = os.fsencode(self.path.name).decode("utf-8", "replace")
        return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)

    @property
    def typeable(self) -> bool:
        """Whether its name can be typed and shown as it is."""
        return self.name == self.path.name


def arrived(store: Path) -> list[Listed]:
    """What has arrived in the inbox of the store in that folder, the newest first.

    Only plain files: a symbolic link there might lead anywhere. The inbox is made where it is missing and may be made.
    """
    place = store / NAME
    if not place.is_dir():
        with contextlib.suppress(StoreFault):
            whole_files.make_folder(place)
    if place.is_symlink():
        return []
    found = [each for each in _entries(place, links=False) if not each.folder]
    return sorted(found, key=lambda each: each.when, reverse=True)


def holds(store: Path, file: Listed) -> bool:
    """Whether a file lies in the inbox of the store in that folder."""
    return not file.folder and file.path.parent == store / NAME


def remove(store: Path, file: Listed) -> None:
    """Delete a file of the inbox, for good. Raises Refused where it is another by now, or may not be deleted."""
    try:
        about = file.path.lstat()
        if not holds(store, file) or not stat.S_ISREG(about.st_mode) or (store / NAME).is_symlink():
            raise Refused(Problem(file.name, "is no file of the inbox", "delete it where it lies"))
        if (about.st_size, when_of(about)) != (file.size, file.when):
            raise Refused(Problem(file.name, "has arrived anew since it was listed", "look at it before it goes"))
        file.path.unlink()
    except OSError as fault:
        do = "ask whoever put it there to delete it"
        raise Refused(Problem(file.name, f"cannot be deleted: {fault.strerror}", do)) from fault


def beginning(typed: str) -> list[Listed]:
    """The files and folders that a path typed so far may go on to, folders first; `~` is one's own folder."""
    folder, begins = _split(typed)
    wanted = begins.casefold()
    found = [each for each in _entries(folder, links=True) if each.path.name.casefold().startswith(wanted)]
    return sorted(found, key=lambda each: (not each.folder, each.name.casefold()))


def named(store: Path, typed: str) -> tuple[Path, str]:
    """The file that is meant by what somebody typed, and what it is: "file", "folder", or "" where there is none.

    A name without a folder is looked for here, then in the inbox.
    """
    folder, name = _split(typed)
    places = [folder / name] + ([store / NAME / name] if "/" not in typed else [])
    for path in places:
        with contextlib.suppress(OSError, ValueError):
            if path.exists():
                return path, "folder" if path.is_dir() else "file"
    return places[0], ""


def completed(typed: str, found: list[Listed]) -> str:
    """What is typed, with as much more as all that is found has in common; a folder gets its slash."""
    names = [each.path.name for each in found if each.typeable]
    start, slash, begins = typed.rpartition("/")
    common = _beginning_of_all(names)
    if len(common) < len(begins) or not names:
        return typed
    alone = len(found) == 1 and found[0].folder
    return start + slash + common + ("/" if alone else "")


def _beginning_of_all(names: list[str]) -> str:
    """The characters that all names begin with."""
    first, last = min(names, default=""), max(names, default="")
    return first[: next((n for n, both in enumerate(zip(first, last, strict=False)) if len({*both}) > 1), len(first))]


def _split(typed: str) -> tuple[Path, str]:
    """The folder that a path is typed in, and how the name in it begins."""
    start, slash, begins = (typed + "/" if typed == "~" else typed).rpartition("/")
    try:
        return Path(start + slash).expanduser(), begins
    except RuntimeError:  # ~ of somebody unknown
        return Path(start + slash), begins


def _entries(folder: Path, links: bool) -> list[Listed]:
    """The files and folders in a folder but for hidden ones; none where it cannot be looked into."""
    found: list[Listed] = []
    with contextlib.suppress(OSError, ValueError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or (entry.is_symlink() and not links):
                continue
            with contextlib.suppress(OSError):
                about = entry.stat()
                if entry.is_file() or entry.is_dir():
                    found.append(Listed(Path(entry.path), about.st_size, when_of(about), entry.is_dir()))
    return found


def when_of(about: os.stat_result) -> str:
    """When it was last written, ISO, UTC."""
    return datetime.fromtimestamp(about.st_mtime, UTC).isoformat(timespec="seconds")
