"""What calamine does not tell of an xlsb: errors, hidden rows and columns, found in its binary records ([MS-XLSB])."""

from collections.abc import Iterator
from struct import unpack_from

from siptui.sheets.cells import Untold

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
ROW, ERROR_CELL, ERROR_FORMULA, COLUMNS, SHEET = 0, 3, 11, 60, 156


def sheet_names(workbook: bytes) -> Iterator[tuple[str, str]]:
    """Of each sheet the relation that leads to its part, and its name."""
    for kind, start, size in _records(workbook):
        if kind == SHEET and size >= 16:
            relation, after = _text(workbook, start + 8)
            yield relation, _text(workbook, after)[0]


def search_xlsb(part: bytes) -> Untold:
    """The cells of a sheet's part that hold an error, and what is hidden."""
    found, y = Untold(), 0
    for kind, start, size in _records(part):
        if kind == ROW and size >= 12:
            (y,) = unpack_from("<I", part, start)
            if part[start + 11] & 0x10:
                found.rows.add(y)
        elif kind in {ERROR_CELL, ERROR_FORMULA} and size >= 9:
            (x,) = unpack_from("<I", part, start)
            found.cells.append((y, x, ERRORS.get(part[start + 8], "#ERROR!")))
        elif kind == COLUMNS and size >= 18:
            first, last, _, _, flags = unpack_from("<IIIIH", part, start)
            if flags & 1:
                found.columns |= set(range(first, min(last + 1, 16_384)))
    return found


def _records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Each record's kind, and where its content begins and how long it is."""
    at, end = 0, len(part)
    while at + 2 <= end:
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (part[at] & 0x7F) << 7
            at += 1
        size = 0
        for shift in (0, 7, 14, 21):
            if at >= end:
                return
            byte = part[at]
            at += 1
            size |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        if at + size > end:
            return
        yield kind, at, size
        at += size


def _text(part: bytes, at: int) -> tuple[str, int]:
    (count,) = unpack_from("<I", part, at)
    if count == 0xFFFFFFFF:
        return "", at + 4
    return part[at + 4 : at + 4 + 2 * count].decode("utf-16-le"), at + 4 + 2 * count
