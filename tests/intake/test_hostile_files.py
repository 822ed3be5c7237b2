"""Hostile and broken files: an error line or a sound proposal within 15 seconds and 500 MB, and the store untouched."""

import hashlib
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from siptui.framework import load
from siptui.intake.read_in_child import read_tracking
from siptui.records.fields import fields_of
from siptui.records.problem import Problem, Refused
from siptui.store.store import Store
from support.files_made.hostile_files import BY_HAND, FILES, Make

FRAMEWORK = load("milton_keynes_2010_11")
FIELDS = fields_of(FRAMEWORK)
SECONDS = 15
MEGABYTES = 500
SLOW = {
    "a zip that lies about sizes",
    "a hundred times too many parts",
    "more pupils than anywhere",
    "many spaces in a cell",
    "brackets in a cell",
    "too large a file",
    "a text of 30 MB",
}
QUICK = [n for n in BY_HAND if n not in SLOW][::3] + [n for n in FILES if n not in BY_HAND][::19]
BY_COMMAND = [
    "a part of zeros",
    "a zip in a zip",
    "laughs in a sheet",
    "laughs in XML of 2003",
    "a cell far below and right",
    "an ods of too many cells",
    "many sheets",
    "tables nested deep",
    "a column that spans without end",
    "a merge without end",
    "a program",
    "zeros",
    "only the head of an OLE file",
    "an OLE file whose sectors go round",
    "an OLE directory that goes round",
    "a lock that is none",
    "one field without an end",
    "a million columns",
    "a pipe",
    "a device without an end",
    "a link to itself",
    "a folder",
    "a sheet outside the file",
    "xlsx cut at 60.0%",
    "ods cut at 90.0%",
]


class Measured:
    """What reading a file took: seconds, and the memory of the process that read, looked at every few milliseconds."""

    def __init__(self) -> None:
        self.seconds, self.megabytes = 0.0, 0.0
        self.over = threading.Event()

    def _watch(self) -> None:
        while not self.over.wait(0.003):
            for task in Path("/proc/self/task").glob("*/children"):
                with suppress(OSError):
                    for pid in task.read_text().split():
                        self._look(Path("/proc", pid))

    def _look(self, process: Path) -> None:
        if b"siptui.intake.child_process" in (process / "cmdline").read_bytes():
            lines = (process / "status").read_text().splitlines()
            peak = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)
            self.megabytes = max(self.megabytes, peak / 1024)

    def read(self, path: Path) -> str:
        """Read a file; what is said of it. Fails where that takes too much memory, or makes no sense."""
        watch = threading.Thread(target=self._watch)
        watch.start()
        began = time.monotonic()
        problems: list[Problem] = []
        try:
            found = read_tracking(path, FRAMEWORK, FIELDS, {})
        except Refused as fault:
            problems += fault.problems
        if problems:
            said = "; ".join(p.line() for p in problems)
            assert all(p.where.startswith(path.name) and p.what and p.do for p in problems), said
        else:
            assert all(0 <= c.aps <= 60 and c.pupils > 0 for c in found.grid)
            assert all(0 <= float(str(c.new)) <= 60 for c in found.changes if c.path.startswith("progress/"))
            said = f"{len(found.grid)} averages, {len(found.questions)} questions"
            msgspec.json.encode(found.as_json())
        self.seconds = time.monotonic() - began
        self.over.set()
        watch.join()
        assert self.megabytes < MEGABYTES
        return said


def made(path: Path, make: Make) -> Path:
    make(path)
    return path


@pytest.mark.parametrize("name", QUICK)
def test_some_hostile_files(tmp_path: Path, name: str) -> None:
    Measured().read(made(tmp_path / "school.xls", FILES[name]))


@pytest.mark.torture
@pytest.mark.timeout(1800)
def test_every_hostile_file(tmp_path: Path) -> None:
    assert len(FILES) >= 200
    took: list[tuple[float, float, str, str]] = []
    for n, (name, make) in enumerate(FILES.items()):
        measured = Measured()
        path = made(tmp_path / f"{n}.xls", make)
        said = measured.read(path)
        assert measured.seconds < SECONDS
        took.append((measured.seconds, measured.megabytes, name, said))
        if path.is_file() and not path.is_symlink():
            path.unlink()
    slowest, largest = max(took), max(took, key=lambda t: t[1])
    print(f"\n{len(took)} hostile files; the slowest {slowest[0]:.1f} s ({slowest[2]}: {slowest[3]})")
    print(f"the largest {largest[1]:.0f} MB ({largest[2]}: {largest[3]})")


def digest(folder: Path) -> str:
    """Every name and byte of a folder."""
    held = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        held.update(str(path).encode())
        held.update(path.read_bytes() if path.is_file() else b"")
    return held.hexdigest()


@pytest.mark.torture
@pytest.mark.parametrize("name", BY_COMMAND)
def test_the_command_refuses_and_leaves_the_store(tmp_path: Path, store: Store, ashwell: str, name: str) -> None:
    path = made(tmp_path / "school.xlsx", FILES[name])
    before = digest(store.folder)
    command = [sys.executable, "-m", "siptui", "--store", str(store.folder), "import", str(path), "--school", ashwell]
    began = time.monotonic()
    done = subprocess.run([*command, "--yes"], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert time.monotonic() - began < SECONDS
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert "school.xlsx: " in line  # a folder is named by its whole path
    assert "; " in line
    assert digest(store.folder) == before
