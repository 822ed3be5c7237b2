"""Workbooks (xlsx, xlsm, xlsb, xls, ods) as python-calamine reads them, and beside it what it does not tell.

calamine's merged headers hold their text in the first cell only. Some small files make it hang, take all memory or
end the process, which is why this runs in one of its own (`worker`).
"""

import io
import threading
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from siptui.sheets.cells import Cell, Sheet, Untold
from siptui.sheets.containers import OLE2, Told
from siptui.sheets.refusals import BRING_NEAR, MOST_CELLS, MOST_SHEETS, SEND_AGAIN, TOO_FAR, TOO_LARGE, Unreadable

ROWS_BETWEEN = 10_000  # after so many another line says how far the reading has come
_AS_IS = {str, float, int, bool, date}
_USUAL = {str, float, date}  # of which no two are equal, as 1 and TRUE are


class NeedsPassword(Exception):
    """The workbook is encrypted."""


def workbook_sheets(data: bytes, told: Told) -> list[Sheet]:
    """Every worksheet's cells from A1 on. Raises NeedsPassword, Unreadable, MemoryError."""
    beside = _Beside(data)
    try:
        sheets = _sheets(data, told, beside)
    except (Unreadable, MemoryError):
        raise
    except BaseException as fault:  # noqa: BLE001 - calamine's PanicException is no Exception
        if "password" in f"{type(fault).__name__} {fault}".lower():
            raise NeedsPassword from None
        raise Unreadable("is damaged and cannot be read as a spreadsheet", SEND_AGAIN) from None
    beside.add_to(data, sheets)
    return sheets


def _sheets(data: bytes, told: Told, beside: "_Beside") -> list[Sheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    about = [m for m in workbook.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
    if len(about) > MOST_SHEETS:
        raise Unreadable(*TOO_LARGE)
    beside.begin()
    sheets: list[Sheet] = []
    cells = 0
    for n, each in enumerate(about, 1):
        told(f"sheet {n} of {len(about)}")
        sheet = workbook.get_sheet_by_name(each.name)
        cells += (sheet.total_height + 1) * (sheet.total_width + 1)
        if cells > MOST_CELLS:
            raise Unreadable(TOO_FAR, BRING_NEAR)
        merges = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
        hidden = each.visible != SheetVisibleEnum.Visible
        sheets.append(Sheet(name=each.name, rows=_rows(sheet, told), hidden=hidden, merges=merges))
    return sheets


def _rows(sheet: Any, told: Told) -> list[list[Cell]]:
    """A sheet's rows, each distinct text kept once; what is neither text, number nor date as text."""
    rows: list[list[Cell]] = []
    kept = dict[Cell, Cell]().setdefault
    before: list[Cell] = [""] * (sheet.start[1] if sheet.start else 0)  # blank columns, which calamine crops
    for row in sheet.iter_rows():
        if len(rows) % ROWS_BETWEEN == 0 and rows:
            told(f"{len(rows):,} rows")
        if _USUAL.issuperset(map(type, row)):
            cells = list(map(kept, row, row))
        else:
            cells = [c if type(c) in _AS_IS else c.date() if isinstance(c, datetime) else str(c) for c in row]
        rows.append([*before, *cells] if before else cells)
    return rows


class _Beside:
    """Looks for what calamine does not tell, while calamine reads; what cannot be searched is left as it is."""

    def __init__(self, data: bytes) -> None:
        self.found: dict[str, Untold] | list[Untold] = {}
        self.thread = threading.Thread(target=self._look, args=(data,), daemon=True)

    def begin(self) -> None:
        self.thread.start()

    def _look(self, data: bytes) -> None:
        with suppress(Exception):
            if data.startswith(OLE2):
                from siptui.sheets import xls_scan

                self.found = xls_scan.find(data)
            elif not _is_opendocument(data):
                from siptui.sheets import sidescan

                self.found = sidescan.find(data)

    def add_to(self, data: bytes, sheets: list[Sheet]) -> None:
        self.thread.join()
        found = self.found
        if _is_opendocument(data):
            from siptui.sheets import opendocument

            with suppress(Exception):
                opendocument.add(data, sheets)
        elif isinstance(found, dict) or len(found) == len(sheets):
            for n, sheet in enumerate(sheets):
                each = found.get(sheet.name) if isinstance(found, dict) else found[n]
                if each:
                    each.add_to(sheet)


def _is_opendocument(data: bytes) -> bool:
    return b"content.xml" in data[-65536:]  # where a zip names its parts
