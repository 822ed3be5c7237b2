"""How our sheets look, on the screen and on paper: A4, black on white, ready to print."""

import unicodedata
from collections.abc import Sequence
from datetime import date

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from siptui.framework import Framework
from siptui.records.change import Record
from siptui.rules.summary import text
from siptui.workbooks.ours.new_book import FONT, SIZE
from siptui.workbooks.ours.safe_cells import at, plain, put_text

A4 = 9  # as a workbook numbers paper
PAPER = (11.69, 8.27)  # A4 on its side, in inches
DIGIT = 5.25  # points: how wide a digit of a column's width is
SIDE, TOP, FOOT = 0.55, 0.5, 0.65  # margins, in inches
LINE = 1.28  # from one line of text to the next, in heights of its letters
PADDING = 5.0  # points above and below the text of a row, together
TALLEST = 409.0  # points: a row cannot be taller
BOLD, FREE = 1.12, 1.5  # how much wider a heading's letters are, and what is free beside them
LONGEST_FOOTER = 60  # characters of a name in the footer, which takes 255 in all
HEADED_ALWAYS = ("name", "sip")
HEADED_BY = (*HEADED_ALWAYS, "headteacher", "chair")  # the handbook, Annex A, before the first page

Place = tuple[int, int, int, int]
"""The first and last column of a label, then of what belongs to it."""

THIN = Side(style="thin", color="FF595959")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
GREY = PatternFill("solid", fgColor="FFE4E4E4")
CENTRED = Alignment(horizontal="center", vertical="center")
WRAPPED = Alignment(horizontal="left", vertical="center", wrap_text=True)
OPEN = Protection(locked=False)


def set_columns(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Column widths, in digits."""
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def form(cell: Cell, *, bold: bool = False, centred: bool = False, grey: bool = False, size: int = SIZE) -> None:
    """Draw a cell of a table: boxed, its text wrapped."""
    cell.font = Font(name=FONT, size=size, bold=bold)
    side = "center" if centred else "left"
    cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True, indent=0 if centred else 1)
    cell.border = BOX
    if grey:
        cell.fill = GREY


def heading(cell: Cell, text: str, *, centred: bool = True) -> None:
    """A column's heading."""
    put_text(cell, text)
    form(cell, bold=True, centred=centred, grey=True)


def entry(cell: Cell, *, centred: bool = False) -> None:
    """A cell that is there to be filled in: not locked."""
    form(cell, centred=centred)
    cell.protection = OPEN


def merge(sheet: Worksheet, area: str, *, boxed: bool = True) -> None:
    """Join the cells of a heading; never those of a table's data, which sorting and reading back would trip over."""
    for row in sheet[area] if boxed else ():
        for cell in row:
            cell.border = BOX  # else the box is open where the joined cells were
    sheet.merge_cells(area)


def banner(sheet: Worksheet, row: int, text: str, columns: int, *, size: int = SIZE) -> None:
    """A row of one heading across a table, its cells not joined: the text runs on over the empty ones."""
    for number in range(1, columns + 1):
        cell = at(sheet, row, number)
        cell.fill = GREY
        cell.border = Border(
            top=THIN, bottom=THIN, left=THIN if number == 1 else None, right=THIN if number == columns else None
        )
    first = at(sheet, row, 1)
    put_text(first, text)
    first.font = Font(name=FONT, size=size, bold=True)
    first.alignment = Alignment(horizontal="left", vertical="center", indent=1)


def title(sheet: Worksheet, text: str) -> None:
    """The form's title, in the first row."""
    note(at(sheet, 1, 1), text, bold=True, size=14)


def note(cell: Cell, text: str, *, bold: bool = False, size: int = SIZE) -> None:
    """A line of text outside all tables, running on to the right."""
    put_text(cell, text)
    cell.font = Font(name=FONT, size=size, bold=bold)
    cell.alignment = Alignment(vertical="center")


def school_pairs(framework: Framework, record: Record, sip: str = "") -> list[tuple[str, str]]:
    """What heads every form of a note of visit: who the school is, by the front sheet's labels.

    All of it on a blank form, to be filled in; on a school's own, the school, its SIP (by the name `sip`, where it is
    known) and what else is known.
    """
    where = framework.roles.name.rpartition("/")[0]
    known = {framework.roles.sip: sip} if sip else {}
    return [
        (field.label, known.get(f"{where}/{field.key}", text(record, f"{where}/{field.key}")))
        for field in framework.school_fields
        if field.key in HEADED_BY and (not record or field.key in HEADED_ALWAYS or text(record, f"{where}/{field.key}"))
    ]


def header(sheet: Worksheet, row: int, pairs: Sequence[tuple[str, str]], places: Sequence[Place]) -> int:
    """Lines to fill in above or below a table, as many side by side as there are `places`. Gives the row after."""
    for number, (label, value) in enumerate(pairs):
        labelled(sheet, row + number // len(places), label, value, places[number % len(places)])
    return row + -(-len(pairs) // len(places))


def labelled(sheet: Worksheet, row: int, label: str, value: str, place: Place) -> str:
    """A label and the cell to fill in beside it. Gives that cell's address."""
    heading(at(sheet, row, place[0]), label, centred=False)
    join(sheet, row, place[0], place[1])
    cell = at(sheet, row, place[2])
    entry(cell)
    put_text(cell, value)
    join(sheet, row, place[2], place[3])
    return cell.coordinate


def join(sheet: Worksheet, row: int, first: int, last: int, *, boxed: bool = True) -> None:
    """Join the cells of a row from column `first` to `last`."""
    if last > first:
        merge(sheet, f"{get_column_letter(first)}{row}:{get_column_letter(last)}{row}", boxed=boxed)


def set_heights(sheet: Worksheet, least: float = 17.0) -> None:
    """Make every row as tall as its text needs at the widths there are, and as it has been made already.

    Neither Excel nor LibreOffice does this on opening for rows with a height, or for joined cells at all.
    """
    for row, tall in heights(sheet, least).items():
        sheet.row_dimensions[row].height = tall


def heights(sheet: Worksheet, least: float = 17.0) -> dict[int, float]:
    """How tall every row has to be, by its number."""
    joined: dict[tuple[int, int], CellRange] = {
        (area.min_row, area.min_col): area for area in sheet.merged_cells.ranges
    }
    found = {}
    for cells in sheet.iter_rows():
        row = int(cells[0].row or 0)
        tall = max(least, sheet.row_dimensions[row].height or 0)
        for cell in cells:
            if isinstance(cell, Cell) and isinstance(cell.value, str) and cell.data_type != "f":
                tall = max(tall, _needed(sheet, cell, joined.get((cell.row, cell.column))))
        found[row] = min(tall, TALLEST)
    return found


def _needed(sheet: Worksheet, cell: Cell, area: CellRange | None) -> float:
    """The height that a cell's text needs, of which each row of a joined area gives its share."""
    size = float(cell.font.sz or SIZE)
    count = 1
    if cell.alignment.wrap_text:
        columns = range(area.min_col, area.max_col + 1) if area else [cell.column]
        width = sum(sheet.column_dimensions[get_column_letter(each)].width for each in columns)
        heavier = 1.08 if cell.font.b else 1.0
        count = lines(str(cell.value), (width - 0.8 - 1.2 * cell.alignment.indent) * SIZE / size / heavier)
    return (count * size * LINE + PADDING) / (area.max_row - area.min_row + 1 if area else 1)


def lines(text: str, width: float) -> int:
    """On how many lines `text` comes in a column `width` digits wide."""
    count = 0
    for paragraph in text.split("\n"):
        count, left = count + 1, width
        for word in paragraph.split(" "):
            long = sum(map(_breadth, word))
            if long > left and left < width:
                count, left = count + 1, width
            while long > left:  # a word longer than a line is broken
                count, long, left = count + 1, long - left, width
            left -= long + _breadth(" ")
    return count


def least_width(heading: str) -> float:
    """How wide a column is at least in which no word of its heading is broken, also in a wider font, in digits."""
    words = heading.replace("-", "- ").replace("/", "/ ").split()
    return max((sum(map(_breadth, word)) for word in words), default=0.0) * BOLD + FREE


def _breadth(letter: str) -> float:
    """How wide a letter is in Arial, in digits; rather too wide."""
    if letter in " ijltfrI.,:;'!|()[]/-":
        return 0.6
    if unicodedata.east_asian_width(letter) in "WF":
        return 2.0
    if letter in "mwMW@%":
        return 1.55
    return 1.25 if letter.isupper() or ord(letter) > 0x24F else 1.0


def set_up(sheet: Worksheet, last: str, repeated: tuple[int, int], below: str, left: str, made: date) -> None:
    """Make the sheet ready to print and to read: `last` is its last cell, `below` the first that scrolls."""
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0  # as many pages as there have to be
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = SIDE
    margins.top, margins.bottom, margins.header, margins.footer = TOP, FOOT, 0.3, 0.3
    sheet.print_options.horizontalCentered = True
    sheet.print_area = f"A1:{last}"
    sheet.print_title_rows = f"{repeated[0]}:{repeated[1]}"
    sheet.freeze_panes = below
    sheet.sheet_view.showGridLines = False
    sheet.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart(text=_in_footer(left)),
        center=_HeaderFooterPart(text="Page &P of &N"),
        right=_HeaderFooterPart(text=f"Made {made:%d/%m/%Y}"),
    )


def protect(sheet: Worksheet) -> None:
    """Lock what is printed on the form, without a password: it keeps slips away, not people."""
    lock = sheet.protection
    lock.sheet = True
    # False: is allowed. Comments are, too, while `objects` is not locked.
    lock.formatCells = lock.formatColumns = lock.formatRows = False
    lock.insertRows = lock.insertColumns = lock.insertHyperlinks = False


def _in_footer(text: str) -> str:
    """`text` as a footer shows it: "&" is the beginning of a code there, unless it stands twice."""
    text = " ".join(plain(text).split())
    short = text if len(text) <= LONGEST_FOOTER else text[: LONGEST_FOOTER - 1].rstrip() + "…"
    return short.replace("[", "(").replace("]", ")").replace("&", "&&")
