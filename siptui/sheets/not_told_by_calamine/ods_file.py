"""What calamine does not tell of an ods: errors, merged cells, hidden rows and columns, strike-through."""

import io
import re
import zipfile

from siptui.sheets.cells import Sheet, blank
from siptui.sheets.xml_parts import read_part

LARGEST = 128 << 20
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_TELLING = (b'line-through-style="solid"', b'"error"', b"-spanned=", b"visibility=", b">Err:", b">#")
_ERROR = re.compile(r"#[A-Z/0]{2,8}[!?]?|Err:\d{3}")
_HIDDEN = {"collapse", "filter"}


def add(data: bytes, sheets: list[Sheet]) -> None:
    """Add to `sheets` merges, what is hidden or struck, and the errors that calamine gives as blanks (or as 0)."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "content.xml" not in archive.namelist() or archive.getinfo("content.xml").file_size > LARGEST:
            return
        content = archive.read("content.xml")
    if any(telling in content for telling in _TELLING):
        _Search({s.name: s for s in sheets}).read(content)


class _Search:
    def __init__(self, sheets: dict[str, Sheet]) -> None:
        self.sheets = sheets
        self.sheet: Sheet | None = None
        self.y = self.x = self.column = 0
        self.many_rows = self.many = 1
        self.hidden: set[int] = set()
        self.style, self.styles = "", set[str]()  # which are struck through
        self.struck: set[tuple[int, int]] = set()
        self.said: list[str] | None = None
        self.inside = 0  # tables within a cell

    def read(self, content: bytes) -> None:
        read_part(content, self._start, self._end, self._characters)

    def _start(self, name: str, given: dict[str, str]) -> None:
        if name == f"{STYLE}style":
            self.style = given.get(f"{STYLE}name", "")
        elif name == f"{STYLE}text-properties" and given.get(f"{STYLE}text-line-through-style", "none") != "none":
            self.styles.add(self.style)
        match name.removeprefix(TABLE):
            case "table":
                self.inside += 1
                if self.inside == 1:
                    self.sheet = self.sheets.get(given.get(f"{TABLE}name", ""))
                    self.y, self.column, self.hidden, self.struck = 0, 0, set(), set()
            case "table-column" if self.sheet and self.inside == 1:
                many = int(given.get(f"{TABLE}number-columns-repeated", "1"))
                if given.get(f"{TABLE}visibility") in _HIDDEN and many < 1000:
                    self.sheet.hidden_columns |= frozenset(range(self.column, self.column + many))
                self.column += many
            case "table-row" if self.sheet and self.inside == 1:
                self.x, self.many_rows = 0, int(given.get(f"{TABLE}number-rows-repeated", "1"))
                if given.get(f"{TABLE}visibility") in _HIDDEN:
                    self.hidden.update(range(self.y, min(self.y + self.many_rows, len(self.sheet.rows))))
            case "table-cell" | "covered-table-cell" if self.sheet and self.inside == 1:
                self._start_cell(self.sheet, given)

    def _start_cell(self, sheet: Sheet, given: dict[str, str]) -> None:
        self.many = int(given.get(f"{TABLE}number-columns-repeated", "1"))
        down = int(given.get(f"{TABLE}number-rows-spanned", "1"))
        across = int(given.get(f"{TABLE}number-columns-spanned", "1"))
        if (down > 1 or across > 1) and self.y < len(sheet.rows):
            sheet.merges.append((self.y, self.x, self.y + down - 1, self.x + across - 1))
        if given.get(f"{TABLE}style-name") in self.styles:
            rows = enumerate(sheet.rows[self.y : self.y + self.many_rows], self.y)
            cells = ((y, x, c) for y, row in rows for x, c in enumerate(row[self.x : self.x + self.many], self.x))
            self.struck |= {(y, x) for y, x, cell in cells if not blank(cell)}
        worked_out = f"{TABLE}formula" in given or "error" in given.values()
        self.said = [] if worked_out and self.y < len(sheet.rows) else None

    def _characters(self, text: str) -> None:
        if self.said is not None:
            self.said.append(text)

    def _end(self, name: str) -> None:
        match name.removeprefix(TABLE):
            case "table":
                self.inside -= 1
                if self.inside == 0 and self.sheet:
                    self.sheet.hidden_rows, self.sheet.struck = frozenset(self.hidden), frozenset(self.struck)
                    self.sheet = None
            case "table-row" if self.inside == 1:
                self.y += self.many_rows
            case "table-cell" | "covered-table-cell" if self.inside == 1:
                text = "".join(self.said or ()).strip()
                if self.sheet and _ERROR.fullmatch(text):
                    self._put(self.sheet, text)
                self.said = None
                self.x += self.many

    def _put(self, sheet: Sheet, text: str) -> None:
        for row in sheet.rows[self.y : self.y + self.many_rows]:
            for x in range(self.x, min(self.x + self.many, len(row))):
                row[x] = text
