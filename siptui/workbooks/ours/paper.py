"""Which rows of a sheet come on which page, and how wide its columns of words are for the fewest pages.

Wider columns of words make rows less tall, and the sheet is made as wide as the paper: more comes on a page, smaller.
"""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from siptui.workbooks.ours.sheet_look import DIGIT, FOOT, PAPER, SIDE, TOP, heights, set_heights

WANTED = 2  # pages, which is what a governor reads
Rows = tuple[int, int]
"""The first and the last of some rows."""


class Plan(Struct, frozen=True):
    """On how many pages a sheet comes, after which rows they are turned, and which rows head each of them."""

    pages: int
    after: list[int]
    repeated: Rows


class Page(Struct, frozen=True):
    """The height of each row, and how much of that a page has room for."""

    tall: Mapping[int, float]
    room: float

    def of(self, rows: Rows) -> float:
        """The height of some rows."""
        return sum(self.tall.get(row, 0.0) for row in range(rows[0], rows[1] + 1))


Planned = Callable[[Page], Plan]


def turned_between(parts: Sequence[Rows], repeated: Rows) -> Planned:
    """Pages turned between parts of a sheet, one that is longer than a page where that ends."""

    def planned(page: Page) -> Plan:
        head = page.of(repeated)
        filled, pages, after = 0.0, 1, list[int]()
        for first, last in parts:
            tall = page.of((first, last))
            if filled + tall > page.room and filled > (head if pages > 1 else 0.0):
                after.append(first - 1)
                filled, pages = head, pages + 1
            filled += tall
            while filled > page.room and page.room > head:
                filled, pages = filled - page.room + head, pages + 1
        return Plan(pages, after, repeated)

    return planned


def lay_out(sheet: Worksheet, columns: Sequence[int], widths: Sequence[float], planned: Planned) -> Rows:
    """Make the columns of words as wide as is needed for few pages, and turn the pages there.

    `widths` are those that the columns may have, the best to read first. Gives the rows that head each page.
    """
    best: tuple[int, float, Plan] | None = None
    for width in widths:
        _set(sheet, columns, width)
        plan = planned(Page(heights(sheet), _room(sheet)))
        if best is None or plan.pages < best[0]:
            best = (plan.pages, width, plan)
        if plan.pages <= WANTED:
            break
    if best is None:
        raise ValueError("no widths")
    _set(sheet, columns, best[1])
    set_heights(sheet)
    for row in best[2].after:
        sheet.row_breaks.append(Break(id=row))
    return best[2].repeated


def _set(sheet: Worksheet, columns: Sequence[int], width: float) -> None:
    for number in columns:
        sheet.column_dimensions[get_column_letter(number)].width = width


def _room(sheet: Worksheet) -> float:
    """Points of height on a page, where the sheet is made as wide as the paper."""
    wide = sum(each.width * DIGIT for each in sheet.column_dimensions.values())
    scale = min(1.0, (PAPER[0] - 2 * SIDE) * 72 / wide)
    return (PAPER[1] - TOP - FOOT) * 72 / scale
