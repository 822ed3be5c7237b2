"""Tables of a web page, which many school systems call .xls: each table that holds anything is a sheet."""

import re
from collections.abc import Iterator
from html import unescape

from lxml import etree

from siptui.sheets.cells import Sheet
from siptui.sheets.limits import MOST_ROWS, MOST_SHEETS
from siptui.sheets.problems import Unreadable
from siptui.sheets.readers.rows_from_spans import Laying
from siptui.sheets.readers.text_table import decoded

WIDEST = 1000  # as browsers have it
LONGEST_NAME = 60
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|mso-hide\s*:\s*all)", re.IGNORECASE)
_NAME = re.compile(r"<x:Name>([^<]{1,60})</x:Name>")  # Excel's own, in a comment
_SPACE = re.compile(r"[ \t\r\n\f]+")  # not the no-break space
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "caption"}
_NO_TEXT = {"table", "script", "style"}
_BREAKS = {"br", "p", "div"}


def web_sheets(name: str, data: bytes) -> list[Sheet]:
    """Every table of the page, in order; nested ones apart. Raises Unreadable."""
    text = _text(data)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        page = etree.fromstring(text.encode("utf-8", "replace").replace(b"\0", b""), parser)
    except (etree.LxmlError, ValueError, RecursionError) as fault:
        raise Unreadable("damaged_web_page") from fault
    tables = list(page.iter("table")) if page is not None else []
    if len(tables) > MOST_SHEETS:
        raise Unreadable("table_too_large")
    sheets = [sheet for sheet in map(_sheet, tables) if any(sheet.rows)]
    if not sheets:
        raise Unreadable("web_page_without_table")
    _name_sheets(sheets, name, _NAME.findall(text[:65536]))
    return sheets


def _text(data: bytes) -> str:
    said = _CHARSET.search(data[:4096])
    charset = said[1].decode().lower() if said and not data.startswith((b"\xff\xfe", b"\xfe\xff")) else ""
    if charset in {"", "utf-8", "utf8", "utf-16", "unicode"}:
        return decoded(data)
    charset = "cp1252" if charset in {"iso-8859-1", "latin1", "latin-1", "us-ascii"} else charset  # as browsers do
    try:
        return data.decode(charset, "replace")
    except LookupError:
        return decoded(data)


def _sheet(table: "etree._Element") -> Sheet:
    """A table's rows, its name the nearest heading above it ("" where there is none)."""
    laying, hidden, struck, y = Laying(), set(), set(), -1
    crossed = {cell for line in table.iter("s", "strike", "del") for cell in line.iterancestors("td", "th")}
    for part in _parts(table):
        for left, row in zip(range(len(part), 0, -1), part, strict=True):
            y += 1
            if y >= MOST_ROWS:
                raise Unreadable("table_too_large")
            if _is_hidden(row):
                hidden.add(y)
            x = 0
            for cell in row.iterchildren("td", "th"):
                x = laying.free(y, x)
                struck |= {(y, x)} if cell in crossed else set()
                across = _span(cell, "colspan", WIDEST)
                laying.put(y, x, _said(cell), across, _span(cell, "rowspan", left))
                x += across
    columns = [*table.iterfind("col"), *table.iterfind("colgroup/col")]
    single = all(c.get("span", "1") == "1" for c in columns)
    return Sheet(
        name=_heading(table),
        rows=laying.rows,
        hidden=any(_is_hidden(e) for e in (table, *table.iterancestors())),
        merges=laying.merges,
        hidden_rows=frozenset(hidden),
        struck=frozenset(struck),
        hidden_columns=frozenset(n for n, c in enumerate(columns) if single and _is_hidden(c)),
    )


def _parts(table: "etree._Element") -> Iterator[list["etree._Element"]]:
    """The rows of this table and not of one inside it, by head, body and foot, which no cell reaches beyond."""
    bare: list[etree._Element] = []
    for child in table.iterchildren("tr", "thead", "tbody", "tfoot"):
        if child.tag == "tr":
            bare.append(child)
            continue
        yield bare
        bare = []
        yield list(child.iterchildren("tr"))
    yield bare


def _span(cell: "etree._Element", name: str, most: int) -> int:
    text = (cell.get(name) or "").strip()
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        return 1
    return min(int(text) or (most if name == "rowspan" else 1), most)


def _is_hidden(element: "etree._Element") -> bool:
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None


def _said(cell: "etree._Element") -> str:
    """A cell's text as it is seen, but not that of a table inside it."""
    return _short("".join(_texts(cell)) if len(cell) else cell.text)


def _texts(element: "etree._Element") -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag not in _NO_TEXT and not _is_hidden(child):
            if child.tag in _BREAKS:
                yield " "
            yield from _texts(child)
        yield child.tail or ""


def _short(text: str | None) -> str:
    return _SPACE.sub(" ", text).strip(" ") if text else ""


def _heading(table: "etree._Element") -> str:
    """The table's caption, or the heading that stands before it and after any other table."""
    caption = table.find("caption")
    if caption is not None:
        return _short("".join(_texts(caption)))[:LONGEST_NAME]
    for before in table.itersiblings(preceding=True):
        if before.tag == "table":
            break
        if before.tag in _HEADINGS:
            return _short("".join(_texts(before)))[:LONGEST_NAME]
    return ""


def _name_sheets(sheets: list[Sheet], name: str, excel: list[str]) -> None:
    """Give every sheet a name of its own."""
    if len(excel) == len(sheets):
        for sheet, said in zip(sheets, excel, strict=True):
            sheet.name = unescape(said)
    used: set[str] = set()
    for n, sheet in enumerate(sheets, 1):
        sheet.name = sheet.name or (name if len(sheets) == 1 else f"Table {n}")
        if sheet.name in used:
            sheet.name = f"{sheet.name} ({n})"
        used.add(sheet.name)
