"""The tables of a Word document as sheets: a list that came as a document, and no form of ours."""

from lxml import etree

from siptui.documents.returned.accepted_text import W, deleted, lines_of
from siptui.documents.returned.word_package import WordPackage
from siptui.sheets.cells import Cell, Sheet

MOST_ROWS, MOST_ACROSS = 20_000, 500


def document_sheets(data: bytes) -> list[Sheet]:
    """Every table, its rows as they stand; a cell that spans several columns is in the first.

    Raises UnreadableDocument.
    """
    package = WordPackage(data)
    root = package.xml(package.main)
    tables = [] if root is None else list(root.iter(f"{W}tbl"))
    sheets = [Sheet(name=f"Table {number}", rows=_rows(table)) for number, table in enumerate(tables, start=1)]
    return [sheet for sheet in sheets if any(sheet.rows)]


def _rows(table: etree._Element) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for row in table.findall(f"{W}tr")[:MOST_ROWS]:
        if deleted(row):
            continue
        cells: list[Cell] = []
        for cell in row.findall(f"{W}tc"):
            cells += [lines_of(cell), *([""] * (_across(cell) - 1))]
        rows.append(cells[:MOST_ACROSS])
    return rows


def _across(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    said = str(span.get(f"{W}val") or "") if span is not None else ""
    return min(MOST_ACROSS, int(said)) if said.isascii() and said.isdecimal() and int(said[:6]) else 1
