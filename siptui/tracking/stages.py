"""Headings such as "Y3 Spr": another point in time for each pupil, by the year group the pupil is in now.

For a pupil who is in Year 5 in 2010-11, "Y4 Sum" is July 2010 and "Y5 Aut" December 2010.
"""

from msgspec import structs

from siptui.tracking.headings import EARLIER, OUTSIDE, Meaning
from siptui.tracking.layout import Table
from siptui.tracking.pupils import Rows


def settle_stages(table: Table, rows: Rows) -> None:
    """Keep of the points in time of such headings those that the table's pupils have; all, if years are asked."""
    years = {p.year for p in rows.pupils}
    for column in table.columns:
        meaning = column.meaning
        if not meaning.by_year or meaning.kind != "result":
            continue
        kept = tuple(pair for pair in meaning.by_year if pair[0] in years or rows.year_open)
        if kept:
            points = tuple(dict.fromkeys(point for _, point in kept))
            column.meaning = structs.replace(meaning, by_year=kept, points=points)
        else:
            past = bool(years) and all(y is not None and y > max(meaning.by_year)[0] for y in years)
            column.meaning = Meaning("left out", EARLIER if past else OUTSIDE, meaning.subject)


def years_at(meaning: Meaning, point: str) -> frozenset[int]:
    """The year groups whose results at a point in time such a heading gives."""
    return frozenset(year for year, at in meaning.by_year if at == point)
