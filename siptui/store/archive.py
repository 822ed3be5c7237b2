"""The store as one file: a zip of every school with its history, proven before it is called a backup."""

import contextlib
import os
import re
import secrets
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import msgspec
from msgspec import Struct

from siptui.records.problem import Problem, Refused
from siptui.store.backend_protocol import Backend, Copied
from siptui.store.faults import StoreFault
from siptui.store.files import whole_files
from siptui.store.format import edit_lines, school_document
from siptui.store.layout import FORMAT
from siptui.store.office import Office

MANIFEST = "siptui-backup.json"
ANOTHER = "name a backup that siptui made"


class Manifest(Struct):
    """What an archive says of itself. `schools` is each school's revision by its id."""

    format: int
    made: str  # ISO 8601, UTC, seconds
    office: Office
    schools: dict[str, int]


def write(backend: Backend, out: Path, *, inside: bool = False) -> tuple[Manifest, list[Problem]]:
    """Copy the store into the archive `out`, while others may be writing to it; proven, and on disk, on return.

    Nobody else may read it, or, where it is `inside` the store, those who may read the store. Gives what is in it, and
    a problem for each school that could not be read and is not. Raises Refused where `out` cannot be written or holds
    something else than a backup; StoreFault.
    """
    if out.exists() and not (out.is_file() and _is_ours(out)):
        raise Refused(Problem(str(out), "is there already, and is no backup of siptui's", "give another name"))
    beside = out.with_name(f".{secrets.token_hex(8)}.tmp")
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    try:
        with os.fdopen(whole_files.open_in(beside, flags) if inside else os.open(beside, flags, 0o600), "w+b") as file:
            manifest, problems = _fill(backend, file)
            file.flush()
            os.fsync(file.fileno())
        for _ in read(beside):
            pass
        beside.replace(out)
        whole_files.sync_folder(out.parent)
    except OSError as fault:
        what = f"cannot be written: {fault.strerror or fault}"
        raise Refused(Problem(str(out), what, "give another name or folder")) from fault
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    return manifest, problems


def _fill(backend: Backend, file: IO[bytes]) -> tuple[Manifest, list[Problem]]:
    manifest = Manifest(FORMAT, datetime.now(UTC).isoformat(timespec="seconds"), backend.office, {})
    problems: list[Problem] = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for copied in backend.copy():
            if isinstance(copied, Problem):
                problems.append(copied)
                continue
            found = copied.school
            archive.writestr(f"schools/{found.id}.json", school_document.as_file(found))
            archive.writestr(f"history/{found.id}.jsonl", edit_lines.as_file(copied.edits))
            manifest.schools[found.id] = found.revision
        archive.writestr(MANIFEST, whole_files.seal(msgspec.to_builtins(manifest)))
    return manifest, problems


def manifest(path: Path) -> Manifest:
    """What the archive at `path` holds. Raises Refused where it is none, or a damaged one."""
    with _opened(path) as archive:
        return _manifest(path, archive)


def read(path: Path, only: Iterable[str] | None = None) -> Iterator[Copied]:
    """The schools in the archive at `path`, or those of the ids in `only`.

    Each is proven: its seal, its history, and that the one leads to the other. Raises Refused.
    """
    with _opened(path) as archive:
        listed = _manifest(path, archive).schools
        wanted = listed if only is None else list(only)
        for school_id in wanted:
            if school_id not in listed:
                raise _refused(path, f"holds no school {school_id!r}", "name one that it holds")
            found = school_document.decode(
                Path(f"{school_id}.json"), _member(path, archive, f"schools/{school_id}.json")
            )
            edits = edit_lines.parse_all(path, _member(path, archive, f"history/{school_id}.jsonl"))
            if found.revision != listed[school_id] or not edit_lines.leads_to(edits, found):
                raise _refused(path, f"is damaged: {school_id} is not as it was copied", ANOTHER)
            yield Copied(found, edits)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError) as fault:  # whatever damage looks like
        raise _refused(path, f"is no backup of siptui's, or a damaged one ({fault})", ANOTHER) from fault
    except StoreFault as fault:
        raise _refused(path, f"is damaged ({fault.problem.where} {fault.problem.what})", ANOTHER) from fault
    except OSError as fault:
        raise _refused(path, f"cannot be read: {fault.strerror or fault}", ANOTHER) from fault


def _manifest(path: Path, archive: zipfile.ZipFile) -> Manifest:
    body = whole_files.unseal(path, _member(path, archive, MANIFEST), ANOTHER)
    try:
        found = msgspec.json.decode(body, type=Manifest)
    except (msgspec.DecodeError, RecursionError) as fault:
        raise _refused(path, f"is no backup of siptui's ({fault})", ANOTHER) from fault
    if found.format > FORMAT:
        raise _refused(path, f"was made by a newer siptui (format {found.format})", "update siptui on this machine")
    for school_id in found.schools:
        if not re.fullmatch(r"[a-z0-9_-]{1,80}", school_id):
            raise _refused(path, f"names a school {school_id[:80]!r}, which is no id", ANOTHER)
    return found


def _member(path: Path, archive: zipfile.ZipFile, name: str) -> bytes:
    """One file of the archive, which may be no longer than a file of a store may be."""
    try:
        with archive.open(name) as file:
            data = file.read(whole_files.LARGEST + 1)
    except KeyError:
        raise _refused(path, f"is no backup of siptui's: it lacks {name}", ANOTHER) from None
    if len(data) > whole_files.LARGEST:
        raise _refused(path, f"holds a {name} longer than a store's", ANOTHER)
    return data


def _is_ours(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return MANIFEST in archive.namelist()
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError):
        return False


def _refused(path: Path, what: str, do: str) -> Refused:
    return Refused(Problem(str(path), what, do))
