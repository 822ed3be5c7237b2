"""Drafts proofed in a process of its own, so that no key waits for the dictionary or for what it looks up.

`begin` starts it and returns at once; `proof` and `marks` wait for an answer: call them off the event loop.
"""

import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Collection, Mapping

import msgspec

from siptui.proofing.child_process import HEAD, Answer, Question
from siptui.proofing.mark import Known, Mark
from siptui.proofing.own_words import own_words
from siptui.proofing.record_texts import known_of, texts_of
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.records.problem import Problem, Refused

_START = "import sys; sys.path[:] = sys.argv[1:]; from siptui.proofing.child_process import main; main()"
SECONDS = 20.0  # after which no answer is waited for any longer; a whole year's note takes a tenth of one


class ProofingProcess:
    """The process, started when it is first wanted and again after it has died; one question at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._asking = threading.Lock()

    def begin(self) -> None:
        """Have the process get ready; returns at once. Where it cannot be started, `marks` says so."""
        import contextlib

        with contextlib.suppress(OSError), self._asking:
            self._started()

    def marks(
        self, texts: Mapping[str, str], known: Known, *, spelling: bool = True, only: Collection[str] = ()
    ) -> list[Mark]:
        """What `siptui.proofing.marks` finds, found over there. Raises Refused where it cannot be found."""
        question = msgspec.msgpack.encode(Question(dict(texts), known, spelling, list(only)))
        with self._asking:
            try:
                said = self._ask(question)
            except (OSError, EOFError):
                self._end()
                try:
                    said = self._ask(question)  # it had been ended by somebody, or for want of memory
                except (OSError, EOFError) as fault:
                    self._end()
                    raise _refused(str(fault)) from None
        answer = msgspec.msgpack.decode(said, type=Answer)
        if answer.problems:
            raise Refused(*answer.problems)
        if answer.fault:
            raise _refused(answer.fault)
        return answer.marks

    def proof(
        self, fields: Fields, record: Record, *, schools: Collection[str], people: Collection[str] = (), below: str = ""
    ) -> list[Mark]:
        """The marks of a record's texts, or of those `below` one form's place. Raises Refused.

        `schools` are the names of all in the caseload, `people` names known beside those in the record; the words that
        whoever writes has added are read anew.
        """
        known = known_of(fields, record, schools=schools, people=people, own=own_words())
        return self.marks(texts_of(fields, record, below), known)

    def end(self) -> None:
        """End the process; it is started again where it is asked again. An answer that is waited for is not."""
        process = self._process
        if process:
            process.kill()
        with self._asking:
            self._end()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            libraries = [path or os.getcwd() for path in sys.path]  # noqa: PTH109 - as start_child has it
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", _START, *libraries],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=None if os.environ.get("SIPTUI_DEBUG") else subprocess.DEVNULL,
                start_new_session=True,  # Ctrl+C in the terminal is none of its business
                bufsize=0,
            )
        return self._process

    def _ask(self, question: bytes) -> bytes:
        """Send a question and wait for what is said to it. Raises OSError, EOFError where it ends or takes too long."""
        process = self._started()
        asked, said = process.stdin, process.stdout
        if asked is None or said is None:
            raise EOFError("it has no pipes")
        asked.write(len(question).to_bytes(HEAD, "big"))
        rest = memoryview(question)
        while rest:
            rest = rest[asked.write(rest) or 0 :]
        until = time.monotonic() + SECONDS
        length = int.from_bytes(_read(said.fileno(), HEAD, until), "big")
        return _read(said.fileno(), length, until)

    def _end(self) -> None:
        process, self._process = self._process, None
        if process:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()
            process.wait()


def _read(pipe: int, length: int, until: float) -> bytes:
    said = bytearray()
    while len(said) < length:
        ready, _, _ = select.select([pipe], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            raise EOFError("it took too long")
        part = os.read(pipe, length - len(said))
        if not part:
            raise EOFError("it ended")
        said += part
    return bytes(said)


def _refused(reason: str) -> Refused:
    what = f"the draft cannot be proofed: {reason}"
    return Refused(Problem("spelling", what, "try again", {"reason": reason}, code="no_proofing"))
