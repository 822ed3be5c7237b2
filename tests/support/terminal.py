"""A program on a pseudo-terminal, watched through an emulator: what it shows, what it sends, how long it takes."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyte

from support.split_processes import read_to_the_end


class Terminal:
    """One program in a terminal of its own."""

    def __init__(
        self, argv: Sequence[str | Path], columns: int = 120, rows: int = 40, env: Mapping[str, str] | None = None
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.sent = 0
        self.received = bytearray()
        self.presses = 0
        self.last = b""
        """What the last key brought, as it came."""
        self._started = self._read_at = time.perf_counter()
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.environ.update(TERM="xterm-256color", COLUMNS=str(columns), LINES=str(rows))
            os.environ.pop("COLORTERM", None)
            os.environ.update(env or {})
            os.execv(argv[0], [str(a) for a in argv])
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._fd)

    def _read(self, seconds: float) -> bool:
        """Read once, waiting at most so long; False where there was nothing."""
        if not select.select([self._fd], [], [], seconds)[0]:
            return False
        data = os.read(self._fd, 65536)
        self._read_at = time.perf_counter()  # before the emulator, which is slower than any terminal, has parsed it
        self.sent += len(data)
        self.received += data
        self.last += data
        self._stream.feed(data)
        return True

    def wait_for(self, text: str, seconds: float = 60) -> float:
        """Read until `text` shows; gives the milliseconds since the program's start."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            if self._read(0.05) and any(text in line for line in self.screen.display):
                return (self._read_at - self._started) * 1000
        raise AssertionError(f"{text!r} did not show:\n" + "\n".join(self.screen.display))

    def quiet(self, seconds: float = 0.3) -> None:
        """Read until nothing more has come for so long."""
        while self._read(seconds):
            pass

    def listen(self, seconds: float) -> None:
        """Read for so long, whatever comes."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)

    def press(self, keys: bytes, quiet: float = 0.2) -> int:
        """Type, and give the bytes that came of it."""
        before = self.sent
        self.presses += 1
        self.last = b""
        os.write(self._fd, keys)
        self.quiet(quiet)
        return self.sent - before

    def answered(self, keys: bytes, quiet: float = 0.03, most: float = 0.25) -> float:
        """Type, and give the milliseconds until the first byte comes, or 0 where none does."""
        self.presses += 1
        since = time.perf_counter()
        os.write(self._fd, keys)
        if not self._read(most):
            return 0.0
        wait = (self._read_at - since) * 1000
        self.quiet(quiet)
        return wait

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._pid

    def cpu(self) -> float:
        """Milliseconds of processor time that the program has taken, all its threads together."""
        tasks = Path(f"/proc/{self._pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e6


def on_terminal(argv: Sequence[str]) -> tuple[int, str]:
    """Run a program on a terminal to its end: its status, and all that it sent."""
    pid, fd = pty.fork()
    if pid == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execv(argv[0], argv)
    sent = read_to_the_end(fd)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    os.close(fd)
    return status, sent
