"""A .docx file as it is, opened without what wrote it: a zip of XML."""

import zipfile
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class OpenedDocx:
    """The parts of a .docx file."""

    def __init__(self, file: Path | bytes) -> None:
        with zipfile.ZipFile(BytesIO(file) if isinstance(file, bytes) else file) as opened:
            self.parts = {name: opened.read(name) for name in opened.namelist()}
        self.body = self.xml("word/document.xml")

    def xml(self, name: str) -> etree._Element:
        """A part, parsed."""
        return etree.fromstring(self.parts[name])

    @property
    def properties(self) -> dict[str, str]:
        """The custom properties by name; every one is text."""
        found = {}
        for each in self.xml("docProps/custom.xml"):
            value = each[0]
            assert value.tag.endswith("}lpwstr")
            found[str(each.get("name"))] = value.text or ""
        return found

    @property
    def headings(self) -> list[tuple[int, str]]:
        """The outline: level and text of each heading."""
        found = []
        for paragraph in self.body.iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            name = "" if style is None else str(style.get(f"{W}val"))
            if name.startswith("Heading"):
                found.append((int(name[-1]), text_of(paragraph)))
        return found

    def heading_paragraphs(self, style: str) -> list[etree._Element]:
        """The paragraphs of a style, in order."""
        styled = self.body.iter(f"{W}pStyle")
        return [
            p
            for each in styled
            if each.get(f"{W}val") == style and (p := next(each.iterancestors(f"{W}p"))) is not None
        ]

    @cached_property
    def bookmarked(self) -> dict[str, etree._Element]:
        """The cell of each bookmark by its name."""
        return {
            str(b.get(f"{W}name")): cell for b in self.body.iter(f"{W}bookmarkStart") if (cell := _cell(b)) is not None
        }

    def rows(self) -> Iterator[etree._Element]:
        """Every row of every table."""
        return self.body.iter(f"{W}tr")


def text_of(element: etree._Element) -> str:
    """What stands in an element, its paragraphs as lines."""
    paragraphs = [element] if element.tag == f"{W}p" else list(element.iter(f"{W}p"))
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in paragraphs)


def _cell(element: etree._Element) -> etree._Element | None:
    return next((each for each in element.iterancestors(f"{W}tc")), None)
