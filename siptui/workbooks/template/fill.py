"""A template filled: its cells written in the XML of their sheets, and every other part left byte for byte."""

from collections.abc import Iterable, Sequence
from datetime import date

from siptui.records.values import BadValue
from siptui.workbooks.in_place.xlsx_package import LARGEST_SHEET, Package
from siptui.workbooks.in_place.xml_splices import Splices, text
from siptui.workbooks.ours.cell_text import LONGEST_CELL, escaped, length, means_more, plain
from siptui.workbooks.template.answers import Answer, AskedSheet, Filling
from siptui.workbooks.template.cells_on_sheet import SheetCells, Slot
from siptui.workbooks.template.find_places import Spot
from siptui.workbooks.template.formula_references import following
from siptui.workbooks.template.formulas_on_sheet import Cut
from siptui.workbooks.template.plan import Plan
from siptui.workbooks.template.styles_for_values import NewStyles

DAY_0 = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
"""From which a workbook counts its days, and whether that is 1904."""


def filled(data: bytes, plan: Plan, asked: Sequence[AskedSheet]) -> bytes:
    """The template `data`, of which `plan` was made, with the answers that there are.

    What is unanswered stays as the template has it. Raises Unmarkable; BadValue for a text that no cell holds.
    """
    package = Package(data)
    styles = NewStyles(plan.styles)
    values: dict[Spot, tuple[Answer, Filling]] = {}
    left = set(plan.left)
    for sheet, spots in zip(asked, plan.found.spots, strict=True):
        for answer, its in zip(sheet.answers, spots, strict=True):
            if answer.value is not None:
                values.update({spot: (answer, answer.value) for spot in its if spot not in left})
    cuts: dict[int, list[Cut]] = {}
    for number, planned in enumerate(plan.sheets):
        its_own = {(y, x): each for (n, y, x), each in values.items() if n == number}
        if its_own:
            cuts[number] = [*_cells(planned.cells, its_own, plan, styles)]
    stale = following([each.formula for each in plan.reckoned], values)
    for each in stale:
        formula = plan.reckoned[each]
        cuts.setdefault(formula.formula.sheet, []).extend(formula.cuts)
    for number, changes in cuts.items():
        part = plan.sheets[number].part
        package.write(part, _cut(package.read(part, LARGEST_SHEET), changes))
    if plan.styles.part:
        content = package.read(plan.styles.part)
        if changes := styles.cuts(content):
            package.write(plan.styles.part, _cut(content, changes))
    if stale:
        package.write(plan.workbook, _cut(package.read(plan.workbook), plan.anew))
    return package.packed()


def _cut(content: bytes, changes: Iterable[Cut]) -> bytes:
    splices = Splices(content)
    for start, end, new in changes:
        splices.put(start, new, end)
    return splices.result()


def _cells(
    cells: SheetCells, values: dict[tuple[int, int], tuple[Answer, Filling]], plan: Plan, styles: NewStyles
) -> Iterable[Cut]:
    """What is changed on a sheet for its values."""
    added: dict[int, list[bytes]] = {}
    for place, slot in sorted(cells.slots.items()):
        if place not in values:
            continue
        new = _cell(cells.prefix, slot, *values[place], plan, styles).encode()
        if slot.gap < 0:
            yield slot.start, slot.end, new
        else:
            added.setdefault(slot.gap, []).append(new)
    also: set[Cut] = set()
    for number, some in added.items():
        gap = cells.gaps[number]
        also.update(gap.also)
        yield gap.start, gap.end, gap.before + b"".join(some) + gap.after
    yield from also
    if added:
        yield from cells.wider


def _cell(p: str, slot: Slot, answer: Answer, value: Filling, plan: Plan, styles: NewStyles) -> str:
    """A cell's XML: a number as a number, a date as the days since the template's first, all else as text."""
    style, shows = slot.style, plan.styles.shows.get(slot.style, "")
    if answer.kind == "date" and isinstance(value, str) and (days := _days(value, plan.from_1904)) is not None:
        value = days
        style = style if shows == "date" else styles.like(style, "date")
    elif answer.kind == "percent" and shows == "percent" and isinstance(value, int | float):
        value = round(value / 100, 12)
    elif isinstance(value, int | float) and shows == "date":
        style = styles.like(style, "number")  # else 15.5 would be shown as a day of January 1900
    start = f'<{p}c r="{slot.address}"' + (f' s="{style}"' if style else "")
    if isinstance(value, int | float):
        return f"{start}><{p}v>{value!r}</{p}v></{p}c>"
    said = plain(str(value)).replace("\r\n", "\n").replace("\r", "\n")
    written = escaped(said)
    if (long := length(written)) > LONGEST_CELL:
        raise BadValue(f"is {long:,} characters long; a cell holds {LONGEST_CELL:,}, so shorten it")
    if means_more(said) and (own := styles.like(slot.style, "text")):
        start = f'<{p}c r="{slot.address}" s="{own}"'
    body = f'<{p}is><{p}t xml:space="preserve">{text(written)}</{p}t></{p}is>'
    return f'{start} t="inlineStr">{body}</{p}c>'


def _days(iso: str, from_1904: bool) -> int | None:
    """A day as a workbook counts it; None for one before its first, or what is no day."""
    try:
        days = (date.fromisoformat(iso) - DAY_0[from_1904]).days
    except ValueError:
        return None
    return days if days > (0 if from_1904 else 60) else None  # in 1900 workbooks have a 29 February
