"""Puts a file that a person asked for on disk: whole, or not at all. Workbooks and documents are written by it."""

import os
from pathlib import Path

from siptui.records.problem import Fact, Problem, Refused
from siptui.store.files.untouched_since_export import is_as_written


def save_bytes(content: bytes, out: Path, suffix: str = ".xlsx", replace: bool = True) -> None:
    """Write `content` to `out`, the name of which must end in `suffix`. Raises Refused, and then nothing has changed.

    It is written beside `out` and moved into its place: whatever fails, `out` is the old file or the new one. Unless
    it may `replace` what is there, one that is there, also by now, stays and is refused; but one that has the very
    bytes that siptui wrote is nobody's work, and is replaced.
    """
    target = check(out, suffix, replace)
    try:
        _put(target, content, replace or (target.exists() and is_as_written(target)))
    except FileExistsError as fault:
        raise _exists(out) from fault
    except OSError as fault:
        raise unwritable(out, fault) from fault


def check(out: Path, suffix: str = ".xlsx", replace: bool = True) -> Path:
    """The file that writing to `out` would make or `replace` (where a link leads). Raises Refused if it cannot be.

    One that nobody has touched since siptui wrote it is replaced in any case.
    """
    if out.suffix.lower() != suffix:
        raise _refused(
            out,
            "is not the name of a file of this kind",
            f"give a name that ends in {suffix}",
            code="wrong_file_ending",
            suffix=suffix,
        )
    try:
        target = Path(os.path.realpath(out))
        folder = target.parent
        if not folder.is_dir():
            raise _refused(
                out,
                f"there is no folder {folder}",
                "make it, or give another",
                code="no_such_folder",
                folder=str(folder),
            )
        if target.is_dir():
            raise _refused(out, "is a folder", "give the name of a file in it", code="is_folder")
        if target.exists() and not target.is_file():
            raise _refused(out, "is not an ordinary file", "give another name", code="no_plain_file")
        if not os.access(folder, os.W_OK | os.X_OK):
            raise _refused(
                out,
                f"you may not write in the folder {folder}",
                "give another folder",
                code="folder_not_writable",
                folder=str(folder),
            )
        if target.exists() and not os.access(target, os.W_OK):
            raise _refused(out, "you may not change that file", "give another name", code="file_not_writable")
        if target.exists() and not replace and not is_as_written(target):
            raise _exists(out)
        lock = _open_elsewhere(target)
    except (OSError, ValueError) as fault:
        raise _refused(
            out, f"cannot be written: {fault}", "give another name or folder", code="not_written", reason=str(fault)
        ) from fault
    if lock:
        raise _refused(
            out,
            f"is open in another program, which left {lock}",
            "close it there, or give another name",
            code="open_elsewhere",
            lock=str(lock),
        )
    return target


def _open_elsewhere(target: Path) -> str:
    """The lock file that LibreOffice, Excel or Word keeps beside a file while it is open there; "" when none does."""
    for name in (f".~lock.{target.name}#", f"~${target.name}", f"~${target.name[2:]}"):
        if (target.parent / name).exists():
            return name
    return ""


def _put(target: Path, content: bytes, replace: bool) -> None:
    """Raises FileExistsError for a file that it may not `replace`."""
    beside = target.parent / f".{os.urandom(8).hex()}.tmp"
    try:
        # Made with open(), so that the file has the rights that this person's files have.
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o777)
        if replace or not _linked(beside, target):
            beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _linked(beside: Path, target: Path) -> bool:
    """Give a file its name only if nobody else has it by now; False where a file system cannot, and nobody had it.

    Raises FileExistsError.
    """
    try:
        target.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError:  # as on a stick, or a network drive of another system
        if target.exists():
            raise FileExistsError from None
        return False
    return True


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def unwritable(out: Path, fault: OSError) -> Refused:
    """Why a file cannot be written, as a refusal."""
    return _refused(
        out,
        f"cannot be written: {fault.strerror or fault}",
        "give another name or folder",
        code="not_written",
        reason=fault.strerror or str(fault),
    )


def _exists(out: Path) -> Refused:
    return _refused(
        out,
        "exists already, is none that siptui wrote or was saved since, and was not replaced",
        "give another name, or say that it is to be replaced (--force)",
        code="exists_already",
    )


def _refused(out: Path, what: str, do: str, *, code: str, **facts: Fact) -> Refused:
    return Refused(Problem(str(out), what, do, facts=facts, code=code))
