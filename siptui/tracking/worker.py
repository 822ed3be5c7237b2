"""Reads a workbook in a process of its own: bytes on standard input, JSON on standard output.

Started by `containers` as a script, without site-packages, so that a file that hangs or crashes the reader takes
only this process with it. It therefore imports nothing of siptui.

calamine's merged headers hold their text in the first cell only, and without `skip_empty_area=False` it crops
leading blank rows and columns, which would shift every address.
"""

import io
import json
import sys
from datetime import date, datetime
from typing import Any


def bounded(seconds: int, megabytes: int) -> None:
    """Give this process no more than this much processor time and memory, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(data: bytes, most_cells: int) -> dict[str, Any]:
    """Every worksheet's cells from A1 on, with what JSON cannot say (dates) beside them."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets, cells = [], 0
    for about in workbook.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(about.name)
        cells += (sheet.total_height + 1) * (sheet.total_width + 1)
        if cells > most_cells:
            return {"fault": "far"}
        rows, dates = sheet.to_python(skip_empty_area=False), []
        for y, row in enumerate(rows):
            for x, cell in enumerate(row):
                if cell.__class__ is not str and cell.__class__ is not float:
                    if isinstance(cell, date | datetime):
                        dates.append([y, x, cell.isoformat()[:10]])
                    row[x] = str(cell) if not isinstance(cell, bool | int) else cell
        merges = [[*first, *last] for first, last in sheet.merged_cell_ranges or ()]
        hidden = about.visible != SheetVisibleEnum.Visible
        sheets.append({"name": about.name, "rows": rows, "hidden": hidden, "merges": merges, "dates": dates})
    return {"sheets": sheets}


def main() -> None:
    """`worker.py LIBRARIES SECONDS MEGABYTES CELLS`."""
    libraries, seconds, megabytes, cells = sys.argv[1:5]
    sys.path.append(libraries)
    bounded(int(seconds), int(megabytes))
    try:
        found = read(sys.stdin.buffer.read(), int(cells))
        text = json.dumps(found, allow_nan=False)
    except MemoryError:
        text = '{"fault": "far"}'
    except BaseException as fault:  # noqa: BLE001 - calamine's PanicException is no Exception
        locked = "password" in f"{type(fault).__name__} {fault}".lower()
        text = '{"fault": "locked"}' if locked else '{"fault": "broken"}'
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
