"""Workbooks in the two binary forms that no library here writes: Excel 95's (BIFF5) and Excel 2007's (xlsb, BIFF12)."""

import struct
import zipfile
from datetime import date
from pathlib import Path

from openpyxl.utils import range_boundaries
from xlwt.CompoundDoc import XlsDoc

from support.spreadsheets.layouts import Sheet

EPOCH = date(1899, 12, 30)


def _box(merge: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = (int(n or 0) - 1 for n in range_boundaries(merge))
    return top, bottom, left, right


# ---- Excel 95 ------------------------------------------------------------------------------------------------------


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _xf(number_format: int) -> bytes:
    return _record(0x00E0, struct.pack("<HHHHHHHH", 0, number_format, 1, 0x20, 0, 0, 0, 0))


def _biff5_sheet(made: Sheet) -> bytes:
    wide = max((len(row) for row in made.rows), default=0)
    out = _record(0x0809, struct.pack("<HHHH", 0x0500, 0x0010, 0, 0))
    out += _record(0x0200, struct.pack("<HHHHH", 0, len(made.rows), 0, wide, 0))
    for y, row in enumerate(made.rows):
        for x, cell in enumerate(row):
            if isinstance(cell, date):
                out += _record(0x0203, struct.pack("<HHHd", y, x, 1, (cell - EPOCH).days))
            elif isinstance(cell, int | float):
                out += _record(0x0203, struct.pack("<HHHd", y, x, 0, cell))
            elif cell is not None:
                text = str(cell).encode("cp1252")
                out += _record(0x0204, struct.pack("<HHHH", y, x, 0, len(text)) + text)
    return out + _record(0x000A)


def biff5(path: Path, sheets: list[Sheet]) -> None:
    """As Excel 95 saved it; that form knows no merged cells."""
    start = _record(0x0809, struct.pack("<HHHH", 0x0500, 0x0005, 0, 0)) + _record(0x0042, struct.pack("<H", 1252))
    start += _xf(0) + _xf(14)
    names = [made.name.encode("cp1252") for made in sheets]
    at = len(start) + sum(4 + 7 + len(name) for name in names) + 4
    bodies = [_biff5_sheet(made) for made in sheets]
    for made, name, body in zip(sheets, names, bodies, strict=True):
        start += _record(0x0085, struct.pack("<IBBB", at, int(made.hidden), 0, len(name)) + name)
        at += len(body)
    XlsDoc().save(str(path), start + _record(0x000A) + b"".join(bodies))
    data = path.read_bytes()
    old, new = "Workbook".encode("utf-16-le"), "Book".encode("utf-16-le")
    entry = data.index(old)
    data = data[:entry] + new.ljust(64, b"\0") + struct.pack("<H", 10) + data[entry + 66 :]
    path.write_bytes(data)


# ---- xlsb ----------------------------------------------------------------------------------------------------------


def _part(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, left = b"", len(body)
    while True:
        size += bytes([left & 0x7F | (0x80 if left > 127 else 0)])
        left >>= 7
        if not left:
            return head + size + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _xlsb_sheet(made: Sheet) -> bytes:
    wide = max((len(row) for row in made.rows), default=1)
    out = _part(129) + _part(148, struct.pack("<IIII", 0, len(made.rows) - 1, 0, wide - 1)) + _part(145)
    for y, row in enumerate(made.rows):
        hidden = 0x10 if y in made.hidden_rows else 0
        out += _part(0, struct.pack("<IIHBBBI", y, 0, 300, 0, hidden, 0, 0))
        for x, cell in enumerate(row):
            if isinstance(cell, date):
                out += _part(5, struct.pack("<IId", x, 1, (cell - EPOCH).days))
            elif isinstance(cell, int | float):
                out += _part(5, struct.pack("<IId", x, 0, cell))
            elif cell is not None:
                out += _part(6, struct.pack("<II", x, 0) + _wide(str(cell)))
    out += _part(146)
    if made.merges:
        out += _part(177, struct.pack("<I", len(made.merges)))
        out += b"".join(_part(176, struct.pack("<IIII", *_box(merge))) for merge in made.merges) + _part(178)
    return out + _part(130)


def xlsb(path: Path, sheets: list[Sheet]) -> None:
    office, package = (
        "http://schemas.openxmlformats.org/officeDocument/2006",
        "http://schemas.openxmlformats.org/package/2006",
    )
    kinds = '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    kinds += '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    links, bundle = "", b""
    xf = struct.pack("<HHHHHBBHH", 0, 0, 0, 0, 0, 0, 0, 0, 0)[:16]
    styles = _part(278) + _part(617, struct.pack("<I", 2)) + _part(47, xf)
    styles += _part(47, struct.pack("<HH", 0, 14) + xf[4:]) + _part(618) + _part(279)
    for number, made in enumerate(sheets, 1):
        target = f'Type="{office}/relationships/worksheet" Target="worksheets/sheet{number}.bin"'
        links += f'<Relationship Id="r{number}" {target}/>'
        bundle += _part(156, struct.pack("<II", int(made.hidden), number) + _wide(f"r{number}") + _wide(made.name))
    links += f'<Relationship Id="s" Type="{office}/relationships/styles" Target="styles.bin"/>'
    root = f'<Relationship Id="r1" Type="{office}/relationships/officeDocument" Target="xl/workbook.bin"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types">{kinds}</Types>')
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{package}/relationships">{root}</Relationships>')
        archive.writestr(
            "xl/_rels/workbook.bin.rels", f'<Relationships xmlns="{package}/relationships">{links}</Relationships>'
        )
        archive.writestr("xl/workbook.bin", _part(131) + _part(143) + bundle + _part(144) + _part(132))
        archive.writestr("xl/styles.bin", styles)
        for number, made in enumerate(sheets, 1):
            archive.writestr(f"xl/worksheets/sheet{number}.bin", _xlsb_sheet(made))
