"""One school's file: a TinyDB of one table with one document, replaced whole at every edit."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from siptui.records.change import Edit, apply
from siptui.records.values import Value
from siptui.store.faults import Damaged, StoreFault
from siptui.store.folder import files

FORMAT = 2
TABLE = "record"


def _packed_history(document: dict[str, Any]) -> dict[str, Any]:
    """1 to 2: the history beside a school may be packed, which a siptui of format 1 could not read."""
    return document | {"format": 2}


FORWARD: tuple[Callable[[dict[str, Any]], dict[str, Any]], ...] = (_packed_history,)
"""What makes a document of format 1, 2, ... one of the next format."""


class School(Struct, forbid_unknown_fields=True, kw_only=True):
    """What a school's file holds: its record (a value by path), how often it was edited, and the latest Edit."""

    format: int
    id: str
    framework: str
    revision: int
    values: dict[str, Value]
    last: Edit


class _Format(Struct):
    format: int


class _Table(Struct, rename={"document": "1"}):
    document: msgspec.Raw


class _File(Struct):
    record: _Table


def read(path: Path) -> tuple[School, files.StatKey]:
    """The school in the file at `path`. Raises FileNotFoundError, Damaged, StoreFault.

    Reading takes no lock, because the file is only ever replaced, and needs no TinyDB, whose import would cost
    more than the reading.
    """
    data, key = files.read(path)
    return decode(path, data), key


def decode(path: Path, data: bytes) -> School:
    """The school in the bytes of its file. Raises Damaged, or StoreFault for a format newer than this siptui's."""
    body = files.unseal(path, data)
    try:
        found = msgspec.json.decode(_document(body), type=_Format).format
        if found > FORMAT:
            raise newer(path, found)
        school = out_of(body)
    except msgspec.DecodeError as fault:
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


def after(before: School | None, school_id: str, framework: str, edit: Edit) -> School:
    """A school as `edit` leaves it; `framework` is for a school that begins with it."""
    return School(
        format=FORMAT,
        id=school_id,
        framework=before.framework if before else framework,
        revision=edit.revision,
        values=apply(before.values if before else {}, edit.changes),
        last=edit,
    )


def write(path: Path, school: School) -> files.StatKey:
    """Put `school` in its file through TinyDB; on disk on return, in the state given.

    The caller holds the lock. Raises StoreFault.
    """
    from tinydb import TinyDB
    from tinydb.table import Document

    with TinyDB(path, storage=_storage()) as database:
        database.table(TABLE, cache_size=0).insert(Document(msgspec.to_builtins(school), doc_id=1))
        state: files.StatKey = database.storage.state
        return state


def as_file(school: School) -> bytes:
    """What a school's file holds."""
    return files.seal({TABLE: {"1": msgspec.to_builtins(school)}})


@cache
def _storage() -> Any:
    from tinydb.storages import Storage

    class SchoolFile(Storage):
        """TinyDB's view of a school's file: always whole, sealed with a checksum, replaced atomically."""

        def __init__(self, path: Path) -> None:
            self.path = path

        def read(self) -> None:
            """Nothing to build upon: the record was read under the lock, and the file is made anew from it."""

        def write(self, data: dict[str, dict[str, Any]]) -> None:
            self.state = files.replace(self.path, files.seal(data))

    return SchoolFile
