"""Blocks of cells as the clipboard has them: tab-separated lines, quoted as spreadsheets do."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

Block = list[list[str]]

MOST_PASTED = 1_000_000
"""Characters: a whole school's year is a tenth of it."""


class BadBlock(Exception):
    """A block that cannot be used; its text says why."""


def written(rows: Iterable[Sequence[str]]) -> str:
    """Cells as text; a cell with a tab, a line end or a quote in it is quoted."""
    out = StringIO()
    csv.writer(out, dialect="excel-tab", lineterminator="\n").writerows(rows)
    return out.getvalue().removesuffix("\n")


def in_one_line(title: str) -> str:
    """A column's title, which may be broken into lines, in one."""
    return title.replace("-\n", "").replace("\n", " ").strip()


def with_plain_ends(text: str) -> str:
    """A text with its lines ended in one way; terminals hand them over as they like."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def prose(text: str) -> str:
    """A pasted text that is to be read as one: a spreadsheet's cell without its quotes, else as it is."""
    try:
        block = read(text)
    except BadBlock:
        block = []
    return block[0][0] if len(block) == 1 and len(block[0]) == 1 else with_plain_ends(text).strip("\n")


def read(text: str) -> Block:
    """The cells of a pasted text. Raises BadBlock."""
    if len(text) > MOST_PASTED:
        raise BadBlock(f"That is {len(text):,} characters, more than any form here holds")
    text = with_plain_ends(text).removesuffix("\n")
    try:
        rows = list(csv.reader(StringIO(text, newline=""), dialect="excel-tab", strict=True))
    except csv.Error as fault:
        if "end of data" in str(fault) and ("\t" in text or "\n" in text):
            raise BadBlock("The end of what was pasted is missing: a quoted text is not closed") from None
        # A quote that is none of a spreadsheet's, as in: "Good", she said.
        rows = [line.split("\t") for line in text.split("\n")]
    return [row or [""] for row in rows]
