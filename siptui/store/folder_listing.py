"""A file or a folder in a listing, and the listing of a folder."""

import contextlib
import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from siptui.store.files import whole_files


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


def entries(folder: Path, links: bool) -> list[Listed]:
    """The files and folders in a folder but for hidden ones; none where it cannot be looked into.

    Without `links` none is followed, neither in the folder nor to it.
    """
    found: list[Listed] = []
    with contextlib.suppress(OSError, ValueError), _looked_into(folder, links) as there:
        for entry in there:
            if entry.name.startswith(".") or (entry.is_symlink() and not links):
                continue
            with contextlib.suppress(OSError):
                about = entry.stat(follow_symlinks=links)
                kind = stat.S_IFMT(about.st_mode)
                if kind in {stat.S_IFREG, stat.S_IFDIR}:
                    found.append(Listed(folder / entry.name, about.st_size, when_of(about), kind == stat.S_IFDIR))
    return found


@contextlib.contextmanager
def _looked_into(folder: Path, links: bool) -> Iterator[Iterator[os.DirEntry[str]]]:
    if links:
        with os.scandir(folder) as there:
            yield there
    else:
        with whole_files.held(folder) as fd, os.scandir(fd) as there:
            yield there


def when_of(about: os.stat_result) -> str:
    """When it was last written, ISO, UTC."""
    return datetime.fromtimestamp(about.st_mtime, UTC).isoformat(timespec="seconds")
