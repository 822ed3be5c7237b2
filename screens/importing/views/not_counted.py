"""Every cell, row and sheet that was not counted, under the reason."""

from screens.grid.grid import Cell, Column, Row
from screens.importing.preview import Preview, Side, headed
from siptui.tracking.proposal_types import NotCounted

MOST_OF_A_KIND = 1000
SAYS = " · {grid.open} says what it means"
COLUMNS = [
    Column("sheet", "Sheet", 24, grow=1),
    Column("cell", "Cell", 10),
    Column("value", "Holds", 24, grow=2),
]


def not_counted(preview: Preview) -> Side:
    """What was not counted; a row's key is where in the Proposal's list it stands."""
    by_reason: dict[str, list[tuple[int, NotCounted]]] = {}
    for number, each in enumerate(preview.found.not_counted):
        by_reason.setdefault(each.why.words_of_any, []).append((number, each))
    rows: list[Row] = []
    for kind, some in by_reason.items():
        reasons = {each.reason for _, each in some}
        reason = kind if len(reasons) > 1 else some[0][1].reason
        more = f", of which the first {MOST_OF_A_KIND:,} are shown" if len(some) > MOST_OF_A_KIND else ""
        count = f" ({len(some):,}{more})" if len(some) > 1 else ""
        rows += headed(f"reason {kind}", reason[:1].upper() + reason[1:] + count, preview.room)
        rows += [
            Row(str(number), (f"  {each.sheet}", _place(each), each.value)) for number, each in some[:MOST_OF_A_KIND]
        ]
    return COLUMNS, rows


def reason_of(preview: Preview, row: str, _column: str) -> str:
    """The reason in a row of it, for the note."""
    each = preview.found.not_counted[int(row)] if row.isdigit() else None
    if each is None:
        return ""
    place = f"cell {each.column}{each.row}" if each.column else f"row {each.row}" if each.row else ""
    where = f"Sheet {each.sheet}, {place}" if place else f"Sheet {each.sheet}"
    holds = f", {each.value.strip()!r}," if each.value.strip() else ""
    line = f"{where}{holds} is not counted: {each.reason}"
    return preview.with_hint(line, SAYS) if each.column and each.value.strip() else line


def _place(each: NotCounted) -> Cell | str:
    if not each.row:
        return Cell("sheet", "dim")
    return f"{each.column}{each.row}" if each.column else Cell(f"row {each.row}", "dim")
