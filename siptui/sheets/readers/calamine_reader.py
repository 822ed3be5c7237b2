"""Workbooks (xlsx, xlsm, xlsb, xls, ods) as python-calamine reads them, and beside it what it does not tell.

calamine's merged headers hold their text in the first cell only. Some small files make it hang, take all memory or
end the process, which is why this runs in one of its own (`siptui.intake`).
"""

import io
import threading
import zipfile
from contextlib import suppress
from datetime import date, datetime
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

from siptui.sheets.cells import Cell, Sheet, Told, Untold, hide_below_merges
from siptui.sheets.limits import MOST_CELLS, MOST_SHEETS
from siptui.sheets.problems import Unreadable

LARGE = 12 << 20  # bytes of a sheet that is worth reading in parts
ROWS_BETWEEN = 10_000  # after so many another line says how far the reading has come
_AS_IS = {str, float, int, bool, date}
_USUAL = {str, float, date}  # of which no two are equal, as 1 and TRUE are


if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from python_calamine import CalamineSheet


class NeedsPassword(Exception):
    """The workbook is encrypted."""


def workbook_sheets(data: bytes, told: Told) -> list[Sheet]:
    """Every worksheet's cells from A1 on. Raises NeedsPassword, Unreadable, MemoryError."""
    beside = _Beside(data)
    try:
        sheets = _with_what_is_lost(data) or _sheets(data, told, beside)
    except (Unreadable, MemoryError):
        raise
    except BaseException as fault:  # noqa: BLE001 - calamine's PanicException is no Exception
        if "password" in f"{type(fault).__name__} {fault}".lower():
            raise NeedsPassword from None
        sheets = _read_otherwise(data)
    beside.add_to(sheets)
    for sheet in sheets:
        hide_below_merges(sheet)
    return sheets


def _with_what_is_lost(data: bytes) -> list[Sheet]:
    """The sheets of an OpenDocument of which calamine would lose something; none of any other file."""
    if not _is_opendocument(data):
        return []
    from siptui.sheets.readers.opendocument_reader import content_of, loses_on_calamine, opendocument_sheets

    content = content_of(data)
    return opendocument_sheets(content) if loses_on_calamine(content) else []


def _read_otherwise(data: bytes) -> list[Sheet]:
    """The sheets as a second reader has them. Raises Unreadable where it has none either."""
    if _is_opendocument(data):
        from siptui.sheets.readers.opendocument_reader import content_of, opendocument_sheets

        sheets = opendocument_sheets(content_of(data))
    else:
        from siptui.sheets.readers.second_reader import openpyxl_sheets

        sheets = openpyxl_sheets(data) if data.startswith(b"PK") else []
    if not sheets:
        raise Unreadable("damaged")
    return sheets


def _sheets(data: bytes, told: Told, beside: "_Beside") -> list[Sheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    first = CalamineWorkbook.from_filelike(io.BytesIO(data))
    about = [m for m in first.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
    if len(about) > MOST_SHEETS:
        raise Unreadable("table_too_large")
    large = _large_sheets(data)
    beside.begin(large)
    workbook = None if large else first
    del first  # it holds the file and all texts, and beside large sheets is wanted again only for one read as a whole
    sheets: list[Sheet] = []
    left = MOST_CELLS
    for n, each in enumerate(about, 1):
        told(f"sheet {n} of {len(about)}")
        rows = _in_parts(data, large[each.name], each.name, _Rows(told, left)) if each.name in large else None
        if rows is None:
            workbook = workbook or CalamineWorkbook.from_filelike(io.BytesIO(data))
            rows = _Rows(told, left)
            rows.wide = not data.startswith(b"PK")
            rows.add_whole(workbook.get_sheet_by_name(each.name))
            beside.also(each.name)
        left = rows.left
        hidden = each.visible != SheetVisibleEnum.Visible
        sheets.append(Sheet(name=each.name, rows=rows.rows, hidden=hidden, merges=rows.merges))
        rows.untold.add_to(sheets[-1])
    return sheets


def _large_sheets(data: bytes) -> dict[str, str]:
    """The parts of an xlsx that hold its large sheets, by the sheet's name."""
    if data.startswith(b"PK") and not _is_opendocument(data):
        with suppress(Exception), zipfile.ZipFile(io.BytesIO(data)) as archive:
            large = {p.filename for p in archive.infolist() if p.file_size >= LARGE and p.filename.endswith(".xml")}
            if large:
                from siptui.sheets.not_told_by_calamine.xlsx_file import sheet_parts

                return {name: part for name, part in sheet_parts(archive) if part in large}
    return {}


def _in_parts(data: bytes, part: str, name: str, rows: "_Rows") -> "_Rows | None":
    """The sheet's rows, read in parts; None where it is to be read as a whole. Raises Unreadable, MemoryError."""
    from siptui.sheets.readers.large_sheets_in_parts import sheets_in_parts

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            rows.add_parts(sheets_in_parts(archive, part, name))
    except (Unreadable, MemoryError):
        raise
    except BaseException:  # noqa: BLE001 - calamine's PanicException is no Exception
        return None
    return rows


class _Rows:
    """A sheet's rows from A1 on, each distinct text kept once; what is neither text, number nor date as text."""

    def __init__(self, told: Told, left: int) -> None:
        self.told, self.left = told, left  # how many cells there may be
        self.rows: list[list[Cell]] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self.untold = Untold()
        self.wide = False  # whether there may be a NUL after each letter, as calamine reads some xls
        self.kept = dict[Cell, Cell]().setdefault

    def add_whole(self, sheet: "CalamineSheet") -> None:
        self._count(sheet)
        self._add(sheet.iter_rows(), sheet)

    def add_parts(self, sheets: "Iterable[tuple[CalamineSheet, Untold]]") -> None:
        for sheet, untold in sheets:
            self._count(sheet)
            self.untold.add(untold)
            if sheet.start:
                if sheet.start[0] < len(self.rows):
                    raise ValueError("rows out of order")
                self.rows += [[] for _ in range(sheet.start[0] - len(self.rows))]
            if not self._added_as_usual(rows := sheet.to_python(), sheet):
                self._add(rows, sheet)
            del rows, sheet  # before the next is waited for
        width = max(map(len, self.rows), default=0)
        for row in self.rows:
            if len(row) < width:
                row.extend([""] * (width - len(row)))

    def _added_as_usual(self, rows: list[list[Any]], sheet: "CalamineSheet") -> bool:
        """Add rows all at once that begin in the first column and hold nothing unusual, as nearly all; else none."""
        if (sheet.start and sheet.start[1]) or not _USUAL.issuperset(set(map(type, chain.from_iterable(rows)))):
            return False
        before = len(self.rows)
        self.rows.extend(map(list, map(map, repeat(self.kept), rows, rows)))
        for count in range(ROWS_BETWEEN, len(self.rows), ROWS_BETWEEN):
            if count >= before:
                self.told(f"{count:,} rows")
        self._merges_of(sheet)
        return True

    def _merges_of(self, sheet: "CalamineSheet") -> None:
        self.merges = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]

    def _count(self, sheet: "CalamineSheet") -> None:
        """Raises Unreadable for one cell too many."""
        if sheet.start:
            self.left -= (sheet.total_height + 1 - len(self.rows)) * (sheet.total_width + 1)
        if self.left < 0:
            raise Unreadable("too_many_cells")

    def _add(self, rows: "Iterable[list[Any]]", sheet: "CalamineSheet") -> None:
        before: list[Cell] = [""] * (sheet.start[1] if sheet.start else 0)  # blank columns, which calamine crops
        kept, listed = self.kept, self.rows
        for row in rows:
            if len(listed) % ROWS_BETWEEN == 0 and listed:
                self.told(f"{len(listed):,} rows")
            if self.wide:
                row = [c.replace("\0", "") if isinstance(c, str) else c for c in row]
            if _USUAL.issuperset(map(type, row)):
                cells = list(map(kept, row, row))
            else:
                cells = [c if type(c) in _AS_IS else c.date() if isinstance(c, datetime) else str(c) for c in row]
            listed.append([*before, *cells] if before else cells)
        self._merges_of(sheet)


class _Beside:
    """Looks for what calamine does not tell, while calamine reads; what cannot be searched is left as it is."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.found: dict[str, Untold] | list[Untold] = {}
        self.thread = threading.Thread(target=self._look, daemon=True)
        self.besides: Container[str] = ()

    def begin(self, besides: "Container[str]") -> None:
        """Begin, and pass over some sheets."""
        self.besides = besides
        self.thread.start()

    def also(self, name: str) -> None:
        """A sheet that was to be passed over and is not."""
        if name in self.besides:
            self.thread.join()
            self.besides = ()
            self._look()

    def _look(self) -> None:
        with suppress(Exception):
            if not self.data.startswith(b"PK"):
                from siptui.sheets.not_told_by_calamine import xls_file

                self.found = xls_file.find(self.data)
            elif not _is_opendocument(self.data):
                from siptui.sheets.not_told_by_calamine import xlsx_file

                self.found = xlsx_file.find(self.data, self.besides)

    def add_to(self, sheets: list[Sheet]) -> None:
        if self.thread.ident is not None:
            self.thread.join()
        found = self.found
        if _is_opendocument(self.data):
            from siptui.sheets.not_told_by_calamine import ods_file

            with suppress(Exception):
                ods_file.add(self.data, sheets)
        elif isinstance(found, dict) or len(found) == len(sheets):
            for n, sheet in enumerate(sheets):
                each = found.get(sheet.name) if isinstance(found, dict) else found[n]
                if each:
                    each.add_to(sheet)


def _is_opendocument(data: bytes) -> bool:
    return b"content.xml" in data[-65536:]  # where a zip names its parts
