"""Every acknowledged Edit of a school, oldest first, one line each: a checksum, a space, the Edit as JSON.

The school's file carries its own latest Edit; the next writer moves that one here before it replaces the file. So
the file's replacement is the only moment at which anything is committed, and the history is never ahead of it.
"""

import os
import zlib
from pathlib import Path

import msgspec

from siptui.records.change import Edit
from siptui.store import files
from siptui.store.faults import Damaged, from_os

_BLOCK = 64 * 1024


def line(edit: Edit) -> bytes:
    body = msgspec.json.encode(edit)
    return b"%08x %s\n" % (zlib.crc32(body), body)


def parse(text: bytes) -> Edit | None:
    """The Edit on a line, or None where the line is not whole."""
    check, _, body = text.partition(b" ")
    if check != b"%08x" % zlib.crc32(body):
        return None
    try:
        return msgspec.json.decode(body, type=Edit)
    except msgspec.DecodeError:
        return None


def append(path: Path, edit: Edit) -> None:
    """Add `edit`, unless it is the last one there already; on disk on return.

    A torn last line, left by a writer that died, is cut off first: its Edit is `edit`, which the school's file still
    carries. Raises Damaged when an earlier Edit is missing, and StoreFault.
    """
    try:
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as fault:
        raise from_os(fault, path) from fault
    try:
        last, length = _last(fd)
        if last == edit.revision:
            os.fsync(fd)  # whoever wrote it may have died before doing so
            return
        if last != edit.revision - 1:
            raise Damaged(path, f"has lost edits: it should end at {edit.revision - 1} and ends at {last}")
        _write_at(fd, length, line(edit))
        if length == 0:
            files.sync_folder(path.parent)
    except OSError as fault:
        raise from_os(fault, path) from fault
    finally:
        os.close(fd)


def _write_at(fd: int, length: int, data: bytes) -> None:
    os.ftruncate(fd, length)
    os.lseek(fd, length, os.SEEK_SET)
    try:
        files.write_all(fd, data)
        os.fsync(fd)
    except OSError:
        os.ftruncate(fd, length)
        raise


def _last(fd: int) -> tuple[int, int]:
    """The revision of the last whole line, and the length of the file up to its end."""
    end = os.fstat(fd).st_size
    tail = b""
    start = end
    while True:
        lines = tail.split(b"\n")
        # All but the first piece are known to begin at a line's beginning; the last is what follows the last \n.
        whole_from = 0 if start == 0 else 1
        good = end - len(lines[-1])
        for text in reversed(lines[whole_from:-1]):
            edit = parse(text)
            if edit is not None:
                return edit.revision, good
            good -= len(text) + 1
        if start == 0:
            return 0, 0
        step = min(_BLOCK, start)
        start -= step
        tail = os.pread(fd, step, start) + tail


def load(path: Path) -> list[Edit]:
    """Every Edit there, oldest first; a torn last line is passed over. Raises Damaged."""
    try:
        data, _ = files.read(path)
    except FileNotFoundError:
        return []
    lines = data.split(b"\n")
    torn = lines.pop()
    edits: list[Edit] = []
    for number, text in enumerate(lines, start=1):
        edit = parse(text)
        if edit is None:
            if number == len(lines) and not torn:
                break
            raise Damaged(path, f"is damaged in line {number}")
        edits.append(edit)
    return edits


def before(path: Path, revision: int) -> list[Edit]:
    """Every Edit before `revision`, oldest first. Raises Damaged where one is missing.

    An Edit that a crash left both here and in the school's file is the school's to give.
    """
    edits = [e for e in load(path) if e.revision < revision]
    if [e.revision for e in edits] != list(range(1, revision)):
        raise Damaged(path, f"has lost edits: it should hold {revision - 1} and holds {len(edits)}")
    return edits


def ends_well(path: Path, last: Edit) -> bool:
    """Whether nothing follows the last whole line, but for a beginning of `last` that a dying writer left there."""
    try:
        data, _ = files.read(path)
    except FileNotFoundError:
        return True
    torn = data[data.rfind(b"\n") + 1 :]
    return line(last).startswith(torn)
