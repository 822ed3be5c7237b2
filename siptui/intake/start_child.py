"""Starts the process that reads a school's file (`child_process`), in which a hostile one can do no harm.

Nothing is imported here that a bare Python has not got: a command that will want it starts it first, and it gets
ready, and opens the file, while the command does.
"""

import os
import sys
from _thread import allocate_lock  # `threading` is not imported yet where a command begins

from siptui.intake import limits

_START = "import sys; sys.path[:] = sys.argv[4:]; from siptui.intake.child_process import main; main()"
_KILL = 9  # `signal` has a name for it, and takes longer to import than the process to end
_begun: list["Reader"] = []
_ending: list[int] = []  # processes that were ended and not yet waited for
_lists = allocate_lock()
"""Held while either list is looked at or changed: files are read in several threads at once."""


class Reader:
    """A process that waits for a request at `asked` and answers at `said`; it may open the file at `path` before.

    It is a new Python, or with `split` a copy of this one, which is quicker but only for a program without threads.
    """

    def __init__(self, path: str = "", split: bool = False) -> None:
        with _lists:
            _ending[:] = [pid for pid in _ending if os.waitpid(pid, os.WNOHANG)[0] == 0]
        request, self.asked = os.pipe()
        self.said, answer = os.pipe()
        line, self.line = os.pipe()
        """Nothing is said on it: when this end is closed, by whatever ends this program, the process ends too."""
        self.status: int | None = None
        if "\0" in path or len(path) > 4000:
            path = ""
        try:
            self.pid = self._split(path, request, answer, line) if split else _start(path, request, answer, line)
        except OSError:
            os.close(self.asked)
            os.close(self.said)
            os.close(self.line)
            raise
        finally:
            os.close(request)
            os.close(answer)
            os.close(line)

    def _split(self, path: str, request: int, answer: int, line: int) -> int:
        pid = os.fork()
        if pid:
            return pid
        try:
            os.close(self.asked)
            os.close(self.said)
            os.close(self.line)
            os.dup2(request, 0)
            os.dup2(answer, 1)
            if not os.environ.get("SIPTUI_DEBUG"):
                os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            from siptui.intake.child_process import work

            work(limits.SECONDS, limits.MEGABYTES, path, line)
        finally:
            os._exit(1)

    def end(self) -> None:
        """End the process, if it has not ended by itself. It is not waited for: giving back much memory takes long."""
        if self.status is None:
            os.close(self.said)
            os.close(self.line)
            self.finish_asking()
            os.kill(self.pid, _KILL)
            self.status = -_KILL
            with _lists:
                _ending.append(self.pid)

    def finish_asking(self) -> None:
        """Close the end at which it is asked."""
        if self.asked >= 0:
            os.close(self.asked)
            self.asked = -1

    def wait(self) -> int:
        """How the process ended, once it has closed what it says."""
        if self.status is None:
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            os.close(self.said)
            os.close(self.line)
            self.finish_asking()
        return self.status


def _start(path: str, request: int, answer: int, line: int) -> int:
    libraries = [p or os.getcwd() for p in sys.path]  # noqa: PTH109 - pathlib is not imported yet
    argv = [sys.executable, "-I", "-S", "-c", _START, str(int(limits.SECONDS)), str(limits.MEGABYTES), path, *libraries]
    actions: list[tuple[int, ...] | tuple[int, int, str, int, int]] = [
        (os.POSIX_SPAWN_DUP2, request, 0),
        (os.POSIX_SPAWN_DUP2, answer, 1),
        (os.POSIX_SPAWN_DUP2, line, limits.LINE),
    ]
    if not os.environ.get("SIPTUI_DEBUG"):
        actions.append((os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0))
    return os.posix_spawn(sys.executable, argv, os.environ, file_actions=actions)


def begin(path: str) -> None:
    """Start a process that will be wanted soon, for that file if the guess is right."""
    try:
        begun = Reader(path, split=True)
    except OSError:  # it is started again when it is wanted, and said then
        return
    with _lists:
        _begun.append(begun)


def take() -> Reader:
    """The process that was begun, or a new one. Raises OSError."""
    return _one_begun() or Reader()


def _one_begun() -> Reader | None:
    """A process that was begun and is nobody's yet."""
    with _lists:
        return _begun.pop() if _begun else None


def end_unwanted() -> None:
    """End what was begun and never taken."""
    while reader := _one_begun():
        reader.end()
