"""A school's own totals below its pupils that are not what these come to: a remark, for either may be out of date."""

from collections.abc import Iterable

from siptui.sheets.cells import letters, number, plain, shown
from siptui.tracking.pupils.pupil_rows import Rows
from siptui.tracking.results.which_column import Result
from siptui.tracking.tables.table import NAMES, Table
from siptui.tracking.vocabulary.headings import tokens
from siptui.tracking.vocabulary.kind_table import KindTable

TOTAL = "total"  # why such a row is no pupil
NEAR = 1.0  # per cent: what rounding makes
MOST_NAMED = 6


def totals_that_differ(table: Table, rows: Rows, results: Iterable[Result], kinds: KindTable) -> list[str]:
    """What there is to say of the percentages in a table's rows of totals; nothing where they agree."""
    lines = {each.row for each in rows.left_out if each.why.code == TOTAL}
    words = [(tokens(word), key) for key, listed in kinds.percentages.measures.items() for word in listed]
    mine, said = list(results), []
    for y in range(table.first, len(table.sheet.rows)) if lines and words else ():
        label = tokens(" ".join(table.sheet.text(y, x) for name in NAMES for x in table.of(name)))
        measure = next((key for word, key in words if set(word) <= set(label)), "")
        for result in mine if measure and table.sheet.line(y) in lines else ():
            written, reckoned = _percent(table, y, result), _share(result, measure, kinds)
            if written is not None and reckoned is not None and abs(written - reckoned) >= NEAR:
                x = result.column.index
                said.append(
                    f"{letters(x)}{table.sheet.line(y)} {table.sheet.text(y, x)} ({reckoned:.0f}% by its pupils)"
                )
    more = f" and {len(said) - MOST_NAMED} more" if len(said) > MOST_NAMED else ""
    some = ", ".join(said[:MOST_NAMED])
    return (
        [f"Sheet {table.sheet.name}: the school's own totals are not what its pupils come to: {some}{more}"]
        if said
        else []
    )


def _percent(table: Table, y: int, result: Result) -> float | None:
    text = plain(shown(table.sheet.cell(y, result.column.index)))
    value = number(text.removesuffix("%").strip())
    return None if value is None else value if text.endswith("%") or value > 1 else value * 100


def _share(result: Result, measure: str, kinds: KindTable) -> float | None:
    kind = kinds.of(result.kind)
    least = next((m.least for m in kind.measures if m.key == measure and m.how == "share"), None) if kind else None
    points = [worth.points for worth in result.worths if worth.points is not None]
    return 100 * sum(p >= least for p in points) / len(points) if points and least is not None else None
