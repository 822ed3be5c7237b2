"""OpenDocument sheets read here: those that calamine cannot open, or in which it takes what is shown for a blank.

LibreOffice writes a value and its type with each cell; other programs leave one out, or put white space between cells.
Line breaks within a paragraph are lost on calamine too: "Reading" and "Dec 10" below it are "ReadingDec 10".
"""

import io
import re
import zipfile
from datetime import date
from xml.parsers.expat import ExpatError

from siptui.sheets.cells import Cell, Sheet
from siptui.sheets.limits import MOST_COLUMNS
from siptui.sheets.problems import Unreadable
from siptui.sheets.readers.rows_from_spans import Laying
from siptui.sheets.xml_parts import read_part

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
LARGEST = 128 << 20
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_LOST = re.compile(  # a cell that shows something, and has neither the type of a text nor a value
    rb'<table:table-cell(?!(?![^>]* office:string-value="")[^>]* office:value-type="string")'
    rb'(?![^>]* office:(?:value|date-value|boolean-value|time-value)="[^"])[^>]*(?<!/)>'
    rb"\s*(?:<office:annotation.{0,4000}?</office:annotation>\s*)?<text:p[^>]*>\s*(?:<text:(?:span|a)[^>]*>)*[^<\s]",
    re.DOTALL,
)
_NUMBERS = {"float", "currency", "percentage"}


def content_of(data: bytes) -> bytes:
    """The part of an OpenDocument file that holds its cells; nothing where there is none, or a very large one."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "content.xml" not in archive.namelist() or archive.getinfo("content.xml").file_size > LARGEST:
            return b""
        return archive.read("content.xml")


def loses_on_calamine(content: bytes) -> bool:
    """Whether a cell shows what calamine does not give."""
    return b"<text:line-break" in content or _LOST.search(content) is not None


def opendocument_sheets(content: bytes) -> list[Sheet]:
    """Every sheet, without what `not_told_by_calamine.ods_file` adds, as merges. Raises Unreadable."""
    reader = _Reader()
    try:
        reader.read(content)
    except (ExpatError, ValueError) as fault:
        raise Unreadable("cut_short") from fault
    return reader.sheets


class _Reader:
    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.laying = Laying()
        self.name, self.inside = "", 0  # tables within a cell
        self.y = self.x = 0
        self.many_rows = self.many = 1
        self.given: dict[str, str] = {}
        self.texts: list[str] | None = None  # paragraphs of the cell that is being read
        self.paragraph = False
        self.note = False  # a comment's paragraphs are none of the cell's
        self.style, self.unseen = "", set[str]()  # of tables
        self.hidden = False
        self.row: list[tuple[int, int, Cell, int, int]] = []

    def read(self, content: bytes) -> None:
        read_part(content, self._start, self._end, self._characters)

    def _start(self, name: str, given: dict[str, str]) -> None:
        if name == f"{STYLE}style":
            self.style = given.get(f"{STYLE}name", "")
        elif name == f"{STYLE}table-properties" and given.get(f"{TABLE}display") == "false":
            self.unseen.add(self.style)
        self.note = self.note or name == f"{OFFICE}annotation"
        match name.removeprefix(TABLE):
            case "table":
                self.inside += 1
                if self.inside == 1:
                    self.name, self.laying, self.y = given.get(f"{TABLE}name", ""), Laying(), 0
                    self.hidden = given.get(f"{TABLE}style-name") in self.unseen
            case "table-row" if self.inside == 1:
                self.x, self.row = 0, []
                self.many_rows = int(given.get(f"{TABLE}number-rows-repeated", "1"))
            case "table-cell" | "covered-table-cell" if self.inside == 1:
                self.many = int(given.get(f"{TABLE}number-columns-repeated", "1"))
                self.given, self.texts = given, []
        if name == f"{TEXT}p" and self.texts is not None and not self.note:
            self.texts.append("")
            self.paragraph = True
        elif self.paragraph and self.texts:
            white = {f"{TEXT}s": " " * min(int(given.get(f"{TEXT}c", "1")), 100), f"{TEXT}tab": "\t"}
            self.texts[-1] += {**white, f"{TEXT}line-break": "\n"}.get(name, "")

    def _characters(self, text: str) -> None:
        if self.paragraph and self.texts:
            self.texts[-1] += text

    def _end(self, name: str) -> None:
        if name == f"{TEXT}p":
            self.paragraph = False
        elif name == f"{OFFICE}annotation":
            self.note = False
        match name.removeprefix(TABLE):
            case "table":
                self.inside -= 1
                if self.inside == 0:
                    self.sheets.append(Sheet(name=self.name, rows=self._even(), hidden=self.hidden))
            case "table-row" if self.inside == 1:
                self._end_row()
            case "table-cell" if self.inside == 1:
                self._end_cell()
            case "covered-table-cell" if self.inside == 1:
                self.x, self.texts = self.x + self.many, None

    def _end_cell(self) -> None:
        value = self._value("\n".join(self.texts or ()))
        across = int(self.given.get(f"{TABLE}number-columns-spanned", "1"))
        down = int(self.given.get(f"{TABLE}number-rows-spanned", "1"))
        if value != "":
            repeated = min(self.many, MOST_COLUMNS + 1)
            self.row += [(self.x + n, 1 if repeated > 1 else across, value, down, n) for n in range(repeated)]
        self.x, self.texts = self.x + self.many, None

    def _end_row(self) -> None:
        repeated = self.many_rows if self.row else 0
        for y in range(self.y, self.y + repeated):
            for x, across, value, down, _ in self.row:
                self.laying.put(y, x, value, across, down)
        self.y += self.many_rows

    def _value(self, text: str) -> Cell:
        kind, value = self.given.get(f"{OFFICE}value-type", ""), self.given.get(f"{OFFICE}value", "")
        if value and (kind in _NUMBERS or not kind):
            return float(value)
        if kind == "boolean" and (truth := self.given.get(f"{OFFICE}boolean-value", "")):
            return truth == "true"
        if kind == "date" and (day := self.given.get(f"{OFFICE}date-value", "")):
            return date.fromisoformat(day[:10])
        return self.given.get(f"{OFFICE}string-value", "") or text

    def _even(self) -> list[list[Cell]]:
        """The rows, all as long as the longest."""
        width = max(map(len, self.laying.rows), default=0)
        return [[*row, *[""] * (width - len(row))] for row in self.laying.rows]
