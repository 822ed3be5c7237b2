"""What calamine does not tell of an xls: errors, what is hidden or struck, found in its binary records ([MS-XLS])."""

import io
from collections.abc import Container, Iterator
from struct import unpack_from

from siptui.sheets.cells import Untold
from siptui.sheets.not_told_by_calamine.xlsb_file import ERRORS

BEGIN, END = 0x0809, 0x000A
SHEET, FORMULA, ERROR, ROW, COLUMNS = 0x0085, 0x0006, 0x0205, 0x0208, 0x007D
WORKSHEET = 0
FONT, STYLE, STRUCK = 0x0031, 0x00E0, 0x08
NO_FONT = 4  # a number that no font has
CELLS = {FORMULA, 0x0204, 0x00FD, 0x00D6, 0x0203, 0x027E}  # of texts and numbers


def find(data: bytes) -> list[Untold]:
    """Of each worksheet in order, the cells that hold an error, and what is hidden or struck through."""
    stream = workbook_stream(data)
    starts: list[int] = []
    fonts: list[bool] = []
    styles: list[int] = []
    for kind, start, size in records(stream, 0):
        if kind == SHEET and size >= 6 and stream[start + 5] == WORKSHEET:
            starts += unpack_from("<I", stream, start)
        elif kind == FONT and size >= 4:
            fonts += [False] * (len(fonts) == NO_FONT)
            fonts.append(bool(stream[start + 2] & STRUCK))
        elif kind == STYLE and size >= 2:
            styles += unpack_from("<H", stream, start)
    struck = {n for n, font in enumerate(styles) if font < len(fonts) and fonts[font]} if any(fonts) else set()
    return [_search(stream, start, struck) for start in starts]


def workbook_stream(data: bytes) -> bytes:
    """The part of an xls that holds its records."""
    import olefile

    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        name = next(n for n in ("Workbook", "Book") if ole.exists(n))  # in any case of its letters
        content: bytes = ole.openstream(name).read()
        return content


def _search(stream: bytes, at: int, struck: Container[int]) -> Untold:
    found = Untold()
    for kind, start, size in records(stream, at):
        if kind == FORMULA and size >= 14 and stream[start + 12 : start + 14] == b"\xff\xff" and stream[start + 6] == 2:
            y, x = unpack_from("<HH", stream, start)
            found.cells.append((y, x, ERRORS.get(stream[start + 8], "#ERROR!")))
        elif kind == ERROR and size >= 8 and stream[start + 7]:
            y, x = unpack_from("<HH", stream, start)
            found.cells.append((y, x, ERRORS.get(stream[start + 6], "#ERROR!")))
        elif kind == ROW and size >= 14 and stream[start + 12] & 0x20:
            found.rows.add(unpack_from("<H", stream, start)[0])
        elif kind == COLUMNS and size >= 10:
            first, last, _, _, flags = unpack_from("<HHHHH", stream, start)
            if flags & 1:
                found.columns |= set(range(first, last + 1))
        if struck and kind in CELLS and size >= 6 and unpack_from("<H", stream, start + 4)[0] in struck:
            found.struck.add(unpack_from("<HH", stream, start))
    return found


def records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Each record's kind, and where its content begins and how long it is, to the end of what begins at `at`."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = unpack_from("<HH", stream, at)
        depth += (kind == BEGIN) - (kind == END)
        if depth == 1:
            yield kind, at + 4, min(size, len(stream) - at - 4)
        elif depth < 1:
            return
        at += 4 + size
