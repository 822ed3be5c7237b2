"""Where the rows and cells of a worksheet are in its XML; only those that are wanted are kept."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from siptui.workbooks.in_place.xml_splices import Element, Unmarkable, close, read, reader, tag_end

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LAST_COLUMN = 16_384
_ROW, _CELL, _COLUMN = (f"{MAIN} {name}" for name in ("row", "c", "col"))


class Row(Struct):
    """A row and its cells by column, from 0."""

    element: Element
    cells: dict[int, Element] = {}


class Scan:
    """What stands where in a worksheet. Raises Unmarkable for one that is unusual.

    `children` are the worksheet's by name, of several the last; `rows` those of `wanted` (from 0) that are there, and
    `gaps` where the others would be, unless at the end; `columns` what is said of columns.
    """

    def __init__(self, data: bytes, wanted: Iterable[int]) -> None:
        self.data = data
        self.children: dict[str, Element] = {}
        self.rows: dict[int, Row] = {}
        self.gaps: dict[int, int] = {}
        self.columns: list[dict[str, str]] = []
        self._waiting = sorted(wanted, reverse=True)
        self._depth, self._row, self._column = 0, -1, -1
        self._here: Row | None = None
        self._open: dict[int, Element] = {}
        self._parser = reader()
        self._heed()
        read(self._parser, data)
        if "sheetData" not in self.children:
            raise Unmarkable("one of its sheets is unusual")

    def _heed(self) -> None:
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._opened, self._closed

    def _skip(self) -> None:
        """Heed nothing before the end of the row."""
        self._parser.StartElementHandler, self._parser.EndElementHandler = None, self._skipped

    def _skipped(self, name: str) -> None:
        if name == _ROW:
            self._heed()
            self._closed(name)

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 4:
            if self._here is not None and name == _CELL:
                self._cell(self._here, attributes)
        elif self._depth == 3:
            if name == _ROW:
                self._next_row(attributes)
            elif name == _COLUMN:
                self.columns.append(attributes)
        elif self._depth == 2:
            self._element(name, attributes)

    def _closed(self, _: str) -> None:
        element = self._open.pop(self._depth, None)
        if element is not None:
            close(self.data, element, self._parser.CurrentByteIndex)
            if self._depth == 2 and element.name.startswith(MAIN):
                self.children[element.local] = element
        if self._depth == 3:
            self._here = None
        self._depth -= 1

    def _element(self, name: str, attributes: dict[str, str]) -> Element:
        start = self._parser.CurrentByteIndex
        made = self._open[self._depth] = Element(name, attributes, start, tag_end(self.data, start))
        return made

    def _next_row(self, attributes: dict[str, str]) -> None:
        self._row = number_of(attributes["r"]) if "r" in attributes else self._row + 1
        self._column = -1
        while self._waiting and self._waiting[-1] < self._row:
            self.gaps[self._waiting.pop()] = self._parser.CurrentByteIndex
        if self._waiting and self._waiting[-1] == self._row:
            self._waiting.pop()
            self._here = self.rows[self._row] = Row(self._element(_ROW, attributes))
        elif self._row in self.gaps or self._row in self.rows:
            raise Unmarkable("its rows are not in their order")
        else:
            self._skip()

    def _cell(self, row: Row, attributes: dict[str, str]) -> None:
        self._column = column_of(attributes["r"]) if "r" in attributes else self._column + 1
        row.cells[self._column] = self._element(_CELL, attributes)


def style_of(attributes: Mapping[str, str]) -> int:
    """The number of a cell's style; 0 is that of a cell which names none."""
    return max(number_of(attributes.get("s", "")) + 1, 0)


def number_of(text: str) -> int:
    """A number counted from 1 in the file, from 0."""
    return int(text) - 1 if text.isascii() and text.isdigit() and len(text) < 8 else -1


def column_of(address: str) -> int:
    """The column, from 0, of an address such as "B5". Raises Unmarkable."""
    number = 0
    for letter in address.upper():
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    if not 0 < number <= _LAST_COLUMN:
        raise Unmarkable("one of its sheets is unusual")
    return number - 1


def row_of(address: str) -> int:
    """The row, from 0, of an address."""
    return number_of("".join(c for c in address if c.isdigit()))
