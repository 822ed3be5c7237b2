"""The process that reads a tracking file: a request on standard input, what it comes to on standard output.

Started by `process` without site-packages, with the starter's import path, and with limits, so that a file that hangs
or crashes a reader takes only this process with it.
"""

import gc
import os
import sys

import msgspec

from siptui.records.proposal import Problem, Refused
from siptui.tracking.process import ANSWER, TOLD, Answer, Request
from siptui.tracking.refusals import BRING_NEAR, SEND_AGAIN, TOO_FAR, Locked


def main() -> None:
    """`worker SECONDS MEGABYTES PATH...`: answer one request and be gone."""
    gc.disable()  # a short life; and looking for garbage among many cells takes long
    _bound(int(sys.argv[1]), int(sys.argv[2]))
    out = os.dup(1)
    os.dup2(2, 1)  # whatever a library prints is no answer
    from siptui.tracking.reading import propose  # before anything is asked, so that it is ready when it is

    request = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Request)
    from pathlib import Path

    path = Path(os.fsdecode(request.path))

    def told(text: str) -> None:
        _write(out, TOLD + text.replace("\n", " ").encode() + b"\n")

    try:
        asked = (request.framework, request.fields, request.record, request.answers)
        found = propose(path, *asked, request.password, told, request.pupil_key)
        answer = Answer(found)
    except Refused as fault:
        answer = Answer(None, list(fault.problems), isinstance(fault, Locked))
    except MemoryError:
        answer = Answer(None, [Problem(path.name, TOO_FAR, BRING_NEAR)])
    except Exception as fault:  # whatever a broken file brings about is said in one line
        if os.environ.get("SIPTUI_DEBUG"):
            raise
        what = f"cannot be understood ({type(fault).__name__})"
        answer = Answer(None, [Problem(path.name, what, SEND_AGAIN)])
    _write(out, ANSWER + msgspec.json.encode(answer))
    os._exit(0)  # nothing is left to tidy up


def _write(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _bound(seconds: int, megabytes: int) -> None:
    """Give this process no more than this much processor time and memory."""
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
