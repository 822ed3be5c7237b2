"""The rows of a large table kept as text, one after the other: never all of it in memory, as a register's is large.

UTF-8 or Windows' own characters; which, the whole file tells before its first row is given.
"""

import codecs
import csv
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from siptui.sheets.limits import MOST_COLUMNS, MOST_ROWS
from siptui.sheets.problems import Unreadable
from siptui.sheets.readers.text_table import delimiter_of

LARGEST = 256 << 20  # bytes; the whole national register is a quarter of it
CHUNK = 1 << 20
LONGEST_CELL = 32_767  # characters, as in a workbook


def text_rows(path: Path) -> Iterator[list[str]]:
    """Its rows; none of what is no such table. Raises Unreadable, OSError."""
    encoding = _encoding(path)
    if not encoding:
        return
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        delimiter = delimiter_of(file.read(20_000))
        file.seek(0)
        try:
            for n, row in enumerate(csv.reader(file, delimiter=delimiter)):
                if n >= MOST_ROWS or len(row) > MOST_COLUMNS:
                    raise Unreadable("table_too_large")
                yield row
        except csv.Error as fault:
            raise Unreadable("no_text_table") from fault


def _encoding(path: Path) -> str:
    """How its characters are kept; "" where it is no plain file, or no text in either way."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # what is no file must not keep us waiting
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode) or about.st_size > LARGEST:
            return ""
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while chunk := file.read(CHUNK):
                if b"\0" in chunk:
                    return ""
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252" if not _holds_nul(file) else ""
    return "utf-8-sig"


def _holds_nul(file: BinaryIO) -> bool:
    return any(b"\0" in chunk for chunk in iter(lambda: file.read(CHUNK), b""))
