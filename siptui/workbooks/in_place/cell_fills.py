"""Cells of a worksheet given another style, and the styles for that: their own with a fill."""

from collections.abc import Iterable, Mapping

from siptui.sheets.cells import letters
from siptui.workbooks.in_place.sheet_xml_scan import MAIN, Row, Scan, column_of, number_of, row_of, style_of
from siptui.workbooks.in_place.xml_splices import Element, Splices, Unmarkable, is_empty, prefix, tag_with, tree

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# The children of a worksheet that stand before <legacyDrawing> (ECMA-376 part 1, 18.3.1.99).
_BEFORE_NOTES = frozenset(
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios"
    " autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting"
    " dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties"
    " cellWatches ignoredErrors smartTags drawing".split()
)
_NO_FILLS = ("none", "gray125")  # the first two fills, which every program takes for these

Place = tuple[int, int]
"""A cell's row and column, from 0."""


class Fills:
    """The styles of a workbook, and new ones: each a marked cell's own with a colour behind it."""

    def __init__(self, data: bytes, colours: Mapping[str, str]) -> None:
        self.data = data
        root = tree(data)
        if root.name != f"{MAIN} styleSheet":
            raise Unmarkable("its styles are unusual")
        self._fills, self._formats = self._child(root, "fills"), self._child(root, "cellXfs")
        self._styles = self._formats.all("xf")
        self._missing = _NO_FILLS[len(self._fills.children) :]
        first = len(self._fills.children) + len(self._missing)
        self._colours = colours
        self._fill_of = {kind: first + n for n, kind in enumerate(colours)}
        self._made: dict[tuple[int, str], bytes] = {}

    @staticmethod
    def _child(root: Element, name: str) -> Element:
        found = root.all(name)
        if len(found) != 1:
            raise Unmarkable("it has no styles of its own")
        return found[0]

    def of(self, style: int, kind: str) -> int:
        """The number of the style that is like another but for the fill of a kind of mark."""
        if not self._styles:
            raise Unmarkable("it has no styles of its own")
        style = style if 0 <= style < len(self._styles) else 0
        if (style, kind) not in self._made:
            like = self._styles[style]
            tag = tag_with(self.data[like.start : like.after], fillId=str(self._fill_of[kind]), applyFill="1")
            self._made[style, kind] = tag + self.data[like.after : like.closed]
        return len(self._styles) + list(self._made).index((style, kind))

    def result(self) -> bytes:
        """The part with the new styles."""
        p = prefix(self.data, self._fills)
        new = [f'<{p}fill><{p}patternFill patternType="{name}"/></{p}fill>' for name in self._missing]
        for colour in self._colours.values():
            solid = f'<{p}fgColor rgb="FF{colour}"/><{p}bgColor indexed="64"/>'
            new.append(f'<{p}fill><{p}patternFill patternType="solid">{solid}</{p}patternFill></{p}fill>')
        splices = Splices(self.data)
        splices.append(self._fills, "".join(new), count=str(len(self._fills.children) + len(new)))
        count = len(self._styles) + len(self._made)
        splices.append(self._formats, b"".join(self._made.values()), count=str(count))
        return splices.result()


class MarkedSheet:
    """A worksheet's XML, in which cells can be coloured. Only the tags of those cells are touched."""

    def __init__(self, data: bytes, places: Iterable[Place]) -> None:
        self.data = data
        self._splices = Splices(data)
        self._found = Scan(data, {row for row, _ in places})

    def colour(self, kinds: Mapping[Place, str], fills: Fills) -> None:
        """Give each of `kinds` (a cell and a kind of mark) its own style with the fill of that kind."""
        missing: dict[int, list[tuple[int, int]]] = {}
        for (row, column), kind in sorted(kinds.items()):
            found = self._found.rows.get(row)
            cell = found.cells.get(column) if found else None
            style = fills.of(style_of(cell.attributes) if cell else self._style_around(row, column), kind)
            if cell:
                self._splices.set(cell, s=str(style))
            else:
                missing.setdefault(row, []).append((column, style))
        self._add(missing)
        self._widen([place for place in kinds if place[0] in missing])

    def _style_around(self, row: int, column: int) -> int:
        """The style that a blank cell without one of its own has: its row's, else its column's."""
        found = self._found.rows.get(row)
        if found and found.element.attributes.get("customFormat") in {"1", "true"}:
            return style_of(found.element.attributes)
        for each in self._found.columns:
            if number_of(each.get("min", "")) <= column <= number_of(each.get("max", "")):
                return style_of({"s": each.get("style", "")})
        return 0

    def _add(self, missing: Mapping[int, list[tuple[int, int]]]) -> None:
        """Write cells, and rows, that are not there yet, in their places."""
        table = self._found.children["sheetData"]
        p = prefix(self.data, table)
        at_end = []
        for row, cells in missing.items():
            made = [(column, f'<{p}c r="{letters(column)}{row + 1}" s="{style}"/>') for column, style in cells]
            found = self._found.rows.get(row)
            if found is None:
                new = f'<{p}row r="{row + 1}">{"".join(cell for _, cell in made)}</{p}row>'
                if row in self._found.gaps:
                    self._splices.put(self._found.gaps[row], new)
                else:
                    at_end.append(new)
                continue
            self._fill_row(found, made)
        if at_end:
            self._splices.append(table, "".join(at_end))

    def _fill_row(self, row: Row, cells: list[tuple[int, str]]) -> None:
        if is_empty(self.data, row.element):
            self._splices.append(row.element, "".join(cell for _, cell in cells), spans=None)
            return
        self._splices.set(row.element, spans=None)  # which says where a row begins and ends, and need not be there
        for column, cell in cells:
            after = [e.start for x, e in row.cells.items() if x > column]
            self._splices.put(min(after, default=row.element.end), cell)

    def _widen(self, places: list[Place]) -> None:
        """Let the sheet's dimension hold the cells that were added."""
        dimension = self._found.children.get("dimension")
        if dimension is None or not places:
            return
        first, _, last = dimension.attributes.get("ref", "A1").replace("$", "").partition(":")
        rows = [y for y, _ in places] + [row_of(first), row_of(last or first)]
        columns = [x for _, x in places] + [column_of(first), column_of(last or first)]
        ref = f"{letters(min(columns))}{min(rows) + 1}:{letters(max(columns))}{max(rows) + 1}"
        self._splices.set(dimension, ref=ref)

    def drawing_id(self) -> str:
        """The id of the drawing of comments that the sheet has; "" if none."""
        found = self._found.children.get("legacyDrawing")
        return found.attributes.get(f"{OFFICE} id", "") if found else ""

    def draw(self, relation: str) -> None:
        """Say by what relationship the drawing of the sheet's comments is found."""
        last = max(self._found.children[n].closed for n in self._found.children if n in _BEFORE_NOTES)
        p = prefix(self.data, self._found.children["sheetData"])
        self._splices.put(last, f'<{p}legacyDrawing xmlns:r="{OFFICE}" r:id="{relation}"/>')

    def result(self) -> bytes:
        """The part as changed."""
        return self._splices.result()


def address(place: Place) -> str:
    """A cell's address, such as "B5"."""
    return f"{letters(place[1])}{place[0] + 1}"
