"""Reads a .docx file: each answer by its bookmark, whatever was tracked accepted; comments; what stands elsewhere.

Runs in the process with limits (`siptui.intake`).
"""

from collections.abc import Iterator

from lxml import etree

from siptui.documents.answer_mark import START
from siptui.documents.returned.accepted_text import W, ancestor, attribute, deleted, lines_of
from siptui.documents.returned.document_read import Comment, DocumentRead
from siptui.documents.returned.read_problems import UnreadableDocument
from siptui.documents.returned.word_package import WordPackage

MOST_OUTSIDE = 2000
MOST_COMMENTS = 300
MOST_COMMENTED = 400  # characters of the words that a comment is on
TO_THE_MINUTE = 16


def read_document(data: bytes) -> DocumentRead:
    """What a .docx file holds. Raises UnreadableDocument."""
    package = WordPackage(data)
    root = package.xml(package.main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise UnreadableDocument("other_document")
    cells, torn = _cells(body)
    by_cell = {cell: mark for mark, cell in cells.items()}
    answers = {mark: lines_of(cell) for mark, cell in cells.items()}
    outside = list(_outside(body, by_cell))[:MOST_OUTSIDE]
    comments = list(_comments(package, body, by_cell))
    return DocumentRead(package.properties, answers, torn, outside, comments, package.also)


def _cells(body: etree._Element) -> tuple[dict[str, etree._Element], list[str]]:
    """The cell of each bookmark of an answer, and the bookmarks that have none of their own."""
    found: dict[str, etree._Element] = {}
    torn: set[str] = set()
    for start in body.iter(f"{W}bookmarkStart"):
        mark = attribute(start, "name")
        if not mark.startswith(START):
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
        if row is not None and deleted(row):
            torn.add(mark)
    torn.update(mark for marks in owners.values() if len(marks) > 1 for mark in marks)
    return {mark: cell for mark, cell in found.items() if mark not in torn}, sorted(torn)


def _cell_of(start: etree._Element) -> etree._Element | None:
    """The cell that a bookmark begins in, or before."""
    parent = start.getparent()
    if parent is not None and parent.tag == f"{W}tr":
        return next((each for each in start.itersiblings(f"{W}tc")), None)
    return ancestor(start, ["tc"])


def _outside(body: etree._Element, by_cell: dict[etree._Element, str]) -> Iterator[str]:
    """The paragraphs that stand in no answer's cell."""
    for paragraph in body.iter(f"{W}p"):
        if any(each in by_cell for each in paragraph.iterancestors(f"{W}tc")):
            continue
        row = ancestor(paragraph, ["tr"])
        if row is not None and deleted(row):
            continue
        if text := lines_of(paragraph).strip():
            yield text


def _comments(package: WordPackage, body: etree._Element, by_cell: dict[etree._Element, str]) -> Iterator[Comment]:
    """Every comment, each once: by author, words and minute, for its number and place in order are not kept."""
    root = package.beside_main("/comments")
    if root is None:
        return
    places, words = _commented(body, by_cell)
    seen: set[tuple[str, str, str]] = set()
    for each in root.iter(f"{W}comment"):
        text = lines_of(each).strip()
        author, when = attribute(each, "author"), attribute(each, "date")[:TO_THE_MINUTE]
        if text and (author, when, text) not in seen and len(seen) < MOST_COMMENTS:
            seen.add((author, when, text))
            number = attribute(each, "id")
            yield Comment(author, when, text, places.get(number, ""), words.get(number, "").strip())


def _commented(body: etree._Element, by_cell: dict[etree._Element, str]) -> tuple[dict[str, str], dict[str, str]]:
    """By the number of each comment: the mark of the answer that it is on, and the words."""
    places: dict[str, str] = {}
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
        places.setdefault(number, next((by_cell[c] for c in each.iterancestors(f"{W}tc") if c in by_cell), ""))
        if each.tag == f"{W}commentRangeStart" and len(inside) < MOST_COMMENTS:
            inside.add(number)
    return places, words
