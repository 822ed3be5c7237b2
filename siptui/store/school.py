"""One school's file: a TinyDB of one table with one document, replaced whole at every edit."""

from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from siptui.records.change import Edit
from siptui.records.values import Value
from siptui.store import files
from siptui.store.faults import Damaged, StoreFault

FORMAT = 1
TABLE = "record"


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
        document = msgspec.json.decode(body, type=_File).record.document
        found = msgspec.json.decode(document, type=_Format).format
        if found > FORMAT:
            raise StoreFault(path, f"was written by a newer siptui (format {found})", "update siptui on this machine")
        school = msgspec.json.decode(document, type=School)
    except msgspec.DecodeError as fault:
        raise Damaged(path, f"does not hold a school ({fault})") from fault
    if school.id != path.stem:
        raise Damaged(path, f"holds the school {school.id!r}, which belongs in another file")
    return school


def write(path: Path, school: School) -> None:
    """Put `school` in its file through TinyDB; on disk on return. The caller holds the lock. Raises StoreFault."""
    from tinydb import TinyDB
    from tinydb.table import Document

    with TinyDB(path, storage=_storage()) as database:
        table = database.table(TABLE, cache_size=0)
        table.upsert(Document(msgspec.to_builtins(school), doc_id=1))


def _storage() -> Any:
    from tinydb.storages import Storage

    class SchoolFile(Storage):
        """TinyDB's view of a school's file: always whole, sealed with a checksum, replaced atomically."""

        def __init__(self, path: Path) -> None:
            self.path = path

        def read(self) -> dict[str, dict[str, Any]] | None:
            try:
                data, _ = files.read(self.path)
            except FileNotFoundError:
                return None
            tables: dict[str, dict[str, Any]] = msgspec.json.decode(files.unseal(self.path, data))
            return tables

        def write(self, data: dict[str, dict[str, Any]]) -> None:
            files.replace(self.path, files.seal(data))

    return SchoolFile
