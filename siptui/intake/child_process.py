"""The process that reads a tracking file: a request on standard input, what it comes to on standard output.

Started by `siptui.intake.start_child` without site-packages, with the starter's import path, and with limits, so
that a file that hangs or crashes a reader takes only this process with it. Here is imported what opens a file, and no
more: what understands it is imported meanwhile.
"""

import contextlib
import gc
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from siptui.intake.limits import ANSWER, COPY_SECONDS, LINE, SECONDS, TOLD
from siptui.sheets.cells import shown
from siptui.sheets.open_file import digest, read_file, sheets_of, unlocked

if TYPE_CHECKING:
    from siptui.intake.request_and_answer import Answer, Request
    from siptui.sheets.cells import Sheet, Told


def main() -> NoReturn:
    """`SECONDS MEGABYTES FILE PATH...`: answer one request and be gone; FILE may be opened before it comes."""
    work(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])


def work(seconds: int, megabytes: int, guess: str, line: int = LINE) -> NoReturn:
    """Answer one request and be gone; `guess` is a file that may be opened before it comes.

    `line` is a pipe whose other end the starter holds: with the starter ends this process.
    """
    _end_with_starter(line)
    gc.disable()  # a short life; and looking for garbage among many cells takes long
    sys.setswitchinterval(0.0002)  # what waits for its turn here wants it for a moment only
    _bound(seconds + 1, megabytes)
    worker = _Worker(os.dup(1))
    os.dup2(2, 1)  # whatever a library prints is no answer
    worker.prepare(guess)
    with open(0, "rb", closefd=False) as pipe:
        asked = pipe.read()
    if asked:
        worker.answer(asked)
    os._exit(0)  # nothing is left to tidy up


class Opened:
    """A file's sheets, and the hash of what it held when they were read."""

    def __init__(self, path: Path, password: str, tell: "Told") -> None:
        data = read_file(path)
        self.sheets = sheets_of(path, data, password, tell)
        self.sha256 = digest(data)


class _Worker:
    def __init__(self, out: int) -> None:
        self.out = out
        self.ahead: tuple[Path, Opened | Exception] | None = None

    def prepare(self, guess: str) -> None:
        """Get ready for any request, and meanwhile open the file that is likely to be asked for."""
        getting_ready = threading.Thread(target=_get_ready)

        def tell(text: str) -> None:
            if getting_ready.ident is None:
                getting_ready.start()  # not before: what comes first takes turns with it, what follows does not
            self._tell(text)

        if guess:
            path = Path(guess)
            try:
                self.ahead = path, Opened(path, "", tell)
            except Exception as fault:  # noqa: BLE001 - said when it is asked for
                self.ahead = path, fault
        if getting_ready.ident is None:
            getting_ready.start()
        getting_ready.join()

    def answer(self, asked: bytes) -> None:
        """Answer a request, one way or another."""
        import msgspec

        from siptui.documents.returned.document_read import is_named_as_document
        from siptui.intake.request_and_answer import Answer, Request
        from siptui.records.problem import Refused
        from siptui.sheets.problems import Locked, problem

        request = msgspec.msgpack.decode(asked, type=Request)
        if request.mark:
            _give_more_time()
        path = Path(os.fsdecode(request.path))
        try:
            if request.fill:
                from siptui.intake.fill_template import fill_template

                answer = fill_template(path, request.fill)
            elif request.listed:
                answer = _listed(path, request.authority)
            elif request.document or (request.sheets and is_named_as_document(path)):
                answer = _document(path, request.sheets)
            else:
                answer = self._read(path, request)
        except Refused as fault:
            answer = Answer(None, list(fault.problems), isinstance(fault, Locked))
        except MemoryError:
            answer = Answer(None, [problem(path.name, "too_many_cells")])
        except Exception as fault:  # whatever a broken file brings about is said in one line
            if os.environ.get("SIPTUI_DEBUG"):
                raise
            answer = Answer(None, [problem(path.name, "not_understood", fault=type(fault).__name__)])
        self._write(ANSWER + msgspec.msgpack.encode(answer))
        os.close(self.out)  # it is waited for, and giving back much memory takes long

    def _read(self, path: Path, request: "Request") -> "Answer":
        from siptui.intake.forms_in_sheets import add_identity, form_in, is_a_schools_of_ours, kept_apart
        from siptui.intake.request_and_answer import Answer, PackedSheet
        from siptui.records.fields import fields_of
        from siptui.records.problem import Refused
        from siptui.tracking.reading import propose

        if self.ahead and self.ahead[0] == path and not request.password:
            opened = self.ahead[1]
            if isinstance(opened, Exception):
                raise opened
        else:
            self.ahead = None
            opened = Opened(path, request.password, self._tell)
        add_identity(path, opened.sheets)
        ours = is_a_schools_of_ours(opened.sheets)
        if ours or request.sheets or request.framework is None:
            _add_comments(path, opened, request.password)
            return Answer(sheets=[PackedSheet.of(sheet) for sheet in opened.sheets], ours=ours)
        fields = fields_of(request.framework)
        under = (request.framework, fields, request.record, request.answers, request.pupil_key)
        kept = kept_apart(opened.sheets) if request.forms else []
        try:
            answer = Answer(propose(path, opened.sheets, *under, sha256=opened.sha256, others=request.others))
        except Refused as fault:
            answer = Answer(None, list(fault.problems))
            if request.forms and form_in(kept, fields, request.record, 0):
                return self._form(path, opened, kept, request.password)
            self._glimpse(opened.sheets, request, answer)
        found = answer.proposal
        only_given = found is not None and bool(found.grid) and all(each.pupils == 0 for each in found.grid)
        if request.forms and found and only_given and form_in(kept, fields, request.record, len(found.grid)):
            return self._form(path, opened, kept, request.password)
        if request.mark:
            self._mark(path, opened, request, answer)
        return answer

    def _form(self, path: Path, opened: Opened, sheets: "list[Sheet]", password: str) -> "Answer":
        """A form that somebody filled in, as its sheets were before they were looked through for pupils."""
        from siptui.intake.request_and_answer import Answer, PackedSheet

        opened.sheets = sheets
        _add_comments(path, opened, password)
        return Answer(sheets=[PackedSheet.of(sheet) for sheet in opened.sheets], ours=True)

    def _mark(self, path: Path, opened: Opened, request: "Request", answer: "Answer") -> None:
        """Add a marked copy; of a refused file, if the reasons name places in it."""
        from siptui.intake.marked_copy import marked_copy
        from siptui.tracking.proposal_types import TrackingProposal

        found = answer.proposal
        if found is None:
            placed = [p for p in answer.problems if p.where.startswith(f"{path.name}: ")]
            if not placed:
                return
            found = TrackingProposal(source=path.name, problems=placed)
        answer.copy = marked_copy(path, opened.sheets, opened.sha256, found, bool(request.password))

    def _glimpse(self, sheets: "list[Sheet]", request: "Request", answer: "Answer") -> None:
        """Add what can be shown of a refused file; nothing where that fails too: the refusal is what matters."""
        from siptui.tracking.preview.refused_file import glimpse

        with contextlib.suppress(Exception):
            if request.framework:
                about = (request.framework, request.record, request.answers)
                answer.seen, answer.remembered = glimpse(sheets, *about, answer.problems)

    def _tell(self, text: str) -> None:
        self._write(TOLD + text.replace("\n", " ").encode() + b"\n")

    def _write(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self.out, rest) :]


def _add_comments(path: Path, opened: Opened, password: str) -> None:
    """Put on a file's sheets what only forms are asked for, comments and percentages; for that it is read again."""
    from siptui.sheets.comments_on_cells.of_file import add_comments
    from siptui.sheets.percent_cells import add_percents

    data = read_file(path)
    if digest(data) == opened.sha256:
        data = unlocked(path, data, password)
        add_comments(data, opened.sheets)
        add_percents(data, opened.sheets)


def _document(path: Path, tables: bool) -> "Answer":
    """A document, read: what comes back of ours, or its `tables` as sheets."""
    from siptui.documents.returned.read import read_document
    from siptui.documents.returned.read_problems import UnreadableDocument, document_problem
    from siptui.documents.returned.tables_as_sheets import document_sheets
    from siptui.intake.request_and_answer import Answer, PackedSheet

    try:
        if tables:
            return Answer(sheets=[PackedSheet.of(sheet) for sheet in document_sheets(read_file(path))])
        return Answer(document=read_document(read_file(path)))
    except UnreadableDocument as fault:
        return Answer(problems=[document_problem(path.name, fault.code)])
    except MemoryError:
        return Answer(problems=[document_problem(path.name, "document_too_large")])


def _listed(path: Path, authority: str) -> "Answer":
    """A list of schools: a register kept as text is read row by row, everything else as sheets."""
    from siptui.documents.returned.document_read import is_named_as_document
    from siptui.documents.returned.tables_as_sheets import document_sheets
    from siptui.intake.request_and_answer import Answer
    from siptui.sheets.readers.text_rows import text_rows
    from siptui.workbooks.lists.list_words import list_words
    from siptui.workbooks.lists.read_list import read_list
    from siptui.workbooks.lists.read_register import read_register

    words = list_words()
    if not path.exists():
        read_file(path)  # which says so
    if path.is_file() and (register := read_register(path.stem, text_rows(path), words, authority)):
        return Answer(listed=register)
    if is_named_as_document(path):
        return Answer(listed=read_list(document_sheets(read_file(path)), words))
    sheets = Opened(path, "", lambda _: None).sheets
    for sheet in sheets:
        rows = ([shown(cell) for cell in row] for row in sheet.rows)
        if register := read_register(sheet.name, rows, words, authority):
            return Answer(listed=register)
    return Answer(listed=read_list(sheets, words))


def _get_ready() -> None:
    """Import and read what every file needs."""
    from siptui.intake import request_and_answer
    from siptui.tracking import reading
    from siptui.tracking.vocabulary.schema_tables import level_table, wordings

    del request_and_answer, reading
    wordings()
    level_table()


def _end_with_starter(line: int) -> None:
    """Have the kernel end this process once the other end of a pipe is closed, however that comes about.

    Nothing need run here for that: a file may keep a library busy that lets no other thread have a turn.
    """
    import fcntl
    import select
    import signal

    if not hasattr(fcntl, "F_SETSIG"):
        return  # no Linux; the limits end it
    fcntl.fcntl(line, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(line, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(line, fcntl.F_SETFL, fcntl.fcntl(line, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([line], [], [], 0)[0]:
        os._exit(1)  # it ended before


def _give_more_time() -> None:
    """For the copy: all that the hard limit leaves."""
    import resource

    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))


def _bound(seconds: int, megabytes: int) -> None:
    """Give this process no more than this much processor time and memory."""
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + COPY_SECONDS - SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
