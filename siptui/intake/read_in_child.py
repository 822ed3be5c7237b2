"""Reading a tracking file in a process of its own, which a hostile file may hang or crash and a person may stop.

The file is opened and understood over there (`child_process`); what it comes to crosses over, and its first rows.
"""

import os
import select
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

import msgspec

from siptui.documents.returned.document_read import DocumentRead
from siptui.documents.returned.read_problems import worded_for_document
from siptui.framework import Framework
from siptui.intake import limits, start_child
from siptui.intake.request_and_answer import Answer, MarkedCopy, Request
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.records.problem import Fact, Problem, Refused
from siptui.sheets.cells import Sheet
from siptui.sheets.problems import Locked, Stopped, problem
from siptui.tracking.proposal_types import SheetSeen, TrackingProposal
from siptui.workbooks.lists.read_list import ListRead

LARGEST_ANSWER = 48 << 20
LOOK_AGAIN = 0.05  # seconds after which a wish to stop is seen


class Unusable(Refused):
    """The file was opened and cannot be used as it is; `seen` is what it holds, to be shown under the reasons.

    Pupils are named in it: it is for the screen alone. `remembered` are answers for earlier files that hold for it too.
    """

    def __init__(self, *problems: Problem, seen: Sequence[SheetSeen], remembered: Mapping[str, str]) -> None:
        super().__init__(*problems)
        self.seen, self.remembered = seen, remembered


class OursCameBack(Refused):
    """The file is no tracking file but a workbook that siptui made of a school, or another's form: its sheets."""

    def __init__(self, name: str, sheets: list[Sheet]) -> None:
        super().__init__(problem(name, "ours_came_back"))
        self.sheets = sheets


def read_tracking(
    path: Path,
    framework: Framework,
    fields: Fields,
    record: Record,
    answers: Mapping[str, str] | None = None,
    *,
    password: str = "",
    pupil_key: bytes = b"",
    others: Collection[str] = (),
    stop: threading.Event | None = None,
    told: Callable[[str], None] | None = None,
    marked: Callable[[MarkedCopy], None] | None = None,
    forms: bool = True,
) -> TrackingProposal:
    """What `path` would put into Part D of `record`.

    Raises Refused where it cannot be used at all, Unusable if it could be opened; Locked where it wants a password, or
    another one; OursCameBack for a workbook that siptui made of a school, and for any that holds a form filled in, if
    `forms` are looked for; Stopped within a moment of `stop` being set.
    `told` is given a line now and then that says how far the reading has come. With questions open, what depends on
    them is missing from the grid, and nothing should be applied. Under the store's `pupil_key` hashes of UPNs are kept,
    by which pupils are known again. `others` are the names of the caseload's other schools: a file that names one is
    asked about. `marked` is given a copy of the file with marks, also of one that is refused for what stands in it.
    """
    if _clean(path.name) != path.name:
        raise Refused(problem(_clean(path.name), "name_not_text"))
    given = {_clean(key): _clean(value) for key, value in (answers or {}).items()}
    del fields  # which the process that reads lays out for itself
    about = (framework, dict(record), given, _clean(password), pupil_key, list(others))
    request = Request(os.fsencode(path), *about, bool(marked), forms=forms)
    with Reading(path.name) as reading:
        answer = reading.ask(request, stop, told)
    if marked and answer.copy:
        marked(answer.copy)
    if answer.proposal is not None:
        return answer.proposal
    if answer.ours:
        raise OursCameBack(path.name, [sheet.unpacked() for sheet in answer.sheets])
    if answer.seen:
        raise Unusable(*answer.problems, seen=answer.seen, remembered=answer.remembered)
    raise (Locked if answer.locked else Refused)(*answer.problems)


def read_sheets(path: Path, password: str = "") -> list[Sheet]:
    """Every sheet of a file, as it stands, merges and what is hidden apart. Raises Refused, Locked."""
    if _clean(path.name) != path.name:
        raise Refused(problem(_clean(path.name), "name_not_text"))
    with Reading(path.name) as reading:
        answer = reading.ask(Request(os.fsencode(path), None, {}, {}, _clean(password), sheets=True), None, None)
    if answer.problems:
        raise (Locked if answer.locked else Refused)(*answer.problems)
    return [sheet.unpacked() for sheet in answer.sheets]


def read_listed(path: Path, authority: str = "") -> ListRead:
    """The list of schools that a file is; of a register, the schools of an `authority`. Without any where it is none.

    Raises Refused, Locked.
    """
    if _clean(path.name) != path.name:
        raise Refused(problem(_clean(path.name), "name_not_text"))
    with Reading(path.name) as reading:
        request = Request(os.fsencode(path), None, {}, {}, listed=True, authority=authority)
        answer = reading.ask(request, None, None)
    if answer.problems or answer.listed is None:
        raise (Locked if answer.locked else Refused)(*answer.problems)
    return answer.listed


def read_document(path: Path, stop: threading.Event | None = None) -> DocumentRead:
    """What a document of ours that came back holds. Raises Refused where it cannot be read, Stopped."""
    if _clean(path.name) != path.name:
        raise Refused(problem(_clean(path.name), "name_not_text"))
    try:
        with Reading(path.name) as reading:
            answer = reading.ask(Request(os.fsencode(path), None, {}, {}, document=True), stop, None)
        if answer.document is None:
            raise Refused(*answer.problems)
    except Stopped:
        raise
    except Refused as fault:
        raise Refused(*(worded_for_document(path.name, each) for each in fault.problems)) from None
    return answer.document


def _clean(text: str) -> str:
    """`text` without the half characters that stand for bytes of another encoding."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


class Reading:
    """One file being read over there, until what it comes to is here."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._seconds: float = limits.SECONDS
        try:
            self.reader = start_child.take()
        except OSError as fault:
            raise self._refused("no_process", reason=fault.strerror or str(fault)) from fault

    def __enter__(self) -> "Reading":
        return self

    def __exit__(self, *_: object) -> None:
        self.reader.end()

    def ask(self, request: Request, stop: threading.Event | None, told: Callable[[str], None] | None) -> Answer:
        """Have the file read. Raises Refused where the process ends without an answer, Stopped."""
        self._seconds = limits.COPY_SECONDS if request.mark else limits.SECONDS
        said, at = self._said(msgspec.msgpack.encode(request), stop, told), 0
        while said.startswith(limits.TOLD, at):
            at = said.find(b"\n", at) + 1 or len(said)
        if said.startswith(limits.ANSWER, at):
            try:
                return msgspec.msgpack.decode(memoryview(said)[at + 1 :], type=Answer)
            except msgspec.DecodeError:
                pass
        raise self._died(self.reader.wait())

    def _said(self, request: bytes, stop: threading.Event | None, told: Callable[[str], None] | None) -> bytes:
        """All that the process says to a request; what it tells meanwhile is handed on."""
        until = time.monotonic() + self._seconds
        listening, rest = self.reader.said, memoryview(request)
        os.set_blocking(self.reader.asked, False)
        said, seen = bytearray(), 0
        while True:
            if stop and stop.is_set():
                raise Stopped(problem(self.name, "stopped"))
            if time.monotonic() > until:
                raise self._refused("took_too_long", seconds=self._seconds)
            speaking = [self.reader.asked] if rest else []
            heard, free, _ = select.select([listening], speaking, [], LOOK_AGAIN)
            if free:
                rest = self._send(rest)
            if not heard:
                continue
            read = os.read(listening, 1 << 20)
            if not read:
                return bytes(said)
            said += read
            if len(said) > LARGEST_ANSWER:
                raise self._refused("too_many_cells")
            while told and said.startswith(limits.TOLD, seen) and (end := said.find(b"\n", seen)) >= 0:
                told(said[seen + 1 : end].decode("utf-8", "replace"))
                seen = end + 1

    def _send(self, rest: memoryview) -> memoryview:
        """Write what the pipe takes; what is left."""
        try:
            rest = rest[os.write(self.reader.asked, rest) :]
        except BrokenPipeError:
            return rest[:0]  # it has ended; why is seen where it is listened to
        if not rest:
            self.reader.finish_asking()
        return rest

    def _died(self, status: int) -> Refused:
        """The process ended without an answer: by its limit of processor time, else for want of memory."""
        import signal  # of which nothing else here has need

        if status in {-signal.SIGXCPU, -signal.SIGKILL}:
            return self._refused("took_too_long", seconds=self._seconds)
        if status in {-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS}:
            return self._refused("too_many_cells")
        return self._refused("cut_short")

    def _refused(self, code: str, **facts: Fact) -> Refused:
        return Refused(problem(self.name, code, **facts))
