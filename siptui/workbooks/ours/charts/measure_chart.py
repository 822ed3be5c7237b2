"""A grid of measures as lines: for each measure of a subject that has figures, a line a year group.

The lines are drawn from the cells of the form. Of groups of pupils there are none: they may be a few.
"""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from openpyxl.chart import Reference
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from siptui.framework import Framework
from siptui.framework.model import Form, ProgressBlock, ProgressMeasure, Subject
from siptui.records.change import Record
from siptui.rules.progress import shown
from siptui.rules.summary import text
from siptui.workbooks.ours import sheet_look
from siptui.workbooks.ours.charts.lines import line_chart, marked_line
from siptui.workbooks.ours.new_book import Book
from siptui.workbooks.ours.safe_cells import plain

HEAD = 4  # the row of headings of any form's sheet
LINES = 19  # of the sheet, that a chart is tall
COLUMNS = 9  # of the sheet, that a chart is wide
ACROSS, ON_A_PAGE = 2, 2  # charts beside each other, and rows of them on a page
FIRST = 3  # the row of the sheet that they begin in
PERCENT, WHOLE, EVERY = "percent", 100, 20


class _Charted(Struct, frozen=True):
    """A measure of a subject, and the year groups that have figures of it."""

    subject: Subject
    measure: ProgressMeasure
    years: list[int]

    @property
    def title(self) -> str:
        return f"{self.subject.name}: {self.measure.name}"


def add_measure_charts(book: Book, framework: Framework, record: Record, form: Form, today: date) -> None:
    """A sheet with a chart of each measure that has figures; none where none has."""
    grids = [block for block in form.blocks if isinstance(block, ProgressBlock)]
    cells = book.cells_by_path()
    drawn = {path: value for path, value in record.items() if path in cells}
    some = [(block, each) for block in grids for each in _some(drawn, form, block)]
    if not some:
        return
    sheet = book.add("Charts")
    sheet_look.set_columns(sheet, [9.5] * COLUMNS * ACROSS)
    sheet_look.title(sheet, f"{form.title}: charts")
    for number, (block, each) in enumerate(some):
        chart = line_chart(each.title)
        if each.measure.kind == PERCENT:
            chart.y_axis.scaling.min, chart.y_axis.scaling.max, chart.y_axis.majorUnit = 0, WHOLE, EVERY
        for nth, year in enumerate(each.years):
            paths = _paths(form, block, each, year)
            grid, row, first = cells[paths[0]]
            area = Reference(grid, min_col=first, max_col=cells[paths[-1]][2], min_row=row)
            chart.series.append(marked_line(area, block.year_name(year), nth))
            headed = Reference(grid, min_col=first, max_col=cells[paths[-1]][2], min_row=HEAD)
            chart.set_categories(headed)
        place = f"{get_column_letter(1 + COLUMNS * (number % ACROSS))}{FIRST + LINES * (number // ACROSS)}"
        sheet.add_chart(chart, place)
        book.described.append(plain(_in_words(record, form, block, each)))
    rows = 1 + (len(some) - 1) // ACROSS
    for row in range(ON_A_PAGE, rows, ON_A_PAGE):
        sheet.row_breaks.append(Break(id=FIRST + LINES * row - 2))
    last = f"{get_column_letter(COLUMNS * ACROSS)}{FIRST + LINES * rows - 1}"
    sheet_look.set_up(sheet, last, (1, 1), "A2", text(record, framework.roles.name), today)
    sheet_look.protect(sheet)


def _some(record: Record, form: Form, block: ProgressBlock) -> list[_Charted]:
    found = []
    for subject in block.subjects:
        for measure in block.measures_of(subject):
            bare = _Charted(subject, measure, [])
            years = [
                year
                for year in block.years_of(subject, block.years)
                if any(path in record for path in _paths(form, block, bare, year))
            ]
            if years:
                found.append(_Charted(subject, measure, years))
    return found


def _paths(form: Form, block: ProgressBlock, what: _Charted, year: int) -> list[str]:
    base = f"{form.where(block)}/{what.subject.key}/{year}"
    return [f"{base}/{point.key}/{what.measure.key}" for point in block.points]


def _in_words(record: Record, form: Form, block: ProgressBlock, what: _Charted) -> str:
    """What a chart shows: each year group from its first figure to its latest."""
    said = []
    for year in what.years:
        figures: Sequence[tuple[str, float]] = [
            (point.label, float(value))
            for point, path in zip(block.points, _paths(form, block, what, year), strict=True)
            if isinstance(value := record.get(path), int | float)
        ]
        if figures:
            (first, begun), (latest, now) = figures[0], figures[-1]
            to = f" to {shown(now)} ({latest})" if len(figures) > 1 else ""
            said.append(f"{block.year_name(year)}: {shown(begun)} ({first}){to}")
    return f"Line chart of {what.title}. {'; '.join(said)}."
