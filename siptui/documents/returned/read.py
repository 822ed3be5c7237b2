"""Reads a .docx file: each answer by its bookmark, whatever was tracked accepted; comments; what stands elsewhere.

Runs in the process with limits (`siptui.intake`).
"""

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from siptui.documents.answer_mark import is_mark
from siptui.documents.returned.accepted_text import (
    W,
    ancestor,
    attribute,
    cell_deleted,
    deleted,
    lines_of,
    within_fallback,
)
from siptui.documents.returned.document_read import CellRead, Comment, DocumentRead
from siptui.documents.returned.read_problems import UnreadableDocument
from siptui.documents.returned.word_package import WordPackage

MOST_OUTSIDE = 2000
MOST_COMMENTS = 300
MOST_COMMENTED = 400  # characters of the words that a comment is on
TO_THE_MINUTE = 16
CONTENTS = ("TOC", "Contents")
NO_TEXT = {
    "footnotes": {"footnoteReference", "endnoteReference"},
    "pictures": {"blip", "imagedata", "OLEObject", "chart"},
    "other_file": {"altChunk"},
}
"""What is not read, by the elements that say it is there."""


def read_document(data: bytes) -> DocumentRead:
    """What a .docx file holds. Raises UnreadableDocument."""
    package = WordPackage(data)
    root = package.xml(package.main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise UnreadableDocument("other_document")
    cells, torn, shared = _cells(body)
    by_cell = {cell: mark for mark, cell in cells.items()}
    answers = {mark: lines_of(cell) for mark, cell in cells.items()}
    outside = list(_outside(body, by_cell))[:MOST_OUTSIDE]
    numbers = _numbered(body)
    every = [CellRead(by_cell[c]) if c in by_cell else CellRead("", lines_of(c), c in shared) for c in numbers]
    comments = list(islice(_comments(package, body, by_cell, numbers), MOST_COMMENTS + 1))
    also = [*package.also, *_also_in(body), *(["many_comments"] if len(comments) > MOST_COMMENTS else [])]
    flowing = list(_flowing(body))[:MOST_OUTSIDE]
    return DocumentRead(package.properties, answers, torn, outside, comments[:MOST_COMMENTS], every, flowing, also)


def _flowing(body: etree._Element) -> Iterator[str]:
    """The paragraphs that stand in no table: headings, and words between."""
    for paragraph in body.iter(f"{W}p"):
        if ancestor(paragraph, ["tc"]) is None and (text := lines_of(paragraph).strip()):
            yield text


def _numbered(body: etree._Element) -> dict[etree._Element, int]:
    """Every cell, in order; those of a row that was deleted are none."""
    found: dict[etree._Element, int] = {}
    for row in body.iter(f"{W}tr"):
        if not deleted(row):
            for cell in row.iter(f"{W}tc"):
                if not cell_deleted(cell):
                    found.setdefault(cell, len(found))
    return found


def _cells(body: etree._Element) -> tuple[dict[str, etree._Element], list[str], set[etree._Element]]:
    """The cell of each bookmark of an answer, the bookmarks that have none, the cells that have several."""
    found: dict[str, etree._Element] = {}
    torn: set[str] = set()
    for start in body.iter(f"{W}bookmarkStart"):
        mark = attribute(start, "name")
        if not is_mark(mark):
            continue
        cell = _cell_of(start)
        if cell is None or found.get(mark, cell) is not cell:
            torn.add(mark)
        else:
            found[mark] = cell
    owners: dict[etree._Element, list[str]] = {}
    for mark, cell in found.items():
        owners.setdefault(cell, []).append(mark)
        row = ancestor(cell, ["tr"])
        if cell_deleted(cell) or (row is not None and deleted(row)):
            torn.add(mark)
    shared = {cell for cell, marks in owners.items() if len(marks) > 1}
    torn.update(mark for cell in shared for mark in owners[cell])
    return {mark: cell for mark, cell in found.items() if mark not in torn}, sorted(torn), shared


def _cell_of(start: etree._Element) -> etree._Element | None:
    """The cell that a bookmark begins in, or before."""
    parent = start.getparent()
    if parent is not None and parent.tag == f"{W}tr":
        return next((each for each in start.itersiblings(f"{W}tc")), None)
    return ancestor(start, ["tc"])


def _outside(body: etree._Element, by_cell: dict[etree._Element, str]) -> Iterator[str]:
    """The paragraphs that stand in no answer's cell, and in no table of contents."""
    for paragraph in body.iter(f"{W}p"):
        if any(each in by_cell for each in paragraph.iterancestors(f"{W}tc")) or _of_contents(paragraph):
            continue
        if ancestor(paragraph, ["p"]) is not None or within_fallback(paragraph):
            continue  # in a box, and told with the paragraph that the box hangs on
        row = ancestor(paragraph, ["tr"])
        if row is not None and deleted(row):
            continue
        if text := lines_of(paragraph).strip():
            yield text


def _of_contents(paragraph: etree._Element) -> bool:
    """Whether a paragraph is of a table of contents that Word or LibreOffice has made."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and attribute(style, "val").startswith(CONTENTS)


def _also_in(body: etree._Element) -> list[str]:
    """Codes of what a person has put in that is no text here."""
    return [
        code
        for code, names in NO_TEXT.items()
        if next(body.iter(*(f"{{*}}{name}" for name in names)), None) is not None
    ]


def _comments(
    package: WordPackage, body: etree._Element, by_cell: dict[etree._Element, str], numbers: dict[etree._Element, int]
) -> Iterator[Comment]:
    """Every comment, each once: by author, words and minute, for its number and place in order are not kept."""
    root = package.beside_main("/comments")
    if root is None:
        return
    places, words = _commented(body)
    seen: set[tuple[str, str, str]] = set()
    for each in root.iter(f"{W}comment"):
        text = lines_of(each).strip()
        author, when = attribute(each, "author"), attribute(each, "date")[:TO_THE_MINUTE]
        if text and (author, when, text) not in seen:
            seen.add((author, when, text))
            number = attribute(each, "id")
            cell = places.get(number)
            mark, nth = ("", -1) if cell is None else (by_cell.get(cell, ""), numbers.get(cell, -1))
            yield Comment(author, when, text, mark, words.get(number, "").strip(), nth)


def _commented(body: etree._Element) -> tuple[dict[str, etree._Element | None], dict[str, str]]:
    """By the number of each comment: the cell that it is in, and the words that it is on."""
    places: dict[str, etree._Element | None] = {}
    words: dict[str, str] = {}
    inside: set[str] = set()
    for each in body.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference", f"{W}t"):
        if each.tag == f"{W}t":
            for number in inside:
                if len(words.get(number, "")) < MOST_COMMENTED:
                    words[number] = words.get(number, "") + (each.text or "")[:MOST_COMMENTED]
            continue
        number = attribute(each, "id")
        if each.tag == f"{W}commentRangeEnd":
            inside.discard(number)
            continue
        places.setdefault(number, ancestor(each, ["tc"]))
        if each.tag == f"{W}commentRangeStart" and len(inside) < MOST_COMMENTS:
            inside.add(number)
    return places, words
