"""System calls of a command that touch the store, from a traced run; and runs in which one of them goes wrong."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.faults.watched_store import Done, Witness

CALLS = (
    "access faccessat2 openat newfstatat statx read pread64 lseek ioctl getdents64 write pwrite64 writev "
    "fsync fdatasync sync_file_range ftruncate fallocate copy_file_range flock close rename renameat renameat2 "
    "link linkat unlink unlinkat mkdir mkdirat chmod fchmod fchmodat utimensat"
).split()


@dataclass(frozen=True)
class Point:
    """The `nth` of one system call in a run."""

    call: str
    nth: int
    text: str
    locked: bool
    """Whether it comes after the lock: a part of the edit, and not of finding the school."""

    def __str__(self) -> str:
        return f"{self.call} #{self.nth} {self.text}"


class Tracer:
    """strace over a witness's commands."""

    def __init__(self, witness: Witness, place: Path) -> None:
        self.witness = witness
        self._log = place / "trace.log"
        if not shutil.which("strace"):
            pytest.skip("strace is not installed: system calls cannot be made to fail")
        if not self._works("true"):
            pytest.skip("strace may not trace here")
        # Stops at the calls asked for only, which is three times as fast; but no signal can be injected that way.
        self._fast = ["--seccomp-bpf"] if self._works("--seccomp-bpf", "true") else []

    def _works(self, *argv: str) -> bool:
        argv = ("strace", "-f", "-o", str(self._log), *argv)
        return subprocess.run(argv, capture_output=True, check=False).returncode == 0

    def points(self, *argv: str) -> list[Point]:
        """Every system call of this command that touches the store, in order."""
        calls = [name for name in CALLS if self._works("-e", f"trace={name}", "true")]
        done = self._run([*self._fast, "-e", f"trace={','.join(calls)}"], argv)
        assert done.returncode == 0, done.stderr
        seen: Counter[tuple[str, str]] = Counter()
        found: list[Point] = []
        locked = False
        for pid, call, rest in re.findall(r"^(\d+) +(\w+)\((.*)$", self._log.read_text(errors="replace"), re.M):
            seen[pid, call] += 1
            if str(self.witness.folder) in rest:
                locked = locked or call == "flock"
                text = rest.replace(str(self.witness.folder), "")[:80]
                found.append(Point(call, seen[pid, call], text, locked))
        assert len(found) > 20, found
        return found

    def kill(self, point: Point, signal_name: str, argv: Sequence[str]) -> tuple[Done, bool]:
        """Run with a signal sent at `point`; gives also whether it came, and at a call that touches the store."""
        what = f"inject={point.call}:signal={signal_name}:when={point.nth}"
        done = self._run(["-e", f"trace={point.call}", "-e", what], argv)
        lines = [line for line in self._log.read_text(errors="replace").splitlines() if f" {point.call}(" in line]
        return done, done.returncode < 0 and bool(lines) and str(self.witness.folder) in lines[-1]

    def fail(self, point: Point, error: str, argv: Sequence[str]) -> tuple[Done, bool]:
        """Run with `point` refused by the system; gives also whether that was done to the store."""
        what = f"inject={point.call}:error={error}:when={point.nth}"
        done = self._run([*self._fast, "-e", f"trace={point.call}", "-e", what], argv)
        lines = [line for line in self._log.read_text(errors="replace").splitlines() if "(INJECTED)" in line]
        return done, any(str(self.witness.folder) in line for line in lines)

    def _run(self, options: Sequence[str], argv: Sequence[str]) -> Done:
        return self.witness.run(*argv, prefix=["strace", "-f", "-y", "-o", str(self._log), *options])
