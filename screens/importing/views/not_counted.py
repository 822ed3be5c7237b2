"""Every cell, row and sheet that was not counted, under the reason."""

from screens.grid.grid import Cell, Column, Row
from screens.importing.views.preview import Preview, Side
from siptui.tracking.proposal import NotCounted

MOST_OF_A_KIND = 1000


def not_counted(preview: Preview) -> Side:
    """What was not counted; a row's key is where in the Proposal's list it stands."""
    columns = [
        Column("sheet", "Sheet", 18, grow=1),
        Column("cell", "Cell", 8),
        Column("value", "Holds", 12, grow=1),
        Column("reason", "Not counted, because", 30, grow=3),
    ]
    by_reason: dict[str, list[tuple[int, NotCounted]]] = {}
    for number, each in enumerate(preview.found.not_counted):
        by_reason.setdefault(each.why.words_of_any, []).append((number, each))
    rows: list[Row] = []
    for reason, some in by_reason.items():
        more = f", of which the first {MOST_OF_A_KIND:,} are shown" if len(some) > MOST_OF_A_KIND else ""
        count = f" ({len(some):,}{more})" if len(some) > 1 else ""
        rows.append(Row(f"reason {reason}", (reason[:1].upper() + reason[1:] + count,), heading=True))
        for number, each in some[:MOST_OF_A_KIND]:
            rows.append(Row(str(number), (f"  {each.sheet}", _place(each), each.value, Cell(each.reason, "dim"))))
    return columns, rows


def _place(each: NotCounted) -> Cell | str:
    if not each.row:
        return Cell("sheet", "dim")
    return f"{each.column}{each.row}" if each.column else Cell(f"row {each.row}", "dim")
