"""Reading a tracking file in a process of its own, which a hostile file may hang or crash and a person may stop.

The file is opened and understood over there (`worker`); only what it comes to crosses over, with the first rows to show.
"""

import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct, field

from siptui.framework import Framework
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.records.proposal import Problem, Refused
from siptui.records.values import Field, Value
from siptui.tracking.proposal import TrackingProposal
from siptui.tracking.refusals import BRING_NEAR, SAVE_AGAIN, SEND_AGAIN, TOO_FAR, Locked, Stopped

SECONDS = 12
MEGABYTES = 420  # of address space
LARGEST_ANSWER = 48 << 20
LOOK_AGAIN = 0.05  # seconds after which a wish to stop is seen
TOLD, ANSWER = b"-", b"="


class Request(Struct):
    """What the other process is to read, and under what."""

    path: bytes
    framework: Framework
    fields: dict[str, Field]
    record: dict[str, Value]
    answers: dict[str, str]
    password: str = ""
    pupil_key: bytes = b""


class Answer(Struct, omit_defaults=True):
    """What it comes to: a Proposal, or why there is none."""

    proposal: TrackingProposal | None = None
    problems: list[Problem] = field(default_factory=list)
    locked: bool = False


def read_tracking(
    path: Path,
    framework: Framework,
    fields: Fields,
    record: Record,
    answers: Mapping[str, str] | None = None,
    *,
    password: str = "",
    pupil_key: bytes = b"",
    stop: threading.Event | None = None,
    told: Callable[[str], None] | None = None,
) -> TrackingProposal:
    """What `path` would put into Part D of `record`.

    Raises Refused where it cannot be used at all; Locked where it wants a password, or another one; Stopped within
    a moment of `stop` being set. `told` is given a line now and then that says how far the reading has come. With
    questions open, what depends on them is missing from the grid, and nothing should be applied. Under the store's
    `pupil_key` hashes of UPNs are kept, by which pupils are known again.
    """
    if _clean(path.name) != path.name:
        raise Refused(
            Problem(_clean(path.name), "its name holds characters that cannot be read", "give it another name")
        )
    given = {_clean(key): _clean(value) for key, value in (answers or {}).items()}
    request = Request(os.fsencode(path), framework, fields, dict(record), given, _clean(password), pupil_key)
    with Reading(path.name) as reading:
        answer = reading.ask(request, stop, told)
    if answer.proposal is not None:
        return answer.proposal
    raise (Locked if answer.locked else Refused)(*answer.problems)


def _clean(text: str) -> str:
    """`text` without the half characters that stand for bytes of another encoding."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


class Reading:
    """The process that reads, started at once so that it gets ready while the caller does; ended on leaving."""

    def __init__(self, name: str) -> None:
        self.name = name
        start = "import sys; sys.path[:] = sys.argv[3:]; from siptui.tracking.worker import main; main()"
        command = [
            sys.executable,
            "-I",
            "-S",
            "-c",
            start,
            str(int(SECONDS) + 1),
            str(MEGABYTES),
            *(p or str(Path.cwd()) for p in sys.path),
        ]
        try:
            self.child = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=None if os.environ.get("SIPTUI_DEBUG") else subprocess.DEVNULL,
                env={**os.environ, "MALLOC_ARENA_MAX": "1"},
            )
        except OSError as fault:
            raise self._refused(
                f"cannot be read now: {fault.strerror}", "close other programs and try again"
            ) from fault

    def __enter__(self) -> "Reading":
        return self

    def __exit__(self, *_: object) -> None:
        self.child.kill()
        for pipe in (self.child.stdin, self.child.stdout):
            if pipe:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue
        self.child.wait()

    def ask(self, request: Request, stop: threading.Event | None, told: Callable[[str], None] | None) -> Answer:
        """Have the file read. Raises Refused where the process ends without an answer, Stopped."""
        until = time.monotonic() + SECONDS
        try:
            assert self.child.stdin  # noqa: S101
            self.child.stdin.write(msgspec.msgpack.encode(request))
            self.child.stdin.close()
        except BrokenPipeError:
            pass  # it has ended; why is seen below
        *_, last = self._lines(until, stop, told)
        if last.startswith(ANSWER):
            try:
                return msgspec.json.decode(last[1:], type=Answer)
            except msgspec.DecodeError:
                pass
        raise self._died(self.child.wait())

    def _lines(self, until: float, stop: threading.Event | None, told: Callable[[str], None] | None) -> list[bytes]:
        """All that the process says, up to its end; what it tells meanwhile is handed on."""
        assert self.child.stdout  # noqa: S101
        handle, said, seen = self.child.stdout.fileno(), bytearray(), 0
        while True:
            if stop and stop.is_set():
                raise Stopped(Problem(self.name, "was not read to its end; nothing was changed"))
            if time.monotonic() > until:
                raise self._refused(f"could not be read within {SECONDS} seconds", SAVE_AGAIN)
            if not select.select([handle], [], [], LOOK_AGAIN)[0]:
                continue
            read = os.read(handle, 1 << 20)
            if not read:
                return bytes(said).split(b"\n")
            said += read
            if len(said) > LARGEST_ANSWER:
                raise self._refused(TOO_FAR, BRING_NEAR)
            while told and said.startswith(TOLD, seen) and (end := said.find(b"\n", seen)) >= 0:
                told(said[seen + 1 : end].decode("utf-8", "replace"))
                seen = end + 1

    def _died(self, status: int) -> Refused:
        """The process ended without an answer: by its limit of processor time, else for want of memory."""
        import signal

        if status in {-signal.SIGXCPU, -signal.SIGKILL}:
            return self._refused(f"could not be read within {SECONDS} seconds", SAVE_AGAIN)
        if status in {-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS}:
            return self._refused(TOO_FAR, BRING_NEAR)
        return self._refused("is damaged and cannot be read as a spreadsheet", SEND_AGAIN)

    def _refused(self, what: str, do: str) -> Refused:
        return Refused(Problem(self.name, what, do))
