"""What calamine does not tell of an xls: errors, hidden rows and columns, found in its binary records ([MS-XLS])."""

import io
from collections.abc import Iterator
from struct import unpack_from

from siptui.tracking.cells import Sheet
from siptui.tracking.xlsb_scan import ERRORS

BEGIN, END = 0x0809, 0x000A
SHEET, FORMULA, ERROR, ROW, COLUMNS = 0x0085, 0x0006, 0x0205, 0x0208, 0x007D
WORKSHEET = 0


def add(data: bytes, sheets: list[Sheet]) -> None:
    """Put into blank cells of `sheets` the errors they hold, and name what is hidden."""
    stream = _stream(data)
    starts: list[int] = []
    for kind, start, size in _records(stream, 0):
        if kind == SHEET and size >= 6 and stream[start + 5] == WORKSHEET:
            starts += unpack_from("<I", stream, start)
    if len(starts) == len(sheets):
        for sheet, start in zip(sheets, starts, strict=True):
            _search(stream, start, sheet)


def _stream(data: bytes) -> bytes:
    import olefile

    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        name = next(n for n in ("Workbook", "Book") if ole.exists(n))  # in any case of its letters
        content: bytes = ole.openstream(name).read()
        return content


def _search(stream: bytes, at: int, sheet: Sheet) -> None:
    hidden = set()
    for kind, start, size in _records(stream, at):
        if kind == FORMULA and size >= 14 and stream[start + 12 : start + 14] == b"\xff\xff" and stream[start + 6] == 2:
            y, x = unpack_from("<HH", stream, start)
            sheet.fill(y, x, ERRORS.get(stream[start + 8], "#ERROR!"))
        elif kind == ERROR and size >= 8 and stream[start + 7]:
            y, x = unpack_from("<HH", stream, start)
            sheet.fill(y, x, ERRORS.get(stream[start + 6], "#ERROR!"))
        elif kind == ROW and size >= 14 and stream[start + 12] & 0x20:
            hidden.add(unpack_from("<H", stream, start)[0])
        elif kind == COLUMNS and size >= 10:
            first, last, _, _, flags = unpack_from("<HHHHH", stream, start)
            if flags & 1:
                sheet.hidden_columns |= frozenset(range(first, last + 1))
    sheet.hidden_rows = frozenset(y for y in hidden if y < len(sheet.rows))


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
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
