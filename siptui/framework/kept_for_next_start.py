"""Data that has been read and checked, kept for the next start: reading its TOML takes a hundred times longer.

It is kept in the user's own cache folder and is never relied on: where any file that it was read from has changed, or
anything is odd about what was kept, the TOML is read again.
"""

import contextlib
import os
import sys
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from siptui import __version__
from siptui.framework.owner_checked_file import read_own

Thing = TypeVar("Thing")

LARGEST = 64 * 1024 * 1024  # bytes

Stamp = tuple[str, int, int]
"""A data file as it was read: its path, nanosecond time and size."""


class _Kept(Struct):
    made_by: str
    folders: list[str]  # that it was read from
    stamps: list[Stamp]
    thing: msgspec.Raw


def ready(
    name: str,
    folder: Path,
    kind: type[Thing],
    read: Callable[[], tuple[Thing, Sequence[Path]]],
    still: Callable[[list[str]], bool] = lambda _: True,
) -> Thing:
    """The data `name` of a folder as it was kept; else as `read` gives it, which names the folders that it read too.

    `still` says of the folders that it was read from whether it would be read from the same now.
    """
    found = find(name, folder, kind, still)
    if found is not None:
        return found
    thing, folders = read()
    keep(name, folder, thing, folders)
    return thing


def find(
    name: str, folder: Path, kind: type[Thing], still: Callable[[list[str]], bool] = lambda _: True
) -> Thing | None:
    """What was kept, if not a file that it was read from has changed since."""
    try:
        data = read_own(_place(name, folder), LARGEST)
        check, body = data[:8], data[8:]
        if check != b"%08x" % zlib.crc32(body):
            return None
        kept = msgspec.msgpack.decode(body, type=_Kept)
        if kept.made_by == _maker(kind) and kept.stamps == _stamps(kept.folders) and still(kept.folders):
            return msgspec.msgpack.decode(kept.thing, type=kind)
    except (OSError, msgspec.DecodeError, RecursionError):
        pass
    return None


def keep(name: str, folder: Path, thing: object, read: Sequence[Path] = ()) -> None:
    """Keep sound data for next time; where that cannot be done, it is read, or worked out, again next time."""
    folders = [str(each) for each in read]
    place = _place(name, folder)
    with contextlib.suppress(OSError):
        raw = msgspec.Raw(msgspec.msgpack.encode(thing))
        body = msgspec.msgpack.encode(_Kept(_maker(type(thing)), folders, _stamps(folders), raw))
        os.makedirs(os.path.dirname(place), mode=0o700, exist_ok=True)  # noqa: PTH103, PTH120
        own = Path(f"{place}.{os.getpid()}.tmp")
        own.write_bytes(b"%08x" % zlib.crc32(body) + body)
        own.replace(place)


def _place(name: str, folder: Path) -> str:
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111
    return f"{home}/siptui/{name}-{zlib.crc32(os.fsencode(folder)):08x}.msgpack"


def _maker(kind: type) -> str:
    """What read it: another siptui may understand the same files otherwise."""
    return f"{__version__} {os.stat(str(sys.modules[kind.__module__].__file__)).st_mtime_ns}"  # noqa: PTH116


def _stamps(folders: Sequence[str]) -> list[Stamp]:
    stamps: list[Stamp] = []
    for folder in folders:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".toml"):
                    found = entry.stat()
                    stamps.append((entry.path, found.st_mtime_ns, found.st_size))
                elif entry.is_dir():
                    stamps += _stamps([entry.path])
    return sorted(stamps)
