"""The formulas of a worksheet's XML: where each stands, what it reads, and what is cut out so that it is reckoned anew.

LibreOffice, and a viewer, believe the result that stands beside a formula; so one that no longer holds is taken away.
"""

from msgspec import Struct

from siptui.workbooks.in_place.sheet_xml_scan import MAIN, column_of, number_of, row_of
from siptui.workbooks.in_place.xml_splices import read, reader, tag_end, tag_with
from siptui.workbooks.template.formula_references import EVERYTHING, Area, Formula, Names, areas

_CELL, _ROW, _FORMULA, _RESULT = (f"{MAIN} {name}" for name in ("c", "row", "f", "v"))

Cut = tuple[int, int, bytes]
"""Bytes of a part, from one offset to another, and what stands in their place."""


class Reckoned(Struct, array_like=True):
    """A cell that a formula fills, and the cuts that take its result away."""

    formula: Formula
    cuts: list[Cut]
    own: bool = True
    """Whether the formula stands in it, and not in another cell whose formula fills several."""


class _Cell(Struct):
    row: int
    column: int
    start: int
    kind: str | None
    after: int = -1
    formula: dict[str, str] | None = None
    text: str = ""
    result: int = -1
    cuts: list[Cut] = []


class _Scan:
    def __init__(self, data: bytes, sheet: int, names: Names) -> None:
        self.data, self.sheet, self.names = data, sheet, names
        self.found: list[Reckoned] = []
        self._row, self._column = -1, -1
        self._cell: _Cell | None = None
        self._in_formula = False
        self._shared: dict[str, tuple[str, int, int]] = {}
        self._spread: list[tuple[int, int, int, int, list[Area]]] = []
        self._parser = reader()
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._opened, self._closed
        self._parser.CharacterDataHandler = self._said
        read(self._parser, data)

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == _ROW:
            self._row = number_of(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = -1
        elif name == _CELL:
            self._column = column_of(attributes["r"]) if "r" in attributes else self._column + 1
            self._cell = _Cell(self._row, self._column, self._parser.CurrentByteIndex, attributes.get("t"))
        elif self._cell is not None and name == _FORMULA:
            self._cell.formula, self._in_formula = attributes, True
        elif self._cell is not None and name == _RESULT:
            self._cell.result = self._parser.CurrentByteIndex

    def _said(self, text: str) -> None:
        if self._in_formula and self._cell is not None:
            self._cell.text += text

    def _closed(self, name: str) -> None:
        cell = self._cell
        if cell is None:
            return
        if name == _FORMULA:
            self._in_formula = False
        elif name == _RESULT and cell.result >= 0:
            opened = tag_end(self.data, cell.result)
            alone = self.data[opened - 2 : opened] == b"/>"  # which ends with itself; what comes next is another's
            end = opened if alone else tag_end(self.data, self._parser.CurrentByteIndex)
            cell.cuts = [(cell.result, end, b"")]
        elif name == _CELL:
            self._cell = None
            self._take(cell)

    def _take(self, cell: _Cell) -> None:
        own = cell.formula is not None
        reads = self._reads(cell, cell.formula) if cell.formula is not None else self._spread_over(cell)
        if reads is None:
            return
        cuts = cell.cuts
        if cell.kind and cuts:
            after = tag_end(self.data, cell.start)
            cuts = [(cell.start, after, tag_with(self.data[cell.start : after], t=None)), *cuts]
        self.found.append(Reckoned(Formula(self.sheet, cell.row, cell.column, reads), cuts, own))

    def _reads(self, cell: _Cell, formula: dict[str, str]) -> list[Area]:
        kind, text, moved = formula.get("t", "normal"), cell.text, (0, 0)
        if kind == "shared":
            if text:
                self._shared[formula.get("si", "")] = text, cell.row, cell.column
            elif (master := self._shared.get(formula.get("si", ""))) is not None:
                text, moved = master[0], (cell.row - master[1], cell.column - master[2])
            else:
                return [EVERYTHING]
        reads = [EVERYTHING] if kind == "dataTable" else areas(text, self.sheet, self.names, moved)
        if kind in ("array", "dataTable") and ":" in (ref := formula.get("ref", "")):
            first, _, last = ref.replace("$", "").partition(":")
            self._spread.append((row_of(first), column_of(first), row_of(last), column_of(last), reads))
        return reads

    def _spread_over(self, cell: _Cell) -> list[Area] | None:
        """What is read by a formula of another cell that fills this one too."""
        for top, left, bottom, right, reads in self._spread:
            if top <= cell.row <= bottom and left <= cell.column <= right:
                return reads
        return None


def formulas_in(data: bytes, sheet: int, names: Names) -> list[Reckoned]:
    """Every cell of the sheet with that number that a formula fills. Raises Unmarkable."""
    return _Scan(data, sheet, names).found if b"<f" in data or b":f" in data else []
