"""What is being typed and is no edit yet, kept beside the store: a killed session loses a second of it at most.

A session is one running application. Its drafts are one file, readable by its user only, and beside that a lock
which it holds while it lives; the kernel lets go of that when it dies, however it dies. So a file whose lock can be
had was left behind, and what it holds was never saved.
"""

import contextlib
import fcntl
import os
import re
import stat
import threading
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from siptui.records.values import Value
from siptui.store.faults import StoreFault
from siptui.store.files import whole_files
from siptui.store.files.plain_file import TooLong, open_folder, open_plain, read_in
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


def place_for(folder: Path, who: str) -> Path:
    """Where the drafts of `who` are in the store at `folder`; a login that is no file name is called otherwise.

    Where somebody else has made that folder, another is one's own: what lies in theirs was never typed here.
    """
    name = who
    if not re.fullmatch(r"[a-z0-9_-]{1,32}", who):
        import hashlib

        name = f"login.{hashlib.sha256(who.encode(errors='replace')).hexdigest()[:32]}"
    first = folder / "drafts" / name
    for place in (first, *(first.with_name(f"{name}.{n}") for n in range(2, 10))):
        try:
            found = place.lstat()
        except OSError:
            return place
        if stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid():
            return place
    return first


class Drafts:
    """One session's drafts, and those that ended sessions of the same user have left.

    Its methods touch files: call them off the event loop, from any thread.
    """

    def __init__(self, folder: Path) -> None:
        """Nothing is made before there is something to keep."""
        self.folder = folder
        now = datetime.now(UTC).strftime("%Y%m%dt%H%M%S")
        self._session = f"{now}-{os.getpid()}-{os.urandom(4).hex()}"
        self._kept: list[Entry] = []
        self._lock: int | None = None
        self._others: dict[str, int] = {}  # ended sessions whose drafts are offered here, and nowhere else meanwhile
        self._closed = False
        self._guard = threading.Lock()

    def keep(self, entries: Sequence[Entry]) -> None:
        """Have just these entries on disk. Raises StoreFault, and then those kept before still are."""
        with self._guard:
            if self._closed or list(entries) == self._kept:
                return
            if not entries:
                self._remove(self._session)
                self._let_go()
            else:
                self._write(self._session, entries)
            self._kept = list(entries)

    def lost(self) -> list[Lost]:
        """What ended sessions have left, the oldest first; it is this session's alone until `release`.

        What cannot be read is among it, with what is wrong. Raises StoreFault where the folder cannot be read.
        """
        with self._guard:
            found: list[Lost] = []
            for name in self._sessions():
                if name != self._session and self._claim(name):
                    found += self._read(name)
            return found

    def peek(self) -> list[Entry]:
        """What all sessions of this user, living ones too, have typed; nothing is claimed and nothing changed."""
        with self._guard, contextlib.suppress(StoreFault):
            return [each.entry for name in self._sessions() for each in self._read(name) if each.entry]
        return []

    def forget(self, lost: Lost) -> None:
        """Remove one lost entry, or a file that could not be read. Raises StoreFault."""
        with self._guard:
            rest = [x.entry for x in self._read(lost.session) if x.entry and x.entry != lost.entry]
            if lost.entry and rest:
                self._write(lost.session, rest)
            else:
                self._remove(lost.session)
                self._free(lost.session)

    def release(self) -> None:
        """Let other sessions have what is still lost."""
        with self._guard:
            for name in list(self._others):
                self._free(name)

    def close(self) -> None:
        """End the session; what it keeps is lost from now on, until it is offered again."""
        with self._guard:
            self._closed = True
            self._let_go()
            for name in list(self._others):
                self._free(name)

    # -- the folder

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

    def _sessions(self) -> Iterator[str]:
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

    def _read(self, session: str) -> list[Lost]:
        path = self.folder / _file(session)
        try:
            with self._own_folder() as folder:
                data, about = read_in(folder, path.name, LARGEST)
            if about.st_uid != os.geteuid():
                return [Lost(session, None, f"{path}: belongs to somebody else")]
            found = msgspec.json.decode(whole_files.unseal(path, data), type=_Session)
        except FileNotFoundError:
            with contextlib.suppress(StoreFault):
                self._remove(session)  # it may have died over its first
            self._free(session)
            return []
        except TooLong:
            return [Lost(session, None, f"{path}: is larger than siptui makes it")]
        except OSError as fault:
            return [Lost(session, None, f"{path}: {said_of(fault, path).problem.what}")]
        except StoreFault as fault:
            return [Lost(session, None, f"{path}: {fault.problem.what}")]
        except (msgspec.DecodeError, RecursionError):
            return [Lost(session, None, f"{path}: holds no drafts that this siptui can read")]
        if found.format != FORMAT:
            return [Lost(session, None, f"{path}: was written by another siptui (format {found.format})")]
        return [Lost(session, entry) for entry in found.entries]

    def _write(self, session: str, entries: Iterable[Entry]) -> None:
        """Put a session's entries on disk, whole, for its user only."""
        entries = list(entries)
        if len(entries) > MOST or any(len(e.text) > LONGEST for e in entries):
            raise StoreFault(
                self.folder,
                "is not for texts as long as this",
                "shorten it, or paste it in parts",
                code="draft_too_long",
            )
        data = whole_files.seal({"format": FORMAT, "entries": [_plain(e) for e in entries]})
        try:
            with self._own_folder(made=True) as folder:
                if session == self._session and self._lock is None:
                    self._lock = self._take(folder, session)
                _replace(folder, session, data)
        except OSError as fault:
            raise said_of(fault, self.folder / _file(session)) from fault

    def _remove(self, session: str) -> None:
        try:
            with contextlib.suppress(FileNotFoundError), self._own_folder() as folder:
                for kind in ("json", "tmp"):
                    with contextlib.suppress(FileNotFoundError):
                        os.unlink(_file(session, kind), dir_fd=folder)
        except OSError as fault:
            raise said_of(fault, self.folder / _file(session)) from fault

    # -- locks

    def _take(self, folder: int, session: str) -> int:
        """This session's lock, held until it ends; none but the living hold one."""
        name = _file(session, "lock")
        while True:
            fd, about = open_plain(folder, name, os.O_RDWR | os.O_CREAT)
            fcntl.flock(fd, fcntl.LOCK_EX)
            # One who looks for lost drafts may have had it, empty, and taken it away.
            with contextlib.suppress(FileNotFoundError):
                if about.st_ino == os.stat(name, dir_fd=folder, follow_symlinks=False).st_ino:
                    return fd
            os.close(fd)

    def _claim(self, session: str) -> bool:
        """Take an ended session's lock; False where it lives, or another session offers its drafts."""
        if session in self._others:
            return True
        try:
            with self._own_folder() as folder:
                fd, _ = open_plain(folder, _file(session, "lock"), os.O_RDWR | os.O_CREAT)
        except (OSError, StoreFault):
            return False
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(fd)
            return False
        self._others[session] = fd
        return True

    def _let_go(self) -> None:
        """Give this session's own lock back."""
        if self._lock is not None:
            self._close_lock(self._session, self._lock)
            self._lock = None

    def _free(self, session: str) -> None:
        """Give another session's lock back."""
        if (fd := self._others.pop(session, None)) is not None:
            self._close_lock(session, fd)

    def _close_lock(self, session: str, fd: int) -> None:
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
    try:
        whole_files.write_all(fd, data)
        os.fsync(fd)
        os.replace(temporary, _file(session), src_dir_fd=folder, dst_dir_fd=folder)
        os.fsync(folder)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(temporary, dir_fd=folder)
        raise
    finally:
        os.close(fd)


def _plain(entry: Entry) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(entry)
    return plain
