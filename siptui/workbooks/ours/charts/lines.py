"""A chart of lines, one a year group, each with a colour and a mark of its own."""

from openpyxl.chart import LineChart, Reference, Series
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series as Drawn
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties

COLOURS = ("1F4E79", "C55A11", "548235", "7030A0", "BF9000", "A50021", "2E75B6", "00727A", "595959")
"""Dark enough for a grey printer; each line has a mark of its own too, for who does not tell the colours apart."""
MARKS = ("circle", "square", "triangle", "diamond", "x", "star", "plus", "dash", "dot")
GRID = "D9D9D9"
WIDE, TALL = 15.5, 8.6  # centimetres of a chart


def line_chart(title: str) -> LineChart:
    """A chart without lines yet."""
    chart = LineChart()
    chart.title = title
    chart.width, chart.height = WIDE, TALL  # type: ignore[assignment]
    chart.legend = Legend()
    chart.legend.position = "b"
    chart.y_axis.number_format, chart.y_axis.delete, chart.x_axis.delete = "0", False, False
    chart.y_axis.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill=GRID)))
    return chart


def marked_line(cells: Reference, title: str, number: int) -> Drawn:
    """The line of some cells, the colour and mark of which its number says."""
    series: Drawn = Series(cells, title=title)
    colour = COLOURS[number % len(COLOURS)]
    series.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=colour, w=22_000))
    look = GraphicalProperties(solidFill=colour)
    look.line.solidFill = colour
    series.marker = Marker(symbol=MARKS[number % len(MARKS)], size=7, spPr=look)  # type: ignore[arg-type]
    series.smooth = False
    return series
