"""The texts of a record that hold some words, and some of what stands around them."""

from collections.abc import Iterator

from msgspec import Struct

from siptui.records.change import Record
from siptui.records.fields import Fields

AROUND = 60
"""Characters that are given on either side of what was found."""
KINDS = ("text", "line", "person", "link")


class Found(Struct, frozen=True):
    """A text that holds the words."""

    subject: str
    path: str
    text: str


def as_sought(text: str) -> str:
    """A text as it is compared: capitals and line ends do not count."""
    return " ".join(text.casefold().split())


def texts_with(wanted: str, fields: Fields, subject: str, record: Record) -> Iterator[Found]:
    """Every text of a subject's record that holds what is `wanted`, as `as_sought` gives it; also of no field left."""
    for path, value in sorted(record.items()):
        if isinstance(value, str) and wanted in as_sought(value):
            field = fields.find(path)
            if field is None or field.kind in KINDS:
                yield Found(subject, path, value)


def excerpt(text: str, wanted: str) -> str:
    """The words with some of what stands around them."""
    line = " ".join(text.split())
    at = max(line.casefold().find(wanted), 0)
    start, end = max(at - AROUND, 0), at + len(wanted) + AROUND
    return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")
