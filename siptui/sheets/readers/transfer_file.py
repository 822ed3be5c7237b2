"""A Common Transfer File as a sheet of one row a result: pupils, their groups, and in what and when a result was taken.

Its tags and codes are data (`schemas/tracking/transfer_file.toml`). A document type, and so any entity of its own, is
refused.
"""

import io
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from schemas import ROOT
from siptui.framework import data_file
from siptui.framework.model import Data
from siptui.sheets.cells import Cell, Sheet
from siptui.sheets.limits import MOST_ROWS
from siptui.sheets.problems import Unreadable

HEADINGS = ("Subject", "Time", "Result")
LONGEST = 500


class ResultTags(Data, frozen=True):
    """Of a result: the tags of its parts, within that of its subject."""

    subject: str
    name: str
    one: str
    year: str
    method: str
    component: str
    qualifier: str
    value: str
    when: str


class TransferWords(Data, frozen=True):
    """transfer_file.toml."""

    root: str
    pupil: str
    title: str
    about: dict[str, list[str]]
    result: ResultTags
    words: dict[str, str]


@lru_cache(maxsize=1)
def transfer_words() -> TransferWords:
    """The tags. Raises FrameworkFault."""
    return data_file.read(ROOT / "tracking" / "transfer_file.toml", TransferWords)


def is_transfer_file(head: str) -> bool:
    """Whether the beginning of a file is that of such a file."""
    return f"<{transfer_words().root.casefold()}" in head.casefold()


def transfer_sheets(data: bytes) -> list[Sheet]:
    """Its one sheet. Raises Unreadable."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, iterparse

    words = transfer_words()
    rows: list[list[Cell]] = [[*words.about, *HEADINGS]]
    try:
        for _, element in iterparse(io.BytesIO(data.lstrip()), forbid_dtd=True):
            if _tag(element) == words.pupil:
                rows += _pupil(element, words)
                element.clear()
            if len(rows) > MOST_ROWS:
                raise Unreadable("table_too_large")
    except DefusedXmlException as fault:
        raise Unreadable("document_type") from fault
    except (ParseError, LookupError, ValueError) as fault:
        raise Unreadable("damaged_xml") from fault
    return [Sheet(name=words.title, rows=rows)]


def _pupil(element: Any, words: TransferWords) -> Iterator[list[Cell]]:
    """A row for each result of a pupil, or one without a result."""
    held: dict[str, str] = {}
    for each in element.iter():
        if each.text and each.text.strip():
            held.setdefault(_tag(each), each.text.strip()[:LONGEST])
    about: list[Cell] = [next((held[tag] for tag in tags if tag in held), "") for tags in words.about.values()]
    rows = [[*about, *each] for each in _results(element, words)]
    yield from rows or [[*about, "", "", ""]]


def _results(element: Any, words: TransferWords) -> Iterator[tuple[str, str, str]]:
    tags = words.result
    for subject in (each for each in element.iter() if _tag(each) == tags.subject):
        name = _child(subject, tags.name)
        for result in (each for each in subject if _tag(each) == tags.one):
            codes = [name, *(_child(result, tag) for tag in (tags.component, tags.method, tags.qualifier))]
            called = " ".join(filter(None, (words.words.get(code, code) for code in codes)))
            year, value = _child(result, tags.year), _child(result, tags.value)
            if value and year:
                yield called, tags.when.format(year=year), value


def _child(element: Any, tag: str) -> str:
    return next(((each.text or "").strip()[:LONGEST] for each in element if _tag(each) == tag), "")


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
