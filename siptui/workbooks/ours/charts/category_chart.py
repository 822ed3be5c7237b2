"""Part F as bars: the category now, and the one that is aimed at, of each row that is judged."""

from collections.abc import Sequence
from datetime import date

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.legend import Legend
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties

from siptui.framework import Framework
from siptui.framework.model import Scale
from siptui.records.change import Record
from siptui.rules.summary import SummaryRow, SummarySection, text
from siptui.workbooks.ours import sheet_look
from siptui.workbooks.ours.cell_text import is_number
from siptui.workbooks.ours.new_book import Book
from siptui.workbooks.ours.safe_cells import at, plain, put_text

NOW, AIMED_AT, GRID = "1F4E79", "F4B183", "D9D9D9"
WIDE, A_ROW, BESIDES, A_LINE = 16.5, 0.6, 2.5, 0.6  # centimetres; the last of a line of the sheet
FIRST = 4  # the row of the sheet that the chart begins in


def add_category_chart(
    book: Book,
    framework: Framework,
    record: Record,
    sections: Sequence[SummarySection],
    day: date,
) -> None:
    """A sheet with the chart, and its figures; none where nothing is judged.

    Grades that are words stand there as their places in their scale, the first of them 1.
    """
    rows = [row for section in sections for row in section.rows if row.current or row.target]
    scale = next(
        (framework.scales[f.scale] for f in framework.summary.fields if f.key == framework.roles.current), None
    )
    places = _places(scale)
    rows = [row for row in rows if row.current in places or row.target in places]
    if scale is None or not rows:
        return
    sheet = book.add("Charts")
    sheet_look.set_columns(sheet, [10, 9.5, 9.5, 3, *[9.5] * 9])
    sheet_look.title(sheet, f"{framework.summary.title}: chart")
    best = "; ".join(f"{places[value.value]} {value.name}" for value in scale.values)
    sheet_look.note(at(sheet, 2, 1), best)
    for number, words in enumerate(["Code", "Now", "Target"], start=1):
        sheet_look.heading(at(sheet, FIRST, number), words)
    for line, row in enumerate(rows, start=FIRST + 1):
        put_text(at(sheet, line, 1), row.code)
        for number, value in enumerate([row.current, row.target], start=2):
            at(sheet, line, number).value = places.get(value)
        for number in (1, 2, 3):
            sheet_look.form(at(sheet, line, number), centred=True)
    last = FIRST + len(rows)
    chart = BarChart()
    chart.type, chart.gapWidth, chart.overlap = "bar", 60, 0
    chart.title = None
    tall = BESIDES + A_ROW * len(rows)
    chart.width, chart.height = WIDE, tall  # type: ignore[assignment]
    chart.legend = Legend()
    chart.legend.position = "t"
    for column, name, colour in ((2, "Now", NOW), (3, "Target", AIMED_AT)):
        cells = Reference(sheet, min_col=column, min_row=FIRST + 1, max_row=last)
        series = Series(cells, title=name)
        series.graphicalProperties = GraphicalProperties(solidFill=colour)
        chart.series.append(series)
    chart.set_categories(Reference(sheet, min_col=1, min_row=FIRST + 1, max_row=last))
    chart.x_axis.scaling.orientation = "maxMin"  # the first row at the top
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min, chart.y_axis.scaling.max, chart.y_axis.majorUnit = 0, max(places.values()), 1
    chart.y_axis.number_format = "0"
    chart.y_axis.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill=GRID)))
    sheet.add_chart(chart, f"E{FIRST}")
    book.described.append(plain(_in_words(rows, scale)))
    last = max(last, FIRST + int(tall / A_LINE)) + 1
    sheet_look.set_heights(sheet)
    sheet_look.set_up(sheet, f"M{last}", (1, 2), "A3", text(record, framework.roles.name), day)
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "portrait", 1
    sheet_look.protect(sheet)


def _places(scale: Scale | None) -> dict[str, int]:
    """How far along a scale each of its values is: a number as it is, a grade in words by its place."""
    values = [value.value for value in scale.values] if scale else []
    numbered = all(map(is_number, values))
    return {value: int(value) if numbered else place for place, value in enumerate(values, start=1)}


def _in_words(rows: Sequence[SummaryRow], scale: Scale) -> str:
    """What the chart shows, row by row."""
    names = {value.value: value.value if is_number(value.value) else value.name for value in scale.values}
    said = []
    for row in rows:
        to = f", target {names.get(row.target, row.target)}" if row.target else ""
        said.append(f"{row.code}: {names.get(row.current, row.current) or 'not judged'}{to}")
    return f"Bar chart of {scale.name}, now and as aimed at. {'; '.join(said)}."
