"""A school's file in the folder of schools, replaced whole at every edit."""

from functools import cache
from pathlib import Path
from typing import Any

from siptui.store.faults import UNCHANGED, StoreFault
from siptui.store.files import whole_files
from siptui.store.format.school_document import decode, document_of, tables_around
from siptui.store.format_version import DOCUMENT, TABLE
from siptui.store.school import School


def read(path: Path) -> tuple[School, whole_files.StatKey]:
    """The school in the file at `path`. Raises FileNotFoundError, Damaged, StoreFault.

    Reading takes no lock, because the file is only ever replaced, and needs no TinyDB, whose import would cost
    more than the reading.
    """
    data, key = whole_files.read(path)
    return decode(path, data), key


def write(path: Path, school: School) -> whole_files.StatKey:
    """Put `school` in its file through TinyDB; on disk on return, in the state given.

    The caller holds the lock. Raises StoreFault.
    """
    from tinydb import TinyDB
    from tinydb.table import Document

    with TinyDB(path, school.tables, storage=_storage()) as database:
        database.table(TABLE, cache_size=0).insert(Document(document_of(school), doc_id=int(DOCUMENT)))
        state: whole_files.StatKey = database.storage.state
        return state


@cache
def _storage() -> Any:
    from tinydb.storages import Storage

    class SchoolFile(Storage):
        """TinyDB's view of a school's file: always whole, sealed with a checksum, replaced atomically."""

        def __init__(self, path: Path, tables: dict[str, Any]) -> None:
            self.path = path
            self.tables = tables

        def read(self) -> None:
            """Nothing to build upon: the record was read under the lock, and the file is made anew from it."""

        def write(self, data: dict[str, dict[str, Any]]) -> None:
            sealed = whole_files.seal(tables_around(data[TABLE][DOCUMENT], self.tables))
            if len(sealed) > whole_files.LARGEST:
                what = "would grow longer than siptui could read"
                raise StoreFault(
                    self.path, what, f"{UNCHANGED}; shorten some of the school's texts", code="record_too_long"
                )
            self.state = whole_files.replace(self.path, sealed)

    return SchoolFile
