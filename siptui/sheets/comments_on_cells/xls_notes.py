"""Notes on cells of an .xls, found in its binary records ([MS-XLS]: Obj, TxO, Note)."""

from collections.abc import Iterator
from struct import unpack_from

from siptui.sheets.cells import CellComment
from siptui.sheets.not_told_by_calamine.xls_file import SHEET, WORKSHEET, records, workbook_stream

OBJECT, TEXT, CONTINUE, NOTE = 0x005D, 0x01B6, 0x003C, 0x001C
LONGEST = 16_000  # letters of a text


def notes(data: bytes) -> list[list[CellComment]]:
    """Of each worksheet in order, what was remarked on its cells."""
    stream = workbook_stream(data)
    starts = [
        unpack_from("<I", stream, start)[0]
        for kind, start, size in records(stream, 0)
        if kind == SHEET and size >= 6 and stream[start + 5] == WORKSHEET
    ]
    return [list(_of_sheet(stream, start)) for start in starts]


def _of_sheet(stream: bytes, at: int) -> Iterator[CellComment]:
    texts: dict[int, str] = {}
    of, left = 0, 0  # the object that is being read, and how many letters of its text are still to come
    for kind, start, size in records(stream, at):
        if kind == OBJECT and size >= 8:
            of, left = unpack_from("<H", stream, start + 6)[0], 0
        elif kind == TEXT and size >= 12:
            left = min(unpack_from("<H", stream, start + 10)[0], LONGEST)
            texts[of] = ""
        elif kind == CONTINUE and left > 0 and size > 1:
            said = _letters(stream[start : start + size], left)
            texts[of], left = texts[of] + said, left - len(said)
        elif kind == NOTE and size >= 11:
            y, x, _, its, length = unpack_from("<HHHHH", stream, start)
            whose = _letters(stream[start + 10 : start + size], length)
            yield CellComment(y, x, whose, "", texts.get(its, ""))


def _letters(held: bytes, most: int) -> str:
    """Letters behind a sign that says how wide they are."""
    if held[:1] == b"\x01":
        return held[1 : 1 + 2 * most].decode("utf-16-le", "replace")
    return held[1 : 1 + most].decode("latin-1")
