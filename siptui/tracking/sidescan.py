"""What calamine does not tell of an xlsx: cells holding an error, and formulas whose result was not saved.

Both come from it as blanks, and a blank is no reason to look again. The sheets' XML is searched for just these.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape

from siptui.tracking.cells import UNSAVED, Sheet, blank

LARGEST_PART = 64 << 20
_TAG = re.compile(rb"<(sheet|Relationship)\s([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*"([^"]*)"')
_ERROR = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*\bt="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]{1,20})</v>'
)
_FORMULA = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>')


def mark_lost(data: bytes, sheets: list[Sheet]) -> None:
    """Put into blank cells of `sheets` the error they hold, or that their formula's result is not in the file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = dict(_parts(archive))
            for sheet in sheets:
                if sheet.name in parts:
                    _mark(_content(archive, parts[sheet.name]), sheet)
    except Exception:  # noqa: BLE001 - calamine has read the file; what cannot be searched is left as it is
        return


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Each sheet's name and the part it is in."""
    targets = {a["Id"]: a["Target"] for a in _attributes(_content(archive, "xl/_rels/workbook.xml.rels"))}
    for sheet in _attributes(_content(archive, "xl/workbook.xml")):
        target = targets.get(sheet.get("r:id", ""), "")
        yield unescape(sheet.get("name", "")), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _attributes(xml: bytes) -> Iterator[dict[str, str]]:
    for tag in _TAG.finditer(xml):
        yield dict(_ATTRIBUTE.findall(tag[2].decode("utf-8", errors="replace")))


def _content(archive: zipfile.ZipFile, name: str) -> bytes:
    if name not in archive.namelist() or archive.getinfo(name).file_size > LARGEST_PART:
        return b""
    with archive.open(name) as part:
        return part.read(LARGEST_PART)


def _mark(xml: bytes, sheet: Sheet) -> None:
    found = [(m[1], m[2], m[3].decode("utf-8", "replace")) for m in _ERROR.finditer(xml)] if b't="e"' in xml else []
    found += [(m[1], m[2], UNSAVED) for m in _FORMULA.finditer(xml)] if b"<f" in xml else []
    for column, row, text in found:
        y, x = int(row) - 1, _index(column)
        if y < len(sheet.rows) and x < len(sheet.rows[y]) and blank(sheet.rows[y][x]):
            sheet.rows[y][x] = text


def _index(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number - 1
