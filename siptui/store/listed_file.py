"""A file or a folder in a listing, and the listing of a folder."""

import contextlib
import os
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct


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
    """The files and folders in a folder but for hidden ones; none where it cannot be looked into."""
    found: list[Listed] = []
    with contextlib.suppress(OSError, ValueError), os.scandir(folder) as there:
        for entry in there:
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
