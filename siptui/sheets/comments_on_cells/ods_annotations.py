"""Comments on cells of an OpenDocument spreadsheet."""

from siptui.sheets.cells import CellComment
from siptui.sheets.readers.opendocument_reader import content_of
from siptui.sheets.xml_parts import read_part

TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
DUBLIN = "http://purl.org/dc/elements/1.1/ "
TO_THE_MINUTE = 16  # characters of a moment


def annotations(data: bytes) -> dict[str, list[CellComment]]:
    """By sheet, what was remarked on its cells."""
    content = content_of(data)
    if b"annotation" not in content:
        return {}
    search = _Search()
    read_part(content, search.start, search.end, search.characters)
    return search.found


class _Search:
    def __init__(self) -> None:
        self.found: dict[str, list[CellComment]] = {}
        self.sheet, self.inside = "", 0  # tables within a cell
        self.y = self.x = 0
        self.rows = self.cells = 1  # how many the one that is being read stands for
        self.within = False
        self.said: dict[str, list[str]] = {}
        self.part = ""

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == f"{OFFICE}annotation":
            self.within, self.said = True, {"who": [], "when": [], "text": []}
        elif self.within:
            self._inside(name, given)
        elif name == f"{TABLE}table":
            self.inside += 1
            if self.inside == 1:
                self.sheet, self.y = given.get(f"{TABLE}name", ""), 0
        elif name == f"{TABLE}table-row" and self.inside == 1:
            self.x, self.rows = 0, int(given.get(f"{TABLE}number-rows-repeated", "1"))
        elif name in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell") and self.inside == 1:
            self.cells = int(given.get(f"{TABLE}number-columns-repeated", "1"))

    def _inside(self, name: str, given: dict[str, str]) -> None:
        if name == f"{DUBLIN}creator":
            self.part = "who"
        elif name == f"{DUBLIN}date":
            self.part = "when"
        elif name == f"{TEXT}p":
            self.part = "text"
            if self.said["text"]:
                self.said["text"].append("\n")
        elif name == f"{TEXT}s":
            self.said["text"].append(" " * min(int(given.get(f"{TEXT}c", "1")), 1000))
        elif name in (f"{TEXT}line-break", f"{TEXT}tab"):
            self.said["text"].append("\n" if name.endswith("break") else "\t")

    def end(self, name: str) -> None:
        if name == f"{OFFICE}annotation":
            self.within = False
            who, when, text = ("".join(self.said[part]) for part in ("who", "when", "text"))
            comment = CellComment(self.y, self.x, who, _moment(when), text)
            self.found.setdefault(self.sheet, []).append(comment)
        elif self.within:
            if name in (f"{DUBLIN}creator", f"{DUBLIN}date", f"{TEXT}p"):
                self.part = ""
        elif name == f"{TABLE}table":
            self.inside -= 1
        elif name == f"{TABLE}table-row" and self.inside == 1:
            self.y += self.rows
        elif name in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell") and self.inside == 1:
            self.x += self.cells

    def characters(self, text: str) -> None:
        if self.within and self.part:
            self.said[self.part].append(text)


def _moment(when: str) -> str:
    """When it was made; LibreOffice knows the day alone, and writes its first hour."""
    return when[:TO_THE_MINUTE].removesuffix("T00:00")
