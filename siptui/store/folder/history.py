"""Every acknowledged Edit of a school, oldest first, one line each: a checksum, a space, the Edit as JSON.

The school's file carries its own latest Edit; the next writer moves that one here before it replaces the file. So
the file's replacement is the only moment at which anything is committed, and the history is never ahead of it.

The first line is a heading with the format. When the lines have grown long they are packed: many lines become one,
compressed, so that the file stays short and not a word of them is lost.
"""

import os
import zlib
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path

from siptui.records.change import Edit
from siptui.store.faults import MEND, Damaged, StoreFault, from_os
from siptui.store.files import whole_files
from siptui.store.format.edit_lines import Heading, Packed, as_file, line, parse, parse_all, unbroken, unpacked
from siptui.store.layout import FORMAT

_BLOCK = 64 * 1024
PACK_AT = 256 * 1024
"""Bytes of plain lines that are packed into one."""


# -- writing


def append(path: Path, edit: Edit) -> None:
    """Add `edit`, unless it is the last one there already; on disk on return.

    A torn last line, left by a writer that died, is cut off first: its Edit is `edit`, which the school's file still
    carries. Raises Damaged when an earlier Edit is missing, and StoreFault.
    """
    try:
        fd = whole_files.open_in(path, os.O_RDWR)
    except FileNotFoundError:
        if edit.revision > 1:
            raise Damaged(path, f"is missing: it should end at edit {edit.revision - 1}") from None
        write(path, [edit])
        return
    try:
        try:
            _append(path, fd, edit)
        finally:
            os.close(fd)
    except OSError as fault:
        raise from_os(fault, path) from fault


def _append(path: Path, fd: int, edit: Edit) -> None:
    last, length = _last(path, fd)
    if last == edit.revision:
        os.fsync(fd)  # whoever wrote it may have died before doing so
    elif last != edit.revision - 1:
        raise Damaged(path, f"has lost edits: it should end at edit {edit.revision - 1} and ends at {last}")
    elif length - _packed(fd) > PACK_AT:
        _pack(path, os.pread(fd, length, 0), edit)
    else:
        _write_at(fd, length, line(edit))


def write(path: Path, edits: Iterable[Edit]) -> None:
    """Make the whole history new. Raises StoreFault, and then the old one stands."""
    whole_files.replace(path, as_file(edits))


def _write_at(fd: int, length: int, data: bytes) -> None:
    os.ftruncate(fd, length)
    os.lseek(fd, length, os.SEEK_SET)
    try:
        whole_files.write_all(fd, data)
        os.fsync(fd)
    except OSError:
        os.ftruncate(fd, length)
        raise


# -- packing


def _packed(fd: int) -> int:
    """How much of the beginning needs no packing; 0 in a file of format 1, which has no heading."""
    first = parse(os.pread(fd, 200, 0).partition(b"\n")[0])
    return first.packed if isinstance(first, Heading) else 0


def _pack(path: Path, data: bytes, edit: Edit) -> None:
    """Write the file anew with its plain lines packed into one, and `edit` after them."""
    first, _, rest = data.partition(b"\n")
    heading = parse(first)
    if isinstance(heading, Heading):
        done = rest[: max(0, heading.packed - len(first) - 1)]
        plain = rest[len(done) :]
    else:
        done, plain = b"", data
    for text in plain.split(b"\n")[:-1]:
        if not isinstance(parse(text), Edit):
            raise Damaged(path, "is damaged")
    lines = b64encode(zlib.compress(plain, 9)).decode()
    body = done + line(Packed(edit.revision - 1, lines))
    # The heading's own length is part of what it says.
    length = 0
    while (heading_line := line(Heading(FORMAT, length))) and len(heading_line) + len(body) != length:
        length = len(heading_line) + len(body)
    whole_files.replace(path, heading_line + body + line(edit))


# -- reading


def _last(path: Path, fd: int) -> tuple[int, int]:
    """The revision of the last line, and the length of the file up to its end, a torn beginning of another left out.

    Raises Damaged: a line is written with its end last, so that one which has its end is whole.
    """
    start = end = os.fstat(fd).st_size
    tail = b""
    while start and tail.count(b"\n") < 2:
        step = min(_BLOCK, start)
        start -= step
        tail = os.pread(fd, step, start) + tail
    *lines, torn = tail.split(b"\n")
    if not lines:
        return 0, 0
    found = parse(lines[-1])
    if found is None:
        raise Damaged(path, "is damaged in its last line")
    return found.revision, end - len(torn)


def load(path: Path) -> list[Edit]:
    """Every Edit there, oldest first; a torn last line is passed over. Raises Damaged, StoreFault."""
    try:
        return parse_all(path, whole_files.read(path)[0])
    except FileNotFoundError:
        return []


def salvage(path: Path) -> list[Edit]:
    """Every Edit in the lines that are whole, whatever the others are like."""
    try:
        data, _ = whole_files.read(path)
    except (OSError, StoreFault):
        return []
    edits: list[Edit] = []
    for text in data.split(b"\n"):
        found = parse(text)
        if isinstance(found, Edit):
            edits.append(found)
        elif isinstance(found, Packed):
            try:
                edits.extend(unpacked(path, found))
            except Damaged:
                continue
    return edits


def before(path: Path, revision: int) -> list[Edit]:
    """Every Edit before `revision`, oldest first. Raises Damaged where one is missing.

    An Edit that a crash left both here and in the school's file is the school's to give.
    """
    edits = [e for e in load(path) if e.revision < revision]
    if not unbroken(edits, revision - 1):
        what = f"has lost edits: it should lead to edit {revision - 1} and holds {len(edits)}"
        raise Damaged(path, what, MEND)
    return edits


def ends_well(path: Path, last: Edit) -> bool:
    """Whether nothing follows the last whole line, but for a beginning of `last` that a dying writer left there."""
    try:
        data, _ = whole_files.read(path)
    except FileNotFoundError:
        return True
    torn = data[data.rfind(b"\n") + 1 :]
    return line(last).startswith(torn)
