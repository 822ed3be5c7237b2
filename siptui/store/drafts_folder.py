"""The folder of one user's drafts: a file for each session, whole or not there, and beside it the session's lock."""

import contextlib
import fcntl
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

import msgspec
from msgspec import Struct

from siptui.records.values import Value
from siptui.store.faults import StoreFault
from siptui.store.files import whole_files
from siptui.store.files.open_safely import TooLong, open_folder, open_plain, read_in
from siptui.store.files.whole_files import said_of

FORMAT = 1
LONGEST = 1_000_000  # characters of one text
MOST = 2_000  # entries of a session, of which an import that waits for a full disk may make hundreds
LARGEST = 16 * 1024 * 1024  # bytes of a session's file
MOST_SESSIONS = 50  # that are looked through at once; the rest comes when these are done with
_NAME = re.compile(r"\d{8}t\d{6}-\d+-[0-9a-f]{8}")


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text that was typed in a field and has not gone through the door."""

    school: str
    path: str
    old: Value | None  # what the field held when it was begun
    text: str
    when: str  # ISO 8601, UTC, seconds


class Lost(Struct, frozen=True):
    """An entry of a session that has ended; or a file of one that cannot be read, with what is wrong."""

    session: str
    entry: Entry | None
    problem: str = ""


class _Session(Struct, forbid_unknown_fields=True):
    format: int
    entries: list[Entry]


class Cover(Protocol):
    """What drafts are kept under where nobody may read them."""

    def put_on(self, data: bytes) -> bytes:
        """The bytes that are kept."""

    def take_off(self, data: bytes) -> bytes:
        """What was covered. Raises ValueError, whose text says what is wrong."""


class DraftsFolder:
    """One user's folder. A session's lock is held by the living alone: the kernel lets go of it however one dies."""

    def __init__(self, folder: Path, cover: Cover | None = None) -> None:
        self.folder = folder
        self._cover = cover

    @contextlib.contextmanager
    def _own_folder(self, *, made: bool = False) -> Iterator[int]:
        """The folder's descriptor, by which all is done in it; made, for its user only, where it is missing.

        Raises StoreFault where it is somebody else's, OSError.
        """
        above = self._folder_above(made)
        try:
            if made:
                with contextlib.suppress(FileExistsError):
                    os.mkdir(self.folder.name, 0o700, dir_fd=above)
                    os.fsync(above)
            fd = open_folder(self.folder.name, above)
        finally:
            os.close(above)
        try:
            found = os.fstat(fd)
            if found.st_uid != os.geteuid():
                do = "nothing in it is read or kept; ask whoever looks after this machine to take it away"
                raise StoreFault(self.folder, "belongs to somebody else", do, code="foreign_drafts")
            if made and found.st_mode & 0o077:
                os.fchmod(fd, 0o700)
            yield fd
        finally:
            os.close(fd)

    def _folder_above(self, made: bool) -> int:
        """The folder of everybody's, as open as the store itself, where nobody may move another's; opened."""
        place = self.folder.parent
        if not made:
            return open_folder(place)
        with whole_files.made_below(place.parent, [place.name]) as found:
            fd = os.dup(found)
        about = os.fstat(fd)
        if about.st_mode & 0o022 and not about.st_mode & stat.S_ISVTX and about.st_uid == os.geteuid():
            os.fchmod(fd, stat.S_IMODE(about.st_mode) | stat.S_ISVTX)
        return fd

    def sessions(self) -> Iterator[str]:
        """The names of sessions that have left anything, the oldest first."""
        try:
            with self._own_folder() as folder:
                found = os.listdir(folder)  # noqa: PTH208 - pathlib knows no descriptors
        except FileNotFoundError:
            return
        except OSError as fault:
            raise said_of(fault, self.folder) from fault
        names = {name.rpartition(".")[0] for name in found if name.endswith((".json", ".lock", ".tmp"))}
        yield from sorted(n for n in names if _NAME.fullmatch(n))[:MOST_SESSIONS]

    # -- one session's file

    def read(self, session: str) -> list[Lost]:
        """What a session has left. Raises FileNotFoundError where that is nothing."""
        path = self.folder / _file(session)
        try:
            with self._own_folder() as folder:
                data, about = read_in(folder, path.name, LARGEST)
            if about.st_uid != os.geteuid():
                return [Lost(session, None, f"{path}: belongs to somebody else")]
            plain = self._cover.take_off(data) if self._cover else data
            found = msgspec.json.decode(whole_files.unseal(path, plain), type=_Session)
        except FileNotFoundError:
            raise
        except TooLong:
            return [Lost(session, None, f"{path}: is larger than siptui makes it")]
        except OSError as fault:
            return [Lost(session, None, f"{path}: {said_of(fault, path).problem.what}")]
        except StoreFault as fault:
            return [Lost(session, None, f"{path}: {fault.problem.what}")]
        except (ValueError, RecursionError):  # msgspec's too
            return [Lost(session, None, f"{path}: holds no drafts that this siptui can read")]
        if found.format != FORMAT:
            return [Lost(session, None, f"{path}: was written by another siptui (format {found.format})")]
        return [Lost(session, entry) for entry in found.entries]

    def packed(self, entries: Iterable[Entry]) -> bytes:
        """Entries as they stand in a file. Raises StoreFault for more than one may hold."""
        entries = list(entries)
        if len(entries) > MOST or any(len(e.text) > LONGEST for e in entries):
            raise StoreFault(
                self.folder,
                "is not for texts as long as this",
                "shorten it, or paste it in parts",
                code="draft_too_long",
            )
        data = whole_files.seal({"format": FORMAT, "entries": [_plain(e) for e in entries]})
        return self._cover.put_on(data) if self._cover else data

    def put(self, session: str, packed: bytes) -> None:
        """Have a session's file on disk, whole, for its user only. Raises StoreFault."""
        try:
            with self._own_folder(made=True) as folder:
                _replace(folder, session, packed)
        except OSError as fault:
            raise said_of(fault, self.folder / _file(session)) from fault

    def remove(self, session: str) -> None:
        """Take a session's file away. Raises StoreFault."""
        try:
            with contextlib.suppress(FileNotFoundError), self._own_folder() as folder:
                for kind in ("json", "tmp"):
                    with contextlib.suppress(FileNotFoundError):
                        os.unlink(_file(session, kind), dir_fd=folder)
        except OSError as fault:
            raise said_of(fault, self.folder / _file(session)) from fault

    # -- locks

    def lock(self, session: str) -> int:
        """A new session's lock, held until `let_go`; the folder is made where it is missing. Raises StoreFault."""
        try:
            with self._own_folder(made=True) as folder:
                return self._take(folder, session)
        except OSError as fault:
            raise said_of(fault, self.folder / _file(session, "lock")) from fault

    def _take(self, folder: int, session: str) -> int:
        name = _file(session, "lock")
        while True:
            fd, about = open_plain(folder, name, os.O_RDWR | os.O_CREAT)
            fcntl.flock(fd, fcntl.LOCK_EX)
            # One who looks for lost drafts may have had it, empty, and taken it away.
            with contextlib.suppress(FileNotFoundError):
                if about.st_ino == os.stat(name, dir_fd=folder, follow_symlinks=False).st_ino:
                    return fd
            os.close(fd)

    def claim(self, session: str) -> int | None:
        """An ended session's lock; None where it lives, or another session has it."""
        try:
            with self._own_folder() as folder:
                fd, _ = open_plain(folder, _file(session, "lock"), os.O_RDWR | os.O_CREAT)
        except (OSError, StoreFault):
            return None
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(fd)
            return None
        return fd

    def let_go(self, session: str, fd: int) -> None:
        """Close a lock that is held; without drafts it goes, while it is held, so that no other's is taken away."""
        with contextlib.suppress(OSError, StoreFault), self._own_folder() as folder:
            try:
                os.stat(_file(session), dir_fd=folder, follow_symlinks=False)
            except FileNotFoundError:
                os.unlink(_file(session, "lock"), dir_fd=folder)
        os.close(fd)


def _file(session: str, kind: str = "json") -> str:
    return f"{session}.{kind}"


def _replace(folder: int, session: str, data: bytes) -> None:
    """Put `data` in a session's file, so that the old one or the new one is there, whole. Raises OSError."""
    temporary = _file(session, "tmp")
    with contextlib.suppress(FileNotFoundError):
        os.unlink(temporary, dir_fd=folder)
    fd, _ = open_plain(folder, temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    whole_files.put_in_place(fd, folder, temporary, _file(session), data)
    os.fsync(folder)


def _plain(entry: Entry) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(entry)
    return plain
