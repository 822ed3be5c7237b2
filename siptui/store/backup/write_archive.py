"""The store as one file: a zip of every school with its history, proven before it is called a backup.

A history is one member, a line an Edit, written as a stream.
"""

import contextlib
import os
import time
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import msgspec
from msgspec import structs

from siptui.framework import FrameworkFault
from siptui.records.change import Edit
from siptui.records.problem import Problem, Refused
from siptui.store.backend_protocol import Backend
from siptui.store.backup.read_archive import MANIFEST, PAST, Manifest, is_ours, manifest, prove, refused
from siptui.store.faults import MENDING, StoreFault
from siptui.store.files import store_frameworks, whole_files
from siptui.store.files.open_safely import open_folder, open_plain
from siptui.store.format import edit_lines, school_document
from siptui.store.format_version import FORMAT
from siptui.store.school import School, folder_of

_LEVEL = 3  # of compression: a long history is mostly waiting for it


def write(
    backend: Backend,
    out: Path,
    *,
    inside: bool = False,
    years: Mapping[str, Backend] | None = None,
    private: bool = True,
) -> tuple[Manifest, list[Problem]]:
    """Copy the store into the archive `out`, while others may be writing to it; proven, and on disk, on return.

    Without `private` no record is in it that is not for all who share the store. `years` are its years that are over,
    by name: each is an archive in the archive.

    Nobody else may read it, or, where it is `inside` the store, those who may read the store. Gives what is in it, and
    a problem for each school that could not be read and is not. Raises Refused where `out` cannot be written or holds
    something else than a backup; StoreFault.
    """
    try:
        with _folder_of(out, inside) as folder:
            _refuse_to_replace(folder, out)
            found = _write_in(folder, out, backend, inside, years or {}, private)
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


def _write_in(
    folder: int, out: Path, backend: Backend, inside: bool, years: Mapping[str, Backend], private: bool
) -> tuple[Manifest, list[Problem]]:
    temporary = f".{os.urandom(8).hex()}.tmp"
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL
    fd = whole_files.open_within(folder, temporary, flags) if inside else open_plain(folder, temporary, flags)[0]
    try:
        with os.fdopen(fd, "w+b") as file:
            found = _fill(backend, file, years, private)
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
    raise refused(
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
        if not is_ours(file):
            raise _no_backup(out)
        with contextlib.suppress(Refused):  # a damaged one may be replaced
            manifest(out, file)


def _no_backup(out: Path) -> Refused:
    return refused(
        out, "is there already, and is no backup of siptui's", "give another name", code="no_backup_to_replace"
    )


def _fill(
    backend: Backend, file: IO[bytes], years: Mapping[str, Backend], private: bool = True
) -> tuple[Manifest, list[Problem]]:
    office = structs.replace(backend.office, pupil_key=b"")
    manifest = Manifest(FORMAT, datetime.now(UTC).isoformat(timespec="seconds"), office, {})
    problems: list[Problem] = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for copied in backend.copy():
            if isinstance(copied, Problem):
                problems.append(copied)
                continue
            if not private and office.is_private(copied.school.id):
                continue
            try:
                _put(archive, copied.school, copied.edits)
                manifest.schools[copied.school.id] = copied.school.revision
            except StoreFault as fault:  # what there is of its history stays in the file, and is counted as nothing
                problems.append(fault.problem)
        for name, data in store_frameworks.files(backend.folder):
            archive.writestr(_member_named(name), data)
        problems += _put_of_settings(archive, backend)
        for year, past in years.items():
            with archive.open(_year_named(year), "w", force_zip64=True) as member:
                problems += _fill(past, member, {})[1]
        manifest.missing = sorted(
            each for each in backend.ids() if each not in manifest.schools and (private or not office.is_private(each))
        )
        archive.writestr(_member_named(MANIFEST), whole_files.seal(msgspec.to_builtins(manifest)))
    return manifest, problems


def _put_of_settings(archive: zipfile.ZipFile, backend: Backend) -> Iterator[Problem]:
    """Write the framework that a store is kept under where it lies in settings; a problem where it cannot be read."""
    places, name = backend.office.framework_places(backend.folder), backend.office.framework
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


def _year_named(year: str) -> zipfile.ZipInfo:
    """The member that a year is, an archive itself, which is packed already."""
    info = _member_named(f"{PAST}/{year}.zip")
    info.compress_type = zipfile.ZIP_STORED
    return info


def _member_named(name: str) -> zipfile.ZipInfo:
    """A member made now, or at the earliest time that a zip knows, where the machine's clock is behind that."""
    now = time.localtime()
    info = zipfile.ZipInfo(name, max((1980, 1, 1, 0, 0, 0), now[:6]))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info
