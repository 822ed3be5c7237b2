"""An answer written into its cell as what it is; `siptui.workbooks.returned.cell_answer` reads it back."""

from openpyxl.cell.cell import Cell

from siptui.framework import Framework
from siptui.framework.model import FormField
from siptui.framework.places import Field
from siptui.records.values import Value
from siptui.workbooks.ours.cell_text import as_graded as as_graded
from siptui.workbooks.ours.safe_cells import DATE_FORMAT, put_date, put_scale, put_text, put_value

POINTS = "0.0"  # as they are shown; what is kept is not rounded
FORMATS = {
    "date": DATE_FORMAT,
    "points": POINTS,
    "whole": "0",
    "money": '"£"#,##0.00',
    **dict.fromkeys(("text", "line", "person", "link", "time", "tick"), "@"),
}
"""How cells show what is typed in them, by kind; as text what a workbook would else take for a date or a formula."""
WIDTHS = {"text": 48.0, "line": 24.0, "person": 24.0, "link": 24.0, "date": 13.0, "scale": 13.0}
USUAL = 11.0


def put_answer(cell: Cell, place: Field, value: Value | None) -> None:
    """Write an answer; of an empty place what the form has printed there. Raises BadValue."""
    if value is None:
        put_text(cell, place.preset)
    elif place.kind == "scale":
        put_scale(cell, as_graded(place.scale, str(value)))
    elif place.kind == "date":
        put_date(cell, str(value))
    else:
        put_value(cell, value)
    cell.number_format = FORMATS.get(place.kind, "General")


def asked_at(framework: Framework, place: Field) -> FormField:
    """What is asked at a place, for what its cell may hold and says of itself."""
    scale = next((key for key, scale in framework.scales.items() if scale is place.scale), "")
    kind = "line" if place.kind in ("computed", "state") else place.kind
    return FormField(key="answer", label=place.label, kind=kind, scale=scale, prompt=place.prompt)
