"""How cells show their values, and styles for those that would show theirs wrong: a date, a text like a formula."""

import re
from collections.abc import Iterable

from msgspec import Struct

from siptui.workbooks.in_place.sheet_xml_scan import MAIN
from siptui.workbooks.in_place.xml_splices import Unmarkable, tag_with, tree

DATE = 14
"""The format that every program knows as its own short date."""
GENERAL = 0
"""The format that shows a number as it is."""
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_PERCENTS = frozenset({9, 10})
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_OF_DATES = re.compile(r"[dmyDMY]")


class Styles(Struct, array_like=True):
    """The styles of cells that are to be filled, and where new ones are put into the part.

    `shows`: of a style's number "date", "percent" or "". `count` styles there are; `tag` is where their list begins.
    """

    part: str = ""
    shows: dict[int, str] = {}
    written: dict[int, bytes] = {}
    count: int = 0
    tag: tuple[int, int] = (0, 0)
    end: int = 0


def styles_of(part: str, data: bytes, wanted: Iterable[int]) -> Styles:
    """What is to be known of the styles of these numbers. Raises Unmarkable."""
    root = tree(data)
    formats = root.all("cellXfs")
    if root.name != f"{MAIN} styleSheet" or len(formats) != 1:
        raise Unmarkable("its styles are unusual")
    codes = {
        each.attributes.get("numFmtId", ""): each.attributes.get("formatCode", "")
        for some in root.all("numFmts")
        for each in some.children
    }
    listed = formats[0].all("xf")
    found = Styles(part, {}, {}, len(listed), (formats[0].start, formats[0].after), formats[0].end)
    for number in wanted:
        if 0 <= number < len(listed):
            xf = listed[number]
            found.written[number] = data[xf.start : xf.closed]
            found.shows[number] = _shows(xf.attributes.get("numFmtId", "0"), codes)
    return found


def _shows(number: str, codes: dict[str, str]) -> str:
    code = _NOT_FORMAT.sub("", codes.get(number, ""))
    kind = int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 0
    if number in codes:
        return "percent" if "%" in code else "date" if _OF_DATES.search(code) else ""
    return "date" if kind in _DATES else "percent" if kind in _PERCENTS else ""


class NewStyles:
    """Styles that are like those of some cells, but for how they show a value."""

    def __init__(self, known: Styles) -> None:
        self.known = known
        self._made: dict[tuple[int, str], bytes] = {}

    def like(self, style: int, need: str) -> int:
        """The number of a style like another that shows a "date" or a "number", or whose text stays one when edited."""
        if style not in self.known.written:
            return style
        if (style, need) not in self._made:
            xf = self.known.written[style]
            end = xf.index(b">") + 1
            format_ = {"numFmtId": str(DATE if need == "date" else GENERAL), "applyNumberFormat": "1"}
            change = {"quotePrefix": "1"} if need == "text" else format_
            self._made[style, need] = tag_with(xf[:end], **change) + xf[end:]
        return self.known.count + list(self._made).index((style, need))

    def cuts(self, data: bytes) -> list[tuple[int, int, bytes]]:
        """What is to be changed in the part of styles."""
        if not self._made:
            return []
        start, after = self.known.tag
        tag = tag_with(data[start:after], count=str(self.known.count + len(self._made)))
        return [(start, after, tag), (self.known.end, self.known.end, b"".join(self._made.values()))]
