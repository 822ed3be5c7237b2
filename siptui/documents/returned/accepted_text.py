"""The text of a document as it reads when every tracked change is accepted."""

from collections.abc import Iterable

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What a program of old is shown instead of what stands before it: the same once more."""
LEFT_OUT = {FALLBACK} | {
    f"{W}{name}" for name in ("del", "moveFrom", "pPr", "tcPr", "sdtPr", "instrText", "delText", "footnoteReference")
}
TEXTS = {f"{W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"}
SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}ptab": "\t"}
SYMBOLS = {"FC": "✓", "FB": "✗", "FE": "☒", "A8": "☐", "E0": "→", "B7": "•", "A7": "▪", "D8": "➢"}
"""Signs of Word's own fonts, by the last figures of their code; others are shown as one lost (U+FFFD)."""


def lines_of(element: etree._Element) -> str:
    """What an element says, a line a paragraph; a paragraph whose end was deleted goes on in the next."""
    lines: list[str] = []
    joined = False
    for paragraph in element.iter(f"{W}p"):
        if within_fallback(paragraph):
            continue
        text = _text(paragraph)
        if joined and lines:
            lines[-1] += text
        else:
            lines.append(text)
        end = paragraph.find(f"{W}pPr/{W}rPr")
        joined = end is not None and any(end.find(f"{W}{name}") is not None for name in ("del", "moveFrom"))
    return "\n".join(lines)


def _text(paragraph: etree._Element) -> str:
    said: list[str] = []
    _gather(paragraph, said)
    return "".join(said)


def _gather(element: etree._Element, said: list[str]) -> None:
    for child in element:
        tag = child.tag
        if tag in TEXTS:
            said.append(child.text or "")
        elif tag in SIGNS:
            said.append(SIGNS[str(tag)])
        elif tag == f"{W}sym":
            said.append(SYMBOLS.get(attribute(child, "char")[-2:].upper(), "\ufffd"))
        elif tag == f"{W}sdt" and child.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            continue  # what stands there while nothing is filled in
        elif tag == f"{W}r":
            if child.find(f"{W}rPr/{W}vanish") is None:
                _gather(child, said)
        elif tag not in LEFT_OUT and tag != f"{W}p" and isinstance(tag, str):  # a text box has paragraphs of its own
            _gather(child, said)


def within_fallback(element: etree._Element) -> bool:
    """Whether it says once more what has been said."""
    return next(element.iterancestors(FALLBACK), None) is not None


def deleted(row: etree._Element) -> bool:
    """Whether a row of a table was deleted, and that tracked."""
    return row.find(f"{W}trPr/{W}del") is not None


def cell_deleted(cell: etree._Element) -> bool:
    """The same of one cell."""
    return cell.find(f"{W}tcPr/{W}cellDel") is not None


def attribute(element: etree._Element, name: str) -> str:
    """An attribute of Word's own; "" where it is not there."""
    return str(element.get(f"{W}{name}") or "")


def ancestor(element: etree._Element, names: Iterable[str]) -> etree._Element | None:
    """The nearest element around it of one of the names."""
    tags = {f"{W}{name}" for name in names}
    return next((each for each in element.iterancestors() if each.tag in tags), None)
