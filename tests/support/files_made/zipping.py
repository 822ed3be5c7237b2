"""Workbooks taken apart and put together again, and their values by calamine; for tests."""

import io
import zipfile

from python_calamine import CalamineWorkbook

COLOURS = {"mend": "FFC7A0", "look": "FFF2A8"}
STRICT = (
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main",
)
Parts = dict[str, bytes]


def parts(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(content: Parts) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return made.getvalue()


def values(data: bytes) -> dict[str, list[list[object]]]:
    """Every value of every sheet, without the blanks around; by calamine."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found: dict[str, list[list[object]]] = {}
    for name in book.sheet_names:
        rows = [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        for row in rows:
            while row and row[-1] == "":
                row.pop()
        while rows and not rows[-1]:
            rows.pop()
        found[name] = rows  # type: ignore[assignment]
    return found
