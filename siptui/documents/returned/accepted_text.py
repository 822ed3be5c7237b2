"""The text of a document as it reads when every tracked change is accepted."""

from collections.abc import Iterable

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEFT_OUT = {
    f"{W}{name}" for name in ("del", "moveFrom", "pPr", "tcPr", "sdtPr", "instrText", "delText", "footnoteReference")
} | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}ptab": "\t"}


def lines_of(element: etree._Element) -> str:
    """What an element says, a line a paragraph; a paragraph whose end was deleted goes on in the next."""
    lines: list[str] = []
    joined = False
    for paragraph in element.iter(f"{W}p"):
        text = _text(paragraph)
        if joined and lines:
            lines[-1] += text
        else:
            lines.append(text)
        joined = paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None
    return "\n".join(lines)


def _text(paragraph: etree._Element) -> str:
    said: list[str] = []
    _gather(paragraph, said)
    return "".join(said)


def _gather(element: etree._Element, said: list[str]) -> None:
    for child in element:
        tag = child.tag
        if tag == f"{W}t":
            said.append(child.text or "")
        elif tag in SIGNS:
            said.append(SIGNS[str(tag)])
        elif tag == f"{W}r":
            if child.find(f"{W}rPr/{W}vanish") is None:
                _gather(child, said)
        elif tag not in LEFT_OUT and tag != f"{W}p" and isinstance(tag, str):  # a text box has paragraphs of its own
            _gather(child, said)


def deleted(row: etree._Element) -> bool:
    """Whether a row of a table was deleted, and that tracked."""
    return row.find(f"{W}trPr/{W}del") is not None


def attribute(element: etree._Element, name: str) -> str:
    """An attribute of Word's own; "" where it is not there."""
    return str(element.get(f"{W}{name}") or "")


def ancestor(element: etree._Element, names: Iterable[str]) -> etree._Element | None:
    """The nearest element around it of one of the names."""
    tags = {f"{W}{name}" for name in names}
    return next((each for each in element.iterancestors() if each.tag in tags), None)
