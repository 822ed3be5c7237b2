"""The store as one file: a zip of every school with its history, proven before it is called a backup.

A history is one member, a line an Edit, written and read as a stream. What is read may have been made by anybody: each
line is proven as it is read, and the first that is none of ours ends the reading, whatever would follow.
"""

import contextlib
import io
import os
import secrets
import stat
import time
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import msgspec
from msgspec import Struct, structs

from siptui.framework import FrameworkFault, folders
from siptui.records.change import Edit
from siptui.records.problem import Fact, Problem, Refused
from siptui.store.backend_protocol import Backend, Copied
from siptui.store.faults import MENDING, Newer, StoreFault
from siptui.store.files import store_frameworks, whole_files
from siptui.store.files.plain_file import open_folder, open_plain, what_it_is
from siptui.store.format import edit_lines, school_document
from siptui.store.format_number import FORMAT
from siptui.store.office_settings import Office
from siptui.store.school import School, folder_of, is_subject

MANIFEST = "siptui-backup.json"
ANOTHER = "name a backup that siptui made"
HOLDS_KEY = "was made by an earlier siptui: beside the hashes of UPNs it holds the key that they were made with"
"""What is said of an archive with a key in its settings; none is written any more."""
UPDATE = "update siptui on this machine"
_LEVEL = 3  # of compression: a long history is mostly waiting for it


class Manifest(Struct):
    """What an archive says of itself. `schools` is each school's revision by its id.

    `missing` is the schools that could not be read when it was made.
    """

    format: int
    made: str  # ISO 8601, UTC, seconds
    office: Office
    schools: dict[str, int]
    missing: list[str] = []


def write(backend: Backend, out: Path, *, inside: bool = False) -> tuple[Manifest, list[Problem]]:
    """Copy the store into the archive `out`, while others may be writing to it; proven, and on disk, on return.

    Nobody else may read it, or, where it is `inside` the store, those who may read the store. Gives what is in it, and
    a problem for each school that could not be read and is not. Raises Refused where `out` cannot be written or holds
    something else than a backup; StoreFault.
    """
    try:
        with _folder_of(out, inside) as folder:
            _refuse_to_replace(folder, out)
            found = _write_in(folder, out, backend, inside)
            os.fsync(folder)
    except OSError as fault:
        what = f"cannot be written: {fault.strerror or fault}"
        raise Refused(
            Problem(
                str(out),
                what,
                "give another name or folder",
                facts={"reason": fault.strerror or str(fault)},
                code="not_written",
            )
        ) from fault
    return found


def _write_in(folder: int, out: Path, backend: Backend, inside: bool) -> tuple[Manifest, list[Problem]]:
    temporary = f".{secrets.token_hex(8)}.tmp"
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL
    fd = whole_files.open_within(folder, temporary, flags) if inside else open_plain(folder, temporary, flags)[0]
    try:
        with os.fdopen(fd, "w+b") as file:
            found = _fill(backend, file)
            file.flush()
            os.fsync(fd)
            prove(out, file=file)
            _see_that_it_is(fd, folder, temporary, out)  # or an older backup would go for something else
            os.replace(temporary, out.name, src_dir_fd=folder, dst_dir_fd=folder)
            _see_that_it_is(fd, folder, out.name, out)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary, dir_fd=folder)
    return found


def _see_that_it_is(fd: int, folder: int, name: str, out: Path) -> None:
    """Raise Refused where that name is not of the file that was written and proven."""
    with contextlib.suppress(FileNotFoundError):
        if os.path.samestat(os.fstat(fd), os.stat(name, dir_fd=folder, follow_symlinks=False)):
            return
    raise _refused(
        out,
        "was changed by somebody else while it was written",
        "give a folder that they may not write to",
        code="changed_while_written",
    )


@contextlib.contextmanager
def _folder_of(out: Path, inside: bool) -> Iterator[int]:
    """The descriptor of the folder of an archive, by which all is done there; one outside may be behind a link."""
    fd = open_folder(out.parent if inside else out.parent.resolve())
    try:
        yield fd
    finally:
        os.close(fd)


def _refuse_to_replace(folder: int, out: Path) -> None:
    """Raise Refused where something else than a backup is there already, Newer for a newer siptui's."""
    try:
        fd, _ = open_plain(folder, out.name)
    except FileNotFoundError:
        return
    except OSError as fault:
        raise _no_backup(out) from fault
    with os.fdopen(fd, "rb") as file:
        if not _is_ours(file):
            raise _no_backup(out)
        with contextlib.suppress(Refused):  # a damaged one may be replaced
            manifest(out, file)


def _no_backup(out: Path) -> Refused:
    return _refused(
        out, "is there already, and is no backup of siptui's", "give another name", code="no_backup_to_replace"
    )


def _fill(backend: Backend, file: IO[bytes]) -> tuple[Manifest, list[Problem]]:
    office = structs.replace(backend.office, pupil_key=b"")
    manifest = Manifest(FORMAT, datetime.now(UTC).isoformat(timespec="seconds"), office, {})
    problems: list[Problem] = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for copied in backend.copy():
            if isinstance(copied, Problem):
                problems.append(copied)
                continue
            try:
                _put(archive, copied.school, copied.edits)
                manifest.schools[copied.school.id] = copied.school.revision
            except StoreFault as fault:  # what there is of its history stays in the file, and is counted as nothing
                problems.append(fault.problem)
        for name, data in store_frameworks.files(backend.folder):
            archive.writestr(_member_named(name), data)
        problems += _put_of_settings(archive, backend)
        manifest.missing = sorted(set(backend.ids()) - set(manifest.schools))
        archive.writestr(_member_named(MANIFEST), whole_files.seal(msgspec.to_builtins(manifest)))
    return manifest, problems


def _put_of_settings(archive: zipfile.ZipFile, backend: Backend) -> Iterator[Problem]:
    """Write the framework that a store is kept under where it lies in settings; a problem where it cannot be read."""
    places = folders.of_store(backend.folder, shared=backend.office.sharing is not None)
    name = backend.office.framework
    try:
        for member, data in [*store_frameworks.in_settings(places, name)]:
            archive.writestr(_member_named(member), data)
    except FrameworkFault as fault:
        what = f"the framework {name} is not in this backup: {fault}"
        yield Problem(str(backend.folder), what, "`siptui framework check` says more", code="no_framework_in_backup")


def _put(archive: zipfile.ZipFile, found: School, edits: Iterable[Edit]) -> None:
    """Write a school's history and then its record. Raises StoreFault where the one does not lead to the other."""
    replay = edit_lines.Replay(Path(found.id))
    with archive.open(_member_named(f"history/{found.id}.jsonl"), "w", force_zip64=True) as member:
        for text in edit_lines.as_lines(replay.passing(edits)):
            member.write(text)
    if not replay.reaches(found):
        raise StoreFault(
            found.id, "has a history that does not lead to what its record holds", MENDING, code="history_differs"
        )
    archive.writestr(_member_named(f"{folder_of(found.id)}/{found.id}.json"), school_document.as_file(found))


def _member_named(name: str) -> zipfile.ZipInfo:
    """A member made now, or at the earliest time that a zip knows, where the machine's clock is behind that."""
    now = time.localtime()
    info = zipfile.ZipInfo(name, max((1980, 1, 1, 0, 0, 0), now[:6]))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


# -- reading


def manifest(path: Path, file: IO[bytes] | None = None) -> Manifest:
    """What the archive at `path`, or in `file`, holds. Raises Refused where it is none, or a damaged one; Newer."""
    with _opened(path, file) as archive:
        return _manifest(path, archive)


def prove(path: Path, only: Iterable[str] | None = None, file: IO[bytes] | None = None) -> Manifest:
    """Go through an archive, or the schools in `only`: each one's seal, its history, that the one leads to the other.

    Raises Refused, Newer.
    """
    for copied in read(path, only, file):
        replay = edit_lines.Replay(path)
        with _damage_said(path):
            for edit in copied.edits:
                replay.take(edit)
            if not replay.reaches(copied.school):
                raise _refused(
                    path,
                    f"is damaged: {copied.school.id} is not as it was copied",
                    ANOTHER,
                    code="damaged_backup",
                    school=copied.school.id,
                )
    return manifest(path, file)


def read(path: Path, only: Iterable[str] | None = None, file: IO[bytes] | None = None) -> Iterator[Copied]:
    """The schools in the archive at `path` (which `file` is, where it is open), or those of the ids in `only`.

    A history can be gone through until the next school is asked for. Raises Refused, Newer; so may going through one.
    """
    with _opened(path, file) as archive:
        listed = _manifest(path, archive).schools
        wanted = listed if only is None else list(only)
        for school_id in wanted:
            if school_id not in listed:
                raise _refused(
                    path,
                    f"holds no school {school_id[:80]!r}",
                    "name one that it holds",
                    code="not_in_backup",
                    school=school_id[:80],
                )
            record = _member(path, archive, f"{folder_of(school_id)}/{school_id}.json")
            found = school_document.decode(Path(f"{school_id}.json"), record)
            if found.revision != listed[school_id]:
                raise _refused(
                    path,
                    f"is damaged: {school_id} is not as it was copied",
                    ANOTHER,
                    code="damaged_backup",
                    school=school_id,
                )
            yield Copied(found, _edits(path, archive, school_id))


def frameworks(path: Path) -> Iterator[tuple[str, bytes]]:
    """The files of the frameworks in the archive at `path`, each by its name in a store. Raises as `read`."""
    with _opened(path) as archive:
        for name in archive.namelist():
            if store_frameworks.framework_of(name):
                data = _member(path, archive, name)
                if len(data) > store_frameworks.LARGEST:
                    what = f"holds a file of a framework that is longer than any of siptui's: {name[:80]}"
                    raise _refused(path, what, ANOTHER, code="damaged_backup", file=name[:80])
                yield name, data


def _edits(path: Path, archive: zipfile.ZipFile, school_id: str) -> Iterator[Edit]:
    with _damage_said(path), _member_opened(path, archive, f"history/{school_id}.jsonl") as member:
        yield from edit_lines.edits_in(path, io.BufferedReader(member, 1 << 18), packed=False)  # type: ignore[type-var]


@contextlib.contextmanager
def _opened(path: Path, file: IO[bytes] | None = None) -> Iterator[zipfile.ZipFile]:
    """An archive that anybody may have made; no pipe is waited for, and nothing endless read."""
    with _damage_said(path):
        if file:
            with zipfile.ZipFile(file) as archive:
                yield archive
            return
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(fd, "rb") as file:
            mode = os.fstat(fd).st_mode
            if not stat.S_ISREG(mode):
                raise _refused(path, what_it_is(mode).partition(",")[0], ANOTHER, code="no_plain_file")
            with zipfile.ZipFile(file) as archive:
                yield archive


@contextlib.contextmanager
def _damage_said(path: Path) -> Iterator[None]:
    """Whatever damage looks like while an archive is read, said of the archive."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, NotImplementedError) as fault:
        raise _refused(
            path,
            f"is no backup of siptui's, or a damaged one ({fault})",
            ANOTHER,
            code="no_backup_or_damaged",
            reason=str(fault),
        ) from fault
    except Newer as fault:
        raise _newer(path) from fault
    except StoreFault as fault:
        raise _refused(
            path,
            f"is damaged ({fault.problem.where} {fault.problem.what})",
            ANOTHER,
            code="damaged_backup",
            reason=fault.problem.what,
        ) from fault
    except OSError as fault:
        raise _refused(
            path,
            f"cannot be read: {fault.strerror or fault}",
            ANOTHER,
            code="not_read",
            reason=fault.strerror or str(fault),
        ) from fault


def _manifest(path: Path, archive: zipfile.ZipFile) -> Manifest:
    body = whole_files.unseal(path, _member(path, archive, MANIFEST), ANOTHER)
    try:
        if msgspec.json.decode(body, type=school_document.OnlyFormat).format > FORMAT:
            raise _newer(path)
        found = msgspec.json.decode(body, type=Manifest)
    except (msgspec.DecodeError, RecursionError) as fault:
        raise _refused(
            path, f"is no backup of siptui's ({fault})", ANOTHER, code="no_backup", reason=str(fault)
        ) from fault
    for school_id in (*found.schools, *found.missing):
        if not is_subject(school_id):
            raise _refused(
                path,
                f"names a school {school_id[:80]!r}, which is no id",
                ANOTHER,
                code="bad_school_id",
                school=school_id[:80],
            )
    return found


def _newer(path: Path) -> Newer:
    return Newer(path, "was made by a newer siptui", f"nothing was changed; {UPDATE}")


def _member(path: Path, archive: zipfile.ZipFile, name: str) -> bytes:
    """One file of the archive, which may be no longer than a file of a store may be."""
    with _member_opened(path, archive, name) as file:
        data = file.read(whole_files.LARGEST + 1)
    if len(data) > whole_files.LARGEST:
        raise _refused(path, f"holds a {name} longer than a store's", ANOTHER, code="part_too_long", part=name)
    return data


def _member_opened(path: Path, archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    try:
        return archive.open(name)
    except KeyError:
        raise _refused(
            path, f"is no backup of siptui's: it lacks {name}", ANOTHER, code="part_missing", part=name
        ) from None


def _is_ours(file: IO[bytes]) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return MANIFEST in archive.namelist()
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError):
        return False


def _refused(path: Path, what: str, do: str, *, code: str, **facts: Fact) -> Refused:
    return Refused(Problem(str(path), what, do, facts=facts, code=code))
