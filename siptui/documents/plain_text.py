"""A document in plain words, for a screen reader, mail or a pipe: every answer beside what was asked, nothing drawn."""

from collections.abc import Iterator

from siptui.documents.layout.note import Document
from siptui.documents.layout.page_content import UNTICKED, Cell, Heading, Row, Table, Words

UNDERLINE = {1: "=", 2: "-"}
DRAFT = "DRAFT"


def plain_words(document: Document, revision: int) -> list[str]:
    """The lines of a document; headings are underlined, a blank line stands between its parts."""
    told = [document.whose, *([f"revision {revision}"] if revision else []), *document.states]
    title = [document.title] if document.sheets[0].title != document.title else []
    lines = [*title, ", ".join(filter(None, [*told, DRAFT if document.draft else ""]))]
    for sheet in document.sheets:
        for piece in sheet.pieces:
            if isinstance(piece, Heading):
                text = piece.text.replace("\n", " ")
                lines += ["", text, *([UNDERLINE[piece.level] * len(text)] if piece.level in UNDERLINE else [])]
            elif isinstance(piece, Table):
                lines += ["", *_table(piece)]
            elif not piece.helps:
                lines += ["", *_words(piece)]
    return lines


def _words(piece: Words) -> list[str]:
    return piece.text.split("\n")


def _table(table: Table) -> Iterator[str]:
    named = ""
    for row in table.rows:
        cells = row.cells
        if len(cells) == 1:
            if cells[0].label:
                named = cells[0].text
            else:
                yield from _long(named, cells[0].text, of_row=bool(table.columns))
                named = ""
            continue
        if all(cell.label for cell in cells):
            yield from (f"{cell.text}:" for cell in cells if cell.text)
            continue
        if named:
            yield f"{named}:"
            named = ""
        yield from _row(table, row)


def _long(label: str, text: str, of_row: bool) -> Iterator[str]:
    """A text under what asked for it; the text of a row of a table under that row."""
    lines = text.split("\n")
    if of_row:
        yield from (f"    {line}" for line in lines if text)
    elif len(lines) == 1:
        yield f"{label}: {text}".rstrip()
    else:
        yield f"{label}:"
        yield from (f"    {line}" for line in lines)


def _row(table: Table, row: Row) -> Iterator[str]:
    """A row on a line: what it is called, and each answer with its column; empty ones are left out."""
    labels = [cell for cell in row.cells if cell.label]
    name = ", ".join(cell.text for cell in labels if cell.text)
    answers = list(_answers(table, row.cells))
    if not answers and name.isdecimal():
        return  # room to write in
    short = [text for text in answers if "\n" not in text]
    yield f"{name}: {'; '.join(short)}".rstrip()
    for text in answers:
        if "\n" in text:
            yield from (f"    {line}" for line in text.split("\n"))


def _answers(table: Table, cells: list[Cell]) -> Iterator[str]:
    column = 0
    for cell in cells:
        head = table.columns[column] if column < len(table.columns) else ""
        column += cell.span
        if cell.label or not cell.text or cell.text == UNTICKED:
            continue
        yield f"{head}: {cell.text}" if head else cell.text
