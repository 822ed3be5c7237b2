"""Where in a worksheet's XML the cells to be filled are, and where those are put that are not there yet."""

from collections.abc import Iterable

from msgspec import Struct

from siptui.sheets.cells import letters
from siptui.workbooks.in_place.sheet_xml_scan import Row, Scan, column_of, number_of, row_of, style_of
from siptui.workbooks.in_place.xml_splices import is_empty, prefix, tag_with
from siptui.workbooks.template.formulas_on_sheet import Cut

Place = tuple[int, int]


class Slot(Struct, array_like=True):
    """A cell to be filled: its address and style, and its bytes, or the number of the `gap` that it is put into."""

    address: str
    style: int
    start: int = 0
    end: int = 0
    gap: int = -1


class Gap(Struct, array_like=True):
    """Where new cells are put, in place of the bytes from `start` to `end`, between `before` and `after` them."""

    start: int
    end: int
    before: bytes = b""
    after: bytes = b""
    also: list[Cut] = []


class SheetCells(Struct, array_like=True):
    """The cells of a sheet that may be filled, in their order. `prefix` stands before the names of its elements."""

    prefix: str = ""
    slots: dict[Place, Slot] = {}
    gaps: list[Gap] = []
    wider: list[Cut] = []
    """What is to be changed where cells are added: how far the sheet says that it reaches."""


def cells_in(data: bytes, places: Iterable[Place]) -> SheetCells:
    """The cells of a worksheet at these places. Raises Unmarkable."""
    wanted = sorted(set(places))
    scan = Scan(data, {row for row, _ in wanted})
    table = scan.children["sheetData"]
    found = SheetCells(prefix(data, table), {}, [], [])
    if is_empty(data, table):  # no word stands on it, so that nothing is to be found there
        return found
    rows: dict[int, int] = {}
    for y, x in wanted:
        row = scan.rows.get(y)
        cell = row.cells.get(x) if row else None
        address = f"{letters(x)}{y + 1}"
        if cell is not None:
            found.slots[y, x] = Slot(address, style_of(cell.attributes), cell.start, cell.closed)
            continue
        gap = _gap(data, found, row, y, x, rows, scan.gaps.get(y, table.end))
        found.slots[y, x] = Slot(address, _style_around(scan, row, x), gap=gap)
    if found.gaps:
        found.wider = _wider(data, scan, wanted)
    return found


def _gap(data: bytes, found: SheetCells, row: Row | None, y: int, x: int, rows: dict[int, int], at: int) -> int:
    """The number of the gap for a cell: one for a row that is not there or empty, else one before the next cell."""
    if y in rows:
        return rows[y]
    p = found.prefix
    closing = f"</{p}row>".encode()
    if row is None:
        gap = Gap(at, at, f'<{p}row r="{y + 1}">'.encode(), closing)
        rows[y] = len(found.gaps)
    elif is_empty(data, row.element):
        element = row.element
        tag = tag_with(data[element.start : element.after], spans=None).removesuffix(b"/>") + b">"
        gap = Gap(element.start, element.after, tag, closing)
        rows[y] = len(found.gaps)
    else:
        element = row.element
        start = min((cell.start for column, cell in row.cells.items() if column > x), default=element.end)
        there = next(
            (n for n, each in enumerate(found.gaps) if each.start == each.end == start and not each.before), -1
        )
        if there >= 0:
            return there
        tag = data[element.start : element.after]
        bare = tag_with(tag, spans=None)  # which says where a row begins and ends, and need not be there
        gap = Gap(start, start, also=[(element.start, element.after, bare)] if bare != tag else [])
    found.gaps.append(gap)
    return len(found.gaps) - 1


def _style_around(scan: Scan, row: Row | None, column: int) -> int:
    """The style that a blank cell without one of its own has: its row's, else its column's."""
    if row is not None and row.element.attributes.get("customFormat") in {"1", "true"}:
        return style_of(row.element.attributes)
    for each in scan.columns:
        if number_of(each.get("min", "")) <= column <= number_of(each.get("max", "")):
            return style_of({"s": each.get("style", "")})
    return 0


def _wider(data: bytes, scan: Scan, places: list[Place]) -> list[Cut]:
    dimension = scan.children.get("dimension")
    if dimension is None:
        return []
    first, _, last = dimension.attributes.get("ref", "A1").replace("$", "").partition(":")
    rows = [y for y, _ in places] + [row_of(first), row_of(last or first)]
    columns = [x for _, x in places] + [column_of(first), column_of(last or first)]
    ref = f"{letters(min(columns))}{min(rows) + 1}:{letters(max(columns))}{max(rows) + 1}"
    tag = data[dimension.start : dimension.after]
    return [(dimension.start, dimension.after, tag_with(tag, ref=ref))]
