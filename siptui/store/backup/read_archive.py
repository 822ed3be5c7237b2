"""An archive of a store read: what it says of itself, its schools with their histories, proof that it is whole.

It may have been made by anybody: each line of a history is proven as it is read, and the first that is none of ours
ends the reading, whatever would follow. What is proven and then read is one file, opened once (`opened`).
"""

import contextlib
import io
import os
import re
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import msgspec
from msgspec import Struct

from siptui.records.change import Edit
from siptui.records.problem import Fact, Problem, Refused
from siptui.store.backend_protocol import Copied
from siptui.store.faults import Newer, StoreFault
from siptui.store.files import past_years, store_frameworks, whole_files
from siptui.store.files.open_safely import what_it_is
from siptui.store.format import edit_lines, school_document
from siptui.store.format_version import FORMAT
from siptui.store.office_settings import Office
from siptui.store.school import folder_of, is_subject

MANIFEST = "siptui-backup.json"
PAST = "past"
_YEAR = re.compile(rf"{PAST}/({past_years.NAME.pattern})\.zip")
ANOTHER = "name a backup that siptui made"
HOLDS_KEY = "was made by an earlier siptui: beside the hashes of UPNs it holds the key that they were made with"
"""What is said of an archive with a key in its settings; none is written any more."""
UPDATE = "update siptui on this machine"
_OUTSIDE = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC


class Manifest(Struct):
    """What an archive says of itself. `schools` is each school's revision by its id.

    `missing` is the schools that could not be read when it was made.
    """

    format: int
    made: str  # ISO 8601, UTC, seconds
    office: Office
    schools: dict[str, int]
    missing: list[str] = []


@contextlib.contextmanager
def opened(path: Path, *, inside: bool = False) -> Iterator[IO[bytes]]:
    """The file of an archive that anybody may have made, opened; no pipe is waited for.

    One `inside` a store is opened as all files there: by its folder, and never through a link. Raises Refused.
    """
    with _damage_said(path):
        fd = whole_files.open_in(path, os.O_RDONLY) if inside else os.open(path, _OUTSIDE)
    mode = os.fstat(fd).st_mode
    if not stat.S_ISREG(mode):
        os.close(fd)
        raise refused(path, what_it_is(mode).partition(",")[0], ANOTHER, code="no_plain_file")
    with os.fdopen(fd, "rb") as file:
        yield file


def manifest(path: Path, file: IO[bytes] | None = None) -> Manifest:
    """What the archive at `path`, or in `file`, holds. Raises Refused where it is none, or a damaged one; Newer."""
    with _unpacked(path, file) as archive:
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
                raise refused(
                    path,
                    f"is damaged: {copied.school.id} is not as it was copied",
                    ANOTHER,
                    code="damaged_backup",
                    school=copied.school.id,
                )
    for _, year in years(path, file) if only is None else ():
        prove(path, None, year)
    return manifest(path, file)


def years(path: Path, file: IO[bytes] | None = None) -> Iterator[tuple[str, IO[bytes]]]:
    """The years that are over in the archive at `path`, each an archive until the next is asked for. Raises Refused."""
    with _unpacked(path, file) as archive:
        for name in archive.namelist():
            if found := _YEAR.fullmatch(name):
                with tempfile.TemporaryFile() as year, _damage_said(path):
                    with archive.open(name) as member:
                        shutil.copyfileobj(member, year)
                    yield found[1], year


def read(path: Path, only: Iterable[str] | None = None, file: IO[bytes] | None = None) -> Iterator[Copied]:
    """The schools in the archive at `path` (which `file` is, where it is open), or those of the ids in `only`.

    A history can be gone through until the next school is asked for. Raises Refused, Newer; so may going through one.
    """
    with _unpacked(path, file) as archive:
        listed = _manifest(path, archive).schools
        wanted = listed if only is None else list(only)
        for school_id in wanted:
            if school_id not in listed:
                raise refused(
                    path,
                    f"holds no school {school_id[:80]!r}",
                    "name one that it holds",
                    code="not_in_backup",
                    school=school_id[:80],
                )
            record = _member(path, archive, f"{folder_of(school_id)}/{school_id}.json")
            found = school_document.decode(Path(f"{school_id}.json"), record)
            if found.revision != listed[school_id]:
                raise refused(
                    path,
                    f"is damaged: {school_id} is not as it was copied",
                    ANOTHER,
                    code="damaged_backup",
                    school=school_id,
                )
            yield Copied(found, _edits(path, archive, school_id))


def frameworks(path: Path, file: IO[bytes] | None = None) -> Iterator[tuple[str, bytes]]:
    """The files of the frameworks in the archive at `path`, each by its name in a store. Raises as `read`."""
    with _unpacked(path, file) as archive:
        for name in archive.namelist():
            if store_frameworks.framework_of(name):
                data = _member(path, archive, name)
                if len(data) > store_frameworks.LARGEST:
                    what = f"holds a file of a framework that is longer than any of siptui's: {name[:80]}"
                    raise refused(path, what, ANOTHER, code="damaged_backup", file=name[:80])
                yield name, data


def _edits(path: Path, archive: zipfile.ZipFile, school_id: str) -> Iterator[Edit]:
    with _damage_said(path), _member_opened(path, archive, f"history/{school_id}.jsonl") as member:
        yield from edit_lines.edits_in(path, io.BufferedReader(member, 1 << 18), packed=False)  # type: ignore[type-var]


@contextlib.contextmanager
def _unpacked(path: Path, file: IO[bytes] | None = None) -> Iterator[zipfile.ZipFile]:
    """The archive at `path`, which `file` is where it is open."""
    with contextlib.ExitStack() as stack, _damage_said(path):
        yield stack.enter_context(zipfile.ZipFile(file or stack.enter_context(opened(path))))


@contextlib.contextmanager
def _damage_said(path: Path) -> Iterator[None]:
    """Whatever damage looks like while an archive is read, said of the archive."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, NotImplementedError) as fault:
        raise refused(
            path,
            f"is no backup of siptui's, or a damaged one ({fault})",
            ANOTHER,
            code="no_backup_or_damaged",
            reason=str(fault),
        ) from fault
    except Newer as fault:
        raise _newer(path) from fault
    except StoreFault as fault:
        raise refused(
            path,
            f"is damaged ({fault.problem.where} {fault.problem.what})",
            ANOTHER,
            code="damaged_backup",
            reason=fault.problem.what,
        ) from fault
    except OSError as fault:
        raise refused(
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
        raise refused(
            path, f"is no backup of siptui's ({fault})", ANOTHER, code="no_backup", reason=str(fault)
        ) from fault
    for school_id in (*found.schools, *found.missing):
        if not is_subject(school_id):
            raise refused(
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
        raise refused(path, f"holds a {name} longer than a store's", ANOTHER, code="part_too_long", part=name)
    return data


def _member_opened(path: Path, archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    try:
        return archive.open(name)
    except KeyError:
        raise refused(
            path, f"is no backup of siptui's: it lacks {name}", ANOTHER, code="part_missing", part=name
        ) from None


def is_ours(file: IO[bytes]) -> bool:
    """Whether a file is an archive of siptui's, sound or not."""
    try:
        with zipfile.ZipFile(file) as archive:
            return MANIFEST in archive.namelist()
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError):
        return False


def refused(path: Path, what: str, do: str, *, code: str, **facts: Fact) -> Refused:
    """What is said of an archive that cannot be used, or made."""
    return Refused(Problem(str(path), what, do, facts=facts, code=code))
