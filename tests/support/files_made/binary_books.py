"""Small workbooks in the binary formats, byte by byte: xls of Excel 5 and 95 (BIFF5) in its OLE2 file, and xlsb.

A cell is a text, a number, None for a blank, or Error for one that holds #N/A.
"""

import struct
import zipfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

SECTOR = 512
END, FAT = 0xFFFFFFFE, 0xFFFFFFFD
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NOT_AVAILABLE = 0x2A


class Error:
    """A cell that holds #N/A."""


Cell = str | float | type[Error] | None
Rows = Sequence[Sequence[Cell]]


def ole2(name: str, content: bytes, chain: Sequence[int] | None = None) -> bytes:
    """An OLE2 file of one stream; `chain` replaces the links from sector to sector, to do harm."""
    content = content.ljust(max(4096, -len(content) % SECTOR + len(content)), b"\0")
    count = len(content) // SECTOR
    tables = (count + 1) // 127 + 1
    links = list(chain) if chain else [*range(1, count), END]
    fat = [*links, END, *[FAT] * tables]
    fat += [0xFFFFFFFF] * (tables * 128 - len(fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, tables, count, 0, 4096, END, 0, END, 0)
    places = [*range(count + 1, count + 1 + tables), *[0xFFFFFFFF] * (109 - tables)]
    header += struct.pack("<109I", *places)
    root = _entry("Root Entry", 5, 1, END, 0)
    directory = (root + _entry(name, 2, 0xFFFFFFFF, 0, len(content))).ljust(SECTOR, b"\0")
    return header + content + directory + struct.pack(f"<{len(fat)}I", *fat)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBBIII", len(text), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return text.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)


def biff5(sheet: str, rows: Rows, hidden: Collection[int] = ()) -> bytes:
    """The workbook stream of an xls of Excel 95."""

    def record(kind: int, content: bytes) -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    def cells() -> Iterator[bytes]:
        for y, row in enumerate(rows):
            yield record(0x0208, struct.pack("<HHHHHHHH", y, 0, len(row), 255, 0, 0, 0x20 if y in hidden else 0, 0))
            for x, cell in enumerate(row):
                at = struct.pack("<HHH", y, x, 0)
                if isinstance(cell, str):
                    text = cell.encode("cp1252")
                    yield record(0x0204, at + struct.pack("<H", len(text)) + text)
                elif cell is Error:
                    yield record(0x0205, at + bytes((NOT_AVAILABLE, 1)))
                elif isinstance(cell, int | float):
                    yield record(0x0203, at + struct.pack("<d", cell))

    name = sheet.encode("cp1252")
    begin = record(0x0809, struct.pack("<HHHH", 0x0500, 0x0005, 0, 1995)) + record(0x0042, struct.pack("<H", 1252))
    place = len(begin) + 4 + 7 + len(name) + 4
    about = record(0x0085, struct.pack("<IBBB", place, 0, 0, len(name)) + name) + record(0x000A, b"")
    width = max(map(len, rows))
    extent = record(0x0200, struct.pack("<HHHHH", 0, len(rows), 0, width, 0))
    body = record(0x0809, struct.pack("<HHHH", 0x0500, 0x0010, 0, 1995)) + extent + b"".join(cells())
    return begin + about + body + record(0x000A, b"")


def save_xls_95(path: Path, sheet: str, rows: Rows, hidden: Collection[int] = ()) -> Path:
    """An xls as Excel 95 wrote it."""
    path.write_bytes(ole2("Book", biff5(sheet, rows, hidden)))
    return path


def save_xlsb(path: Path, sheet: str, rows: Rows, hidden: Collection[int] = ()) -> Path:
    """An xlsb; texts stand in their cells."""
    sheets = _record(156, struct.pack("<II", 0, 1) + _text("rId1") + _text(sheet))
    workbook = _record(131) + _record(143) + sheets + _record(144) + _record(132)
    extent = _record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1))
    body = b"".join(_xlsb_row(y, row, y in hidden) for y, row in enumerate(rows))
    part = _record(129) + extent + _record(145) + body + _record(146) + _record(130)
    kind = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="bin" ContentType="{kind}"/></Types>',
        )
        archive.writestr("_rels/.rels", _relation(f"{OFFICE}/officeDocument", "xl/workbook.bin"))
        archive.writestr("xl/_rels/workbook.bin.rels", _relation(f"{OFFICE}/worksheet", "worksheets/sheet1.bin"))
        archive.writestr("xl/workbook.bin", workbook)
        archive.writestr("xl/worksheets/sheet1.bin", part)
    return path


def _relation(kind: str, target: str) -> str:
    held = f'<Relationship Id="rId1" Type="{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{held}</Relationships>'


def _xlsb_row(y: int, row: Sequence[Cell], hidden: bool) -> bytes:
    found = _record(0, struct.pack("<IIHBBBI", y, 0, 300, 0, 0x10 if hidden else 0, 0, 0))
    for x, cell in enumerate(row):
        at = struct.pack("<II", x, 0)
        if isinstance(cell, str):
            found += _record(6, at + _text(cell))
        elif cell is Error:
            found += _record(3, at + bytes((NOT_AVAILABLE,)))
        elif isinstance(cell, int | float):
            found += _record(5, at + struct.pack("<d", cell))
    return found


def _record(kind: int, content: bytes = b"") -> bytes:
    head = bytes((kind,)) if kind < 128 else bytes((kind & 0x7F | 0x80, kind >> 7))
    size, length = len(content), b""
    while size > 127:
        length, size = length + bytes((size & 0x7F | 0x80,)), size >> 7
    return head + length + bytes((size,)) + content


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
