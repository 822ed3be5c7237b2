"""A framework that has been read and checked, kept for the next start: reading its TOML takes a hundred times longer.

It is kept in the user's own cache folder and is never relied on: where any file of the framework has changed, or
anything is odd about what was kept, the TOML is read again.
"""

import contextlib
import os
import zlib
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from siptui import __version__
from siptui.framework import model
from siptui.framework.model import Framework

Stamp = tuple[str, int, int]
"""A data file as it was read: its path, nanosecond time and size."""


class _Kept(Struct):
    made_by: str
    lineage: list[str]  # the framework's folder, then the one it extends, and so on
    stamps: list[Stamp]
    framework: Framework


def find(name: str, folder: Path) -> Framework | None:
    """The framework as it was kept, if not a file of it has changed since."""
    try:
        with open(_place(name, folder), "rb") as file:  # noqa: PTH123 - pathlib takes as long as the reading
            if os.fstat(file.fileno()).st_uid != os.geteuid():
                return None
            check, body = file.read(8), file.read()
        if check != b"%08x" % zlib.crc32(body):
            return None
        kept = msgspec.msgpack.decode(body, type=_Kept)
        if kept.made_by == _maker() and kept.stamps == _stamps(kept.lineage):
            return kept.framework
    except (OSError, msgspec.DecodeError):
        pass
    return None


def keep(framework: Framework, folder: Path, lineage: Sequence[Path]) -> None:
    """Keep a sound framework for next time; where that cannot be done, it is read again next time."""
    folders = [str(each) for each in lineage]
    place = _place(framework.name, folder)
    with contextlib.suppress(OSError):
        body = msgspec.msgpack.encode(_Kept(_maker(), folders, _stamps(folders), framework))
        os.makedirs(os.path.dirname(place), mode=0o700, exist_ok=True)  # noqa: PTH103, PTH120
        own = Path(f"{place}.{os.getpid()}.tmp")
        own.write_bytes(b"%08x" % zlib.crc32(body) + body)
        own.replace(place)


def _place(name: str, folder: Path) -> str:
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111
    return f"{home}/siptui/{name}-{zlib.crc32(os.fsencode(folder)):08x}.msgpack"


def _maker() -> str:
    """What read it: another siptui may understand the same files otherwise."""
    return f"{__version__} {os.stat(model.__file__).st_mtime_ns}"  # noqa: PTH116


def _stamps(lineage: Sequence[str]) -> list[Stamp]:
    stamps: list[Stamp] = []
    for folder in lineage:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".toml"):
                    found = entry.stat()
                    stamps.append((entry.path, found.st_mtime_ns, found.st_size))
    return sorted(stamps)
