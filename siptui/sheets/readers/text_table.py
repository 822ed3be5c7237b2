"""A table kept as text: CSV or separated by tabs, semicolons or bars; in UTF-8, UTF-16 or Windows' own characters."""

import csv
import io
import re
from collections import Counter

from siptui.sheets.cells import Cell, Sheet
from siptui.sheets.limits import MOST_COLUMNS, MOST_ROWS
from siptui.sheets.problems import Unreadable

_AS_TEXT = re.compile(r"""="((?:[^"]|"")*)"|['\x1f]+(\w{1,4}[+-]?)""")
_SEP = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def text_sheet(name: str, data: bytes) -> Sheet:
    """A text table as one sheet, named as its file is. Raises Unreadable."""
    text = decoded(data)
    said = _SEP.match(text)  # a line by which Excel is told the separator; kept as a blank row
    delimiter = said[1] if said else delimiter_of(text)
    rows: list[list[Cell]] = [[]] if said else []
    kept: dict[str, str] = {}
    try:
        for row in csv.reader(io.StringIO(text[said.end() :] if said else text, newline=""), delimiter=delimiter):
            if len(rows) >= MOST_ROWS or len(row) > MOST_COLUMNS:
                raise Unreadable("table_too_large")
            rows.append([kept.setdefault(cell, cell) for cell in map(_as_shown, row)])
    except csv.Error as fault:
        raise Unreadable("no_text_table") from fault
    return Sheet(name=name, rows=rows)


def _as_shown(cell: str) -> str:
    """A cell as Excel shows it: systems write ="2b" or '2b, so that a text stays as it is."""
    if cell[:1] in {"=", "'", "\x1f"} and (found := _AS_TEXT.fullmatch(cell)):
        return (found[1] if found[1] is not None else found[2]).replace('""', '"')
    return cell


def decoded(data: bytes) -> str:
    """The text of a file, in whichever way its characters are kept."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    head = data[:4096]
    if head.count(0) * 3 > len(head):  # Latin letters in UTF-16 are every other one NUL
        wide = "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def delimiter_of(text: str) -> str:
    """The separator that cuts most lines into the same number of cells; csv.Sniffer is misled by names and dates."""
    lines = text[:20_000].splitlines()[:60]

    def score(delimiter: str) -> int:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1)
        return max((width * count for width, count in widths.items()), default=0)

    try:
        return max((",", ";", "\t", "|"), key=score)
    except csv.Error:
        return ","
