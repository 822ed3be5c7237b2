"""Comments ("notes") on cells of an .xlsx: the part with their texts and the drawing (VML) of their boxes.

What is there stays: a comment on a cell that has one is written below it. A cell with a conversation (a threaded
comment) gets none, for its conversation would be lost.
"""

import re
from collections.abc import Iterable, Mapping

from siptui.workbooks.in_place.cell_fills import MarkedSheet, Place, address
from siptui.workbooks.in_place.sheet_xml_scan import MAIN
from siptui.workbooks.in_place.xlsx_package import LARGEST_PART, Package
from siptui.workbooks.in_place.xml_splices import Element, Splices, Unmarkable, prefix, text, tree
from siptui.workbooks.ours.cell_text import escaped, plain

AUTHOR = "siptui"
_CONVERSATION = "tc="  # how the author of a conversation's stand-in begins
_START = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_COMMENTS = f'{_START}<comments xmlns="{MAIN}"><authors/><commentList/></comments>'
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_LAYOUT = '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{}"/></o:shapelayout>'
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" fillcolor="#ffffe1" o:insetmode="auto"'
    ' style="position:absolute;margin-left:80pt;margin-top:5pt;width:240pt;height:{height}pt;z-index:1;'
    'visibility:hidden"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 2, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_IDMAP = re.compile(rb"(<(?:\w+:)?idmap\b[^>]*\bdata\s*=\s*[\"'])([\d, ]*)([\"'])")
_BLOCK = 1024  # shapes are numbered in blocks, which belong to one drawing each
_LINE = 45  # characters in a line of a comment's box, about
_LAST_COLUMN, _LAST_ROW = 16_383, 1_048_575


class Notes:
    """The comments of one sheet."""

    def __init__(self, package: Package, part: str) -> None:
        self.package, self.part = package, part
        held = package.related(part, "comments")
        self._comments = held[0][1] if held else ""
        self.data = package.read(self._comments) if held else _COMMENTS.encode()
        self._root = tree(self.data)
        lists = [self._root.all(name) for name in ("authors", "commentList")]
        if self._root.name != f"{MAIN} comments" or any(len(each) != 1 for each in lists):
            raise Unmarkable("its comments are unusual")
        self._authors, self._list = (each[0] for each in lists)
        self._by_cell = {_plain(c.attributes.get("ref", "")): c for c in self._list.all("comment")}
        self.conversations = self._conversations()

    def _conversations(self) -> set[str]:
        """The addresses of the cells that hold one."""
        authors = [
            self.data[a.after : a.end].strip().startswith(_CONVERSATION.encode()) for a in self._authors.children
        ]
        found = set()
        for cell, comment in self._by_cell.items():
            number = comment.attributes.get("authorId", "")
            if number.isdigit() and int(number) < len(authors) and authors[int(number)]:
                found.add(cell)
        for _, part in self.package.related(self.part, "threadedComment"):
            found |= {_plain(each.attributes.get("ref", "")) for each in tree(self.package.read(part)).children}
        return found

    def free(self, row: int) -> Place:
        """The first cell of a row without a conversation."""
        return next((row, x) for x in range(_LAST_COLUMN) if address((row, x)) not in self.conversations)

    def write(self, texts: Mapping[Place, str], sheet: MarkedSheet) -> None:
        """Put comments on cells, none of which holds a conversation."""
        splices = Splices(self.data)
        p = prefix(self.data, self._root)
        author = str(len(self._authors.children))
        splices.append(self._authors, f"<{p}author>{AUTHOR}</{p}author>")
        new = []
        for place, said in texts.items():
            there = self._by_cell.get(address(place))
            if there is not None:
                self._say_below(splices, there, said)
            else:
                run = _run(p, said)
                new.append(
                    f'<{p}comment ref="{address(place)}" authorId="{author}"><{p}text>{run}</{p}text></{p}comment>'
                )
        splices.append(self._list, "".join(new))
        if not self._comments:
            self._comments = self.package.fresh("xl/comments{}.xml")
            self.package.declare(self._comments, _COMMENTS_TYPE, "name")
            self.package.relate(self.part, "comments", self._comments)
        self.package.write(self._comments, splices.result())
        self._draw({place: said for place, said in texts.items() if address(place) not in self._by_cell}, sheet)

    def _say_below(self, splices: Splices, comment: Element, said: str) -> None:
        """Write below what a comment says already."""
        texts = comment.all("text")
        if len(texts) != 1:
            raise Unmarkable("its comments are unusual")
        p = prefix(self.data, texts[0])
        for plain_text in texts[0].all("t"):  # beside runs, not every program reads it
            splices.put(plain_text.start, f"<{p}r>")
            splices.put(plain_text.closed, f"</{p}r>")
        runs = [*texts[0].all("t"), *texts[0].all("r")]
        new = _run(p, f"\n\n{AUTHOR}: {said}")
        if runs:
            splices.put(max(each.closed for each in runs), new)
        else:
            splices.append(texts[0], new)

    def _draw(self, texts: Mapping[Place, str], sheet: MarkedSheet) -> None:
        """Add a box for each comment to the drawing that the sheet has, or to a new one."""
        if not texts:
            return
        blocks = _free_blocks(self.package, -(-len(texts) // (_BLOCK - 1)))
        shapes = [
            _shape(block * _BLOCK + 1 + n % (_BLOCK - 1), place, said)
            for n, (place, said) in enumerate(texts.items())
            for block in [blocks[n // (_BLOCK - 1)]]
        ]
        relation = sheet.drawing_id()
        if relation:
            drawings = dict(self.package.related(self.part, "vmlDrawing"))
            if relation not in drawings:
                raise Unmarkable("the drawing of its comments is missing")
            part = drawings[relation]
            self.package.write(part, _drawn_below(self.package.read(part), blocks, shapes))
            return
        part = self.package.fresh("xl/drawings/vmlDrawing{}.vml")
        layout = _LAYOUT.format(_joined(blocks))
        self.package.write(part, f"<xml {_SPACES}>{layout}{_SHAPE_TYPE}{''.join(shapes)}</xml>".encode())
        self.package.declare(part, _DRAWING_TYPE, "extension")
        sheet.draw(self.package.relate(self.part, "vmlDrawing", part))


def _run(p: str, said: str) -> str:
    return f'<{p}r><{p}t xml:space="preserve">{text(escaped(plain(said)))}</{p}t></{p}r>'


def _plain(ref: str) -> str:
    return ref.replace("$", "").upper()


def _joined(blocks: Iterable[int]) -> str:
    return ",".join(str(block) for block in blocks)


def _shape(number: int, place: Place, said: str) -> str:
    row, column = place
    lines = min(3 + sum(1 + len(line) // _LINE for line in said.splitlines()), 30)
    left, top = min(column + 1, _LAST_COLUMN - 4), min(max(row - 1, 0), _LAST_ROW - lines)
    return _SHAPE.format(
        id=number, row=row, column=column, left=left, right=left + 4, top=top, bottom=top + lines, height=lines * 13
    )


def _free_blocks(package: Package, count: int) -> list[int]:
    """Numbers of blocks of shapes that no drawing of the workbook has."""
    used = {0}
    for name in (n for n in package.names() if n.lower().endswith(".vml")):
        for found in _IDMAP.finditer(package.read(name, LARGEST_PART)):
            used |= {int(n) for n in found[2].replace(b",", b" ").split() if len(n) < 6}
    return [max(used) + 1 + n for n in range(count)]


def _drawn_below(data: bytes, blocks: list[int], shapes: list[str]) -> bytes:
    """An existing drawing with more shapes. It is not taken apart: much of what is written as VML is no XML."""
    end = data.rfind(b"</xml>")
    if end < 0 or b"\0" in data:
        raise Unmarkable("the drawing of its comments is unusual")
    added = "".join(shape.replace("<v:shape ", f"<v:shape {_SPACES} ", 1) for shape in shapes)
    kind = "" if b'"_x0000_t202"' in data else _SHAPE_TYPE.replace("<v:shapetype ", f"<v:shapetype {_SPACES} ", 1)
    data = data[:end] + (kind + added).encode() + data[end:]
    return _IDMAP.sub(lambda m: m[1] + m[2] + b"," * bool(m[2]) + _joined(blocks).encode() + m[3], data, count=1)
