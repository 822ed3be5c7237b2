"""A file a school sent, opened by what it is and not by what it is called.

Workbooks are read by python-calamine in a process that can be stopped (`worker`): some small files make it take
all memory or hang, and no such file may take the program with it. Text tables are read here.
"""

import csv
import io
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import msgspec

from siptui.records.proposal import Problem, Refused
from siptui.tracking.cells import Cell, Sheet
from siptui.tracking.sidescan import mark_lost

LARGEST_FILE = 50 << 20
LARGEST_UNPACKED = 300 << 20
LARGEST_RATIO = 200  # the highest of 2,766 real workbooks was 121
SMALLEST_BOMB = 1 << 20  # a part below this does no harm however well it packs
MOST_CELLS = 4_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 2_000
SECONDS = 12
MEGABYTES = 600

SAVE_AGAIN = "open it in Excel, save it as an Excel workbook (.xlsx) and try again"
SEND_AGAIN = "it may have been cut short on its way; ask for it to be sent again"
NOT_A_SHEET = "is not a spreadsheet"
CHOOSE = "choose the school's tracking workbook (.xlsx, .xls, .ods or .csv)"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
KNOWN_AS = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "a text document",
}


class Locked(Refused):
    """The file opens with a password only, and none or a wrong one was given."""


class Stopped(Refused):
    """Reading was stopped."""


class _Answer(msgspec.Struct):
    """What the worker says."""

    sheets: list["_Sheet"] = []
    fault: str = ""


class _Sheet(msgspec.Struct):
    name: str
    rows: list[list[str | int | float | bool]]
    hidden: bool
    merges: list[tuple[int, int, int, int]]
    dates: list[tuple[int, int, str]]


def open_sheets(path: Path) -> list[Sheet]:
    """Every sheet of the file. Raises Refused where it cannot be read, saying why and what to do."""
    data = _bytes(path)
    kind, what, do = _kind(data)
    if kind == "text":
        return [_text_sheet(path, data)]
    if kind == "refused":
        raise _refusal(path, what, do)
    return _workbook(path, data)


def _refusal(path: Path, what: str, do: str) -> Refused:
    return Refused(Problem(path.name or str(path), what, do))


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise _refusal(path, "is a folder", "choose the file in it")
        if not path.exists():
            raise _refusal(path, "there is no such file", "check its name and folder")
        if not path.is_file():
            raise _refusal(path, "is not a file", CHOOSE)
        size = path.stat().st_size
        if size > LARGEST_FILE:
            most = f"at most {LARGEST_FILE >> 20} MB are read"
            raise _refusal(path, f"is {size >> 20} MB large; {most}", "save the tracking sheets alone as a workbook")
        data = path.read_bytes()
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else "its name cannot be used"
        raise _refusal(path, f"cannot be read: {reason}", "check that you may open it") from fault
    if not data.strip(b"\0 \t\r\n"):
        raise _refusal(path, "is empty", "ask for it to be sent again")
    return data


def _kind(data: bytes) -> tuple[str, str, str]:
    """("workbook" | "text" | "refused", what, do), by content."""
    if data.startswith(b"PK"):
        return _zip_kind(data)
    if data.startswith(OLE2):
        return _ole_kind(data)
    for magic, name in KNOWN_AS.items():
        if data.startswith(magic):
            return "refused", f"{NOT_A_SHEET} but {name}", CHOOSE
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"<"):
        if b"office:spreadsheet" in head:
            return "refused", "is an XML spreadsheet (2003) and not a real workbook, whatever its name", SAVE_AGAIN
        if b"<html" in head or b"<table" in head or b"<!doctype html" in head:
            return "refused", "is a web page holding a table and not a real workbook, whatever its name", SAVE_AGAIN
        return "refused", NOT_A_SHEET, CHOOSE
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and any(c < 32 and c not in (9, 10, 11, 12, 13, 26) for c in data[:65536]):
        return "refused", NOT_A_SHEET, CHOOSE
    return "text", "", ""


def _ole_kind(data: bytes) -> tuple[str, str, str]:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return "refused", "is password-protected", "open it in Excel, save it without a password and try again"
    if holds("Workbook") or holds("Book"):
        return "workbook", "", ""
    return "refused", f"{NOT_A_SHEET} that can be read, or is damaged", CHOOSE


def _zip_kind(data: bytes) -> tuple[str, str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {p.filename for p in parts}
            locked = b"encryption-data" in _small(archive, names, "META-INF/manifest.xml")
            mimetype = _small(archive, names, "mimetype")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return "refused", "is damaged and cannot be opened", SEND_AGAIN
    if locked:
        return "refused", "is password-protected", "open it, save it without a password and try again"
    if sum(p.file_size for p in parts) > LARGEST_UNPACKED or any(_swollen(p) for p in parts):
        return "refused", "unpacks to far more than a tracking spreadsheet holds", SAVE_AGAIN
    if not any(n.startswith("xl/workbook") for n in names) and b"opendocument.spreadsheet" not in mimetype:
        return "refused", f"{NOT_A_SHEET} but another kind of packed file", CHOOSE
    return "workbook", "", ""


def _swollen(part: zipfile.ZipInfo) -> bool:
    return part.file_size > SMALLEST_BOMB and part.file_size > LARGEST_RATIO * max(part.compress_size, 1)


def _small(archive: zipfile.ZipFile, names: Iterable[str], name: str) -> bytes:
    if name not in names or archive.getinfo(name).file_size > SMALLEST_BOMB:
        return b""
    try:
        return archive.read(name)
    except Exception as fault:  # zlib.error and what else a broken part may raise
        raise zipfile.BadZipFile(name) from fault


def _workbook(path: Path, data: bytes) -> list[Sheet]:
    answer = _ask_worker(path, data)
    if answer.fault == "locked":
        raise _refusal(path, "is password-protected", "open it in Excel, save it without a password and try again")
    if answer.fault == "far":
        what = "spreads over more cells than a tracking spreadsheet holds"
        raise _refusal(path, what, "delete what stands far below or right of the table, save it and try again")
    if answer.fault:
        raise _refusal(path, "is damaged and cannot be read as a spreadsheet", SEND_AGAIN)
    sheets = [_sheet(each) for each in answer.sheets]
    if data.startswith(b"PK"):
        mark_lost(data, sheets)
    return sheets


def _sheet(raw: _Sheet) -> Sheet:
    rows: list[list[Cell]] = list(raw.rows)  # type: ignore[arg-type]
    for y, x, day in raw.dates:
        rows[y][x] = date.fromisoformat(day)
    return Sheet(name=raw.name, rows=rows, hidden=raw.hidden, merges=raw.merges)


def _ask_worker(path: Path, data: bytes) -> _Answer:
    spec = find_spec("python_calamine")
    libraries = Path(spec.origin).parent.parent if spec and spec.origin else Path()
    worker = Path(__file__).with_name("worker.py")
    command = [sys.executable, "-I", "-S", str(worker), str(libraries), str(SECONDS), str(MEGABYTES), str(MOST_CELLS)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as fault:
        raise _refusal(path, f"could not be read within {SECONDS} seconds", SAVE_AGAIN) from fault
    except OSError as fault:
        raise _refusal(path, f"cannot be read now: {fault.strerror}", "close other programs and try again") from fault
    if done.returncode:
        return _Answer(fault="far")  # it ran out of memory, which calamine does not survive
    try:
        return msgspec.json.decode(done.stdout, type=_Answer)
    except msgspec.DecodeError:
        return _Answer(fault="broken")


def _text_sheet(path: Path, data: bytes) -> Sheet:
    """A CSV or tab-separated file as one sheet, named as the file is."""
    text = _decoded(data)
    delimiter = _delimiter(text)
    rows: list[list[Cell]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if len(rows) >= MOST_ROWS or len(row) > MOST_COLUMNS:
                what = f"has more than {MOST_ROWS:,} rows or {MOST_COLUMNS:,} columns"
                raise _refusal(path, what, "save the tracking table alone and try again")
            rows.append(list(row))
    except csv.Error as fault:
        raise _refusal(path, "is not a table of separated values that can be read", SAVE_AGAIN) from fault
    return Sheet(name=path.stem, rows=rows)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """The separator that cuts most lines into the same number of cells; csv.Sniffer is misled by names and dates."""
    lines = text[:20_000].splitlines()[:60]

    def score(delimiter: str) -> int:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1)
        return max((width * count for width, count in widths.items()), default=0)

    try:
        return max((",", ";", "\t", "|"), key=score)
    except csv.Error:
        return ","
