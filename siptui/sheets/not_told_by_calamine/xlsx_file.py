"""What calamine does not tell of an xlsx or xlsb: errors, formulas without a saved result, what is hidden or struck.

The first two come from it as blanks, and a blank is no reason to look again. The sheets' parts are searched for these.
"""

import io
import re
import zipfile
from collections.abc import Collection, Container, Iterator

from siptui.sheets.cells import UNSAVED, Untold, index_of
from siptui.sheets.not_told_by_calamine.xlsb_file import search_xlsb, sheet_names

LARGEST_PART = 128 << 20
PIECE = 4 << 20
SMALL = 1 << 20  # bytes that are searched for what no program writes
_TAG = re.compile(rb"<(?:\w+:)?(sheet|Relationship)\s([^>]*)>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ERROR = re.compile(rb't="e"')  # which is found sooner so than with `in`
_NOTHING = re.compile(rb">\s+</(?:\w{1,20}:)?v>")  # an index of no text, which calamine takes for the first
_WRITTEN_OUT = re.compile(rb">\s+<(?:\w{1,20}:)?(?:row|c)\b")  # by hand, or so that a person may read it
_STRIKE = re.compile(rb"""<(?:\w{1,20}:)?strike(?!\s+val=["'](?:0|false)["'])[\s/>]""")
_FONT_ID = re.compile(rb"""\bfontId=["'](\d{1,6})["']""")
_PREFIX = re.compile(rb"<(\w{1,20}:)?worksheet\b")


class SheetSearch:
    """Searches XML of a sheet whose elements have a prefix or (nearly always) none.

    `struck` are the numbers of the styles that are struck through.
    """

    def __init__(self, prefix: bytes, struck: Collection[str] = ()) -> None:
        def tags(pattern: bytes) -> re.Pattern[bytes]:
            return re.compile(pattern.replace(b"<", b"<" + prefix).replace(b"<" + prefix + b"/", b"</" + prefix))

        cell, formula = rb'<c r="([A-Z]{1,3})(\d{1,7})"', rb"(?:<f[^>]*/>|<f[^>]*>[^\x3c]*</f>)"
        self.error = tags(cell + rb'[^>]*\bt="e"[^>]*>' + formula + rb"?<v>([^\x3c]{1,20})</v>")
        self.unsaved = tags(cell + rb"[^>]*>" + formula + rb"(?:<v\s*/>|<v></v>)?</c>")
        self.row = tags(rb'<row\b([^>]*\bhidden="(?:1|true)"[^>]*)>')
        self.columns = tags(rb'<col\b([^>]*\bhidden="(?:1|true)"[^>]*)>')
        self.formula = tags(rb"<f")
        self.ends = (b"<" + prefix + b"row", b"</" + prefix + b"sheetData>")
        styles = "|".join(struck).encode()
        self.struck = tags(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*\bs="(?:' + styles + rb')"') if struck else None
        self.nothing = tags(cell + rb'[^>]*\bt="s"[^>]*><v>\s+</v>')
        self.adrift = tags(rb'<(?:row|c)(?! r=")[\s>/]')

    def placed(self, xml: bytes) -> bool:
        """Whether every row and cell says first of all where it stands."""
        return not self.adrift.search(xml, 0, xml.rfind(b"<"))  # the last tag may be cut short

    def found_in(self, xml: bytes) -> Untold:
        """What is in a piece that does not end within a row."""
        found = Untold()  # one letter is looked for thirty times as quickly as several, and mostly there is none
        if b"e" in xml and _ERROR.search(xml):
            texts = ((m[1], m[2], m[3].decode("utf-8", "replace")) for m in self.error.finditer(xml))
            found.cells += [(int(row) - 1, index_of(column.decode()), text) for column, row, text in texts]
        if b"f" in xml and self.formula.search(xml):
            cells = ((m[1], m[2]) for m in self.unsaved.finditer(xml))
            found.cells += [(int(row) - 1, index_of(column.decode()), UNSAVED) for column, row in cells]
        if self.struck:
            found.struck = {(int(m[2]) - 1, index_of(m[1].decode())) for m in self.struck.finditer(xml)}
        if (len(xml) < SMALL or _WRITTEN_OUT.search(xml, 0, 8192)) and _NOTHING.search(xml):
            found.blanks = {(int(m[2]) - 1, index_of(m[1].decode())) for m in self.nothing.finditer(xml)}
        if b"h" in xml and b' hidden="' in xml:
            found.rows = {int(_said(m[1]).get("r", "0")) - 1 for m in self.row.finditer(xml)}
            for columns in self.columns.finditer(xml):
                said = _said(columns[1])
                found.columns |= set(range(int(said["min"]) - 1, min(int(said["max"]), 16_384)))
        return found


def find(data: bytes, besides: Container[str] = ()) -> dict[str, Untold]:
    """By sheet, the cells that hold an error or whose result is not saved, and what is hidden or struck through."""
    found: dict[str, Untold] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        binary = "xl/workbook.bin" in names
        struck = struck_styles(archive)
        parts = dict(_binary_parts(archive) if binary else sheet_parts(archive))
        for name, part in parts.items():
            if name in besides or part not in names or archive.getinfo(part).file_size > LARGEST_PART:
                continue
            found[name] = search_xlsb(archive.read(part)) if binary else _search(archive, part, struck)
    return found


def sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
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


def struck_styles(archive: zipfile.ZipFile) -> set[str]:
    """The numbers of the styles with a font that is struck through; most workbooks have none."""
    xml = _content(archive, "xl/styles.xml")
    if b"strike" not in xml:
        return set()
    fonts = {str(n) for n, font in enumerate(_each(xml, b"fonts", b"font")) if _STRIKE.search(font)}
    used = (_FONT_ID.search(style[: style.find(b">")]) for style in _each(xml, b"cellXfs", b"xf"))
    return {str(n) for n, found in enumerate(used) if found and found[1].decode() in fonts}


def _each(xml: bytes, several: bytes, one: bytes) -> list[bytes]:
    """What follows the name of each element that stands in a list of its own."""
    tag = rb"<%b(?:\w{1,20}:)?%b(?=[\s>/])"
    begins, ends = re.search(tag % (b"", several), xml), re.search(tag % (b"/", several), xml)
    return re.split(tag % (b"", one), xml[begins.end() : ends.start()])[1:] if begins and ends else []


def _search(archive: zipfile.ZipFile, name: str, struck: set[str]) -> Untold:
    """Search a part in pieces, so that never all of it is in memory.

    Cells that do not begin with their address are counted, which takes long and is rarely needed.
    """
    found, rest, search = Untold(), b"", None
    with archive.open(name) as part:
        while read := part.read(PIECE):
            piece = rest + read
            if search is None:
                prefix = _PREFIX.search(piece[:4096])
                search = SheetSearch(prefix[1] or b"" if prefix else b"", struck)
                if not search.placed(piece):
                    from siptui.sheets.not_told_by_calamine import xlsx_unaddressed_cells

                    with archive.open(name) as again:
                        return xlsx_unaddressed_cells.search(again, struck)
            cut = max(map(piece.rfind, search.ends))
            cut = len(piece) if cut < 1 and len(piece) > 4 * PIECE else max(cut, 0)
            found.add(search.found_in(piece[:cut]))
            rest = piece[cut:]
    if search:
        found.add(search.found_in(rest))
    return found


def _said(attributes: bytes) -> dict[str, str]:
    return {name: one or other for name, one, other in _ATTRIBUTE.findall(attributes.decode("utf-8", "replace"))}


def _plain(text: str) -> str:
    """An attribute's text."""
    if "&" not in text:
        return text
    from html import unescape  # rarely needed, and long in loading

    return unescape(text)
