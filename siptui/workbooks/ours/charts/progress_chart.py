"""Part D as lines: for each subject the average points of each year group, and what it is expected to make.

The lines are drawn from the cells of the form; what is expected has cells of its own, beside its chart.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from openpyxl.chart import LineChart, Reference, Series
from openpyxl.chart.legend import LegendEntry
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from siptui.framework import Framework
from siptui.framework.model import ProgressBlock
from siptui.records.change import Record
from siptui.rules.progress import aps, shown
from siptui.rules.summary import text
from siptui.workbooks.ours import sheet_look
from siptui.workbooks.ours.answer_cell import POINTS
from siptui.workbooks.ours.charts.charted import Charted
from siptui.workbooks.ours.charts.lines import line_chart, marked_line
from siptui.workbooks.ours.new_book import Book
from siptui.workbooks.ours.safe_cells import at, plain, put_text

GREY = "7F7F7F"
LINES = 19  # of the sheet, that a chart is tall
STEP = 5  # points between the lines of the scale
BESIDE = 7  # the first column of charts


def add_progress_charts(
    book: Book, framework: Framework, record: Record, subjects: Sequence[Charted], today: date
) -> None:
    """A sheet with a chart of each subject that has figures; none where none has."""
    form = framework.progress
    some = [(each, years) for each in subjects if (years := _with_figures(framework, record, each))]
    if not some:
        return
    sheet = book.add("Charts")
    sheet_look.set_columns(sheet, [22, *[14] * len(form.points), 3, *[9.5] * 9])
    sheet_look.title(sheet, f"{form.title}: charts")
    row = 3
    for each, years in some:
        row = _subject(book, sheet, framework, record, each, years, row)
    last = f"{get_column_letter(BESIDE + 8)}{row}"
    sheet_look.set_heights(sheet)
    sheet_look.set_up(sheet, last, (1, 1), "A2", text(record, framework.roles.name), today)
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "portrait", 1
    sheet_look.protect(sheet)


def _called(framework: Framework, year: int) -> str:
    """What a year group is called."""
    blocks = (block for form in framework.forms for block in form.blocks if isinstance(block, ProgressBlock))
    return next((block.year_name(year) for block in blocks), str(year))


def _with_figures(framework: Framework, record: Record, drawn: Charted) -> list[int]:
    points = framework.progress.points
    return [
        year
        for year in drawn.rows
        if any(aps(framework, record, drawn.subject.key, year, point.key) is not None for point in points)
    ]


def _subject(
    book: Book,
    sheet: Worksheet,
    framework: Framework,
    record: Record,
    drawn: Charted,
    years: Sequence[int],
    row: int,
) -> int:
    """A subject's chart, and beside it the figures of what is expected. Gives the row after both."""
    form, last = framework.progress, len(framework.progress.points)
    sheet_look.banner(sheet, row, f"{form.subject_label}: {drawn.subject.name}", last + 1)
    for number, label in enumerate(["Expected", *(point.label for point in form.points)], start=1):
        sheet_look.heading(at(sheet, row + 1, number), label)
    expected = {}
    here = row + 1
    for year in years:
        figures = _expected(framework, record, drawn.subject.key, year)
        if not figures:
            continue
        here += 1
        expected[year] = here
        named = at(sheet, here, 1)
        put_text(named, f"Expected, {_called(framework, year)}")
        sheet_look.form(named)
        for number, figure in enumerate(figures, start=2):
            cell = at(sheet, here, number)
            sheet_look.form(cell, centred=True)
            cell.number_format = POINTS
            if figure is not None:
                cell.value = figure
    if not expected:
        here += 1
        put_text(at(sheet, here, 1), "No figure is agreed")
    chart = _chart(sheet, framework, drawn, years, expected)
    chart.y_axis.majorUnit, chart.y_axis.scaling.min = STEP, _lowest(framework, record, drawn, years)
    sheet.add_chart(chart, f"{get_column_letter(BESIDE)}{row}")
    book.described.append(plain(_in_words(framework, record, drawn, years, bool(expected))))
    return max(here + 2, row + LINES)


def _expected(framework: Framework, record: Record, subject: str, year: int) -> list[float | None]:
    """What a year group is expected to have at each point, evenly from where it began; [] where nothing is agreed."""
    span, points = framework.progress.increase, [point.key for point in framework.progress.points]
    gain = span.expected.get(str(year)) if span else None
    if span is None or gain is None or (start := aps(framework, record, subject, year, span.since)) is None:
        return []
    first, last = _months(span.since), _months(span.until)
    found: list[float | None] = []
    for point in points:
        part = (_months(point) - first) / (last - first)
        found.append(round(start + gain * part, 2) if 0 <= part <= 1 else None)
    return found


def _lowest(framework: Framework, record: Record, drawn: Charted, years: Sequence[int]) -> int:
    """Where the scale begins: a little below the lowest figure, so that the lines have room to differ."""
    points = framework.progress.points
    figures = [aps(framework, record, drawn.subject.key, year, point.key) for year in years for point in points]
    return max(0, int(min(each for each in figures if each is not None) // STEP * STEP))


def _months(point: str) -> int:
    year, month = point.split("-")[:2]
    return int(year) * 12 + int(month)


def _chart(
    sheet: Worksheet,
    framework: Framework,
    drawn: Charted,
    years: Sequence[int],
    expected: Mapping[int, int],
) -> LineChart:
    last = len(framework.progress.points) + 1
    chart = line_chart(f"{drawn.subject.name}: average points")
    legend = chart.legend
    for number, year in enumerate(years):
        cells = Reference(drawn.sheet, min_col=2, max_col=last, min_row=drawn.rows[year])
        chart.series.append(marked_line(cells, _called(framework, year), number))
    for number, (year, row) in enumerate(expected.items()):
        cells = Reference(sheet, min_col=2, max_col=last, min_row=row)
        series = Series(cells, title="Expected" if number == 0 else f"Expected, {_called(framework, year)}")
        series.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=GREY, w=15_000, prstDash="dash"))
        series.marker.symbol, series.smooth = "none", False
        chart.series.append(series)
        if number and legend is not None:  # one name for all the dashed lines
            legend.legendEntry.append(LegendEntry(idx=len(years) + number, delete=True))
    headings = Reference(drawn.sheet, min_col=2, max_col=last, min_row=drawn.headings)
    chart.set_categories(headings)
    return chart


def _in_words(framework: Framework, record: Record, drawn: Charted, years: Sequence[int], expected: bool) -> str:
    """What the chart shows: each year group from its first figure to its latest."""
    form, said = framework.progress, []
    for year in years:
        figures = [
            (point.label, figure)
            for point in form.points
            if (figure := aps(framework, record, drawn.subject.key, year, point.key)) is not None
        ]
        (first, begun), (latest, now) = figures[0], figures[-1]
        to = f" to {shown(now)} ({latest})" if len(figures) > 1 else ""
        said.append(f"{_called(framework, year)}: {shown(begun)} ({first}){to}")
    dashed = " Dashed lines show expected progress." if expected else ""
    return f"Line chart of average points in {drawn.subject.name}. {'; '.join(said)}.{dashed}"
