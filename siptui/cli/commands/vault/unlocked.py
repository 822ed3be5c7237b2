"""The vault that a command works in: opened when it is first asked for, by a passphrase that stands in no argument."""

import os
import stat
from functools import cached_property
from pathlib import Path

from siptui.cli.printing import complain, secret
from siptui.cli.session import Session
from siptui.records.problem import Problem, Refused
from siptui.store.store import Store
from siptui.store.years.store_of_each import present
from siptui.vault.keys.passphrase_key import LONGEST
from siptui.vault.place import place_of
from siptui.vault.vault_store import Vault, unlock


class Unlocked:
    """What the options before a command below `vault` say."""

    def __init__(self, session: Session, passphrase_file: Path | None, by_code: bool, folder: Path | None) -> None:
        os.umask(0o077)  # whatever is written by such a command is for nobody else
        self._session, self._passphrase_file, self._by_code, self._folder = session, passphrase_file, by_code, folder

    @property
    def store(self) -> Store:
        """The store whose schools the vault's forms are of. Raises Refused, StoreFault."""
        return self._session.store

    @property
    def folder(self) -> Path:
        """Where the vault lies, or would."""
        return self._folder.absolute() if self._folder else place_of(present(self.store))

    @cached_property
    def vault(self) -> Vault:
        """The vault, open. What was wrong with it and could be mended is said. Raises Refused, StoreFault."""
        store = self.store
        if self._by_code:
            opened = unlock(store, self.folder, recovery=secret("Recovery code"))
        else:
            opened = unlock(store, self.folder, self.passphrase())
        self._opened = opened
        self.say_notes()
        return opened

    def say_notes(self) -> None:
        """Say what was wrong, and what could not be told to the shared record, once."""
        for problem in self._opened.notes:
            complain(problem.line())
        self._opened.notes.clear()

    @property
    def asks(self) -> bool:
        """Whether passphrases are typed by a person, and not read from a file."""
        return self._passphrase_file is None

    def passphrase(self, name: str = "Passphrase of the vault") -> str:
        """The passphrase, out of the file that was named, or asked for. Raises Refused."""
        return first_line(self._passphrase_file) if self._passphrase_file else secret(name)


def first_line(file: Path) -> str:
    """The first line of a file that holds a passphrase; says so where others may read it. Raises Refused."""
    try:
        with file.open(encoding="utf-8") as opened:
            if stat.S_IMODE(os.fstat(opened.fileno()).st_mode) & 0o077:
                complain(f"{file}: others may read this passphrase; close it with: chmod 600 '{file}'")
            return opened.readline(LONGEST + 2).rstrip("\r\n")
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or "is no text"
        what = f"cannot be read: {reason}"
        raise Refused(
            Problem(
                str(file),
                what,
                "name a file that holds the passphrase",
                facts={"reason": reason},
                code="no_passphrase_file",
            )
        ) from None
