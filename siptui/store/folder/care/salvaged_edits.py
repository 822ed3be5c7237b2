"""The edits of one school that are still to be had, by revision, on disk and not in memory: a history has no limit."""

import sqlite3
from collections.abc import Iterable, Iterator
from types import TracebackType

import msgspec

from siptui.records.change import Edit
from siptui.store.format.edit_lines import joins


class KnownEdits:
    """Edits by revision, in a file of their own that is gone when they are closed."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("")  # a private file that has no name
        self._base.execute("PRAGMA cache_size = -8000")
        self._base.execute("CREATE TABLE edit (revision INTEGER PRIMARY KEY, body BLOB)")

    def __enter__(self) -> "KnownEdits":
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._base.close()

    def add(self, edits: Iterable[Edit]) -> None:
        """Put in those whose revision is not known yet."""
        rows = ((edit.revision, msgspec.json.encode(edit)) for edit in edits)
        self._base.executemany("INSERT OR IGNORE INTO edit VALUES (?, ?)", rows)

    def agrees(self, edits: Iterable[Edit]) -> bool:
        """Whether none of them says otherwise than the one of the same revision that is known."""
        return all((known := self.get(edit.revision)) is None or known == edit for edit in edits)

    def get(self, revision: int) -> Edit | None:
        """The edit of that revision, if it is known."""
        row = self._base.execute("SELECT body FROM edit WHERE revision = ?", (revision,)).fetchone()
        return msgspec.json.decode(row[0], type=Edit) if row else None

    def drop_from(self, revision: int) -> None:
        """Forget those of that revision and later ones."""
        self._base.execute("DELETE FROM edit WHERE revision >= ?", (revision,))

    def __len__(self) -> int:
        count: int = self._base.execute("SELECT count(*) FROM edit").fetchone()[0]
        return count

    def unbroken(self, below: int = 2**62) -> Iterator[Edit]:
        """The edits from the first one on, as far as none is missing, before the revision `below`."""
        at = 0
        rows = self._base.execute("SELECT body FROM edit WHERE revision < ? ORDER BY revision", (below,))
        for (body,) in rows:
            edit = msgspec.json.decode(body, type=Edit)
            if not joins(at, edit):
                return
            yield edit
            at = edit.revision
