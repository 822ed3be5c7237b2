"""A large sheet of an xlsx, read in parts and two of them at once: sooner, and one that is very large at all.

calamine reads a sheet as a whole. So each part is made a workbook of its own: some of the sheet's rows, and all that
is no sheet (texts, styles, which day is the first). A sheet that is not written as Excel writes it is left to be read
as a whole.
"""

import contextlib
import io
import re
import zipfile
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import IO, TYPE_CHECKING

from siptui.sheets.not_told_by_calamine.xlsx_file import SheetSearch, struck_styles

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

    from siptui.sheets.cells import Untold

PART = 3 << 20  # bytes of XML
TIMES = 2  # a part is so much larger than what is no sheet, which is read again with every part
LARGEST = 8 << 20  # several are in memory at once
READERS = 2
_ROW = b'<row r="'  # a row that says where it stands
_BEGIN, _END = b"<sheetData>", b"</sheetData></worksheet>"
_ENDS = b"</sheetData"
_TEXTS, _TEXTS_END = "xl/sharedstrings.xml", b"</sst>"
_TEXT_ENDS = re.compile(rb"</si>|<si\s*/>")
_TEXT_NUMBER = re.compile(rb't="s"[^>]{0,40}><v>(\d{1,7})</v>')
FEW_TEXTS = 5_000  # which are read in no time
LAST_ROWS = 64 << 10  # bytes of a part
_MOST_ARENAS = -8  # M_ARENA_MAX of malloc.h


class NotInParts(Exception):
    """The sheet is not written as it would have to be, or there is little to gain."""


class SharedTexts:
    """The part that holds the texts of all cells, which is read again with each part of a sheet.

    Programs list a text where it is first met, so that a part of a sheet wants none behind those of its last rows, as
    long as a file was not sorted since. calamine refuses a part that wants a text which is not there.
    """

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self.ends = [m.end() for m in _TEXT_ENDS.finditer(xml)]
        self.in_order = len(self.ends) > FEW_TEXTS
        self.last = 0

    def likely(self, xml: bytes) -> bytes:
        """The texts down to the last that a part of a sheet seems to want; all of them, if files are not in order."""
        numbers = map(int, _TEXT_NUMBER.findall(xml, max(0, len(xml) - LAST_ROWS)))
        self.last = max(self.last, max(numbers, default=0))
        if not self.in_order or self.last + 1 >= len(self.ends):
            return self.xml
        return self.xml[: self.ends[self.last]] + _TEXTS_END


def sheets_in_parts(archive: zipfile.ZipFile, part: str, name: str) -> "Iterator[tuple[CalamineSheet, Untold]]":
    """The rows of the sheet `name`, which is in `part`: several sheets in their order, each with what it does not tell.

    The last knows of merges. Raises NotInParts, and whatever zipfile and calamine do.
    """
    folder = part.rpartition("/")[0]
    names = archive.namelist()
    kept = [n for n in names if n.lower().endswith((".xml", ".rels")) and not n.startswith(folder)]
    size = max(PART, TIMES * sum(archive.getinfo(n).file_size for n in kept))
    twice = len({n.lower() for n in names}) < len(names)  # calamine takes no notice of case
    if twice or size > LARGEST or archive.getinfo(part).file_size < 2 * size:
        raise NotInParts
    _share_memory()
    texts = SharedTexts(next((archive.read(n) for n in kept if n.lower() == _TEXTS), b""))
    others = [(n, archive.read(n)) for n in kept if n.lower() != _TEXTS]
    search = SheetSearch(b"", struck_styles(archive))
    waiting: deque[Future[tuple[CalamineSheet, Untold]]] = deque()
    with ThreadPoolExecutor(READERS) as pool, archive.open(part) as file:
        for xml in _divided(file, size, search):
            waiting.append(pool.submit(_sheet, others, texts, [(part, xml)], name, search))
            del xml  # it is let go of where it is read
            if len(waiting) > READERS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _divided(file: IO[bytes], size: int, search: SheetSearch) -> Iterator[bytes]:
    """The sheet's XML as that of several, which share its rows."""
    rest = file.read(size)
    head = rest[: max(rest.find(_ROW), 0)]
    if not head.endswith(_BEGIN) or _has_comment(head) or not search.placed(rest):
        raise NotInParts
    rest = rest[len(head) :]
    while read := file.read(size):
        cut = rest.rfind(_ROW)
        if cut < 1 or _has_comment(rest) or rest.find(_ENDS, 0, cut) >= 0:  # a comment may hold what looks like a row
            raise NotInParts
        part = [b"".join((head, memoryview(rest)[:cut], _END))]
        rest = rest[cut:] + read
        del read
        yield part.pop()  # which is then nowhere kept here
    if _has_comment(rest):
        raise NotInParts
    yield head + rest


def _share_memory() -> None:
    """Have all threads take memory from one place, so that what one gives back another can use: 25 MB less at most.

    That is for the C library of most Linux systems; any other does as it does.
    """
    import ctypes  # what small files do without

    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_MOST_ARENAS, 1)


def _has_comment(xml: bytes) -> bool:
    """Whether there may be a comment in XML, or text that is none of it; the first look is thirty times as quick."""
    return b"!" in xml and b"<!" in xml


Parts = list[tuple[str, bytes]]


def _sheet(
    others: Parts, texts: SharedTexts, sheet: Parts, name: str, search: SheetSearch
) -> "tuple[CalamineSheet, Untold]":
    """The one sheet of a workbook that is made of parts. Nothing is kept longer than it is needed."""
    part, xml = sheet.pop()
    untold, some = search.found_in(xml), texts.likely(xml)
    if len(some) < len(texts.xml):
        try:
            return _read([*others, (_TEXTS, some), (part, xml)], name), untold
        except BaseException:  # noqa: BLE001 - calamine's PanicException is no Exception
            texts.in_order = False  # a cell wants one of those that were left away, or the sheet is damaged
    made = [*others, (_TEXTS, texts.xml), (part, xml)] if texts.xml else [*others, (part, xml)]
    del xml
    return _read(made, name), untold


def _read(parts: Parts, name: str) -> "CalamineSheet":
    from python_calamine import CalamineWorkbook

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, content in parts:
            archive.writestr(path, content)
    parts.clear()
    packed.seek(0)
    workbook = CalamineWorkbook.from_filelike(packed)
    packed.close()
    return workbook.get_sheet_by_name(name)
