"""What is being typed and is no edit yet, kept beside the store: a killed session loses a second of it at most.

A session is one running application. Its drafts are one file, readable by its user only, and beside that a lock
which it holds while it lives; the kernel lets go of that when it dies, however it dies. So a file whose lock can be
had was left behind, and what it holds was never saved.
"""

import contextlib
import os
import re
import stat
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from siptui.store.drafts_folder import Cover, DraftsFolder, Entry, Lost
from siptui.store.faults import StoreFault

__all__ = ["Drafts", "Entry", "Lost", "place_for"]


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

    def __init__(self, folder: Path, cover: Cover | None = None) -> None:
        """Nothing is made before there is something to keep; with a `cover` it is kept under that."""
        self.folder = folder
        self._files = DraftsFolder(folder, cover)
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
                self._files.remove(self._session)
                self._let_go()
            else:
                packed = self._files.packed(entries)
                if self._lock is None:
                    self._lock = self._files.lock(self._session)
                self._files.put(self._session, packed)
            self._kept = list(entries)

    def lost(self) -> list[Lost]:
        """What ended sessions have left, the oldest first; it is this session's alone until `release`.

        What cannot be read is among it, with what is wrong. Raises StoreFault where the folder cannot be read.
        """
        with self._guard:
            found: list[Lost] = []
            for name in self._files.sessions():
                if name != self._session and self._claim(name):
                    found += self._read(name)
            return found

    def peek(self) -> list[Entry]:
        """What all sessions of this user, living ones too, have typed; nothing is claimed and nothing changed."""
        with self._guard, contextlib.suppress(StoreFault):
            return [each.entry for name in self._files.sessions() for each in self._read(name) if each.entry]
        return []

    def forget(self, lost: Lost) -> None:
        """Remove one lost entry, or a file that could not be read. Raises StoreFault."""
        with self._guard:
            rest = [x.entry for x in self._read(lost.session) if x.entry and x.entry != lost.entry]
            if lost.entry and rest:
                self._files.put(lost.session, self._files.packed(rest))
            else:
                self._files.remove(lost.session)
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

    def _read(self, session: str) -> list[Lost]:
        try:
            return self._files.read(session)
        except FileNotFoundError:
            with contextlib.suppress(StoreFault):
                self._files.remove(session)  # it may have died over its first
            self._free(session)
            return []

    # -- locks

    def _claim(self, session: str) -> bool:
        """Take an ended session's lock; False where it lives, or another session offers its drafts."""
        if session not in self._others and (fd := self._files.claim(session)) is not None:
            self._others[session] = fd
        return session in self._others

    def _let_go(self) -> None:
        """Give this session's own lock back."""
        if self._lock is not None:
            self._files.let_go(self._session, self._lock)
            self._lock = None

    def _free(self, session: str) -> None:
        """Give another session's lock back."""
        if (fd := self._others.pop(session, None)) is not None:
            self._files.let_go(session, fd)
