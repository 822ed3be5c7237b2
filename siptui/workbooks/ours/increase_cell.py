"""The cell of what was gained over the year: a formula, and its result beside it."""

from openpyxl.cell.cell import Cell

from siptui.workbooks.ours.answer_cell import POINTS
from siptui.workbooks.ours.new_book import Book
from siptui.workbooks.ours.sheet_look import form


def put_increase(book: Book, cell: Cell, since: str, until: str, gained: float | None) -> None:
    """Have a cell show what stands in column `until` of its row more than in column `since`, which is `gained`.

    It shows nothing until both ends are there. Rounded far beyond what is shown: 15.2 less 12.1 is 3.0999999999999996
    to a computer.
    """
    row = cell.row
    book.result(cell, "" if gained is None else round(gained, 6))
    cell.value = f'=IF(AND(ISNUMBER({since}{row}),ISNUMBER({until}{row})),ROUND({until}{row}-{since}{row},6),"")'
    form(cell, centred=True, grey=True)
    cell.number_format = POINTS
