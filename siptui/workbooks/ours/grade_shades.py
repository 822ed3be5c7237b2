"""The shades of grades in cells; its letter or number says the same without colour."""

from collections.abc import Iterator, Sequence

from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from siptui.documents.layout.shades import SHADES
from siptui.framework.model import Scale
from siptui.workbooks.ours.answer_cell import as_graded

TINTS = ("E3EDF6", "C2D7EB", "93B8DB")
"""For grades in order without colours of their own, the further down the darker, the first of all not at all. There
are three: an .xls has room for no more conditions on a cell."""


def shade(sheet: Worksheet, scale: Scale, cells: Sequence[str]) -> None:
    """Let cells that hold a grade have its shade, also one that is chosen later."""
    for held, shade_ in _shades(scale):
        said = held if held.isdecimal() else f'"{held}"'
        fill = PatternFill(bgColor=f"FF{shade_}", fill_type="solid")
        sheet.conditional_formatting.add(" ".join(cells), CellIsRule(operator="equal", formula=[said], fill=fill))  # type: ignore[no-untyped-call]


def _shades(scale: Scale) -> Iterator[tuple[str, str]]:
    coloured = [value for value in scale.values if value.colour]
    for value in coloured:
        yield as_graded(scale, value.value), SHADES[value.colour]
    numbered = all(value.value.isdecimal() for value in scale.values) and 2 < len(scale.values) <= len(TINTS) + 1
    if not coloured and numbered:
        tints = TINTS[len(TINTS) + 1 - len(scale.values) :]
        for value, tint in zip(scale.values[1:], tints, strict=True):
            yield as_graded(scale, value.value), tint
