"""The older part of a school's history, in segments: files that are written once, compressed, and never changed.

A segment is a line that says what it holds (with a checksum of its own), and then lines of Edits, compressed. The
segments of one history share an era; what writes a history anew begins another, so that a reader never mixes the two.
Only those that the history's own file counts are part of it: others were left by a writer that died.
"""

import contextlib
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from siptui.records.change import Edit, Record
from siptui.store.faults import MEND, Damaged
from siptui.store.files import whole_files
from siptui.store.format.edit_lines import LONGEST, inflated, line
from siptui.store.format_version import FORMAT
from siptui.store.school import ID

LARGEST = 2 * LONGEST
"""Bytes of a segment: it ends with the first Edit that makes it long enough."""
_LONGEST_LINE = 1000  # bytes of what a segment says of itself
_ERA = re.compile(r"[0-9a-f]{8}")
_NAME = re.compile(rf"({ID})\.([0-9a-f]{{8}})\.(\d{{6,12}})\.z")


class About(Struct):
    """What a segment says of itself: which Edits it holds, what checks its bytes, and what record they lead to."""

    format: int
    first: int
    last: int
    check: int  # CRC-32 of the compressed bytes
    record: str  # `digest` of the record that the last of them leaves


def new_era() -> str:
    """A name for the segments of a history that is written anew."""
    return os.urandom(4).hex()


def is_era(text: str) -> bool:
    """Whether a text, which somebody else may have written, can be the name of an era."""
    return _ERA.fullmatch(text) is not None


def place(past: Path, era: str, number: int) -> Path:
    """The segment of that number, from 1 on, beside the history's own file."""
    return past.with_name(f"{past.stem}.{era}.{number:06d}.z")


def digest(record: Record) -> str:
    """What tells one record from another."""
    from hashlib import blake2b  # a start reads no segment

    return blake2b(msgspec.json.encode(record, order="sorted"), digest_size=12).hexdigest()


def write(past: Path, era: str, number: int, edits: Iterable[tuple[Edit, bytes]], record: Record) -> None:
    """Put Edits, each with its line, in a segment; on disk on return. Raises StoreFault."""
    engine, parts, revisions = zlib.compressobj(6), [], []
    for edit, text in edits:
        parts.append(engine.compress(text))
        revisions.append(edit.revision)
    parts.append(engine.flush())
    body = b"".join(parts)
    about = About(FORMAT, revisions[0], revisions[-1], zlib.crc32(body), digest(record))
    whole_files.replace(place(past, era, number), _sealed(about) + body)


def _sealed(about: About) -> bytes:
    body = msgspec.json.encode(about)
    return b"%08x %s\n" % (zlib.crc32(body), body)


def read(past: Path, era: str, number: int) -> tuple[About, memoryview]:
    """What a segment says of itself, and its compressed bytes, both as they were written.

    Raises Damaged, StoreFault, FileNotFoundError.
    """
    path = place(past, era, number)
    data, _ = whole_files.read(path, LARGEST)
    end = data.find(b"\n", 0, _LONGEST_LINE) + 1
    body = memoryview(data)[end:]
    check, _, said = data[: max(0, end - 1)].partition(b" ")
    try:
        about = msgspec.json.decode(said, type=About)
    except (msgspec.DecodeError, RecursionError):
        raise Damaged(path, "is damaged", MEND) from None
    if check != b"%08x" % zlib.crc32(said) or about.check != zlib.crc32(body):
        raise Damaged(path, "is damaged, or was changed by something other than siptui", MEND)
    return about, body


def edits(past: Path, era: str, number: int) -> Iterator[Edit]:
    """The Edits in a segment, oldest first. Raises as `read`."""
    _, body = read(past, era, number)
    return inflated(place(past, era, number), body)


def salvage(path: Path) -> Iterator[Edit]:
    """The Edits in a segment as far as they can be unpacked, whatever its checksum says. Raises as `read`."""
    data, _ = whole_files.read(path, LARGEST)
    with contextlib.suppress(Damaged):
        yield from inflated(path, data.partition(b"\n")[2])


def names(folder: Path, school_id: str) -> list[str]:
    """The segments of every era of a school, in the folder of histories."""
    found = [name for name in whole_files.names(folder, ".z") if (m := _NAME.fullmatch(name)) and m[1] == school_id]
    return sorted(found)


def school_of(name: str) -> str:
    """The id of the school whose segment has that name; "" where it is no segment's."""
    found = _NAME.fullmatch(name)
    return found[1] if found else ""


def era_of(name: str) -> str:
    """The era of the segment that has that name."""
    return name.split(".")[1]


def in_lines(edits: Iterable[Edit]) -> Iterator[tuple[Edit, bytes]]:
    """Edits, each with its line."""
    for edit in edits:
        yield edit, line(edit)
