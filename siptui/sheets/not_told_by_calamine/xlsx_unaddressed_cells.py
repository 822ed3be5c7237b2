"""What `xlsx_file` looks for, in a part of a workbook whose cells do not begin with their address.

Some programs leave addresses out: then a cell stands right of the one before it, and a row below the one before it.
"""

import re
from collections.abc import Container
from typing import IO
from xml.parsers import expat

from siptui.sheets.cells import UNSAVED, Untold, index_of

_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
LAST_COLUMN = 16_384


def search(part: IO[bytes], struck: Container[str]) -> Untold:
    """The cells that hold an error or whose result is not saved, and what is hidden or struck through.

    `struck` are the numbers of the styles that are. Raises expat.ExpatError.
    """
    reader = _Reader(struck)
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    parser.ParseFile(part)
    return reader.found


class _Reader:
    def __init__(self, struck: Container[str]) -> None:
        self.found, self.struck = Untold(), struck
        self.row = self.column = -1
        self.kind, self.formula, self.value, self.in_value = "", False, "", False

    def start(self, name: str, said: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "row":
            self.row = int(said["r"]) - 1 if said.get("r", "").isdecimal() else self.row + 1
            self.column = -1
            if _yes(said):
                self.found.rows.add(self.row)
        elif tag == "c":
            address = _ADDRESS.fullmatch(said.get("r", ""))
            self.column = index_of(address[1]) if address else self.column + 1
            self.row = int(address[2]) - 1 if address else self.row
            if said.get("s") in self.struck:
                self.found.struck.add((self.row, self.column))
            self.kind, self.formula, self.value = said.get("t", ""), False, ""
        elif tag == "f":
            self.formula = True
        elif tag == "col" and _yes(said):
            self.found.columns |= set(range(int(said["min"]) - 1, min(int(said["max"]), LAST_COLUMN)))
        self.in_value = tag == "v"

    def text(self, text: str) -> None:
        if self.in_value and len(self.value) < 20:
            self.value += text

    def end(self, name: str) -> None:
        self.in_value = False
        if name.rpartition(":")[2] != "c":
            return
        if self.kind == "e" and self.value:
            self.found.cells.append((self.row, self.column, self.value[:20]))
        elif self.formula and not self.value:
            self.found.cells.append((self.row, self.column, UNSAVED))


def _yes(said: dict[str, str]) -> bool:
    return said.get("hidden") in {"1", "true"}
