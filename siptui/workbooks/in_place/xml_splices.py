"""XML changed in place: only the bytes that must change do, and everything around them stays as it was.

Read by expat, which loads nothing from elsewhere; a document type, and with it every entity, is refused.
"""

import re
from collections.abc import Mapping
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_ATTRIBUTE = re.compile(rb"\s+([^\s=]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_NAME = re.compile(rb"<([^\s/>]+)")
_ENCODING = re.compile(rb"<\?xml[^>]*\bencoding\s*=\s*[\"']([\w.-]+)")

Attributes = Mapping[str, str]


class Unmarkable(Exception):
    """A workbook that cannot be changed in place; the text says why, as in "it ..."."""


class Element(Struct):
    """An element and where its bytes are: `<` at `start`, what follows its tag at `after`, its end tag at `end`.

    `name` and the names of attributes are "NAMESPACE LOCAL", or LOCAL without a namespace. `closed` is the first byte
    after all of it. One without content has its `end` at `after`.
    """

    name: str
    attributes: dict[str, str]
    start: int
    after: int
    end: int = -1
    closed: int = -1
    children: list["Element"] = []

    @property
    def local(self) -> str:
        """The name without its namespace."""
        return self.name.rpartition(" ")[2]

    def all(self, local: str) -> list["Element"]:
        """The children of that name."""
        return [c for c in self.children if c.local == local]


def reader() -> expat.XMLParserType:
    """A parser to hang handlers on; names come to them as in Element, offsets are its `CurrentByteIndex`."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def read(parser: expat.XMLParserType, data: bytes) -> None:
    """Have all of `data` read. Raises Unmarkable for XML that cannot be."""
    said = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf")[:200])
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or (said and said[1].lower() not in {b"utf-8", b"us-ascii", b"ascii"}):
        raise Unmarkable("it is written in an unusual way")
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        raise Unmarkable("a part of it is damaged") from fault


def _refuse_doctype(*_: object) -> None:
    raise Unmarkable("it defines entities, which no workbook needs")


def tree(data: bytes) -> Element:
    """The root element of a small part, with everything below it. Raises Unmarkable."""
    top = Element("", {}, 0, 0)
    above = [top]

    parser = reader()

    def opened(name: str, attributes: dict[str, str]) -> None:
        start = parser.CurrentByteIndex
        made = Element(name, attributes, start, tag_end(data, start))
        above[-1].children.append(made)
        above.append(made)

    def closed(_: str) -> None:
        close(data, above.pop(), parser.CurrentByteIndex)

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    read(parser, data)
    return top.children[0]


def close(data: bytes, element: Element, at: int) -> None:
    """Note where an element ends; expat says `at`, which for an empty one is only near it."""
    if is_empty(data, element):
        element.end = element.closed = element.after
    else:
        element.end, element.closed = at, data.index(b">", at) + 1


def tag_end(data: bytes, start: int) -> int:
    """The offset after the tag that begins at `start`."""
    found = _TAG.match(data, start)
    if found is None:
        raise Unmarkable("a part of it is damaged")
    return found.end()


def is_empty(data: bytes, element: Element) -> bool:
    """Whether it is one tag, such as `<c/>`."""
    return data[element.after - 2 : element.after] == b"/>"


def prefix(data: bytes, element: Element) -> str:
    """What stands before its name in the file: "" or, for `<x:c>`, "x:"."""
    raw = _raw_name(data, element)
    return raw[: raw.index(":") + 1] if ":" in raw else ""


def _raw_name(data: bytes, element: Element) -> str:
    found = _NAME.match(data, element.start)
    return found[1].decode() if found else ""


def tag_with(tag: bytes, **attributes: str | None) -> bytes:
    """A start tag with attributes set, or taken away where they are None."""
    left = dict(attributes)
    pieces, at = [], 0
    for found in _ATTRIBUTE.finditer(tag):
        name = found[1].decode(errors="replace")
        if name in left:
            value = left.pop(name)
            pieces += [tag[at : found.start()], b"" if value is None else _attribute(name, value)]
            at = found.end()
    new = b"".join(_attribute(name, value) for name, value in left.items() if value is not None)
    rest = tag[at:]
    ending = b"/>" if rest.endswith(b"/>") else b">"
    return b"".join([*pieces, rest[: -len(ending)], new, ending])


def _attribute(name: str, value: str) -> bytes:
    return f" {name}={quoteattr(value)}".encode()


class Splices:
    """Changes to the bytes of one part, made all at once."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._changes: list[tuple[int, int, bytes]] = []

    def put(self, at: int, new: bytes | str, until: int | None = None) -> None:
        """Write `new` at an offset, in place of what is there as far as `until`; in the order of the calls."""
        self._changes.append((at, at if until is None else until, new.encode() if isinstance(new, str) else new))

    def set(self, element: Element, **attributes: str | None) -> None:
        """Change attributes of an element, once."""
        self.put(element.start, tag_with(self.data[element.start : element.after], **attributes), element.after)

    def append(self, element: Element, new: bytes | str, **attributes: str | None) -> None:
        """Write `new` at the end of an element's content, and set its attributes."""
        new = new.encode() if isinstance(new, str) else new
        tag = tag_with(self.data[element.start : element.after], **attributes)
        if is_empty(self.data, element):
            ending = f"</{_raw_name(self.data, element)}>".encode()
            self.put(element.start, tag.removesuffix(b"/>") + b">" + new + ending, element.after)
        else:
            if attributes:
                self.put(element.start, tag, element.after)
            self.put(element.end, new)

    def result(self) -> bytes:
        """The part as changed."""
        pieces, at = [], 0
        # What is put before an element stands before what replaces its tag.
        for start, until, new in sorted(self._changes, key=lambda change: change[:2]):
            pieces += [self.data[at:start], new]
            at = until
        return b"".join([*pieces, self.data[at:]])


def text(value: str) -> str:
    """`value` as the content of an element."""
    return escape(value, {"\r": "&#13;"})
