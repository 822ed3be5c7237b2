"""The process that reads a tracking file: a request on standard input, what it comes to on standard output.

Started by `siptui.reader` without site-packages, with the starter's import path, and with limits, so that a file that
hangs or crashes a reader takes only this process with it.
"""

import contextlib
import gc
import os
import sys
import threading
from pathlib import Path
from typing import NoReturn

import msgspec

from siptui.records.fields import fields_of
from siptui.records.proposal import Problem, Refused
from siptui.tracking.cells import Sheet
from siptui.tracking.containers import open_sheets
from siptui.tracking.preview import SheetSeen
from siptui.tracking.process import ANSWER, TOLD, Answer, Request
from siptui.tracking.refusals import BRING_NEAR, SEND_AGAIN, TOO_FAR, Locked


def main() -> NoReturn:
    """`worker SECONDS MEGABYTES FILE PATH...`: answer one request and be gone; FILE may be opened before it comes."""
    work(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])


def work(seconds: int, megabytes: int, guess: str) -> NoReturn:
    """Answer one request and be gone; `guess` is a file that may be opened before it comes."""
    gc.disable()  # a short life; and looking for garbage among many cells takes long
    _bound(seconds + 1, megabytes)
    worker = _Worker(os.dup(1))
    os.dup2(2, 1)  # whatever a library prints is no answer
    worker.prepare(guess)
    with open(0, "rb", closefd=False) as pipe:
        asked = pipe.read()
    if asked:
        worker.answer(msgspec.msgpack.decode(asked, type=Request))
    os._exit(0)  # nothing is left to tidy up


class _Worker:
    def __init__(self, out: int) -> None:
        self.out = out
        self.ahead: tuple[Path, list[Sheet] | Exception] | None = None

    def prepare(self, guess: str) -> None:
        """Get ready for any request, and meanwhile open the file that is likely to be asked for."""
        getting_ready = threading.Thread(target=_get_ready)
        getting_ready.start()
        if guess:
            path = Path(guess)
            try:
                self.ahead = path, open_sheets(path, "", self._tell)
            except Exception as fault:  # noqa: BLE001 - said when it is asked for
                self.ahead = path, fault
        getting_ready.join()

    def answer(self, request: Request) -> None:
        path = Path(os.fsdecode(request.path))
        try:
            answer = self._read(path, request)
        except Refused as fault:
            answer = Answer(None, list(fault.problems), isinstance(fault, Locked))
        except MemoryError:
            answer = Answer(None, [Problem(path.name, TOO_FAR, BRING_NEAR)])
        except Exception as fault:  # whatever a broken file brings about is said in one line
            if os.environ.get("SIPTUI_DEBUG"):
                raise
            what = f"cannot be understood ({type(fault).__name__})"
            answer = Answer(None, [Problem(path.name, what, SEND_AGAIN)])
        self._write(ANSWER + msgspec.json.encode(answer))

    def _read(self, path: Path, request: Request) -> Answer:
        from siptui.tracking.reading import propose

        if self.ahead and self.ahead[0] == path and not request.password:
            sheets = self.ahead[1]
            if isinstance(sheets, Exception):
                raise sheets
        else:
            self.ahead = None
            sheets = open_sheets(path, request.password, self._tell)
        fields = fields_of(request.framework) if request.fields is None else request.fields
        under = (request.framework, fields, request.record, request.answers, request.pupil_key)
        try:
            return Answer(propose(path, sheets, *under))
        except Refused as fault:
            return Answer(None, list(fault.problems), seen=self._glimpse(sheets, request))

    def _glimpse(self, sheets: list[Sheet], request: Request) -> list[SheetSeen]:
        """What can be shown of a file that is refused; nothing where that fails too: the refusal is what matters."""
        from siptui.tracking.glimpse import glimpse

        with contextlib.suppress(Exception):
            return glimpse(sheets, request.framework, request.answers)
        return []

    def _tell(self, text: str) -> None:
        self._write(TOLD + text.replace("\n", " ").encode() + b"\n")

    def _write(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self.out, rest) :]


def _get_ready() -> None:
    """Import and read what every file needs."""
    from siptui.tracking import reading
    from siptui.tracking.data import level_table, wordings

    del reading
    wordings()
    level_table()


def _bound(seconds: int, megabytes: int) -> None:
    """Give this process no more than this much processor time and memory."""
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
