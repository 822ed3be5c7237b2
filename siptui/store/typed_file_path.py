"""A file that somebody names by its path: what it may go on to, how it is completed, and what it is."""

import contextlib
from pathlib import Path

from siptui.store.folder_listing import Listed, entries
from siptui.store.inbox import NAME


def beginning(typed: str) -> list[Listed]:
    """The files and folders that a path typed so far may go on to, folders first; `~` is one's own folder."""
    folder, begins = _split(typed)
    wanted = begins.casefold()
    found = [each for each in entries(folder, links=True) if each.path.name.casefold().startswith(wanted)]
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
