"""Tables as WordprocessingML: of fixed widths, their headings repeated on each page, answers with their bookmarks."""

from collections.abc import Iterable, Iterator

from msgspec import structs

from siptui.documents.answer_mark import mark_of
from siptui.documents.layout.page_content import BETWEEN, TICKED, Cell, Row, Table
from siptui.documents.layout.shades import SHADES
from siptui.documents.word.markup import attribute, boxes, paragraph, paragraphs

HEAD, LABEL = "D6E0EC", "F0F3F7"
KEEP = "<w:keepNext/>"
CENTRED = '<w:jc w:val="center"/>'
MOST_UNBROKEN = 2500
"""Characters of a row that is kept on one page; a longer one may break, for it might fit on none."""
MOST_TOGETHER = 12  # rows of a table of short texts that is kept on one page
ROOM = 1000  # twips of height for a long answer that is still to be written


class Numbers:
    """Numbers for bookmarks, each given once."""

    def __init__(self) -> None:
        self.last = 0
        self.used: set[str] = set()

    def around(self, path: str) -> tuple[str, str]:
        """The beginning and the end of the bookmark of an answer; empty where there is one already."""
        name = mark_of(path)
        if name in self.used:
            return "", ""
        self.used.add(name)
        self.last += 1
        return (
            f'<w:bookmarkStart w:id="{self.last}" w:name="{name}"/>',
            f'<w:bookmarkEnd w:id="{self.last}"/>',
        )


def table_markup(table: Table, width: int, numbers: Numbers) -> str:
    """A table `width` twips wide."""
    widths = _widths(table.widths, width)
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    head = (
        [_row(Row([Cell(text, label=True) for text in table.columns]), widths, numbers, True)] if table.columns else []
    )
    joined = any(row.kept for row in table.rows)
    whole = not joined and len(table.rows) <= MOST_TOGETHER and _length(table.rows) <= MOST_UNBROKEN // 3
    last = len(table.rows) - 1
    rows = [structs.replace(row, kept=True) if whole and n < last else row for n, row in enumerate(table.rows)]
    body = [_row(row, widths, numbers, False) for row in rows]
    title = attribute(table.title)
    looks = 'w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"'
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook {looks}/>'
        f'<w:tblCaption w:val="{title}"/><w:tblDescription w:val="{title}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(head)}{''.join(body)}</w:tbl>"
    )


def _widths(shares: list[int], width: int) -> list[int]:
    """Columns as wide to each other as their shares, together as wide as the table."""
    whole = sum(shares)
    widths = [width * share // whole for share in shares]
    widths[-1] += width - sum(widths)
    return widths


def _length(rows: Iterable[Row]) -> int:
    return sum(len(cell.text) for row in rows for cell in row.cells)


def _row(row: Row, widths: list[int], numbers: Numbers, head: bool) -> str:
    long = _length([row]) > MOST_UNBROKEN
    room = len(row.cells) == 1 and row.cells[0].path and not row.cells[0].text
    height = f'<w:trHeight w:val="{ROOM}" w:hRule="atLeast"/>' if room else ""
    properties = ("" if long else "<w:cantSplit/>") + height + ("<w:tblHeader/>" if head else "")
    cells = "".join(_cells(row, widths, numbers, head))
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def _cells(row: Row, widths: list[int], numbers: Numbers, head: bool) -> Iterator[str]:
    column = 0
    for cell in row.cells:
        wide = sum(widths[column : column + cell.span])
        column += cell.span
        shade = SHADES.get(cell.colour) or (HEAD if head else LABEL if cell.label else "")
        spans = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        filled = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
        looks = f'<w:tcW w:w="{wide}" w:type="dxa"/>{spans}{filled}'
        yield f"<w:tc><w:tcPr>{looks}</w:tcPr>{_content(cell, numbers, head, head or row.kept)}</w:tc>"


def _content(cell: Cell, numbers: Numbers, head: bool, kept: bool) -> str:
    properties = (KEEP if kept else "") + (CENTRED if cell.centred else "")
    before, after = numbers.around(cell.path) if cell.path else ("", "")
    style = "ColumnHead" if head else "Label" if cell.label else "Answer"
    if cell.path and cell.boxes:
        made = paragraph(before + boxes(cell.boxes, TICKED, BETWEEN) + after, style, properties)
    else:
        made = "" if cell.help and not cell.text else paragraphs(cell.text, style, properties, before, after)
    return made + (paragraphs(cell.help, "Help", KEEP if kept else "") if cell.help else "")
