"""A copy of somebody's own workbook (.xlsx, .xlsm) with marks in it and nothing else changed.

A workbook loaded and saved by a library loses something in a third of all files: so only the tags of the marked cells
and the parts that hold styles and comments are changed, and every other part is copied as it is packed.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from siptui.records.workbook_mark import Mark
from siptui.workbooks.in_place.cell_fills import OFFICE, Fills, MarkedSheet, Place, address
from siptui.workbooks.in_place.cell_notes import Notes
from siptui.workbooks.in_place.sheet_xml_scan import MAIN
from siptui.workbooks.in_place.xlsx_package import LARGEST_SHEET, Package
from siptui.workbooks.in_place.xml_splices import Unmarkable, tree

__all__ = ["Marked", "Unmarkable", "marked"]

SUFFIXES = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": ".xlsx",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": ".xlsm",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": ".xltx",
    "application/vnd.ms-excel.template.macroEnabled.main+xml": ".xltm",
}


class Marked(Struct, frozen=True):
    """The copy; how a file name must end that holds it; and what is to be said about it."""

    content: bytes
    suffix: str
    notes: list[str]


def marked(data: bytes, marks: Sequence[Mark], colours: Mapping[str, str]) -> Marked:
    """The workbook `data` with `marks`, in `colours` (RRGGBB) by kind of mark; a kind without one is only said.

    Raises Unmarkable for a file that is no such workbook or is put together so that it could come to harm.
    """
    package = Package(data)
    workbooks = package.related("", "officeDocument")
    suffix = SUFFIXES.get(package.kind_of(workbooks[0][1])) if workbooks else None
    if suffix is None:
        raise Unmarkable("it is no .xlsx workbook")
    workbook = workbooks[0][1]
    root = tree(package.read(workbook))
    if root.name != f"{MAIN} workbook":
        raise Unmarkable("it is saved as a Strict Open XML workbook")
    parts = dict(package.related(workbook, "worksheet"))
    sheets = {
        s.attributes.get("name", ""): s.attributes.get(f"{OFFICE} id", "")
        for n in root.all("sheets")
        for s in n.children
    }
    by_sheet: dict[str, list[Mark]] = {}
    for mark in marks:
        if sheets.get(mark.sheet) not in parts:
            raise Unmarkable(f"its sheet {mark.sheet} cannot be found")
        by_sheet.setdefault(parts[sheets[mark.sheet]], []).append(mark)
    if by_sheet:
        styles = package.related(workbook, "styles")
        if not styles:
            raise Unmarkable("it has no styles of its own")
        fills = Fills(package.read(styles[0][1]), colours)
        for part, some in by_sheet.items():
            _mark_sheet(package, part, some, fills, colours)
        package.write(styles[0][1], fills.result())
    return Marked(package.packed(), suffix, [*(signed(package) if by_sheet else []), *kept(package)])


def _mark_sheet(package: Package, part: str, marks: list[Mark], fills: Fills, colours: Mapping[str, str]) -> None:
    kinds: dict[Place, str] = {(m.row, m.column): m.kind for m in marks if m.kind in colours}
    sheet = MarkedSheet(package.read(part, LARGEST_SHEET), kinds)
    sheet.colour(kinds, fills)
    notes = Notes(package, part)
    notes.write(_without_conversations(marks, notes), sheet)
    package.write(part, sheet.result())


def _without_conversations(marks: list[Mark], notes: Notes) -> dict[Place, str]:
    """What to say on each cell; what cannot be said on one with a conversation is said at the top of the sheet."""
    texts = {(m.row, m.column): m.text for m in marks}
    held = {place: said for place, said in texts.items() if address(place) in notes.conversations}
    if not held:
        return texts
    top = notes.free(0)
    said = [texts.get(top, ""), *(f"{address(p)}: {s}" if p != (0, 0) else s for p, s in held.items())]
    return {p: s for p, s in texts.items() if p not in held} | {top: "\n\n".join(s for s in said if s)}


KEPT = {
    "macros": ("vbaProject", "macrosheets/", "dialogsheets/"),
    "links to other files": ("externalLinks/", "connections", "queryTables/"),
    "embedded objects and controls": ("embeddings/", "activeX/", "ctrlProps/"),
}
"""What may do something when somebody opens a workbook, by the parts that it is in."""


def kept(package: Package) -> list[str]:
    """What the copy has from the file that its reader should know of."""
    names = [name.removeprefix("xl/") for name in package.names()]
    found = [what for what, starts in KEPT.items() if any(name.startswith(starts) for name in names)]
    if not found:
        return []
    several = ", ".join(found[:-1]) + (" and " if len(found) > 1 else "") + found[-1]
    return [f"its {several} were kept as they are: they are the school's, and may act when the copy is opened"]


def signed(package: Package) -> list[str]:
    if any(name.startswith("_xmlsignatures/") for name in package.names()):
        return ["the file is digitally signed, and the signature does not hold for the copy"]
    return []
