"""A school as the bytes of its file: a TinyDB of one table with one document, sealed with a checksum."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from siptui.store.faults import Damaged, StoreFault
from siptui.store.files import whole_files
from siptui.store.layout import DOCUMENT, FORMAT, TABLE
from siptui.store.school import School


def _packed_history(document: dict[str, Any]) -> dict[str, Any]:
    """1 to 2: the history beside a school may be packed, which a siptui of format 1 could not read."""
    return document | {"format": 2}


FORWARD: tuple[Callable[[dict[str, Any]], dict[str, Any]], ...] = (_packed_history,)
"""What makes a document of format 1, 2, ... one of the next format."""


class _Format(Struct):
    format: int


class _Table(Struct, rename={"document": "1"}):
    document: msgspec.Raw


class _File(Struct):
    record: _Table


def decode(path: Path, data: bytes) -> School:
    """The school in the bytes of its file. Raises Damaged, or StoreFault for a format newer than this siptui's."""
    body = whole_files.unseal(path, data)
    try:
        found = msgspec.json.decode(_document(body), type=_Format).format
        if found > FORMAT:
            raise newer(path, found)
        school = out_of(body)
    except (msgspec.DecodeError, RecursionError) as fault:
        raise Damaged(path, f"does not hold a school ({fault})") from fault
    if school.id != path.stem:
        raise Damaged(path, f"holds the school {school.id!r}, which belongs in another file")
    return school


def _document(data: bytes) -> msgspec.Raw:
    return msgspec.json.decode(data, type=_File).record.document


def out_of(data: bytes) -> School:
    """The school in the JSON of a file of this format or an earlier one, sealed or not.

    Raises msgspec.DecodeError.
    """
    document = _document(data)
    found = msgspec.json.decode(document, type=_Format).format
    if found == FORMAT:
        return msgspec.json.decode(document, type=School)
    plain = msgspec.json.decode(document)
    for step in FORWARD[max(1, found) - 1 :]:
        plain = step(plain)
    return msgspec.convert(plain, School)


def newer(path: Path, found: int) -> StoreFault:
    """What to say of a file that a later siptui wrote: it is left as it is."""
    return StoreFault(path, f"was written by a newer siptui (format {found})", "update siptui on this machine")


def as_file(school: School) -> bytes:
    """What a school's file holds."""
    return whole_files.seal({TABLE: {DOCUMENT: msgspec.to_builtins(school)}})
