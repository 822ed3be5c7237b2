"""Edits as lines of text, one each: a checksum, a space, the Edit as JSON; before them a heading with the format.

They are read as a stream, so that a history may be as long as a disk, and each line is proven as it is read: what is
no line of ours is refused before the next is looked at, whatever it would unpack to.
"""

import zlib
from base64 import b64decode
from binascii import Error as NoBase64
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, ClassVar

import msgspec
from msgspec import Struct

from siptui.records.change import Edit
from siptui.records.values import Value
from siptui.store.faults import MEND, MENDING, Damaged
from siptui.store.files import whole_files
from siptui.store.format.school_document import newer
from siptui.store.format_version import FORMAT
from siptui.store.school import School, is_possible

REBUILT = "rebuilt"
"""Why an Edit was made that stands for lost ones: what `rebuild` could not find leads from its line before to it."""
LONGEST = whole_files.LARGEST
"""Bytes of a line: as many as the file of the school whose Edit it is may have."""
_STEP = 256 * 1024  # bytes that are unpacked at a time


class Heading(Struct, omit_defaults=True):
    """The first line.

    Of format 3: `era` and `segments` are whose and how many older segments there are, and `until` the revision of the
    last edit in them. Of format 2: `packed` is how many bytes from the beginning are packed already.
    """

    revision: ClassVar[int] = 0  # as of a line before the first
    format: int
    packed: int = 0
    era: str = ""
    segments: int = 0
    until: int = 0


class Packed(Struct):
    """Lines of Edits up to `revision`, compressed: zlib, then base64. Written by format 2 only."""

    revision: int
    lines: str


Line = Edit | Heading | Packed


def line(content: Line) -> bytes:
    """What it holds as a line of the file, its checksum first."""
    body = msgspec.json.encode(content)
    return b"%08x %s\n" % (zlib.crc32(body), body)


def parse(text: bytes) -> Line | None:
    """What a line holds, or None where it is not whole, or says what no line of ours can."""
    check, _, body = text.partition(b" ")
    if check != b"%08x" % zlib.crc32(body):
        return None
    kind: type[Line] = Heading if body.startswith(b'{"format"') else Packed if b'"lines":' in body[:40] else Edit
    try:
        found = msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, RecursionError):
        return None
    return None if isinstance(found, Edit) and not is_possible(found) else found


def as_lines(edits: Iterable[Edit]) -> Iterator[bytes]:
    """Edits as the lines of a file of their own, such as a backup holds."""
    yield line(Heading(FORMAT))
    for edit in edits:
        yield line(edit)


# -- reading


def lines_in(path: Path, file: IO[bytes]) -> Iterator[bytes]:
    """The lines of an open file, without their ends; a torn last one is passed over. Raises Damaged, OSError."""
    while text := file.readline(LONGEST + 1):
        if not text.endswith(b"\n"):
            if len(text) > LONGEST:
                raise Damaged(path, "holds a line longer than any of siptui's")
            return
        yield text[:-1]


def edits_in(path: Path, file: IO[bytes], *, packed: bool = True) -> Iterator[Edit]:
    """Every Edit in an open file, oldest first; `packed` says whether lines may be packed within it.

    Raises Damaged, OSError, and StoreFault for a format newer than this siptui's.
    """
    for number, text in enumerate(lines_in(path, file), start=1):
        yield from edits_of(path, parse(text), number, packed=packed)


def edits_of(path: Path, found: Line | None, number: int, *, packed: bool = True) -> Iterator[Edit]:
    """The Edits that one line is or holds. Raises as `edits_in`."""
    if isinstance(found, Edit):
        yield found
    elif isinstance(found, Packed) and packed:
        yield from _unpacked(path, found)
    elif not isinstance(found, Heading):
        raise Damaged(path, f"is damaged in line {number}")
    elif found.format > FORMAT:
        raise newer(path, found.format)


def _unpacked(path: Path, packed: Packed) -> Iterator[Edit]:
    try:
        yield from inflated(path, b64decode(packed.lines, validate=True))
    except (NoBase64, ValueError) as fault:
        raise Damaged(path, "is damaged where it is packed") from fault


def inflated(path: Path, data: bytes | memoryview) -> Iterator[Edit]:
    """The Edits in compressed lines, unpacked a little at a time. Raises Damaged at the first that is none."""
    for text in _inflated_lines(path, data):
        edit = parse(text)
        if not isinstance(edit, Edit):
            raise Damaged(path, "is damaged where it is packed")
        yield edit


def _inflated_lines(path: Path, data: bytes | memoryview) -> Iterator[bytes]:
    engine, rest = zlib.decompressobj(), bytearray()
    try:
        while not engine.eof and len(rest) <= LONGEST:
            some = engine.decompress(data, _STEP)
            data = engine.unconsumed_tail
            if not some and not data and not engine.eof:
                break
            if b"\n" not in some:
                rest += some
                continue
            first, *others, last = some.split(b"\n")
            yield bytes(rest) + first
            yield from others
            rest = bytearray(last)
    except zlib.error as fault:
        raise Damaged(path, "is damaged where it is packed") from fault
    if rest or engine.unused_data or not engine.eof:
        raise Damaged(path, "is damaged where it is packed")


# -- proof


def joins(at: int, edit: Edit) -> bool:
    """Whether `edit` comes next after the revision `at`, or over a gap that `rebuild` has bridged."""
    return edit.revision == at + 1 or (edit.why == REBUILT and edit.revision > at)


class Replay:
    """Edits made again one after the other, from an empty record."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.at = 0
        self.record: dict[str, Value] = {}
        self._size = 0

    def take(self, edit: Edit) -> None:
        """Make the next Edit again. Raises Damaged where one is missing, or the record outgrows any school's."""
        if not joins(self.at, edit):
            raise Damaged(self.path, f"has lost edits: {self.at + 1} should come next, and {edit.revision} does", MEND)
        for change in edit.changes:
            self._size -= _length(change.path, self.record.pop(change.path, None))
            if change.new is not None:
                self.record[change.path] = change.new
                self._size += _length(change.path, change.new)
        if self._size > LONGEST:
            raise Damaged(self.path, "makes a record longer than any of siptui's", MENDING)
        self.at = edit.revision

    def passing(self, edits: Iterable[Edit]) -> Iterator[Edit]:
        """Edits handed on, each made again."""
        for edit in edits:
            self.take(edit)
            yield edit

    def reaches(self, found: School) -> bool:
        """Whether the edits so far and a school's latest one give just the record that the school has."""
        if not joins(self.at, found.last) or found.last.revision != found.revision:
            return False
        self.take(found.last)
        return self.record == found.values


def _length(path: str, value: Value | None) -> int:
    return 0 if value is None else len(path) + (len(value) if isinstance(value, str) else 8)


def leads_to(edits: Iterable[Edit], found: School) -> bool:
    """Whether a history and a school's latest edit give just the record that the school has. Raises Damaged."""
    replay = Replay(Path(found.id))
    for edit in edits:
        replay.take(edit)
    return replay.reaches(found)
