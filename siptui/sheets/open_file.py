"""A file a school sent, opened by what it is and not by what it is called.

Runs in a process that can be stopped (`siptui.intake`): some small files make a reader take all memory or hang, and
no such file may take the program with it.
"""

import io
import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from siptui.records.problem import Fact, Refused
from siptui.sheets.cells import Sheet, Told
from siptui.sheets.problems import Locked, Stopped, Unreadable, problem

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

__all__ = ["Locked", "Stopped", "digest", "open_sheets", "read_file", "sheets_of", "unlocked"]

LARGEST_FILE = 50 << 20
LARGEST_UNPACKED = 300 << 20
LARGEST_RATIO = 200  # the highest of 2,766 real workbooks was 121
SMALLEST_BOMB = 1 << 20  # a part below this does no harm however well it packs
MOST_PARTS = 10_000

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
KNOWN_AS = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "a text document",
    b"MIME-Version:": "a web archive",
    b"\x1f\x8b": "a packed file, such as Gnumeric writes",
    b"\x00\x00\x1a\x00": "a Lotus 1-2-3 sheet",
    b"\x00\x00\x02\x00": "a Quattro or Lotus sheet",
    b"\x09\x00\x04\x00": "a sheet of Excel 2",
    b"\x09\x02\x06\x00": "a sheet of Excel 3",
    b"\x09\x04\x06\x00": "a sheet of Excel 4",
}


def open_sheets(path: Path, password: str = "", told: Told = lambda _: None) -> list[Sheet]:
    """Every sheet of the file. Raises Refused where it cannot be read, saying why and what to do; Locked."""
    return sheets_of(path, read_file(path), password, told)


def sheets_of(path: Path, data: bytes, password: str = "", told: Told = lambda _: None) -> list[Sheet]:
    """Every sheet of the file at `path` that holds `data`. Raises as `open_sheets`."""
    try:
        kind = _kind(data)
        if kind == "locked":
            data = _unlocked(path, data, password)
            kind = _kind(data)
        if kind == "text":
            from siptui.sheets.readers.text_table import text_sheet

            return [text_sheet(path.stem, data)]
        if kind == "web page":
            from siptui.sheets.readers.web_page import web_sheets

            return web_sheets(path.stem, data)
        if kind == "transfer file":
            from siptui.sheets.readers.transfer_file import transfer_sheets

            return transfer_sheets(data)
        if kind == "xml":
            from siptui.sheets.readers.xml_2003 import xml_sheets

            return xml_sheets(data)
        if kind == "workbook":
            return _workbook(path, data, password, told)
        raise Unreadable("no_spreadsheet_or_damaged")  # what came out of a lock is locked again
    except MemoryError:
        raise _refusal(path, "too_many_cells") from None
    except Unreadable as fault:
        raise _refusal(path, fault.code, **fault.facts) from fault


def unlocked(path: Path, data: bytes, password: str) -> bytes:
    """What a file holds without its lock, if it has one. Raises Locked, Refused."""
    return _unlocked(path, data, password) if _kind(data) == "locked" else data


def _refusal(path: Path, code: str, **facts: Fact) -> Refused:
    return Refused(problem(path.name or str(path), code, **facts))


def digest(data: bytes) -> str:
    """The SHA-256 of a file's content, in hexadecimal."""
    from hashlib import sha256

    return sha256(data).hexdigest()


def read_file(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise _refusal(path, "is_folder")
        if not path.exists():
            raise _refusal(path, "no_file")
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # what is no file must not keep us waiting
        with os.fdopen(handle, "rb") as file:
            about = os.fstat(handle)
            if not stat.S_ISREG(about.st_mode):
                raise _refusal(path, "no_plain_file")
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else "its name cannot be used"
        raise _refusal(path, "not_opened", reason=reason) from fault
    if len(data) > LARGEST_FILE:
        raise _refusal(path, "file_too_large", most=LARGEST_FILE >> 20)
    if not data.strip(b"\0 \t\r\n"):
        raise _refusal(path, "empty")
    return data


def _is_transfer_file(head: str) -> bool:
    from siptui.sheets.readers.transfer_file import is_transfer_file

    return is_transfer_file(head)


def _kind(data: bytes) -> str:
    """ "workbook", "text", "web page", "xml", "transfer file" or "locked", by content. Raises Unreadable."""
    if data.startswith(b"PK"):
        return _zip_kind(data)
    if data.startswith(OLE2):
        return _ole_kind(data)
    for magic, name in KNOWN_AS.items():
        if data.startswith(magic):
            raise Unreadable("other_kind", kind=name)
    from siptui.sheets.readers.text_table import decoded

    head = decoded(data[:65536]).lstrip("\ufeff \t\r\n")
    if head.startswith("<"):
        lowered = head.lower()
        if "office:spreadsheet" in lowered and "<html" not in lowered:
            return "xml"
        if "<html" not in lowered and _is_transfer_file(head):
            return "transfer file"
        if any(tag in lowered for tag in ("<html", "<table", "<!doctype html", "<body", "<tr")):
            return "web page"
        raise Unreadable("no_spreadsheet")
    if any(c < " " and c not in "\t\n\v\f\r\x1a\x1f" for c in set(head)):
        raise Unreadable("no_spreadsheet")
    return "text"


def _ole_kind(data: bytes) -> str:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return "locked"
    if any(holds(name) for name in ("Workbook", "Book", "WORKBOOK", "BOOK")):
        return "workbook"
    raise Unreadable("no_spreadsheet_or_damaged")


def _zip_kind(data: bytes) -> str:
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {p.filename for p in parts}
            locked = b"encryption-data" in _small(archive, names, "META-INF/manifest.xml")
            mimetype = _small(archive, names, "mimetype")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as fault:
        raise Unreadable("damaged_archive") from fault
    swollen = sum(p.file_size for p in parts) > LARGEST_UNPACKED or len(parts) > MOST_PARTS
    if swollen or any(_swollen(p) for p in parts):
        raise Unreadable("unpacks_to_too_much")
    if locked:
        return "locked"
    workbook = any(n.lower().replace("\\", "/").startswith("xl/workbook") for n in names)
    document = "content.xml" in names and not mimetype  # a program may leave out what it is
    if not workbook and not document and b"opendocument.spreadsheet" not in mimetype:
        raise Unreadable("other_kind", kind="another kind of packed file")
    return "workbook"


def _swollen(part: "ZipInfo") -> bool:
    return part.file_size > SMALLEST_BOMB and part.file_size > LARGEST_RATIO * max(part.compress_size, 1)


def _small(archive: "ZipFile", names: Iterable[str], name: str) -> bytes:
    if name not in names or archive.getinfo(name).file_size > SMALLEST_BOMB:
        return b""
    try:
        return archive.read(name)
    except Exception as fault:  # zlib.error and what else a broken part may raise
        raise ValueError(name) from fault


def _workbook(path: Path, data: bytes, password: str, told: Told) -> list[Sheet]:
    from siptui.sheets.readers.calamine_reader import NeedsPassword, workbook_sheets

    if data.startswith(b"PK"):
        from siptui.sheets.readers.repacked_zip import with_plain_names

        data = with_plain_names(data)
    try:
        return workbook_sheets(data, told)
    except NeedsPassword:
        return workbook_sheets(_unlocked(path, data, password), told)


def _unlocked(path: Path, data: bytes, password: str) -> bytes:
    """The file without its lock. Raises Locked where the password is missing or wrong."""
    from siptui.sheets.passwords import CannotUnlock, unlock

    try:
        plain = unlock(data, password)
    except CannotUnlock as fault:
        raise _refusal(path, "not_unlocked", reason=str(fault)) from fault
    if plain is None and password:
        raise Locked(problem(path.name, "wrong_password"))
    if plain is None:
        raise Locked(problem(path.name, "locked"))
    return plain
