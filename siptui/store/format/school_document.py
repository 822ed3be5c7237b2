"""A school as the bytes of its file: a TinyDB of one table with one document, sealed with a checksum.

What is read is checked where it enters: a file may have a right checksum and anything inside.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from siptui.records.change import Edit
from siptui.records.values import Value
from siptui.store.faults import Damaged, Newer
from siptui.store.files import whole_files
from siptui.store.format_version import DOCUMENT, FORMAT, TABLE
from siptui.store.school import MOST_EDITS, School, is_possible


def _packed_history(document: dict[str, Any]) -> dict[str, Any]:
    """1 to 2: the history beside a school may be packed, which a siptui of format 1 could not read."""
    return document | {"format": 2}


def _history_in_segments(document: dict[str, Any]) -> dict[str, Any]:
    """2 to 3: the history beside a school may have segments, which a siptui of format 2 could not read."""
    return document | {"format": 3}


FORWARD: tuple[Callable[[dict[str, Any]], dict[str, Any]], ...] = (_packed_history, _history_in_segments)
"""What makes a document of format 1, 2, ... one of the next format."""


class _Document(Struct, forbid_unknown_fields=True, kw_only=True):
    """What this siptui writes of a school, and no more."""

    format: int
    id: str
    framework: str
    revision: int
    values: dict[str, Value]
    last: Edit


class _Table(Struct, rename={"document": DOCUMENT}, forbid_unknown_fields=True):
    document: _Document


class _File(Struct, rename={"table": TABLE}, forbid_unknown_fields=True):
    table: _Table


class OnlyFormat(Struct):
    """Of anything written down by us, which format it is in."""

    format: int


KEYS = _Document.__struct_fields__


def decode(path: Path, data: bytes) -> School:
    """The school in the bytes of its file. Raises Damaged, or Newer for a format newer than this siptui's."""
    body = whole_files.unseal(path, data)
    try:
        found = out_of(body)
    except (msgspec.DecodeError, RecursionError, OverflowError) as fault:
        raise Damaged(path, f"does not hold a school ({_why(fault)})") from fault
    if found.format > FORMAT:
        raise newer(path, found.format)
    if found.id != path.stem:
        raise Damaged(path, f"holds the school {found.id[:80]!r}, which belongs in another file")
    if why := impossible(found):
        raise Damaged(path, f"does not hold a school ({why})")
    return found


def _why(fault: Exception) -> str:
    return "it is nested too deeply" if isinstance(fault, RecursionError) else str(fault)


def impossible(found: School) -> str:
    """What no school of ours has, though it has the right shape; "" where there is nothing."""
    if not (found.last.revision == found.revision < MOST_EDITS and is_possible(found.last)):
        return "its latest edit is none"
    for path, value in found.values.items():
        if isinstance(value, int) and abs(value) > MOST_EDITS:
            return f"{path[:80]} is a number beyond all counting"
    return ""


def out_of(data: bytes) -> School:
    """The school in the JSON of a file of any format, sealed or not.

    Of a format newer than this siptui's it is nothing but that. Raises msgspec.DecodeError, RecursionError.
    """
    try:
        plain = msgspec.json.decode(data, type=_File).table.document
        if plain.format == FORMAT:
            return School(**{key: getattr(plain, key) for key in KEYS})
    except msgspec.ValidationError:
        pass
    return _of_another_shape(msgspec.json.decode(data))


def _of_another_shape(whole: Any) -> School:
    """A school of an earlier format, or one with keys and tables beside those that are known."""
    table = whole.get(TABLE) if isinstance(whole, dict) else None
    document = table.get(DOCUMENT) if isinstance(table, dict) else None
    if not isinstance(document, dict) or not isinstance(table, dict) or type(document.get("format")) is not int:
        raise msgspec.ValidationError("it has no record")
    if document["format"] > FORMAT:
        nothing = Edit(revision=0, who="", when="", why="", changes=[])
        return School(format=document["format"], id="", framework="", revision=0, values={}, last=nothing)
    for step in FORWARD[max(1, document["format"]) - 1 :]:
        document = step(document)
    known = msgspec.convert({k: v for k, v in document.items() if k in KEYS}, _Document)
    tables = {k: v for k, v in whole.items() if k not in (TABLE, "checksum")}
    if beside := {k: v for k, v in table.items() if k != DOCUMENT}:
        tables[TABLE] = beside
    unknown = {k: v for k, v in document.items() if k not in KEYS}
    return School(**{key: getattr(known, key) for key in KEYS}, unknown=unknown, tables=tables)


def newer(path: Path | str, found: int) -> Newer:
    """What to say of a file that a later siptui wrote: it is left as it is."""
    return Newer(path, f"was written by a newer siptui (format {found})", "update siptui on this machine")


def document_of(school: School) -> dict[str, Any]:
    """What a school's one document holds."""
    plain: dict[str, Any] = msgspec.to_builtins(school)
    return {key: plain[key] for key in KEYS} | school.unknown


def tables_around(document: Any, tables: dict[str, Any]) -> dict[str, Any]:
    """All that a school's file holds: its document, and the tables that others have put beside it."""
    rest = {k: v for k, v in tables.items() if k != TABLE}
    return {TABLE: {DOCUMENT: document, **tables.get(TABLE, {})}, **rest}


def as_file(school: School) -> bytes:
    """What a school's file holds."""
    return whole_files.seal(tables_around(document_of(school), school.tables))
