"""What calamine does not tell of an xlsx or xlsb: errors, formulas whose result was not saved, hidden rows and columns.

The first two come from it as blanks, and a blank is no reason to look again. The sheets' parts are searched for these.
"""

import io
import re
import zipfile
from collections.abc import Iterator

from siptui.sheets.cells import UNSAVED, Untold, index_of
from siptui.sheets.xlsb_scan import search_xlsb, sheet_names

LARGEST_PART = 128 << 20
PIECE = 4 << 20
_TAG = re.compile(rb"<(?:\w+:)?(sheet|Relationship)\s([^>]*)>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ERROR = re.compile(rb't="e"')  # which is found sooner so than with `in`
_ENDS = (b" ", b' r="', b">")
_PREFIX = re.compile(rb"<(\w{1,20}:)?worksheet\b")


class _Patterns:
    """What is searched for, in a sheet whose elements have a prefix or (nearly always) none."""

    def __init__(self, prefix: bytes) -> None:
        def tags(pattern: bytes) -> re.Pattern[bytes]:
            return re.compile(pattern.replace(b"<", b"<" + prefix).replace(b"<" + prefix + b"/", b"</" + prefix))

        cell, formula = rb'<c r="([A-Z]{1,3})(\d{1,7})"', rb"(?:<f[^>]*/>|<f[^>]*>[^\x3c]*</f>)"
        self.error = tags(cell + rb'[^>]*\bt="e"[^>]*>' + formula + rb"?<v>([^\x3c]{1,20})</v>")
        self.unsaved = tags(cell + rb"[^>]*>" + formula + rb"(?:<v\s*/>|<v></v>)?</c>")
        self.row = tags(rb'<row\b([^>]*\bhidden="(?:1|true)"[^>]*)>')
        self.columns = tags(rb'<col\b([^>]*\bhidden="(?:1|true)"[^>]*)>')
        self.formula = tags(rb"<f")
        self.ends = (b"<" + prefix + b"row", b"</" + prefix + b"sheetData>")
        self.prefix = b"<" + prefix

    def placed(self, xml: bytes) -> bool:
        """Whether every row and cell says first of all where it stands."""
        some, placed, bare = (sum(xml.count(self.prefix + tag + end) for tag in (b"row", b"c")) for end in _ENDS)
        return some == placed and not bare


def find(data: bytes) -> dict[str, Untold]:
    """By sheet, the cells that hold an error or whose result is not saved, and what is hidden."""
    found: dict[str, Untold] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        binary = "xl/workbook.bin" in names
        parts = dict(_binary_parts(archive) if binary else _parts(archive))
        for name, part in parts.items():
            if part not in names or archive.getinfo(part).file_size > LARGEST_PART:
                continue
            found[name] = search_xlsb(archive.read(part)) if binary else _search(archive, part)
    return found


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Each sheet's name and the part it is in."""
    targets = _targets(archive, "xl/_rels/workbook.xml.rels")
    for sheet in _attributes(_content(archive, "xl/workbook.xml")):
        ids = [v for k, v in sheet.items() if k.endswith(":id")]
        yield _plain(sheet.get("name", "")), targets.get(ids[0] if ids else "", "")


def _binary_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    targets = _targets(archive, "xl/_rels/workbook.bin.rels")
    for relation, name in sheet_names(_content(archive, "xl/workbook.bin")):
        yield name, targets.get(relation, "")


def _targets(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """Where each relation leads."""
    found = {a["Id"]: a["Target"] for a in _attributes(_content(archive, name)) if "Id" in a and "Target" in a}
    return {k: v.lstrip("/") if v.startswith("/") else f"xl/{v}" for k, v in found.items()}


def _attributes(xml: bytes) -> Iterator[dict[str, str]]:
    for tag in _TAG.finditer(xml):
        yield _said(tag[2])


def _content(archive: zipfile.ZipFile, name: str) -> bytes:
    if name not in archive.namelist() or archive.getinfo(name).file_size > PIECE:
        return b""
    return archive.read(name)


def _search(archive: zipfile.ZipFile, name: str) -> Untold:
    """Search a part in pieces, none of which ends within a row, so that never all of it is in memory.

    Cells that do not begin with their address are counted, which takes long and is rarely needed.
    """
    found, rest, look = Untold(), b"", None
    with archive.open(name) as part:
        while read := part.read(PIECE):
            piece = rest + read
            if look is None:
                prefix = _PREFIX.search(piece[:4096])
                look = _Patterns(prefix[1] or b"" if prefix else b"")
                if not look.placed(piece[: piece.rfind(b"<")]):  # of which the last may be cut short
                    from siptui.sheets import counted_cells

                    with archive.open(name) as again:
                        return counted_cells.search(again)
            cut = max(map(piece.rfind, look.ends))
            cut = len(piece) if cut < 1 and len(piece) > 4 * PIECE else max(cut, 0)
            _search_piece(piece[:cut], look, found)
            rest = piece[cut:]
    if look:
        _search_piece(rest, look, found)
    return found


def _search_piece(xml: bytes, look: _Patterns, found: Untold) -> None:
    if _ERROR.search(xml):
        texts = ((m[1], m[2], m[3].decode("utf-8", "replace")) for m in look.error.finditer(xml))
        found.cells += [(int(row) - 1, index_of(column.decode()), text) for column, row, text in texts]
    if look.formula.search(xml):
        found.cells += [(int(m[2]) - 1, index_of(m[1].decode()), UNSAVED) for m in look.unsaved.finditer(xml)]
    if b' hidden="' in xml:
        found.rows |= {int(_said(m[1]).get("r", "0")) - 1 for m in look.row.finditer(xml)}
        for columns in look.columns.finditer(xml):
            said = _said(columns[1])
            found.columns |= set(range(int(said["min"]) - 1, min(int(said["max"]), 16_384)))


def _said(attributes: bytes) -> dict[str, str]:
    return {name: one or other for name, one, other in _ATTRIBUTE.findall(attributes.decode("utf-8", "replace"))}


def _plain(text: str) -> str:
    """An attribute's text."""
    if "&" not in text:
        return text
    from html import unescape  # rarely needed, and long in loading

    return unescape(text)
