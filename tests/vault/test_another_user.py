"""Two users of one machine: neither looks into the other's vault, and what is handed over is opened by the other."""

import os
import sys
from pathlib import Path

import pytest

from support.faults.users import make_home, run_as
from support.stores.vaults import PASSPHRASE, PAST

FIRST, SECOND = 61_001, 61_002
WORDS = "Zanzibar went well"
FILE_WORDS = "what we said on the telephone"


class Person:
    """A user of the machine, with a home of their own and a passphrase in it."""

    def __init__(self, uid: int, place: Path) -> None:
        self.uid, self.home = uid, make_home(place, uid)
        self.passphrase, self.of_file = self.file("passphrase", PASSPHRASE), self.file("of file", FILE_WORDS)

    def file(self, name: str, content: str) -> Path:
        """A file of theirs, for nobody else."""
        path = self.home / name
        path.write_text(content)
        self.own(path)
        return path

    def own(self, path: Path) -> None:
        path.chmod(0o600)
        os.chown(path, self.uid, self.uid)

    def __call__(self, *argv: str | Path, status: int = 0) -> str:
        """Run a command as them; gives what it printed, or what it complained of."""
        done = run_as(self.uid, [sys.executable, "-m", "siptui", "--store", self.home / "store", *argv], self.home)
        assert done.returncode == status, done
        return done.stderr if status else done.stdout

    def vault(self, *argv: str | Path, status: int = 0) -> str:
        return self("vault", "--passphrase-file", self.passphrase, *argv, status=status)


@pytest.fixture
def both(tmp_path: Path) -> tuple[Person, Person]:
    """Two users, each with a store that has the school in it, and a vault."""
    if os.geteuid() != 0:
        pytest.skip("only root may run a program as another user")
    people = Person(FIRST, tmp_path), Person(SECOND, tmp_path)
    for person in people:
        person("init")
        person("add-school", "Ashwell Primary", "--phase", "primary", "--sip", "AB")
        person.vault("init")
    return people


def test_neither_looks_into_the_vault_of_the_other_nor_reads_what_is_handed_over_before_it_is_given(
    both: tuple[Person, Person],
) -> None:
    first, second = both
    first.vault("set", "ashwell", PAST, WORDS)
    (folder,) = (first.home / ".local/share/siptui-vaults").iterdir()
    first.home.chmod(0o755)  # as homes often are
    said = second.vault("--vault", folder, "get", "ashwell", PAST, status=3)
    assert str(folder) in said
    assert WORDS not in said
    out = first.home / "ashwell.handover"
    first.vault("hand-over", "ashwell", "--out", out, "--file-passphrase-file", first.of_file)
    for closed in (folder, out):
        assert run_as(SECOND, ["cp", "-r", closed, second.home], second.home).returncode == 1

    handed = second.home / out.name
    handed.write_bytes(out.read_bytes())  # on a stick
    second.own(handed)
    second.vault("import", handed, "--yes", "--file-passphrase-file", second.of_file)
    assert second.vault("get", "ashwell", PAST) == f"{WORDS}\n"
