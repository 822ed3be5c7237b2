"""Whether plain whole numbers in a column of results may be no levels: they are asked about then, not taken for any."""

from collections.abc import Sequence
from itertools import compress

from siptui.sheets.cells import Cell, number, picked
from siptui.tracking.tables.table import Column, Table
from siptui.tracking.vocabulary.schema_tables import LevelTable

Years = Sequence[int | None]


def is_too_high(years: Years, cells: Sequence[Cell], distinct: set[Cell], table: LevelTable) -> bool:
    """Whether a number would be a level too high for its pupil's year group; `distinct` are the different cells."""
    highest = table.likely_highest
    least = min(highest.values())
    high = {c: n for c in distinct if (n := number(c)) is not None and least < n <= table.highest_level}
    if not high:
        return False
    beside = set(compress(zip(years, cells, strict=False), map(high.__contains__, cells)))
    return any(highest.get(str(year), highest["*"]) < high[c] for year, c in beside)


def are_far_apart(years: Years, cells: Sequence[Cell], distinct: set[Cell], table: LevelTable) -> bool:
    """Whether the numbers of a year group are too many whole levels apart."""
    spread = table.likely_spread
    known = {c: n for c in distinct if (n := number(c)) is not None and 1 <= n <= table.highest_level}
    if not known or max(known.values()) - min(known.values()) <= min(spread.values()):
        return False
    by_year: dict[object, set[float]] = {}
    for year, cell in set(zip(years, cells, strict=False)):
        if cell in known:
            by_year.setdefault(year, set()).add(known[cell])
    return any(max(held) - min(held) > spread.get(str(year), spread["*"]) for year, held in by_year.items())


def columns_alike(table: Table, distinct: set[Cell], rows: Sequence[int], levels: LevelTable) -> list[str]:
    """The headings of many columns, of no subject and no time, that hold just the numbers of a column of results.

    So do the goals of a profile, or a teacher's marks for effort: what they are on is no scale of levels then. `rows`
    are the pupils'.
    """
    held = _numbers(distinct)
    others = [c for c in table.columns if c.meaning.kind not in {"column", "result"}] if len(held) > 1 else []
    alike = [_heading(c) for c in others if _numbers(picked(table.sheet.column(c.index), rows)) == held]
    return alike if len(alike) >= levels.columns_alike else []


def _numbers(cells: Sequence[Cell] | set[Cell]) -> set[float]:
    return {n for c in set(cells) if (n := number(c)) is not None}


def _heading(column: Column) -> str:
    return " ".join(column.heading.split())
