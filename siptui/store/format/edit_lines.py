"""Edits as lines of text, one each: a checksum, a space, the Edit as JSON; before them a heading with the format."""

import zlib
from base64 import b64decode
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import ClassVar

import msgspec
from msgspec import Struct

from siptui.records.change import Edit, apply
from siptui.records.values import Value
from siptui.store.faults import Damaged
from siptui.store.files import whole_files
from siptui.store.format.school_document import newer
from siptui.store.layout import FORMAT
from siptui.store.school import School

REBUILT = "rebuilt"
"""Why an Edit was made that stands for lost ones: what `rebuild` could not find leads from its line before to it."""


class Heading(Struct):
    """The first line. `packed` is how many bytes from the beginning need no packing: this line and the packed ones."""

    revision: ClassVar[int] = 0  # as of a line before the first
    format: int
    packed: int = 0


class Packed(Struct):
    """Lines of Edits up to `revision`, compressed: zlib, then base64."""

    revision: int
    lines: str


Line = Edit | Heading | Packed


def line(content: Line) -> bytes:
    """What it holds as a line of the file, its checksum first."""
    body = msgspec.json.encode(content)
    return b"%08x %s\n" % (zlib.crc32(body), body)


def parse(text: bytes) -> Line | None:
    """What a line holds, or None where it is not whole."""
    check, _, body = text.partition(b" ")
    if check != b"%08x" % zlib.crc32(body):
        return None
    kind: type[Line] = Heading if body.startswith(b'{"format"') else Packed if b'"lines":' in body[:40] else Edit
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, RecursionError):
        return None


def as_file(edits: Iterable[Edit]) -> bytes:
    """What a history's file holds, unpacked."""
    heading = line(Heading(FORMAT))
    return b"".join([heading, *(line(edit) for edit in edits)])


def parse_all(path: Path, data: bytes) -> list[Edit]:
    """Every Edit in the bytes of a history; as `load`."""
    edits: list[Edit] = []
    for number, text in enumerate(data.split(b"\n")[:-1], start=1):
        found = parse(text)
        if isinstance(found, Edit):
            edits.append(found)
        elif isinstance(found, Packed):
            edits.extend(unpacked(path, found))
        elif found is None:
            raise Damaged(path, f"is damaged in line {number}")
        elif found.format > FORMAT:
            raise newer(path, found.format)
    return edits


def unpacked(path: Path, packed: Packed) -> Iterator[Edit]:
    try:
        engine = zlib.decompressobj()
        plain = engine.decompress(b64decode(packed.lines, validate=True), whole_files.LARGEST)
        if not engine.eof:
            raise ValueError("is longer than it may be")
    except (ValueError, zlib.error) as fault:
        raise Damaged(path, "is damaged where it is packed") from fault
    for text in plain.split(b"\n")[:-1]:
        edit = parse(text)
        if not isinstance(edit, Edit):
            raise Damaged(path, "is damaged where it is packed")
        yield edit


def unbroken(edits: list[Edit], until: int) -> bool:
    """Whether `edits` lead one by one to the revision `until`, or over a gap that `rebuild` has bridged."""
    at = 0
    for edit in edits:
        if not joins(at, edit):
            return False
        at = edit.revision
    return at == until


def joins(at: int, edit: Edit) -> bool:
    """Whether `edit` comes next after the revision `at`."""
    return edit.revision == at + 1 or (edit.why == REBUILT and edit.revision > at)


def leads_to(edits: list[Edit], found: School) -> bool:
    """Whether a history and a school's latest edit give just the record that the school has."""
    if not unbroken(edits, found.revision - 1):
        return False
    return replayed([*edits, found.last]) == found.values


def replayed(edits: Iterable[Edit]) -> dict[str, Value]:
    """The record that edits lead to, from an empty one."""
    record: dict[str, Value] = {}
    for edit in edits:
        record = apply(record, edit.changes)
    return record
