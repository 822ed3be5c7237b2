"""A template as it was understood: where each answer goes, and what changes in the file's parts when it is put there.

It is made once of a file, and remembered; its offsets hold for that file alone, whose digest it bears.
"""

import hashlib
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from siptui import __version__
from siptui.sheets.cells import Sheet
from siptui.workbooks.in_place.cell_fills import OFFICE
from siptui.workbooks.in_place.marked_copy import SUFFIXES, kept, signed
from siptui.workbooks.in_place.sheet_xml_scan import MAIN
from siptui.workbooks.in_place.xlsx_package import LARGEST_SHEET, Package
from siptui.workbooks.in_place.xml_splices import Element, Unmarkable, tag_with, tree
from siptui.workbooks.template.answers import AskedSheet
from siptui.workbooks.template.cells_on_sheet import SheetCells, cells_in
from siptui.workbooks.template.find_places import Found, Spot, find
from siptui.workbooks.template.formula_references import Area, Names, areas, following
from siptui.workbooks.template.formulas_on_sheet import Cut, Reckoned, formulas_in
from siptui.workbooks.template.styles_for_values import Styles, styles_of
from siptui.workbooks.template.wordings import FILE as WORDINGS
from siptui.workbooks.template.wordings import FOLDER

MAKER = f"{__version__} 1"
_TRUE = frozenset({"1", "true", "on"})


class PlannedSheet(Struct):
    """A sheet of the template: its name, its part, and the cells that may be filled."""

    name: str
    part: str
    cells: SheetCells


class Plan(Struct):
    """What is known of a template, for what is asked of it. `spots` as in Found; `left` hold formulas, and stay.

    `reckoned` are the cells whose formulas may follow from those that are filled.
    """

    made_by: str
    digest: str
    question: str
    suffix: str
    sheets: list[PlannedSheet]
    found: Found
    left: list[Spot]
    reckoned: list[Reckoned]
    styles: Styles
    from_1904: bool
    workbook: str
    anew: list[Cut]
    """What has the workbook reckoned anew when it is opened, in its own part."""
    notes: list[str]


def question_of(asked: Sequence[AskedSheet]) -> str:
    """A digest of what is asked, whatever the answers are, and of the wordings that its places are found by."""
    words = [(each.scattered, each.headings, [(a.labels, a.heading, a.kind) for a in each.answers]) for each in asked]
    said = (FOLDER / WORDINGS).read_bytes()
    return hashlib.blake2b(msgspec.msgpack.encode(words) + said, digest_size=16).hexdigest()


def digest_of(data: bytes) -> str:
    """By what a file is known again."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def plan_of(data: bytes, sheets: Sequence[Sheet], asked: Sequence[AskedSheet]) -> Plan:
    """What there is to know of the template `data`, which holds `sheets`.

    Raises Unmarkable for a file that is no such workbook or is put together so that it could come to harm.
    """
    package = Package(data)
    workbooks = package.related("", "officeDocument")
    suffix = SUFFIXES.get(package.kind_of(workbooks[0][1])) if workbooks else None
    if suffix is None:
        raise Unmarkable("it is no .xlsx or .xlsm workbook")
    workbook = workbooks[0][1]
    content = package.read(workbook)
    root = tree(content)
    if root.name != f"{MAIN} workbook":
        raise Unmarkable("it is saved as a Strict Open XML workbook")
    parts = _parts(package, workbook, root)
    seen = [sheet for sheet in sheets if not sheet.hidden and sheet.name in parts]
    numbers = {name: number for number, name in enumerate(parts)}
    found = find(seen, asked)
    turned = [numbers[sheet.name] for sheet in seen]
    found.spots = [[[(turned[n], y, x) for n, y, x in its] for its in spots] for spots in found.spots]
    texts = [package.read(part, LARGEST_SHEET) for part in parts.values()]
    names = _names(package, root, content, parts)
    every = [each for number, text in enumerate(texts) for each in formulas_in(text, number, names)]
    reckoned = {(each.formula.sheet, each.formula.row, each.formula.column) for each in every}
    spots = {spot for some in found.spots for its in some for spot in its}
    left = sorted(spots & reckoned)
    filled = spots - reckoned
    planned = [
        PlannedSheet(name, part, cells_in(text, [(y, x) for n, y, x in filled if n == number]))
        if any(n == number for n, _, _ in filled)
        else PlannedSheet(name, part, SheetCells())
        for number, ((name, part), text) in enumerate(zip(parts.items(), texts, strict=True))
    ]
    after = following([each.formula for each in every], filled)
    styles = package.related(workbook, "styles")
    used = {slot.style for sheet in planned for slot in sheet.cells.slots.values()}
    return Plan(
        made_by=MAKER,
        digest=digest_of(data),
        question=question_of(asked),
        suffix=suffix,
        sheets=planned,
        found=found,
        left=left,
        reckoned=[every[number] for number in after],
        styles=styles_of(styles[0][1], package.read(styles[0][1]), used) if styles else Styles(),
        from_1904=any(each.attributes.get("date1904", "") in _TRUE for each in root.all("workbookPr")),
        workbook=workbook,
        anew=_anew(content, root),
        notes=[*signed(package), *kept(package)],
    )


def _parts(package: Package, workbook: str, root: Element) -> dict[str, str]:
    """The part of each sheet of cells, by its name."""
    related = dict(package.related(workbook, "worksheet"))
    named = [
        (each.attributes.get("name", ""), each.attributes.get(f"{OFFICE} id", ""))
        for some in root.all("sheets")
        for each in some.children
    ]
    return {name: related[relation] for name, relation in named if relation in related}


def _names(package: Package, root: Element, content: bytes, parts: dict[str, str]) -> Names:
    """What formulas call the sheets, areas and tables of a workbook."""
    found = Names({name.casefold(): number for number, name in enumerate(parts)}, {}, {})
    for some in root.all("definedNames"):
        for each in some.children:
            said = content[each.after : each.end].decode("utf-8", "replace")
            text = said.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
            name = each.attributes.get("name", "").casefold()
            # Of a name that several sheets have, each its own, every one is meant.
            found.names[name] = f"{found.names[name]},{text}" if name in found.names else text
    for number, part in enumerate(parts.values()):
        for _, table in package.related(part, "table"):
            its = tree(package.read(table)).attributes
            for area in _area_of(its.get("ref", ""), number):
                for name in ("name", "displayName"):
                    if its.get(name):
                        found.tables[its[name].casefold()] = area
    return found


def _area_of(ref: str, sheet: int) -> list[Area]:
    return areas(ref, sheet, Names({}, {}, {}))[:1]


def _anew(content: bytes, root: Element) -> list[Cut]:
    """What has Excel reckon a workbook anew: LibreOffice does it of itself where no result stands."""
    said = root.all("calcPr")
    if said:
        tag = content[said[0].start : said[0].after]
        return [(said[0].start, said[0].after, tag_with(tag, fullCalcOnLoad="1"))]
    before = [
        each.closed
        for name in ("sheets", "functionGroups", "externalReferences", "definedNames")
        for each in root.all(name)
    ]
    raw = content[root.start : root.after].split(None, 1)[0].rpartition(b":")[0].removeprefix(b"<")
    p = raw + b":" if raw else b""
    return [(max(before), max(before), b"<" + p + b'calcPr fullCalcOnLoad="1"/>')] if before else []
