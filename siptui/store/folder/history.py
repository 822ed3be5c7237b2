"""Every acknowledged Edit of a school, oldest first: older ones in segments, the others in a file, one line each.

The school's file carries its own latest Edit; the next writer moves that one here before it replaces the file. So
the file's replacement is the only moment at which anything is committed, and the history is never ahead of it.

The first line is a heading with the format and how many segments there are. When the lines after it have grown long
they become one more segment, and the file begins anew: so no part of a history is ever longer than a segment, and
nothing about it has a limit but the disk. A history is read as a stream.
"""

import contextlib
import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO

from siptui.records.change import Edit, apply
from siptui.records.undo import inverse
from siptui.store.faults import MEND, Damaged, StoreFault, from_os
from siptui.store.files import whole_files
from siptui.store.folder import segments
from siptui.store.format.edit_lines import (
    LONGEST,
    Heading,
    Replay,
    edits_in,
    edits_of,
    joins,
    line,
    lines_in,
    parse,
)
from siptui.store.format.school_document import newer
from siptui.store.format_version import FORMAT
from siptui.store.school import School

_BLOCK = 64 * 1024
_LONGEST_HEADING = 400  # bytes
PACK_AT = 512 * 1024
"""Bytes of lines that become a segment."""


# -- writing


def append(path: Path, before: School) -> None:
    """Add a school's latest Edit, unless it is the last one there already; on disk on return.

    A torn last line, left by a writer that died, is cut off first: its Edit is this one, which the school's file still
    carries. Raises Damaged when an earlier Edit is missing, and StoreFault.
    """
    edit = before.last
    try:
        fd = whole_files.open_in(path, os.O_RDWR)
    except FileNotFoundError:
        if edit.revision > 1:
            raise Damaged(path, f"is missing: it should end at edit {edit.revision - 1}") from None
        write(path, [edit])
        return
    try:
        try:
            _append(path, fd, before)
        finally:
            os.close(fd)
    except OSError as fault:
        raise from_os(fault, path) from fault


def _append(path: Path, fd: int, before: School) -> None:
    edit = before.last
    begun = heading_of(path, fd)  # raises where a newer siptui wrote it
    last, length = _last(path, fd)
    if last == edit.revision:
        os.fsync(fd)  # whoever wrote it may have died before doing so
    elif last != edit.revision - 1:
        raise Damaged(path, f"has lost edits: it should end at edit {edit.revision - 1} and ends at {last}")
    elif length > PACK_AT:
        _pack(path, fd, begun, before)
    else:
        _write_at(fd, length, line(edit))


def _write_at(fd: int, length: int, data: bytes) -> None:
    os.ftruncate(fd, length)
    os.lseek(fd, length, os.SEEK_SET)
    try:
        whole_files.write_all(fd, data)
        os.fsync(fd)
    except OSError:
        os.ftruncate(fd, length)
        raise


def _pack(path: Path, fd: int, heading: Heading, before: School) -> None:
    """Make the lines that are there a segment, and the file anew with a school's latest Edit alone."""
    if heading.format < FORMAT:  # an earlier siptui's: all of it goes into segments
        write(path, chain(edits(path), [before.last]))
        return
    record = apply(before.values, inverse(before.last))
    number = heading.segments + 1
    with os.fdopen(os.dup(fd), "rb") as file:
        file.seek(0)
        segments.write(path, heading.era, number, segments.in_lines(edits_in(path, file, packed=False)), record)
    begun = Heading(FORMAT, era=heading.era, segments=number, until=before.last.revision - 1)
    whole_files.replace(path, line(begun) + line(before.last))


def write(path: Path, edits: Iterable[Edit]) -> None:
    """Make the whole history new, in an era of its own. Raises StoreFault, and then the old one stands."""
    era, number, until = segments.new_era(), 0, 0
    replay = Replay(path)
    held: list[tuple[Edit, bytes]] = []
    size = 0
    try:
        for edit, text in segments.in_lines(edits):
            if size > PACK_AT:
                number, until = number + 1, held[-1][0].revision
                segments.write(path, era, number, held, replay.record)
                held, size = [], 0
            replay.take(edit)
            held.append((edit, text))
            size += len(text)
        begun = Heading(FORMAT, era=era, segments=number, until=until)
        whole_files.replace(path, line(begun) + b"".join(text for _, text in held))
    except BaseException:
        for each in range(1, number + 1):
            with contextlib.suppress(StoreFault):
                whole_files.remove(segments.place(path, era, each))
        raise
    clear(path, era)


def clear(path: Path, era: str = "") -> None:
    """Take away the segments of a school that are not of the era given. Raises StoreFault."""
    for name in segments.names(path.parent, path.stem):
        if segments.era_of(name) != era:
            whole_files.remove(path.with_name(name))


# -- reading


def heading_of(path: Path, fd: int) -> Heading:
    """The heading of an open history; one of format 1 has none. Raises StoreFault where a newer siptui wrote it."""
    first = parse(os.pread(fd, _LONGEST_HEADING, 0).partition(b"\n")[0])
    if not isinstance(first, Heading):
        return Heading(1)
    if first.format > FORMAT:
        raise newer(path, first.format)
    if first.segments and not (segments.is_era(first.era) and 0 < first.segments < first.until + 1 < 2**53):
        raise Damaged(path, "is damaged in its first line")
    return first


def heading(path: Path) -> Heading:
    """What a history says of itself. Raises FileNotFoundError, StoreFault."""
    with opened(path) as file:
        return heading_of(path, file.fileno())


def counts(begun: Heading, name: str) -> bool:
    """Whether a segment of that name is one of those that a history counts."""
    _, era, number, _ = name.split(".")
    return era == begun.era and int(number) <= begun.segments


@contextlib.contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """A history, open to be read; what fails meanwhile is a StoreFault."""
    try:
        with os.fdopen(whole_files.open_in(path, os.O_RDONLY), "rb") as file:
            yield file
    except FileNotFoundError:
        raise
    except OSError as fault:
        raise from_os(fault, path) from fault


def _last(path: Path, fd: int) -> tuple[int, int]:
    """The revision of the last line, and the length of the file up to its end, a torn beginning of another left out.

    Raises Damaged: a line is written with its end last, so that one which has its end is whole.
    """
    *lines, torn = ending(path, fd, 2)
    if not lines:
        return 0, 0
    found = parse(lines[-1])
    if found is None:
        raise Damaged(path, "is damaged in its last line")
    last = found.until if isinstance(found, Heading) else found.revision
    return last, os.fstat(fd).st_size - len(torn)


def ending(path: Path, fd: int, ends: int) -> list[bytes]:
    """The file's last lines, with so many line ends in them at least, and what stands after the last end."""
    start = os.fstat(fd).st_size
    tail = b""
    while start and tail.count(b"\n") < ends:
        if len(tail) > LONGEST:
            raise Damaged(path, "holds a line longer than any of siptui's")
        step = min(max(_BLOCK, len(tail)), start)
        start -= step
        tail = os.pread(fd, step, start) + tail
    return tail.split(b"\n")


def edits(path: Path) -> Iterator[Edit]:
    """Every Edit there, oldest first; a torn last line is passed over. Raises Damaged, StoreFault."""
    try:
        with opened(path) as file:
            begun = heading_of(path, file.fileno())
            for number in range(1, begun.segments + 1):
                yield from _segment(path, begun, number)
            yield from edits_in(path, file, packed=begun.format < FORMAT)
    except FileNotFoundError:
        return


def _segment(path: Path, begun: Heading, number: int) -> Iterator[Edit]:
    """The Edits of a segment that a history counts, oldest first."""
    try:
        found = segments.edits(path, begun.era, number)
    except FileNotFoundError:
        if heading(path).era != begun.era:
            what = "was put back from a backup while it was being read"
            raise StoreFault(path, what, "nothing was changed; do it again", code="moved_meanwhile") from None
        raise Damaged(segments.place(path, begun.era, number), "is missing", MEND) from None
    return found


def before(path: Path, revision: int) -> Iterator[Edit]:
    """Every Edit before `revision`, oldest first. Raises Damaged where one is missing.

    An Edit that a crash left both here and in the school's file is the school's to give.
    """
    at = 0
    for edit in edits(path):
        if edit.revision >= revision:
            break
        if not joins(at, edit):
            break
        yield edit
        at = edit.revision
    if at != revision - 1:
        raise Damaged(path, f"has lost edits: it should lead to edit {revision - 1} and holds {at}", MEND)


def backwards(path: Path, revision: int) -> Iterator[Edit]:
    """Every Edit before `revision`, the newest first. Raises Damaged where one is missing."""
    later: Edit | None = None
    for edit in _backwards(path):
        if edit.revision >= revision:
            continue
        if not joins(edit.revision, later) if later else edit.revision != revision - 1:
            break
        yield edit
        later = edit
    if not joins(0, later) if later else revision > 1:
        lost = (later.revision if later else revision) - 1
        raise Damaged(path, f"has lost edits: edit {lost} is not there", MEND)


def _backwards(path: Path) -> Iterator[Edit]:
    try:
        with opened(path) as file:
            begun = heading_of(path, file.fileno())
            starts = [0]
            for text in lines_in(path, file):
                starts.append(starts[-1] + len(text) + 1)
            for number in range(len(starts) - 1, 0, -1):
                text = os.pread(file.fileno(), starts[number] - starts[number - 1] - 1, starts[number - 1])
                yield from reversed([*edits_of(path, parse(text), number, packed=begun.format < FORMAT)])
        for number in range(begun.segments, 0, -1):
            yield from reversed([*_segment(path, begun, number)])
    except FileNotFoundError:
        return


def salvage(path: Path) -> Iterator[Edit]:
    """Every Edit in the lines that are whole, whatever the others are like."""
    era = ""
    with contextlib.suppress(OSError, StoreFault):
        era = heading(path).era
    with contextlib.suppress(StoreFault):
        for name in segments.names(path.parent, path.stem):
            if segments.era_of(name) == era or not era:
                with contextlib.suppress(StoreFault, FileNotFoundError):
                    yield from segments.salvage(path.with_name(name))
    with contextlib.suppress(StoreFault, FileNotFoundError), opened(path) as file:
        for text in lines_in(path, file):
            with contextlib.suppress(Damaged):
                yield from edits_of(path, parse(text), 0)
